"""What stands in the rail: its entries, the workspace at its head, the person at its foot."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy

from ui.theme.look import Look, rtl
from ui.widgets.painted import PaintedButton
from ui.widgets.painting import draw_avatar, draw_pixmap, plate

INSET = 8
BAR = QSize(3, 14)
TEXT_AT = 46
MARK = 24


class RailButton(PaintedButton):
    """A painted button of the rail: knows hover, focus, reading direction and compactness."""

    def __init__(self, look: Look, text: str, tooltip: str) -> None:
        super().__init__(look, text)
        self.compact = False
        self.setToolTip(tooltip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _ground(self, painter: QPainter) -> None:
        look, box = self._look, QRectF(self.rect()).adjusted(INSET, 0.5, -INSET, -0.5)
        if self.isChecked():
            plate(
                painter,
                box.adjusted(0.5, 0, -0.5, 0),
                look.color("surface"),
                look.color("border"),
                6,
            )
            self._bar(painter)
        elif self._hovered:
            plate(painter, box, look.color("hover"), None, 6)
        if self.hasFocus():
            plate(painter, box.adjusted(1, 1, -1, -1), None, look.color("focus"), 6, width=2)

    def _bar(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("accent"))
        top = (self.height() - BAR.height()) // 2
        painter.drawRoundedRect(
            QRect(QPoint(self._mirrored(INSET, BAR.width()), top), BAR), 1.5, 1.5
        )

    def _mirrored(self, x: int, width: int) -> int:
        return self.width() - x - width if rtl(self) else x

    def _line(self, painter: QPainter, box: QRect, text: str, font: QFont, token: str) -> None:
        """A line of text at the leading side of *box*, with an ellipsis where it is too long."""
        leading = Qt.AlignmentFlag.AlignRight if rtl(self) else Qt.AlignmentFlag.AlignLeft
        side = leading | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.setPen(self._look.color(token))
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, side, elided)


class RailItem(RailButton):
    """One entry: icon, text, an optional count; compact shows the icon alone."""

    def __init__(self, look: Look, icon: str, text: str, tooltip: str) -> None:
        super().__init__(look, text, tooltip)
        self._icon = icon
        self.count = ""
        self.needs_you = False
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        name = "rail-item-compact" if self.compact else "rail-item"
        return QSize(40, self._look.size(name))

    def _paint(self, painter: QPainter) -> None:
        look = self._look
        token = "accent" if self.isChecked() else "text-muted"
        x = (self.width() - 16) // 2 if self.compact else 20
        draw_pixmap(painter, self, look.pixmap(self._icon, token, 16, self.devicePixelRatioF()), x)
        if not self.compact:
            self._words(painter)
        elif self.needs_you and self.count:
            painter.setBrush(look.color("warning-solid"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QRect(self._mirrored(x + 12, 9), 5, 9, 9))

    def _words(self, painter: QPainter) -> None:
        look = self._look
        badge = look.font("badge", tabular=True)
        taken = 20
        if self.count:
            taken = QFontMetrics(badge).horizontalAdvance(self.count) + 36
        width = self.width() - TEXT_AT - taken
        box = QRect(self._mirrored(TEXT_AT, width), 0, width, self.height())
        font = look.font("body", 600) if self.isChecked() else look.font("body")
        self._line(painter, box, self.text(), font, "text")
        if self.count:
            self._count(painter, badge)

    def _count(self, painter: QPainter, font: QFont) -> None:
        look = self._look
        painter.setFont(font)
        width = max(18, painter.fontMetrics().horizontalAdvance(self.count) + 10)
        x = self._mirrored(self.width() - INSET - 10 - width, width)
        box = QRect(x, (self.height() - 18) // 2, width, 18)
        if self.needs_you:
            plate(painter, QRectF(box), look.color("warning-soft"), None, 9)
            painter.setPen(look.color("warning"))
        else:
            painter.setPen(look.color("text-muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.count)


class WorkspaceSwitch(RailButton):
    """The mark and the workspace's name; a click shows the other workspaces."""

    def sizeHint(self) -> QSize:
        return QSize(40, self._look.size("topbar"))

    def _ground(self, painter: QPainter) -> None:
        look, box = self._look, QRectF(self.rect()).adjusted(INSET, 8, -4, -8)
        if self.compact:
            box = QRectF(self.rect()).adjusted(INSET, 6, -INSET, -6)
        if self._hovered:
            plate(painter, box, look.color("hover"), None, 6)
        if self.hasFocus():
            plate(painter, box.adjusted(1, 1, -1, -1), None, look.color("focus"), 6, width=2)

    def _paint(self, painter: QPainter) -> None:
        look, scale = self._look, self.devicePixelRatioF()
        x = (self.width() - MARK) // 2 if self.compact else 14
        mark = QRect(self._mirrored(x, MARK), (self.height() - MARK) // 2, MARK, MARK)
        plate(painter, QRectF(mark), look.color("accent"), None, 6)
        draw_pixmap(painter, self, look.pixmap("graduation-cap", "on-accent", 16, scale), x + 4)
        if self.compact:
            return
        chevron = 14
        width = self.width() - TEXT_AT - chevron - 4
        font = look.font("card-title")
        used = min(width, QFontMetrics(font).horizontalAdvance(self.text()))
        box = QRect(self._mirrored(TEXT_AT, width), 0, width, self.height())
        self._line(painter, box, self.text(), font, "text")
        arrows = look.pixmap("chevrons-up-down", "text-muted", chevron, scale)
        draw_pixmap(painter, self, arrows, TEXT_AT + used + 3)


class Person(RailButton):
    """Who acts: initials, name and role."""

    def __init__(self, look: Look, text: str, tooltip: str) -> None:
        super().__init__(look, text, tooltip)
        self.role = ""
        self.email = ""

    def sizeHint(self) -> QSize:
        return QSize(40, self._look.size("rail-item") + 12)

    def _paint(self, painter: QPainter) -> None:
        look = self._look
        x = (self.width() - MARK) // 2 if self.compact else 18
        box = QRectF(self._mirrored(x, MARK), (self.height() - MARK) / 2, MARK, MARK)
        draw_avatar(painter, look, box, self.text(), self.email)
        if self.compact:
            return
        width, middle = self.width() - 52 - 12, self.height() // 2
        line = QFontMetrics(look.font("body-strong")).height()
        upper = QRect(self._mirrored(52, width), middle - line, width, line)
        lower = QRect(self._mirrored(52, width), middle, width, line - 1)
        if not self.role:
            upper.moveTop(middle - line // 2)
        self._line(painter, upper, self.text(), look.font("body-strong"), "text")
        self._line(painter, lower, self.role, look.font("axis"), "text-muted")
