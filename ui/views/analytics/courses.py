"""Choosing courses: a search, and boxes to tick; few are shown at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.ports.series import CourseName
from ui.feedback.popovers import Popover
from ui.theme.look import Look
from ui.widgets.basics import button, column, frame, label, row
from ui.widgets.words import literal, tip, tr, trn

SHOWN = 9


class CoursesPopover(Popover):
    """The courses' editor.

    Signals:
        picked(tuple[int, ...]): these courses were chosen; empty for all.
    """

    picked = Signal(object)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window, tr("Courses"), 340)
        self._choices: Sequence[CourseName] = ()
        self._chosen: set[int] = set()
        layout = column(self, margins=(16, 14, 16, 16), gap=6)
        self.search = QLineEdit()
        self.search.setProperty("kind", "search")
        self.search.setFont(look.font("body"))
        self.search.setPlaceholderText(tr("Find a course or its instructor"))
        self.search.setAccessibleName(tr("Find a course or its instructor"))
        self.search.textChanged.connect(self._fill)
        layout.addWidget(self.search)
        self._list = frame("plain")
        self._boxes = column(self._list, margins=(0, 4, 0, 4))
        layout.addWidget(self._list)
        self._more = label(look, "", "small", "muted", wraps=True)
        layout.addWidget(self._more)
        foot = frame("plain")
        inner = row(foot, gap=8)
        inner.addWidget(button(look, tr("All courses"), self._all, kind="quiet"))
        inner.addStretch(1)
        inner.addWidget(button(look, tr("Show these courses"), self._pick, kind="primary"))
        layout.addWidget(foot)

    def show_choice(self, choices: Sequence[CourseName], chosen: Sequence[int]) -> None:
        """Begin with what is chosen now."""
        self._choices, self._chosen = choices, set(chosen)
        self.search.clear()
        self._fill()

    def first_focus(self) -> None:
        """The search."""
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def boxes(self) -> list[QCheckBox]:
        """The boxes shown now, in order."""
        found = (self._boxes.itemAt(place) for place in range(self._boxes.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [one for one in widgets if isinstance(one, QCheckBox)]

    def _fill(self) -> None:
        for box in self.boxes:
            self._boxes.removeWidget(box)
            box.deleteLater()
        word = self.search.text().casefold().strip()
        found = [one for one in self._choices if word in f"{one.title} {one.instructor}".casefold()]
        # What is ticked stays in sight.
        found.sort(key=lambda one: one.id not in self._chosen)
        for one in found[:SHOWN]:
            self._boxes.addWidget(self._box(one))
        more = len(found) - SHOWN
        text = trn("{n} more: type to find it", "{n} more: type to find them", more)
        self._more.setText(text if more > 0 else "" if found else tr("No course has that name."))
        self._more.setVisible(more > 0 or not found)
        if self.isVisible():
            self.place()

    def _box(self, course: CourseName) -> QCheckBox:
        metrics = self.fontMetrics()
        shown = metrics.elidedText(course.title, Qt.TextElideMode.ElideRight, 250)
        box = QCheckBox(literal(shown))
        box.setAccessibleName(course.title)
        box.setToolTip(tip(course.instructor))
        box.setFont(self.look.font("body"))
        box.setChecked(course.id in self._chosen)
        box.toggled.connect(lambda on, key=course.id: self._toggle(key, on=on))
        return box

    def _toggle(self, course_id: int, *, on: bool) -> None:
        if on:
            self._chosen.add(course_id)
        else:
            self._chosen.discard(course_id)

    def _all(self) -> None:
        self.close_up()
        self.picked.emit(())

    def _pick(self) -> None:
        self.close_up()
        self.picked.emit(tuple(sorted(self._chosen)))
