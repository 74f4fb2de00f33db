"""Enrolling one by one, and many from a table by the wizard."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtWidgets import QCheckBox

from app.domain.entities import Course, Enrollment, User
from app.ports.storage import Rows
from ui.tour.chapters.courses import TITLE
from ui.tour.finding import controls, spoken
from ui.tour.tour import Tour

NEW = 40
BAD = {7: "ana@", 23: "nobody@"}
"""Rows of the table whose address is none."""


def walk(tour: Tour) -> None:
    """One, then many."""
    _one(tour)
    _many(tour)
    _class(tour)
    _back(tour)


def _one(tour: Tour) -> None:
    with tour.step("Enroll one person"):
        tour.go("Enrollments")
        tour.find("Rows, first column")
        tour.click("Enroll people")
        tour.wait_for("Course")
        tour.choose("Course", TITLE)
        tour.type("People", "lena")
        box = tour.wait(lambda: _box(tour, "Lena Fischer"), "her in the list")
        tour.press(box)
        tour.picture("enroll")
        tour.click("Enroll 1 person")
        tour.wait(lambda: tour.ask(lambda rows: _enrolled(rows, tour)), "the enrollment")


def _box(tour: Tour, name: str) -> QCheckBox | None:
    boxes = [one for one in controls(tour.front) if isinstance(one, QCheckBox)]
    found = [one for one in boxes if spoken(one).startswith(name)]
    return found[0] if len(found) == 1 else None


def _enrolled(rows: Rows, tour: Tour) -> bool:
    person, course = tour.kept["person"], tour.kept["course"]
    return bool(rows.find(Enrollment, student_id=person, course_id=course))


def table(tour: Tour) -> Path:
    """A table of people, two of whom have no address."""
    path = Path(tour.kept["home"]) / "autumn-class.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        write = csv.writer(stream).writerow
        write(["email", "username", "first_name", "last_name", "role"])
        for number in range(2, NEW + 2):
            email = BAD.get(number, f"autumn{number}@example.org")
            write([email, f"autumn{number}", "Autumn", f"Learner {number}", "student"])
    return path


def _many(tour: Tour) -> None:
    path = table(tour)
    before = tour.ask(lambda rows: rows.count(User))
    with tour.step("Look at a table before importing it"):
        tour.go("People")
        tour.click("Import")
        tour.wait_for("Choose a file")
        tour.picture("import-file")
        tour.click("Choose a file")
        tour.give_file(path)
        tour.wait_for("Check the rows")
        tour.wait(lambda: tour.view("First rows").model().rowCount() == NEW, "the first rows")
        tour.picture("import-columns")
    with tour.step("Check the rows without writing any"):
        tour.click("Check the rows")
        tour.wait_for("Import 38 rows")
        model = tour.view("Rows of the file").model()
        tour.wait(lambda: model.rowCount() == len(BAD), "the two bad rows")
        tour.check(tour.ask(lambda rows: rows.count(User)) == before, "nothing was written")
        tour.picture("import-check")
    with tour.step("Save the bad rows"):
        tour.click("Save 2 bad rows")
        bad = path.with_name("bad-rows.csv")
        tour.give_file(bad)
        tour.wait(bad.exists, "the file of bad rows")
        text = bad.read_text(encoding="utf-8-sig")
        tour.check("ana@" in text and "nobody@" in text, "both are in it")
    with tour.step("Import the good rows"):
        tour.click("Import 38 rows")
        tour.wait_for("Undo this import")
        found = tour.ask(lambda rows: rows.count(User))
        tour.check(found == before + NEW - len(BAD), f"{found - before} people were added")
        tour.picture("import-done")


def _class(tour: Tour) -> None:
    path = Path(tour.kept["home"]) / "autumn-enrollments.csv"
    with tour.step("Enroll the class from a table"):
        slug = tour.ask(lambda rows: rows.get(Course, tour.kept["course"]).slug)
        with path.open("w", encoding="utf-8", newline="") as stream:
            write = csv.writer(stream).writerow
            write(["email", "course"])
            for number in range(2, NEW + 2):
                if number not in BAD:
                    write([f"autumn{number}@example.org", slug])
        tour.drop([path], tour.window)
        tour.click("Check the rows")
        tour.click("Import 38 rows")
        tour.wait_for("Undo this import")
        count = tour.ask(lambda rows: rows.count(Enrollment, course_id=tour.kept["course"]))
        tour.check(count == NEW - len(BAD) + 1, f"{count} are enrolled")


def _back(tour: Tour) -> None:
    with tour.step("Take an import back as one, and bring it again"):
        course = tour.kept["course"]
        tour.click("Undo this import")
        tour.wait(
            lambda: tour.ask(lambda rows: rows.count(Enrollment, course_id=course)) == 1,
            "the class to be gone",
        )
        tour.keys("Ctrl+Shift+Z")
        tour.wait(
            lambda: tour.ask(lambda rows: rows.count(Enrollment, course_id=course)) > 1,
            "the class to be back",
        )
