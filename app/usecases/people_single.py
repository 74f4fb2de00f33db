"""Changing one person's e-mail address or role."""

from __future__ import annotations

from dataclasses import replace

from app.domain import checks
from app.domain.commands import Change, ChangeEmail, ChangeRole
from app.domain.entities import Course, User, WaitingEntry
from app.domain.errors import Rejected
from app.domain.outcomes import Outcome
from app.ports.storage import UnitOfWork
from app.sync.merge import merge_columns
from app.usecases.audit import Audited, write_audit
from app.usecases.people_names import Admins
from app.usecases.people_profiles import make_profiles


def change_email(command: ChangeEmail, uow: UnitOfWork) -> Outcome:
    """Give a person another address; raises ``people.deleted``, ``people.email_taken``."""
    user = _present(uow, command.user_id)
    address = checks.email("email", command.email)
    merge = merge_columns(user, [Change("email", command.base, address)])
    if merge.changed:
        if any(other.id != user.id for other in uow.find(User, email=address)):
            raise Rejected("people.email_taken", email=address)
        uow.save_all([replace(merge.row, updated_at=uow.now)])
    return Outcome(conflicts=merge.conflicts, data={"id": user.id})


def change_role(command: ChangeRole, uow: UnitOfWork) -> Outcome:
    """Give a person another role; a new instructor gets a profile.

    Raises ``people.deleted``, ``people.last_admin``, and ``people.has_courses`` where someone who
    teaches would become a student.
    """
    user = _present(uow, command.user_id)
    merge = merge_columns(user, [Change("role", command.base, command.role)])
    after = merge.row
    if merge.changed:
        if user.role == "admin" and user.is_active:
            Admins(uow).leave(user.id)
        if after.role == "student":
            require_no_courses(uow, user)
        uow.save_all([replace(after, updated_at=uow.now)])
        if after.role == "instructor":
            make_profiles(uow, [user.id])
        if user.role == "student":
            leave_waiting_lists(uow, [user.id])
        write_audit(uow, [Audited(User, user.id, "role", user.role, after.role)])
    return Outcome(conflicts=merge.conflicts, data={"id": user.id})


def require_no_courses(uow: UnitOfWork, user: User) -> None:
    """Raise ``people.has_courses`` where courses that are not deleted name *user*."""
    count = uow.count(Course, instructor_id=user.id, is_deleted=False)
    if count:
        raise Rejected("people.has_courses", email=user.email, count=count)


def leave_waiting_lists(uow: UnitOfWork, user_ids: list[int]) -> None:
    """Take people off every waiting list."""
    waiting = uow.find(WaitingEntry, student_id=user_ids)
    uow.delete_all(WaitingEntry, [entry.key for entry in waiting])


def _present(uow: UnitOfWork, user_id: int) -> User:
    user = uow.get(User, user_id)
    if user.is_deleted:
        raise Rejected("people.deleted", user_id=user_id)
    return user
