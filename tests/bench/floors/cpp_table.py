"""The floor of a scrolled page: the table over a model in C++, painted by Qt itself."""

import time

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

ROWS = 2000


def view(rows: list[tuple[object, ...]], size: tuple[int, int], height: int) -> QTableView:
    """A table of the first rows, in a view of this size with rows of this height."""
    model = QStandardItemModel(len(rows), len(rows[0]))
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            model.setItem(place, column, QStandardItem("" if value is None else str(value)))
    shown = QTableView()
    model.setParent(shown)
    shown.setModel(model)
    shown.resize(*size)
    shown.verticalHeader().setDefaultSectionSize(height)
    for column in range(len(rows[0])):
        shown.setColumnWidth(column, size[0] // len(rows[0]))
    shown.show()
    QApplication.processEvents()
    return shown


def pages(shown: QTableView, count: int) -> list[float]:
    """Milliseconds of scrolled pages."""
    bar = shown.verticalScrollBar()
    step = shown.viewport().height() // shown.rowHeight(0)
    found: list[float] = []
    for place in range(1, count + 1):
        start = time.perf_counter()
        bar.setValue(place * step % (ROWS - step))
        QApplication.processEvents()
        shown.viewport().grab()
        found.append((time.perf_counter() - start) * 1e3)
    return found
