"""Analytics: charts, their values, filters, tables, the rows behind them, files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView

from ui.tour.chapters.enrollments import ROWS
from ui.tour.finding import controls
from ui.tour.tour import Tour


def walk(tour: Tour) -> None:
    """From the charts to the rows and files behind them."""
    _look(tour)
    _filter(tour)
    _drill(tour)
    _save(tour)


def _look(tour: Tour) -> None:
    with tour.step("Look at the charts"):
        tour.go("Analytics")
        tour.wait_for("New enrollments")
        tour.picture("analytics")
    with tour.step("Read a chart's values by keyboard"):
        tour.focus_inside("New enrollments")
        tour.keys("Right", "Right")
        tour.picture("analytics-value")
    with tour.step("Learn what a metric means"):
        info = next(one for one in tour.all_names() if one.startswith("What ") and "means" in one)
        tour.click(info)
        tour.picture("analytics-meaning")
        tour.keys("Escape")
    with tour.step("Show every chart as a table"):
        tour.command("Show all charts as tables")
        tour.wait(lambda: len(_tables(tour)) >= 3, "the tables")
        tour.picture("analytics-tables")
        tour.command("Show all charts as tables")


def _tables(tour: Tour) -> list[QAbstractItemView]:
    return [one for one in controls(tour.front) if isinstance(one, QAbstractItemView)]


def _filter(tour: Tour) -> None:
    with tour.step("Choose another period"):
        tour.command("Choose the period of the charts")
        tour.picture("analytics-period")
        tour.click("Last 52 weeks")
        tour.wait(lambda: any(one.startswith("Period: Last 52") for one in tour.all_names()), "it")
    with tour.step("Choose one course"):
        tour.command("Choose the courses of the charts")
        tour.type("Find a course or its instructor", "first aid")
        tour.click(next(one for one in tour.all_names() if one.startswith("First Aid at Work")))
        tour.click("Show these courses")
        tour.wait(lambda: any(one.startswith("Courses: First") for one in tour.all_names()), "it")
        tour.picture("analytics-course")
        tour.click("Clear filters")


def _drill(tour: Tour) -> None:
    with tour.step("Go to the rows behind a bar"):
        tour.focus_inside("Enrollments by status")
        tour.keys("Right", "Return")
        tour.wait(
            lambda: tour.window.page and tour.window.page.objectName() == "enrollments", "the rows"
        )
        view = tour.view(ROWS)
        tour.wait(lambda: view.model().rowCount(), "rows")
        tour.picture("analytics-rows")
        tour.keys("Alt+Left")
        tour.wait(
            lambda: tour.window.page and tour.window.page.objectName() == "analytics", "the charts"
        )


def _save(tour: Tour) -> None:
    folder = Path(tour.kept["home"])
    for entry, name, begins in (
        ("Save as PNG…", "chart.png", b"\x89PNG"),
        ("Save as SVG…", "chart.svg", b"<?xml"),
        ("Save as CSV…", "chart.csv", b""),
    ):
        with tour.step(f"{entry.removesuffix('…')} from a chart"):
            tour.click("Save New enrollments")
            tour.pick(entry)
            path = folder / name
            tour.give_file(path)
            tour.wait(path.exists, "the file")
            tour.check(path.read_bytes().startswith(begins), "it is what it is called")
            tour.check(path.stat().st_size > 100, "it holds something")
