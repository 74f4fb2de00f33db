"""Another person takes the window over: what was asked for stays theirs who asked for it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from app.domain.entities import CertificateIssue, Course, Lesson, User
from tests.support.window import settle
from ui.feedback.toasts import Notice, Toast
from ui.shell.application import Desktop
from ui.views.certificates.page import CertificatesPage


def _user(desktop: Desktop, user_id: int) -> User:
    with desktop.operations.context.store.reading() as rows:
        return rows.get(User, user_id)


@pytest.fixture
def admin(desktop: Desktop) -> User:
    return _user(desktop, 1)


@pytest.fixture
def teacher(desktop: Desktop) -> User:
    """Whoever teaches the first course."""
    with desktop.operations.context.store.reading() as rows:
        return rows.get(User, rows.get(Course, 1).instructor_id)


def _actors(desktop: Desktop, after: int) -> list[tuple[str, int | None]]:
    entries = desktop.operations.context.store.journal(limit=50)
    return [(one.command_type, one.actor_id) for one in entries if one.entry_no > after]


def _newest(desktop: Desktop) -> int:
    return desktop.operations.context.store.journal(limit=1)[0].entry_no


def _write(desktop: Desktop, text: str) -> None:
    """Type at the end of the first course's first text."""
    with desktop.operations.context.store.reading() as rows:
        lesson = rows.find(Lesson, course_id=1, type="text")[0]
    desktop.window.go("course", {"course_id": 1, "lesson_id": lesson.id})
    settle(desktop)
    page = desktop.window.page
    assert page is not None
    (editor,) = (one for one in page.findChildren(QPlainTextEdit) if one.isVisible())
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.insertPlainText(text)


@pytest.mark.parametrize("writer", ["teacher", "admin"])
def test_what_was_typed_is_saved_by_who_typed_it(
    desktop: Desktop, request: pytest.FixtureRequest, teacher: User, admin: User, writer: str
) -> None:
    before: User = request.getfixturevalue(writer)
    desktop.act_as(before)
    settle(desktop)
    _write(desktop, "Typed before the switch.")
    top = _newest(desktop)
    desktop.act_as(admin if before is teacher else teacher)
    settle(desktop)
    assert _actors(desktop, top) == [("lesson.edit", before.id)]
    # It is saved: nothing of it is offered as a draft later.
    assert desktop.doors.drafts(desktop.operations.context.folder).all() == []


def test_a_batch_is_whole_and_of_whoever_began_it(
    desktop: Desktop, teacher: User, admin: User
) -> None:
    desktop.window.go("certificates")
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, CertificatesPage)
    model = page.eligible.model
    ids = [int(model.id_at(row) or 0) for row in range(60)]
    top = _newest(desktop)
    job = page.handling.issue_for(ids)
    desktop.act_as(teacher)
    settle(desktop)
    assert job.state == "finished", job.detail
    found = _actors(desktop, top)
    assert {kind for kind, _actor in found} == {"certificate.issue"}
    assert {actor for _kind, actor in found} == {admin.id}
    with desktop.operations.context.store.reading() as rows:
        assert len({one.enrollment_id for one in rows.find(CertificateIssue)} & set(ids)) == 60
    # Nobody else is told, nor led away, by what they did not ask for.
    assert desktop.window.toasts.history == []


def test_notices_and_ended_jobs_of_the_former_do_not_stay(desktop: Desktop, teacher: User) -> None:
    desktop.window.toasts.show_notice(
        Notice(title="12 grades changed", icon="check", action=("Undo", lambda: None))
    )
    desktop.operations.prepare("Export grades", "download", lambda _job: None)
    settle(desktop)
    desktop.act_as(teacher)
    settle(desktop)
    shown = [one for one in desktop.window.toasts.findChildren(Toast) if not one.isHidden()]
    assert shown == []
    assert desktop.window.toasts.history == []
    assert desktop.operations.jobs.all() == []


def test_an_answer_to_another_leads_nobody_away(desktop: Desktop, teacher: User) -> None:
    asked = desktop.operations
    asked.compute(lambda: None, lambda _: desktop.window.go("people"))
    desktop.act_as(teacher)
    settle(desktop)
    assert desktop.window.trail.here.place == "home"
