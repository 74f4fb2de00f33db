"""When a lesson, a module and a course are done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from decimal import ROUND_HALF_EVEN, Decimal

from app.domain.canonical import CENT
from app.domain.dataclass import dataclass
from app.domain.entities import Lesson, Module

COMPLETE = Decimal("100.00")
NOTHING_DONE = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class CourseShape:
    """What of a course counts towards completion.

    `module_of` knows every lesson, also those of unpublished modules; `counted` holds the lessons
    of published modules, `lessons_of` those lessons by module (published, with lessons).
    """

    module_of: Mapping[int, int]
    quizzes: frozenset[int]
    counted: frozenset[int]
    lessons_of: Mapping[int, frozenset[int]]
    total_modules: int
    pass_mark: Decimal

    @property
    def total_lessons(self) -> int:
        """Lessons of published modules."""
        return len(self.counted)


def course_shape(
    modules: Iterable[Module], lessons: Collection[Lesson], pass_mark: int
) -> CourseShape:
    """The shape of the course that *modules* and *lessons* make up."""
    published = {module.id for module in modules if module.is_published}
    by_module: dict[int, set[int]] = {}
    for lesson in lessons:
        if lesson.module_id in published:
            by_module.setdefault(lesson.module_id, set()).add(lesson.id)
    return CourseShape(
        module_of={lesson.id: lesson.module_id for lesson in lessons},
        quizzes=frozenset(lesson.id for lesson in lessons if lesson.type == "quiz"),
        counted=frozenset(lesson.id for lesson in lessons if lesson.module_id in published),
        lessons_of={module: frozenset(ids) for module, ids in by_module.items()},
        total_modules=len(published),
        pass_mark=Decimal(pass_mark),
    )


def completion_percentage(done: int, total: int) -> Decimal:
    """100 x *done* / *total*, 2 decimals half to even; 0 for an empty course, never above 100.

    *done* may exceed *total*: totals stand still between publishings while lessons come and go.
    """
    if total <= 0:
        return NOTHING_DONE
    if done >= total:
        return COMPLETE
    return (Decimal(100 * done) / Decimal(total)).quantize(CENT, ROUND_HALF_EVEN)


def is_complete(done: int, total: int) -> bool:
    """Whether a learner with *done* of *total* lessons has completed the course.

    Judged by the counts: a percentage may round up to 100 before the last lesson.
    """
    return 0 < total <= done


def modules_completed(
    shape: CourseShape, completed: AbstractSet[int], newly: Iterable[int]
) -> tuple[int, ...]:
    """Modules that the lessons *newly* completed have finished, ascending."""
    touched = {shape.module_of[lesson] for lesson in newly}
    return tuple(
        sorted(
            module
            for module in touched
            if module in shape.lessons_of and shape.lessons_of[module] <= completed
        )
    )
