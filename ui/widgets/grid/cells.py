"""Painting one cell: text, person, pill, progress, figure, check box."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.ports.grid import Cell
from app.queries.grid import NUMBERS, TIMES, GridColumn
from ui.models.wording import EMPTY, cell_text, facts_text, percent_text
from ui.theme.look import Look
from ui.widgets.grid.ink import Face, Ink
from ui.widgets.grid.statuses import status_look
from ui.widgets.painting import initials

PAD = 12
GUTTER = 24
AVATAR = 24
FIGURE = 40
"""The room of a progress bar's figure."""


def middle_of(box: QRect) -> int:
    """The pixel line in the middle of a box, as far from its top wherever the box lies.

    `QRect.center` cuts towards zero: in a row that is cut off at the top it is a pixel lower, and
    what scrolling has moved would not be what is painted there.
    """
    return box.top() + (box.height() - 1) // 2


def whole(place: float) -> int:
    """The nearest whole pixel; a half goes the same way at every place, unlike with `round`."""
    return floor(place + 0.5)


class CellPainter:
    """Paints the cells of a list; `rtl` mirrors them."""

    def __init__(self, look: Look) -> None:
        self.ink = Ink(look)
        self.rtl = False
        self.scale = 1.0
        self.compact = False
        self.lead = PAD
        """Where the first column's contents begin."""

    # places

    def left(self, box: QRect, x: float, width: float) -> float:
        """Where something *width* wide begins that lies *x* from the leading edge."""
        return box.right() + 1 - x - width if self.rtl else box.left() + x

    def text(  # noqa: PLR0913 - one text has this many sides
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        face: Face,
        color: QColor,
        *,
        x: float = PAD,
        room: float | None = None,
        trailing: bool = False,
        middle: float | None = None,
    ) -> None:
        """One line; *x* from the leading edge, or ending *x* before the trailing one."""
        space = box.width() - x - PAD if room is None else room
        line = face.line(text, max(space, 0))
        start = box.width() - x - line.width if trailing else x
        base = whole((middle_of(box) + 1 if middle is None else middle) + face.half_capital)
        painter.setFont(face.font)
        painter.setPen(color)
        # Whole pixels: Qt keeps no glyphs for places between them.
        left = whole(self.left(box, start, line.width))
        if line.laid_out is None:
            painter.drawText(left, base, line.text)
        else:
            painter.drawStaticText(QPointF(left, base - face.ascent), line.laid_out)

    # kinds

    def check(self, painter: QPainter, box: QRect, *, checked: bool, selected: bool) -> None:
        """A check box in the middle of its column."""
        ink, side = self.ink, 16

        def paint(inner: QPainter) -> None:
            area = QRectF(0.5, 0.5, side - 1, side - 1)
            if checked:
                inner.setPen(Qt.PenStyle.NoPen)
                inner.setBrush(ink.glyph("accent", selected=selected))
                inner.drawRoundedRect(area.adjusted(-0.5, -0.5, 0.5, 0.5), 4, 4)
                token = "selection" if ink.contrast and selected else "on-accent"
                self._pixmap(inner, "check", token, 12, 2, side / 2)
            else:
                inner.setPen(ink.color("border-control"))
                inner.setBrush(ink.color("surface"))
                inner.drawRoundedRect(area, 4, 4)

        made = ink.shape(("check", checked, selected), side, side, self.scale, paint)
        x = whole(self.left(box, GUTTER, side))
        painter.drawPixmap(QPoint(x, middle_of(box) - side // 2 + 1), made)

    def cell(  # noqa: PLR0913 - what a cell is painted from
        self,
        painter: QPainter,
        box: QRect,
        column: GridColumn,
        value: Cell,
        detail: Cell,
        *,
        selected: bool,
        pill: bool,
        first: bool,
    ) -> None:
        """A cell of a row that is there; *first* is the frozen column, *pill* the pill column."""
        kind = column.kind
        x = self.lead if first else PAD
        if kind == "person":
            self._person(painter, box, value, detail, selected, x=x)
        elif kind == "title":
            self._title(painter, box, value, detail, selected, x=x)
        elif kind == "status":
            if value is None:
                self._plain(painter, box, EMPTY, selected, muted=True)
            elif pill:
                self._pill(painter, box, column, value, selected)
            else:
                self._state(painter, box, column, value, selected)
        elif kind == "percent":
            self._progress(painter, box, value, selected)
        elif kind in NUMBERS or kind in TIMES:
            muted = value is None
            token = "selection-text" if selected else "text-muted" if muted else "text"
            self.text(
                painter,
                box,
                cell_text(column, value),
                self.ink.number,
                self.ink.color(token),
                x=PAD,
                trailing=True,
            )
        else:
            text = EMPTY if value is None or value == "" else str(value)
            self._plain(painter, box, text, selected, muted=kind == "muted" or value is None, x=x)

    def skeleton(self, painter: QPainter, box: QRect, place: int) -> None:
        """A bar where a cell's contents will be, as long as the cell's *place* makes it."""
        width = box.width() * (0.45 + 0.1 * (place % 4)) - PAD
        area = QRectF(self.left(box, PAD, width), middle_of(box) - 4, max(width, 8), 10)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.ink.color("track"))
        painter.drawRoundedRect(area, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    # parts

    def _plain(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        selected: bool,
        *,
        muted: bool = False,
        x: float = PAD,
    ) -> None:
        token = "selection-text" if selected else "text-muted" if muted else "text"
        self.text(painter, box, text, self.ink.body, self.ink.color(token), x=x)

    def _person(
        self,
        painter: QPainter,
        box: QRect,
        value: Cell,
        detail: Cell,
        selected: bool,
        *,
        x: float,
    ) -> None:
        ink, name = self.ink, str(value or EMPTY)
        side = min(AVATAR, box.height() - 6)
        letters, color = initials(name), ink.look.avatar(str(detail or name))

        def paint(inner: QPainter) -> None:
            inner.setPen(Qt.PenStyle.NoPen)
            inner.setBrush(color)
            inner.drawEllipse(QRectF(0, 0, side, side))
            inner.setPen(Qt.GlobalColor.white)
            inner.setFont(ink.look.avatar_font(side))
            inner.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, letters)

        made = ink.shape(("avatar", letters, color.rgb(), side), side, side, self.scale, paint)
        place = QPoint(whole(self.left(box, x, side)), middle_of(box) - side // 2 + 1)
        painter.drawPixmap(place, made)
        token = "selection-text" if selected else "text"
        self.text(painter, box, name, ink.strong, ink.color(token), x=x + side + 10)

    def _title(
        self,
        painter: QPainter,
        box: QRect,
        value: Cell,
        detail: Cell,
        selected: bool,
        *,
        x: float,
    ) -> None:
        ink = self.ink
        token = "selection-text" if selected else "text"
        facts = facts_text(detail)
        two = not self.compact and bool(facts) and box.height() >= 40
        center = middle_of(box) + 1
        self.text(
            painter,
            box,
            str(value or EMPTY),
            ink.strong,
            ink.color(token),
            x=x,
            middle=center - 9 if two else None,
        )
        if two:
            muted = "selection-text" if selected and ink.contrast else "text-muted"
            self.text(painter, box, facts, ink.small, ink.color(muted), x=x, middle=center + 10)

    def _pill(
        self, painter: QPainter, box: QRect, column: GridColumn, value: Cell, selected: bool
    ) -> None:
        del selected
        ink = self.ink
        tone, icon = status_look(column.id, value)
        face = ink.pill
        height = min(22, box.height() - 4)
        line = face.line(cell_text(column, value), box.width() - 2 * PAD - 32)
        text, width = line.text, ceil(6 + 14 + 4 + line.width + 8)

        def paint(inner: QPainter) -> None:
            area = QRectF(0, 0, width, height)
            inner.setPen(Qt.PenStyle.NoPen)
            if ink.contrast:
                inner.setPen(ink.color("border"))
                area.adjust(0.5, 0.5, -0.5, -0.5)
            inner.setBrush(ink.color(f"{tone}-soft"))
            inner.drawRoundedRect(area, height / 2, height / 2)
            inside = QRect(0, 0, width, height)
            self._pixmap(inner, icon, tone, 14, self.left(inside, 6, 14), height / 2)
            middle = height / 2
            self.text(inner, inside, text, face, ink.color(tone), x=24, room=width, middle=middle)

        key = ("pill", tone, icon, text, height, self.rtl)
        made = ink.shape(key, width, height, self.scale, paint)
        x = whole(self.left(box, PAD, width))
        painter.drawPixmap(QPoint(x, middle_of(box) - height // 2 + 1), made)

    def _state(
        self, painter: QPainter, box: QRect, column: GridColumn, value: Cell, selected: bool
    ) -> None:
        ink = self.ink
        tone, icon = status_look(column.id, value)
        token = "selection-text" if ink.contrast and selected else tone
        center = middle_of(box) + 1
        self._pixmap(painter, icon, token, 14, self.left(box, PAD, 14), center)
        words = "selection-text" if selected else "text"
        self.text(painter, box, cell_text(column, value), ink.body, ink.color(words), x=PAD + 20)

    def _progress(self, painter: QPainter, box: QRect, value: Cell, selected: bool) -> None:
        ink = self.ink
        if not isinstance(value, int | float):
            self._plain(painter, box, EMPTY, selected, muted=True)
            return
        figure = round(FIGURE * max(1.0, ink.look.text_scale))
        room = max(box.width() - 2 * PAD - figure, 8)
        share = round(min(max(value, 0), 100))

        def paint(inner: QPainter) -> None:
            inner.setPen(Qt.PenStyle.NoPen)
            track = QColor(ink.color("track"))
            if selected and ink.contrast:
                track = QColor(ink.color("selection-text"))
                track.setAlphaF(0.3)
            inner.setBrush(track)
            inner.drawRoundedRect(QRectF(0, 0, room, 4), 2, 2)
            filled = room * share / 100
            if filled >= 1:
                token = "success-solid" if share >= 100 else "accent"
                inner.setBrush(ink.glyph(token, selected=selected))
                filled = max(filled, 4)
                at = room - filled if self.rtl else 0
                inner.drawRoundedRect(QRectF(at, 0, filled, 4), 2, 2)

        key = ("bar", share, room, selected and ink.contrast, self.rtl)
        made = ink.shape(key, room, 4, self.scale, paint)
        x = whole(self.left(box, PAD, room))
        painter.drawPixmap(QPoint(x, middle_of(box) - 1), made)
        token = "selection-text" if selected else "text-muted"
        self.text(
            painter,
            box,
            percent_text(round(value)),
            ink.figure,
            ink.color(token),
            trailing=True,
        )

    def _pixmap(  # noqa: PLR0917 - a picture has this many sides
        self, painter: QPainter, name: str, token: str, size: int, x: float, middle: float
    ) -> None:
        pixmap = self.ink.look.pixmap(name, token, size, self.scale)
        painter.drawPixmap(QPointF(x, whole(middle - size / 2)), pixmap)
