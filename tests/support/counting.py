"""Random histories of saves, and the twelve metrics counted without any bucket."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from random import Random
from typing import Any

from app.domain.actor import SYSTEM
from app.domain.entities import Course, Enrollment, EventRecord, User, WorkflowExecution
from app.ports.storage import Rows, Store, UnitOfWork
from tests.support.memory import START, _Seed, course, enrollment, person

STATUSES = ("active", "completed", "dropped", "suspended")
FIRST_DAY = datetime(2025, 12, 20, 23, 59, 59, 999_000, tzinfo=UTC)


class History:
    """Saves rows of every counted kind, drawn from *random*, some transactions undone."""

    def __init__(self, store: Store, random: Random) -> None:
        self._store = store
        self._random = random
        self._teacher = person(1, role="instructor")
        self._transaction([lambda uow: uow.save_all([self._teacher])], keep=True)

    def go_on(self, transactions: int) -> None:
        """That many more transactions, each of a few saves."""
        for _ in range(transactions):
            steps = self._random.choices(
                (self._user, self._course, self._enroll, self._alter, self._delete, self._work),
                weights=(2, 2, 6, 6, 1, 2),
                k=self._random.randint(1, 4),
            )
            self._transaction(steps, keep=self._random.random() > 0.15)

    def _transaction(self, steps: list[Callable[[UnitOfWork], None]], *, keep: bool) -> None:
        with self._store.unit_of_work(SYSTEM) as uow:
            for step in steps:
                step(uow)
            if keep:
                uow.commit(_Seed())

    def _moment(self) -> datetime:
        seconds = self._random.randint(0, 50 * 86_400)
        return FIRST_DAY + timedelta(seconds=seconds, microseconds=self._random.randint(0, 10**6))

    def _user(self, uow: UnitOfWork) -> None:
        role = self._random.choice(("student", "student", "instructor", "admin"))
        (key,) = uow.take_ids(User)
        uow.save_all([person(max(key, 2), role=role, is_active=self._random.random() > 0.2)])

    def _course(self, uow: UnitOfWork) -> None:
        status = self._random.choice(("draft", "published", "archived"))
        (key,) = uow.take_ids(Course)
        uow.save_all([course(key, 1, status=status)])

    def _enroll(self, uow: UnitOfWork) -> None:
        people, courses = uow.find(User, role="student"), uow.find(Course)
        if not people or not courses:
            return
        student, taken = self._random.choice(people), self._random.choice(courses)
        if not uow.find(Enrollment, student_id=student.id, course_id=taken.id):
            (key,) = uow.take_ids(Enrollment)
            uow.save_all([enrollment(key, student.id, taken.id, **self._state())])

    def _state(self) -> dict[str, Any]:
        return {
            "status": self._random.choice(STATUSES),
            "enrolled_at": self._moment(),
            "completed_at": self._random.choice((None, self._moment())),
        }

    def _alter(self, uow: UnitOfWork) -> None:
        kind: Any = self._random.choice((User, Course, Enrollment, Enrollment, EventRecord))
        rows = [row for row in uow.find(kind) if row != self._teacher]
        if not rows:
            return
        row = self._random.choice(rows)
        uow.save_all([replace(row, **self._changes(kind))])

    def _changes(self, kind: type[Any]) -> dict[str, Any]:
        flag = self._random.random() > 0.5
        if kind is User:
            return {"is_deleted": flag, "is_active": self._random.random() > 0.5}
        if kind is Course:
            status = self._random.choice(("draft", "published", "archived"))
            return {"is_deleted": flag, "status": status}
        if kind is EventRecord:
            return {"status": self._random.choice(("pending", "failed", "completed"))}
        return self._state()

    def _delete(self, uow: UnitOfWork) -> None:
        rows = uow.find(Enrollment)
        if rows:
            uow.delete_all(Enrollment, [self._random.choice(rows).id])

    def _work(self, uow: UnitOfWork) -> None:
        failed = self._random.random() > 0.5
        (event,), (run,) = uow.take_ids(EventRecord), uow.take_ids(WorkflowExecution)
        uow.save_all(
            [
                EventRecord(
                    id=event,
                    event_type="course.updated",
                    event_name="Course updated",
                    payload={},
                    status="failed" if failed else "pending",
                    created_at=START,
                ),
                WorkflowExecution(
                    id=run,
                    workflow_id=f"workflow-{run}",
                    workflow_type="Test",
                    run_id="r",
                    status="completed" if failed else "failed",
                    started_at=START,
                    created_at=START,
                ),
            ]
        )


def counted_by_hand(rows: Rows, at: datetime) -> dict[str, Any]:
    """The twelve metrics from the rows themselves, in the words of their definitions."""
    users = {row.id: row for row in rows.find(User)}
    courses = {row.id: row for row in rows.find(Course)}
    live = [
        row
        for row in rows.find(Enrollment)
        if not users[row.student_id].is_deleted and not courses[row.course_id].is_deleted
    ]
    days = [row.enrolled_at.astimezone(UTC).date() for row in live]
    completed = [row for row in live if row.status == "completed"]
    times = [row.completed_at - row.enrolled_at for row in completed if row.completed_at]
    return {
        "total_students": _people(users, "student"),
        "total_instructors": _people(users, "instructor"),
        "total_courses_published": sum(
            row.status == "published" and not row.is_deleted for row in courses.values()
        ),
        **_new(days, at.date()),
        "course_completion_rate": _quotient(Decimal(100 * len(completed)), len(live)),
        "avg_time_to_complete": _quotient(
            Decimal(sum(times, timedelta()) // timedelta(microseconds=1)),
            len(times) * 86_400_000_000,
        ),
        "popular_courses": _popular(courses, live),
        "avg_courses_per_student": _quotient(
            Decimal(len(live)), len({row.student_id for row in live})
        ),
        "failed_workflows": len(rows.find(WorkflowExecution, status="failed")),
        "failed_events": len(rows.find(EventRecord, status="failed")),
    }


def _people(users: dict[int, User], role: str) -> int:
    rows = users.values()
    return sum(row.role == role and row.is_active and not row.is_deleted for row in rows)


def _new(days: list[date], today: date) -> dict[str, int]:
    year, month = today.year, today.month
    last = date(year, month, monthrange(year, month)[1])
    return {
        "new_enrollments_daily": days.count(today),
        "new_enrollments_weekly": sum(
            day.isocalendar()[:2] == today.isocalendar()[:2] for day in days
        ),
        "new_enrollments_monthly": sum(date(year, month, 1) <= day <= last for day in days),
    }


def _quotient(dividend: Decimal, divisor: int) -> Decimal:
    if not divisor:
        return Decimal("0.00")
    with localcontext(prec=60):
        return (dividend / divisor).quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def _popular(courses: dict[int, Course], live: list[Enrollment]) -> list[tuple[int, str, int]]:
    sizes = Counter(row.course_id for row in live)
    shown = [row for row in courses.values() if not row.is_deleted]
    shown.sort(key=lambda row: (-sizes[row.id], row.id))
    return [(row.id, row.title, sizes[row.id]) for row in shown[:10]]
