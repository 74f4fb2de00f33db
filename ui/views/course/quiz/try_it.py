"""A quiz as learners answer it, scored by the scorer that scores learners; nothing is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.domain.quiz import score
from ui.theme.look import Look
from ui.views.course.quiz.document import fault_of, points_of
from ui.views.course.quiz.fields import number_line
from ui.views.course.quiz.trial_card import QuestionCard, earned_of
from ui.widgets.basics import Text, button, column, frame, icon_button, label, row
from ui.widgets.words import tr, trn

EDGE, WIDE_EDGE = 16, 32
WIDEST = 720
"""Pixels of a column of questions that is read, as of a lesson's text."""

UNBOUND = 16_777_215
"""As wide as there is room: the toolkit's own greatest size."""


class TryIt(QFrame):
    """All questions of a quiz, their score below.

    Signals:
        closed(): it is not wanted any more.
    """

    closed = Signal()

    def __init__(self, look: Look, *, wide: bool = False) -> None:
        """*wide* takes a learner's screen: its left edge, a column that can be read, no head."""
        super().__init__()
        self._look = look
        self._edge = WIDE_EDGE if wide else EDGE
        self._widest = WIDEST + 2 * WIDE_EDGE if wide else UNBOUND
        self._questions: list[tuple[int, Mapping[str, Any]]] = []
        self._scored = False
        self.cards: list[QuestionCard] = []
        self.setProperty("kind", "inspector")
        self.setAccessibleName(tr("Try it"))
        outer = column(self)
        if not wide:
            outer.addWidget(self._head())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self._area, 1)
        outer.addWidget(self._foot())

    def _head(self) -> QWidget:
        head = frame("plain", height=self._look.size("workhead"))
        across = row(head, margins=(EDGE, 0, 8, 0), gap=8)
        across.addWidget(label(self._look, tr("Try it"), "card-title"), 1)
        across.addWidget(label(self._look, tr("As a learner"), "small", "muted"))
        across.addWidget(
            icon_button(self._look, "x", tr("Close the trial"), self.closed.emit, shortcut="Esc")
        )
        return head

    def _foot(self) -> QWidget:
        foot = frame("sidefoot")
        lines = column(foot, margins=(self._edge, 12, self._edge, 14), gap=10)
        self.result: Text = label(self._look, "", "section-title", wraps=True)
        self.left_out: Text = label(self._look, "", "small", "warning", wraps=True)
        lines.addWidget(self.result)
        lines.addWidget(self.left_out)
        buttons = frame("plain")
        across = row(buttons, gap=8)
        self.decide = button(self._look, tr("Check the answers"), self.check, kind="primary")
        self.anew = button(self._look, tr("Try again"), self.again)
        across.addWidget(self.decide)
        across.addWidget(self.anew)
        across.addStretch(1)
        lines.addWidget(buttons)
        note = tr("Scored by the same code that scores learners. Nothing is recorded.")
        lines.addWidget(label(self._look, note, "small", "muted", wraps=True))
        return foot

    def show_quiz(self, quiz: Mapping[str, Any]) -> None:
        """Ask these questions; answers to those that stay are kept.

        A question that cannot stand yet is left out, and that is said.
        """
        every = list(enumerate(quiz.get("questions", ())))
        ready = [(place, one) for place, one in every if not fault_of(place, one)]
        self._tell_left_out(len(every) - len(ready))
        if ready == self._questions and self.cards:
            return
        self._questions = ready
        answers = self.answers()
        self._ask()
        self.take(answers)
        if self._scored:
            self.check()

    def answers(self) -> Mapping[str, tuple[str, Any]]:
        """What was answered so far: a question's id with its kind and the answer."""
        return {card.id: (card.question["type"], card.answer()) for card in self.cards}

    def take(self, answers: Mapping[str, tuple[str, Any]]) -> None:
        """Answer as was answered elsewhere, where the question is still of that kind."""
        for card in self.cards:
            kind, answer = answers.get(card.id, ("", None))
            if kind == card.question["type"] and answer is not None:
                card.put(answer)

    @property
    def is_scored(self) -> bool:
        """Whether the answers that stand there were checked."""
        return self._scored

    def first(self) -> QWidget:
        """Where one begins to answer."""
        return self.cards[0].first() if self.cards else self

    def check(self) -> None:
        """Score all answers."""
        asked = {"questions": [card.question for card in self.cards]}
        if not self.cards:
            return
        for card in self.cards:
            card.check()
        percent = score(asked, {card.id: card.answer() for card in self.cards})
        possible = points_of(asked["questions"])
        self.result.setText(
            tr(
                "{earned} of {all} points, {percent} %",
                earned=number_line(earned_of(percent, possible)),
                all=number_line(possible),
                percent=number_line(float(percent)),
            )
        )
        self._tell_scored(scored=True)

    def again(self) -> None:
        """Forget the answers."""
        self._scored = False
        self._ask()
        self.first().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _ask(self) -> None:
        holder = frame("side")
        holder.setMaximumWidth(self._widest)
        above = 4 if self._edge == EDGE else 16
        lines = column(holder, margins=(self._edge, above, self._edge, 16), gap=12)
        self.cards = [QuestionCard(self._look, place, one) for place, one in self._questions]
        for card in self.cards:
            card.answered.connect(self._another)
            card.finished.connect(self.check)
            lines.addWidget(card)
        if not self.cards:
            none = tr("There is no finished question yet.")
            lines.addWidget(label(self._look, none, "body", "muted", wraps=True))
        lines.addStretch(1)
        self._area.setWidget(holder)
        self.decide.setEnabled(bool(self.cards))
        self._tell_scored(scored=self._scored and bool(self.cards))

    def _another(self) -> None:
        self._tell_scored(scored=False)

    def _tell_scored(self, *, scored: bool) -> None:
        self._scored = scored
        self.result.setVisible(scored)
        self.anew.setVisible(scored)

    def _tell_left_out(self, missing: int) -> None:
        self.left_out.setVisible(missing > 0)
        self.left_out.setText(
            trn(
                "{n} unfinished question is left out.",
                "{n} unfinished questions are left out.",
                missing,
            )
        )
