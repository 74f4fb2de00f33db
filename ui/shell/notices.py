"""The history of notices: what the toasts said, for who was away."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.feedback.popovers import Popover
from ui.feedback.toasts import Toasts, Told, spoken
from ui.theme.look import Look
from ui.widgets.basics import button, column, frame, label, row
from ui.widgets.icon_label import IconLabel
from ui.widgets.words import tr

MOST_HIGH = 440


class NoticeRow(QFrame):
    """One notice with the time at which it came."""

    def __init__(self, look: Look, told: Told) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        notice = told.notice
        self.setAccessibleName(spoken(notice))
        layout = row(self, margins=(16, 7, 16, 7), gap=10)
        picture = IconLabel(look, notice.icon, notice.tone)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = frame("plain")
        lines = column(words, gap=2)
        lines.addWidget(label(look, notice.title, "body-strong", wraps=True))
        if notice.line:
            lines.addWidget(label(look, notice.line, "small", "muted", wraps=True))
        layout.addWidget(words, 1)
        clock = QLocale().toString(told.at.time(), QLocale.FormatType.ShortFormat)
        layout.addWidget(
            label(look, clock, "small", "muted", tabular=True), 0, Qt.AlignmentFlag.AlignTop
        )


class NoticeHistory(Popover):
    """The popover at the bell."""

    def __init__(self, look: Look, window: QWidget, toasts: Toasts) -> None:
        super().__init__(look, window, tr("Notices"), look.size("jobs-width"))
        self._toasts = toasts
        layout = column(self, margins=(1, 8, 1, 10))
        head = frame("plain")
        head.setMinimumHeight(32)
        across = row(head, margins=(16, 0, 10, 0))
        across.addWidget(label(look, tr("Notices"), "card-title"), 1)
        self._clear = button(look, tr("Clear"), self._forget, kind="link")
        across.addWidget(self._clear)
        layout.addWidget(head)
        self._none = label(look, tr("No notices yet."), "small", "muted", wraps=True)
        self._none.setContentsMargins(16, 4, 16, 6)
        layout.addWidget(self._none)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(self._scroll)
        toasts.told.connect(self._refresh)

    def hang(self, anchor: QWidget, *, above: bool = False) -> None:
        self._fill()
        super().hang(anchor, above=above)

    def first_focus(self) -> None:
        (self._clear if self._clear.isEnabled() else self).setFocus()

    @Slot()
    def _refresh(self) -> None:
        if self.isVisible():
            self._fill()
            self.place()

    def _fill(self) -> None:
        holder = frame("plain")
        rows: QVBoxLayout = column(holder)
        for told in reversed(self._toasts.history):
            rows.addWidget(NoticeRow(self.look, told))
        some = bool(self._toasts.history)
        self._none.setVisible(not some)
        self._scroll.setVisible(some)
        self._clear.setEnabled(some)
        self._scroll.setWidget(holder)
        holder.setFixedWidth(self.width() - 2)
        self._scroll.setFixedHeight(min(MOST_HIGH, holder.sizeHint().height()))

    def _forget(self) -> None:
        self._toasts.history = []
        self._fill()
        self.place()
