"""A card with one figure, what it is, and how it moved; a click shows the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from app.domain.dataclass import dataclass
from ui.theme.look import Look
from ui.widgets.basics import IconButton, Text, Tone, column, frame, icon_button, label, row
from ui.widgets.icon_label import IconLabel
from ui.widgets.painting import plate

HEIGHT = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How a figure moved: an icon, the change in its tone, and since when in muted words."""

    change: str = ""
    words: str = ""
    icon: str = ""
    tone: Tone = "muted"

    @property
    def spoken(self) -> str:
        """The same for those who cannot see it."""
        return f"{self.change} {self.words}".strip()


ROOMY = 880
"""Pixels, with text of the usual size."""


class Kpi(QFrame):
    """One figure. It takes the focus by Tab; Enter, Space or a click ask for its rows.

    Signals:
        chosen(): the rows are asked for.
        explain(): the information button was pressed.
    """

    chosen = Signal()
    explain = Signal()

    def __init__(self, look: Look, title: str, *, info: str = "") -> None:
        super().__init__()
        self.look = look
        self._title, self._trend = title, Trend()
        self.setProperty("kind", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # All of a row are equally wide, whatever they say.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        layout = column(self, margins=(16, 6, 8, 10), gap=0)
        layout.addWidget(self._head(title, info))
        self.value = label(look, "–", "kpi", tabular=True)
        layout.addWidget(self.value)
        layout.addSpacing(2)
        layout.addWidget(self._foot())
        look.changed.connect(self._restyle)
        self._restyle()
        self._name()

    def _head(self, title: str, info: str) -> QWidget:
        head = frame("plain")
        layout = row(head)
        layout.addWidget(label(self.look, title, "small", "muted"))
        layout.addStretch(1)
        self.info: IconButton | None = None
        if info:
            self.info = icon_button(self.look, "info", info, self.explain.emit)
            layout.addWidget(self.info)
        else:
            head.setFixedHeight(30)
        return head

    def _foot(self) -> QWidget:
        foot = frame("plain")
        layout = row(foot, gap=5)
        self._icon = IconLabel(self.look, size=14)
        self._change: Text | None = None
        self._words = label(self.look, "", "small", "muted")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        self._foot_row = layout
        return foot

    def _told_change(self, tone: Tone) -> Text:
        """The change's text in its tone. Made with the first figure: to colour another anew, all
        that the toolkit knows of styles would be loaded before the first screen."""
        if self._change is None:
            self._change = label(self.look, "", "label", tone, tabular=True)
            self._foot_row.insertWidget(1, self._change)
        self._change.set_tone(tone)
        return self._change

    def show_figure(self, text: str, trend: Trend) -> None:
        """Show a figure and how it moved."""
        self.value.setText(text)
        self._trend = trend
        change = self._told_change(trend.tone)
        change.setText(trend.change)
        change.setVisible(bool(trend.change))
        self._restyle()
        self._elide()
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._title}: {self.value.text()}. {self._trend.spoken}".strip())

    def _restyle(self) -> None:
        self.setFixedHeight(round(HEIGHT * max(1.0, self.look.text_scale)))
        self._icon.setVisible(bool(self._trend.icon))
        if self._trend.icon:
            tone = self._trend.tone or "text"
            token = "text-muted" if tone == "muted" else tone
            self._icon.show_icon(self._trend.icon, token)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        used = 24 + (20 if self._trend.icon else 0)
        if self._change is not None and self._trend.change:
            used += self._change.sizeHint().width() + 5
        room = self.width() - used
        words = self._words.fontMetrics().elidedText(
            self._trend.words, Qt.TextElideMode.ElideRight, room
        )
        self._words.setText(words)
        self._words.setToolTip(self._trend.words if words != self._trend.words else "")

    # pressing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            plate(painter, box, None, self.look.color("focus"), 8, width=2)
        finally:
            painter.end()


class KpiRow(QFrame):
    """Figures side by side, each as wide as the others; two by two where words would be cut."""

    def __init__(self, look: Look, kpis: Sequence[Kpi], gap: int) -> None:
        super().__init__()
        self._look, self._kpis = look, tuple(kpis)
        self.setProperty("kind", "plain")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        self._across = 0
        self._arrange(len(self._kpis))
        look.changed.connect(self._fit)

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for place, one in enumerate(self._kpis):
            self._grid.addWidget(one, place // across, place % across)
            self._grid.setColumnStretch(place, int(place < across))

    @Slot()
    def _fit(self) -> None:
        whole = len(self._kpis)
        self._arrange(whole if self.width() >= roomy(self._look) else max(1, whole // 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def roomy(look: Look) -> int:
    """The width from which on cards of figures and charts stand beside one another."""
    return round(ROOMY * max(1.0, look.text_scale))
