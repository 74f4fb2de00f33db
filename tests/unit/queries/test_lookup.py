"""Finding records by what people call them."""

import pytest

from app.domain.entities import Course
from app.domain.errors import NotFound, Rejected
from app.queries.lookup import (
    course_by_slug,
    enrollment_of,
    lesson_of,
    lessons_in_order,
    modules_in_order,
    only_admin,
    user_by_email,
)
from tests.support.memory import (
    Bench,
    course,
    empty_body,
    enrollment,
    instructor,
    lesson,
    make_bus,
    module,
    person,
)


@pytest.fixture
def bench() -> Bench:
    made = make_bus()
    last, first = module(1, 7, rank="z"), module(2, 7, rank="a")
    made.put(
        instructor(1),
        person(2, email="ana@example.org"),
        person(3, email="gone@example.org", is_deleted=True),
        course(7, 1, slug="first-aid"),
        course(8, 1, slug="gone", is_deleted=True),
        last,
        first,
        empty_body(),
        lesson(11, first, rank="b", title="Breathing"),
        lesson(12, first, rank="a", title="11"),
        lesson(13, last, title="Quiz"),
        lesson(14, first, rank="a", title="Quiz"),
        enrollment(5, 2, 7),
    )
    return made


def test_what_is_deleted_is_not_found(bench: Bench) -> None:
    with bench.store.reading() as rows:
        assert course_by_slug(rows, "first-aid").id == 7
        assert user_by_email(rows, " ANA@example.org ").id == 2
        assert enrollment_of(rows, "ana@example.org", "first-aid").id == 5
        with pytest.raises(NotFound, match=r"course\.unknown"):
            course_by_slug(rows, "gone")
        with pytest.raises(NotFound, match=r"person\.unknown"):
            user_by_email(rows, "gone@example.org")


def test_who_is_not_enrolled_is_told(bench: Bench) -> None:
    bench.put(person(4, email="ben@example.org"))
    with bench.store.reading() as rows, pytest.raises(NotFound, match=r"enrollment\.unknown"):
        enrollment_of(rows, "ben@example.org", "first-aid")


@pytest.mark.parametrize(("text", "found"), [("Breathing", 11), ("11", 11), ("0011", 11)])
def test_a_lesson_is_found_by_its_id_before_its_title(bench: Bench, text: str, found: int) -> None:
    with bench.store.reading() as rows:
        assert lesson_of(rows, bench.get(Course, 7), text).id == found


@pytest.mark.parametrize("text", ["12 ", "99", "0", "", "²", "9" * 5000])
def test_what_names_no_lesson_is_refused(bench: Bench, text: str) -> None:
    """Also a number of more digits than Python reads."""
    with bench.store.reading() as rows, pytest.raises(NotFound, match=r"lesson\.unknown"):
        lesson_of(rows, bench.get(Course, 7), text)


def test_a_title_that_two_lessons_have_names_neither(bench: Bench) -> None:
    with bench.store.reading() as rows, pytest.raises(Rejected, match=r"lesson\.ambiguous") as told:
        lesson_of(rows, bench.get(Course, 7), "Quiz")
    assert told.value.data["count"] == 2


def test_order_is_by_rank_then_id(bench: Bench) -> None:
    with bench.store.reading() as rows:
        assert [one.id for one in modules_in_order(rows, 7)] == [2, 1]
        assert [one.id for one in lessons_in_order(rows, 2)] == [12, 14, 11]


def test_the_only_admin_acts_and_of_several_none(bench: Bench) -> None:
    with bench.store.reading() as rows, pytest.raises(Rejected, match=r"actor\.none"):
        only_admin(rows)
    bench.put(person(20, role="admin"), person(21, role="admin", is_active=False))
    with bench.store.reading() as rows:
        assert only_admin(rows).user_id == 20
    bench.put(person(22, role="admin"))
    with bench.store.reading() as rows, pytest.raises(Rejected, match=r"actor\.unclear"):
        only_admin(rows)
