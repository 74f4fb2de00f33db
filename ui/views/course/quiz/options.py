"""The options of a question with choices: which are right, and what is said to each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.views.course.quiz.answers import Answers
from ui.views.course.quiz.document import new_option
from ui.views.course.quiz.drop_line import RING, draw_drop_line
from ui.views.course.quiz.option_row import GRIP, MARK, OptionRow
from ui.widgets.basics import button, column, frame, icon_button, label, row
from ui.widgets.words import tr

GAP = 6
LEAST = 2
"""Options that a question with choices has at least."""


class Options(Answers):
    """The rows of options, with one tick (single) or several."""

    def __init__(self, look: Look, *, single: bool) -> None:
        super().__init__()
        self._look = look
        self._single = single
        self._rows: list[OptionRow] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(single)
        layout = column(self, gap=GAP)
        layout.addWidget(self._head())
        self._holder = _Rows(look)
        layout.addWidget(self._holder)
        self._more = button(look, tr("Add option"), self._add, kind="quiet", icon="plus")
        foot = frame("plain")
        across = row(foot, margins=(GRIP, 0, 0, 0))
        across.addWidget(self._more)
        across.addStretch(1)
        layout.addWidget(foot)
        if not single:
            told = tr("Each right option earns its part of the points; a wrong one takes it back.")
            layout.addWidget(label(look, told, "small", "muted", wraps=True))

    def _head(self) -> QWidget:
        head = frame("plain")
        across = row(head, margins=(GRIP + MARK, 0, 0, 0), gap=8)
        words = (
            tr("Options, tick the right one")
            if self._single
            else tr("Options, tick the right ones")
        )
        across.addWidget(label(self._look, words, "label"), 3)
        across.addWidget(label(self._look, tr("Feedback"), "label"), 2)
        # What ends each row below takes its room here as well, so that heads stand over fields.
        spare = icon_button(self._look, "trash-2", tr("Delete this option"))
        policy = spare.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        spare.setSizePolicy(policy)
        spare.hide()
        wide = frame("plain", height=1)
        row(wide).addWidget(spare)
        across.addWidget(wide)
        return head

    @property
    def rows(self) -> tuple[OptionRow, ...]:
        """The options in their order."""
        return tuple(self._rows)

    def put(self, question: Mapping[str, Any]) -> None:
        options = list(question.get("options", ()))
        for old in self._rows[len(options) :]:
            self._drop(old)
        del self._rows[len(options) :]
        while len(self._rows) < len(options):
            self._append()
        # One tick at a time could not be taken away without this.
        self._group.setExclusive(False)
        for shown, option in zip(self._rows, options, strict=True):
            shown.put(option)
        self._group.setExclusive(self._single)
        self._number()

    def stops(self) -> list[QWidget]:
        return [*(stop for one in self._rows for stop in one.stops()), self._more]

    def get(self) -> dict[str, Any]:
        return {"options": [one.value() for one in self._rows]}

    def first_wrong(self) -> QWidget:
        empty = (one.text for one in self._rows if not one.text.text())
        return next(empty, self._rows[0].mark)

    def remove(self, gone: OptionRow) -> None:
        """Take an option out; two stay at least, emptied."""
        place = self._rows.index(gone)
        if len(self._rows) <= LEAST:
            gone.put({name: held for name, held in gone.value().items() if name == "id"})
        else:
            self._rows.remove(gone)
            self._drop(gone)
            self._renumber()
        self._rows[min(place, len(self._rows) - 1)].text.setFocus()
        self.changed.emit("")

    def shift(self, moved: OptionRow, step: int) -> None:
        """Move an option up (-1) or down (1)."""
        self.move_to(moved, self._rows.index(moved) + step)

    def move_to(self, moved: OptionRow, target: int) -> None:
        """Give an option another place; what had the focus keeps it."""
        place = self._rows.index(moved)
        if target == place or not 0 <= target < len(self._rows):
            return
        focused = moved.focusWidget()
        self._rows.insert(target, self._rows.pop(place))
        self._holder.lines.removeWidget(moved)
        self._holder.lines.insertWidget(target, moved)
        self._renumber()
        if focused is not None:
            focused.setFocus()
        self.changed.emit("")

    def next_of(self, left: OptionRow) -> None:
        """Go on to the option below; after the last one there is a new one."""
        place = self._rows.index(left) + 1
        if place == len(self._rows):
            self._add()
        else:
            self._rows[place].text.setFocus()

    # dragging

    def dragged(self, moved: OptionRow, y: int) -> None:
        """Show where an option would go that is held at *y* (of the rows' holder)."""
        del moved
        gap = self._gap_at(y)
        last = self._rows[-1].geometry().bottom() + GAP // 2
        self._holder.show_line(self._rows[gap].y() - GAP // 2 if gap < len(self._rows) else last)

    def dropped(self, moved: OptionRow, y: int | None) -> None:
        """Put it there; None where dragging was given up."""
        self._holder.show_line(None)
        if y is not None:
            gap, place = self._gap_at(y), self._rows.index(moved)
            self.move_to(moved, gap - int(gap > place))

    def _gap_at(self, y: int) -> int:
        return sum(one.geometry().center().y() < y for one in self._rows)

    # rows

    def _add(self) -> None:
        option = new_option([one.value() for one in self._rows])
        self._append().put(option)
        self._renumber()
        self._rows[-1].text.setFocus()
        self.changed.emit("")

    def _append(self) -> OptionRow:
        made = OptionRow(self._look, single=self._single)
        self._group.addButton(made.mark)
        made.changed.connect(self.changed)
        made.removed.connect(self.remove)
        made.shifted.connect(self.shift)
        made.finished.connect(self.next_of)
        made.dragged.connect(self.dragged)
        made.dropped.connect(self.dropped)
        self._rows.append(made)
        self._holder.lines.addWidget(made)
        return made

    def _drop(self, old: OptionRow) -> None:
        old.hide()
        self._group.removeButton(old.mark)
        self._holder.lines.removeWidget(old)
        old.deleteLater()

    def _renumber(self) -> None:
        self._number()
        self.rearranged.emit()

    def _number(self) -> None:
        for place, one in enumerate(self._rows, 1):
            one.number(place)


class _Rows(QFrame):
    """Holds the rows, and the line that shows where a dragged one would go."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._line = _Line(look, self)
        self._line.hide()
        self.lines: QVBoxLayout = column(self, gap=GAP)

    def show_line(self, y: int | None) -> None:
        """Show the line at a height, or none."""
        self._line.setVisible(y is not None)
        if y is not None:
            self._line.setGeometry(0, y - RING, self.width(), 2 * RING)
            self._line.raise_()


class _Line(QWidget):
    def __init__(self, look: Look, holder: QWidget) -> None:
        super().__init__(holder)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        try:
            draw_drop_line(painter, self._look, self, QRect(0, 0, self.width(), self.height()))
        finally:
            painter.end()
