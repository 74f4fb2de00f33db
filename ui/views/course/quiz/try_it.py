"""A quiz as learners answer it, scored by the scorer that scores learners; nothing is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.quiz import option_id, question_id, score
from ui.models.wording import number_text
from ui.theme.look import Look
from ui.views.course.quiz.document import fault_of, points_of
from ui.widgets.basics import Text, button, column, frame, icon_button, label, row
from ui.widgets.words import tr

Choices = list[tuple[Any, str, str]]
"""Value, words, feedback."""


class _Words(Text):
    """What stands beside a mark, in as many lines as it needs; a click on it is one on the mark."""

    def __init__(self, look: Look, words: str, mark: QAbstractButton) -> None:
        super().__init__(look, words, "body")
        self._mark = mark
        self.setWordWrap(True)
        self.setMinimumHeight(28)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self._mark.click()


class QuestionCard(QFrame):
    """One question with a way to answer it and, once checked, what that earned."""

    def __init__(self, look: Look, place: int, question: Mapping[str, Any]) -> None:
        super().__init__()
        self._look = look
        self.question: dict[str, Any] = {"id": question_id(place, question)} | dict(question)
        self.id = question_id(place, question)
        self.setProperty("kind", "card")
        lines = column(self, margins=(12, 12, 12, 12), gap=6)
        lines.addWidget(label(look, str(question["text"]), "body-strong", wraps=True))
        self._line: QLineEdit | None = None
        self._marks: list[tuple[QAbstractButton, Any, str]] = []
        if question["type"] in ("short", "numeric"):
            self._line = QLineEdit()
            self._line.setFont(look.font("body"))
            name = tr("Answer to question {n}", n=place + 1)
            self._line.setAccessibleName(name)
            lines.addWidget(self._line)
        else:
            self._choose(lines, _choices(question))
        self._verdict = frame("plain")
        across = row(self._verdict, gap=6)
        self._sign = QLabel()
        self._said: Text = label(look, "", "small", wraps=True)
        across.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._said, 1)
        lines.addWidget(self._verdict)
        self._verdict.hide()

    def _choose(self, lines: QVBoxLayout, choices: Choices) -> None:
        several = self.question["type"] == "multiple"
        group = QButtonGroup(self)
        group.setExclusive(not several)
        for value, words, feedback in choices:
            mark: QAbstractButton = QCheckBox() if several else QRadioButton()
            mark.setAccessibleName(words)
            group.addButton(mark)
            holder = frame("plain")
            across = row(holder, gap=2)
            across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            across.addWidget(_Words(self._look, words, mark), 1)
            lines.addWidget(holder)
            self._marks.append((mark, value, feedback))

    def answer(self) -> Any:
        """What was answered, as `score` takes it; None for nothing."""
        if self._line is not None:
            return self._line.text().strip() or None
        chosen = [value for mark, value, _ in self._marks if mark.isChecked()]
        if self.question["type"] == "multiple":
            return chosen or None
        return chosen[0] if chosen else None

    def check(self) -> None:
        """Say what the answer earned, with the feedback to it and the explanation."""
        percent = score({"questions": [self.question]}, {self.id: self.answer()})
        possible = points_of([self.question])
        earned = float(percent) * possible / 100
        points = tr("{n} of {all} points.", n=number_text(earned), all=number_text(possible))
        feedback = [said for mark, _, said in self._marks if mark.isChecked() and said]
        told = [points, *feedback, str(self.question.get("explanation") or "")]
        self._said.setText(" ".join(one for one in told if one))
        icon, tone = ("circle-check", "success") if percent == 100 else ("circle-x", "danger")
        if 0 < percent < 100:
            icon, tone = "circle-alert", "warning"
        self._sign.setPixmap(self._look.pixmap(icon, tone, 16, self.devicePixelRatioF()))
        self._verdict.show()

    def told(self) -> str:
        """What was said of the answer; empty before it was checked."""
        return "" if self._verdict.isHidden() else self._said.text()


class TryIt(QFrame):
    """All questions of a quiz, their score below.

    Signals:
        closed(): it is not wanted any more.
    """

    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._quiz: Mapping[str, Any] = {"questions": []}
        self.cards: list[QuestionCard] = []
        self.setProperty("kind", "inspector")
        self.setAccessibleName(tr("Try it"))
        outer = column(self)
        head = frame("plain")
        across = row(head, margins=(16, 9, 8, 8), gap=8)
        across.addWidget(label(look, tr("Try it"), "card-title"), 1)
        across.addWidget(label(look, tr("As a learner"), "small", "muted"))
        self.close_button = icon_button(look, "x", tr("Close the trial"), self.closed.emit)
        across.addWidget(self.close_button)
        outer.addWidget(head)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self._area, 1)
        foot = frame("plain")
        lines = column(foot, margins=(16, 10, 16, 14), gap=8)
        self.result: Text = label(look, "", "body-strong", wraps=True)
        lines.addWidget(self.result)
        buttons = frame("plain")
        beside = row(buttons, gap=8)
        self.decide = button(look, tr("Check the answers"), self.check, kind="primary")
        self.anew = button(look, tr("Start again"), self.again)
        beside.addWidget(self.decide)
        beside.addWidget(self.anew)
        beside.addStretch(1)
        lines.addWidget(buttons)
        note = tr("Scored by the same code that scores learners. Nothing is recorded.")
        lines.addWidget(label(look, note, "small", "muted", wraps=True))
        outer.addWidget(foot)

    def show_quiz(self, quiz: Mapping[str, Any]) -> None:
        """Ask these questions; one that cannot stand yet is left out, and that is said."""
        self._quiz = quiz
        questions = quiz.get("questions", ())
        ready = [(n, one) for n, one in enumerate(questions) if not fault_of(n, one)]
        holder = QWidget()
        lines = column(holder, margins=(16, 4, 16, 12), gap=10)
        self.cards = [QuestionCard(self._look, place, one) for place, one in ready]
        for card in self.cards:
            lines.addWidget(card)
        lines.addStretch(1)
        self._area.setWidget(holder)
        self._look.dress(self)
        self.decide.setEnabled(bool(self.cards))
        missing = len(questions) - len(self.cards)
        self.result.setText(
            tr("{n} unfinished questions are left out.", n=missing) if missing else ""
        )

    def check(self) -> None:
        """Score all answers."""
        asked = {"questions": [card.question for card in self.cards]}
        answers = {card.id: card.answer() for card in self.cards}
        for card in self.cards:
            card.check()
        possible = points_of(asked["questions"])
        percent = score(asked, answers)
        earned = number_text(float(percent) * possible / 100)
        self.result.setText(
            tr(
                "{earned} of {all} points, {percent} %",
                earned=earned,
                all=number_text(possible),
                percent=number_text(float(percent)),
            )
        )

    def again(self) -> None:
        """Forget the answers."""
        self.show_quiz(self._quiz)


def _choices(question: Mapping[str, Any]) -> Choices:
    if question["type"] == "true_false":
        said = question.get("feedback") or {}
        return [
            (True, tr("True"), str(said.get("true", ""))),
            (False, tr("False"), str(said.get("false", ""))),
        ]
    return [
        (option_id(place, one), str(one["text"]), str(one.get("feedback") or ""))
        for place, one in enumerate(question["options"])
    ]
