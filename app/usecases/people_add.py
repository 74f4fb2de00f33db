"""Adding people: learners, and the staff who teach and administer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.domain import checks
from app.domain.commands import AddPeople, AddStaff, PersonRow
from app.domain.entities import User
from app.domain.errors import Rejected
from app.domain.events import UserRegistered
from app.domain.outcomes import Outcome, RowOutcome
from app.ports.storage import UnitOfWork
from app.usecases.people_names import free_usernames
from app.usecases.people_profiles import make_profiles
from app.usecases.row_outcomes import applied, refused

_NAME = checks.text(100)


class _Good(NamedTuple):
    """A row that stands, with its place in the command."""

    position: int
    row: PersonRow
    email: str
    username: str


def add_people(command: AddPeople, uow: UnitOfWork) -> Outcome:
    """Add students, row by row: ``people.not_a_student``, ``people.email_taken``, ``value.*``."""
    return _add(command.rows, uow, staff=False)


def add_staff(command: AddStaff, uow: UnitOfWork) -> Outcome:
    """Add instructors (with an empty profile) and admins, row by row."""
    return _add(command.rows, uow, staff=True)


def _add(rows: Sequence[PersonRow], uow: UnitOfWork, *, staff: bool) -> Outcome:
    good, outcomes = _sift(rows, uow, staff=staff)
    names = free_usernames(uow, [one.username for one in good])
    users = [_user(one, name, uow) for one, name in zip(good, names, strict=True)]
    uow.save_all(users)
    make_profiles(uow, [user.id for user in users if user.role == "instructor"])
    for one, user in zip(good, users, strict=True):
        outcomes[one.position] = _answer(one, user)
        uow.raise_event(UserRegistered(entity_id=user.id, email=user.email, role=user.role))
    return Outcome(rows=tuple(outcomes[position] for position in sorted(outcomes)))


def _sift(
    rows: Sequence[PersonRow], uow: UnitOfWork, *, staff: bool
) -> tuple[list[_Good], dict[int, RowOutcome]]:
    """The rows that stand, and the answers to those that do not."""
    outcomes: dict[int, RowOutcome] = {}
    checked: list[_Good] = []
    for position, row in enumerate(rows):
        try:
            checked.append(_checked(position, row, staff=staff))
        except Rejected as error:
            outcomes[position] = refused(position, error, row.user_id)
    emails = [one.email for one in checked]
    taken = {user.email for user in uow.find(User, email=emails)} if emails else set[str]()
    good: list[_Good] = []
    for one in checked:
        if one.email in taken:
            known = Rejected("people.email_taken", email=one.email)
            outcomes[one.position] = refused(one.position, known, one.row.user_id)
            continue
        taken.add(one.email)
        good.append(one)
    return good, outcomes


def _checked(position: int, row: PersonRow, *, staff: bool) -> _Good:
    email = checks.email("email", row.email)
    username = checks.username("username", row.username)
    _NAME("first_name", row.first_name)
    _NAME("last_name", row.last_name)
    if staff and row.role == "student":
        raise Rejected("people.not_staff", email=email, role=row.role)
    if not staff and row.role != "student":
        raise Rejected("people.not_a_student", email=email, role=row.role)
    return _Good(position, row, email, username)


def _user(one: _Good, username: str, uow: UnitOfWork) -> User:
    row = one.row
    return User(
        id=row.user_id,
        email=one.email,
        username=username,
        first_name=row.first_name,
        last_name=row.last_name,
        role=row.role,
        is_active=row.is_active,
        is_verified=row.is_verified,
        created_at=row.created_at or uow.now,
    )


def _answer(one: _Good, user: User) -> RowOutcome:
    if user.username == one.username:
        return applied(one.position, user.id)
    return RowOutcome(
        position=one.position,
        kind="merged",
        key=user.id,
        data={"username": user.username, "wanted": one.username},
    )
