"""Notices over the window: what they offer holds as long as they are shown."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.support.window import settle
from ui.feedback.toasts import Notice, Toast
from ui.shell.application import Desktop


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


def test_undoing_takes_the_offer_away(desktop: Desktop) -> None:
    settle(desktop)
    desktop.window.toasts.show_notice(
        Notice(title="Changed", action=("Undo", lambda: None), of_last_change=True)
    )
    desktop.window.standard.undoing.done.emit("Undone: change")
    assert shown(desktop) == ["Undone: change"]
