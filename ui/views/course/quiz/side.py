"""What stands beside a question: all of them, with what they count together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.theme.look import Look
from ui.views.course.quiz.document import ICONS, fault_of, points_of
from ui.views.course.quiz.fields import number_line
from ui.views.course.quiz.question_list import QuestionList, Row
from ui.widgets.basics import column, frame, icon_button, label, row
from ui.widgets.one_line import OneLine
from ui.widgets.words import tr, trn


class Side(QFrame):
    """The list of questions under the introduction.

    Signals:
        add_asked(): a question shall be added.
    """

    add_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self.setAccessibleName(tr("Questions"))
        lines = column(self)
        head = frame("plain", height=look.size("workhead"))
        across = row(head, margins=(16, 0, 8, 0))
        across.addWidget(label(look, tr("Questions"), "card-title"), 1)
        self.add = icon_button(look, "plus", tr("Add a question"), self.add_asked.emit)
        across.addWidget(self.add)
        lines.addWidget(head)
        self.list = QuestionList(look)
        lines.addWidget(self.list, 1)
        foot = frame("sidefoot", height=look.size("substatus") + 2)
        beside = row(foot, margins=(16, 0, 12, 0))
        self.total = OneLine(look, "small", "muted")
        beside.addWidget(self.total, 1)
        lines.addWidget(foot)

    def show_all(self, questions: Sequence[Mapping[str, Any]], place: int) -> None:
        """Show these questions; *place* (from 0) is the current one, -1 the introduction."""
        rows = [Row(title=tr("Introduction"), icon="file-text")]
        rows += [_row(at, one) for at, one in enumerate(questions)]
        self.list.put(rows, place + 1)
        self._count(questions)

    def show_one(self, questions: Sequence[Mapping[str, Any]], place: int) -> None:
        """Show one question anew."""
        self.list.tell(place + 1, _row(place, questions[place]))
        self._count(questions)

    def _count(self, questions: Sequence[Mapping[str, Any]]) -> None:
        total = points_of(questions)
        points = tr("1 point") if total == 1 else tr("{n} points", n=number_line(total))
        words = trn("{n} question", "{n} questions", len(questions))
        self.total.tell(tr("{questions}, {points}", questions=words, points=points))


def _row(place: int, question: Mapping[str, Any]) -> Row:
    words = " ".join(str(question.get("text") or "").split()) or tr("Question without words")
    return Row(
        title=tr("{n}. {words}", n=place + 1, words=words),
        icon=ICONS.get(str(question.get("type")), "circle-question-mark"),
        points=number_line(question.get("points", 1)),
        fault=fault_of(place, question),
    )
