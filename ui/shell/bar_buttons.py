"""The top bar's painted buttons: the way to anything, jobs with their ring, notices."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from ui.theme.look import Look, rtl
from ui.widgets.basics import IconButton
from ui.widgets.painted import PaintedButton
from ui.widgets.painting import draw_key_cap, draw_pixmap, key_cap_width, plate
from ui.widgets.words import tr

RING = 24
KEYS = "Ctrl P"


class JumpField(PaintedButton):
    """Looks like a search box and opens the palette, which is one."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("Search or jump to"))
        self.setObjectName("jump")
        self.setToolTip(tr("Search or jump to (Ctrl+P)"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(look.size("control"))
        look.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(280, self._look.size("control"))

    def _paint(self, painter: QPainter) -> None:
        look, box = self._look, QRectF(self.rect())
        ground = look.color("hover" if self._hovered else "surface-sunken")
        edge = box.adjusted(0.5, 0.5, -0.5, -0.5)
        plate(painter, edge, ground, look.color("border-strong"), 6)
        if self.hasFocus():
            plate(painter, box.adjusted(1, 1, -1, -1), None, look.color("focus"), 6, width=2)
        picture = look.pixmap("search", "text-muted", 16, self.devicePixelRatioF())
        draw_pixmap(painter, self, picture, 8)
        cap = key_cap_width(look, KEYS)
        words = QRect(
            self._mirrored(36, self.width() - 52 - cap), 0, self.width() - 52 - cap, self.height()
        )
        leading = Qt.AlignmentFlag.AlignRight if rtl(self) else Qt.AlignmentFlag.AlignLeft
        side = leading | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text-muted"))
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, side, shown)
        height = round(16 * look.text_scale)
        left = self._mirrored(self.width() - 6 - cap, cap)
        key = QRectF(left, (self.height() - height) / 2, cap, height)
        painter.setBrush(look.color("surface"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(key, 4, 4)
        draw_key_cap(painter, look, key, KEYS)

    def _mirrored(self, x: int, width: int) -> int:
        return self.width() - x - width if rtl(self) else x

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.size("control"))
        self.update()


class JobsButton(IconButton):
    """Opens the job centre; a ring around it shows how far the running jobs are."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "list-checks")
        self._share: float | None = None
        self._running = 0
        self.setObjectName("jobs")
        self.set_name(tr("Jobs"), "Ctrl+J")

    def show_progress(self, running: int, share: float | None) -> None:
        """*running* jobs at work; *share* of them done, from 0 to 1, None where unknown."""
        if (running, share) == (self._running, self._share):
            return
        self._running, self._share = running, share
        words = tr("Jobs, {count} running", count=running) if running else tr("Jobs")
        self.set_name(words, "Ctrl+J")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._running:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            box = QRectF((self.width() - RING) / 2, (self.height() - RING) / 2, RING, RING)
            painter.setPen(QPen(self._look.color("track"), 2))
            painter.drawEllipse(box)
            share = 0.25 if self._share is None else max(0.03, self._share)
            painter.setPen(QPen(self._look.color("accent"), 2))
            painter.drawArc(box, 90 * 16, -round(share * 360 * 16))
        finally:
            painter.end()


class BellButton(IconButton):
    """Opens the history of notices; a dot says that one was not seen."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "bell")
        self.unseen = 0
        self.setObjectName("bell")
        self.set_name(tr("Notices"))

    def set_unseen(self, count: int) -> None:
        """How many notices came since the history was last open."""
        self.unseen = count
        self.set_name(tr("Notices, {count} new", count=count) if count else tr("Notices"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.unseen:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            painter.setPen(QPen(self._look.color("surface"), 2))
            painter.setBrush(self._look.color("accent"))
            x = 7 if rtl(self) else self.width() - 15
            painter.drawEllipse(QRectF(x, 6, 8, 8))
        finally:
            painter.end()
