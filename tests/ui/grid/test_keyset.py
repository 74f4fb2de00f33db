"""The model over windows: what a tester of models says, jumps, refreshes, hypothesis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.errors import EnvironmentFault, SmartCourseError
from app.ports.grid import GridPage, GridQuery
from app.queries.grids import PEOPLE
from ui.models import keyset
from ui.models.keyset import KeysetModel
from ui.operations.tasks import Ticket


class Numbers:
    """A list of people whose names are numbers, read like the real ones."""

    def __init__(self, count: int) -> None:
        self.total = count
        self.base = 0
        self.asked: list[tuple[Any, int]] = []

    def page(
        self,
        query: GridQuery,
        actor: object,
        size: int,
        *,
        after: Any = None,
        skip: int = 0,
        **_: Any,
    ) -> GridPage:
        first = (0 if after is None else after[0]) + skip
        self.asked.append((after, skip))
        places = range(first, min(first + size, self.total))
        width = len(PEOPLE.columns) - 1
        rows = tuple((self.base + one, f"{self.base + one}", *(None,) * width) for one in places)
        return GridPage(rows, (places[-1] + 1,) if places else None)

    def anchors(self, query: GridQuery, actor: object, every: int) -> tuple[Any, ...]:
        return tuple((one,) for one in range(every, self.total + 1, every))

    def count(self, query: GridQuery, actor: object) -> int:
        return self.total


class Later(QObject):
    """Operations whose answers come when the test says so."""

    def __init__(self, grids: Numbers) -> None:
        super().__init__()
        self.grids = grids
        self.waiting: list[tuple[Ticket, Callable[[], None]]] = []
        self.trouble: SmartCourseError | None = None

    def inquire(self, work: Any, done: Any, failed: Any = None) -> Ticket:
        ticket = Ticket()

        def answer() -> None:
            if self.trouble is not None:
                failed(self.trouble)
            else:
                done(work(self, None))

        self.waiting.append((ticket, answer))
        return ticket

    def deliver(self, place: int = 0) -> None:
        ticket, answer = self.waiting.pop(place)
        if not ticket.dropped:
            answer()

    def settle(self) -> None:
        while self.waiting:
            self.deliver()


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyset, "WINDOW", 10)
    monkeypatch.setattr(keyset, "EVERY", 30)
    monkeypatch.setattr(keyset, "KEPT", 6)


def made(count: int) -> tuple[KeysetModel, Numbers, Later]:
    grids = Numbers(count)
    later = Later(grids)
    model = KeysetModel(later, PEOPLE)  # type: ignore[arg-type]
    model.setParent(later)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model, grids, later


def shown(model: KeysetModel, row: int) -> Any:
    return model.data(model.index(row, 1), Qt.ItemDataRole.DisplayRole)


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 95, 400])
@pytest.mark.parametrize("order", [0, -1], ids=["rows first", "count first"])
def test_a_list_has_its_rows_and_its_count(qapp: object, count: int, order: int) -> None:
    model, _, later = made(count)
    model.ask(PEOPLE.query())
    later.deliver(order)
    later.settle()
    assert model.rowCount() == model.count == count
    for row in range(min(count, 10)):
        assert shown(model, row) == str(row)


def test_a_far_jump_is_read_from_the_nearest_known_place(qapp: object) -> None:
    model, grids, later = made(400)
    model.ask(PEOPLE.query())
    later.settle()
    model.showing(350, 355)
    assert shown(model, 352) is None
    later.settle()
    assert shown(model, 352) == "352"
    grids.asked.clear()
    model.showing(200, 205)
    later.settle()
    assert shown(model, 203) == "203"
    assert all(skip < 30 for _, skip in grids.asked), "the anchors were there already"


def test_only_windows_around_what_is_seen_are_kept(qapp: object) -> None:
    model, _, later = made(400)
    model.ask(PEOPLE.query())
    later.settle()
    for first in range(0, 390, 10):
        model.showing(first, first + 9)
        later.settle()
        assert shown(model, first) == str(first)
    assert model.row_at(0) is None
    assert len(model._windows) <= 6


def test_what_is_no_longer_asked_is_not_shown(qapp: object) -> None:
    model, _, later = made(50)
    model.ask(PEOPLE.query())
    model.ask(replace(PEOPLE.query(), sort="email"))
    with_stale = len(later.waiting)
    assert with_stale == 4
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    later.settle()
    assert len(resets) == 1
    assert model.query.sort == "email"


def test_a_refresh_changes_rows_in_place_and_follows_the_count(qapp: object) -> None:
    model, grids, later = made(95)
    model.ask(PEOPLE.query())
    later.settle()
    model.showing(40, 49)
    later.settle()
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    for total, base in ((95, 1000), (97, 2000), (45, 3000)):
        grids.total, grids.base = total, base
        model.refresh()
        assert shown(model, 41) is not None, "the old row stays until the new one is here"
        later.settle()
        assert model.rowCount() == total
        assert shown(model, 41) == str(base + 41)
    assert not resets


def test_what_is_being_read_again_is_shown_but_stands_nowhere(qapp: object) -> None:
    model, grids, later = made(95)
    model.ask(PEOPLE.query())
    later.settle()
    assert (model.id_now(3), model.row_of(3)) == (3, 3)
    grids.base = 1000
    model.refresh()
    assert shown(model, 3) == "3"
    assert (model.id_at(3), model.id_now(3), model.row_of(3)) == (3, None, None)
    later.settle()
    assert (model.id_now(3), model.row_of(1003), model.row_of(3)) == (1003, 3, None)


def test_trouble_is_told_and_asking_again_helps(qapp: object) -> None:
    model, _, later = made(20)
    told: list[SmartCourseError] = []
    model.refused.connect(told.append)
    later.trouble = EnvironmentFault("workspace.busy", path="x")
    model.ask(PEOPLE.query())
    later.settle()
    assert [one.reason for one in told] == ["workspace.busy"]
    later.trouble = None
    model.refresh()
    later.settle()
    assert shown(model, 3) == "3"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("show"), st.integers(0, 199)),
            st.tuples(st.just("total"), st.integers(0, 200)),
            st.tuples(st.just("deliver"), st.integers(0, 3)),
            st.tuples(st.just("ask"), st.just(0)),
        ),
        max_size=25,
    )
)
def test_whatever_comes_in_whatever_order_ends_in_what_is_there(
    steps: list[tuple[str, int]],
) -> None:
    model, grids, later = made(120)
    model.ask(PEOPLE.query())
    for what, number in steps:
        if what == "show":
            first = min(number, max(0, model.rowCount() - 1))
            model.showing(first, min(first + 7, max(0, model.rowCount() - 1)))
        elif what == "total":
            grids.total = number
            model.refresh()
        elif what == "ask":
            model.ask(PEOPLE.query())
        elif later.waiting:
            later.deliver(number % len(later.waiting))
    later.settle()
    model.refresh()
    later.settle()
    model.showing(0, min(7, max(0, grids.total - 1)))
    later.settle()
    assert model.rowCount() == grids.total
    for row in range(min(8, grids.total)):
        assert shown(model, row) == str(row)
