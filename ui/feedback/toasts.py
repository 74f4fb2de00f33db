"""Short notices at the lower right, with the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dataclass import dataclass
from ui.theme.look import Look
from ui.widgets.basics import button, column, frame, icon_button, label, row
from ui.widgets.icon_label import IconLabel

SHOWN_AT_ONCE = 3
BESIDE = 80
"""Characters of words that leave room for a link beside them; below longer ones it has a line."""
KEPT = 200
"""Notices in the history."""
LINK_PADDING = 5
"""What a link has around its words, so that they stand below the others."""

MARGIN = 16
DOCKED = ("foot", "sidefoot", "statusline", "selectionbar")
"""Kinds of bars along the lower edge whose buttons no notice may cover."""
LOOK_MS = 100
"""How often a shown notice looks whether such a bar came or went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A toast's words. `action` is a link's text with what it runs; errors stay until closed.

    A `single` one takes the place of another that says the same: its action does too. One that is
    `of_last_change` offers what holds only until the next change (Ctrl+Z), so it goes with the
    next notice of a change. `undoes` is the id of the command that its action would undo.
    """

    title: str
    line: str = ""
    icon: str = "info"
    tone: str = "text-muted"
    action: tuple[str, Callable[[], object]] | None = None
    stays: bool = False
    single: bool = True
    of_last_change: bool = False
    undoes: str = ""


def spoken(notice: Notice) -> str:
    """A notice for those who hear it."""
    return f"{notice.title.rstrip('.')}. {notice.line}".strip()


@dataclass(frozen=True, slots=True)
class Told:
    """A notice with the local time at which it was shown."""

    at: QDateTime
    notice: Notice


class Toast(QFrame):
    """One notice on the screen; hovering or focusing it stops its clock."""

    def __init__(self, look: Look, notice: Notice, close: Callable[[Toast], None]) -> None:
        super().__init__()
        self.notice = notice
        self.setProperty("kind", "popup")
        self.setFixedWidth(look.size("toast-width"))
        self.setAccessibleName(spoken(notice))
        layout = row(self, margins=(14, 12, 8, 12), gap=8)
        long = len(notice.title) + len(notice.line) > BESIDE
        top = Qt.AlignmentFlag.AlignTop
        beside = top if notice.line or long else Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(IconLabel(look, notice.icon, notice.tone, 18), 0, beside)
        words = frame("plain")
        lines = column(words, gap=2)
        lines.addWidget(label(look, notice.title, "body-strong", wraps=True))
        if notice.line:
            lines.addWidget(label(look, notice.line, "small", "muted", wraps=True))
        layout.addWidget(words, 1)
        if notice.action is not None:
            link = self._link(look, notice.action, close)
            if long:
                below = QHBoxLayout()
                below.setContentsMargins(-LINK_PADDING, 0, 0, 0)
                below.addWidget(link)
                below.addStretch(1)
                lines.addLayout(below)
            else:
                layout.addWidget(link)
        end = icon_button(look, "x", "Close this notice", lambda: close(self))
        layout.addWidget(end, 0, top if long else Qt.AlignmentFlag.AlignVCenter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: close(self))
        self._milliseconds = look.milliseconds("toast-undo-ms" if notice.action else "toast-ms")
        self._resume()

    def _link(
        self, look: Look, action: tuple[str, Callable[[], object]], close: Callable[[Toast], None]
    ) -> QWidget:
        text, run = action

        def act() -> None:
            run()
            close(self)

        return button(look, text, act, kind="link")

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._resume()
        super().leaveEvent(event)

    def _resume(self) -> None:
        if not self.notice.stays:
            self._timer.start(self._milliseconds)


class Toasts(QWidget):
    """The stack of notices over a window; the oldest makes room. `history` is this person's.

    Signals:
        told(): a notice came.
        forgotten(): all there were have gone: another person or another workspace comes.
    """

    told = Signal()
    forgotten = Signal()

    def __init__(self, look: Look, window: QWidget, above: int) -> None:
        super().__init__(window)
        self._look = look
        self._above = above
        self.history: list[Told] = []
        self._stack: QVBoxLayout = column(self, gap=8)
        self.setAccessibleName("Notices")
        self.hide()
        window.installEventFilter(self)
        look.resized.connect(self._resize_all)
        self._docked = 0
        self._watch = QTimer(self)
        self._watch.setInterval(LOOK_MS)
        self._watch.timeout.connect(self._look_below)

    def show_notice(self, notice: Notice) -> Toast:
        """Show a notice above the status bar, in the place of one that says the same."""
        told = (notice.title, notice.line)
        changed = notice.of_last_change or notice.action is not None
        self.history = [*self.history, Told(QDateTime.currentDateTime(), notice)][-KEPT:]
        for shown in self.findChildren(Toast):
            same = (shown.notice.title, shown.notice.line) == told
            over = changed and shown.notice.of_last_change
            if (over or (notice.single and same)) and not shown.isHidden():
                self._close(shown)
        while self._stack.count() >= SHOWN_AT_ONCE:
            oldest = self._stack.takeAt(0)
            toast = oldest.widget() if oldest else None
            if isinstance(toast, Toast):
                self._close(toast)
        toast = Toast(self._look, notice, self._close)
        self._stack.addWidget(toast)
        toast.show()
        self._look.dress(self)
        self._docked = self._bar_below()
        self._watch.start()
        self.show()
        self.raise_()
        self._place()
        self.told.emit()
        return toast

    @Slot()
    def forget(self) -> None:
        """Take every notice away, the history's too: they name what the next one may not see."""
        self.history = []
        for shown in self.findChildren(Toast):
            if not shown.isHidden():
                self._close(shown)
        self.forgotten.emit()

    def withdraw(self, command_id: str) -> None:
        """Take away the offer to undo a command that was undone by another way."""
        for shown in self.findChildren(Toast):
            if command_id and shown.notice.undoes == command_id and not shown.isHidden():
                self._close(shown)

    def take_away(self, notice: Notice) -> None:
        """Close a notice that holds no more; the history keeps it."""
        for shown in self.findChildren(Toast):
            if shown.notice is notice and not shown.isHidden():
                self._close(shown)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            # Words need another room: their text grew.
            self._place()
        return done

    @Slot()
    def _resize_all(self) -> None:
        for shown in self.findChildren(Toast):
            shown.setFixedWidth(self._look.size("toast-width"))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _close(self, toast: Toast) -> None:
        self._stack.removeWidget(toast)
        toast.hide()
        toast.deleteLater()
        if self._stack.count() == 0:
            self._watch.stop()
            self.hide()
        self._place()

    def _look_below(self) -> None:
        docked = self._bar_below()
        if docked != self._docked:
            self._docked = docked
            self._place()

    def _bar_below(self) -> int:
        """The height of the bars that lie, one on another, where notices would; 0 for none."""
        window = self.parentWidget()
        if window is None:
            return 0
        beside = (MARGIN // 2, self._look.size("toast-width") + MARGIN + 8)
        height, further = 0, True
        while further:
            y = window.height() - self._above - height - 4
            high = max(_bar_at(window, window.width() - x, y) for x in beside)
            height, further = height + high, high > 0
        return height

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        width = self._look.size("toast-width")
        self._stack.activate()
        # Wrapped words are as high as their width makes them, which a size hint does not know.
        self.resize(width, max(0, self._stack.totalHeightForWidth(width)))
        x = window.width() - self.width() - MARGIN
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = MARGIN
        self.move(x, window.height() - self.height() - MARGIN - self._above - self._docked)


def _bar_at(window: QWidget, x: int, y: int) -> int:
    """The height of the bar at a place of a window; 0 where there is none."""
    at: QWidget | None = window.childAt(x, y)
    while at is not None and at is not window:
        if at.property("kind") in DOCKED:
            return at.height()
        at = at.parentWidget()
    return 0
