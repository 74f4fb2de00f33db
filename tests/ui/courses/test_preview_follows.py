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
