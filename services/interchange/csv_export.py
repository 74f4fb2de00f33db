"""Writing tables of rows that import again without a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from app.domain.clock import format_time
from app.domain.entities import Course, Enrollment, Lesson, Progress, User
from app.ports.interchange import TableName
from app.ports.storage import Rows
from services.interchange.csv_enrollments import DATES, ENROLLMENTS
from services.interchange.csv_progress import PROGRESS
from services.interchange.csv_table import TableForm
from services.interchange.csv_users import USERS
from services.interchange.csv_writing import table_writer

Cells = Sequence[str]
FORMS: Mapping[TableName, TableForm] = {
    "users": USERS,
    "enrollments": ENROLLMENTS,
    "progress": PROGRESS,
}
PAGE = 1000


def write_table(table: TableName, rows: Rows, path: Path) -> int:
    """Write every row of *table* that can be imported again; answers their number.

    Deleted people and courses are left out, with all that hangs on them. Raises
    `EnvironmentFault` (``export.not_written``).
    """
    count = 0
    with table_writer(path) as writer:
        writer.write(FORMS[table].columns)
        for cells in _RECORDS[table](rows):
            writer.write(cells)
            count += 1
    return count


def _users(rows: Rows) -> Iterator[Cells]:
    for user in rows.walk(User, is_deleted=False):
        yield (
            user.email,
            user.username,
            user.first_name or "",
            user.last_name or "",
            user.role,
            _flag(user.is_active),
            _flag(user.is_verified),
            format_time(user.created_at),
        )


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _emails(rows: Rows) -> dict[int, str]:
    return {user.id: user.email for user in rows.walk(User, is_deleted=False)}


def _slugs(rows: Rows) -> dict[int, str]:
    return {course.id: course.slug for course in rows.find(Course, is_deleted=False)}


def _enrollments(rows: Rows) -> Iterator[Cells]:
    emails, slugs = _emails(rows), _slugs(rows)
    for row in rows.walk(Enrollment):
        email, slug = emails.get(row.student_id), slugs.get(row.course_id)
        if email is None or slug is None:
            continue
        moments = (getattr(row, name) for name in DATES)
        yield (
            email,
            slug,
            row.status,
            *("" if moment is None else format_time(moment) for moment in moments),
            row.payment_status or "",
            "" if row.payment_amount is None else str(row.payment_amount),
            row.enrollment_source or "",
        )


def _progress(rows: Rows) -> Iterator[Cells]:
    """A record a lesson that is done or scored; an enrollment's minutes stand in its first one."""
    emails, slugs = _emails(rows), _slugs(rows)
    names = _LessonNames(rows)
    for page in _pages(rows.walk(Progress)):
        enrollments = rows.get_many(Enrollment, [row.enrollment_id for row in page])
        for row in page:
            enrollment = enrollments[row.enrollment_id]
            email, slug = emails.get(enrollment.student_id), slugs.get(enrollment.course_id)
            if email is None or slug is None:
                continue
            at = "" if row.last_accessed_at is None else format_time(row.last_accessed_at)
            minutes = str(row.time_spent_minutes) if row.time_spent_minutes else ""
            for lesson, score in names.done(enrollment.course_id, row):
                yield email, slug, lesson, score, minutes, at
                minutes = ""


def _pages(rows: Iterable[Progress]) -> Iterator[list[Progress]]:
    page: list[Progress] = []
    for row in rows:
        page.append(row)
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page


class _LessonNames:
    """How lessons are called in files: by title where that is clear, else by id."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._courses: dict[int, dict[int, tuple[str, bool]]] = {}

    def done(self, course_id: int, row: Progress) -> Iterator[tuple[str, str]]:
        """Name and score of each lesson that is done or scored, in id order.

        A quiz that was passed before it was a quiz has no score, so no file can tell of it.
        """
        if course_id not in self._courses:
            self._courses[course_id] = self._read(course_id)
        names = self._courses[course_id]
        scores = {int(key): value for key, value in row.quiz_scores.items()}
        for lesson_id in sorted({*row.completed_lessons, *scores} & set(names)):
            name, is_quiz = names[lesson_id]
            score = scores.get(lesson_id) if is_quiz else None
            if not is_quiz or score is not None:
                yield name, "" if score is None else f"{score:.2f}"

    def _read(self, course_id: int) -> dict[int, tuple[str, bool]]:
        lessons = self._rows.find(Lesson, course_id=course_id)
        titles = Counter(lesson.title for lesson in lessons)
        return {
            lesson.id: (
                lesson.title
                if titles[lesson.title] == 1 and not lesson.title.isdigit()
                else str(lesson.id),
                lesson.type == "quiz",
            )
            for lesson in lessons
        }


_RECORDS = {"users": _users, "enrollments": _enrollments, "progress": _progress}
