"""Painting one cell: text, person, pill, progress, figure, check box."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from app.ports.grid import Cell
from app.queries.grid import NUMBERS, TIMES, GridColumn
from ui.models.wording import EMPTY, cell_text, facts_text, percent_text
from ui.theme.look import Look
from ui.widgets.grid.statuses import status_look
from ui.widgets.painting import initials

PAD = 12
GUTTER = 24
AVATAR = 24
FIGURE = 40
"""The room of a progress bar's figure."""
CACHED = 6000


class Ink:
    """A look's colours, fonts and measured texts, for painting many cells; made anew with it."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.font_body = look.font("body")
        self.font_strong = look.font("body-strong")
        self.font_small = look.font("small")
        self.font_pill = look.font("pill")
        self.font_number = look.font("body", tabular=True)
        self.font_figure = look.font("small", tabular=True)
        self._metrics: dict[int, QFontMetricsF] = {}
        self._widths: dict[tuple[int, str], float] = {}
        self.contrast = look.theme == "high-contrast"
        self.color = look.color

    def metrics(self, font: QFont) -> QFontMetricsF:
        """A font's measures."""
        found = self._metrics.get(id(font))
        if found is None:
            found = self._metrics[id(font)] = QFontMetricsF(font)
        return found

    def width(self, font: QFont, text: str) -> float:
        """How wide a text is."""
        key = (id(font), text)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) > CACHED:
                self._widths.clear()
            found = self._widths[key] = self.metrics(font).horizontalAdvance(text)
        return found

    def fitted(self, font: QFont, text: str, room: float) -> str:
        """A text, cut where it has not enough room."""
        if self.width(font, text) <= room:
            return text
        return self.metrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)

    def glyph(self, token: str, *, selected: bool) -> QColor:
        """The colour of a mark: on high contrast's selection everything is one colour."""
        return self.color("selection-text" if selected and self.contrast else token)


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
        font: QFont,
        color: QColor,
        *,
        x: float = PAD,
        room: float | None = None,
        trailing: bool = False,
        middle: float | None = None,
    ) -> None:
        """One line; *x* from the leading edge, or ending *x* before the trailing one."""
        ink = self.ink
        space = box.width() - x - PAD if room is None else room
        shown = ink.fitted(font, text, max(space, 0))
        width = ink.width(font, shown)
        start = box.width() - x - width if trailing else x
        metrics = ink.metrics(font)
        y = (box.center().y() + 1 if middle is None else middle) + metrics.capHeight() / 2
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(QPointF(self.left(box, start, width), y), shown)

    # kinds

    def check(self, painter: QPainter, box: QRect, *, checked: bool, selected: bool) -> None:
        """A check box in the middle of its column."""
        ink = self.ink
        side = 16
        area = QRectF(
            self.left(box, GUTTER, side) + 0.5,
            box.center().y() - side / 2 + 1.5,
            side - 1,
            side - 1,
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if checked:
            fill = ink.glyph("accent", selected=selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawRoundedRect(area.adjusted(-0.5, -0.5, 0.5, 0.5), 4, 4)
            token = "selection" if ink.contrast and selected else "on-accent"
            self._pixmap(painter, "check", token, 12, area.left() + 1.5, area.center().y())
        else:
            painter.setPen(ink.color("border-control"))
            painter.setBrush(ink.color("surface"))
            painter.drawRoundedRect(area, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

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
                self.ink.font_number,
                self.ink.color(token),
                x=PAD,
                trailing=True,
            )
        else:
            text = EMPTY if value is None or value == "" else str(value)
            self._plain(painter, box, text, selected, muted=kind == "muted" or value is None, x=x)

    def skeleton(self, painter: QPainter, box: QRect, column: GridColumn, row: int) -> None:
        """A bar where a cell's contents will be."""
        width = box.width() * (0.45 + 0.1 * ((row * 7 + box.left()) % 4)) - PAD
        area = QRectF(self.left(box, PAD, width), box.center().y() - 4, max(width, 8), 10)
        del column
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
        self.text(painter, box, text, self.ink.font_body, self.ink.color(token), x=x)

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
        area = QRectF(self.left(box, x, side), box.center().y() - side / 2 + 1, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.look.avatar(str(detail or name)))
        painter.drawEllipse(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        font = ink.look.avatar_font(side)
        letters = initials(name)
        width = ink.width(font, letters)
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(
            QPointF(
                area.center().x() - width / 2,
                area.center().y() + ink.metrics(font).capHeight() / 2,
            ),
            letters,
        )
        token = "selection-text" if selected else "text"
        self.text(painter, box, name, ink.font_strong, ink.color(token), x=x + side + 10)

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
        center = box.center().y() + 1
        self.text(
            painter,
            box,
            str(value or EMPTY),
            ink.font_strong,
            ink.color(token),
            x=x,
            middle=center - 9 if two else None,
        )
        if two:
            muted = "selection-text" if selected and ink.contrast else "text-muted"
            self.text(
                painter, box, facts, ink.font_small, ink.color(muted), x=x, middle=center + 10
            )

    def _pill(
        self, painter: QPainter, box: QRect, column: GridColumn, value: Cell, selected: bool
    ) -> None:
        del selected
        ink = self.ink
        tone, icon = status_look(column.id, value)
        font = ink.font_pill
        height = min(22, box.height() - 4)
        text = ink.fitted(font, cell_text(column, value), box.width() - 2 * PAD - 32)
        width = 6 + 14 + 4 + ink.width(font, text) + 8
        area = QRectF(self.left(box, PAD, width), box.center().y() - height / 2 + 1, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if ink.contrast:
            painter.setPen(ink.color("border"))
            area.adjust(0.5, 0.5, -0.5, -0.5)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.color(f"{tone}-soft"))
        painter.drawRoundedRect(area, height / 2, height / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        inside = QRect(round(area.left()), box.top(), round(width), box.height())
        self._pixmap(painter, icon, tone, 14, self.left(inside, 6, 14), area.center().y())
        self.text(painter, inside, text, font, ink.color(tone), x=24, room=width)

    def _state(
        self, painter: QPainter, box: QRect, column: GridColumn, value: Cell, selected: bool
    ) -> None:
        ink = self.ink
        tone, icon = status_look(column.id, value)
        token = "selection-text" if ink.contrast and selected else tone
        center = box.center().y() + 1
        self._pixmap(painter, icon, token, 14, self.left(box, PAD, 14), center)
        words = "selection-text" if selected else "text"
        self.text(
            painter, box, cell_text(column, value), ink.font_body, ink.color(words), x=PAD + 20
        )

    def _progress(self, painter: QPainter, box: QRect, value: Cell, selected: bool) -> None:
        ink = self.ink
        if not isinstance(value, int | float):
            self._plain(painter, box, EMPTY, selected, muted=True)
            return
        room = max(box.width() - 2 * PAD - FIGURE, 8)
        y = box.center().y() - 1
        start = self.left(box, PAD, room)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        faint = QColor(ink.color("selection-text")) if selected and ink.contrast else None
        if faint is not None:
            faint.setAlphaF(0.3)
        painter.setBrush(faint or ink.color("track"))
        painter.drawRoundedRect(QRectF(start, y, room, 4), 2, 2)
        filled = room * min(max(value, 0), 100) / 100
        if filled >= 1:
            token = "success-solid" if value >= 100 else "accent"
            painter.setBrush(ink.glyph(token, selected=selected))
            filled = max(filled, 4)
            at = start + room - filled if self.rtl else start
            painter.drawRoundedRect(QRectF(at, y, filled, 4), 2, 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        token = "selection-text" if selected else "text-muted"
        self.text(
            painter,
            box,
            percent_text(round(value)),
            ink.font_figure,
            ink.color(token),
            trailing=True,
        )

    def _pixmap(  # noqa: PLR0917 - a picture has this many sides
        self, painter: QPainter, name: str, token: str, size: int, x: float, middle: float
    ) -> None:
        pixmap = self.ink.look.pixmap(name, token, size, self.scale)
        painter.drawPixmap(QPointF(x, round(middle - size / 2)), pixmap)
