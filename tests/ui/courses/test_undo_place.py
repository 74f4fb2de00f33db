"""Undo of what the toolbar did to a text brings the caret back to where it was."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from ui.theme.look import Look
from ui.widgets.markdown import edits
from ui.widgets.markdown.editor import MarkdownEditor
from ui.widgets.markdown.snippets import TABLE

TEXT = "A paragraph before.\n\nA paragraph with some words in it.\n\nOne after."
AT = TEXT.index("some")

Change = Callable[[MarkdownEditor], object]


def applied(change: Callable[[str, int, int], edits.Edit]) -> Change:
    return lambda editor: editor.apply(change)


@pytest.mark.parametrize(
    "change",
    [
        applied(edits.link),
        applied(edits.heading),
        applied(partial(edits.wrap, mark="**", sample="bold")),
        applied(partial(edits.indented, back=False)),
        lambda editor: editor.insert_snippet(TABLE),
    ],
    ids=["link", "heading", "bold", "indented", "table"],
)
def test_the_caret_is_back_where_it_was(qtbot: QtBot, change: Change) -> None:
    editor = MarkdownEditor(Look())
    qtbot.addWidget(editor)
    editor.begin(TEXT)
    cursor = editor.textCursor()
    cursor.setPosition(AT)
    editor.setTextCursor(cursor)
    change(editor)
    assert editor.text() != TEXT
    editor.undo()
    assert editor.text() == TEXT
    assert editor.textCursor().position() == AT
