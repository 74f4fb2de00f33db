"""The shapes of the courses that progress is recorded in."""

from __future__ import annotations

from collections.abc import Collection

from app.domain.completion import CourseShape, course_shape
from app.domain.entities import CourseSettings, Lesson, Module
from app.ports.storage import UnitOfWork


def course_shapes(uow: UnitOfWork, course_ids: Collection[int]) -> dict[int, CourseShape]:
    """The shape of each course, in three reads for all."""
    ids = sorted(course_ids)
    modules: dict[int, list[Module]] = {course_id: [] for course_id in ids}
    lessons: dict[int, list[Lesson]] = {course_id: [] for course_id in ids}
    for module in uow.find(Module, course_id=ids):
        modules[module.course_id].append(module)
    for lesson in uow.find(Lesson, course_id=ids):
        lessons[lesson.course_id].append(lesson)
    settings = uow.get_many(CourseSettings, ids)
    return {
        course_id: course_shape(
            modules[course_id],
            lessons[course_id],
            settings.get(course_id, CourseSettings(course_id=course_id)).pass_mark,
        )
        for course_id in ids
    }
