"""A list: views, filters, table, selection, staged edits, and what is shown instead of rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QWidget

from app.domain.errors import SmartCourseError
from app.domain.journal import ChangeSet
from app.domain.messages import sentence
from app.ports.grid import Cell, Filter, GridQuery, GridRow, RowId
from app.ports.search import TEXT_INDEX
from ui.feedback.states import Skeleton, StatePanel
from ui.feedback.toasts import Notice
from ui.models.keyset import KeysetModel
from ui.models.selected import SelectedRows
from ui.models.staged import StagedEdit, StagedEdits
from ui.views.page import Desk
from ui.widgets.actions import ActionSpec
from ui.widgets.basics import column
from ui.widgets.grid.asking import Asking, Part
from ui.widgets.grid.bars import FilterBar, Hint, SelectionBar, StagedBar, TabRow
from ui.widgets.grid.choosing import Layout, Views
from ui.widgets.grid.clipboard import tsv
from ui.widgets.grid.exporting import export_list
from ui.widgets.grid.filter_editor import FilterEditor
from ui.widgets.grid.spec import GridAction, GridSpec, Selection
from ui.widgets.grid.table import GridTable
from ui.widgets.grid.wordings import error_words, no_match_words, position_text, unknown_text
from ui.widgets.words import tr, trn

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
    """

    counted = Signal(int)
    elsewhere = Signal(int)
    selection_changed = Signal()
    current_changed = Signal(object)

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
        self._state: QWidget | None = None
        self._registered: list[str] = []
        self._compose()
        self.layout_memory = Layout(desk, spec, self.table)
        self.views = Views(desk, spec, self.tabs)
        self._timers()
        self._connect()
        self.asking.take_view(self.views.current)
        self._show_asking()
        self.staged.from_memory(desk.memory.get(self._memory_name("staged")))

    # for the page

    def load(self) -> None:
        """Read the list, or read it again in place."""
        if self._loaded:
            self.model.refresh()
        else:
            self._loaded = True
            self._ask()

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

    def limit(self, *filters: Filter) -> None:
        """Show only rows for which these hold, whatever else is asked; no chip tells so."""
        self.asking.base = filters
        if self._loaded:
            self._ask()

    def selection(self) -> Selection:
        """The selected rows, or the current one where none is selected."""
        query, total = self.model.query, self.model.count or self.model.rowCount()
        if not self.selected.count(total):
            key = self.model.id_at(self.table.current_row)
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
        return self.model.id_at(self.table.current_row)

    @property
    def current(self) -> GridRow | None:
        """The row the keyboard is at."""
        return self.model.row_at(self.table.current_row)

    def cell(self, row: GridRow, column: str) -> Cell:
        """A cell of a row."""
        return row[self.spec.definition.place(column)]

    @property
    def query(self) -> GridQuery:
        """What is shown."""
        return self.model.query

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
        self.staged_bar = StagedBar(look, self._revert, self._apply)
        self.table = GridTable(
            look,
            self.model,
            self.selected,
            self.staged,
            two_lines=spec.two_lines,
            selects=spec.selects,
            editable=tuple(spec.editors),
        )
        self._stack = QStackedWidget()
        self._skeleton = Skeleton(look, look.row("grid-row"))
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._skeleton)
        self.selection_bar = SelectionBar(
            look, spec.actions, self.selected.all, self.selected.clear
        )
        for part in (self.tabs, self.bar, self.hint, self.staged_bar):
            outer.addWidget(part)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.selection_bar)

    def _timers(self) -> None:
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._read_again)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(self._look.milliseconds("loading-delay-ms"))
        self._late.timeout.connect(lambda: self._stack.setCurrentWidget(self._skeleton))

    def _connect(self) -> None:
        model, table, bar = self.model, self.table, self.bar
        model.arrived.connect(self._arrived)
        model.counted.connect(self._counted)
        model.refused.connect(self._refused)
        model.dataChanged.connect(table.repaint_rows)
        table.sorted.connect(self._sort)
        table.opened.connect(self._open)
        table.edited.connect(self._edit)
        table.menu_wanted.connect(self._menu)
        table.ranged.connect(self._range)
        table.everything.connect(self._all)
        table.copied.connect(self.copy)
        table.left.connect(self._leave)
        table.shown.connect(self._tell_position)
        table.frozen.selectionModel().currentChanged.connect(
            lambda: self.current_changed.emit(self.current_id)
        )
        bar.search.searched.connect(self._search)
        bar.search.returnPressed.connect(self._pin)
        bar.chips.edited.connect(self._edit_filter)
        bar.chips.removed.connect(lambda place: self._put_filter(place, None))
        bar.chips.add_wanted.connect(self._add_filter)
        bar.save.clicked.connect(lambda _checked: self.views.save(self.asking, bar.save))
        bar.columns.clicked.connect(lambda _checked: self.layout_memory.choose(bar.columns))
        bar.density.clicked.connect(lambda _checked: self.layout_memory.toggle_density())
        bar.export.clicked.connect(lambda _checked: self.export())
        self.views.changed.connect(self._take_view)
        self.views.saved.connect(self._show_asking)
        self.views.elsewhere.connect(self.elsewhere)
        self.selected.changed.connect(self._tell_selection)
        self.staged.changed.connect(self._tell_staged)
        self.selection_bar.triggered.connect(self._run_named)

    # asking

    def _ask(self) -> None:
        self._late.start()
        self.selected.clear()
        self.model.ask(self.asking.query())

    def _changed(self) -> None:
        """The conditions are others now."""
        self._show_asking()
        if self._loaded:
            self._ask()

    def _show_asking(self) -> None:
        asking = self.asking
        if self.bar.search.text().strip() != asking.text:
            self.bar.search.blockSignals(True)
            self.bar.search.setText(asking.text)
            self.bar.search.blockSignals(False)
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

    def _arrived(self) -> None:
        self._late.stop()
        if self.model.rowCount():
            self._show(self.table)
        elif self.asking.parts():
            self._explain_no_match()
        else:
            self._show(StatePanel(self._look, self.spec.first_use))

    def _read_again(self) -> None:
        if not self.isVisible():
            self._stale = True
        elif self._stack.currentWidget() is self.table:
            self.model.refresh()
        else:
            self._ask()

    def _counted(self, count: int) -> None:
        if not count and self._stack.currentWidget() is self.table:
            self._arrived()
        self._tell_selection()
        self._tell_position(*self.table.rows_on_screen())
        self.counted.emit(count)

    def _refused(self, error: SmartCourseError) -> None:
        self._late.stop()

        def copy() -> None:
            QGuiApplication.clipboard().setText(f"{error.reason} {error.data}")

        self._show(
            StatePanel(
                self._look, error_words(self.spec.nouns[1], sentence(error), self._ask, copy)
            )
        )

    def _explain_no_match(self) -> None:
        """Find the condition without which most rows would be shown, and say so."""
        parts = self.asking.parts()
        queries = [self.asking.without(part) for part in parts]

        def told(counts: list[int]) -> None:
            place = max(range(len(counts)), key=lambda one: counts[one])
            self._tell_no_match(parts, parts[place], counts[place])

        self.desk.operations.inquire(
            lambda c, a: [c.grids.count(query, a) for query in queries], told, self._refused
        )

    def _tell_no_match(self, parts: list[Part], nearest: Part, count: int) -> None:
        def less() -> None:
            self.asking.take_away(nearest)
            self._changed()

        words = no_match_words(self.spec, (parts, nearest, count), less, self.clear_filters)
        self._show(StatePanel(self._look, words))

    def clear_filters(self) -> None:
        """Ask for all rows."""
        self.asking.clear()
        self._changed()

    def _show(self, widget: QWidget) -> None:
        if self._state is not None and self._state is not widget:
            self._stack.removeWidget(self._state)
            self._state.deleteLater()
            self._state = None
        if isinstance(widget, StatePanel):
            self._state = widget
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    # selecting and acting

    def _range(self, first: int, last: int) -> None:
        query = self.model.query
        self.desk.operations.inquire(
            lambda c, a: c.grids.ids(query, a, first=first, limit=last - first + 1),
            self.selected.add,
        )

    def _all(self) -> None:
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
        selection = self.selection()
        reasons = {
            one.id: one.why_not(selection) if one.why_not else None for one in self.spec.actions
        }
        self.selection_bar.tell(count, total, reasons)
        self.table.set_all_checked(total > 0 and count == total)
        self.selection_changed.emit()

    def _run_named(self, name: str) -> None:
        for one in self.spec.actions:
            if one.id == name:
                self._run(one)

    def _run(self, action: GridAction) -> None:
        selection = self.selection()
        if self._why_not(action) is None:
            action.run(selection)

    def _why_not(self, action: GridAction) -> str | None:
        selection = self.selection()
        if not selection.count:
            return tr("select rows first")
        if action.one_only and selection.count > 1:
            return tr("it is for one row at a time")
        return action.why_not(selection) if action.why_not else None

    def _open(self, row: int) -> None:
        key = self.model.id_at(row)
        if key is not None and self.spec.open is not None:
            self.spec.open(key)

    def _menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        self._look.dress(menu)
        self.desk.actions.refresh()
        for name in self._registered:
            if name.endswith((".copy", ".select_all")):
                menu.addSeparator()
            menu.addAction(self.desk.actions.action(name))
        menu.popup(point)

    def copy(self) -> None:
        """Put the selected rows into the clipboard, as a table."""
        selection, query = self.selection(), self.model.query
        columns = [name for name, _ in self.table.columns()]
        definition = self.spec.definition

        def done(rows: tuple[GridRow, ...]) -> None:
            QGuiApplication.clipboard().setText(tsv(definition, columns, rows))
            words = trn("{n} row copied", "{n} rows copied", len(rows))
            self.desk.notify(Notice(title=words, icon="copy"))

        self.desk.operations.inquire(
            lambda c, a: c.grids.rows(query, a, selection.resolve(c.grids, a)[:COPIED]), done
        )

    def export(self) -> None:
        """Write all rows that match into a file."""
        if self.spec.export is not None:
            self.spec.export(self.model.query)
        else:
            export_list(self.desk, self.spec, self.model.query, self.table)

    # staged edits

    def _edit(self, row: int, name: str) -> None:
        editor, found = self.spec.editors.get(name), self.model.row_at(row)
        if editor is None or found is None:
            return
        column_ = self.spec.definition.column(name)
        value = found[self.spec.definition.place(name)]
        offers = editor.offers(value)
        key = found[0]
        if not offers or not isinstance(key, int | str):
            self.desk.notify(Notice(title=tr("This cell cannot be changed"), icon="lock"))
            return
        from ui.models.wording import choice_text

        menu = QMenu(self)
        self._look.dress(menu)
        for offer in dict.fromkeys([str(value), *offers]):
            action = menu.addAction(choice_text(column_, offer))
            action.setCheckable(True)
            staged = self.staged.get(key, name)
            action.setChecked(offer == (staged.value if staged else value))
            edit = StagedEdit(
                row=key, column=name, value=offer, was=value, label=str(found[1] or "")
            )
            action.triggered.connect(partial(self._stage, edit))
        menu.popup(self.table.menu_point())

    def _stage(self, edit: StagedEdit, checked: bool = False) -> None:
        del checked
        self.staged.stage(edit)

    def _apply(self) -> None:
        if self.spec.apply is not None:
            self.spec.apply(self.staged.all)

    def _revert(self) -> None:
        self.staged.drop(self.staged.all)

    def _tell_staged(self) -> None:
        self.staged_bar.tell(len(self.staged))
        self.desk.memory.put(self._memory_name("staged"), self.staged.to_memory())
        save = getattr(self.desk.memory, "save", None)
        if callable(save):
            # Staged edits are somebody's work: they outlive a crash.
            save()

    def _memory_name(self, what: str) -> str:
        if what == "staged" and self.desk.operations.is_open:
            return f"{self.spec.name}.{what}.{self.desk.operations.context.folder}"
        return f"{self.spec.name}.{what}"

    # the window around

    def _tell_position(self, first: int, last: int) -> None:
        if self.isVisible():
            self.desk.status(position_text(first, last, self.model.count, self.model.rowCount()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._register()
        self._tell_position(*self.table.rows_on_screen())
        if self._stale:
            self._stale = False
            self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for name in self._registered:
            self.desk.actions.remove(name)
        self._registered = []
        self.desk.status("")

    def _register(self) -> None:
        if self._registered:
            return
        for one in self.spec.actions:
            self._add_action(
                one.id,
                one.text,
                one.icon,
                partial(self._run, one),
                one.shortcut,
                partial(self._why_not, one),
            )
        name = self.spec.name
        own: Mapping[str, tuple[str, str, Callable[[], object], str]] = {
            "select_all": (tr("Select all that match"), "list-checks", self._all, ""),
            "copy": (tr("Copy rows"), "copy", self.copy, ""),
            "filter": (tr("Filter this list"), "search", self._focus_search, "Ctrl+F"),
            "clear": (tr("Clear all filters"), "x", self.clear_filters, ""),
            "columns": (
                tr("Choose columns"),
                "columns-3",
                lambda: self.layout_memory.choose(self.bar.columns),
                "",
            ),
            "density": (
                tr("Switch row height"),
                "rows-3",
                self.layout_memory.toggle_density,
                "",
            ),
            "save_view": (
                tr("Save this view"),
                "save",
                lambda: self.views.save(self.asking, self.bar.columns),
                "",
            ),
            "export": (tr("Export this list"), "download", self.export, ""),
        }
        for key, (text, icon, run, shortcut) in own.items():
            self._add_action(f"{name}.list.{key}", text, icon, run, shortcut)

    def _add_action(  # noqa: PLR0917 - an action has this many sides
        self,
        name: str,
        text: str,
        icon: str,
        run: Callable[[], object],
        shortcut: str = "",
        why_not: Callable[[], str | None] | None = None,
    ) -> None:
        self.desk.actions.add(
            ActionSpec(id=name, text=text, icon=icon, run=run, shortcut=shortcut, why_not=why_not)
        )
        self._registered.append(name)

    def _focus_search(self) -> None:
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()
