"""A search box: a magnifier, a name, and Esc clears it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from ui.theme.look import Look, rtl
from ui.widgets.painting import draw_pixmap

ICON, ICON_AT = 16, 8
QUIET = 120
"""Milliseconds without a key before what was typed is searched for."""


class SearchField(QLineEdit):
    """One line to filter by.

    Signals:
        searched(str): the text, once typing pauses or Enter is pressed.
        went_down(): the arrow down was pressed: on to what was found.
    """

    searched = Signal(str)
    went_down = Signal()

    def __init__(self, look: Look, name: str, hint: str = "", width: int | None = None) -> None:
        super().__init__()
        self._look = look
        self._putting = False
        self.setProperty("kind", "search")
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setFont(look.font("body"))
        self.setClearButtonEnabled(True)
        if width:
            self.setFixedWidth(width)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET)
        self._timer.timeout.connect(self._search)
        self.textEdited.connect(lambda _text: self._timer.start())
        self.textChanged.connect(self._cleared)
        self.returnPressed.connect(self._search)
        look.resized.connect(self._restyle)
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        super().keyPressEvent(event)

    def put(self, text: str) -> None:
        """Show another text, which has been searched for already."""
        self._putting = True
        self.setText(text)
        self._putting = False

    def _search(self) -> None:
        self._timer.stop()
        self.searched.emit(self.text().strip())

    def _cleared(self, text: str) -> None:
        if not text and not self._putting:
            self._search()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Drawn, not a button of the field's: there is nothing to press.
        super().paintEvent(event)
        painter = QPainter(self)
        try:
            picture = self._look.pixmap("search", "text-muted", ICON, self.devicePixelRatioF())
            draw_pixmap(painter, self, picture, ICON_AT)
        finally:
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room()

    def _make_room(self) -> None:
        room = ICON + 6
        self.setTextMargins(0 if rtl(self) else room, 0, room if rtl(self) else 0, 0)

    def _restyle(self) -> None:
        self.setFont(self._look.font("body"))
        self._make_room()
