"""The panel beside a lesson: filter, outline, totals, and what can be done with its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu

from app.queries.courses_outline import OutlineModule, OutlineTree
from ui.models.outline import OutlineModel
from ui.models.outline_moves import Item
from ui.theme.look import Look
from ui.views.course.outline_view import OutlineView
from ui.views.course.words import spoken_duration
from ui.widgets.actions import ActionRegistry
from ui.widgets.basics import Text, button, column, frame, icon_button, label, row
from ui.widgets.scrolled import scroll_back, scrolled
from ui.widgets.search_field import SearchField
from ui.widgets.words import tr, trn

ADDED = ("course.add_module", "course.add_text", "course.add_quiz", "course.add_video")
ADDED_MORE = ("course.add_assignment",)
ON_ROWS = (
    "course.rename",
    "course.move_up",
    "course.move_down",
    "course.move_out",
    "course.move_in",
    "course.duplicate",
    "course.hide_module",
    "course.delete",
)


class OutlinePanel(QFrame):
    """Head, filter, tree, totals.

    Signals:
        opened(Item): a module or lesson was chosen to be looked at.
        write_asked(Item): it was chosen to be written in.
        overview_asked(): the course itself was chosen.
        move_asked(MoveAsked), renamed(Renamed), delete_asked(): as the tree says.
        refused(str): why what is dragged may not go there; empty once it may.
        escaped(): Esc was pressed with nothing left to clear.
    """

    opened = Signal(object)
    write_asked = Signal(object)
    overview_asked = Signal()
    move_asked = Signal(object)
    renamed = Signal(object)
    delete_asked = Signal()
    refused = Signal(str)
    escaped = Signal()

    def __init__(self, look: Look, actions: ActionRegistry) -> None:
        super().__init__()
        self._look, self._actions = look, actions
        self.setProperty("kind", "panel")
        self.setAccessibleName(tr("Outline"))
        self.model = OutlineModel(self)
        self.view = OutlineView(look, self.model)
        self.view.setAccessibleName(tr("Modules and lessons"))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        self.filter = SearchField(look, tr("Filter outline"), tr("Filter outline"))
        self.filter.searched.connect(self._narrow)
        self.filter.installEventFilter(self)
        self._shut: set[int] = set()
        self._totals = ""
        self._compose()
        self._connect()

    def _compose(self) -> None:
        look = self._look
        layout = column(self)
        head = frame("plain", height=look.size("workhead"))
        across = row(head, margins=(16, 0, 10, 0), gap=2)
        across.addWidget(label(look, tr("Outline"), "card-title"))
        across.addStretch(1)
        self.overview = icon_button(
            look, "settings", tr("Course overview"), self.overview_asked.emit, checkable=True
        )
        self.fold = icon_button(look, "list-tree", tr("Open or close all modules"), self.fold_all)
        self.add = icon_button(look, "plus", tr("Add a module or lesson"), self._open_add)
        for one in (self.overview, self.fold, self.add):
            across.addWidget(one)
        layout.addWidget(head)
        boxed = frame("plain")
        row(boxed, margins=(12, 0, 12, 8)).addWidget(self.filter)
        layout.addWidget(boxed)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._nothing(), 1)
        foot = frame("statusline", height=look.size("substatus") + 2)
        self.totals: Text = label(look, "", "small", "muted")
        row(foot, margins=(16, 0, 12, 0)).addWidget(self.totals)
        layout.addWidget(foot)

    def _nothing(self) -> QFrame:
        """What stands in place of the rows: nothing matches, or there is nothing yet."""
        self.empty = frame("plain")
        lines = column(self.empty, margins=(16, 0, 16, 0), gap=12)
        self.none: Text = label(self._look, "", "body", "muted")
        self.none.setWordWrap(True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.first = button(self._look, tr("Add a module"), self._add_first, icon="folder-plus")
        lines.addStretch(1)
        lines.addWidget(self.none)
        lines.addWidget(self.first, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(1)
        self.empty.hide()
        return self.empty

    def _add_first(self) -> None:
        self._actions.action("course.add_module").trigger()

    def _connect(self) -> None:
        self.view.opened.connect(self.opened)
        self.view.write_asked.connect(self.write_asked)
        self.view.move_asked.connect(self.move_asked)
        self.view.delete_asked.connect(self.delete_asked)
        self.view.refused.connect(self.refused)
        self.model.renamed.connect(self.renamed)
        self.view.collapsed.connect(self._collapsed)
        self.view.expanded.connect(self._expanded)
        self.view.selectionModel().selectionChanged.connect(self._tell)

    # what is shown

    def take(self, tree: OutlineTree) -> None:
        """Show an outline, with modules open as they were.

        What was selected and has gone leaves the selection to its neighbour.
        """
        selected = bool(self.chosen())
        self.model.take(tree)
        if selected and not self.chosen():
            self.view.select_current()
        for place, module in enumerate(tree.modules):
            index = self.model.index(place, 0)
            if module.id not in self._shut and not self.view.isExpanded(index):
                self.view.expand(index)
        self._totals = totals(tree)
        self._tell()
        self._narrow(self.filter.text())

    def forget(self) -> None:
        """Another course comes."""
        self._shut = set()
        self.filter.clear()
        self.model.forget()

    def standing(self) -> Mapping[str, Any]:
        """What is closed, sought, selected and seen, for `stand` of another panel."""
        current = self.model.item(self.view.currentIndex())
        return {
            "shut": frozenset(self._shut),
            "filter": self.filter.text(),
            "chosen": self.chosen(),
            "current": current,
            "scrolled": scrolled(self.view),
        }

    def stand(self, stood: Mapping[str, Any]) -> None:
        """Show the outline, which is here already, as another panel did."""
        for module_id in stood["shut"]:
            self.view.collapse(self.model.find(module_id=module_id))
        self.filter.put(stood["filter"])
        self._narrow(stood["filter"])
        flag = QItemSelectionModel.SelectionFlag
        chosen = self.view.selectionModel()
        if stood["current"] is not None:
            chosen.setCurrentIndex(self.view.index_of(stood["current"]), flag.NoUpdate)
        chosen.clearSelection()
        for item in stood["chosen"]:
            chosen.select(self.view.index_of(item), flag.Select)
        scroll_back(self.view, stood["scrolled"])

    def chosen(self) -> tuple[Item, ...]:
        """The selected rows."""
        return self.view.chosen()

    def show_item(self, index: QModelIndex) -> None:
        """Make a row current."""
        if index.isValid():
            self.view.expand(index.parent())
            self.view.show_item(index)

    def rename(self, item: Item | None = None) -> None:
        """Write a row's title in place, the current one's unless told otherwise."""
        index = self.view.index_of(item) if item is not None else self.view.currentIndex()
        if index.isValid():
            self.show_item(index)
            self.view.setFocus()
            self.view.edit(index)

    def rename_later(self, index: QModelIndex) -> None:
        """Write the title of a row that has just come, whatever becomes current meanwhile."""
        self.show_item(index)
        QTimer.singleShot(0, self, partial(self.rename, self.model.item(index)))

    def fold_all(self) -> None:
        """Close every module, or open them where one is closed."""
        if any(not self.view.isExpanded(self.model.index(i, 0)) for i in self._rows()):
            self.view.expandAll()
        else:
            self.view.collapseAll()

    def _rows(self) -> Sequence[int]:
        return range(self.model.rowCount())

    def _collapsed(self, index: QModelIndex) -> None:
        item = self.model.item(index)
        if isinstance(item, OutlineModule):
            self._shut.add(item.id)

    def _expanded(self, index: QModelIndex) -> None:
        item = self.model.item(index)
        if isinstance(item, OutlineModule):
            self._shut.discard(item.id)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        shown = 0
        for place in self._rows():
            index = self.model.index(place, 0)
            module = self.model.modules[place]
            whole = _has(module.title, words)
            hits = 0
            for at, lesson in enumerate(module.lessons):
                fits = whole or _has(lesson.title, words)
                hits += fits
                self.view.setRowHidden(at, index, not fits)
            self.view.setRowHidden(place, QModelIndex(), not (whole or hits))
            shown += whole or bool(hits)
            if words and hits:
                self.view.expand(index)
        begun = bool(self.model.rowCount())
        none = tr("Nothing in the outline matches.")
        self.none.setText(none if begun else tr("No modules yet. A module holds lessons."))
        self.first.setVisible(not begun)
        nothing = not begun or (bool(words) and not shown)
        focused = self.window().focusWidget() in (self.view, self.first)
        self.empty.setVisible(nothing)
        self.view.setVisible(not nothing)
        if focused:
            (self.view if begun else self.first).setFocus()

    def _tell(self) -> None:
        """How much there is, or how much of it is selected."""
        count = len(self.chosen())
        told = tr("{n} selected. Esc clears.", n=count) if count > 1 else self._totals
        self.totals.setText(told)

    # keys and menus

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and isinstance(event, QKeyEvent) and _goes_down(event):
            self.view.setFocus()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        super().keyPressEvent(event)

    def _open_add(self) -> None:
        menu = self._made((*ADDED, *ADDED_MORE))
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height() + 2)))

    def _menu(self, point: QPoint) -> None:
        menu = self._made((*ADDED, *ADDED_MORE, "", *ON_ROWS))
        menu.popup(self.view.viewport().mapToGlobal(point))

    def _made(self, names: Sequence[str]) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions.refresh()
        for name in names:
            if name:
                menu.addAction(self._actions.action(name))
            else:
                menu.addSeparator()
        return menu


def totals(tree: OutlineTree) -> str:
    """``3 modules, 11 lessons, 6 h 35``."""
    parts = [
        trn("{n} module", "{n} modules", len(tree.modules)),
        trn("{n} lesson", "{n} lessons", tree.lessons),
        spoken_duration(tree.minutes),
    ]
    return ", ".join(parts)


def _goes_down(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down


def _has(title: str, words: Sequence[str]) -> bool:
    told = title.casefold()
    return all(word in told for word in words)
