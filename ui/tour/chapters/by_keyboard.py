"""The same again without a mouse: a course with a lesson, a bulk change, a certificate verified."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QWidget

from app.domain.entities import Course, Lesson, LessonBody
from app.ports.storage import Rows
from ui.tour.chapters.enrollments import statuses
from ui.tour.report import Missed
from ui.tour.tour import Tour

TITLE = "Without a mouse"
TEXT = "Every key has a place."
TABS = 40
"""Presses after which one would have come round."""


def walk(tour: Tour) -> None:
    """Nothing here is pressed with a mouse."""
    _make(tour)
    _write(tour)
    _suspend(tour)
    with tour.step("By keyboard: verify a certificate"):
        tour.keys("Ctrl+7")
        tour.write(tour.kept["revoked"])
        tour.keys("Return")
        tour.wait_to_say("Issued under a former name")


def _make(tour: Tour) -> None:
    with tour.step("By keyboard: make a course with a lesson"):
        tour.keys("Ctrl+2", "Ctrl+N")
        tour.wait_for("Create course")
        tour.write(TITLE)
        tour.keys("Return")
        tour.wait(lambda: tour.ask(lambda rows: rows.find(Course, title=TITLE)), "the course")
        tour.settle()
        tour.keys("Ctrl+Shift+M")
        tour.write("Keys")
        tour.keys("Return", "Ctrl+Shift+L")
        tour.write("The first key")
        tour.keys("Return")
        tour.wait(lambda: tour.ask(lambda rows: rows.find(Lesson, title="The first key")), "it")


def _write(tour: Tour) -> None:
    with tour.step("By keyboard: write and save the lesson"):
        tour.wait_for("Text of the lesson, in Markdown")
        _tab_to(tour, "Text of the lesson, in Markdown")
        tour.write(TEXT)
        tour.keys("Ctrl+S")
        tour.wait(lambda: tour.ask(_text) == TEXT, "the text to be saved")


def _suspend(tour: Tour) -> None:
    with tour.step("By keyboard: suspend two enrollments, and undo it"):
        tour.keys("Ctrl+4")
        tour.wait_for("Rows, first column")
        tour.keys("Ctrl+F")
        tour.write('status:active course:"First Aid"')
        tour.keys("Return")
        tour.rest_wholly()
        before = statuses(tour)
        _tab_to(tour, "Rows, first column")
        tour.keys("Space", "Down", "Space")
        tour.command("Suspend")
        tour.wait_for("Suspend 2 enrollments")
        tour.keys("Return")
        tour.wait(lambda: statuses(tour)["suspended"] == before["suspended"] + 2, "the change")
        tour.keys("Ctrl+Z")
        tour.wait(lambda: statuses(tour) == before, "the former statuses")


def _tab_to(tour: Tour, name: str) -> None:
    """Press Tab until what is called *name* has the keyboard."""
    for _ in range(TABS):
        if _at(tour) == name:
            return
        tour.keys("Tab")
    raise Missed(f'Tab does not come to "{name}"')


def _at(tour: Tour) -> str:
    """The name of what has the keyboard."""
    # There may be none, which the toolkit's types do not say.
    here = cast("QWidget | None", tour.window.focusWidget())
    return "" if here is None else here.accessibleName()


def _text(rows: Rows) -> str:
    found = rows.find(Lesson, title="The first key")[0]
    return rows.get(LessonBody, found.body_sha256).body.strip()
