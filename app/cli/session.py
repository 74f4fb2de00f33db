"""One run of the command line on one workspace."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from app.cli.output import Output
from app.domain.actor import Actor
from app.domain.errors import EnvironmentFault, Rejected
from app.domain.messages import sentences
from app.domain.outcomes import Outcome, RowOutcome
from app.queries.access import staff
from app.queries.lookup import only_admin

if TYPE_CHECKING:
    from app.context import Context
    from app.domain.commands import Command
    from app.domain.entities import Entity


class Session:
    """Opens the workspace when it is first needed and gives it up at the end.

    `environment` is the process's; SMARTCOURSE_WORKSPACE and SMARTCOURSE_PASSWORD are read.
    """

    def __init__(
        self,
        output: Output,
        environment: Mapping[str, str],
        *,
        workspace: str | None,
        acting_as: str | None,
        open_context: Callable[[Path], Context],
    ) -> None:
        self.out = output
        self.environment = environment
        self._workspace = workspace
        self._acting_as = acting_as
        self._open_context = open_context
        self._context: Context | None = None
        self._keeps_up = False
        self._actor: Actor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._context is None:
            return
        try:
            if kind is None and self._keeps_up:
                self._keep_up(self._context)
        finally:
            self._context.close()

    @property
    def folder(self) -> Path:
        """The workspace's folder, as told or as set up."""
        named = self._workspace or self.environment.get("SMARTCOURSE_WORKSPACE")
        if named:
            return Path(named)
        return default_workspace()

    @property
    def context(self) -> Context:
        """The open workspace; raises `EnvironmentFault` where it cannot be opened.

        Whoever is named to act is judged here, so that no command takes a stranger's name.
        """
        if self._context is None:
            self._context = self._open_context(self.folder)
            # What follows from a command that was cut off after its commit.
            self._settle()
            if self._acting_as is not None:
                with self._context.store.reading() as rows:
                    self._actor = staff(rows, self._acting_as)
        return self._context

    @property
    def reader(self) -> Actor | None:
        """Who reads, where somebody is named; whoever has the folder may read all."""
        return self.actor if self._acting_as is not None else None

    @property
    def actor(self) -> Actor:
        """Who acts; raises where that is unclear."""
        context = self.context
        if self._actor is None:
            with context.store.reading() as rows:
                self._actor = only_admin(rows)
        return self._actor

    def new_id(self, kind: type[Entity]) -> int:
        """An id for something the command creates."""
        return self.context.store.allocate_ids(kind, 1)[0]

    def execute(self, command: Command) -> Outcome:
        """Run one command as the acting user, then what follows from it."""
        outcome = self.context.bus.execute(command, self.actor).outcome
        self.follow_up()
        return outcome

    def follow_up(self, *, keeps_up: bool = True) -> None:
        """Run what follows from what is committed, which stands whatever comes of this.

        What cannot run now (a full disk, Ctrl-C) waits for the next command, and is told. Once a
        day what time brings is done when the result is told; *keeps_up* is false for what is
        long already.
        """
        self._keeps_up = keeps_up
        try:
            self._settle()
        except KeyboardInterrupt:
            self._waits("It was stopped.")

    def _settle(self) -> None:
        try:
            self.context.settle()
        except Exception as error:  # noqa: BLE001 - what was done must be told all the same
            from app.cli.incident import foreseen

            self._waits(sentences(foreseen(error), typed=True)[0])

    def _keep_up(self, context: Context) -> None:
        from app.cli.upkeep import keep_up

        try:
            keep_up(context)
        except KeyboardInterrupt:
            pass  # Every step is whole, and the rest is done the next time.
        except Exception as error:  # noqa: BLE001 - as above
            from app.cli.incident import foreseen

            self._waits(sentences(foreseen(error), typed=True)[0])

    def _waits(self, cause: str) -> None:
        self.out.progress_ended()
        self.out.error(EnvironmentFault("background.waits", cause=cause))

    def password(self, prompt: str) -> str:
        """SMARTCOURSE_PASSWORD, or what is typed; raises `EnvironmentFault` if that is nothing."""
        given = self.environment.get("SMARTCOURSE_PASSWORD")
        if not given and os.isatty(0):
            from getpass import getpass  # only a terminal needs it

            given = getpass(prompt)
        if not given:
            raise EnvironmentFault("password.not_given")
        return given


def default_workspace() -> Path:
    """Where the workspace lies when nobody says: the user's data folder."""
    from platformdirs import user_data_path  # only the default needs it

    return user_data_path("smartcourse") / "workspace"


def only_row(outcome: Outcome) -> RowOutcome:
    """The row of a set-wise command that was given one; raises what refused it."""
    row = outcome.rows[0]
    if row.kind == "rejected":
        raise Rejected(row.reason or "row.rejected", **row.data)
    return row


def chunks(items: Sequence[int], size: int) -> Iterable[Sequence[int]]:
    """The items in order, *size* at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
