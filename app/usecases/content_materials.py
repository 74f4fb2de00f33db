"""Materials: files of a course, named by the hash of their bytes."""

from __future__ import annotations

from app.domain import checks
from app.domain.commands import AttachMaterial, EditMaterial, RemoveMaterial
from app.domain.entities import Lesson, Material, Module
from app.domain.errors import Invalid
from app.domain.outcomes import Outcome
from app.ports.storage import UnitOfWork
from app.sync.merge import merge_columns
from app.usecases.courses_rows import present_course, tell_updated

LARGEST_FILE = 2**53 - 1
"""In bytes: what every JSON reader takes as an exact number."""

MATERIAL_CHECKS: checks.Checks = {
    "module_id": checks.anything,
    "lesson_id": checks.anything,
    "file_name": checks.text(255, required=True),
    "file_type": checks.text(255, required=True),
    "file_size_bytes": checks.number(0, LARGEST_FILE, required=True),
    "sha256": checks.form("[0-9a-f]{64}", "a sha256 in hexadecimal", required=True),
    "is_downloadable": checks.anything,
    "metadata": checks.document(64 * 1024),
    "source_path": checks.text(),
}


def attach_material(command: AttachMaterial, uow: UnitOfWork) -> Outcome:
    """Make a stored file a material of a course, of a module or lesson where given.

    Raises ``course.deleted``, ``content.other_course``, ``material.bad_place``, ``value.*``.
    """
    course = present_course(uow, command.course_id)
    columns = {name: check(name, getattr(command, name)) for name, check in MATERIAL_CHECKS.items()}
    new = Material(
        id=command.material_id,
        course_id=course.id,
        uploaded_by=uow.actor.user_id,
        created_at=uow.now,
        **columns,
    )
    _require_place(uow, new)
    uow.save_all([new])
    tell_updated(uow, course, Material.TABLE)
    return Outcome(data={"id": new.id})


def edit_material(command: EditMaterial, uow: UnitOfWork) -> Outcome:
    """Change a material's columns; raises as `attach_material`."""
    material = uow.get(Material, command.material_id)
    course = present_course(uow, material.course_id)
    merge = merge_columns(
        material, checks.clean_changes(Material, command.changes, MATERIAL_CHECKS)
    )
    if merge.changed:
        _require_place(uow, merge.row)
        uow.save_all([merge.row])
        tell_updated(uow, course, Material.TABLE)
    return Outcome(conflicts=merge.conflicts, data={"id": material.id})


def remove_material(command: RemoveMaterial, uow: UnitOfWork) -> Outcome:
    """Take a material out of its course; raises ``course.deleted``."""
    material = uow.get(Material, command.material_id)
    course = present_course(uow, material.course_id)
    uow.delete_all(Material, [material.id])
    tell_updated(uow, course, Material.TABLE)
    return Outcome(data={"id": material.id})


def _require_place(uow: UnitOfWork, material: Material) -> None:
    """Module and lesson must be of the course, the lesson of the module."""
    places: list[Module | Lesson] = []
    if material.module_id is not None:
        places.append(uow.get(Module, material.module_id))
    if material.lesson_id is not None:
        lesson = uow.get(Lesson, material.lesson_id)
        places.append(lesson)
        if material.module_id not in (None, lesson.module_id):
            raise Invalid(
                "material.bad_place",
                field="lesson_id",
                lesson_id=lesson.id,
                module_id=material.module_id,
            )
    for place in places:
        if place.course_id != material.course_id:
            raise Invalid(
                "content.other_course", field="course_id", table=place.TABLE, key=place.id
            )
