"""A quiz: built in its form, tried with the scorer that scores learners, saved."""

from __future__ import annotations

import json
from typing import Any

from app.domain.entities import Lesson
from app.ports.storage import Rows
from ui.tour.chapters.lesson import open_lesson
from ui.tour.tour import Tour

NAME = "What you know now"


def walk(tour: Tour) -> None:
    """Three questions of three kinds, one of them put right after it was tried."""
    _build(tour)
    _try(tour)
    _undo(tour)


def stored(tour: Tour) -> list[dict[str, Any]]:
    """The quiz's questions as they are saved."""

    def read(rows: Rows) -> list[dict[str, Any]]:
        found = rows.get(Lesson, tour.kept["quiz"]).quiz or {}
        return list(json.loads(json.dumps(found)).get("questions", []))

    return tour.ask(read)


def _build(tour: Tour) -> None:
    with tour.step("Open a quiz without questions"):
        open_lesson(tour, NAME)
        tour.wait_for("One answer")
        tour.picture("quiz-empty")
    with tour.step("Write a question with one right answer"):
        tour.click("One answer")
        tour.type("Question", "Which number stands in the middle of the sorted data?")
        tour.type("Option 1", "the mean")
        tour.type("Feedback to option 1", "That shares everything out evenly.")
        tour.type("Option 2", "the median")
        tour.click("Option 2 is right")
    with tour.step("Add a number and a true-or-false question by command"):
        tour.command("Add a question: Number")
        tour.type("Question", "What is the mean of 1, 2 and 6?")
        tour.type("The right number", "3")
        tour.command("Add a question: True or false")
        tour.type("Question", "One outlier can move the median far.")
        tour.picture("quiz")
    with tour.step("Refuse to save a question without a right answer"):
        tour.keys("Ctrl+S")
        tour.wait_to_say("The right answer of question 3 is missing")
        tour.check(not stored(tour), "nothing was saved")
        tour.picture("quiz-refused")
    with tour.step("Save the quiz"):
        tour.click("The right answer is True")
        tour.keys("Ctrl+S")
        tour.wait(lambda: len(stored(tour)) == 3, "three questions")
        kinds = [one["type"] for one in stored(tour)]
        tour.check(kinds == ["single", "numeric", "true_false"], f"the kinds are {kinds}")


def _try(tour: Tour) -> None:
    with tour.step("Try the quiz as a learner"):
        tour.keys("Ctrl+T")
        tour.wait_for("Check the answers")
        tour.click("the median", "Question 1")
        tour.type("Answer to question 2", "4")
        tour.click("True", "Question 3")
        tour.click("Check the answers")
        tour.wait_to_say("2 of 3 points")
        tour.picture("quiz-tried")
    with tour.step("Put the right answer right, and try again"):
        tour.click("The right answer is False")
        tour.wait(lambda: not tour.says("2 of 3 points"), "the former result to go")
        tour.click("False", "Question 3")
        tour.type("Answer to question 2", "3")
        tour.click("Check the answers")
        tour.wait_to_say("3 of 3 points")
        tour.click("Close the trial", "Try it")
        tour.keys("Ctrl+S")
        tour.wait(lambda: stored(tour)[2]["answer"] is False, "the right answer to be saved")


def _undo(tour: Tour) -> None:
    with tour.step("Delete a question, and undo it from the notice"):
        tour.click_row(tour.view("Questions"), "2. What is the mean of 1, 2 and 6?")
        tour.click("Delete the question")
        tour.click("Undo", "Notices")
        tour.keys("Ctrl+S")
        tour.check(len(stored(tour)) == 3, "there are three questions again")
