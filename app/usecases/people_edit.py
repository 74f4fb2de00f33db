"""Editing people's own columns, many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain import checks
from app.domain.commands import EditPeople, PersonEdit
from app.domain.dataclass import dataclass
from app.domain.entities import Course, User, WaitingEntry
from app.domain.errors import Rejected
from app.domain.events import UserVerified
from app.domain.outcomes import Conflict, Outcome, RowOutcome
from app.ports.storage import UnitOfWork
from app.sync.merge import merge_columns
from app.usecases.audit import Audited, write_audit
from app.usecases.people_names import Admins, free_usernames
from app.usecases.people_profiles import refresh_instructor_totals
from app.usecases.row_outcomes import applied, missing, refused
from app.usecases.waiting_list import promote_all

PERSON_CHECKS: checks.Checks = {
    "first_name": checks.text(100),
    "last_name": checks.text(100),
    "username": checks.username,
    "is_active": checks.anything,
    "is_verified": checks.anything,
    "profile_image_url": checks.text(500),
}


@dataclass(frozen=True, slots=True)
class _Edited:
    """A person before and after their row, and what lost against stored values."""

    position: int
    before: User
    after: User
    conflicts: tuple[Conflict, ...]


def edit_people(command: EditPeople, uow: UnitOfWork) -> Outcome:
    """Change people, row by row.

    A row is rejected with ``row.missing``, ``people.deleted``, ``people.last_admin``, ``value.*``;
    a taken username gets ``-2`` (merged); a column that changed meanwhile is a conflict.
    """
    outcomes: dict[int, RowOutcome] = {}
    edited = _merge(command.rows, uow, outcomes)
    edited = _with_free_names(edited, uow, outcomes)
    changed = [one for one in edited if one.after != one.before]
    uow.save_all([replace(one.after, updated_at=uow.now) for one in changed])
    for one in changed:
        if one.after.is_verified and not one.before.is_verified:
            uow.raise_event(UserVerified(entity_id=one.after.id))
    write_audit(
        uow,
        [
            Audited(User, one.after.id, "is_active", one.before.is_active, one.after.is_active)
            for one in changed
            if one.before.is_active != one.after.is_active
        ],
    )
    _seat_the_returned(changed, uow)
    return Outcome(
        rows=tuple(outcomes[position] for position in sorted(outcomes)),
        conflicts=tuple(conflict for one in edited for conflict in one.conflicts),
    )


def _seat_the_returned(changed: Sequence[_Edited], uow: UnitOfWork) -> None:
    """Who is active again and waits for a course gets a seat that was free all the time."""
    back = [
        one.after.id
        for one in changed
        if one.after.role == "student" and one.after.is_active and not one.before.is_active
    ]
    waiting = uow.find(WaitingEntry, student_id=back) if back else []
    courses = uow.get_many(Course, {entry.course_id for entry in waiting}).values()
    if promote_all(uow, courses):
        refresh_instructor_totals(uow, {course.instructor_id for course in courses})


def _merge(
    rows: Sequence[PersonEdit], uow: UnitOfWork, outcomes: dict[int, RowOutcome]
) -> list[_Edited]:
    users = uow.get_many(User, {row.user_id for row in rows})
    admins: Admins | None = None
    edited: list[_Edited] = []
    for position, row in enumerate(rows):
        before = users.get(row.user_id)
        if before is None:
            outcomes[position] = missing(position, User.TABLE, row.user_id)
            continue
        try:
            if before.is_deleted:
                raise Rejected("people.deleted", user_id=before.id)
            merge = merge_columns(before, checks.clean_changes(User, row.changes, PERSON_CHECKS))
            if before.role == "admin" and before.is_active and not merge.row.is_active:
                admins = admins or Admins(uow)
                admins.leave(before.id)
        except Rejected as error:
            outcomes[position] = refused(position, error, row.user_id)
            continue
        users[before.id] = merge.row
        edited.append(_Edited(position, before, merge.row, merge.conflicts))
        outcomes[position] = (
            RowOutcome(position=position, kind="conflict", key=before.id)
            if merge.conflicts
            else applied(position, before.id)
        )
    return edited


def _with_free_names(
    edited: list[_Edited], uow: UnitOfWork, outcomes: dict[int, RowOutcome]
) -> list[_Edited]:
    """The edits with usernames that nobody else has."""
    renamed = [one for one in edited if one.after.username != one.before.username]
    names = free_usernames(uow, [one.after.username for one in renamed])
    given = {
        (one.after.id, one.after.username): name for one, name in zip(renamed, names, strict=True)
    }
    result: list[_Edited] = []
    for one in edited:
        name = given.get((one.after.id, one.after.username), one.after.username)
        if name == one.after.username:
            result.append(one)
            continue
        result.append(replace(one, after=replace(one.after, username=name)))
        outcomes[one.position] = RowOutcome(
            position=one.position,
            kind="merged",
            key=one.after.id,
            data={"username": name, "wanted": one.after.username},
        )
    return result
