"""A list's header: names, the order's arrow, and sections that are moved and resized."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from app.queries.grid import NUMBERS, TIMES
from ui.models.keyset import CHECK, KeysetModel
from ui.theme.look import Look, rtl
from ui.widgets.grid.cells import CellPainter, middle_of, whole
from ui.widgets.words import tr

ARROW = 13


class GridHeader(QHeaderView):
    """Paints itself from the look; a click on a sortable section is told as `sectionClicked`."""

    def __init__(self, look: Look, cells: CellPainter, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.cells = cells
        self.sorted: tuple[int, bool] = (-1, False)
        self.all_checked = False
        self.leads = False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(look.size("table-header"))
        self.setAccessibleName(tr("Columns"))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if not rect.isValid():
            return
        painter.save()
        try:
            self._paint(painter, rect, section)
        finally:
            painter.restore()

    def _paint(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = self._look
        painter.fillRect(rect, look.color("surface"))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), look.color("border"))
        self.cells.rtl = rtl(self)
        model = self.model()
        if section == CHECK:
            self.cells.check(painter, rect, checked=bool(self.all_checked), selected=False)
            return
        if not isinstance(model, KeysetModel):
            return
        column = model.column_at(section)
        here = self.sorted[0] == section
        face = self.cells.ink.header_strong if here else self.cells.ink.header
        trailing = (column.kind in NUMBERS - {"percent"}) or column.kind in TIMES
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        room = rect.width() - 24 - (ARROW + 5 if here else 0)
        color = look.color("text" if here else "text-muted")
        shown, width, _ = face.line(text, max(room, 0))
        lead = self.cells.lead if self.leads and self.visualIndex(section) == 1 else 12
        gap = ARROW + 5 if here and trailing else 0
        self.cells.text(
            painter, rect, shown, face, color, x=lead + gap, room=room + 1, trailing=trailing
        )
        if here:
            name = "arrow-down" if self.sorted[1] else "arrow-up"
            pixmap = look.pixmap(name, "accent", ARROW, self.devicePixelRatioF())
            x = rect.width() - 12 - ARROW if trailing else lead + width + 5
            left = self.cells.left(rect, x, ARROW)
            painter.drawPixmap(whole(left), middle_of(rect) - ARROW // 2, pixmap)
