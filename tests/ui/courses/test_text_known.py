"""The editor knows its text without asking for all of it at each key."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.theme.look import Look
from ui.widgets.markdown.editor import MarkdownEditor

TEXTS = st.text(st.sampled_from("ab \n#`*-\u00a0\u2028\U0001f600é|"), max_size=12)


@settings(deadline=None)
@given(st.data())
def test_what_is_known_is_what_stands_there(qapp: object, data: st.DataObject) -> None:
    editor = MarkdownEditor(Look())
    editor.begin(data.draw(TEXTS))
    for _ in range(data.draw(st.integers(1, 12))):
        count = editor.document().characterCount() - 1
        cursor = editor.textCursor()
        cursor.setPosition(data.draw(st.integers(0, count)))
        keep = QTextCursor.MoveMode.KeepAnchor
        match data.draw(st.sampled_from(["insert", "remove", "undo", "redo", "replace", "block"])):
            case "insert":
                cursor.insertText(data.draw(TEXTS))
            case "remove":
                cursor.setPosition(data.draw(st.integers(0, count)), keep)
                cursor.removeSelectedText()
            case "undo":
                editor.undo()
            case "redo":
                editor.redo()
            case "replace":
                editor.replace_all(data.draw(TEXTS))
            case _:
                cursor.beginEditBlock()
                cursor.insertText(data.draw(TEXTS))
                cursor.setPosition(data.draw(st.integers(0, cursor.position())))
                cursor.insertText(data.draw(TEXTS))
                cursor.deletePreviousChar()
                cursor.endEditBlock()
        assert editor.text() == editor.toPlainText()


@pytest.mark.parametrize("where", ["# Title\n\nwords\n", "```\ncode\n", "é" * 500 + "\n"])
def test_no_key_asks_for_all_of_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    editor = MarkdownEditor(Look())
    qtbot.addWidget(editor)
    editor.show()
    editor.begin(where * 20)
    known = editor.text()
    monkeypatch.setattr(editor, "toPlainText", lambda: pytest.fail("all of it was asked for"))
    editor.moveCursor(QTextCursor.MoveOperation.Down)
    QTest.keyClicks(editor, "a*b`")
    assert len(editor.text()) == len(known) + 4
    editor.insertPlainText("\nmore\n")
    editor.undo()
    assert len(editor.text()) == len(known) + 4
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, "z")
    assert editor.text().endswith("z")
