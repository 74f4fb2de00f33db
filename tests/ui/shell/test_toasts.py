"""Notices over the window: what they offer holds as long as they are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import create_workspace
from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import CreateCourse
from app.domain.entities import Course
from app.usecases.bus import Done
from tests.support.window import settle
from ui.feedback.toasts import Notice, Toast, Toasts
from ui.shell.application import Desktop
from ui.theme.look import Look
from ui.widgets.basics import Text, column, frame

pytestmark = pytest.mark.lane_work


def make_course(context: Context, actor: Actor) -> Done:
    key = context.store.allocate_ids(Course, 1)[0]
    return context.bus.execute(CreateCourse(course_id=key, title="Loops", instructor_id=1), actor)


def shown(desktop: Desktop) -> list[str]:
    QApplication.processEvents()
    toasts = desktop.window.toasts.findChildren(Toast)
    return [one.notice.title for one in toasts if not one.isHidden()]


def test_an_undo_of_the_last_change_goes_with_the_next_change(desktop: Desktop) -> None:
    settle(desktop)
    show = desktop.window.toasts.show_notice
    undo = ("Undo", lambda: None)
    show(Notice(title="First", action=undo, of_last_change=True))
    show(Notice(title="Copied"))
    assert shown(desktop) == ["First", "Copied"]
    show(Notice(title="Second", action=undo, of_last_change=True))
    assert shown(desktop) == ["Copied", "Second"]
    show(Notice(title="File attached", action=undo))
    assert shown(desktop) == ["Copied", "File attached"]


def test_no_notice_covers_bars_that_stand_on_one_another(qtbot: QtBot) -> None:
    """As below a learner's questions: a foot with the button that scores, and the files."""
    window = QWidget()
    qtbot.addWidget(window)
    lines = column(window)
    lines.addStretch(1)
    foot = frame("sidefoot", height=90)
    for one in (foot, frame("statusline", height=40)):
        lines.addWidget(one)
    window.resize(900, 600)
    window.show()
    toasts = Toasts(Look(), window, 0)
    toasts.show_notice(Notice(title="Kept as a draft"))
    assert toasts.isVisible()
    assert toasts.geometry().bottom() < foot.y()


def test_undoing_takes_the_offer_away(desktop: Desktop) -> None:
    settle(desktop)
    desktop.window.toasts.show_notice(
        Notice(title="Changed", action=("Undo", lambda: None), of_last_change=True)
    )
    desktop.window.standard.undoing.done.emit("Undone: change", "")
    assert shown(desktop) == ["Undone: change"]


def test_an_offer_to_undo_goes_when_that_was_undone_by_another_way(desktop: Desktop) -> None:
    settle(desktop)
    operations, window = desktop.operations, desktop.window
    made: list[str] = []
    operations.write(make_course, lambda done: made.append(done.command_id))
    settle(desktop)
    window.toasts.show_notice(Notice(title="Another", undoes="another"))
    window.toasts.show_notice(Notice(title="Loops made", undoes=made[0]))
    window.actions_registry.trigger("edit.undo")
    settle(desktop)
    assert shown(desktop) == ["Another", "Undone: create a course"]


def test_another_workspace_brings_none_of_the_notices(desktop: Desktop, tmp_path: Path) -> None:
    settle(desktop)
    window = desktop.window
    window.toasts.show_notice(Notice(title="SC-2026-000001 issued", stays=True))
    assert window.top.bell.unseen == 1
    create_workspace(tmp_path / "other", "maya@example.org", "long-password-1")
    desktop.open(tmp_path / "other")
    settle(desktop)
    assert shown(desktop) == []
    assert window.toasts.history == []
    assert window.top.bell.unseen == 0


def test_undo_says_what_it_would_undo_and_why_it_cannot(desktop: Desktop) -> None:
    """The demo academy's last step issued certificates, which nothing undoes."""
    settle(desktop)
    registry, operations = desktop.window.actions_registry, desktop.operations
    undo = registry.action("edit.undo")
    assert not undo.isEnabled()
    assert undo.toolTip().startswith("Undo: your last step cannot be undone (issue certificates")
    operations.write(make_course)
    settle(desktop)
    assert undo.isEnabled()
    assert undo.toolTip() == "Undo: create a course"
    registry.trigger("edit.undo")
    settle(desktop)
    assert registry.action("edit.redo").toolTip() == "Redo: create a course"
    registry.trigger("edit.redo")
    settle(desktop)
    assert "Done again: create a course" in shown(desktop)


def test_a_shown_notice_is_laid_out_anew_for_larger_text(desktop: Desktop, qtbot: QtBot) -> None:
    settle(desktop)
    toasts, look = desktop.window.toasts, desktop.look
    toasts.show_notice(
        Notice(
            title="1 unsaved draft was kept",
            line="SmartCourse ended before it was saved, a while ago, in the middle of a sentence.",
            action=("Look at the draft", lambda: None),
            stays=True,
        )
    )

    def is_whole() -> bool:
        texts = [one for one in toasts.findChildren(Text) if one.isVisible()]
        fits = all(one.height() >= one.heightForWidth(one.width()) for one in texts)
        below = desktop.window.rect().contains(toasts.geometry())
        as_wide = toasts.width() == look.size("toast-width")
        return bool(texts) and fits and below and as_wide

    for scale in (1.5, 1.0):
        look.change(text_scale=scale)
        qtbot.waitUntil(is_whole)
