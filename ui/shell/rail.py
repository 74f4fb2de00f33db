"""The navigation rail: where one is, where one can go, who acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.shell.places import Place
from ui.theme.look import Look, rtl
from ui.widgets.basics import column, frame, icon_button, label, row
from ui.widgets.painting import draw_pixmap, plate

INSET = 8
BAR = QSize(3, 14)


class RailItem(QAbstractButton):
    """One entry: icon, text, an optional count; compact shows the icon alone."""

    def __init__(self, look: Look, icon: str, text: str, tooltip: str) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self.count = ""
        self.needs_you = False
        self.compact = False
        self._hovered = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(tooltip)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        name = "rail-item-compact" if self.compact else "rail-item"
        return QSize(40, self._look.size(name))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        look, box = self._look, QRectF(self.rect()).adjusted(INSET, 0.5, -INSET, -0.5)
        if self.isChecked():
            plate(painter, box, look.color("surface"), look.color("border"), 6)
            self._bar(painter)
        elif self._hovered:
            plate(painter, box, look.color("hover"), None, 6)
        if self.hasFocus():
            plate(painter, box.adjusted(1, 1, -1, -1), None, look.color("focus"), 6, width=2)
        token = "accent" if self.isChecked() else "text-muted"
        x = (self.width() - 16) // 2 if self.compact else 20
        draw_pixmap(painter, self, look.pixmap(self._icon, token, 16, self.devicePixelRatioF()), x)
        if not self.compact:
            self._words(painter)
        elif self.needs_you:
            painter.setBrush(look.color("warning-solid"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QRect(self._mirrored(x + 12, 9), 5, 9, 9))

    def _mirrored(self, x: int, width: int) -> int:
        return self.width() - x - width if rtl(self) else x

    def _bar(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("accent"))
        top = (self.height() - BAR.height()) // 2
        painter.drawRoundedRect(
            QRect(QPoint(self._mirrored(INSET, BAR.width()), top), BAR), 1.5, 1.5
        )

    def _words(self, painter: QPainter) -> None:
        look = self._look
        font = look.font("body", 600) if self.isChecked() else look.font("body")
        painter.setFont(font)
        painter.setPen(look.color("text"))
        room = QRect(self._mirrored(46, self.width() - 100), 0, self.width() - 100, self.height())
        leading = Qt.AlignmentFlag.AlignRight if rtl(self) else Qt.AlignmentFlag.AlignLeft
        side = leading | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, side, self.text())
        if self.count:
            self._count(painter, look.font("badge", tabular=True))

    def _count(self, painter: QPainter, font: QFont) -> None:
        look = self._look
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(self.count) + 12
        x = self._mirrored(self.width() - INSET - 10 - width, width)
        box = QRect(x, (self.height() - 18) // 2, width, 18)
        if self.needs_you:
            plate(painter, QRectF(box), look.color("warning-soft"), None, 9)
            painter.setPen(look.color("warning"))
        else:
            painter.setPen(look.color("text-muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.count)


class Rail(QFrame):
    """The rail with its head, its entries by group and its foot.

    Signals:
        chosen(str): the id of the place that was clicked.
    """

    chosen = Signal(str)

    def __init__(
        self, look: Look, places: Sequence[Place], open_menu: Callable[[], object]
    ) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "rail")
        self.setAccessibleName("Navigation")
        self._items: dict[str, RailItem] = {}
        self._groups: list[QWidget] = []
        self._layout: QVBoxLayout = column(self, margins=(0, 0, 0, 8), gap=1)
        self._menu = icon_button(look, "menu", "Menu", open_menu, shortcut="Alt")
        self._head = label(look, "", "card-title")
        self._add_head()
        self._add_places(places)
        self._layout.addStretch(1)
        self._foot("preferences", "settings", "Preferences", "Ctrl+,")
        self._foot("account", "user", "Switch user", "")
        self.set_compact(False)
        look.changed.connect(self._restyle)

    def set_workspace(self, name: str) -> None:
        """The name at the head."""
        self._head.setText(name)
        self._head.setToolTip(name)

    def set_person(self, name: str, role: str) -> None:
        """Who acts, at the foot."""
        item = self._items["account"]
        item.setText(name)
        item.setAccessibleName(f"{name}, {role}. Switch user")
        item.setToolTip(f"{name}, {role}. Switch user")
        item.update()

    def set_current(self, place: str) -> None:
        """Mark where one is."""
        for name, item in self._items.items():
            item.setChecked(name == place)

    def set_count(self, place: str, text: str, *, needs_you: bool = False) -> None:
        """A number beside an entry; *needs_you* makes it stand out, in words too."""
        item = self._items[place]
        item.count, item.needs_you = text, needs_you
        item.setAccessibleDescription(f"{text} waiting for you" if needs_you and text else text)
        item.update()

    def set_compact(self, compact: bool) -> None:
        """Icons alone, or icons and words."""
        self.compact = compact
        self.setFixedWidth(self._look.size("rail-compact" if compact else "rail"))
        self._head.setVisible(not compact)
        for group in self._groups:
            group.setVisible(not compact)
        for item in self._items.values():
            item.compact = compact
            item.updateGeometry()
            item.update()

    def _add_head(self) -> None:
        head = frame("plain", height=self._look.size("topbar"))
        layout = row(head, margins=(16, 0, 8, 0), gap=8)
        layout.addWidget(self._head, 1)
        layout.addWidget(self._menu)
        self._layout.addWidget(head)

    def _add_places(self, places: Sequence[Place]) -> None:
        group = ""
        for place in places:
            if place.group != group:
                group = place.group
                title = label(self._look, group, "group-label", "muted")
                title.setContentsMargins(20, 10, 0, 2)
                self._groups.append(title)
                self._layout.addWidget(title)
            self._entry(place.id, place.icon, place.title, place.shortcut)

    def _entry(self, name: str, icon: str, text: str, shortcut: str) -> RailItem:
        item = RailItem(self._look, icon, text, f"{text} ({shortcut})" if shortcut else text)
        item.clicked.connect(lambda _checked: self._clicked(name))
        self._items[name] = item
        self._layout.addWidget(item)
        return item

    def _foot(self, name: str, icon: str, text: str, shortcut: str) -> None:
        self._entry(name, icon, text, shortcut)

    def _clicked(self, name: str) -> None:
        # What is current follows where one arrives, not what was clicked.
        item = self._items[name]
        item.setChecked(not item.isChecked())
        self.chosen.emit(name)

    def _restyle(self) -> None:
        self.set_compact(self.compact)
