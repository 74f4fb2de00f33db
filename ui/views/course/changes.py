"""Changing a course from the window: one command or several as one, told with the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import Command, Revert
from app.domain.dataclass import dataclass
from app.domain.errors import SmartCourseError
from app.usecases.batches import run_batch
from app.usecases.bus import Done
from ui.feedback.toasts import Notice
from ui.views.page import Desk
from ui.widgets.words import tr

Refused = Callable[[SmartCourseError], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a toast says once it is done; without a title there is none (the screen shows it)."""

    title: str = ""
    line: str = ""
    icon: str = "circle-check"


class Changes:
    """Runs commands for a screen."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(
        self,
        label: str,
        make: Callable[[Context], Sequence[Command]],
        words: Words,
        done: Callable[[list[Done]], None] | None = None,
        failed: Refused | None = None,
    ) -> None:
        """Run the commands that *make* answers (off the GUI thread), whole or not at all.

        *label* names several of them in the history. *make* may ask the store for ids.
        """

        def work(context: Context, actor: Actor) -> list[Done]:
            commands = list(make(context))
            if len(commands) == 1:
                return [context.bus.execute(commands[0], actor)]
            if not commands:
                return []
            return run_batch(context.bus, context.store, label, commands, actor)

        def told(made: list[Done]) -> None:
            if done is not None:
                done(made)
            if words.title and made:
                self._tell(label, words, made)

        self._desk.operations.write(work, told, failed or self.refuse)

    def refuse(self, error: SmartCourseError) -> None:
        """Say why something was not done."""
        self._desk.operations.failed.emit(error)

    def take_back(self, label: str, made: Sequence[Done]) -> None:
        """Undo exactly what was done, whatever has been done since beside it."""
        commands = [Revert(command_id=one.command_id) for one in reversed(made)]
        self.run(label, lambda _context: commands, Words())

    def _tell(self, label: str, words: Words, made: list[Done]) -> None:
        back = (tr("Undo"), partial(self.take_back, label, made))
        self._desk.notify(
            Notice(
                title=words.title,
                line=words.line,
                icon=words.icon,
                action=back,
                undoes=made[-1].command_id,
            )
        )
