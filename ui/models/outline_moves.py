"""Where dragged or nudged rows of an outline may go, and which commands take them there."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.commands import FIRST, Command, MoveLesson, MoveModule
from app.domain.dataclass import dataclass
from app.queries.courses_outline import OutlineLesson, OutlineModule

Item = OutlineModule | OutlineLesson


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: after a lesson of a module, or (`module_id` None) after a module.

    `after_id` is the neighbour before, `FIRST` at the head.
    """

    module_id: int | None
    after_id: int


def kind_of(items: Sequence[Item]) -> type[Item] | None:
    """What the items are, where they are all the same; whole modules swallow their own lessons."""
    modules = [one for one in items if isinstance(one, OutlineModule)]
    if not modules:
        return OutlineLesson if items else None
    inside = {lesson.id for module in modules for lesson in module.lessons}
    others = [one for one in items if isinstance(one, OutlineLesson) and one.id not in inside]
    return None if others else OutlineModule


def moves(modules: Sequence[OutlineModule], items: Sequence[Item], spot: Spot) -> list[Command]:
    """The commands that put *items*, in the outline's order, at a spot; none where they are."""
    if spot.module_id is None:
        return _module_moves(modules, items, spot.after_id)
    chosen = {one.id for one in items if isinstance(one, OutlineLesson)}
    ordered = [one.id for module in modules for one in module.lessons if one.id in chosen]
    target = next(module for module in modules if module.id == spot.module_id)
    here = [one.id for one in target.lessons]
    after = _anchor(here, spot.after_id, chosen)
    if _stands(here, ordered, after):
        return []
    made: list[Command] = []
    for number in ordered:
        made.append(MoveLesson(lesson_id=number, module_id=target.id, after_id=after))
        after = number
    return made


def _module_moves(
    modules: Sequence[OutlineModule], items: Sequence[Item], after: int
) -> list[Command]:
    chosen = {one.id for one in items if isinstance(one, OutlineModule)}
    here = [module.id for module in modules]
    ordered = [number for number in here if number in chosen]
    after = _anchor(here, after, chosen)
    if _stands(here, ordered, after):
        return []
    made: list[Command] = []
    for number in ordered:
        made.append(MoveModule(module_id=number, after_id=after))
        after = number
    return made


def _anchor(here: Sequence[int], after: int, chosen: set[int]) -> int:
    """The nearest neighbour before the spot that does not itself move."""
    if after == FIRST or after not in here:
        return FIRST
    before = here[: here.index(after) + 1]
    return next((one for one in reversed(before) if one not in chosen), FIRST)


def _stands(here: Sequence[int], ordered: Sequence[int], after: int) -> bool:
    """Whether all stand there already, one after the other."""
    if not ordered or any(one not in here for one in ordered):
        return not ordered
    start = here.index(after) + 1 if after != FIRST else 0
    return list(here[start : start + len(ordered)]) == list(ordered)


def nudged(modules: Sequence[OutlineModule], items: Sequence[Item], step: int) -> Spot | None:
    """Where Alt+Up (-1) or Alt+Down (+1) takes the items; lessons go on into the next module."""
    kind = kind_of(items)
    if kind is None:
        return None
    if kind is OutlineModule:
        here = [module.id for module in modules]
        chosen = {one.id for one in items if isinstance(one, OutlineModule)}
        at = _beyond(here, chosen, step)
        return Spot(None, at) if at is not None else None
    chosen = {one.id for one in items}
    place = next(i for i, module in enumerate(modules) if _holds(module, chosen))
    here = [one.id for one in modules[place].lessons]
    at = _beyond(here, chosen & set(here), step)
    if at is not None:
        return Spot(modules[place].id, at)
    return shifted(modules, items, step)


def shifted(modules: Sequence[OutlineModule], items: Sequence[Item], step: int) -> Spot | None:
    """Where Alt+Left (-1) or Alt+Right (+1) takes lessons: into the module before or after."""
    if kind_of(items) is not OutlineLesson:
        return None
    chosen = {one.id for one in items}
    place = next(i for i, module in enumerate(modules) if _holds(module, chosen)) + step
    if not 0 <= place < len(modules):
        return None
    lessons = modules[place].lessons
    last = lessons[-1].id if lessons else FIRST
    return Spot(modules[place].id, last if step < 0 else FIRST)


def _holds(module: OutlineModule, chosen: set[int]) -> bool:
    return any(one.id in chosen for one in module.lessons)


def _beyond(here: Sequence[int], chosen: set[int], step: int) -> int | None:
    """What the items come after, one place up or down; None at the end."""
    rows = [row for row, one in enumerate(here) if one in chosen]
    if step < 0:
        first = rows[0]
        if first == 0:
            return None
        return here[first - 2] if first >= 2 else FIRST
    last = rows[-1]
    return here[last + 1] if last + 1 < len(here) else None
