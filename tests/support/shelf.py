"""Another program that files are dragged from: python -m tests.support.shelf PATH...

It says in JSON where on the screen each lies, then of each drag what whatever is under it would do
(``over``), and what became of it (``became``).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from tests.support.dragging import COPY, files

CORNER = QPoint(1400, 60)


def tell(**what: Any) -> None:
    print(json.dumps(what), flush=True)


class Thing(QLabel):
    """A file or folder that can be dragged away."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name)
        self._path = path
        self.setFixedSize(280, 40)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        del event
        drag = QDrag(self)
        drag.setMimeData(files([self._path]))
        drag.actionChanged.connect(lambda action: tell(over=action.name))
        tell(became=drag.exec(COPY).name)


def main() -> None:
    application = QApplication([])
    shelf = QWidget()
    shelf.setWindowTitle("Files")
    layout = QVBoxLayout(shelf)
    things = [Thing(Path(name)) for name in sys.argv[1:]]
    for one in things:
        layout.addWidget(one)
    shelf.move(CORNER)
    shelf.show()

    def look() -> None:
        if shelf.isActiveWindow():
            timer.stop()
            spots = [one.mapToGlobal(one.rect().center()).toTuple() for one in things]
            tell(spots=spots)

    timer = QTimer(shelf)
    timer.timeout.connect(look)
    timer.start(20)
    application.exec()


if __name__ == "__main__":
    main()
