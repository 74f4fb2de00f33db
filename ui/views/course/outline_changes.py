"""What can be done with the rows of an outline, as commands."""

from __future__ import annotations

from collections.abc import Container, Sequence

from app.context import Context
from app.domain.commands import (
    AddLesson,
    AddModule,
    Change,
    Command,
    DeleteLesson,
    DeleteModule,
    EditLesson,
    EditModule,
)
from app.domain.dataclass import dataclass
from app.domain.entities import Lesson, LessonBody, LessonType, Module
from app.domain.rank import in_order
from app.queries.courses_outline import OutlineLesson, OutlineModule
from ui.models.outline_moves import Item
from ui.widgets.words import tr, trn


@dataclass(frozen=True, slots=True)
class Place:
    """Where something new goes: into a module (None: as a module), after a neighbour (or last)."""

    module_id: int | None
    after_id: int | None


def place_for_module(modules: Sequence[OutlineModule], chosen: Sequence[Item]) -> Place:
    """After the module that is chosen, or that holds what is chosen."""
    module = _module_of(modules, chosen[-1]) if chosen else None
    return Place(None, module.id if module else None)


def place_for_lesson(modules: Sequence[OutlineModule], chosen: Sequence[Item]) -> Place | None:
    """After the chosen lesson, at the end of the chosen module; None without any module."""
    if not modules:
        return None
    if not chosen:
        return Place(modules[-1].id, None)
    module = _module_of(modules, chosen[-1]) or modules[-1]
    last = chosen[-1]
    return Place(module.id, last.id if isinstance(last, OutlineLesson) else None)


def neighbour(modules: Sequence[OutlineModule], gone: int, there: Container[int]) -> int | None:
    """The lesson to look at once *gone* is gone: the nearest of its module, before it first, that
    is still there; else the nearest of the whole course."""
    inside = next((one.lessons for one in modules if gone in {at.id for at in one.lessons}), ())
    every = [lesson for module in modules for lesson in module.lessons]
    for among in (inside, every):
        ids = [one.id for one in among]
        at = ids.index(gone) if gone in ids else 0
        near = next((one for one in (*reversed(ids[:at]), *ids[at:]) if one in there), None)
        if near is not None:
            return near
    return None


def add_module(context: Context, course_id: int, place: Place) -> list[Command]:
    """A module with a title to be written over."""
    (number,) = context.store.allocate_ids(Module)
    title = tr("New module")
    return [AddModule(module_id=number, course_id=course_id, title=title, after_id=place.after_id)]


def add_lesson(
    context: Context, course_id: int, place: Place | None, kind: LessonType
) -> list[Command]:
    """A lesson with a title to be written over; with a module where there is none yet."""
    made: list[Command] = []
    if place is None or place.module_id is None:
        made += add_module(context, course_id, Place(None, None))
        first = made[0]
        place = Place(first.module_id if isinstance(first, AddModule) else 0, None)
    (number,) = context.store.allocate_ids(Lesson)
    made.append(
        AddLesson(
            lesson_id=number,
            module_id=place.module_id or 0,
            title=tr("New lesson"),
            type=kind,
            after_id=place.after_id,
        )
    )
    return made


def rename(item: Item, title: str) -> Command:
    """Another title."""
    change = (Change("title", item.title, title),)
    if isinstance(item, OutlineModule):
        return EditModule(module_id=item.id, changes=change)
    return EditLesson(lesson_id=item.id, changes=change)


def show_modules(chosen: Sequence[Item]) -> list[Command]:
    """Hide the chosen modules from learners, or show them where all are hidden."""
    modules = [one for one in chosen if isinstance(one, OutlineModule)]
    shown = not any(module.is_published for module in modules)
    return [
        EditModule(module_id=one.id, changes=(Change("is_published", one.is_published, shown),))
        for one in modules
        if one.is_published != shown
    ]


def delete(chosen: Sequence[Item]) -> list[Command]:
    """Delete what is chosen; lessons of a module that goes need no command of their own."""
    modules = [one for one in chosen if isinstance(one, OutlineModule)]
    inside = {lesson.id for module in modules for lesson in module.lessons}
    lessons = [one for one in chosen if isinstance(one, OutlineLesson) and one.id not in inside]
    gone: list[Command] = [DeleteLesson(lesson_id=one.id) for one in lessons]
    return [*gone, *(DeleteModule(module_id=one.id) for one in modules)]


def deleted_words(chosen: Sequence[Item]) -> str:
    """``Module "Making choices" deleted with 3 lessons``."""
    modules = [one for one in chosen if isinstance(one, OutlineModule)]
    if len(chosen) == 1 and not modules:
        return tr("Lesson {title} deleted", title=f'"{chosen[0].title}"')
    if len(modules) == 1 and all(one in (modules[0], *modules[0].lessons) for one in chosen):
        count = trn("{n} lesson", "{n} lessons", len(modules[0].lessons))
        title = f'"{modules[0].title}"'
        return tr("Module {title} deleted with {count}", title=title, count=count)
    if not modules:
        return trn("{n} lesson deleted", "{n} lessons deleted", len(chosen))
    return trn("{n} row deleted", "{n} rows deleted", len(chosen))


def duplicate(context: Context, chosen: Sequence[Item]) -> list[Command]:
    """A copy of each chosen row after it, with texts, quizzes and settings."""
    made: list[Command] = []
    with context.store.reading() as rows:
        for one in chosen:
            if isinstance(one, OutlineModule):
                module = rows.get(Module, one.id)
                (number,) = context.store.allocate_ids(Module)
                made.append(
                    AddModule(
                        module_id=number,
                        course_id=module.course_id,
                        title=_copy_of(module.title),
                        description=module.description,
                        is_published=module.is_published,
                        after_id=module.id,
                    )
                )
                inside = in_order(rows.find(Lesson, module_id=module.id))
                for lesson in inside:
                    body = rows.get(LessonBody, lesson.body_sha256).body
                    made.append(_copied(context, lesson, body, number, None, lesson.title))
            else:
                lesson = rows.get(Lesson, one.id)
                body = rows.get(LessonBody, lesson.body_sha256).body
                title = _copy_of(lesson.title)
                made.append(_copied(context, lesson, body, lesson.module_id, lesson.id, title))
    return made


def _copied(  # noqa: PLR0917 - six values that one line each needs
    context: Context, lesson: Lesson, body: str, module_id: int, after: int | None, title: str
) -> Command:
    (number,) = context.store.allocate_ids(Lesson)
    return AddLesson(
        lesson_id=number,
        module_id=module_id,
        title=title,
        type=lesson.type,
        body=body,
        duration_minutes=lesson.duration_minutes,
        is_preview=lesson.is_preview,
        after_id=after,
        resources=lesson.resources,
        quiz=lesson.quiz,
        assignment=lesson.assignment,
        video=lesson.video,
    )


def _copy_of(title: str) -> str:
    return tr("{title} (copy)", title=title)[:255]


def _module_of(modules: Sequence[OutlineModule], item: Item) -> OutlineModule | None:
    if isinstance(item, OutlineModule):
        return item
    return next((one for one in modules if item in one.lessons), None)
