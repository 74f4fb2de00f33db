"""Reading ``users.csv``: people to add, or to bring up to date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from app.domain import checks
from app.domain.commands import AddPeople, AddStaff, Change, EditPeople, PersonEdit, PersonRow
from app.domain.entities import Role, User
from app.domain.errors import Rejected
from app.ports.storage import Rows
from app.usecases.people_edit import PERSON_CHECKS
from services.interchange.csv_cells import Cells, choices, flags, times
from services.interchange.csv_plan import Step, TablePlan
from services.interchange.csv_table import TableFile, TableForm
from services.interchange.matching import Allocate

USERS = TableForm(
    "users",
    ("email", "username", "first_name", "last_name", "role"),
    ("is_active", "is_verified", "created_at"),
)
_NAMES = USERS.required[1:4]
ROLES = ("student", "instructor", "admin")
WINDOW_WORDS = {"learner": "student"}
"""The window's other word for a role: whoever writes a file by hand takes it from there."""


def plan_users(file: TableFile, rows: Rows, allocate: Allocate) -> TablePlan:
    """Commands that add or edit the people of *file*, at most 1,000 rows a command."""
    reading = _Reading(rows, allocate)
    for numbers, records in file.chunks(reading.plan.reject):
        reading.take(numbers, [file.header.pick([*record, ""]) for record in records])
    reading.finish()
    return reading.plan


class _Reading:
    def __init__(self, rows: Rows, allocate: Allocate) -> None:
        self._rows = rows
        self._allocate = allocate
        self._first: dict[str, int] = {}
        self._roles = choices("role", ROLES, WINDOW_WORDS)
        self._active = flags("is_active")
        self._verified = flags("is_verified")
        self._times = times("created_at")
        self._read: tuple[Cells[Any], ...] = (
            self._roles,
            self._active,
            self._verified,
            self._times,
        )
        self._other_dates: list[int] = []
        self.plan = TablePlan()

    def take(self, numbers: Sequence[int], records: Sequence[tuple[str, ...]]) -> None:
        """One chunk of records, with their numbers, cells in the form's order."""
        emails = {record[0].strip().lower() for record in records}
        known = {user.email: user for user in self._rows.find(User, email=sorted(emails))}
        new: list[tuple[int, tuple[str, ...], str]] = []
        edits: list[tuple[int, PersonEdit]] = []
        for number, record in zip(numbers, records, strict=True):
            try:
                email = _email(record[0])
                user = known.get(email)
                changes = self._changes(record, user) if user else self._of_new(record)
                self._take_once(number, email)
            except Rejected as fault:
                self.plan.reject(number, fault)
                continue
            if user is None:
                new.append((number, record, email))
                continue
            self._note_date(number, self._times[record[7]], user)
            if changes:
                edits.append((number, PersonEdit(user_id=user.id, changes=changes)))
            else:
                self.plan.unchanged += 1
        self._add(new)
        if edits:
            command = EditPeople(rows=tuple(edit for _, edit in edits))
            self.plan.steps.append(Step(command, [number for number, _ in edits]))

    def finish(self) -> None:
        """Say what the file has to say in vain."""
        if self._other_dates:
            count, first = len(self._other_dates), self._other_dates[0]
            self.plan.warnings.append(
                f"created_at of people who are here already stays as it is"
                f" ({count} rows, the first is row {first})."
            )

    def _take_once(self, number: int, email: str) -> None:
        """Asked last: a row that is bad for another reason says that and keeps none out."""
        first = self._first.setdefault(email, number)
        if first != number:
            raise Rejected("row.repeated", first=first, what="e-mail")

    def _of_new(self, record: tuple[str, ...]) -> tuple[Change, ...]:
        """Read the cells that can be wrong, so that a fault shows before ids are taken."""
        if not record[1].strip():
            raise Rejected("row.cell_missing", column="username")
        checks.email("email", record[0])
        for column, cell in zip(_NAMES, record[1:4], strict=True):
            PERSON_CHECKS[column](column, cell.strip())
        for cells, cell in zip(self._read, record[4:], strict=True):
            cells[cell]
        return ()

    def _add(self, new: Sequence[tuple[int, tuple[str, ...], str]]) -> None:
        ids = iter(self._allocate(User, len(new)) if new else ())
        people = [(number, self._person(next(ids), record, email)) for number, record, email in new]
        learners = [one for one in people if one[1].role == "student"]
        staff = [one for one in people if one[1].role != "student"]
        if learners:
            command = AddPeople(rows=tuple(row for _, row in learners))
            self.plan.steps.append(Step(command, [number for number, _ in learners]))
        if staff:
            add_staff = AddStaff(rows=tuple(row for _, row in staff))
            self.plan.steps.append(Step(add_staff, [number for number, _ in staff]))

    def _person(self, user_id: int, record: tuple[str, ...], email: str) -> PersonRow:
        _, username, first_name, last_name, role, active, verified, created_at = record
        is_active, is_verified = self._active[active], self._verified[verified]
        return PersonRow(
            user_id=user_id,
            email=email,
            username=username.strip(),
            first_name=first_name.strip() or None,
            last_name=last_name.strip() or None,
            role=cast(Role, self._roles[role] or "student"),
            is_active=True if is_active is None else is_active,
            is_verified=bool(is_verified),
            created_at=self._times[created_at],
        )

    def _changes(self, record: tuple[str, ...], user: User) -> tuple[Change, ...]:
        """What the record says otherwise than the stored person; an empty cell says nothing."""
        if user.is_deleted:
            raise Rejected("row.person_deleted", email=user.email)
        role = self._roles[record[4]]
        if role is not None and role != user.role:
            raise Rejected("row.role_differs", email=user.email, role=user.role)
        self._times[record[7]]
        given: Mapping[str, object | None] = {
            "username": record[1].strip() or None,
            "first_name": _name(record[2], user.first_name),
            "last_name": _name(record[3], user.last_name),
            "is_active": self._active[record[5]],
            "is_verified": self._verified[record[6]],
        }
        changes = tuple(
            Change(column, getattr(user, column), value)
            for column, value in given.items()
            if value is not None
            and getattr(user, column) != value
            and not (column == "username" and _numbered(user.username, value))
        )
        for one in changes:
            PERSON_CHECKS[one.column](one.column, one.value)
        return changes

    def _note_date(self, number: int, created_at: datetime | None, user: User) -> None:
        if created_at is not None and created_at != user.created_at:
            self._other_dates.append(number)


def _email(cell: str) -> str:
    email = cell.strip().lower()
    if not email:
        raise Rejected("row.cell_missing", column="email")
    return email


def _name(cell: str, stored: str | None) -> str | None:
    """A name without blanks around it, unless that is how it is stored."""
    return stored if cell == stored else cell.strip() or None


def _numbered(stored: str, wanted: object) -> bool:
    """Whether a username is the wanted one with the number that it got because it was taken."""
    return re.fullmatch(re.escape(str(wanted)) + r"-[0-9]+", stored) is not None
