"""Finding things: the command palette, search over everything, keys to look up."""

from __future__ import annotations

from ui.tour.chapters.courses import TITLE
from ui.tour.tour import Tour

FIELD = "Search or run a command"


def walk(tour: Tour) -> None:
    """The palette as a list of commands and as a search."""
    with tour.step("Look for a command"):
        tour.go("Home")
        tour.keys("Ctrl+Shift+P")
        tour.wait_for(FIELD)
        tour.write("colors")
        tour.picture("palette")
        tour.keys("Escape")
    with tour.step("Find a lesson and go there"):
        tour.keys("Ctrl+P")
        tour.wait_for(FIELD)
        tour.write("spread")
        results = tour.view("Results")
        tour.row(results, "Spread")
        tour.picture("search")
        tour.keys("Return")
        tour.wait(lambda: tour.window.page and tour.window.page.objectName() == "course", "it")
    with tour.step("Jump to a course by a few letters"):
        tour.keys("Ctrl+P")
        tour.wait_for(FIELD)
        tour.write("everyday stat")
        tour.row(tour.view("Results"), TITLE)
        tour.keys("Escape")
    with tour.step("Look up the keys"):
        tour.keys("F1")
        tour.picture("shortcuts")
        tour.keys("Escape")
