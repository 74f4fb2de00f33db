"""A list: views, filters, table, selection, staged edits, and what is shown instead of rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QWidget

from app.domain.journal import ChangeSet
from app.ports.grid import Cell, Filter, GridQuery, GridRow, RowId
from app.ports.search import TEXT_INDEX
from ui.models.keyset import KeysetModel
from ui.models.selected import SelectedRows
from ui.models.staged import StagedEdit, StagedEdits
from ui.views.page import Desk
from ui.widgets.basics import column
from ui.widgets.grid.acting import Acting
from ui.widgets.grid.asking import Asking, Part
from ui.widgets.grid.bars import FilterBar, Hint, TabRow
from ui.widgets.grid.choosing import Layout, Views
from ui.widgets.grid.filter_editor import FilterEditor
from ui.widgets.grid.left import Left
from ui.widgets.grid.selection_bar import SelectionBar
from ui.widgets.grid.spec import GridSpec, Selection
from ui.widgets.grid.staging import Staging
from ui.widgets.grid.standing import Standing
from ui.widgets.grid.stating import States
from ui.widgets.grid.table import GridTable
from ui.widgets.grid.wordings import position_text, unknown_text
from ui.widgets.scrolled import scrolled
from ui.widgets.words import tr

SOON = 80
"""Milliseconds in which several commits become one reading."""
COPIED = 100_000
"""Rows that fit a clipboard."""


class Grid(QFrame):
    """One list of a page; docs/grid.md says how to use it.

    Signals:
        counted(int): how many rows the present query has.
        elsewhere(int): a view of another list of the page was chosen, by its place.
        selection_changed(): another set of rows is selected.
        current_changed(object): the id of the row the keyboard is at, or None.
        begun(bool): whether there is anything in the list at all; its first use offers how.
    """

    counted = Signal(int)
    elsewhere = Signal(int)
    selection_changed = Signal()
    current_changed = Signal(object)
    begun = Signal(bool)

    def __init__(self, desk: Desk, spec: GridSpec) -> None:
        super().__init__()
        self.desk, self.spec = desk, spec
        self._look = desk.look
        self.setProperty("kind", "surface")
        self.setAccessibleName(spec.nouns[1])
        self.model = KeysetModel(desk.operations, spec.definition, self)
        self.model.complete = spec.complete
        self.selected = SelectedRows(self)
        self.staged = StagedEdits(self)
        self.asking = Asking(spec.definition)
        self._loaded, self._stale = False, False
        self._left: Left | None = None
        self._compose()
        self.standing = Standing(self)
        self.layout_memory = Layout(desk, spec, self.table)
        self.views = Views(desk, spec, self.tabs)
        self._timers()
        self._connect()
        self.asking.take_view(self.views.current)
        self._show_asking()

    # for the page

    def load(self) -> None:
        """Read the list, or read it again in place."""
        if self._loaded:
            self.model.refresh()
        else:
            self._loaded = True
            self._ask()

    @property
    def is_about_to_read(self) -> bool:
        """Whether rows have changed that will be read again in a moment."""
        return self._soon.isActive()

    def take_changes(self, changes: ChangeSet) -> bool:
        """Read again if changed rows concern the list; whether they do."""
        tables = set(changes.tables)
        query = self.model.query
        found = bool(tables & self.spec.definition.tables) or (
            TEXT_INDEX in tables and bool(query.words or query.without or query.filters)
        )
        if found and self._loaded:
            self._soon.start()
        return found

    def search_for(self, text: str) -> None:
        """Ask what a search line says, in the first view."""
        self.views.choose_first()
        self.asking.take_view(self.views.current)
        self.asking.text = text
        self.asking.pin()
        self._changed()

    def reveal(self, key: RowId, otherwise: Callable[[], object]) -> None:
        """Go to a row that has just come; where the list lacks it, *otherwise* has it shown."""
        self.standing.seek(key, otherwise)

    def limit(self, *filters: Filter) -> None:
        """Show only rows for which these hold, whatever else is asked; no chip tells so."""
        self.asking.base = filters
        if self._loaded:
            self._ask()

    def selection(self) -> Selection:
        """The selected rows, or the current one where none is selected."""
        query, total = self.model.query, self.model.count or self.model.rowCount()
        if not self.selected.count(total):
            key = self.current_id
            chosen = () if key is None else (key,)
            return Selection(query=query, chosen=chosen, count=len(chosen))
        return Selection(
            query=query,
            chosen=() if self.selected.everything else self.selected.ids,
            everything=self.selected.everything,
            without=frozenset(self.selected.ids if self.selected.everything else ()),
            count=self.selected.count(total),
        )

    @property
    def current_id(self) -> RowId | None:
        """The id of the row the keyboard is at."""
        return self.standing.key

    @property
    def current(self) -> GridRow | None:
        """The row the keyboard is at; None while it is being read."""
        found = self.model.row_at(self.table.current_row)
        return found if found is not None and found[0] == self.current_id else None

    def cell(self, row: GridRow, column: str) -> Cell:
        """A cell of a row."""
        return row[self.spec.definition.place(column)]

    @property
    def query(self) -> GridQuery:
        """What is shown."""
        return self.model.query

    def asked(self) -> Mapping[str, Any]:
        """What is asked and where one is, as parameters of a page; `ask_again` takes them."""
        left = Left(
            view=self.asking.as_view(""),
            tab=self.views.place,
            everything=self.selected.everything,
            chosen=self.selected.ids,
            key=self.current_id,
            row=self.table.current_row,
            section=self.table.current_section,
            in_sight=self.standing.in_sight,
            top=self.table.rows_on_screen()[0],
            sideways=scrolled(self.table.main, sideways=True),
        )
        # One that was not read since it was left does not know yet where it shall be.
        return {"list": self._left or left}

    def ask_again(self, params: Mapping[str, Any]) -> None:
        """Go on from where another list of the kind was left, if the parameters say so."""
        left = params.get("list")
        if isinstance(left, Left):
            self._left = left
            self.views.choose(left.tab)
            self.asking.take_view(left.view)
            self._changed()

    def main_view(self) -> QWidget:
        """What gets the focus on entering."""
        return self.table.frozen

    def action_anchor(self, name: str) -> QWidget:
        """Where a popover about an action belongs: its button, or the table."""
        found = self.selection_bar.buttons.get(name)
        return found if found is not None and found.isVisible() else self.bar.search

    def applied(self, edits: tuple[StagedEdit, ...]) -> None:
        """These staged edits were applied."""
        self.staged.drop(edits)

    # making

    def _compose(self) -> None:
        look, spec = self._look, self.spec
        outer = column(self)
        self.tabs = TabRow(look)
        self.bar = FilterBar(look, spec.definition, spec.hint)
        self.hint = Hint(look)
        self.table = GridTable(
            look,
            self.model,
            self.selected,
            self.staged,
            two_lines=spec.two_lines,
            selects=spec.selects,
            marks=spec.beside,
            editable=tuple(spec.editors),
        )
        self.states = States(self, self._ask)
        self.staging = Staging(self, self.staged)
        self.selection_bar = SelectionBar(
            look, spec.actions, self.selected.all, self.selected.clear
        )
        for part in (self.tabs, self.bar, self.hint, self.staging.bar):
            outer.addWidget(part)
        outer.addWidget(self.states.stack, 1)
        outer.addWidget(self.selection_bar)
        self.acting = Acting(self)

    def _timers(self) -> None:
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._read_again)
        # An action that stays disabled has a dead shortcut: ask again what can be done now.
        self._able = QTimer(self)
        self._able.setSingleShot(True)
        self._able.setInterval(0)
        self._able.timeout.connect(self._refresh_actions)
        for told in (self.current_changed, self.selection_changed):
            told.connect(self._able.start)

    def _connect(self) -> None:
        model, table, bar = self.model, self.table, self.bar
        model.counted.connect(self._counted)
        table.sorted.connect(self._sort)
        table.opened.connect(self._open)
        table.ranged.connect(self._range)
        table.everything.connect(self.select_all)
        table.left.connect(self._leave)
        table.shown.connect(self._tell_position)
        self.standing.changed.connect(lambda: self.current_changed.emit(self.current_id))
        bar.search.searched.connect(self._search)
        bar.search.returnPressed.connect(self._pin)
        bar.chips.edited.connect(self._edit_filter)
        bar.chips.removed.connect(lambda place: self._put_filter(place, None))
        bar.chips.add_wanted.connect(self._add_filter)
        bar.save.clicked.connect(lambda _checked: self.save_view())
        bar.columns.clicked.connect(lambda _checked: self.choose_columns())
        bar.density.clicked.connect(lambda _checked: self.layout_memory.toggle_density())
        self.views.changed.connect(self._take_view)
        self.views.saved.connect(self._show_asking)
        self.views.elsewhere.connect(self.elsewhere)
        self.selected.changed.connect(self._tell_selection)

    # asking

    def _ask(self) -> None:
        query, before = self.asking.query(), self.model.query
        if replace(query, sort=before.sort, descending=before.descending) != before:
            # Another order keeps the selection; rows that no longer match must not stay in it.
            self.selected.clear()
        self.model.ask(query)
        left, self._left = self._left, None
        if left is not None and left.view == self.asking.as_view(""):
            self.selected.take(left.chosen, everything=left.everything)
            self.standing.go_back(left)

    def _changed(self) -> None:
        """The conditions are others now."""
        self._show_asking()
        if self._loaded:
            self._ask()

    def _show_asking(self) -> None:
        asking = self.asking
        if self.bar.search.text().strip() != asking.text:
            self.bar.search.put(asking.text)
        self.bar.chips.set_filters(asking.filters)
        self.bar.save.setVisible(self.views.differs(asking))
        self.hint.tell(unknown_text(asking.typed.unknown))
        self.table.set_sort(asking.sort, descending=asking.descending)

    def _take_view(self) -> None:
        self.asking.take_view(self.views.current)
        self._changed()

    def _search(self, text: str) -> None:
        if text != self.asking.text:
            self.asking.text = text
            self._changed()

    def _pin(self) -> None:
        if self.asking.pin():
            self._changed()
        self.table.frozen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _sort(self, name: str, descending: bool) -> None:
        self.asking.sort, self.asking.descending = name, descending
        self._changed()

    def _put_filter(self, place: int | None, one: Any) -> None:
        self.asking.put(place, one)
        self._changed()

    def _edit_filter(self, place: int, anchor: QWidget) -> None:
        self._open_editor(self.asking.filters[place].column, place, anchor)

    def _add_filter(self, anchor: QWidget) -> None:
        menu = QMenu(self)
        self._look.dress(menu)
        for one in self.spec.definition.columns:
            if one.filtered and (one.offered or one.kind == "age"):
                action = menu.addAction(tr(one.title))
                action.triggered.connect(partial(self._open_editor, one.id, None, anchor))
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))

    def _open_editor(
        self, name: str, place: int | None, anchor: QWidget, checked: bool = False
    ) -> None:
        del checked
        present = None if place is None else self.asking.filters[place]
        editor = FilterEditor(
            self._look,
            self.window(),
            self.spec.definition.column(name),
            present,
            apply=lambda made: self._put_filter(place, made),
            facets=self._facets,
        )
        editor.closed.connect(editor.deleteLater)
        editor.hang(anchor)

    def _facets(self, name: str, text: str, done: Callable[[tuple[str, ...]], None]) -> None:
        grid = self.spec.definition.id
        self.desk.operations.inquire(lambda c, a: c.grids.facets(grid, name, a, text=text), done)

    # what comes

    def _read_again(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self._drop_strangers()
        if self.states.shows_rows:
            self.model.refresh()
        else:
            self._ask()

    def _drop_strangers(self) -> None:
        """Rows that no longer match must not stay selected: nobody sees them."""
        ids, query = self.selected.ids, self.model.query
        if ids:
            self.desk.operations.inquire(
                lambda c, a: set(ids) - {row[0] for row in c.grids.rows(query, a, ids)},
                self.selected.drop,
            )

    def _counted(self, count: int) -> None:
        if not count and self.states.shows_rows:
            self.states.arrived()
        self._tell_selection()
        self._tell_position(*self.table.rows_on_screen())
        self.counted.emit(count)

    def take_away(self, part: Part) -> None:
        """Ask for one condition less."""
        self.asking.take_away(part)
        self._changed()

    def clear_filters(self) -> None:
        """Ask for all rows."""
        self.asking.clear()
        self._changed()

    # selecting and acting

    def _range(self, first: int, last: int) -> None:
        query = self.model.query
        self.desk.operations.inquire(
            lambda c, a: c.grids.ids(query, a, first=first, limit=last - first + 1),
            self.selected.add,
        )

    def select_all(self) -> None:
        """Select all that match, or nothing where they are."""
        everything = self.selected.everything and not self.selected.ids
        (self.selected.clear if everything else self.selected.all)()

    def _leave(self) -> None:
        """Esc leaves one level: the selection, then the search text."""
        if self.selected.count(self.model.rowCount()):
            self.selected.clear()
        elif self.asking.text:
            self.bar.search.clear()

    def _tell_selection(self) -> None:
        total = self.model.count or self.model.rowCount()
        count = self.selected.count(total)
        reasons = {one.id: self.acting.why_not(one) for one in self.spec.actions}
        held = self.selection_bar.isAncestorOf(QApplication.focusWidget() or self)
        self.selection_bar.tell(count, total, reasons)
        if held and self.selection_bar.isHidden():
            # The keyboard goes on among the rows, not wherever Qt finds the next control.
            self.main_view().setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.set_all_checked(total > 0 and count == total)
        self.selection_changed.emit()

    def _refresh_actions(self) -> None:
        if self.isVisible():
            self.desk.actions.refresh()

    def _open(self, row: int) -> None:
        key = self.model.id_at(row)
        if key is not None and self.spec.open is not None:
            self.spec.open(key)

    # the window around

    def _tell_position(self, first: int, last: int) -> None:
        if self.isVisible():
            self.desk.status(position_text(first, last, self.model.count, self.model.rowCount()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.acting.register()
        self._tell_position(*self.table.rows_on_screen())
        if self._stale:
            self._stale = False
            self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.acting.forget()
        self.desk.status("")

    def focus_search(self) -> None:
        """Go to the search field."""
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def choose_columns(self) -> None:
        """Offer all columns."""
        self.layout_memory.choose(self.bar.columns)

    def save_view(self) -> None:
        """Ask for a name and keep what is asked as a view."""
        anchor = self.bar.save if self.bar.save.isVisible() else self.bar.columns
        self.views.save(self.asking, anchor)
