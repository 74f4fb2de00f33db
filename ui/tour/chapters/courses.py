"""Courses: the list, a course from a folder, a course made in the window."""

from __future__ import annotations

from app.domain.entities import Course, Lesson, Material
from app.ports.storage import Rows
from ui.tour.course_folder import imported_course
from ui.tour.tour import Tour

TITLE = "Everyday Statistics"


def walk(tour: Tour) -> None:
    """From the list to two courses more."""
    with tour.step("Look at the courses"):
        tour.go("Courses")
        tour.find("Rows")
        tour.picture("courses")
    _import(tour)
    _make(tour)


def _import(tour: Tour) -> None:
    folder, title = imported_course(tour.kept["home"])
    with tour.step("Import a course from a folder"):
        tour.click("Import folder")
        tour.give_file(folder)
        tour.wait_for("Import this course")
        tour.picture("course-import")
        tour.click("Import this course")
        made = tour.wait(lambda: tour.ask(lambda rows: _course(rows, title)), "the course", 60)
        tour.settle()
        tour.kept["imported"] = made.id
        lessons = tour.ask(lambda rows: rows.count(Lesson, course_id=made.id))
        written = len(list(folder.rglob("*.md")))
        tour.check(0 < lessons <= written, f"{lessons} lessons came from {written} texts")
        tour.check(
            tour.ask(lambda rows: rows.find(Material, course_id=made.id)), "its picture came too"
        )
        tour.picture("course-imported")
    with tour.step("Read a lesson of the imported course"):
        tour.click("Open the course")
        outline = tour.view("Modules and lessons")
        tour.wait(lambda: outline.model().rowCount(), "the outline")
        module = outline.model().index(0, 0)
        first = outline.model().index(0, 0, module)
        tour.press(outline.viewport(), outline.visualRect(first).center())
        tour.find("Text of the lesson, in Markdown")
        tour.settle()
        tour.picture("imported-lesson")


def _make(tour: Tour) -> None:
    with tour.step("Ask for a new course without a title"):
        tour.go("Courses")
        tour.click("New course")
        tour.wait_for("Create course")
        tour.click("Create course")
        told = tour.find("Title").accessibleDescription()
        tour.check("needs a title" in told, f"the field says what is missing, not: {told}")
    with tour.step("Make a course"):
        tour.type("Title", TITLE)
        tour.choose("Level", "Beginner")
        tour.picture("new-course")
        tour.keys("Return")
        made = tour.wait(lambda: tour.ask(lambda rows: _course(rows, TITLE)), "the course")
        tour.kept["course"] = made.id
        tour.check(made.status == "draft", "it begins as a draft")
        tour.check(made.level == "beginner", "it has the level that was chosen")
        tour.wait(lambda: tour.window.page and tour.window.page.objectName() == "course", "it")
        tour.picture("course-empty")


def _course(rows: Rows, title: str) -> Course | None:
    found = rows.find(Course, title=title, is_deleted=False)
    return found[0] if found else None
