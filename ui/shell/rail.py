"""The navigation rail: where one is, where one can go, who acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.shell.places import Place
from ui.shell.rail_items import Person, RailButton, RailItem, WorkspaceSwitch
from ui.theme.look import Look
from ui.widgets.basics import Text, column, frame, icon_button, label
from ui.widgets.words import tip, tr


class Rail(QFrame):
    """The rail with its head, its entries by group and its foot.

    Signals:
        chosen(str): the id of the place that was clicked; ``workspaces``, ``preferences`` and
            ``account`` for what is no place.
    """

    chosen = Signal(str)

    def __init__(
        self, look: Look, places: Sequence[Place], open_menu: Callable[[], object]
    ) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "rail")
        self.setAccessibleName(tr("Navigation"))
        self._items: dict[str, RailItem] = {}
        self._groups: list[Text] = []
        self._gaps: list[QWidget] = []
        self._layout: QVBoxLayout = column(self, margins=(0, 0, 1, 8))
        self.menu = icon_button(look, "menu", tr("Menu"), open_menu, shortcut="Alt")
        self.switch = WorkspaceSwitch(look, "", tr("Switch workspace"))
        self.person = Person(look, "", tr("Switch user"))
        self._add_head()
        self._add_places(places)
        self._layout.addStretch(1)
        self._entry("preferences", "settings", tr("Preferences"), "Ctrl+,")
        self._tie(self.person, "account")
        self._layout.addWidget(self.person)
        self.set_compact(False)
        look.resized.connect(self._restyle)

    def set_workspace(self, name: str) -> None:
        """The name at the head."""
        self.switch.setText(name)
        self.switch.setAccessibleName(tr("Workspace {name}. Switch workspace", name=name))
        self.switch.setToolTip(tip(tr("{name}. Switch workspace", name=name)))
        self.switch.update()

    def set_person(self, name: str, role: str, email: str) -> None:
        """Who acts, at the foot."""
        person = self.person
        person.setText(name)
        person.role, person.email = role, email
        words = tr("{name}, {role}. Switch user", name=name, role=role)
        person.setAccessibleName(words)
        person.setToolTip(tip(words))
        person.update()

    def set_current(self, place: str) -> None:
        """Mark where one is."""
        for name, item in self._items.items():
            item.setChecked(name == place)

    def set_count(self, place: str, text: str, *, needs_you: bool = False) -> None:
        """A number beside an entry; *needs_you* makes it stand out, in words too."""
        item = self._items[place]
        item.count, item.needs_you = text, needs_you
        item.setAccessibleDescription(
            tr("{count} waiting for you", count=text) if needs_you and text else text
        )
        item.update()

    def set_compact(self, compact: bool) -> None:
        """Icons alone, or icons and words."""
        self.compact = compact
        self.setFixedWidth(self._look.size("rail-compact" if compact else "rail"))
        self._head.setDirection(
            self._head.Direction.TopToBottom if compact else self._head.Direction.LeftToRight
        )
        self._head.setContentsMargins(0, 0, 0 if compact else 8, 8 if compact else 4)
        height = self._look.size("topbar")
        self._head_frame.setFixedHeight(
            height + round(38 * self._look.growth) if compact else height + 4
        )
        for group in self._groups:
            group.setVisible(not compact)
        for gap in self._gaps:
            gap.setVisible(compact)
        for item in self._buttons():
            item.compact = compact
            item.updateGeometry()
            item.update()

    def _buttons(self) -> list[RailButton]:
        return [*self._items.values(), self.switch, self.person]

    def _add_head(self) -> None:
        self._head_frame = frame("plain")
        self._head = column(self._head_frame)
        self._tie(self.switch, "workspaces")
        self._head.addWidget(self.switch, 1)
        self._head.addWidget(self.menu)
        self._head.setAlignment(self.menu, Qt.AlignmentFlag.AlignCenter)
        self._layout.addWidget(self._head_frame)

    def _add_places(self, places: Sequence[Place]) -> None:
        group = ""
        for place in places:
            if place.group != group:
                group = place.group
                title = label(self._look, tr(group), "group-label", "muted")
                title.setContentsMargins(20, 10, 0, 4)
                self._groups.append(title)
                self._layout.addWidget(title)
                gap = frame("plain", height=10)
                self._gaps.append(gap)
                self._layout.addWidget(gap)
            self._entry(place.id, place.icon, tr(place.title), place.shortcut)

    def _entry(self, name: str, icon: str, text: str, shortcut: str) -> None:
        item = RailItem(self._look, icon, text, f"{text} ({shortcut})" if shortcut else text)
        self._tie(item, name)
        self._items[name] = item
        self._layout.addWidget(item)

    def _tie(self, item: RailButton, name: str) -> None:
        item.setObjectName(f"rail.{name}")
        # A partial is called without `checked`, which is optional to the toolkit.
        item.clicked.connect(lambda checked: self._clicked(name, checked))

    def _clicked(self, name: str, checked: bool) -> None:
        # What is current follows where one arrives, not what was clicked.
        item = self._items.get(name)
        if item is not None:
            item.setChecked(not checked)
        self.chosen.emit(name)

    def _restyle(self) -> None:
        self.set_compact(self.compact)
