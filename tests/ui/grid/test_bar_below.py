"""A bar below a list's right half: both halves stay level, and it covers no row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support.window import settle
from ui.shell.application import Desktop
from ui.widgets.grid import Grid


@pytest.fixture
def wide(desktop: Desktop, grid: Grid) -> Grid:
    """A list whose columns need more room than there is."""
    table = grid.table
    table.set_columns([(name, 400) for name, _ in table.columns()])
    settle(desktop)
    assert table.main.horizontalScrollBar().isVisible()
    return grid


def bottoms(grid: Grid, row: int) -> list[tuple[int, int]]:
    """Where a row ends and how high the view is, in either half."""
    return [
        (half.rowViewportPosition(row) + half.rowHeight(row), half.viewport().height())
        for half in (grid.table.frozen, grid.table.main)
    ]


def test_the_last_row_is_whole(desktop: Desktop, wide: Grid) -> None:
    last = wide.model.rowCount() - 1
    bar = wide.table.main.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle(desktop)
    left, right = bottoms(wide, last)
    assert left == right
    assert right[0] <= right[1]


def test_the_row_that_keys_come_to_is_whole(desktop: Desktop, wide: Grid) -> None:
    below = wide.table.rows_on_screen()[1] + 1
    wide.table.set_current(below)
    settle(desktop)
    left, right = bottoms(wide, below)
    assert left == right
    assert right[0] <= right[1]


def test_without_a_bar_there_is_no_gap(desktop: Desktop, wide: Grid) -> None:
    table = wide.table
    table.set_columns([(name, 60) for name, _ in table.columns()])
    settle(desktop)
    QApplication.processEvents()
    assert not table.main.horizontalScrollBar().isVisible()
    assert table.frozen.height() == table.main.height()


def test_a_bar_that_comes_below_covers_no_row_one_stands_at_and_moves_no_columns(
    desktop: Desktop, wide: Grid
) -> None:
    table, view = wide.table, wide.table.main
    row = table.rows_on_screen()[1] - 1
    place = QPoint(60, view.rowViewportPosition(row) + view.rowHeight(row) // 2)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    wide.selected.clear()
    settle(desktop)
    assert table.current_row == row
    sideways, height = view.horizontalScrollBar(), view.viewport().height()
    sideways.setValue(sideways.maximum())
    settle(desktop)
    looked_at, lines = sideways.value(), view.verticalScrollBar().value()
    assert looked_at > 0
    wide.select_all()
    settle(desktop)
    assert view.viewport().height() < height
    assert view.verticalScrollBar().value() > lines
    assert sideways.value() == looked_at
    left, right = bottoms(wide, row)
    assert left == right
    assert right[0] <= right[1]
    wide.selected.clear()
