"""Lines that no person types: they may not hold up the typing of others."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor, QTextOption
from pytestqt.qtbot import QtBot

from ui.theme.look import Look
from ui.widgets.markdown import highlighter
from ui.widgets.markdown.editor import BETWEEN_WORDS, LONGEST_WORD, MarkdownEditor

ANYWHERE = QTextOption.WrapMode.WrapAnywhere
HUGE = "x" * (LONGEST_WORD + 1)


@pytest.fixture
def editor(qtbot: QtBot) -> MarkdownEditor:
    made = MarkdownEditor(Look())
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def formats(editor: MarkdownEditor, line: int) -> int:
    """How many parts of a line have colours of their own."""
    return len(editor.document().findBlockByNumber(line).layout().formats())


def test_lines_break_anywhere_only_while_there_is_a_huge_word(editor: MarkdownEditor) -> None:
    editor.begin(f"one two\n{'word ' * 2000}\nthree")
    assert editor.wordWrapMode() == BETWEEN_WORDS
    cursor = QTextCursor(editor.document().findBlockByNumber(1))
    cursor.insertText(HUGE)
    assert editor.wordWrapMode() == ANYWHERE
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    editor.insertPlainText("more ")
    assert editor.wordWrapMode() == ANYWHERE
    editor.undo()
    editor.undo()
    assert editor.toPlainText().startswith("one two\nword ")
    assert editor.wordWrapMode() == BETWEEN_WORDS
    editor.begin(f"![]({HUGE})")
    assert editor.wordWrapMode() == ANYWHERE
    editor.begin("short")
    assert editor.wordWrapMode() == BETWEEN_WORDS


def test_words_of_a_line_without_end_are_not_coloured(editor: MarkdownEditor) -> None:
    filled = "**b** " * (highlighter.LONGEST // 6 + 1)
    editor.begin(f"**b** c\n{filled}\n# {filled}\n`c` d")
    assert [formats(editor, line) for line in range(4)] == [1, 0, 2, 3]
