"""One question as a learner answers it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.quiz import option_id, question_id, score
from ui.theme.look import Look
from ui.views.course.quiz.fields import number_line
from ui.widgets.basics import Text, column, frame, label, row, set_property
from ui.widgets.icon_label import IconLabel
from ui.widgets.words import tr

Choices = list[tuple[Any, str, str]]
"""Value, words, feedback."""

HUNDRED = Decimal(100)
TOP = Qt.AlignmentFlag.AlignTop
NUMBER_WIDTH, TEXT_WIDTH = 180, 480
"""Pixels at most for an answer that is written: as much as it is likely to need."""


class _Words(Text):
    """What stands beside a mark: a click presses it, and long words wrap."""

    def __init__(self, look: Look, text: str, mark: QAbstractButton) -> None:
        super().__init__(look, text, "body")
        self._mark = mark
        self.setWordWrap(True)
        self.setContentsMargins(0, 4, 0, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self._mark.click()


class QuestionCard(QFrame):
    """One question with a way to answer it and, once checked, what that earned.

    Signals:
        answered(): another answer was given.
        finished(): Enter was pressed in an answer.
    """

    answered = Signal()
    finished = Signal()

    def __init__(self, look: Look, place: int, question: Mapping[str, Any]) -> None:
        super().__init__()
        self._look = look
        self.question: dict[str, Any] = {"id": question_id(place, question)} | dict(question)
        self.id = question_id(place, question)
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("Question {n}", n=place + 1))
        lines = column(self, margins=(14, 12, 14, 12), gap=4)
        lines.addWidget(self._head(place))
        lines.addWidget(label(look, str(question["text"]), "body-strong", wraps=True))
        lines.addSpacing(4)
        self._line: QLineEdit | None = None
        self._marks: list[tuple[QAbstractButton, Any, str]] = []
        if question["type"] in ("short", "numeric"):
            self._write(lines, place)
        else:
            self._choose(lines, _choices(question))
        self._verdict = frame("verdict")
        set_property(self._verdict, "alone", "true")
        across = row(self._verdict, margins=(10, 8, 10, 8), gap=8)
        self._sign = IconLabel(self._look)
        self._said: Text = label(look, "", "small", wraps=True)
        across.addWidget(self._sign, 0, TOP)
        across.addWidget(self._said, 1)
        lines.addSpacing(4)
        lines.addWidget(self._verdict)
        self._verdict.hide()

    def _head(self, place: int) -> QWidget:
        holder = frame("plain")
        across = row(holder, gap=8)
        told = tr("Question {n}", n=place + 1)
        across.addWidget(label(self._look, told, "small", "muted", tabular=True), 1)
        self._points: Text = label(self._look, "", "small", "muted", tabular=True)
        points = self.question.get("points", 1)
        words = tr("1 point") if points == 1 else tr("{n} points", n=number_line(points))
        self._points.setText(words)
        across.addWidget(self._points)
        return holder

    def _write(self, lines: QVBoxLayout, place: int) -> None:
        self._line = QLineEdit()
        self._line.setFont(self._look.font("body"))
        number = self.question["type"] == "numeric"
        self._line.setMaximumWidth(NUMBER_WIDTH if number else TEXT_WIDTH)
        self._line.setAccessibleName(tr("Answer to question {n}", n=place + 1))
        self._line.textEdited.connect(lambda _text: self._another())
        self._line.returnPressed.connect(self.finished)
        lines.addWidget(self._line)

    def _choose(self, lines: QVBoxLayout, choices: Choices) -> None:
        several = self.question["type"] == "multiple"
        group = QButtonGroup(self)
        group.setExclusive(not several)
        for value, words, feedback in choices:
            mark: QAbstractButton = QCheckBox() if several else QRadioButton()
            mark.setAccessibleName(words)
            mark.clicked.connect(lambda _on: self._another())
            group.addButton(mark)
            holder = frame("plain")
            across = row(holder, gap=4)
            across.addWidget(mark, 0, TOP)
            across.addWidget(_Words(self._look, words, mark), 1)
            lines.addWidget(holder)
            self._marks.append((mark, value, feedback))

    def first(self) -> QWidget:
        """Where one begins to answer."""
        return self._line if self._line is not None else self._marks[0][0]

    def answer(self) -> Any:
        """What was answered, as `score` takes it; None for nothing."""
        if self._line is not None:
            return self._line.text().strip() or None
        chosen = [value for mark, value, _ in self._marks if mark.isChecked()]
        if self.question["type"] == "multiple":
            return chosen or None
        return chosen[0] if chosen else None

    def put(self, answer: Any) -> None:
        """Answer; what cannot be an answer here is let be."""
        if self._line is not None:
            self._line.setText(answer if isinstance(answer, str) else "")
            return
        chosen = answer if isinstance(answer, list) else [answer]
        for mark, value, _ in self._marks:
            mark.setChecked(any(one is value or one == value for one in chosen))

    def check(self) -> None:
        """Say what the answer earned, with the feedback to it and the explanation."""
        percent = score({"questions": [self.question]}, {self.id: self.answer()})
        possible = self.question.get("points", 1)
        earned = earned_of(percent, possible)
        points = tr("{n} of {all} points.", n=number_line(earned), all=number_line(possible))
        icon, tone, word = "circle-x", "danger", tr("Wrong.")
        if percent == HUNDRED:
            icon, tone, word = "circle-check", "success", tr("Right.")
        elif percent > 0:
            icon, tone, word = "circle-alert", "warning", tr("Partly right.")
        elif self.answer() is None:
            icon, tone, word = "circle-slash", "neutral", tr("No answer.")
        feedback = [said for mark, _, said in self._marks if mark.isChecked() and said]
        told = [word, points, *feedback, str(self.question.get("explanation") or "")]
        self._said.setText(" ".join(one for one in told if one))
        self._said.set_tone("" if tone == "neutral" else tone)  # type: ignore[arg-type]
        self._sign.show_icon(icon, tone)
        set_property(self._verdict, "tone", tone)
        self._verdict.show()

    def told(self) -> str:
        """What was said of the answer; empty before it was checked."""
        return "" if self._verdict.isHidden() else self._said.text()

    def _another(self) -> None:
        # What was said is about another answer.
        self._verdict.hide()
        self.answered.emit()


def earned_of(percent: Decimal, possible: float) -> float:
    """Points that a score in percent is worth, with 2 decimals."""
    return float((percent * Decimal(str(possible)) / HUNDRED).quantize(Decimal("0.01")))


def _choices(question: Mapping[str, Any]) -> Choices:
    if question["type"] == "true_false":
        said = question.get("feedback") or {}
        return [
            (True, tr("True"), str(said.get("true") or "")),
            (False, tr("False"), str(said.get("false") or "")),
        ]
    return [
        (option_id(place, one), str(one["text"]), str(one.get("feedback") or ""))
        for place, one in enumerate(question["options"])
    ]
