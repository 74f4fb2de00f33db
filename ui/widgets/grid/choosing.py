"""What people choose of a list's shape, and is remembered: columns, row height, views."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.feedback.popovers import Popover
from ui.models.wording import column_title
from ui.views.page import Desk
from ui.widgets.basics import button, column, frame, label, row, set_property
from ui.widgets.grid.asking import Asking, from_memory, same, to_memory
from ui.widgets.grid.bars import TabRow
from ui.widgets.grid.spec import GridSpec, View
from ui.widgets.grid.table import GridTable
from ui.widgets.words import tr

LONGEST_NAME = 40


class Layout(QObject):
    """The columns of a list and the height of its rows."""

    def __init__(self, desk: Desk, spec: GridSpec, table: GridTable) -> None:
        super().__init__(table)
        self._desk, self._spec, self._table = desk, spec, table
        self._name = f"{spec.name}.columns"
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(200)
        self._keeping.timeout.connect(self._keep)
        table.set_columns(self._remembered() or self._usual())
        table.columns_changed.connect(self._keeping.start)

    def choose(self, anchor: QWidget) -> None:
        """Offer all columns."""
        look = self._desk.look
        popover = Popover(look, anchor.window(), tr("Columns"), 240)
        outer = column(popover, margins=(16, 14, 16, 12), gap=4)
        outer.addWidget(label(look, tr("Columns"), "label"))
        shown = {name for name, _ in self._table.columns()}
        for place, one in enumerate(self._spec.definition.columns):
            if not one.offered:
                continue
            box = QCheckBox(column_title(one))
            box.setFont(look.font("body"))
            box.setChecked(one.id in shown)
            box.setEnabled(place > 0)
            box.toggled.connect(lambda on, name=one.id: self._toggle(name, on))
            outer.addWidget(box)
        outer.addSpacing(4)

        def reset() -> None:
            popover.close_up()
            self._table.set_columns(self._usual())
            self._keep()

        outer.addWidget(button(look, tr("Reset columns"), reset, kind="quiet"))
        popover.closed.connect(popover.deleteLater)
        popover.hang(anchor)

    def toggle_density(self) -> None:
        """Higher rows, or lower ones; everywhere."""
        look = self._desk.look
        compact = look.density == "comfortable"
        look.change(density="compact" if compact else "comfortable")
        self._desk.memory.put("density", look.density)

    def _toggle(self, name: str, shown: bool) -> None:
        columns = self._table.columns()
        if shown:
            columns.append((name, self._spec.definition.column(name).width))
        else:
            columns = [one for one in columns if one[0] != name]
        self._table.set_columns(columns)
        self._keep()

    def _keep(self) -> None:
        self._desk.memory.put(self._name, [list(one) for one in self._table.columns()])

    def _usual(self) -> list[tuple[str, int]]:
        wider = max(1.0, self._desk.look.text_scale)
        columns = self._spec.definition.columns
        return [(one.id, round(one.width * wider)) for one in columns if one.shown]

    def _remembered(self) -> list[tuple[str, int]]:
        known = {one.id for one in self._spec.definition.columns if one.offered}
        first = self._spec.definition.columns[0].id
        found: list[tuple[str, int]] = []
        stored = self._desk.memory.get(self._name)
        for one in stored if isinstance(stored, list) else ():
            match one:
                case [str() as name, int() as width] if name in known and 40 <= width <= 2000:
                    found.append((name, width))
                case _:
                    continue
        return found if found and found[0][0] == first else []


class Views(QObject):
    """The views of a list: those of the program, then the user's own.

    Signals:
        changed(): another view was chosen.
        saved(): what is shown has become a view.
        elsewhere(int): a view of another list was chosen.
    """

    changed = Signal()
    saved = Signal()
    elsewhere = Signal(int)

    def __init__(self, desk: Desk, spec: GridSpec, tabs: TabRow) -> None:
        super().__init__(tabs)
        self._desk, self._spec, self._tabs = desk, spec, tabs
        self._name = f"{spec.name}.views"
        self._own = from_memory(desk.memory.get(self._name), spec.definition)
        self._place = 0
        self.choose_first()
        tabs.chosen.connect(self._chosen)
        tabs.removed.connect(self._remove)

    @property
    def all(self) -> list[View]:
        """Every view."""
        return [*self._spec.views, *self._own]

    @property
    def place(self) -> int:
        """Which view is chosen."""
        return self._place

    @property
    def current(self) -> View:
        """The view that is chosen."""
        return self.all[self._place]

    def choose(self, place: int) -> None:
        """Take another view, without telling."""
        self._place = place
        self._show()

    def choose_first(self) -> None:
        """Take the first view that is this list's, without telling."""
        self.choose(next(at for at, one in enumerate(self._spec.views) if not one.elsewhere))

    def go(self, place: int) -> None:
        """Take another view."""
        self._place = place
        self._show()
        self.changed.emit()

    def differs(self, asking: Asking) -> bool:
        """Whether something else is asked than the chosen view says."""
        return not same(self.current, asking.as_view(""), self._spec.definition)

    def save(self, asking: Asking, anchor: QWidget) -> None:
        """Ask for a name and make what is shown a view of it."""
        look = self._desk.look
        popover = Popover(look, anchor.window(), tr("Save view"), 280)
        outer = column(popover, margins=(16, 14, 16, 14), gap=4)
        outer.addWidget(label(look, tr("Name of the view"), "label"))
        field = QLineEdit()
        field.setFont(look.font("body"))
        field.setMaxLength(LONGEST_NAME)
        field.setAccessibleName(tr("Name of the view"))
        outer.addWidget(field)
        foot = frame("plain")
        layout = row(foot, gap=8)
        layout.addStretch(1)

        def keep() -> None:
            title = field.text().strip()
            if not title:
                set_property(field, "wrong", True)
                field.setFocus()
                return
            popover.close_up()
            self._own.append(asking.as_view(title))
            self._place = len(self.all) - 1
            self._keep()
            self.saved.emit()

        layout.addWidget(button(look, tr("Save view"), keep, kind="primary"))
        outer.addSpacing(8)
        outer.addWidget(foot)
        field.returnPressed.connect(keep)
        popover.setFocusProxy(field)
        popover.closed.connect(popover.deleteLater)
        popover.hang(anchor)
        field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _chosen(self, place: int) -> None:
        if 0 <= place < len(self._spec.views) and self._spec.views[place].elsewhere:
            self._show()
            self.elsewhere.emit(place)
        elif place >= 0 and place != self._place:
            self._place = place
            self.changed.emit()

    def _remove(self, place: int) -> None:
        own = place - len(self._spec.views)
        if 0 <= own < len(self._own):
            del self._own[own]
            self._place = 0
            self._keep()
            self.changed.emit()

    def _keep(self) -> None:
        self._desk.memory.put(self._name, [to_memory(one) for one in self._own])
        self._show()

    def _show(self) -> None:
        titles = [tr(one.title) for one in self.all]
        self._tabs.set_views(titles, len(self._spec.views), self._place)
