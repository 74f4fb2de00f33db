"""Whom an announcement can be written to, and whom it reaches."""

from __future__ import annotations

import pytest

from app.domain.actor import Actor
from app.domain.entities import Announcement
from app.domain.errors import NotFound
from app.queries.announcements import announcement, audiences
from app.usecases.announcements import USE_CASES
from tests.support.memory import START, Bench, course, enrollment, instructor, make_bus, person

TESS, TOM = 2, 3


def academy() -> Bench:
    """Tess teaches courses 1 and 2, Tom 3 and a deleted 4; three learn in 1, one of them still."""
    bench = make_bus(USE_CASES)
    bench.put(
        instructor(TESS),
        instructor(TOM),
        *(person(key) for key in (101, 102, 103)),
        course(1, TESS, title="writing"),
        course(2, TESS, title="Algebra", status="archived"),
        course(3, TOM, title="Botany"),
        course(4, TOM, title="Old", is_deleted=True),
        enrollment(11, 101, 1),
        enrollment(12, 102, 1, status="completed"),
        enrollment(13, 103, 1, status="dropped"),
        enrollment(14, 103, 3),
    )
    return bench


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (Actor(9, "admin"), [("Botany", 1), ("writing", 1), ("Algebra", 0)]),
        (Actor(TESS, "instructor"), [("writing", 1), ("Algebra", 0)]),
        (Actor(77, "instructor"), []),
    ],
)
def test_own_courses_with_their_active_learners_archived_ones_last(
    actor: Actor, expected: list[tuple[str, int]]
) -> None:
    with academy().store.reading() as rows:
        found = audiences(rows, actor)
    assert [(one.title, one.learners) for one in found] == expected


def test_an_announcement_comes_with_its_course() -> None:
    bench = academy()
    row = Announcement(
        id=5, course_id=3, instructor_id=TOM, title="T", content="C", created_at=START
    )
    bench.put(row)
    with bench.store.reading() as rows:
        assert announcement(rows, 5) == (row, "Botany")
        with pytest.raises(NotFound):
            announcement(rows, 6)
