"""The log: who changed what and when, with the way back where there is one."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame

from app.queries.person_log import LogLine
from ui.theme.look import Look
from ui.views.person.lists import LOG, log_rows
from ui.views.person.words import what_text
from ui.widgets.basics import Button, Text, button, column, frame, label, row
from ui.widgets.listing import Listing
from ui.widgets.words import tr


class LogTab(QFrame):
    """The lines, and below them what can be done with the one the keyboard is at.

    Signals:
        undo_wanted(LogLine): its command is to be taken back.
    """

    undo_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "surface")
        self._lines: tuple[LogLine, ...] = ()
        outer = column(self)
        self.list = Listing(look, tr("Log"), LOG, "what")
        self.list.moved.connect(self._moved)
        outer.addWidget(self.list, 1)
        self._bar = frame("selectionbar", height=look.size("selection-bar"))
        across = row(self._bar, margins=(24, 0, 16, 0), gap=12)
        self._words: Text = label(look, "", "body")
        across.addWidget(self._words, 1)
        self.undo: Button = button(look, tr("Undo this"), self._undo, icon="undo-2")
        across.addWidget(self.undo)
        outer.addWidget(self._bar)
        self._bar.hide()

    @property
    def current(self) -> LogLine | None:
        """The line the keyboard is at."""
        place = self.list.current
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def show_log(self, lines: tuple[LogLine, ...]) -> None:
        """Show these lines; the keyboard stays at its place among them."""
        place = self.list.current
        self._lines = lines
        self.list.show_rows(log_rows(lines))
        self._bar.hide()
        if 0 <= place < len(lines):
            self.list.selectRow(place)

    @Slot(int)
    def _moved(self, place: int) -> None:
        line = self._lines[place] if 0 <= place < len(self._lines) else None
        self._bar.setVisible(line is not None)
        if line is None:
            return
        possible = line.command_id is not None
        self.undo.setEnabled(possible)
        if not possible:
            words = tr("{what}: nothing to undo here", what=what_text(line))
        elif line.batch:
            words = tr("{what}: part of {batch}", what=what_text(line), batch=line.batch)
        else:
            words = what_text(line)
        self._words.setText(words)
        why = tr("It is undone already, or was done by SmartCourse itself.")
        self.undo.setToolTip("" if possible else why)

    def _undo(self) -> None:
        line = self.current
        if line is not None and line.command_id is not None:
            self.undo_wanted.emit(line)
