"""A screen that is made anew for larger text stands as the one did whose place it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractScrollArea

from app.queries.analytics_spans import Span
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.analytics.spans import CUSTOM
from ui.widgets.scrolled import ScrollBack


@pytest.fixture(autouse=True)
def text_is_usual_afterwards(desktop: Desktop) -> Iterator[None]:
    """What is made anew last would else be taken apart only after the window has gone."""
    yield
    desktop.appearance.set("text_scale", 1.0)
    settle(desktop)


def at(desktop: Desktop, place: str, **params: Any) -> Any:
    desktop.window.go(place, params)
    settle(desktop)
    return desktop.window.page


def anew(desktop: Desktop) -> Any:
    """The screen that takes the place of what is shown."""
    before = desktop.window.page
    desktop.appearance.set("text_scale", 1.5)
    settle(desktop)
    assert desktop.window.page is not before
    return desktop.window.page


def scroll(area: QAbstractScrollArea, share: float) -> None:
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(round(share * bar.maximum()))


def is_scrolled(area: QAbstractScrollArea, share: float) -> bool:
    bar = area.verticalScrollBar()
    return abs(bar.value() - share * bar.maximum()) <= 1


def test_a_list_is_where_it_was_left(desktop: Desktop) -> None:
    grid = at(desktop, "people").grid
    grid.views.go(1)
    settle(desktop)
    grid.table.set_current(60)
    settle(desktop)
    grid.selected.add(grid.model.id_at(row) for row in (58, 61))
    key, chosen = grid.current_id, grid.selected.ids
    after = anew(desktop).grid
    assert after.views.place == 1
    assert after.query == grid.query
    assert after.current_id == key
    assert after.selected.ids == chosen
    first, last = after.table.rows_on_screen()
    assert first <= 60 <= last


def test_the_keyboards_column_and_the_columns_in_sight_stay(desktop: Desktop) -> None:
    desktop.window.resize(1024, 700)
    page = at(desktop, "enrollments")
    table = page.grid.table
    section = next(at for at in range(99) if page.grid.model.column_at(at).id == "payment")
    table.set_current(3, section)
    bar = table.main.horizontalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    settle(desktop)
    table = anew(desktop).grid.table
    assert (table.current_row, table.current_section) == (3, section)
    bar = table.main.horizontalScrollBar()
    assert bar.value() == bar.maximum() > 0


def test_columns_are_seen_from_where_they_were_whatever_the_keyboards_is(desktop: Desktop) -> None:
    desktop.window.resize(1024, 700)
    table = at(desktop, "enrollments").grid.table
    table.set_current(3)
    bar = table.main.horizontalScrollBar()
    bar.setValue(bar.maximum())
    settle(desktop)
    assert bar.value() > 0
    at(desktop, "home")
    anew(desktop)
    table = at(desktop, "enrollments").grid.table
    bar = table.main.horizontalScrollBar()
    assert bar.value() == bar.maximum() > 0
    bar.setValue(0)
    desktop.window.resize(1040, 700)
    settle(desktop)
    assert bar.value() == 0


def test_a_list_without_the_keyboard_is_scrolled_as_it_was(desktop: Desktop) -> None:
    page = at(desktop, "people")
    page.grid.table.scroll_to(150)
    settle(desktop)
    top = page.grid.table.rows_on_screen()[0]
    assert top > 100
    left = page.standing()["list"]
    assert left.top == top
    page.grid.table.frozen.setCurrentIndex(page.grid.model.index(-1, -1))
    after = anew(desktop).grid
    assert after.table.rows_on_screen()[0] == top


def test_the_selection_of_all_but_some_stays(desktop: Desktop) -> None:
    grid = at(desktop, "people").grid
    grid.selected.all()
    grid.selected.toggle(grid.model.id_at(3))
    before = grid.selection()
    after = anew(desktop).grid.selection()
    assert (after.everything, after.without, after.count) == (True, before.without, before.count)


@pytest.mark.parametrize(
    ("place", "tab", "lists"),
    [
        ("enrollments", "waiting", "_lists"),
        ("certificates", "issued", "_grids"),
        ("activity", "workflows", "grids"),
    ],
)
def test_every_list_of_a_screen_keeps_what_it_asks(
    desktop: Desktop, place: str, tab: str, lists: str
) -> None:
    def grids(page: Any) -> Any:
        return (page.grid, page.waiting) if lists == "_lists" else getattr(page, lists)

    page = at(desktop, place)
    for grid in grids(page):
        grid.asking.text = "an"
    page.open({"tab": tab})
    settle(desktop)
    assert page.standing()["tab"] == tab
    page = anew(desktop)
    assert page.standing()["tab"] == tab
    assert [grid.asking.text for grid in grids(page)] == ["an"] * len(grids(page))
    assert [grid.bar.search.text() for grid in grids(page)] == ["an"] * len(grids(page))


def test_a_screen_that_is_hidden_stands_as_it_did_once_it_is_shown(desktop: Desktop) -> None:
    people = at(desktop, "people")
    people.grid.search_for("an")
    people.grid.selected.add([people.grid.model.id_at(0)])
    chosen = people.grid.selected.ids
    at(desktop, "courses")
    anew(desktop)
    desktop.appearance.set("text_scale", 1.0)
    settle(desktop)
    after = at(desktop, "people")
    assert after is not people
    assert after.grid.asking.text == "an"
    assert after.grid.selected.ids == chosen


def test_the_way_to_a_hidden_screen_goes_before_how_it_stood(desktop: Desktop) -> None:
    at(desktop, "people").grid.search_for("an")
    at(desktop, "courses")
    anew(desktop)
    assert at(desktop, "people", search="en").grid.asking.text == "en"


def test_what_the_way_here_had_done_is_not_done_again(desktop: Desktop) -> None:
    page = at(desktop, "enrollments", enroll=1)
    sheet = desktop.window.findChild(type(_sheet(desktop)))
    sheet.reject()
    settle(desktop)
    assert page is desktop.window.page
    anew(desktop)
    assert _sheet(desktop) is None


def _sheet(desktop: Desktop) -> Any:
    from tests.support.walk import shown_over

    return next(iter(shown_over(desktop)), None)


def test_a_workspace_that_is_opened_knows_nothing_of_how_screens_stood(desktop: Desktop) -> None:
    at(desktop, "people").grid.search_for("an")
    at(desktop, "courses")
    anew(desktop)
    desktop.window.forget_pages()
    assert at(desktop, "people").grid.asking.text == ""


def test_analytics_keeps_its_period_courses_tables_and_place(desktop: Desktop) -> None:
    desktop.window.resize(1280, 700)
    page = at(desktop, "analytics")
    board = page.board
    span = Span(board.span.first, board.span.last)
    page.pick_span(CUSTOM, span)
    page.pick_courses((1, 2))
    page.cards.charted[1].show_table(shown=True)
    settle(desktop)
    page._next_step()
    settle(desktop)
    scroll(page.area, 0.5)
    asked = page.asked()
    page = anew(desktop)
    assert page.asked() == asked
    assert page.board.span == span
    assert [card.as_table for card in page.cards.charted] == [False, True, False, False]
    assert is_scrolled(page.area, 0.5)


def test_home_is_scrolled_as_it_was(desktop: Desktop) -> None:
    desktop.window.resize(1024, 700)
    page = at(desktop, "home")
    scroll(page.area, 1.0)
    assert is_scrolled(anew(desktop).area, 1.0)


def test_what_is_scrolled_since_is_not_scrolled_back(desktop: Desktop) -> None:
    desktop.window.resize(1024, 700)
    scroll(at(desktop, "home").area, 1.0)
    area = anew(desktop).area
    area.verticalScrollBar().setValue(0)
    desktop.window.resize(1024, 720)
    settle(desktop)
    assert area.verticalScrollBar().value() == 0


def test_a_person_stays_with_the_chosen_tab(desktop: Desktop) -> None:
    page = at(desktop, "person", id=5)
    page.tabs.set_current(3)
    page = anew(desktop)
    assert (page.tabs.current, page.standing()["user_id"]) == (3, 5)


@pytest.mark.parametrize("name", ["id", "user_id"])
def test_how_a_person_stood_says_nothing_of_another(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    page = at(desktop, "person", **{name: 5})
    stood = {"user_id": 5, "tab": 3, "scrolled": 0.5}
    monkeypatch.setattr(page, "standing", lambda: stood)
    at(desktop, "home")
    anew(desktop)
    page = at(desktop, "person", **{name: 7})
    assert page.standing()["user_id"] == 7
    assert page.overview.findChildren(ScrollBack) == []


def test_what_a_check_found_stays(desktop: Desktop) -> None:
    page = at(desktop, "check", faults=[("journal", "a", "b")])
    at(desktop, "home")
    anew(desktop)
    page = at(desktop, "check")
    assert page.standing() == {"faults": []}
    desktop.window.back()
    desktop.window.back()
    assert desktop.window.page.standing() == {"faults": [("journal", "a", "b")]}


def test_verify_keeps_its_list_what_is_shown_and_what_is_typed(desktop: Desktop) -> None:
    page = at(desktop, "verify")
    for typed in ("SC-2026-000001", "nothing", "SC-2026-000002"):
        page.field.setText(typed)
        page.check_field()
        settle(desktop)
    page.list.setCurrentIndex(page.recent.index(1))
    page.list.clicked.emit(page.list.currentIndex())
    page.field.setText("SC-2026-0")
    kept, shown = page.recent.kept, page.card.check
    assert len(kept) == 3
    page = anew(desktop)
    assert page.recent.kept == kept
    assert page.card.check == shown
    assert page.list.currentIndex().row() == 1
    assert page.field.text() == "SC-2026-0"
    assert not page._hint.isVisible()


def test_verify_keeps_what_it_said_was_wrong(desktop: Desktop) -> None:
    page = at(desktop, "verify")
    page.check_field()
    words = page.note.text()
    assert words
    page = anew(desktop)
    assert page.note.isVisible()
    assert page.note.text() == words
