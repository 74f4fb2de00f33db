"""A course as its learners go through it: as it stands, or as it was last published."""

from __future__ import annotations

from app.domain.dataclass import dataclass
from app.domain.entities import Course, CourseSettings, Lesson, Material
from app.domain.lesson_links import referred
from app.ports.history import RowHistory
from app.ports.storage import Rows
from app.queries.published import Content, content_now, content_of, last_version


@dataclass(frozen=True, slots=True)
class Chapter:
    """A module that learners see, with its lessons in order."""

    id: int
    title: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerCourse:
    """What learners see. `was_published` says whether there is a published version at all.

    `is_published` tells which was asked for; `hidden` counts the modules that they do not see.
    """

    course_id: int
    title: str
    pass_mark: int
    was_published: bool
    is_published: bool
    chapters: tuple[Chapter, ...]
    hidden: int
    materials: dict[int, Material]

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """Every lesson, first to last."""
        return tuple(lesson for chapter in self.chapters for lesson in chapter.lessons)

    def files(self, lesson: Lesson) -> tuple[Material, ...]:
        """The files that go with a lesson and may be taken home, in the order they came."""
        found = (referred(str(one["url"])) for one in lesson.resources)
        used = {one[1] for one in found if one is not None and one[0] == "material"}
        return tuple(
            one
            for key, one in sorted(self.materials.items())
            if one.is_downloadable and (one.lesson_id == lesson.id or key in used)
        )

    def names(self, lesson: Lesson) -> dict[str, int]:
        """Ids of files by name, the lesson's own first."""
        made: dict[str, int] = {}
        every = sorted(
            self.materials.values(), key=lambda one: (one.lesson_id != lesson.id, one.id)
        )
        for one in every:
            made.setdefault(one.file_name, one.id)
        return made


def learner_course(
    rows: Rows, history: RowHistory, course_id: int, *, published: bool
) -> LearnerCourse:
    """The course for learners; what stands now where nothing was *published*.

    Raises `NotFound`.
    """
    course = rows.get(Course, course_id)
    settings = rows.get_many(CourseSettings, [course_id]).get(course_id)
    content: Content = content_now(rows, course_id)
    last = last_version(history, course_id)
    if published and last is not None:
        content = content_of(history, last, course_id, content)
    ordered = content.ordered()
    return LearnerCourse(
        course_id=course_id,
        title=course.title,
        pass_mark=(settings or CourseSettings(course_id=course_id)).pass_mark,
        was_published=last is not None,
        is_published=published and last is not None,
        chapters=tuple(
            Chapter(module.id, module.title, tuple(lessons))
            for module, lessons in ordered
            if module.is_published
        ),
        hidden=sum(not module.is_published for module, _ in ordered),
        materials=dict(content.materials),
    )
