"""Finding and replacing in a text, in a bar above it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit

from ui.theme.look import Look
from ui.widgets.basics import Text, button, icon_button, label, row
from ui.widgets.markdown.editor import MarkdownEditor
from ui.widgets.search_field import SearchField
from ui.widgets.words import tr, trn

MOST = 1_000
"""Hits that are marked at once; more are still found one by one."""


class FindBar(QFrame):
    """Find, next, previous, replace; Esc closes it.

    Signals:
        closed(): it went.
    """

    closed = Signal()

    def __init__(self, look: Look, editor: MarkdownEditor) -> None:
        super().__init__()
        self._look, self._editor = look, editor
        self.setProperty("kind", "toolbar")
        self.setAccessibleName(tr("Find and replace"))
        self.setFixedHeight(look.size("filterbar"))
        across = row(self, margins=(14, 0, 10, 0), gap=6)
        self.words = SearchField(look, tr("Find"), tr("Find"), 190)
        self.words.searched.connect(self._search)
        self.words.returnPressed.connect(self.find_next)
        self.other = SearchField(look, tr("Replace with"), tr("Replace with"), 170)
        self.told: Text = label(look, "", "small", "muted", tabular=True)
        across.addWidget(self.words)
        across.addWidget(icon_button(look, "chevron-up", tr("Previous"), self.find_previous))
        across.addWidget(icon_button(look, "chevron-down", tr("Next"), self.find_next))
        across.addWidget(self.told)
        across.addSpacing(6)
        across.addWidget(self.other)
        across.addWidget(button(look, tr("Replace"), self.replace, kind="quiet"))
        across.addWidget(button(look, tr("Replace all"), self.replace_all, kind="quiet"))
        across.addStretch(1)
        across.addWidget(icon_button(look, "x", tr("Close"), self.close_up, shortcut="Esc"))
        self.hide()

    def begin(self) -> None:
        """Open with what is selected."""
        chosen = self._editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self.words.setText(chosen)
        self.show()
        self.words.setFocus()
        self.words.selectAll()
        self._search(self.words.text())

    def look_for(self, wanted: str) -> None:
        """Be open with these words, without taking the keyboard."""
        self.words.setText(wanted)
        self.show()
        self._search(wanted)

    def close_up(self) -> None:
        """Close, and give the focus back to the text."""
        self.hide()
        self._editor.set_finds([])
        self._editor.setFocus()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
            return
        super().keyPressEvent(event)

    def find_next(self) -> None:
        """Select the next hit, from the start again after the last."""
        self._find(QTextDocument.FindFlag(0))

    def find_previous(self) -> None:
        """Select the hit before."""
        self._find(QTextDocument.FindFlag.FindBackward)

    def replace(self) -> None:
        """Replace the selected hit and go on to the next."""
        cursor = self._editor.textCursor()
        if cursor.selectedText().casefold() == self.words.text().casefold() != "":
            cursor.insertText(self.other.text())
        self.find_next()
        self._search(self.words.text())

    def replace_all(self) -> None:
        """Replace every hit, as one step."""
        hits = self._hits(None)
        edit = QTextCursor(self._editor.document())
        edit.beginEditBlock()
        for hit in reversed(hits):
            edit.setPosition(hit.selectionStart())
            edit.setPosition(hit.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
            edit.insertText(self.other.text())
        edit.endEditBlock()
        self._search(self.words.text())
        self.told.setText(trn("{n} replaced", "{n} replaced", len(hits)))

    def _find(self, flag: QTextDocument.FindFlag) -> None:
        wanted = self.words.text()
        if wanted and not self._editor.find(wanted, flag):
            cursor = self._editor.textCursor()
            back = flag == QTextDocument.FindFlag.FindBackward
            end = QTextCursor.MoveOperation.End
            cursor.movePosition(end if back else QTextCursor.MoveOperation.Start)
            self._editor.setTextCursor(cursor)
            self._editor.find(wanted, flag)

    def _search(self, wanted: str) -> None:
        hits = self._hits(MOST) if wanted and self.isVisible() else []
        form = QTextCharFormat()
        form.setBackground(self._look.color("search-hit"))
        marks: list[QTextEdit.ExtraSelection] = []
        for hit in hits:
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = hit, form
            marks.append(mark)
        self._editor.set_finds(marks)
        count = trn("{n} hit", "{n} hits", len(hits))
        self.told.setText("" if not wanted else count if hits else tr("Not found"))

    def _hits(self, most: int | None) -> list[QTextCursor]:
        document, wanted = self._editor.document(), self.words.text()
        hits: list[QTextCursor] = []
        found = document.find(wanted, 0) if wanted else QTextCursor()
        while not found.isNull() and (most is None or len(hits) < most):
            hits.append(found)
            found = document.find(wanted, found)
        return hits
