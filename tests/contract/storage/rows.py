"""Commands and rows that the store's contract is tried with."""

from dataclasses import dataclass

from app.domain.actor import SYSTEM, Actor
from app.domain.commands import Command, DeleteCourse, EditCourse
from app.domain.entities import Entity
from app.domain.journal import ChangeSet
from app.ports.storage import Store
from tests.support.memory import course, course_settings, enrollment, instructor, person, progress

TEACHER = Actor(1, "admin")
TOUCH: Command = EditCourse(course_id=1, changes=())
ANOTHER: Command = DeleteCourse(course_id=1)


@dataclass(frozen=True)
class Sample:
    """A small academy: a teacher, two students, a course that the first is enrolled in."""

    rows: tuple[Entity, ...] = (
        instructor(1, email="teacher@example.org"),
        person(2, email="ann@example.org"),
        person(3, email="bob@example.org"),
        course(1, 1),
        course_settings(1),
        enrollment(1, 2, 1),
        progress(1, 1),
    )


def put(
    store: Store, *rows: Entity, command: Command = TOUCH, command_id: str | None = None
) -> ChangeSet:
    """Save rows in a unit of their own."""
    with store.unit_of_work(SYSTEM) as uow:
        uow.save_all(rows)
        return uow.commit(command, command_id=command_id)
