"""A chip's popover: the editor of one filter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ports.grid import Filter, Op
from app.queries.grid import NUMBERS, TIMES, GridColumn
from app.queries.grid_search import number_of
from ui.feedback.popovers import Popover
from ui.models.wording import choice_text, column_title
from ui.theme.look import Look
from ui.widgets.basics import button, column, frame, label, row, set_property
from ui.widgets.day_field import DayField
from ui.widgets.words import literal, tr

WIDTH = 280
OFFERED = 50

NUMBER_OPS: tuple[tuple[Op, str], ...] = (
    ("below", "below"),
    ("at_most", "at most"),
    ("is", "exactly"),
    ("at_least", "at least"),
    ("above", "above"),
)
DAY_OPS: tuple[tuple[Op, str], ...] = (
    ("at_least", "from"),
    ("at_most", "until"),
    ("is", "on"),
    ("below", "before"),
    ("above", "after"),
)

Facets = Callable[[str, str, Callable[[tuple[str, ...]], None]], None]
"""Asks for the values of a column that contain a text."""


class FilterEditor(Popover):
    """Edits a filter; `apply` gets it, or None where it is to go."""

    def __init__(
        self,
        look: Look,
        window: QWidget,
        asked: GridColumn,
        present: Filter | None,
        *,
        apply: Callable[[Filter | None], None],
        facets: Facets,
    ) -> None:
        super().__init__(look, window, tr("Filter by {title}", title=column_title(asked)), WIDTH)
        self._column, self._present, self._apply = asked, present, apply
        self._boxes: dict[str, QCheckBox] = {}
        self._op: QComboBox | None = None
        self._field: QLineEdit | None = None
        self._day: DayField | None = None
        outer = column(self, margins=(16, 14, 16, 14), gap=8)
        outer.addWidget(label(look, column_title(asked), "label"))
        if asked.choices:
            self._choices(outer)
        elif asked.kind in TIMES:
            self._days(outer)
        elif asked.kind in NUMBERS:
            self._numbers(outer)
        else:
            self._texts(outer, facets)
        self._foot(outer)

    def first_focus(self) -> None:
        target = self._field or self._op or self._day or next(iter(self._boxes.values()), None)
        (target or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
            return
        super().keyPressEvent(event)

    def apply(self) -> None:
        """Take the filter as it stands."""
        made = self._made()
        if made is False:
            return
        self.close_up()
        self._apply(made if isinstance(made, Filter) else None)

    # editors

    def _choices(self, outer: QVBoxLayout) -> None:
        chosen = self._present.values if self._present else ()
        for choice in self._column.choices:
            self._box(outer, choice, choice_text(self._column, choice), choice in chosen)

    def _box(self, outer: QVBoxLayout, value: str, text: str, checked: bool) -> None:
        box = QCheckBox(literal(text))
        box.setFont(self.look.font("body"))
        box.setChecked(checked)
        self._boxes[value] = box
        outer.addWidget(box)

    def _combo(self, ops: tuple[tuple[Op, str], ...]) -> QComboBox:
        made = QComboBox()
        made.setFont(self.look.font("body"))
        made.setAccessibleName(tr("Compared how"))
        for op, text in ops:
            made.addItem(tr(text), op)
        if self._present is not None:
            made.setCurrentIndex(max(0, made.findData(self._present.op)))
        self._op = made
        return made

    def _numbers(self, outer: QVBoxLayout) -> None:
        line = frame("plain")
        layout = row(line, gap=8)
        layout.addWidget(self._combo(NUMBER_OPS))
        field = QLineEdit(self._first_value())
        field.setFont(self.look.font("body"))
        field.setAccessibleName(tr("Number"))
        field.setPlaceholderText("20")
        field.textEdited.connect(lambda _text: set_property(field, "wrong", False))
        layout.addWidget(field, 1)
        self._field = field
        outer.addWidget(line)

    def _days(self, outer: QVBoxLayout) -> None:
        line = frame("plain")
        layout = row(line, gap=8)
        layout.addWidget(self._combo(DAY_OPS))
        text = self._first_value()
        found = QDate.fromString(text, Qt.DateFormat.ISODate) if len(text) == 10 else QDate()
        day = DayField(self.look, tr("Day"), found if found.isValid() else None)
        layout.addWidget(day, 1)
        self._day = day
        outer.addWidget(line)

    def _texts(self, outer: QVBoxLayout, facets: Facets) -> None:
        contains = self._present is not None and self._present.op in ("contains", "lacks")
        field = QLineEdit(self._first_value() if contains else "")
        field.setFont(self.look.font("body"))
        field.setAccessibleName(tr("Contains"))
        field.setPlaceholderText(tr("Contains"))
        outer.addWidget(field)
        self._field = field
        if self._column.kind != "text":
            return
        holder: QFrame = frame("plain")
        listed = column(holder, gap=2)
        listed.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(holder)
        area.setFixedHeight(180)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(area)
        for value in self._chosen():
            self._listed(listed, value, checked=True)

        def offer(values: tuple[str, ...]) -> None:
            for value, box in list(self._boxes.items()):
                if not box.isChecked():
                    listed.removeWidget(self._boxes.pop(value))
                    box.deleteLater()
            for value in values:
                if value not in self._boxes:
                    self._listed(listed, value, checked=False)
            self.look.dress(self)

        def ask(text: str) -> None:
            facets(self._column.id, text, offer)

        field.textEdited.connect(ask)
        ask(field.text())

    def _listed(self, listed: QVBoxLayout, value: str, *, checked: bool) -> None:
        box = QCheckBox(literal(value))
        box.setFont(self.look.font("body"))
        box.setChecked(checked)
        self._boxes[value] = box
        listed.insertWidget(listed.count() - 1, box)

    def _foot(self, outer: QVBoxLayout) -> None:
        foot = frame("plain")
        layout = row(foot, gap=8)
        if self._present is not None:
            layout.addWidget(button(self.look, tr("Remove filter"), self._remove, kind="quiet"))
        layout.addStretch(1)
        layout.addWidget(button(self.look, tr("Apply"), self.apply, kind="primary"))
        outer.addSpacing(4)
        outer.addWidget(foot)

    # what it says

    def _first_value(self) -> str:
        values = self._present.values if self._present else ()
        return "" if not values else str(values[0])

    def _chosen(self) -> tuple[str, ...]:
        if self._present is None or self._present.op not in ("is", "not"):
            return ()
        return tuple(str(value) for value in self._present.values)

    def _remove(self) -> None:
        self.close_up()
        self._apply(None)

    def _made(self) -> Filter | bool | None:
        """The filter; None for none; False where something is left to be mended."""
        name = self._column.id
        checked = tuple(value for value, box in self._boxes.items() if box.isChecked())
        if checked:
            return Filter(name, "is", checked)
        if self._day is not None:
            return Filter(
                name, self._chosen_op(), (self._day.date().toString(Qt.DateFormat.ISODate),)
            )
        if self._field is None or not self._field.text().strip():
            return None
        text = self._field.text().strip()
        if self._column.kind not in NUMBERS:
            return Filter(name, "contains", (text,))
        number = number_of(text.rstrip("%").replace(",", ".").strip())
        if number is None:
            set_property(self._field, "wrong", True)
            self._field.setFocus()
            return False
        return Filter(name, self._chosen_op(), (number,))

    def _chosen_op(self) -> Op:
        ops = NUMBER_OPS if self._column.kind in NUMBERS else DAY_OPS
        return ops[self._op.currentIndex() if self._op is not None else 0][0]
