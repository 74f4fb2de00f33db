"""The commands on modules, lessons and materials, and their use cases (see docs/rules.md)."""

from __future__ import annotations

from app.domain import commands as c
from app.domain.commands import Command
from app.usecases.bus import UseCase
from app.usecases.content_lesson_edit import edit_lesson
from app.usecases.content_lessons import add_lesson, delete_lesson, move_lesson
from app.usecases.content_materials import attach_material, edit_material, remove_material
from app.usecases.content_modules import add_module, delete_module, edit_module, move_module

USE_CASES: dict[type[Command], UseCase] = {
    c.AddModule: add_module,
    c.EditModule: edit_module,
    c.MoveModule: move_module,
    c.DeleteModule: delete_module,
    c.AddLesson: add_lesson,
    c.EditLesson: edit_lesson,
    c.MoveLesson: move_lesson,
    c.DeleteLesson: delete_lesson,
    c.AttachMaterial: attach_material,
    c.EditMaterial: edit_material,
    c.RemoveMaterial: remove_material,
}
