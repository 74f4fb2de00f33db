"""The outline: modules and lessons added, named, moved, deleted and brought back by keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from app.domain.entities import Lesson, Module
from app.domain.rank import in_order
from app.ports.storage import Rows
from ui.tour.finding import row_with
from ui.tour.tour import Tour

Outline = list[tuple[str, list[str]]]


def walk(tour: Tour) -> None:
    """Two modules with lessons, arranged."""
    _add(tour)
    _arrange(tour)
    _delete(tour)


def outline(tour: Tour) -> Outline:
    """Titles of the course's modules, each with its lessons' titles, as they are stored."""

    def read(rows: Rows) -> Outline:
        course = tour.kept["course"]
        lessons = list(in_order(rows.find(Lesson, course_id=course)))
        return [
            (one.title, [each.title for each in lessons if each.module_id == one.id])
            for one in in_order(rows.find(Module, course_id=course))
        ]

    return tour.ask(read)


def _name(tour: Tour, title: str) -> None:
    """Write the title that the outline asks for at once."""
    tour.wait(lambda: isinstance(tour.window.focusWidget(), QLineEdit), "a title to write")
    tour.keys("Ctrl+A")
    tour.write(title)
    tour.keys("Return")


def _add(tour: Tour) -> None:
    with tour.step("Add modules from the menu"):
        for title in ("Describing data", "Chance"):
            tour.click("Add a module or lesson")
            tour.pick("Add a module")
            _name(tour, title)
        tour.check(
            [title for title, _ in outline(tour)] == ["Describing data", "Chance"],
            f"the modules are {outline(tour)}",
        )
    with tour.step("Add lessons by keyboard"):
        view = tour.view("Modules and lessons")
        tour.click_row(view, "Describing data")
        for title in ("Mean and median", "Spread", "Pictures of data"):
            tour.keys("Ctrl+Shift+L")
            _name(tour, title)
        tour.check(
            outline(tour)[0][1] == ["Mean and median", "Spread", "Pictures of data"],
            f"the lessons are {outline(tour)[0][1]}",
        )
    with tour.step("Add a quiz"):
        tour.click("Add a module or lesson")
        tour.pick("Add a lesson: Quiz")
        _name(tour, "What you know now")
        found = tour.ask(lambda rows: rows.find(Lesson, title="What you know now"))
        tour.check(found and found[0].type == "quiz", "the quiz was added")
        tour.kept["quiz"] = found[0].id


def _arrange(tour: Tour) -> None:
    with tour.step("Move a lesson by keyboard"):
        view = tour.view("Modules and lessons")
        tour.click_row(view, "Spread")
        tour.click_row(view, "Spread")
        tour.keys("Alt+Up")
        tour.check(
            outline(tour)[0][1][:2] == ["Spread", "Mean and median"],
            f"the lessons are {outline(tour)[0][1]}",
        )
        tour.keys("Alt+Right")
        tour.check(outline(tour)[1][1] == ["Spread"], f"the outline is {outline(tour)}")
        tour.picture("outline")
    with tour.step("Take the moves back"):
        tour.keys("Ctrl+Z", "Ctrl+Z")
        tour.check(
            outline(tour)[0][1][:2] == ["Mean and median", "Spread"],
            f"the lessons are {outline(tour)[0][1]}",
        )
    with tour.step("Rename a lesson in place"):
        tour.click_row(tour.view("Modules and lessons"), "Pictures of data")
        tour.keys("F2")
        _name(tour, "Charts that tell")
        tour.check("Charts that tell" in outline(tour)[0][1], f"{outline(tour)[0][1]}")


def _delete(tour: Tour) -> None:
    with tour.step("Delete a module, and undo it from the notice"):
        view = tour.view("Modules and lessons")
        before = outline(tour)
        tour.click_row(view, "Chance")
        tour.keys("Delete")
        tour.check(len(outline(tour)) == 1, "the module is gone")
        tour.click("Undo", "Notices")
        tour.wait(lambda: outline(tour) == before, "the module to come back")
    with tour.step("Filter the outline"):
        view = tour.view("Modules and lessons")
        tour.type("Filter outline", "median")
        tour.wait(lambda: not _seen(view, "Chance"), "the other module to be hidden")
        tour.check(_seen(view, "Describing data"), "the lesson's module stays")
        tour.keys("Escape")
        tour.wait(lambda: _seen(view, "Chance"), "the other module to come back")


def _seen(view: QAbstractItemView, text: str) -> bool:
    return not view.visualRect(row_with(view, text)).isEmpty()
