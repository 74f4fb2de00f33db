"""The filters in force as chips; those that find no room fold into one that tells their number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.ports.grid import Filter
from app.queries.grid import GridDefinition
from ui.models.filter_words import filter_text
from ui.theme.look import Look, rtl
from ui.widgets.basics import Button, button
from ui.widgets.words import tr

GAP = 8
WIDEST = 280
CROSS = 28


class Chip(Button):
    """One filter; its end takes it away, as Delete does.

    Signals:
        removed(): it is to go.
    """

    removed = Signal()

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(look, text, "chip-on", "x")
        self.setAccessibleName(tr("Filter {what}", what=text))
        self.setToolTip(tr("{what}. Delete removes it.", what=text))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setMaximumWidth(WIDEST)
        self._cross()
        look.changed.connect(self._cross)

    def _cross(self) -> None:
        self.setIcon(self._look.spaced_icon("x", "text-muted", 14, -8))
        self.setIconSize(QSize(22, 14))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        parent = self.parentWidget()
        mirrored = parent is not None and rtl(parent)
        if (x < CROSS if mirrored else x > self.width() - CROSS) and self.isDown():
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)


class ChipRow(QWidget):
    """All chips.

    Signals:
        edited(int, QWidget): the filter at this place is to be edited, at this widget.
        removed(int): the filter at this place is to go.
        add_wanted(QWidget): another filter is to be added.
    """

    edited = Signal(int, object)
    removed = Signal(int)
    add_wanted = Signal(object)

    def __init__(self, look: Look, definition: GridDefinition) -> None:
        super().__init__()
        self._look, self._definition = look, definition
        self._chips: list[Chip] = []
        self._texts: list[str] = []
        self.setAccessibleName(tr("Filters"))
        self.setMinimumWidth(120)
        self._more = button(look, "+1", self._open_more, kind="chip", name=tr("More filters"))
        self._add = button(look, tr("Add filter"), kind="quiet", icon="plus")
        self._add.clicked.connect(lambda _checked: self.add_wanted.emit(self._add))
        for one in (self._more, self._add):
            one.setParent(self)
            one.setFixedHeight(look.size("chip"))
        self._more.hide()
        self._add.write_in("label")

    @property
    def add_button(self) -> QWidget:
        """What adds a filter."""
        return self._add

    def set_filters(self, filters: Sequence[Filter]) -> None:
        """Show other filters."""
        texts = [filter_text(self._definition, one) for one in filters]
        if texts != self._texts:
            for chip in self._chips:
                chip.hide()
                chip.deleteLater()
            self._texts = texts
            self._chips = [self._chip(place, text) for place, text in enumerate(texts)]
            self._look.dress(self)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(200, self._look.size("filterbar") - 1)

    def _chip(self, place: int, text: str) -> Chip:
        chip = Chip(self._look, text)
        chip.setParent(self)
        chip.clicked.connect(lambda _checked: self.edited.emit(place, chip))
        chip.removed.connect(lambda: self.removed.emit(place))
        return chip

    def _lay_out(self) -> None:
        widths = [min(chip.sizeHint().width(), WIDEST) for chip in self._chips]
        add, room = self._add.sizeHint().width(), self.width()
        count = len(widths)
        while count and sum(widths[:count]) + GAP * count + add > room:
            count -= 1
            room = self.width() - self._more.sizeHint().width() - GAP
        x = 0
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < count)
            if place < count:
                x = self._put(chip, x, widths[place])
        hidden = len(self._chips) - count
        self._more.setVisible(hidden > 0)
        if hidden:
            self._more.setText(f"+{hidden}")
            x = self._put(self._more, x, self._more.sizeHint().width())
        self._put(self._add, x, add)

    def _put(self, widget: QWidget, x: int, width: int) -> int:
        height = self._look.size("chip")
        left = self.width() - x - width if rtl(self) else x
        widget.setGeometry(left, (self.height() - height) // 2, width, height)
        widget.setVisible(True)
        return x + width + GAP

    def _open_more(self) -> None:
        menu = QMenu(self)
        self._look.dress(menu)
        for place, chip in enumerate(self._chips):
            if not chip.isVisible():
                action = menu.addAction(self._texts[place])
                action.triggered.connect(
                    lambda _checked=False, place=place: self.edited.emit(place, self._more)
                )
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
