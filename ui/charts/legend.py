"""Which line is which."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.charts.data import Series
from ui.theme.look import Look, rtl

STROKE = 18
GAP = 6
BETWEEN = 16


class Legend(QWidget):
    """A short stroke as in the chart, then the name; nothing where there is one line alone."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._series: tuple[Series, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)
        self.hide()

    def set_series(self, series: tuple[Series, ...]) -> None:
        """Name other lines."""
        self._series = series
        self.setVisible(len(series) > 1)
        self.setAccessibleName(", ".join(one.name for one in series))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._look.font("small"))
        widths = [STROKE + GAP + metrics.horizontalAdvance(one.name) for one in self._series]
        return QSize(sum(widths) + BETWEEN * max(0, len(widths) - 1), metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self._look
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(look.font("small"))
            metrics = painter.fontMetrics()
            left, own = 0, 0
            for one in self._series:
                color = look.color("neutral-solid") if one.compared else look.series(own)
                own += not one.compared
                pen = QPen(color, 2)
                if one.compared:
                    pen.setStyle(Qt.PenStyle.DashLine)
                width = metrics.horizontalAdvance(one.name)
                x = self.width() - left - STROKE if rtl(self) else left
                y = self.height() / 2
                painter.setPen(pen)
                painter.drawLine(QPointF(x, y), QPointF(x + STROKE, y))
                painter.setPen(look.color("text-muted"))
                start = x - GAP - width if rtl(self) else x + STROKE + GAP
                box = QRect(start, 0, width + 1, self.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, one.name)
                left += STROKE + GAP + width + BETWEEN
        finally:
            painter.end()
