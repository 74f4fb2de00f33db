"""How a course's content differs between two times: what came, went, changed or moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

from app.domain.dataclass import dataclass
from app.domain.entities import Lesson, Module
from app.queries.published import Content

Mark = Literal["added", "removed", "renamed", "moved", "text", "quiz", "details", "hidden", "shown"]
E = TypeVar("E", Module, Lesson)

DETAILS = ("type", "duration_minutes", "is_preview", "resources", "assignment", "video")
"""Columns of a lesson that are neither its title, its place, its text nor its quiz."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleChange:
    """A module that is another than it was; `before` or `after` is None where it was not there."""

    before: Module | None
    after: Module | None
    marks: tuple[Mark, ...]

    @property
    def title(self) -> str:
        """What it is called, or was."""
        shown = self.after or self.before
        return shown.title if shown is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonChange:
    """A lesson that is another than it was; `module` is the title of the one it stands in."""

    before: Lesson | None
    after: Lesson | None
    module: str
    was_in: str
    marks: tuple[Mark, ...]

    @property
    def shown(self) -> Lesson:
        """The lesson as it is, or was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change of nothing")
        return found


Change = ModuleChange | LessonChange


def content_changes(before: Content, after: Content) -> tuple[Change, ...]:
    """Every change in the order of the outline; what went comes last, in its former order."""
    return _Comparison(before, after).changes()


class _Comparison:
    def __init__(self, before: Content, after: Content) -> None:
        self._before, self._after = before, after
        self._was, self._is = before.ordered(), after.ordered()
        self._moved_modules = moved(
            [one.id for one, _ in self._was], [one.id for one, _ in self._is]
        )
        self._moved_lessons = self._moved_in_modules()

    def changes(self) -> tuple[Change, ...]:
        found: list[Change] = []
        for module, lessons in self._is:
            found += self._one_module(self._before.modules.get(module.id), module)
            for lesson in lessons:
                found += self._one_lesson(self._before.lessons.get(lesson.id), lesson)
        for module, lessons in self._was:
            if module.id not in self._after.modules:
                found += self._one_module(module, None)
            for lesson in lessons:
                if lesson.id not in self._after.lessons:
                    found += self._one_lesson(lesson, None)
        return tuple(found)

    def _moved_in_modules(self) -> set[int]:
        earlier = {module.id: [one.id for one in lessons] for module, lessons in self._was}
        found: set[int] = set()
        for module, lessons in self._is:
            stayed = [one.id for one in lessons]
            found |= moved(earlier.get(module.id, []), stayed)
        return found

    def _one_module(self, was: Module | None, now: Module | None) -> list[Change]:
        marks = _ends(was, now)
        if was is not None and now is not None:
            told: tuple[tuple[Mark, bool], ...] = (
                ("renamed", was.title != now.title),
                ("moved", now.id in self._moved_modules),
                ("details", was.description != now.description),
                ("hidden", was.is_published and not now.is_published),
                ("shown", now.is_published and not was.is_published),
            )
            marks = [mark for mark, is_so in told if is_so]
        return [ModuleChange(before=was, after=now, marks=tuple(marks))] if marks else []

    def _one_lesson(self, was: Lesson | None, now: Lesson | None) -> list[Change]:
        marks = _ends(was, now)
        if was is not None and now is not None:
            elsewhere = was.module_id != now.module_id
            told: tuple[tuple[Mark, bool], ...] = (
                ("renamed", was.title != now.title),
                ("moved", elsewhere or now.id in self._moved_lessons),
                ("text", was.body_sha256 != now.body_sha256),
                ("quiz", was.quiz != now.quiz),
                ("details", any(getattr(was, one) != getattr(now, one) for one in DETAILS)),
            )
            marks = [mark for mark, is_so in told if is_so]
        if not marks:
            return []
        return [
            LessonChange(
                before=was,
                after=now,
                module=_title(self._after, now) if now else _title(self._before, was),
                was_in=_title(self._before, was),
                marks=tuple(marks),
            )
        ]


def _ends(was: object | None, now: object | None) -> list[Mark]:
    if was is None:
        return ["added"]
    return ["removed"] if now is None else []


def _title(content: Content, lesson: Lesson | None) -> str:
    module = content.modules.get(lesson.module_id) if lesson is not None else None
    return module.title if module is not None else ""


def moved(before: Sequence[int], after: Sequence[int]) -> set[int]:
    """The fewest that have to move so that those in both lists stand as they do in *after*."""
    place = {key: number for number, key in enumerate(before)}
    kept = [key for key in after if key in place]
    return set(kept) - _longest_rise(kept, place.__getitem__)


def _longest_rise(keys: Sequence[int], place: Callable[[int], int]) -> set[int]:
    """The longest run of *keys*, gaps allowed, whose places rise."""
    ends: list[int] = []
    lasts: list[int] = []
    former: dict[int, int | None] = {}
    for key in keys:
        at = bisect_left(ends, place(key))
        former[key] = lasts[at - 1] if at else None
        ends[at : at + 1] = [place(key)]
        lasts[at : at + 1] = [key]
    found: set[int] = set()
    last: int | None = lasts[-1] if lasts else None
    while last is not None:
        found.add(last)
        last = former[last]
    return found
