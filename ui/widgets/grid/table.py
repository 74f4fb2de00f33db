"""The table: a frozen first column and the others, two views that move as one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QVBoxLayout

from ui.models.keyset import CHECK, KeysetModel
from ui.models.selected import SelectedRows
from ui.models.staged import StagedEdits
from ui.theme.look import Look, rtl
from ui.widgets.grid.cells import GUTTER, CellPainter
from ui.widgets.grid.half import Half
from ui.widgets.grid.header import GridHeader
from ui.widgets.grid.ink import Ink
from ui.widgets.grid.picking import Picking
from ui.widgets.grid.rows import RowPainter
from ui.widgets.words import tr

SHIFT = Qt.KeyboardModifier.ShiftModifier
ScrollHint = QAbstractItemView.ScrollHint
CHECK_WIDTH = 48
ON_A_ROW = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Menu)
"""Keys that do something with the current row: the first one, where there is none yet."""


class GridTable(QFrame):
    """Shows a `KeysetModel`; rows are selected by id in `SelectedRows`.

    Signals:
        sorted(str, bool): a header was clicked: the column, and whether downwards.
        opened(int): a row was double-clicked or Enter pressed on it.
        edited(int, str): F2 or a double click on a column: row, column id.
        menu_wanted(QPoint): a context menu, at this point of the screen.
        ranged(int, int): the rows between these two are to be selected.
        everything(): Ctrl+A.
        copied(): Ctrl+C.
        left(): Esc.
        shown(int, int): these rows are on the screen.
        columns_changed(): a column was moved or resized.
    """

    sorted = Signal(str, bool)
    opened = Signal(int)
    edited = Signal(int, str)
    menu_wanted = Signal(QPoint)
    ranged = Signal(int, int)
    everything = Signal()
    copied = Signal()
    left = Signal()
    shown = Signal(int, int)
    columns_changed = Signal()

    def __init__(  # noqa: PLR0913 - how a table behaves comes by keyword
        self,
        look: Look,
        model: KeysetModel,
        selected: SelectedRows,
        staged: StagedEdits,
        *,
        two_lines: bool,
        selects: bool,
        marks: bool = False,
        editable: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._look, self._model, self._selected = look, model, selected
        self._two_lines, self._selects, self._marks = two_lines, selects, marks
        self._editable = frozenset(editable)
        self._picking = Picking(model, selected, self.ranged.emit)
        self._widths: dict[int, int] = {}
        self._pinned: set[int] = set()
        self._fitting = False
        self.setProperty("kind", "surface")
        self._cells = CellPainter(look)
        self._cells.lead = 12 if selects else GUTTER
        self._rows = RowPainter(model, selected, staged, self._cells)
        self._rows.by_cell = bool(self._editable)
        self.frozen = self._half(tr("Rows, first column"))
        self.main = self._half(tr("Rows"))
        self.main.setSelectionModel(self.frozen.selectionModel())
        self._compose()
        self._link()
        self._notice = QTimer(self)
        self._notice.setSingleShot(True)
        self._notice.setInterval(0)
        self._notice.timeout.connect(self._tell_shown)
        staged.changed.connect(self.repaint_rows)
        selected.changed.connect(self.repaint_rows)
        self.restyle()

    # making

    def _half(self, name: str) -> Half:
        header = GridHeader(self._look, self._cells, self)
        half = Half(self._model, self._rows, header, self)
        half.setAccessibleName(name)
        return half

    def _compose(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._lead = QVBoxLayout()
        self._lead.addWidget(self.frozen)
        layout.addLayout(self._lead)
        self._seam = QFrame()
        self._seam.setProperty("kind", "vline")
        layout.addWidget(self._seam)
        layout.addWidget(self.main, 1)
        always_off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.frozen.setVerticalScrollBarPolicy(always_off)
        self.frozen.setHorizontalScrollBarPolicy(always_off)
        self.main.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.frozen)
        for half in (self.frozen, self.main):
            header = half.horizontalHeader()
            header.sectionClicked.connect(self._header_clicked)
            header.sectionResized.connect(self._resized)
            header.sectionMoved.connect(self._column_moved)
        self.frozen.horizontalHeader().setSectionsMovable(False)

    def _link(self) -> None:
        ours, theirs = self.frozen.verticalScrollBar(), self.main.verticalScrollBar()
        theirs.valueChanged.connect(ours.setValue)
        ours.valueChanged.connect(theirs.setValue)
        self.main.resized.connect(self._fit_bottom)
        self.main.scrolled.connect(self._seen)
        self.main.resized.connect(self._share_room)
        for half in (self.frozen, self.main):
            half.hovered.connect(self._hover)
            half.focused.connect(self._focused)
            half.doubleClicked.connect(self._double_clicked)
        self.frozen.selectionModel().currentChanged.connect(self._moved)
        self._model.modelReset.connect(self._begin_again)
        self._model.rowsInserted.connect(self._seen)
        self._model.rowsRemoved.connect(self._seen)

    # columns

    def set_columns(self, columns: Sequence[tuple[str, int]]) -> None:
        """Show these columns (id, width) in this order; the first is frozen."""
        sections = [(self._model.section(name), width) for name, width in columns]
        first = sections[0][0]
        self._model.show_columns([name for name, _ in columns])
        self._widths = dict(sections)
        self._rows.first = first
        chosen = {section for section, _ in sections}
        for section in range(self._model.columnCount()):
            frozen = section == first or (section == CHECK and self._selects)
            self.frozen.setColumnHidden(section, not frozen)
            self.main.setColumnHidden(section, section not in chosen or section == first)
        header = self.main.horizontalHeader()
        self._fitting = True
        for place, (section, width) in enumerate(sections):
            header.moveSection(header.visualIndex(section), place)
            (self.frozen if section == first else self.main).setColumnWidth(section, width)
        if self._selects:
            self.frozen.setColumnWidth(CHECK, CHECK_WIDTH)
        frozen_header = self.frozen.horizontalHeader()
        frozen_header.moveSection(frozen_header.visualIndex(first), 1)
        self._fitting = False
        self._pinned.clear()
        self._rows.ends = (CHECK if self._selects else first, self._last_section())
        frozen_head = self.frozen.horizontalHeader()
        if isinstance(frozen_head, GridHeader):
            frozen_head.leads = True
        self._fit_frozen()
        self._share_room()

    def columns(self) -> list[tuple[str, int]]:
        """The columns shown, in order, with their widths."""
        first = self._rows.first
        shown = [(self._model.column_at(first).id, self._widths[first])]
        header = self.main.horizontalHeader()
        for place in range(header.count()):
            section = header.logicalIndex(place)
            if not self.main.isColumnHidden(section) and section != CHECK:
                shown.append((self._model.column_at(section).id, self._widths[section]))
        return shown

    def set_sort(self, column: str, *, descending: bool) -> None:
        """Show by what the rows are ordered."""
        for half in (self.frozen, self.main):
            header = half.horizontalHeader()
            if isinstance(header, GridHeader):
                header.sorted = (self._model.section(column), descending)
                header.viewport().update()

    def set_all_checked(self, checked: bool) -> None:
        """Show in the header whether every row is selected."""
        header = self.frozen.horizontalHeader()
        if isinstance(header, GridHeader) and header.all_checked != checked:
            header.all_checked = checked
            header.viewport().update()

    # where one is

    @property
    def current_row(self) -> int:
        """The row the keyboard is at; -1 for none."""
        return self.frozen.currentIndex().row()

    @property
    def current_section(self) -> int:
        """The section the keyboard is at."""
        return self.frozen.currentIndex().column()

    def set_current(self, row: int, section: int | None = None) -> None:
        """Go to a row."""
        if not 0 <= row < self._model.rowCount():
            return
        section = self._rows.first if section is None else section
        index = self._model.index(row, section)
        self.frozen.setCurrentIndex(index)
        self._half_of(section).scrollTo(index)

    def scroll_to(self, row: int, hint: ScrollHint = ScrollHint.EnsureVisible) -> None:
        """Look at a row, wherever the keyboard is."""
        if 0 <= row < self._model.rowCount():
            for half in (self.frozen, self.main):
                # Rows that have just come: one half that lags would hold the other one back.
                half.executeDelayedItemsLayout()
            self.frozen.scrollTo(self._model.index(row, self._rows.first), hint)

    def carry_current(self, row: int) -> None:
        """The keyboard's row stands elsewhere now; while one works there it stays in sight."""
        first, last = self.rows_on_screen()
        halves = (self.frozen, self.main)
        in_use = any(half.hasFocus() for half in halves)
        in_sight = in_use and first <= self.current_row <= last
        for half in halves:
            half.setAutoScroll(in_sight)
        self.frozen.setCurrentIndex(self._model.index(row, self.current_section))
        for half in halves:
            half.setAutoScroll(True)

    def rows_on_screen(self) -> tuple[int, int]:
        """The first and the last row that are seen."""
        return self.main.rows_shown()

    def menu_point(self) -> QPoint:
        """Where a context menu for the current row belongs."""
        index = self.frozen.currentIndex()
        if not index.isValid():
            return self.frozen.viewport().mapToGlobal(QPoint(24, 24))
        return self._half_of(index.column()).global_point(index)

    # keys and mouse

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Deal with a key of the table's own; others move the current cell."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.current_row < 0 and event.key() in ON_A_ROW:
            self.set_current(0)
        done = self._key_on_row(event) or self._key_elsewhere(event.key(), control)
        self._ring(True)
        return done

    def _key_on_row(self, event: QKeyEvent) -> bool:
        row, key = self.current_row, event.key()
        shift = bool(event.modifiers() & SHIFT)
        if row < 0:
            return False
        if key == Qt.Key.Key_Space:
            self._toggle(row, ranged=shift)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._selects and shift:
            there = self._picking.extend(row, 1 if key == Qt.Key.Key_Down else -1)
            self.set_current(there, self.current_section)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        elif key == Qt.Key.Key_F2:
            self._edit(row)
        else:
            return False
        return True

    def _key_elsewhere(self, key: int, control: bool) -> bool:
        if control and key in (Qt.Key.Key_A, Qt.Key.Key_C):
            (self.everything if key == Qt.Key.Key_A else self.copied).emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Menu:
            self.menu_by_key()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not control:
            self._sideways(key == Qt.Key.Key_Right)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.current_row < 0:
            self.set_current(0)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.set_current(0 if key == Qt.Key.Key_Home else self._model.rowCount() - 1)
        else:
            return False
        return True

    def pressed(self, index: QModelIndex, event: QMouseEvent) -> None:
        """A press on a box toggles, with Shift or Ctrl on any cell too."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        shift = bool(event.modifiers() & SHIFT)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._ring(False)
        if not self._selects:
            return
        if index.column() == CHECK or shift or control:
            self._toggle(index.row(), ranged=shift)
        else:
            self._picking.start_at(index.row())

    def _toggle(self, row: int, *, ranged: bool) -> None:
        if self._selects:
            self._picking.toggle(row, ranged=ranged)

    def _edit(self, row: int) -> None:
        section = self.current_section
        if section in self._editable_sections():
            self.edited.emit(row, self._model.column_at(section).id)
        elif self._editable:
            first = min(self._editable_sections())
            self.set_current(row, first)
            self.edited.emit(row, self._model.column_at(first).id)

    def _editable_sections(self) -> set[int]:
        return {self._model.section(name) for name in self._editable}

    def _sideways(self, forward: bool) -> None:
        if rtl(self):
            forward = not forward
        order = [self._model.section(name) for name, _ in self.columns()]
        row, here = max(self.current_row, 0), self.current_section
        place = order.index(here) if here in order else 0
        place = min(max(place + (1 if forward else -1), 0), len(order) - 1)
        self.set_current(row, order[place])

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() in self._editable_sections():
            self.edited.emit(index.row(), self._model.column_at(index.column()).id)
        elif index.column() != CHECK:
            self.opened.emit(index.row())

    def menu_by_key(self) -> None:
        """The current row's menu, beside its cell."""
        row = self.current_row
        self.set_current(max(row, 0), None if row < 0 else self.current_section)
        self._picking.point_at(self.current_row)
        self.menu_wanted.emit(self.menu_point())

    def menu_at(self, index: QModelIndex, point: QPoint) -> None:
        """A menu where the mouse asks for it, for the row there."""
        if index.isValid():
            self.frozen.setCurrentIndex(index)
            self._picking.point_at(index.row())
        self.menu_wanted.emit(point)

    def _header_clicked(self, section: int) -> None:
        if section == CHECK:
            self.everything.emit()
            return
        column = self._model.column_at(section)
        if column.sortable:
            query = self._model.query
            downwards = query.sort == column.id and not query.descending
            self.sorted.emit(column.id, downwards)

    # looks

    def restyle(self) -> None:
        """Take the look's colours, fonts and row height."""
        look = self._look
        self._cells.ink = Ink(look)
        self._cells.scale = self.devicePixelRatioF()
        self._cells.compact = look.density == "compact"
        self._cells.rtl = rtl(self)
        name = "row-2-lines" if self._two_lines else "grid-row"
        for half in (self.frozen, self.main):
            half.set_row_height(look.row(name))
            half.horizontalHeader().setFixedHeight(look.size("table-header"))
        self.repaint_rows()

    def repaint_rows(self) -> None:
        """Paint what is seen again."""
        for half in (self.frozen, self.main):
            half.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._rows.window_active = self.isActiveWindow()
            self.repaint_rows()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._cells.rtl = rtl(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._seen()

    # inside

    def _half_of(self, section: int) -> Half:
        return self.main if self.frozen.isColumnHidden(section) else self.frozen

    def _last_section(self) -> int:
        return self._model.section(self.columns()[-1][0])

    def _column_moved(self) -> None:
        if not self._fitting:
            self.columns_changed.emit()

    def _resized(self, section: int, before: int, after: int) -> None:
        del before
        if self._fitting or after <= 0:
            return
        self._widths[section] = after
        self._pinned.add(section)
        if section in (CHECK, self._rows.first):
            self._fit_frozen()
        self._share_room()
        self.columns_changed.emit()

    def _share_room(self) -> None:
        """Let columns of text have the room that is left; those resized by hand stay as they are.

        What is remembered are the columns' own widths.
        """
        shown = [self._model.section(name) for name, _ in self.columns()[1:]]
        if not shown:
            return
        room = self.main.viewport().width() - sum(self._widths[one] for one in shown)
        texts = [
            one
            for one in shown
            if one not in self._pinned
            and self._model.column_at(one).kind in ("text", "muted", "title")
        ] or [shown[-1]]
        share, rest = divmod(max(room, 0), len(texts))
        self._fitting = True
        for one in shown:
            more = share + (rest if one == texts[-1] else 0) if one in texts else 0
            self.main.setColumnWidth(one, self._widths[one] + more)
        self._fitting = False

    def _fit_frozen(self) -> None:
        width = self.frozen.columnWidth(self._rows.first)
        self.frozen.setFixedWidth(width + (CHECK_WIDTH if self._selects else 0))

    def _fit_bottom(self) -> None:
        """Keep the halves' rows level, and the last one in sight, while the right has a bar."""
        bar = self.main.height() - 1 - self.main.viewport().geometry().bottom()
        # The layout's room: a style sheet takes the margins of views for itself.
        self._lead.setContentsMargins(0, 0, 0, bar)

    def _hover(self, row: int) -> None:
        before, self._rows.hovered = self._rows.hovered, row
        for half in (self.frozen, self.main):
            half.update_row(before)
            half.update_row(row)

    def _focused(self, here: bool, by_key: bool) -> None:
        if here and by_key and self.current_row < 0 and self._model.rowCount():
            self.set_current(0)
        elif here and by_key:
            self.scroll_to(self.current_row)
        self._ring(here and by_key)

    def _moved(self, current: QModelIndex, before: QModelIndex) -> None:
        self._picking.moved(current.row())
        if self._rows.current is not None:
            self._rows.current = (current.row(), current.column())
        self._rows.marked = current.row() if self._marks else None
        for half in (self.frozen, self.main):
            half.update_row(before.row())
            half.update_row(current.row())

    def _ring(self, shown: bool) -> None:
        row, section = self.current_row, self.current_section
        self._rows.current = (row, section) if shown and row >= 0 else None
        for half in (self.frozen, self.main):
            half.update_row(row)

    def _begin_again(self) -> None:
        self._picking.start_at(-1)
        self._rows.current = self._rows.marked = None
        self.main.verticalScrollBar().setValue(0)
        if self.frozen.hasFocus() or self.main.hasFocus():
            self.set_current(0)
        self._seen()

    def _seen(self) -> None:
        if not self._notice.isActive():
            self._notice.start()

    def _tell_shown(self) -> None:
        first, last = self.rows_on_screen()
        self._model.showing(first, last)
        self.shown.emit(first, last)
