"""Announcements, and reading one's notifications."""

from datetime import timedelta
from typing import Any

import pytest

from app.domain.actor import SYSTEM
from app.domain.commands import (
    DeleteAnnouncement,
    EditAnnouncement,
    MarkNotificationsRead,
    PublishAnnouncement,
)
from app.domain.entities import Announcement, Notification
from app.domain.errors import NotFound
from app.usecases import announcements
from tests.support.authoring import ADMIN, COURSE, TEACHER, academy, edit, reasons, refused
from tests.support.memory import START, Bench, enrollment, person


def announce(**given: Any) -> PublishAnnouncement:
    return PublishAnnouncement(
        **{"announcement_id": 5, "course_id": COURSE, "title": "T", "content": "C", **given}
    )


def audience() -> Bench:
    bench = academy()
    bench.put(person(110, is_deleted=True), person(111, is_active=False))
    states = {101: "active", 102: "completed", 103: "dropped", 104: "suspended", 105: "active"}
    bench.put(
        *(
            enrollment(key, key, COURSE, status=state)
            for key, state in {**states, 110: "active", 111: "active"}.items()
        )
    )
    return bench


def test_everyone_active_in_the_course_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcements, "CHUNK", 1)
    bench = audience()
    outcome = bench.outcome(announce(priority="high", is_pinned=True), TEACHER)
    row = bench.get(Announcement, 5)
    assert (row.instructor_id, row.published_at, row.is_pinned) == (2, START, True)
    told = bench.find(Notification)
    assert [one.user_id for one in told] == [101, 105]
    assert {(one.type, one.title, one.message, one.priority) for one in told} == {
        ("announcement", "T", "C", "high")
    }
    assert {(one.related_entity_type, one.related_entity_id) for one in told} == {
        ("announcement", 5)
    }
    assert {one.expires_at for one in told} == {START + timedelta(days=90)}
    assert outcome.data == {"id": 5, "notified": 2}


def test_a_notification_does_not_outlive_its_announcement() -> None:
    bench = audience()
    bench.run(announce(expires_at=START + timedelta(days=2)), TEACHER)
    assert bench.find(Notification)[0].expires_at == START + timedelta(days=2)


def test_the_program_signs_as_the_instructor() -> None:
    bench = academy()
    bench.run(announce(), SYSTEM)
    assert bench.get(Announcement, 5).instructor_id == 2


@pytest.mark.parametrize(
    ("column", "value"), [("title", ""), ("title", "t" * 256), ("content", " ")]
)
def test_what_an_announcement_needs(column: str, value: str) -> None:
    bench = academy()
    with refused("value.too_long" if len(value) > 1 else "value.required", field=column):
        bench.run(announce(**{column: value}))
    bench.run(announce())
    with refused("value.too_long" if len(value) > 1 else "value.required", field=column):
        bench.run(EditAnnouncement(announcement_id=5, changes=edit(column, None, value)))


def test_editing_notifies_nobody_again() -> None:
    bench = audience()
    bench.run(announce(), TEACHER)
    changes = (*edit("priority", "normal", "urgent"), *edit("title", "T", "New"))
    bench.run(EditAnnouncement(announcement_id=5, changes=changes))
    outcome = bench.outcome(EditAnnouncement(announcement_id=5, changes=edit("title", "T", "X")))
    assert outcome.kind == "conflict"
    row = bench.get(Announcement, 5)
    assert (row.title, row.priority) == ("New", "urgent")
    assert len(bench.find(Notification)) == 2


def test_it_is_taken_down() -> None:
    bench = audience()
    bench.run(announce(), TEACHER)
    bench.run(DeleteAnnouncement(announcement_id=5), TEACHER)
    assert bench.find(Announcement) == []
    with pytest.raises(NotFound):
        bench.run(DeleteAnnouncement(announcement_id=5), TEACHER)


def test_not_in_a_deleted_course() -> None:
    with refused("course.deleted"):
        academy(is_deleted=True).run(announce())


def test_only_ones_own_notifications_are_marked_as_read() -> None:
    bench = academy()
    for key, user in ((1, 1), (2, 1), (3, 2)):
        bench.put(
            Notification(
                id=key,
                user_id=user,
                type="system",
                title="t",
                message="m",
                is_read=key == 2,
                created_at=START,
            )
        )
    bench.clock.advance(hours=1)
    command = MarkNotificationsRead(notification_ids=(1, 2, 3, 9))
    assert reasons(bench, command, ADMIN) == [
        "applied",
        "applied",
        "notification.not_yours",
        "row.missing",
    ]
    rows = bench.find(Notification)
    assert [(row.is_read, row.read_at) for row in rows] == [
        (True, bench.clock.now()),
        (True, None),
        (False, None),
    ]
