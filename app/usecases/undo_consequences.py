"""What follows from an undo: history, audit, counted totals, freed seats, events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.entities import (
    Course,
    CourseSettings,
    Enrollment,
    EnrollmentHistory,
    EnrollmentStatus,
    Entity,
    HistoryAction,
    InstructorProfile,
    Lesson,
    Material,
    Module,
    User,
    WaitingEntry,
)
from app.ports.storage import UnitOfWork
from app.usecases.audit import Audited, write_audit
from app.usecases.courses_rows import tell_updated
from app.usecases.people_profiles import refresh_instructor_totals
from app.usecases.progress_totals import recount_percentages
from app.usecases.undo_plan import Plan
from app.usecases.waiting_list import promote_waiting

UNDO = "undo"
"""The reason that history and audit rows give."""

_ACTIONS: Mapping[EnrollmentStatus, HistoryAction] = {
    "active": "reactivated",
    "completed": "completed",
    "dropped": "dropped",
    "suspended": "suspended",
}
_AUDITED: Mapping[type[Entity], tuple[str, ...]] = {
    Course: ("status", "is_deleted"),
    User: ("role", "is_active", "is_deleted"),
}
_PARTS = (Course, CourseSettings, Module, Lesson, Material)
"""The kinds whose change is a change of the course as its readers see it."""


def follow_up(plan: Plan, uow: UnitOfWork) -> None:
    """Write what an undo brings about; to be called when its rows are saved."""
    if plan.recounted:
        recount_percentages(uow, plan.recounted)
    _write_history(plan, uow)
    _write_audit(plan, uow)
    courses = uow.get_many(Course, _courses(plan))
    waiting = uow.find(WaitingEntry, course_id=list(courses)) if courses else []
    for course_id in sorted({entry.course_id for entry in waiting} | _waited_for(plan, uow)):
        promote_waiting(uow, courses.get(course_id) or uow.get(Course, course_id))
    refresh_instructor_totals(uow, _instructors(plan, courses.values()))
    for course_id, tables in sorted(_parts(plan).items()):
        if course_id in courses:
            tell_updated(uow, courses[course_id], *tables)


def _write_history(plan: Plan, uow: UnitOfWork) -> None:
    """A row for every status that changed back, and for every enrollment that came back."""
    changed: list[tuple[Enrollment | None, Enrollment]] = []
    for before, after in plan.moves():
        known = before is None or isinstance(before, Enrollment)
        if known and isinstance(after, Enrollment):
            old = before if isinstance(before, Enrollment) else None
            if old is None or old.status != after.status:
                changed.append((old, after))
    if not changed:
        return
    ids = uow.take_ids(EnrollmentHistory, len(changed))
    uow.save_all(
        [
            EnrollmentHistory(
                id=number,
                enrollment_id=after.id,
                action=_ACTIONS[after.status],
                previous_status=old.status if old else None,
                new_status=after.status,
                reason=UNDO,
                performed_by=uow.actor.user_id,
                created_at=uow.now,
            )
            for number, (old, after) in zip(ids, changed, strict=True)
        ]
    )


def _write_audit(plan: Plan, uow: UnitOfWork) -> None:
    write_audit(
        uow,
        [
            Audited(
                type(move.after),
                move.after.key,
                column,
                getattr(move.before, column),
                getattr(move.after, column),
                UNDO,
            )
            for move in plan.updated
            for column in _AUDITED.get(type(move.after), ())
            if getattr(move.before, column) != getattr(move.after, column)
        ],
    )


def _course_of(row: Entity | None) -> int | None:
    if isinstance(row, Course):
        return row.id
    if isinstance(row, CourseSettings | Module | Lesson | Material | Enrollment | WaitingEntry):
        return row.course_id
    return None


def _courses(plan: Plan) -> set[int]:
    """The courses that the plan's rows are of."""
    found = {_course_of(row) for pair in plan.moves() for row in pair}
    return {course_id for course_id in found if course_id is not None}


def _waited_for(plan: Plan, uow: UnitOfWork) -> set[int]:
    """The courses for which people wait who are active again."""
    active = [
        move.after.id
        for move in plan.updated
        if isinstance(move.after, User) and move.after.is_active and not move.after.is_deleted
    ]
    entries = uow.find(WaitingEntry, student_id=active) if active else []
    return {entry.course_id for entry in entries}


def _instructors(plan: Plan, courses: Iterable[Course]) -> set[int]:
    """Whose totals may have moved: teachers of the plan's courses before and after."""
    found = {course.instructor_id for course in courses}
    for pair in plan.moves():
        for row in pair:
            if isinstance(row, Course):
                found.add(row.instructor_id)
            elif isinstance(row, InstructorProfile):
                found.add(row.user_id)
    return found


def _parts(plan: Plan) -> dict[int, tuple[str, ...]]:
    """Course to the tables that changed in it."""
    parts: dict[int, dict[str, None]] = {}
    for pair in plan.moves():
        for row in pair:
            course_id = _course_of(row)
            if course_id is not None and isinstance(row, _PARTS):
                parts.setdefault(course_id, {})[type(row).TABLE] = None
    return {course_id: tuple(tables) for course_id, tables in parts.items()}
