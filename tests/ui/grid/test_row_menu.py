"""The menu of a list: whose it is, by mouse and by keyboard, and what it says of that."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from ui.shell.application import Desktop
from ui.widgets.grid import Grid
from ui.widgets.grid.half import Half

pytestmark = pytest.mark.qt_log_ignore(
    "^This plugin does not support raise",
    "^This plugin does not support grabbing",
    extend=True,
)


def ask_by_key(half: Half) -> QMenu:
    """What Qt does on the Menu key: the point is the half's own, head and all."""
    place = half.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(half, QContextMenuEvent(reason, place, half.mapToGlobal(place)))
    return shown_in(half)


def ask_by_mouse(half: Half, place: QPoint) -> QMenu:
    """What Qt does on a press of the right button."""
    port = half.viewport()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(port, QContextMenuEvent(reason, place, port.mapToGlobal(place)))
    return shown_in(half)


def shown_in(half: Half) -> QMenu:
    (menu,) = [one for one in half.window().findChildren(QMenu) if one.isVisible()]
    return menu


def middle(half: Half, row: int, section: int) -> QPoint:
    return half.visualRect(half.model().index(row, section)).center()


@pytest.mark.parametrize("column", ["learner", "status"])
def test_the_menu_key_asks_for_the_row_the_keyboard_is_at(
    desktop: Desktop, grid: Grid, column: str
) -> None:
    table, section = grid.table, grid.model.section(column)
    desktop.window.activateWindow()
    table.frozen.setFocus(Qt.FocusReason.TabFocusReason)
    points: list[QPoint] = []
    table.menu_wanted.connect(points.append)
    for row in (0, 3):
        table.set_current(row, section)
        wanted = grid.model.id_at(row)
        ask_by_key(table.frozen).close()
        assert grid.selection().chosen == (wanted,)
        half = table.frozen if column == "learner" else table.main
        index = grid.model.index(row, section)
        assert points[-1] == half.global_point(index), "beside the cell"


def test_the_menu_key_brings_its_row_into_sight(desktop: Desktop, grid: Grid) -> None:
    table = grid.table
    table.set_current(2)
    wanted = grid.current_id
    table.scroll_to(grid.model.rowCount() - 1)
    assert table.rows_on_screen()[0] > 2
    ask_by_key(table.frozen).close()
    assert grid.selection().chosen == (wanted,)
    assert table.rows_on_screen()[0] <= 2


def test_the_mouse_asks_for_the_row_it_is_on(desktop: Desktop, grid: Grid) -> None:
    table = grid.table
    table.set_current(0)
    for half, column in ((table.frozen, "learner"), (table.main, "status")):
        wanted = grid.model.id_at(4)
        ask_by_mouse(half, middle(half, 4, grid.model.section(column))).close()
        assert grid.selection().chosen == (wanted,)
        table.set_current(0)


def test_a_row_beside_the_selection_is_what_its_menu_is_for(desktop: Desktop, grid: Grid) -> None:
    table = grid.table
    ids = [grid.model.id_at(row) or 0 for row in range(5)]
    place = middle(table.main, 3, grid.model.section("status"))
    name = grid.model.cell(3, "learner")

    grid.selected.only(ids[:2])
    menu = ask_by_mouse(table.main, place)
    assert grid.selection().chosen == (ids[3],)
    assert (menu.actions()[0].text(), menu.actions()[0].isEnabled()) == (name, False)
    menu.close()

    grid.selected.only(ids[:2])
    table.set_current(3)
    menu = ask_by_key(table.frozen)
    assert grid.selection().chosen == (ids[3],)
    assert menu.actions()[0].text() == name
    menu.close()

    grid.selected.all()
    grid.selected.toggle(ids[3])
    ask_by_mouse(table.main, place).close()
    assert grid.selection().chosen == (ids[3],)
    grid.selected.clear()


def test_a_row_of_the_selection_asks_for_all_of_it(desktop: Desktop, grid: Grid) -> None:
    table = grid.table
    ids = [grid.model.id_at(row) or 0 for row in range(5)]
    grid.selected.only(ids[:4])
    menu = ask_by_mouse(table.frozen, middle(table.frozen, 2, grid.model.section("learner")))
    assert grid.selection().chosen == tuple(ids[:4])
    assert menu.actions()[0].text() == "4 enrollments"
    menu.close()
    grid.selected.clear()
    menu = ask_by_mouse(table.frozen, middle(table.frozen, 2, grid.model.section("learner")))
    assert grid.selection().chosen == (ids[2],)
    assert not grid.selected.ids, "nothing needs to be selected to be acted on"
    menu.close()
