"""Taking back what a command did, from the images in its journal entry (see docs/rules.md)."""

from __future__ import annotations

from app.domain.commands import COMMAND_TYPES, Command, Revert
from app.domain.entities import User
from app.domain.errors import Rejected
from app.domain.journal import JournalEntry
from app.domain.outcomes import Outcome
from app.ports.storage import UnitOfWork
from app.usecases.bus import UseCase
from app.usecases.permissions_words import ACTIONS
from app.usecases.undo_checks import (
    check_certificates,
    check_dependents,
    check_parents,
    check_unique,
)
from app.usecases.undo_consequences import follow_up
from app.usecases.undo_plan import Plan, plan_consequence, plan_revert
from app.usecases.undo_publishing import refreshes
from app.usecases.undo_seats import check_seats


def revert(command: Revert, uow: UnitOfWork) -> Outcome:
    """Bring every row that a command touched back to what it was; of a `Revert`, that is redo.

    `Outcome.data` has `command_type` and the number of rows (`changed`). Nothing is done, and
    `Rejected` raised, where a row changed since (``undo.changed_since``), something was built on it
    (``undo.in_use``, ``undo.certificate_exists``, ``undo.parent_gone``), its place is taken
    (``undo.taken``, ``undo.course_full``), a rule would break (``people.*``), or the command is
    one that cannot be undone (``undo.not_undoable``).
    """
    entry = uow.journal_entry(command.command_id)
    require_undoable(entry)
    followed = [_take_back(one, uow) for one in refreshes(entry, uow)]
    plan = plan_revert(entry, uow)
    check_certificates(plan, uow)
    check_dependents(plan, uow)
    check_unique(plan, uow)
    had_admin = _has_admin(plan, uow)
    _apply(plan, uow)
    plan = Plan.together([*followed, plan])
    check_parents(plan, uow)
    check_seats(plan, entry, uow)
    if had_admin and not _has_admin(plan, uow):
        raise Rejected("people.last_admin")
    follow_up(plan, uow)
    return Outcome(data={"command_type": entry.command_type, "changed": len(entry.images)})


def require_undoable(entry: JournalEntry) -> None:
    """Raise ``undo.not_undoable`` for a command that has no undo, or was never accepted."""
    kind = COMMAND_TYPES[entry.command_type]
    if not kind.UNDOABLE or entry.state == "rejected":
        raise Rejected("undo.not_undoable", command=ACTIONS[kind], command_id=entry.command_id)


def _take_back(entry: JournalEntry, uow: UnitOfWork) -> Plan:
    """Take back what followed from a command; raises as `revert` where it was built upon."""
    plan = plan_consequence(entry, uow)
    check_dependents(plan, uow)
    _apply(plan, uow)
    return plan


def _apply(plan: Plan, uow: UnitOfWork) -> None:
    """Parents come before their children, and go after them."""
    uow.save_all([*plan.inserted, *(move.after for move in plan.updated)])
    for kind, keys in plan.deleted_keys():
        uow.delete_all(kind, keys)


def _has_admin(plan: Plan, uow: UnitOfWork) -> bool:
    """Whether anyone is an active admin; asked only where the plan touches people."""
    touched = any(isinstance(row, User) for row in plan.deleted) or any(
        isinstance(move.before, User) for move in plan.updated
    )
    return touched and uow.count(User, role="admin", is_active=True, is_deleted=False) > 0


USE_CASES: dict[type[Command], UseCase] = {Revert: revert}
