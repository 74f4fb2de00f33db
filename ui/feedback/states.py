"""What a list shows instead of rows: first use, no match, loading, error."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.dataclass import dataclass
from ui.theme.look import Look
from ui.widgets.basics import ButtonKind, button, column, frame, label, row
from ui.widgets.icon_label import CircledIcon

CIRCLE = 56
SKELETON_FADE = 0.13


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWords:
    """A state's words; `primary`, `secondary` and `third` are a button's text with what it runs."""

    icon: str
    title: str
    line: str
    primary: tuple[str, Callable[[], object]] | None = None
    secondary: tuple[str, Callable[[], object]] | None = None
    third: tuple[str, Callable[[], object]] | None = None
    trouble: bool = False


class StatePanel(QFrame):
    """An icon in a circle, a title, one line and at most two buttons, in the middle."""

    def __init__(self, look: Look, words: StateWords) -> None:
        super().__init__()
        self.setProperty("kind", "surface")
        self.setAccessibleName(f"{words.title}. {words.line}")
        outer = column(self)
        outer.addStretch(2)
        outer.addWidget(self._circle(look, words), 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addSpacing(16)
        outer.addWidget(label(look, words.title, "dialog-title"), 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addSpacing(6)
        line = label(look, words.line, "body", "muted", wraps=True)
        line.setFixedWidth(400)
        line.setMinimumHeight(line.heightForWidth(400))
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(line, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addSpacing(16)
        self._buttons(look, words, outer)
        outer.addStretch(3)

    def _circle(self, look: Look, words: StateWords) -> QLabel:
        tone = "danger" if words.trouble else "accent"
        return CircledIcon(look, words.icon, tone, across=CIRCLE, ground=f"{tone}-soft")

    def _buttons(self, look: Look, words: StateWords, outer: QVBoxLayout) -> None:
        holder = frame("plain")
        layout = row(holder, gap=8)
        layout.addStretch(1)
        kinds: tuple[tuple[tuple[str, Callable[[], object]] | None, ButtonKind], ...] = (
            (words.primary, "primary"),
            (words.secondary, "secondary"),
            (words.third, "quiet"),
        )
        for given, kind in kinds:
            if given is not None:
                text, run = given
                layout.addWidget(button(look, text, run, kind=kind))
        layout.addStretch(1)
        outer.addWidget(holder)


class StateStack(QStackedWidget):
    """Screens of which one is shown, or a state in their place."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._state: StatePanel | None = None

    def say(self, words: StateWords) -> None:
        """Show a state in the place of whatever is shown."""
        if self._state is not None:
            self.removeWidget(self._state)
            self._state.deleteLater()
        self._state = StatePanel(self._look, words)
        self.addWidget(self._state)
        self._look.dress(self._state)
        self.setCurrentWidget(self._state)


class Skeleton(QWidget):
    """Rows to come, as bars that fade downwards; shown only when loading takes a while."""

    def __init__(self, look: Look, row_height: int) -> None:
        super().__init__()
        self._look = look
        self._row_height = row_height
        self.setAccessibleName("Loading")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QColor(self._look.color("track"))
        painter.fillRect(self.rect(), self._look.color("surface"))
        for place in range(self.height() // self._row_height):
            opacity = 1 - SKELETON_FADE * place
            if opacity <= 0:
                break
            painter.setOpacity(opacity)
            painter.setBrush(track)
            y = place * self._row_height + self._row_height // 2 - 5
            for left, share in ((24, 0.22), (0, 0.16), (0, 0.12)):
                width = int(self.width() * share)
                x = left or int(self.width() * (0.4 if share == 0.16 else 0.7))
                painter.drawRoundedRect(QRect(x, y, width, 10), 4, 4)
        painter.end()
