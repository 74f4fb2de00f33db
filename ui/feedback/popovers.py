"""Panels that hang below a button: Esc or a click elsewhere closes them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget
from shiboken6 import isValid

from ui.theme.look import Look

MARGIN = 8


def cast_shadow(look: Look, widget: QWidget, blur: int, down: int) -> None:
    """A soft shadow under a popup; none in high contrast, where a border tells."""
    if look.theme == "high-contrast":
        widget.setGraphicsEffect(None)  # type: ignore[arg-type]
        return
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(blur)
    shadow.setOffset(0, down)
    shadow.setColor(look.color("shadow"))
    widget.setGraphicsEffect(shadow)


class Popover(QFrame):
    """A panel over the window, hung below an anchor. One at a time is open in a window.

    Signals:
        closed(): it has been closed.
    """

    closed = Signal()

    def __init__(self, look: Look, window: QWidget, name: str, width: int) -> None:
        super().__init__(window)
        self.look = look
        self.setProperty("kind", "popup")
        self.setAccessibleName(name)
        self._least = width
        self.setFixedWidth(width)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._anchor: QWidget | None = None
        self._focused: QWidget | None = None
        self._above = False
        look.changed.connect(self._restyle)
        self.hide()

    def toggle(self, anchor: QWidget, *, above: bool = False) -> None:
        """Open below (or *above*) the anchor, or close if it is open."""
        if self.isVisible():
            self.close_up()
        else:
            self.hang(anchor, above=above)

    def hang(self, anchor: QWidget, *, above: bool = False) -> None:
        """Open at *anchor*, with the focus on the first control."""
        self._watch_anchor(anchor)
        self._above = above
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self._focused = focus
        self.look.dress(self)
        cast_shadow(self.look, self, 32, 8)
        self.show()
        self.raise_()
        self.place()
        self.first_focus()
        # What the system sends to the window; the application would bring every widget's events.
        handle = self.window().windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def _watch_anchor(self, anchor: QWidget) -> None:
        former, self._anchor = self._anchor, anchor
        if former is not None and isValid(former):
            former.removeEventFilter(self)
        anchor.installEventFilter(self)

    def first_focus(self) -> None:
        """Put the focus where the keyboard begins."""
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Close, and give the focus back to what had it, or to what it hangs at."""
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self) or self.hasFocus()
        self.hide()
        former = self._focused
        if former is None or not isValid(former) or not former.isVisible():
            former = self._anchor
        if had_focus and former is not None:
            former.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Take the height of the contents and the place at the anchor, inside the window."""
        window, anchor = self.parentWidget(), self._anchor
        if window is None or anchor is None:
            return
        layout = self.layout()
        needs = layout.totalMinimumSize().width() if layout is not None else 0
        wanted = max(round(self._least * self.look.growth), needs)
        self.setFixedWidth(min(wanted, window.width() - 2 * MARGIN - 4))
        self.adjustSize()
        corner = anchor.mapTo(window, QPoint(0, anchor.height()))
        y = corner.y() - anchor.height() - self.height() - 4 if self._above else corner.y() + 5
        x = max(MARGIN, min(corner.x(), window.width() - self.width() - MARGIN - 4))
        y = max(MARGIN, min(y, window.height() - self.height() - MARGIN))
        self.move(x, y)

    @Slot()
    def _restyle(self) -> None:
        if self.isVisible():
            self.look.dress(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        handle = self.window().windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
        super().hideEvent(event)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._anchor:
            # What it hangs at has gone, with its page or by itself: there it is about nothing.
            if event.type() == QEvent.Type.Hide and not event.spontaneous() and self.isVisible():
                self.close_up()
            return False
        pressed = event.type() == QEvent.Type.MouseButtonPress
        if pressed and isinstance(event, QMouseEvent) and self.isVisible():
            spot = event.globalPosition().toPoint()
            inside = self.rect().contains(self.mapFromGlobal(spot))
            anchor = self._anchor
            on_anchor = anchor is not None and anchor.rect().contains(anchor.mapFromGlobal(spot))
            popup = QApplication.activePopupWidget()
            if not inside and not on_anchor and popup is None:
                self.close_up()
        return False
