"""The preview shows the place that is written at, also where more came at once than it shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.courses.conftest import LESSON, OpenCourse
from ui.views.course.page import CoursePage
from ui.widgets.markdown.editor import MarkdownEditor

LONG = "\n\n".join(f"Paragraph {n} of a long paste." for n in range(300))
LONGER = "\n\n".join(
    f"Paragraph {n} of a paste that is longer. " + "Words. " * 60 for n in range(150)
)


def by_key(editor: MarkdownEditor) -> None:
    QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def by_menu(editor: MarkdownEditor) -> None:
    editor.paste()


def seen(page: CoursePage) -> str:
    """What of the preview is on the screen."""
    preview = page.editor.preview
    view = preview.viewport()
    first = preview.cursorForPosition(view.rect().topLeft())
    first.setPosition(
        preview.cursorForPosition(view.rect().bottomRight()).position(),
        QTextCursor.MoveMode.KeepAnchor,
    )
    return first.selection().toPlainText()


@pytest.mark.parametrize("text", [LONG, LONGER], ids=["whole", "in part"])
@pytest.mark.parametrize("paste", [by_key, by_menu])
def test_a_long_paste_is_shown_where_the_caret_is(
    open_course: OpenCourse, qtbot: QtBot, text: str, paste: Callable[[MarkdownEditor], None]
) -> None:
    page = open_course(lesson_id=LESSON)
    editor = page.editor.editor
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QGuiApplication.clipboard().setText(f"\n\n{text}")
    with qtbot.waitSignal(page.editor.preview.drawn, timeout=20_000):
        paste(editor)
    assert editor.shows_cursor
    assert f"Paragraph {text.count('Paragraph') - 1} of" in seen(page)


def test_text_that_came_out_of_sight_leaves_the_preview_where_it_was(
    open_course: OpenCourse, qtbot: QtBot
) -> None:
    page = open_course(lesson_id=LESSON)
    with qtbot.waitSignal(page.editor.preview.drawn, timeout=20_000):
        page.editor.editor.replace_all(LONG)
    assert not page.editor.editor.shows_cursor
    assert "Paragraph 0 of" in seen(page)


def by_ctrl_home(editor: MarkdownEditor) -> None:
    QTest.keyClick(editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)


def by_bar(editor: MarkdownEditor) -> None:
    editor.verticalScrollBar().setValue(0)


def end_of_long_lesson(page: CoursePage, qtbot: QtBot) -> None:
    """Write at the end of a lesson that is too long to be drawn whole."""
    editor = page.editor.editor
    editor.setFocus()
    editor.replace_all(LONGER)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, "The end.")
    preview = page.editor.preview
    qtbot.waitUntil(lambda: "The end." in seen(page) and not preview.is_behind, timeout=20_000)
    assert "Paragraph 0 of" not in preview.toPlainText()


@pytest.mark.parametrize("go", [by_ctrl_home, by_bar], ids=["caret", "scrolled"])
def test_the_part_that_is_drawn_follows_without_typing(
    open_course: OpenCourse, qtbot: QtBot, go: Callable[[MarkdownEditor], None]
) -> None:
    page = open_course(lesson_id=LESSON)
    end_of_long_lesson(page, qtbot)
    go(page.editor.editor)
    qtbot.waitUntil(lambda: "Paragraph 0 of" in seen(page), timeout=5_000)


def test_what_is_drawn_already_stays_while_the_caret_moves_in_it(
    open_course: OpenCourse, qtbot: QtBot
) -> None:
    page = open_course(lesson_id=LESSON)
    end_of_long_lesson(page, qtbot)
    line = page.editor.editor.line
    page.editor.editor.moveCursor(QTextCursor.MoveOperation.PreviousBlock)
    assert page.editor.editor.line == line - 1
    page.editor._draw_near()
    assert not page.editor.preview.is_behind
