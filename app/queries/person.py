"""One person: who they are, what they learn and teach, and which certificates they have."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from app.domain.actor import Actor
from app.domain.dataclass import dataclass
from app.domain.entities import Certificate, Course, Enrollment, InstructorProfile, User
from app.domain.errors import NotFound
from app.ports.storage import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """An enrollment; `percentage` is from 0 to 100."""

    enrollment_id: int
    course_id: int
    course: str
    status: str
    percentage: float
    enrolled_at: datetime
    last_accessed_at: datetime | None
    completed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """A course that the person teaches; `learners` are its enrollments that are not dropped."""

    course_id: int
    course: str
    status: str
    learners: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """A certificate."""

    certificate_id: int
    number: str
    course: str
    grade: str | None
    issued_on: str
    is_revoked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """All that the page of a person shows but the log."""

    user: User
    profile: InstructorProfile | None
    learning: tuple[Learning, ...]
    teaching: tuple[Teaching, ...]
    certificates: tuple[Earned, ...]

    @property
    def mean_progress(self) -> float | None:
        """The mean of what is done in enrollments that are not dropped; None without one."""
        shares = [one.percentage for one in self.learning if one.status != "dropped"]
        return sum(shares) / len(shares) if shares else None


def person_view(rows: Rows, user_id: int, actor: Actor) -> PersonView:
    """The person; raises `NotFound`.

    Instructors see of a person what belongs to their own courses; admins see all.
    """
    user = rows.get(User, user_id)
    enrollments = rows.find(Enrollment, student_id=user_id)
    certificates = rows.find(Certificate, student_id=user_id)
    ids = {one.course_id for one in enrollments} | {one.course_id for one in certificates}
    courses = rows.get_many(Course, ids)
    seen = {
        key: course
        for key, course in courses.items()
        if not course.is_deleted and _may_see(course, actor)
    }
    learning = [_learning(one, seen[one.course_id]) for one in enrollments if one.course_id in seen]
    if actor.role != "admin" and not learning and user_id != actor.user_id:
        raise NotFound("row.missing", table=User.TABLE, key=user_id)
    learning.sort(key=lambda one: (one.status != "active", one.enrolled_at), reverse=False)
    return PersonView(
        user=user,
        profile=next(iter(rows.find(InstructorProfile, user_id=user_id)), None),
        learning=tuple(learning),
        teaching=_teaching(rows, user_id),
        certificates=tuple(
            _earned(one, seen[one.course_id]) for one in certificates if one.course_id in seen
        ),
    )


def _may_see(course: Course, actor: Actor) -> bool:
    return actor.role == "admin" or course.instructor_id == actor.user_id


def _learning(row: Enrollment, course: Course) -> Learning:
    return Learning(
        enrollment_id=row.id,
        course_id=course.id,
        course=course.title,
        status=row.status,
        percentage=float(row.completion_percentage),
        enrolled_at=row.enrolled_at,
        last_accessed_at=row.last_accessed_at,
        completed_at=row.completed_at,
    )


def _teaching(rows: Rows, user_id: int) -> tuple[Teaching, ...]:
    courses = rows.find(Course, instructor_id=user_id, is_deleted=False)
    counts: Counter[int] = Counter()
    if courses:
        ids = [one.id for one in courses]
        listed = rows.values(
            Enrollment, ("course_id",), course_id=ids, status=["active", "completed", "suspended"]
        )
        counts.update(key for (key,) in listed)
    return tuple(
        Teaching(course_id=one.id, course=one.title, status=one.status, learners=counts[one.id])
        for one in courses
    )


def _earned(row: Certificate, course: Course) -> Earned:
    return Earned(
        certificate_id=row.id,
        number=row.certificate_number,
        course=course.title,
        grade=row.grade,
        issued_on=row.issue_date.isoformat(),
        is_revoked=row.is_revoked,
    )
