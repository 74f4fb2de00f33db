"""What can be done with the certificate that is shown: buttons in one line, or in two."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from ui.widgets.basics import frame, row

SIDES, ENDS, GAP = 16, 10, 8
Way = QBoxLayout.Direction


class PreviewFoot(QFrame):
    """Two groups of buttons, at either end of a line; below one another where that is too short."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "sidefoot")
        self._groups = (frame("plain"), frame("plain"))
        self._lines = QBoxLayout(Way.LeftToRight, self)
        self._lines.setContentsMargins(SIDES, ENDS, SIDES, ENDS)
        self._lines.setSpacing(GAP)
        for group in self._groups:
            self._lines.addWidget(group)
        self._lines.insertStretch(1, 1)

    def put(self, first: Sequence[QWidget], last: Sequence[QWidget]) -> None:
        """Take these buttons."""
        for group, buttons in zip(self._groups, (first, last), strict=True):
            across = row(group, gap=GAP)
            for one in buttons:
                across.addWidget(one)
            across.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        # One line below the other is always possible.
        wide = max(group.minimumSizeHint().width() for group in self._groups)
        return QSize(wide + 2 * SIDES, super().minimumSizeHint().height())

    def fit(self) -> None:
        """Have one line if there is room for all, else two."""
        wide = sum(group.sizeHint().width() for group in self._groups) + 2 * SIDES + 2 * GAP
        way = Way.LeftToRight if wide <= self.width() else Way.TopToBottom
        if way != self._lines.direction():
            self._lines.setDirection(way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
