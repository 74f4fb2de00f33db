"""A list of any length as a Qt model that holds only the windows of rows around what is seen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.context import Context
from app.domain.actor import Actor
from app.domain.errors import SmartCourseError
from app.ports.grid import Anchor, Cell, GridPage, GridQuery, GridRow, RowId
from app.queries.grid import GridColumn, GridDefinition
from ui.models.wording import cell_text, column_title
from ui.operations.operations import Operations
from ui.operations.tasks import Ticket
from ui.widgets.words import tip

WINDOW = 100
"""Rows read at once."""
EVERY = 40 * WINDOW
"""Rows from one known place of the order to the next."""
KEPT = 80
"""Windows that stay in memory."""
CHECK = 0
"""The column of check boxes; the list's own columns follow, as cells follow a row's id."""

Index = QModelIndex | QPersistentModelIndex
Complete = Callable[[Context, GridPage], GridPage]
"""Fills cells that no table holds, off the GUI thread."""


class KeysetModel(QAbstractTableModel):
    """Rows of a `GridQuery`, read off the GUI thread.

    A row that is not there yet is None and painted as a bar. The rows shown stay until those of
    another query, order or commit have come.

    Signals:
        arrived(): the first rows of the present query are here (maybe none).
        counted(int): how many rows the query has.
        refused(SmartCourseError): nothing could be read.
        asked(GridQuery): another query is being read.
    """

    arrived = Signal()
    counted = Signal(int)
    refused = Signal(object)
    asked = Signal(object)

    def __init__(
        self, operations: Operations, definition: GridDefinition, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self.definition = definition
        self.query: GridQuery = definition.query()
        self.count: int | None = None
        self._rows = 0
        self._windows: dict[int, tuple[GridRow, ...]] = {}
        self._lasts: dict[int, Anchor] = {}
        self._stale: set[int] = set()
        self._pending: dict[int, Ticket] = {}
        self._anchors: tuple[Anchor, ...] | None = None
        self._tickets: list[Ticket] = []
        self._steps: Ticket | None = None
        self._seen = (0, 0)
        self._awaiting = False
        self._early: int | None = None
        self.complete: Complete | None = None
        self._hidden: frozenset[str] = frozenset()

    # what is asked

    def ask(self, query: GridQuery) -> None:
        """Show another query's rows from the top, once they are here."""
        self._forget()
        self.query = query
        self._awaiting, self._early = True, None
        self.asked.emit(query)
        self._tickets = [
            self._page(None, 0, self._begin),
            self._inquire(lambda c, a: c.grids.count(query, a), self._know_count),
        ]

    def refresh(self) -> None:
        """Read again what is shown, in place: rows have changed."""
        if self._awaiting or not self._windows:
            self.ask(self.query)
            return
        self._forget()
        query = self.query
        self._stale = set(self._windows)
        self._tickets = [self._inquire(lambda c, a: c.grids.count(query, a), self._know_count)]
        self.showing(*self._seen)

    def show_columns(self, names: Collection[str]) -> None:
        """Only these columns are seen: others need not be read where that costs."""
        hidden = frozenset(one.id for one in self.definition.columns) - frozenset(names)
        before, self._hidden = self._hidden, hidden
        if before - hidden and self._windows:
            self.refresh()

    def showing(self, first: int, last: int) -> None:
        """These rows are on the screen: have them, and a window before and behind."""
        self._seen = (first, last)
        low = max(0, first - WINDOW) // WINDOW
        high = min(max(0, self._rows - 1), last + WINDOW) // WINDOW
        for number in range(low, high + 1):
            self._want(number)
        near = range(low - 2, high + 3)
        for number in [one for one in self._pending if one not in near]:
            self._pending.pop(number).drop()

    # what is there

    def row_at(self, row: int) -> GridRow | None:
        """A row's id and cells; None while it is being read."""
        window = self._windows.get(row // WINDOW)
        if window is None:
            return None
        place = row % WINDOW
        return window[place] if place < len(window) else None

    def id_at(self, row: int) -> RowId | None:
        """A row's id; None while it is being read."""
        found = self.row_at(row)
        if found is None:
            return None
        key = found[0]
        return key if isinstance(key, int | str) else None

    def id_now(self, row: int) -> RowId | None:
        """A row's id as last read; None also while it is being read again."""
        return None if row // WINDOW in self._stale else self.id_at(row)

    @property
    def is_reading(self) -> bool:
        """Whether rows that are seen, or close to it, are on their way."""
        return self._awaiting or bool(self._pending)

    def row_of(self, key: RowId) -> int | None:
        """Where a row stands, if it is among those that are loaded and not being read again."""
        for number, rows in self._windows.items():
            if number in self._stale:
                continue
            for place, row in enumerate(rows):
                at = number * WINDOW + place
                if row[0] == key and at < self._rows:
                    return at
        return None

    def column_at(self, section: int) -> GridColumn:
        """The list's column behind a section (not the check boxes')."""
        return self.definition.columns[section - 1]

    def section(self, column: str) -> int:
        """The section of a column."""
        return self.definition.place(column)

    def cell(self, row: int, column: str) -> Cell:
        """A cell's value; None also while it is being read."""
        found = self.row_at(row)
        return None if found is None else found[self.definition.place(column)]

    # Qt's questions

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._rows

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.definition.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.column() == CHECK:
            return None
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        found = self.row_at(index.row())
        if found is None:
            return None
        column = self.column_at(index.column())
        if column.kind == "title" and role == Qt.ItemDataRole.ToolTipRole:
            return None
        text = cell_text(column, found[index.column()])
        return tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return None if section == CHECK else column_title(self.column_at(section))

    # reading

    def _forget(self) -> None:
        for ticket in (*self._tickets, *self._pending.values()):
            ticket.drop()
        if self._steps is not None:
            self._steps.drop()
        self._tickets, self._steps = [], None
        self._pending.clear()
        self._lasts.clear()
        self._anchors = None

    def _inquire(
        self, work: Callable[[Context, Actor], Any], done: Callable[[Any], None]
    ) -> Ticket:
        return self._operations.inquire(work, done, self._refuse)

    def _page(self, after: Anchor | None, skip: int, done: Callable[[GridPage], None]) -> Ticket:
        query, complete, hidden = self.query, self.complete, self._hidden

        def work(context: Context, actor: Actor) -> GridPage:
            page = context.grids.page(query, actor, WINDOW, after=after, skip=skip, hidden=hidden)
            return page if complete is None else complete(context, page)

        return self._inquire(work, done)

    def _begin(self, page: GridPage) -> None:
        self.beginResetModel()
        self._windows = {0: page.rows}
        self._stale.clear()
        self._lasts = {} if page.last is None else {0: page.last}
        self._seen = (0, 0)
        full = len(page.rows) == WINDOW
        # The count may have come before the rows.
        self.count = self._early if full else len(page.rows)
        self._rows = len(page.rows) if self.count is None else max(self.count, len(page.rows))
        self._awaiting = False
        self.endResetModel()
        self.arrived.emit()
        if self.count is not None:
            self._tickets[1].drop()
            self.counted.emit(self.count)

    def _know_count(self, count: int) -> None:
        if self._awaiting:
            self._early = count
            return
        self.count = count
        if count > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, count - 1)
            self._rows = count
            self.endInsertRows()
        elif count < self._rows:
            self.beginRemoveRows(QModelIndex(), count, self._rows - 1)
            self._rows = count
            self.endRemoveRows()
        self.counted.emit(count)

    def _want(self, number: int) -> None:
        """Have a window read, unless it is here or on its way."""
        if number in self._pending or (number in self._windows and number not in self._stale):
            return
        after, skip = self._start(number)
        if skip >= EVERY and self._steps is None and self._anchors is None:
            query = self.query
            self._steps = self._inquire(
                lambda c, a: c.grids.anchors(query, a, EVERY), self._know_anchors
            )
        self._pending[number] = self._page(after, skip, lambda page: self._take(number, page))

    def _start(self, number: int) -> tuple[Anchor | None, int]:
        """The nearest known place before a window, and how many rows lie between."""
        row = number * WINDOW
        best, at = None, 0
        if self._anchors:
            step = min(row // EVERY, len(self._anchors))
            if step:
                best, at = self._anchors[step - 1], step * EVERY
        for window, last in self._lasts.items():
            end = (window + 1) * WINDOW
            if at < end <= row:
                best, at = last, end
        return best, row - at

    def _know_anchors(self, anchors: tuple[Anchor, ...]) -> None:
        self._anchors = anchors

    def _take(self, number: int, page: GridPage) -> None:
        self._pending.pop(number, None)
        self._stale.discard(number)
        self._windows[number] = page.rows
        if page.last is not None and len(page.rows) == WINDOW:
            self._lasts[number] = page.last
        self._make_room(number)
        first = number * WINDOW
        last = min(first + WINDOW, self._rows) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def _make_room(self, here: int) -> None:
        while len(self._windows) > KEPT:
            farthest = max(self._windows, key=lambda one: abs(one - here))
            del self._windows[farthest]
            self._stale.discard(farthest)

    def _refuse(self, error: SmartCourseError) -> None:
        self._forget()
        self.refused.emit(error)
