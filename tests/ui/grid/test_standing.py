"""The keyboard's row is a person, not a number: it is followed to wherever changes put it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.commands import AddPeople, DeletePeople, PersonRow
from tests.support.window import copy_demo, open_desktop, settle
from ui.operations.tasks import Ticket
from ui.shell.application import Desktop
from ui.views.people.page import PeoplePage
from ui.widgets.grid import Grid

LONG = 3_600_000
"""Milliseconds that no test lasts."""


@pytest.fixture
def grid(demo_source: Path, tmp_path: Path, qapp: object) -> Iterator[Grid]:
    """The people's list in a workspace of its own."""
    workspace = copy_demo(demo_source, tmp_path / "workspace")
    with open_desktop(workspace, tmp_path / "memory.json", place="people") as desktop:
        page = desktop.window.page
        assert isinstance(page, PeoplePage)
        page.grid.main_view().setFocus()
        yield page.grid


@pytest.fixture
def desktop(grid: Grid) -> Desktop:
    found = grid.desk.operations.parent()
    assert isinstance(found, Desktop)
    return found


def add(desktop: Desktop, *names: str) -> None:
    """People whom the list's order, by name, has before all others."""
    rows = tuple(
        PersonRow(
            user_id=900 + place,
            email=f"{name}@uni.example",
            username=name,
            first_name="Aa",
            last_name=name,
            role="student",
        )
        for place, name in enumerate(names)
    )
    desktop.operations.execute(AddPeople(rows=rows))


def stand_at(desktop: Desktop, grid: Grid, row: int) -> int:
    grid.table.set_current(row)
    settle(desktop)
    key = grid.current_id
    assert isinstance(key, int)
    return key


def test_what_the_keyboard_has_not_followed_yet_is_not_told_as_its_row(
    desktop: Desktop, grid: Grid
) -> None:
    key = stand_at(desktop, grid, 7)
    assert grid.current is not None
    assert grid.current[0] == key
    # Its person has moved, and another's row is where the keyboard was.
    grid.standing.key = grid.model.id_at(8)
    assert grid.current is None


@pytest.mark.parametrize("row", [7, 150], ids=["on the first screen", "far below"])
def test_rows_that_come_before_do_not_put_another_person_under_the_keyboard(
    desktop: Desktop, grid: Grid, row: int
) -> None:
    key = stand_at(desktop, grid, row)
    add(desktop, "aab", "aac")
    settle(desktop)
    assert grid.model.count == 206
    assert grid.current_id == key
    assert grid.table.current_row == row + 2
    assert grid.selection().chosen == (key,)


def test_whoever_is_deleted_leaves_the_place_to_the_next_and_that_is_told(
    desktop: Desktop, grid: Grid
) -> None:
    row = next(one for one in range(7, 99) if grid.model.cell(one, "role") == "student")
    key = stand_at(desktop, grid, row)
    after = grid.model.id_at(row + 1)
    told: list[object] = []
    grid.current_changed.connect(told.append)
    desktop.operations.execute(DeletePeople(user_ids=(key,)))
    settle(desktop)
    assert grid.model.count == 203
    assert grid.current_id == after
    assert told[-1] == after
    assert grid.table.current_row == row


def test_the_view_stays_where_the_mouse_has_taken_it(desktop: Desktop, grid: Grid) -> None:
    key = stand_at(desktop, grid, 7)
    bar = grid.table.main.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle(desktop)
    seen = bar.value()
    add(desktop, "aab")
    settle(desktop)
    assert grid.model.count == 205
    assert grid.current_id == key
    assert bar.value() == seen


def test_a_row_just_come_is_gone_to_though_the_list_was_not_read_again_yet(
    qtbot: QtBot, desktop: Desktop, grid: Grid
) -> None:
    stand_at(desktop, grid, 7)
    grid._soon.setInterval(LONG)
    add(desktop, "aab")
    qtbot.waitUntil(lambda: desktop.operations.idle and grid.is_about_to_read)
    grid.reveal(900, lambda: pytest.fail("the list has it"))
    qtbot.waitUntil(lambda: desktop.operations.idle)
    assert grid.current_id == 900
    assert grid.table.current_row == 0


@pytest.mark.parametrize("works_there", [True, False])
def test_only_who_works_in_the_list_is_carried_along_with_the_row(
    desktop: Desktop, grid: Grid, works_there: bool
) -> None:
    """Whoever comes back to the top of a list sees what is new there."""
    key = stand_at(desktop, grid, 0)
    (grid.main_view() if works_there else grid.bar.search).setFocus()
    add(desktop, *(f"aa{number}" for number in range(40)))
    settle(desktop)
    assert grid.current_id == key
    first, last = grid.table.rows_on_screen()
    assert (first <= grid.table.current_row <= last) is works_there
    assert (grid.table.main.verticalScrollBar().value() == 0) is not works_there
    grid.main_view().setFocus(Qt.FocusReason.TabFocusReason)
    first, last = grid.table.rows_on_screen()
    assert first <= grid.table.current_row <= last


@pytest.mark.lane_work
def test_a_row_that_comes_into_the_very_place_of_the_keyboard_gets_it(
    qtbot: QtBot, desktop: Desktop, grid: Grid, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its place may be known before the rows are here."""
    operations = desktop.operations
    real = operations.inquire

    def at_once(work: Any, done: Any, failed: Any = None) -> Ticket:
        if failed is not None:
            return real(work, done, failed)
        done(work(operations.context, operations.actor))
        return Ticket()

    stand_at(desktop, grid, 0)
    grid._soon.setInterval(LONG)
    add(desktop, "aab")
    qtbot.waitUntil(lambda: operations.idle and grid.is_about_to_read)
    monkeypatch.setattr(operations, "inquire", at_once)
    grid.reveal(900, lambda: pytest.fail("the list has it"))
    qtbot.waitUntil(lambda: operations.idle)
    assert grid.current_id == 900
    assert grid.table.current_row == 0


def test_a_row_far_from_what_is_seen_is_gone_to(desktop: Desktop, grid: Grid) -> None:
    query = grid.query
    with_actor = desktop.operations.actor
    assert with_actor is not None
    last = desktop.operations.context.grids.ids(query, with_actor)[-1]
    grid.reveal(last, lambda: pytest.fail("the list has it"))
    settle(desktop)
    assert grid.current_id == last
    assert grid.table.current_row == 203


def test_a_row_the_list_lacks_is_gone_to_where_it_is_shown(desktop: Desktop, grid: Grid) -> None:
    grid.search_for("role:admin")
    settle(desktop)
    add(desktop, "aab")
    settle(desktop)
    grid.reveal(900, lambda: grid.search_for("aab@uni.example"))
    settle(desktop)
    assert grid.current_id == 900
