"""What a list shows: rows, or why there are none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.domain.errors import SmartCourseError
from app.domain.messages import sentence
from ui.feedback.states import Skeleton, StatePanel
from ui.widgets.grid.asking import Part
from ui.widgets.grid.wordings import error_words, no_match_words

if TYPE_CHECKING:
    from ui.widgets.grid.grid import Grid


class States(QObject):
    """Puts the table, bars to come, or a state into the list's middle."""

    def __init__(self, grid: Grid, again: Callable[[], None]) -> None:
        super().__init__(grid)
        self._grid, self._again = grid, again
        look = grid.desk.look
        self.stack = QStackedWidget()
        self._skeleton = Skeleton(look, look.row("grid-row"))
        self._panel: StatePanel | None = None
        self.stack.addWidget(grid.table)
        self.stack.addWidget(self._skeleton)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(look.milliseconds("loading-delay-ms"))
        self._late.timeout.connect(self._show_loading)
        grid.model.arrived.connect(self.arrived)
        grid.model.refused.connect(self.refuse)
        grid.model.asked.connect(self._late.start)

    @property
    def shows_rows(self) -> bool:
        """Whether the table is shown."""
        return self.stack.currentWidget() is self._grid.table

    def arrived(self) -> None:
        """The first rows are here, or there are none."""
        self._late.stop()
        grid = self._grid
        if grid.model.rowCount():
            self._show(grid.table)
        elif grid.asking.parts():
            self._explain_no_match()
        else:
            self._show(StatePanel(grid.desk.look, grid.spec.first_use))
            grid.begun.emit(False)
            return
        grid.begun.emit(True)

    def refuse(self, error: SmartCourseError) -> None:
        """The rows could not be read."""
        self._late.stop()

        def copy() -> None:
            QGuiApplication.clipboard().setText(f"{error.reason} {error.data}")

        words = error_words(self._grid.spec.nouns[1], sentence(error), self._again, copy)
        self._show(StatePanel(self._grid.desk.look, words))

    def _show_loading(self) -> None:
        self.stack.setCurrentWidget(self._skeleton)

    def _explain_no_match(self) -> None:
        """Find the condition without which most rows would be shown, and say so."""
        asking = self._grid.asking
        parts = asking.parts()
        queries = [asking.without(part) for part in parts]

        def told(counts: list[int]) -> None:
            place = max(range(len(counts)), key=lambda one: counts[one])
            self._tell_no_match(parts, parts[place], counts[place])

        self._grid.desk.operations.inquire(
            lambda c, a: [c.grids.count(query, a) for query in queries], told, self.refuse
        )

    def _tell_no_match(self, parts: list[Part], nearest: Part, count: int) -> None:
        grid = self._grid
        words = no_match_words(
            grid.spec,
            (parts, nearest, count),
            lambda: grid.take_away(nearest),
            grid.clear_filters,
        )
        self._show(StatePanel(grid.desk.look, words))

    def _show(self, widget: QWidget) -> None:
        now = QApplication.focusWidget() or self._grid
        left = self._panel is not None and self._panel.isAncestorOf(now)
        if self._panel is not None and self._panel is not widget:
            self.stack.removeWidget(self._panel)
            self._panel.deleteLater()
            self._panel = None
        if isinstance(widget, StatePanel):
            self._panel = widget
            self.stack.addWidget(widget)
        focused = self._grid.table.isAncestorOf(now)
        self.stack.setCurrentWidget(widget)
        if focused and widget is not self._grid.table:
            # Where the conditions are is where one goes on.
            self._grid.bar.search.setFocus()
        elif left and widget is self._grid.table:
            self._grid.main_view().setFocus(Qt.FocusReason.OtherFocusReason)
