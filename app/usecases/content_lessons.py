"""Lessons: add, move, delete."""

from __future__ import annotations

from dataclasses import replace

from app.domain.commands import AddLesson, DeleteLesson, MoveLesson
from app.domain.entities import Lesson, Module
from app.domain.errors import Invalid
from app.domain.outcomes import Outcome
from app.domain.rank import place
from app.ports.storage import UnitOfWork
from app.usecases.content_values import LESSON_CHECKS, checked_body, keep_bodies
from app.usecases.courses_rows import present_course, tell_updated

_GIVEN = (
    "title",
    "type",
    "duration_minutes",
    "is_preview",
    "resources",
    "quiz",
    "assignment",
    "video",
    "source_path",
)


def add_lesson(command: AddLesson, uow: UnitOfWork) -> Outcome:
    """A new lesson after `after_id`, last where that is gone.

    Raises ``course.deleted``, ``lesson.too_long``, ``quiz.*``, ``value.*``.
    """
    module = uow.get(Module, command.module_id)
    course = present_course(uow, module.course_id)
    columns = {name: LESSON_CHECKS[name](name, getattr(command, name)) for name in _GIVEN}
    (name,) = keep_bodies(uow, checked_body(command.body))
    rank, moved = place(uow.find(Lesson, module_id=module.id), command.after_id)
    new = Lesson(
        id=command.lesson_id,
        module_id=module.id,
        course_id=course.id,
        body_sha256=name,
        rank=rank,
        created_at=uow.now,
        **columns,
    )
    uow.save_all([new, *(replace(row, rank=rank) for row, rank in moved)])
    tell_updated(uow, course, Lesson.TABLE)
    return Outcome(data={"id": new.id})


def move_lesson(command: MoveLesson, uow: UnitOfWork) -> Outcome:
    """Place a lesson after `after_id` of a module, last where that is gone.

    Raises ``content.other_course`` for a module of another course, ``course.deleted``.
    """
    lesson = uow.get(Lesson, command.lesson_id)
    module = uow.get(Module, command.module_id)
    if module.course_id != lesson.course_id:
        raise Invalid("content.other_course", field="module_id", table=Module.TABLE, key=module.id)
    course = present_course(uow, lesson.course_id)
    rank, moved = place(uow.find(Lesson, module_id=module.id), command.after_id, lesson.id)
    after = replace(lesson, module_id=module.id, rank=rank, updated_at=uow.now)
    uow.save_all([after, *(replace(row, rank=rank) for row, rank in moved)])
    tell_updated(uow, course, Lesson.TABLE)
    return Outcome(data={"id": lesson.id})


def delete_lesson(command: DeleteLesson, uow: UnitOfWork) -> Outcome:
    """Delete a lesson; its materials stay with their module and course.

    The module's `updated_at` tells other readers that its content changed. Raises
    ``course.deleted``.
    """
    lesson = uow.get(Lesson, command.lesson_id)
    course = present_course(uow, lesson.course_id)
    uow.delete_all(Lesson, [lesson.id])
    uow.save_all([replace(uow.get(Module, lesson.module_id), updated_at=uow.now)])
    tell_updated(uow, course, Lesson.TABLE)
    return Outcome(data={"id": lesson.id})
