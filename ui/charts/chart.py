"""What every chart does whoever draws it: current point, keyboard, hover label, focus ring."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from ui.charts.hover import HoverLabel, HoverText
from ui.theme.look import Look, rtl
from ui.widgets.basics import column
from ui.widgets.painting import plate

RING = 3
"""Room for the focus ring around the plot, so that focus moves nothing."""


class Chart(QWidget):
    """Base of the plots. The current point is reached by pointer or arrow keys, Esc lets it go.

    Signals:
        chosen(int): the place was clicked, or Enter pressed on it.
    """

    chosen = Signal(int)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self.current: int | None = None
        self._old_look = False
        self._layout = column(self, margins=(RING, RING, RING, RING))
        self.label = HoverLabel(look, self)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self._look_changed)

    # what a kind of chart tells

    @property
    def count(self) -> int:
        """How many places there are."""
        return 0

    def hint(self, place: int) -> HoverText:
        """What the hover label says of a place."""
        raise NotImplementedError

    def spot(self, place: int) -> QPoint:
        """Where a place is, in this widget's pixels."""
        raise NotImplementedError

    def mark(self, place: int | None) -> None:
        """Mark the current place, or none."""
        raise NotImplementedError

    def restyle(self) -> None:
        """Take the look in force."""
        raise NotImplementedError

    steps_down = False
    """Whether places follow one another downwards."""

    # the current place

    def set_summary(self, text: str) -> None:
        """Say in words what the picture shows."""
        self.setAccessibleDescription(text)

    def go_to(self, place: int | None) -> None:
        """Make a place the current one; None lets go."""
        if place is not None:
            place = max(0, min(place, self.count - 1)) if self.count else None
        if place == self.current:
            return
        self.current = place
        self.mark(place)
        if place is None:
            self.label.hide()
        else:
            self.label.show_at(self.hint(place), self.spot(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._handled(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _handled(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.current is None:
                return False
            self.chosen.emit(self.current)
            return True
        if key == Qt.Key.Key_Escape:
            held = self.current is not None
            self.go_to(None)
            return held
        target = self._target(key)
        if target is None or not self.count:
            return False
        self.go_to(target)
        self._speak()
        return True

    def _target(self, key: Qt.Key) -> int | None:
        if key == Qt.Key.Key_Home:
            return 0
        if key == Qt.Key.Key_End:
            return self.count - 1
        back, forth = Qt.Key.Key_Left, Qt.Key.Key_Right
        if self.steps_down:
            back, forth = Qt.Key.Key_Up, Qt.Key.Key_Down
        elif rtl(self):
            back, forth = forth, back
        if key == forth:
            return 0 if self.current is None else self.current + 1
        if key == back:
            return self.count - 1 if self.current is None else self.current - 1
        return None

    def _speak(self) -> None:
        if self.current is not None and QAccessible.isActive():
            spoken = QAccessibleAnnouncementEvent(self, self.hint(self.current).spoken)
            QAccessible.updateAccessibility(spoken)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.go_to(None)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self.go_to(None)

    # the look

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._old_look:
            self._old_look = False
            self.restyle()
        if not self.hasFocus():
            return
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            plate(painter, box, None, self.look.color("focus"), 6, width=2)
        finally:
            painter.end()

    @Slot()
    def _look_changed(self) -> None:
        # What is hidden or scrolled away follows once it is painted, before what lies in it is.
        if self.visibleRegion().isEmpty():
            self._old_look = True
        else:
            self.restyle()
