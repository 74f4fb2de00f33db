"""How many notifications are unread, and on which screen each is looked at."""

from __future__ import annotations

import pytest

from app.domain.entities import Announcement, Certificate, Notification
from app.queries.notices import Target, target_of, unread
from app.usecases.announcements import USE_CASES
from tests.support.learning import COURSE, TEACHER, TEXT, school
from tests.support.memory import START, Bench, enrollment

ENROLLED = 50


def workspace() -> Bench:
    bench = school(use_cases=USE_CASES)
    told = {"title": "T", "message": "M", "type": "system", "created_at": START}
    bench.put(
        enrollment(ENROLLED, 101, COURSE),
        Announcement(
            id=5,
            course_id=COURSE,
            instructor_id=TEACHER,
            title="T",
            content="C",
            created_at=START,
        ),
        Certificate(
            id=8,
            enrollment_id=ENROLLED,
            student_id=101,
            course_id=COURSE,
            certificate_number="SC-2026-000001",
            verification_code="ABCDEFGHJK",
            issue_date=START.date(),
            created_at=START,
        ),
        Notification(id=1, user_id=101, **told),
        Notification(id=2, user_id=101, is_read=True, **told),
        Notification(id=3, user_id=102, **told),
    )
    return bench


@pytest.mark.parametrize(("user_id", "count"), [(101, 1), (102, 1), (103, 0), (None, 0)])
def test_only_ones_own_unread_ones_count(user_id: int | None, count: int) -> None:
    with workspace().store.reading() as rows:
        assert unread(rows, user_id) == count


@pytest.mark.parametrize(
    ("kind", "key", "target"),
    [
        ("course", COURSE, Target("course", COURSE)),
        ("user", 101, Target("user", 101)),
        ("announcement", 5, Target("announcement", 5)),
        ("certificate", 8, Target("certificate", 8)),
        ("enrollment", ENROLLED, Target("user", 101)),
        ("lesson", TEXT, Target("course", COURSE)),
        ("module", 1, Target("course", COURSE)),
        ("event", 4, Target("event", 4)),
        ("workflow", 4, Target("workflow", 4)),
    ],
)
def test_a_record_is_seen_on_its_own_screen_or_on_the_one_it_belongs_to(
    kind: str, key: int, target: Target
) -> None:
    with workspace().store.reading() as rows:
        assert target_of(rows, kind, key) == target


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (None, 1),
        ("course", None),
        ("course", 99),
        ("announcement", 99),
        ("enrollment", 99),
        ("lesson", 99),
        ("module", 99),
        ("planet", 1),
    ],
)
def test_what_is_gone_or_has_no_screen_leads_nowhere(kind: str | None, key: int | None) -> None:
    with workspace().store.reading() as rows:
        assert target_of(rows, kind, key) is None
