"""The bars above a table: tabs, filters, staged edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QTabBar

from app.queries.grid import GridDefinition
from ui.theme.look import Look
from ui.widgets.basics import button, icon_button, label, row
from ui.widgets.grid.chips import ChipRow
from ui.widgets.icon_label import IconLabel
from ui.widgets.search_field import SearchField
from ui.widgets.words import tr, trn

SEARCH = 230


class TabRow(QFrame):
    """Saved views as tabs.

    Signals:
        chosen(int): another view.
        removed(int): a view is to be forgotten.
    """

    chosen = Signal(int)
    removed = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._own = 0
        self.setProperty("kind", "tabs")
        self.setFixedHeight(look.size("tabs"))
        layout = row(self, margins=(24, 0, 24, 0))
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setFont(look.font("body-strong"))
        self.tabs.setAccessibleName(tr("Views"))
        self.tabs.currentChanged.connect(self.chosen)
        layout.addWidget(self.tabs)
        layout.addStretch(1)
        self.tabs.setContextMenuPolicy(self.tabs.contextMenuPolicy().CustomContextMenu)
        self.tabs.customContextMenuRequested.connect(self._menu)

    def set_views(self, titles: Sequence[str], own: int, current: int) -> None:
        """Show these views; from number *own* on they are the user's."""
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for title in titles:
            self.tabs.addTab(title)
        self.tabs.setCurrentIndex(current)
        self.tabs.blockSignals(False)
        self._own = own
        self.setVisible(len(titles) > 1)

    def _menu(self, point: object) -> None:
        from PySide6.QtCore import QPoint

        if not isinstance(point, QPoint):
            return
        place = self.tabs.tabAt(point)
        if place < self._own:
            return
        menu = QMenu(self)
        self._look.dress(menu)
        action = menu.addAction(self._look.icon("trash-2"), tr("Remove this view"))
        action.triggered.connect(lambda _checked=False: self.removed.emit(place))
        menu.popup(self.tabs.mapToGlobal(point))


class FilterBar(QFrame):
    """Search, chips, and how the list looks."""

    def __init__(self, look: Look, definition: GridDefinition, hint: str) -> None:
        super().__init__()
        self.setProperty("kind", "filterbar")
        self.setAccessibleName(tr("Filter bar"))
        self.setFixedHeight(look.size("filterbar"))
        layout = row(self, margins=(24, 0, 18, 0), gap=8)
        name = tr("Search {what}", what=tr(definition.searched or "this list"))
        self.search = SearchField(look, name, hint, round(SEARCH * look.growth))
        layout.addWidget(self.search)
        self.chips = ChipRow(look, definition)
        layout.addWidget(self.chips, 1)
        self.save = button(look, tr("Save view"), kind="link")
        self.columns = icon_button(look, "columns-3", tr("Columns"))
        self.density = icon_button(look, "rows-3", tr("Row height"))
        self.export = icon_button(look, "download", tr("Export this list"))
        for one in (self.save, self.columns, self.density, self.export):
            layout.addWidget(one)
        self.save.hide()


class Hint(QFrame):
    """One line under the filter bar: what of a search means nothing here."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "infobar")
        layout = row(self, margins=(24, 6, 24, 6))
        self._line = label(look, "", "small")
        layout.addWidget(self._line, 1)
        self.hide()

    def tell(self, text: str) -> None:
        """Show a line, or nothing."""
        self._line.setText(text)
        self.setVisible(bool(text))


class StagedBar(QFrame):
    """Edits that wait."""

    def __init__(
        self, look: Look, revert: Callable[[], object], apply: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setProperty("kind", "stagedbar")
        self.setFixedHeight(look.size("selection-bar"))
        layout = row(self, margins=(24, 0, 16, 0), gap=8)
        layout.addWidget(IconLabel(look, "pencil", "warning"))
        self._count = label(look, "", "card-title")
        layout.addWidget(self._count)
        layout.addWidget(
            label(look, tr("They are kept on this computer until you apply or revert them."))
        )
        layout.addStretch(1)
        layout.addWidget(button(look, tr("Revert"), revert))
        self.apply = button(look, "", apply, kind="primary")
        layout.addWidget(self.apply)
        self.hide()

    def tell(self, count: int) -> None:
        """How many edits there are."""
        self._count.setText(trn("{n} change not applied", "{n} changes not applied", count))
        words = trn("Apply {n} change", "Apply {n} changes", count)
        self.apply.setText(words)
        self.apply.setAccessibleName(words)
        self.setVisible(count > 0)
