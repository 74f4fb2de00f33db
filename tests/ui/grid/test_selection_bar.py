"""The bar of what is selected: actions keep their places, fold, and leave the keyboard the rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.courses.page import CoursesPage
from ui.views.enrollments.page import EnrollmentsPage
from ui.widgets.grid import Grid

OFFSCREEN_MENUS = (
    "^This plugin does not support raise",
    "^This plugin does not support grabbing",
)


def test_actions_stand_where_they_stood_whatever_is_selected(desktop: Desktop, grid: Grid) -> None:
    bar = grid.selection_bar
    ids = [grid.model.id_at(row) or 0 for row in range(12)]

    def places() -> list[int]:
        settle(desktop)
        return [one.mapTo(bar, QPoint(0, 0)).x() for one in bar.buttons.values()]

    grid.selected.only(ids[:1])
    first = places()
    assert bar.all.isVisible()
    grid.selected.only(ids)
    assert places() == first
    grid.selected.all()
    assert places() == first
    assert bar.all.isHidden()
    grid.selected.clear()


def test_what_is_for_one_row_is_off_with_its_reason_where_several_are_selected(
    desktop: Desktop, grid: Grid
) -> None:
    desktop.window.go("courses", {})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, CoursesPage)
    courses = page.grid
    ids = [courses.model.id_at(row) or 0 for row in range(2)]
    duplicate = courses.selection_bar.buttons["courses.duplicate"]
    courses.selected.only(ids[:1])
    assert (duplicate.isEnabled(), duplicate.toolTip()) == (True, "")
    courses.selected.only(ids)
    assert (duplicate.isEnabled(), duplicate.toolTip()) == (False, "it is for one row at a time")
    courses.selected.clear()


def test_the_keyboard_stays_among_the_rows_when_the_selection_bar_goes(
    desktop: Desktop, grid: Grid
) -> None:
    desktop.window.activateWindow()
    grid.selected.only([grid.model.id_at(0) or 0])
    settle(desktop)
    grid.selection_bar.buttons["enrollments.suspend"].setFocus()
    grid.selected.clear()
    settle(desktop)
    assert grid.main_view().hasFocus()


def test_the_search_fields_cross_goes_with_its_text(
    desktop: Desktop, grid: Grid, qtbot: QtBot
) -> None:
    cross = max(grid.bar.search.findChildren(QToolButton), key=QToolButton.x)
    QTest.keyClicks(grid.bar.search, "an")
    settle(desktop)
    qtbot.waitUntil(lambda: cross.property("opacity") == 1)
    grid.clear_filters()
    settle(desktop)
    assert grid.model.count == 420
    qtbot.waitUntil(lambda: cross.property("opacity") == 0)


@pytest.mark.qt_log_ignore(*OFFSCREEN_MENUS, extend=True)
@pytest.mark.parametrize(("width", "text"), [(1280, 1.0), (1024, 1.0), (1024, 1.5)])
def test_what_does_not_fit_the_selection_bar_is_behind_its_last_button(
    desktop: Desktop, grid: Grid, width: int, text: float
) -> None:
    size = desktop.window.size()
    desktop.window.resize(width, 700)
    desktop.appearance.set("text_scale", text)
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, EnrollmentsPage)
    grid = page.grid
    grid.select_all()
    settle(desktop)
    buttons = grid.selection_bar.buttons
    shown = [one for one in buttons.values() if one.isVisible()]
    assert shown
    for one in shown:
        assert one.width() >= one.sizeHint().width()
        assert one.geometry().right() <= one.parentWidget().width()
    hidden = [name for name, one in buttons.items() if not one.isVisible()]
    row = grid.selection_bar.actions_row
    assert row.more.isVisible() == bool(hidden)
    if hidden:
        row.more.click()
        menu = row.findChildren(QMenu)[-1]
        assert len(menu.actions()) == len(hidden)
        menu.close()
    grid.selected.clear()
    desktop.appearance.set("text_scale", 1.0)
    desktop.window.resize(size)
    settle(desktop)
