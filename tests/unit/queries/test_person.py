"""What the page of a person shows, and to whom."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from app.domain.actor import Actor
from app.domain.entities import Certificate, InstructorProfile
from app.domain.errors import NotFound
from app.queries.person import PersonView, person_view
from tests.support.memory import START, Bench, course, enrollment, instructor, make_bus, person

ADMIN, TESS, TOM, ADA = 1, 2, 3, 101


def academy() -> Bench:
    """Ada learns with Tess (1: done, 2: dropped) and Tom (3: active); 4 is deleted."""
    bench = make_bus()
    bench.put(
        person(ADMIN, role="admin"),
        instructor(TESS),
        instructor(TOM),
        person(ADA),
        person(102),
        InstructorProfile(id=1, user_id=TESS, bio="Writes", created_at=START),
        *(course(key, TESS, title=f"C{key}") for key in (1, 2)),
        course(3, TOM, title="C3"),
        course(4, TOM, title="C4", is_deleted=True),
        enrollment(
            11, ADA, 1, status="completed", completion_percentage=Decimal(100), completed_at=START
        ),
        enrollment(12, ADA, 2, status="dropped", completion_percentage=Decimal(10)),
        enrollment(
            13,
            ADA,
            3,
            completion_percentage=Decimal(40),
            enrolled_at=START + timedelta(days=1),
        ),
        enrollment(14, ADA, 4),
        enrollment(15, 102, 1, status="suspended"),
        enrollment(16, 102, 2, status="dropped"),
        Certificate(
            id=8,
            enrollment_id=11,
            student_id=ADA,
            course_id=1,
            certificate_number="SC-2026-000001",
            verification_code="ABCDEFGHJK",
            grade="A",
            issue_date=START.date(),
            created_at=START,
        ),
    )
    return bench


def view(user_id: int, actor: Actor) -> PersonView:
    with academy().store.reading() as rows:
        return person_view(rows, user_id, actor)


def test_an_admin_sees_all_that_is_not_deleted_active_courses_first() -> None:
    found = view(ADA, Actor(ADMIN, "admin"))
    assert [(one.course, one.status, one.percentage) for one in found.learning] == [
        ("C3", "active", 40.0),
        ("C1", "completed", 100.0),
        ("C2", "dropped", 10.0),
    ]
    (earned,) = found.certificates
    assert (earned.number, earned.course, earned.grade) == ("SC-2026-000001", "C1", "A")
    assert (earned.issued_on, earned.is_revoked) == ("2026-02-10", False)
    assert (found.profile, found.teaching) == (None, ())


def test_dropped_courses_do_not_count_in_the_mean() -> None:
    assert view(ADA, Actor(ADMIN, "admin")).mean_progress == 70.0
    assert view(TESS, Actor(ADMIN, "admin")).mean_progress is None


@pytest.mark.parametrize(
    ("teacher", "courses", "certificates"), [(TESS, ["C1", "C2"], 1), (TOM, ["C3"], 0)]
)
def test_an_instructor_sees_own_courses_only(
    teacher: int, courses: list[str], certificates: int
) -> None:
    found = view(ADA, Actor(teacher, "instructor"))
    assert [one.course for one in found.learning] == courses
    assert len(found.certificates) == certificates


def test_who_learns_elsewhere_is_not_there_for_an_instructor() -> None:
    with pytest.raises(NotFound):
        view(102, Actor(TOM, "instructor"))
    with pytest.raises(NotFound):
        view(999, Actor(ADMIN, "admin"))


def test_everybody_sees_themselves_with_what_they_teach() -> None:
    found = view(TESS, Actor(TESS, "instructor"))
    assert found.profile is not None
    assert [(one.course, one.learners) for one in found.teaching] == [("C1", 2), ("C2", 0)]
    assert view(TOM, Actor(TOM, "instructor")).teaching[0].learners == 1
