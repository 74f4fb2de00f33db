"""Modules: add, edit, move, delete."""

from __future__ import annotations

from dataclasses import replace

from app.domain import checks
from app.domain.commands import AddModule, DeleteModule, EditModule, MoveModule
from app.domain.entities import Lesson, Module
from app.domain.outcomes import Outcome
from app.domain.rank import place
from app.ports.storage import UnitOfWork
from app.sync.merge import merge_columns
from app.usecases.courses_rows import present_course, tell_updated

MODULE_CHECKS: checks.Checks = {
    "title": checks.text(255, required=True),
    "description": checks.text(),
    "is_published": checks.anything,
    "source_path": checks.text(),
}


def add_module(command: AddModule, uow: UnitOfWork) -> Outcome:
    """A new module after `after_id`, last where that is gone. Raises ``course.deleted``."""
    course = present_course(uow, command.course_id)
    title = MODULE_CHECKS["title"]("title", command.title)
    MODULE_CHECKS["description"]("description", command.description)
    rank, moved = place(uow.find(Module, course_id=course.id), command.after_id)
    new = Module(
        id=command.module_id,
        course_id=course.id,
        title=title,
        description=command.description,
        rank=rank,
        is_published=command.is_published,
        source_path=command.source_path,
        created_at=uow.now,
    )
    uow.save_all([new, *(replace(row, rank=rank) for row, rank in moved)])
    tell_updated(uow, course, Module.TABLE)
    return Outcome(data={"id": new.id})


def edit_module(command: EditModule, uow: UnitOfWork) -> Outcome:
    """Change title, description or is_published. Raises ``course.deleted``, ``value.*``."""
    module = uow.get(Module, command.module_id)
    course = present_course(uow, module.course_id)
    merge = merge_columns(module, checks.clean_changes(Module, command.changes, MODULE_CHECKS))
    if merge.changed:
        uow.save_all([replace(merge.row, updated_at=uow.now)])
        tell_updated(uow, course, Module.TABLE)
    return Outcome(conflicts=merge.conflicts, data={"id": module.id})


def move_module(command: MoveModule, uow: UnitOfWork) -> Outcome:
    """Place a module after `after_id`, last where that is gone. Raises ``course.deleted``."""
    module = uow.get(Module, command.module_id)
    course = present_course(uow, module.course_id)
    rows = uow.find(Module, course_id=course.id)
    rank, moved = place(rows, command.after_id, module.id)
    uow.save_all(
        [
            replace(module, rank=rank, updated_at=uow.now),
            *(replace(row, rank=rank) for row, rank in moved),
        ]
    )
    tell_updated(uow, course, Module.TABLE)
    return Outcome(data={"id": module.id})


def delete_module(command: DeleteModule, uow: UnitOfWork) -> Outcome:
    """Delete a module, and its lessons with it; their materials stay with the course.

    The course's `updated_at` tells other readers that its content changed. Raises
    ``course.deleted``.
    """
    module = uow.get(Module, command.module_id)
    course = present_course(uow, module.course_id)
    lessons = uow.count(Lesson, module_id=module.id)
    uow.delete_all(Module, [module.id])
    after = replace(course, updated_at=uow.now)
    uow.save_all([after])
    tell_updated(uow, after, Module.TABLE, Lesson.TABLE)
    return Outcome(data={"id": module.id, "lessons": lessons})
