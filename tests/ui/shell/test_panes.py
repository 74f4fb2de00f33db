"""F6 and Shift+F6 go round the parts of the window, the text between its neighbours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.support.walk import QUIZ, TEXT
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.course.page import CoursePage

BACK = Qt.KeyboardModifier.ShiftModifier
ROUND = 12


def _course(desktop: Desktop, lesson: int | None) -> CoursePage:
    way = {"course_id": 1} if lesson is None else {"course_id": 1, "lesson_id": lesson}
    desktop.window.go("course", way)
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, CoursePage)
    desktop.window.activateWindow()
    return page


def _stops(desktop: Desktop, qtbot: QtBot, *, back: bool = False) -> list[QWidget]:
    """Where the keyboard goes from where it is, until it is there again."""
    found: list[QWidget] = []
    begin = QApplication.focusWidget()
    for _ in range(ROUND):
        keys = BACK if back else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(desktop.window, Qt.Key.Key_F6, keys)
        focus = QApplication.focusWidget()
        assert focus is not None
        found.append(focus)
        if focus is begin:
            return found
    raise AssertionError([type(one).__name__ for one in found])


def _within(parts: list[QWidget], stops: list[QWidget]) -> bool:
    pairs = zip(parts, stops, strict=True)
    return all(part is stop or part.isAncestorOf(stop) for part, stop in pairs)


def test_from_the_outline_the_next_pane_is_the_text_and_then_its_preview(
    desktop: Desktop, qtbot: QtBot
) -> None:
    window = desktop.window
    window.resize(1600, 900)
    page = _course(desktop, TEXT)
    editor = page.editor
    page.panel.view.setFocus()
    round_ = [editor.editor, editor.preview, window.status, window.rail, window.top]
    there = _stops(desktop, qtbot)
    assert _within([*round_, page.panel.view], there)
    back = _stops(desktop, qtbot, back=True)
    assert back == [*reversed(there[:-1]), there[-1]]


def test_a_lesson_opened_from_the_outline_is_one_pane_on(desktop: Desktop, qtbot: QtBot) -> None:
    page = _course(desktop, None)
    page.panel.view.setFocus()
    page.go_to(TEXT)
    settle(desktop)
    assert page.in_outline
    qtbot.keyClick(desktop.window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is page.editor.editor
    qtbot.keyClick(desktop.window, Qt.Key.Key_F6, BACK)
    assert page.in_outline


@pytest.mark.parametrize("lesson", [None, QUIZ])
def test_form_and_quiz_stand_between_outline_and_status_bar(
    desktop: Desktop, qtbot: QtBot, lesson: int | None
) -> None:
    page = _course(desktop, lesson)
    page.panel.view.setFocus()
    there = _stops(desktop, qtbot)
    shown = page.stack.currentWidget()
    assert shown is not None
    assert shown.isAncestorOf(there[0])
    assert there[0].accessibleName()
    assert there[-1] is page.panel.view
    assert _stops(desktop, qtbot, back=True) == [*reversed(there[:-1]), there[-1]]


def test_in_a_list_its_rows_take_the_keyboard(desktop: Desktop, qtbot: QtBot) -> None:
    window = desktop.window
    window.go("people")
    settle(desktop)
    window.activateWindow()
    page = window.page
    assert page is not None
    page.main_view().setFocus()
    there = _stops(desktop, qtbot)
    assert _within([window.status, window.rail, window.top, page.main_view()], there)
