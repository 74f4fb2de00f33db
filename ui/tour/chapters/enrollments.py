"""Enrollments: filtered, changed one and many, progress looked at."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QAbstractItemView

from app.domain.entities import Enrollment
from ui.tour.finding import controls
from ui.tour.tour import Tour
from ui.widgets.grid.chips import Chip

SEARCH = "Search learners, addresses and courses"
ROWS = "Rows, first column"


def walk(tour: Tour) -> None:
    """From a filter to changed enrollments."""
    _filter(tour)
    _change(tour)
    _progress(tour)


def statuses(tour: Tour) -> Counter[str]:
    """How many enrollments have which status."""
    found = tour.ask(lambda rows: [one for (one,) in rows.values(Enrollment, ("status",))])
    return Counter(found)


def rows_shown(tour: Tour, count: int) -> QAbstractItemView:
    """The list, once it has so many rows."""
    view = tour.view(ROWS)
    tour.wait(lambda: view.model().rowCount() == count, f"{count} rows")
    tour.settle()
    return view


def clear_filters(tour: Tour) -> None:
    """Take away every chip, each by its own editor."""
    while True:
        chips = [one for one in controls(tour.front) if isinstance(one, Chip)]
        if not chips:
            return
        tour.press(chips[0])
        tour.click("Remove filter")


def _filter(tour: Tour) -> None:
    with tour.step("Look at the enrollments"):
        tour.go("Enrollments")
        rows_shown(tour, sum(statuses(tour).values()))
        tour.picture("enrollments")
    with tour.step("Filter enrollments by words and signs"):
        tour.type(SEARCH, "status:active progress:<20")
        few = tour.ask(
            lambda rows: sum(
                one.status == "active" and one.completion_percentage < 20
                for one in rows.find(Enrollment)
            )
        )
        rows_shown(tour, few)
        tour.picture("enrollments-filtered")
        tour.keys("Escape")
        rows_shown(tour, sum(statuses(tour).values()))
    with tour.step("Filter by a chip"):
        tour.click("Add filter")
        tour.pick("Status")
        tour.click("Suspended", "Filter by Status")
        tour.picture("filter-chip")
        tour.click("Apply", "Filter by Status")
        rows_shown(tour, statuses(tour)["suspended"])
        clear_filters(tour)


def _change(tour: Tour) -> None:
    with tour.step("Suspend three enrollments after a summary"):
        tour.type(SEARCH, 'status:active course:"First Aid"')
        tour.keys("Return")
        before = statuses(tour)
        view = tour.view(ROWS)
        tour.settle()
        for row in range(3):
            tour.click_cell(view, row, 0)
        tour.click("Suspend", "Selection")
        tour.type("Reason (optional)", "Summer break")
        tour.picture("suspend")
        tour.click("Suspend 3 enrollments")
        tour.wait(lambda: statuses(tour)["suspended"] == before["suspended"] + 3, "the change")
    with tour.step("Undo the change from its notice"):
        tour.click("Undo", "Notices")
        tour.wait(lambda: statuses(tour) == before, "the former statuses")
    for button, asked, status in (
        ("Complete", "Complete 1 enrollment", "completed"),
        ("Drop", "Drop 1 enrollment", "dropped"),
    ):
        with tour.step(f"{button} one enrollment"):
            tour.rest_wholly()
            before = statuses(tour)
            view = tour.view(ROWS)
            tour.click_cell(view, 0, 0)
            tour.click(button, "Selection")
            tour.click(asked)
            tour.wait(
                lambda before=before, status=status: (  # type: ignore[misc]
                    statuses(tour)[status] == before[status] + 1
                ),
                "the change",
            )


def _progress(tour: Tour) -> None:
    with tour.step("Look at who learns how far"):
        tour.go("Progress")
        view = tour.view(ROWS)
        tour.wait(lambda: view.model().rowCount(), "learners")
        tour.picture("progress")
