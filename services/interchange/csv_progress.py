"""Reading ``progress.csv``: which lessons learners have done, with scores and minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from app.domain.commands import ProgressRow, RecordProgress
from app.domain.errors import Rejected
from app.ports.storage import Rows
from services.interchange.csv_cells import amounts, minutes, times
from services.interchange.csv_lookups import Courses, Enrollments, Lessons, People
from services.interchange.csv_plan import Step, TablePlan
from services.interchange.csv_table import TableFile, TableForm

PROGRESS = TableForm("progress", ("email", "course", "lesson"), ("score", "minutes", "at"))


def plan_progress(file: TableFile, rows: Rows) -> TablePlan:
    """Commands that record what *file* tells, at most 1,000 rows a command."""
    reading = _Reading(rows)
    for numbers, records in file.chunks(reading.plan.reject):
        reading.take(numbers, [file.header.pick([*record, ""]) for record in records])
    return reading.plan


class _Reading:
    def __init__(self, rows: Rows) -> None:
        self._people = People(rows)
        self._courses = Courses(rows)
        self._lessons = Lessons(rows)
        self._enrollments = Enrollments(rows)
        self._first: dict[tuple[int, int, datetime | None], int] = {}
        self._scores = amounts("score", "a number from 0 to 100", Decimal(100))
        self._minutes = minutes("minutes")
        self._times = times("at")
        self.plan = TablePlan()

    def take(self, numbers: Sequence[int], records: Sequence[tuple[str, ...]]) -> None:
        """One chunk of records, with their numbers, cells in the form's order."""
        self._people.learn(record[0] for record in records)
        self._courses.learn(record[1] for record in records)
        self._enrollments.learn(
            (self._people[record[0]], self._courses[record[1]])
            for record in records
            if record[0] in self._people and record[1] in self._courses
        )
        made: list[ProgressRow] = []
        made_of: list[int] = []
        for number, record in zip(numbers, records, strict=True):
            try:
                made.append(self._row(number, record))
            except Rejected as fault:
                self.plan.reject(number, fault)
            else:
                made_of.append(number)
        if made:
            self.plan.steps.append(Step(RecordProgress(rows=tuple(made), imported=True), made_of))

    def _row(self, number: int, record: tuple[str, ...]) -> ProgressRow:
        email, course, lesson_cell, score_cell, minutes_cell, at_cell = record
        pair = (self._people[email], self._courses[course])
        lesson = self._lessons[pair[1]].find(lesson_cell, course.strip())
        enrollment_id = self._enrollments.get(pair)
        if enrollment_id is None:
            raise Rejected("row.not_enrolled", email=email.strip(), course=course.strip())
        row = ProgressRow(
            enrollment_id=enrollment_id,
            lesson_id=lesson.id,
            score=self._scores[score_cell],
            minutes=self._minutes[minutes_cell] or 0,
            at=self._times[at_cell],
        )
        if lesson.type == "quiz" and row.score is None:
            raise Rejected("row.quiz_without_score", lesson=lesson.title)
        # Last: a row that is bad for another reason says that, and stands in nobody's way.
        # Two sittings of one lesson differ in their time; without one they are the same.
        first = self._first.setdefault((enrollment_id, lesson.id, row.at), number)
        if first != number:
            raise Rejected("row.repeated", first=first, what="person, course, lesson and time")
        return row
