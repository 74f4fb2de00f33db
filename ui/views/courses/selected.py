"""What can be done with selected courses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import (
    ArchiveCourse,
    Command,
    DeleteCourse,
    PublishCourse,
    UnpublishCourse,
)
from app.domain.dataclass import dataclass
from app.domain.entities import Course
from app.queries.courses_copy import copy_commands
from ui.views.course.changes import Changes, Words
from ui.views.page import Desk
from ui.widgets.grid import GridAction, Selection
from ui.widgets.words import tr, trn


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of status: its name, the status it starts from, its command, the toast's words."""

    id: str
    text: str
    icon: str
    starts: frozenset[str]
    command: Callable[[int], Command]
    one: str
    many: str


def turns() -> tuple[Turn, ...]:
    """Every change of status that a course can be asked for."""
    anything = frozenset({"draft", "published", "archived"})
    return (
        Turn(
            "courses.publish",
            tr("Publish"),
            "circle-check",
            frozenset({"draft", "archived"}),
            lambda number: PublishCourse(course_id=number),
            "{n} course published",
            "{n} courses published",
        ),
        Turn(
            "courses.unpublish",
            tr("Unpublish"),
            "pencil",
            frozenset({"published"}),
            lambda number: UnpublishCourse(course_id=number),
            "{n} course unpublished",
            "{n} courses unpublished",
        ),
        Turn(
            "courses.archive",
            tr("Archive"),
            "archive",
            frozenset({"draft", "published"}),
            lambda number: ArchiveCourse(course_id=number),
            "{n} course archived",
            "{n} courses archived",
        ),
        Turn(
            "courses.delete",
            tr("Delete"),
            "trash-2",
            anything,
            lambda number: DeleteCourse(course_id=number),
            "{n} course deleted",
            "{n} courses deleted",
        ),
    )


class SelectedCourses:
    """Carries the grid's actions out."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._changes = Changes(desk)

    def actions(self) -> tuple[GridAction, ...]:
        """For the selection bar, the context menu and the palette."""
        made = [
            GridAction(
                id="courses.duplicate",
                text=tr("Duplicate"),
                icon="copy",
                run=self.duplicate,
                one_only=True,
            )
        ]
        made += [
            GridAction(
                id=turn.id,
                text=turn.text,
                icon=turn.icon,
                run=partial(self.turn, turn),
                shortcut="Delete" if turn.id == "courses.delete" else "",
            )
            for turn in turns()
        ]
        return tuple(made)

    def turn(self, turn: Turn, selection: Selection) -> None:
        """Change the status of those selected courses that stand where the change begins."""
        actor = self._desk.operations.actor
        if actor is None or not selection.count:
            return

        def make(context: Context) -> list[Command]:
            ids = _ids(selection, context, actor)
            with context.store.reading() as rows:
                courses = rows.get_many(Course, ids)
            fitting = [one for one in ids if _status(courses.get(one)) in turn.starts]
            # Alone, it is refused with the reason why.
            return [turn.command(one) for one in (fitting or ids[:1])]

        words = Words(title=trn(turn.one, turn.many, selection.count), icon=turn.icon)
        self._changes.run(turn.text, make, words)

    def duplicate(self, selection: Selection) -> None:
        """Make a copy of a course: a draft of one's own, without learners."""
        actor = self._desk.operations.actor
        if actor is None or not selection.count:
            return

        def make(context: Context) -> list[Command]:
            (number,) = _ids(selection, context, actor)[:1]
            with context.store.reading() as rows:
                course = rows.get(Course, number)
                title = tr("{title} (copy)", title=course.title)[:255]
                allocate = context.store.allocate_ids
                return copy_commands(rows, number, title, course.instructor_id, allocate)

        words = Words(title=tr("Course duplicated"), line=tr("The copy is a draft."), icon="copy")
        self._changes.run(tr("Duplicate a course"), make, words)


def _status(course: Course | None) -> str:
    return course.status if course is not None else ""


def _ids(selection: Selection, context: Context, actor: Actor) -> list[int]:
    return [int(one) for one in selection.resolve(context.grids, actor)]
