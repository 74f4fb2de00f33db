"""The one way to change anything: run a command's use case in one unit of work."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.actor import Actor
from app.domain.dataclass import dataclass
from app.domain.journal import ChangeSet
from app.domain.outcomes import Outcome
from app.ports.storage import Store, UnitOfWork

if TYPE_CHECKING:
    from app.domain.commands import Command

UseCase = Callable[[Any, UnitOfWork], Outcome]
"""A command's rule: reads and saves through the unit of work and says what came of it."""


class Authorizer(Protocol):
    """Judges whether an actor may run a command; raises `NotAllowed`."""

    def __call__(self, command: Command, uow: UnitOfWork) -> None: ...


@dataclass(frozen=True, slots=True)
class Done:
    """A committed command."""

    command_id: str
    outcome: Outcome
    changes: ChangeSet


class CommandBus:
    """Executes commands on a store.

    `listeners` are called with the change-set after each commit, on the calling thread.
    """

    def __init__(
        self,
        store: Store,
        use_cases: Mapping[type[Command], UseCase],
        authorize: Authorizer,
        listeners: Iterable[Callable[[ChangeSet], None]] = (),
    ) -> None:
        self._store = store
        self._use_cases = use_cases
        self._authorize = authorize
        self._listeners = list(listeners)

    def listen(self, listener: Callable[[ChangeSet], None]) -> None:
        """Call *listener* after every commit from now on."""
        self._listeners.append(listener)

    def execute(
        self,
        command: Command,
        actor: Actor,
        *,
        batch_id: str | None = None,
        command_id: str | None = None,
    ) -> Done:
        """Run one command in one transaction, under a new id or, run anew, under its own.

        Raises the use case's `Rejected` (nothing is changed then), or `NotAllowed`.
        """
        command_id = command_id or os.urandom(16).hex()
        with self._store.unit_of_work(actor) as uow:
            self._authorize(command, uow)
            outcome = self._use_cases[type(command)](command, uow)
            changes = uow.commit(command, command_id=command_id, outcome=outcome, batch_id=batch_id)
        self.announce(changes)
        return Done(command_id, outcome, changes)

    def announce(self, changes: ChangeSet) -> None:
        """Tell the listeners of a commit that was made beside the bus (handlers, workflows)."""
        for listener in self._listeners:
            listener(changes)

    def rehearse(self, commands: Iterable[Command], actor: Actor) -> list[Outcome]:
        """What commands would answer if they were run in this order; nothing is changed.

        Raises what a command would raise. All run in one unit of work, which is left without a
        commit, so each sees what those before it would have done.
        """
        outcomes: list[Outcome] = []
        with self._store.unit_of_work(actor) as uow:
            for command in commands:
                self._authorize(command, uow)
                outcomes.append(self._use_cases[type(command)](command, uow))
        return outcomes


__all__ = ["Authorizer", "CommandBus", "Done", "UseCase"]
