"""A course before it is published: what is new since it last was, what was found, who sees it."""

from __future__ import annotations

from app.domain.completion import course_shape
from app.domain.dataclass import dataclass
from app.domain.entities import (
    Course,
    CourseSettings,
    Enrollment,
    Lesson,
    LessonBody,
    Progress,
    User,
    WaitingEntry,
)
from app.ports.history import RowHistory
from app.ports.storage import Rows
from app.queries.course_changes import Change, content_changes
from app.queries.course_findings import Finding, HasFile, findings
from app.queries.published import Content, Version, content_now, content_of, last_version

NOTHING = Content(modules={}, lessons={}, materials={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Who a publishing reaches.

    `learning` and `waiting` are told; `recounted` are enrollments whose totals become others.
    """

    learning: int
    waiting: int
    recounted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseReview:
    """What a review shows. `last` is the publishing it is compared with, `by` who did it.

    A published course whose publishing the journal does not know has no changes either.
    """

    course: Course
    last: Version | None
    by: str
    lessons: int
    modules: int
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    readers: Readers

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What stands in the way."""
        return tuple(one for one in self.findings if one.blocking)


def course_review(
    rows: Rows, history: RowHistory, has_file: HasFile, course_id: int
) -> CourseReview:
    """The course as it stands against its last publishing; raises `NotFound`."""
    course = rows.get(Course, course_id)
    settings = rows.get_many(CourseSettings, [course_id]).get(course_id)
    settings = settings or CourseSettings(course_id=course_id)
    now = content_now(rows, course_id)
    last = last_version(history, course_id)
    was = now if course.status == "published" else NOTHING
    if last is not None:
        was = content_of(history, last, course_id, now)
    return CourseReview(
        course=course,
        last=last,
        by=_name(rows, last),
        lessons=len(now.lessons),
        modules=len(now.modules),
        changes=content_changes(was, now),
        findings=findings(course, settings, now, _texts(rows, now), has_file),
        readers=_readers(rows, course_id, now, settings.pass_mark),
    )


def stored_text(rows: Rows, lesson: Lesson | None) -> str:
    """A lesson's Markdown, also of one that is gone; "" for none."""
    if lesson is None:
        return ""
    found = rows.get_many(LessonBody, [lesson.body_sha256]).get(lesson.body_sha256)
    return found.body if found is not None else ""


def _texts(rows: Rows, content: Content) -> dict[str, str]:
    wanted = {lesson.body_sha256 for lesson in content.lessons.values()}
    return {body.sha256: body.body for body in rows.get_many(LessonBody, wanted).values()}


def _name(rows: Rows, last: Version | None) -> str:
    if last is None or last.by is None:
        return ""
    found = rows.get_many(User, [last.by]).get(last.by)
    return found.full_name if found is not None else ""


def _readers(rows: Rows, course_id: int, now: Content, pass_mark: int) -> Readers:
    shape = course_shape(list(now.modules.values()), list(now.lessons.values()), pass_mark)
    totals = (shape.total_modules, shape.total_lessons)
    ids = [key for (key,) in rows.values(Enrollment, ("id",), course_id=course_id)]
    stored = rows.values(Progress, ("total_modules", "total_lessons"), enrollment_id=ids)
    return Readers(
        learning=rows.count(Enrollment, course_id=course_id, status="active"),
        waiting=rows.count(WaitingEntry, course_id=course_id),
        recounted=sum(one != totals for one in stored),
    )
