"""Finding who and what the cells of a file name, a chunk of records at a time."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.dataclass import dataclass
from app.domain.entities import Course, Enrollment, Lesson, User
from app.domain.errors import Rejected
from app.ports.storage import Rows


class People(dict[str, int]):
    """E-mails as they are written, to ids of people who are not deleted.

    Looking up anybody else raises `Rejected` (``row.unknown_person``, ``row.cell_missing``).
    """

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows
        self._strangers: set[str] = set()

    def learn(self, cells: Iterable[str]) -> None:
        """Look these cells up, those not known yet in one query."""
        addresses = {
            cell: cell.strip().lower()
            for cell in cells
            if cell not in self and cell not in self._strangers
        }
        if not addresses:
            return
        wanted = sorted(set(addresses.values()))
        found = dict(self._rows.values(User, ("email", "id"), email=wanted, is_deleted=False))
        for cell, address in addresses.items():
            if address in found:
                self[cell] = found[address]
            else:
                self._strangers.add(cell)

    def __missing__(self, cell: str) -> int:
        if not cell.strip():
            raise Rejected("row.cell_missing", column="email")
        raise Rejected("row.unknown_person", email=cell.strip()[:80])


class Courses(dict[str, int]):
    """Slugs as they are written, to ids of courses that are not deleted; as `People`."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows
        self._unknown: set[str] = set()

    def learn(self, cells: Iterable[str]) -> None:
        """Look these cells up, those not known yet in one query."""
        slugs = {
            cell: cell.strip() for cell in cells if cell not in self and cell not in self._unknown
        }
        if not slugs:
            return
        found = {
            course.slug: course.id
            for course in self._rows.find(Course, slug=sorted(set(slugs.values())))
            if not course.is_deleted
        }
        for cell, slug in slugs.items():
            if slug in found:
                self[cell] = found[slug]
            else:
                self._unknown.add(cell)

    def __missing__(self, cell: str) -> int:
        if not cell.strip():
            raise Rejected("row.cell_missing", column="course")
        raise Rejected("row.unknown_course", course=cell.strip()[:80])


@dataclass(frozen=True, slots=True)
class CourseLessons:
    """A course's lessons by id, and the ids of lessons by title."""

    by_id: dict[int, Lesson]
    by_title: dict[str, list[int]]

    def find(self, cell: str, course: str) -> Lesson:
        """The lesson that a cell means: its id, else its title; raises `Rejected`."""
        text = cell.strip()
        if not text:
            raise Rejected("row.cell_missing", column="lesson")
        if text.isascii() and text.isdigit() and len(text) < 19 and int(text) in self.by_id:
            return self.by_id[int(text)]
        ids = self.by_title.get(text, [])
        if not ids:
            raise Rejected("row.unknown_lesson", course=course, lesson=text[:80])
        if len(ids) > 1:
            raise Rejected("row.ambiguous_lesson", course=course, lesson=text[:80])
        return self.by_id[ids[0]]


class Lessons(dict[int, CourseLessons]):
    """Course ids to their lessons, read once."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, course_id: int) -> CourseLessons:
        lessons = self._rows.find(Lesson, course_id=course_id)
        titles: dict[str, list[int]] = {}
        for lesson in lessons:
            titles.setdefault(lesson.title, []).append(lesson.id)
        found = CourseLessons({lesson.id: lesson for lesson in lessons}, titles)
        self[course_id] = found
        return found


class Enrollments(dict[tuple[int, int], int]):
    """(student_id, course_id) to the enrollment's id."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows
        self._asked: set[tuple[int, int]] = set()

    def learn(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Look these pairs up, those not known yet in one query."""
        new = set(pairs) - self._asked
        if not new:
            return
        self._asked |= new
        students, courses = {pair[0] for pair in new}, {pair[1] for pair in new}
        for student_id, course_id, key in self._rows.values(
            Enrollment,
            ("student_id", "course_id", "id"),
            student_id=sorted(students),
            course_id=sorted(courses),
        ):
            self[student_id, course_id] = key
