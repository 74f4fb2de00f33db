"""One question as a form."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from ui.feedback.dialogs import Field
from ui.theme.look import Look
from ui.views.course.quiz.answers import Answers, Numeric, Short, TrueFalse
from ui.views.course.quiz.document import ANSWERS, ICONS, Question, as_kind, faults_of
from ui.views.course.quiz.fields import GrowingText, NumberLine
from ui.views.course.quiz.options import Options
from ui.widgets.basics import Text, column, label, row
from ui.widgets.words import tr

POINTS_WIDTH = 96
ALL = ("text", "points", "answers")
"""What can be wrong with a question, in the order of the form."""

TOP = Qt.AlignmentFlag.AlignTop


def kinds() -> tuple[tuple[str, str], ...]:
    """Every kind of question with its name."""
    return (
        ("single", tr("One answer")),
        ("multiple", tr("Several answers")),
        ("true_false", tr("True or false")),
        ("short", tr("Short text")),
        ("numeric", tr("Number")),
    )


class Stack(QFrame):
    """Shows one of some widgets, as high as that one is: words that wrap in it need more or less.

    The toolkit's own stack is as high as the highest of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._every: list[QWidget] = []
        self._lines = column(self)

    def put(self, one: QWidget) -> None:
        """Another widget that it could show."""
        one.hide()
        self._every.append(one)
        self._lines.addWidget(one)

    def show_one(self, shown: QWidget) -> None:
        """Show one of its widgets."""
        shown.show()
        for other in self._every:
            if other is not shown:
                other.hide()


class QuestionForm(QFrame):
    """Edits one question at a time, and says beside each field what is wrong with it.

    What is wrong with a new question is told once a field was left, or when `complain` asks.

    Signals:
        changed(str): something was entered, `value` tells what stands there now; the name of the
            text that is being typed, or nothing.
    """

    changed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._question: Question = {}
        self._place = 0
        self._seen: set[str] = set()
        self._kind = QComboBox()
        self._points = NumberLine(look)
        self._text = GrowingText(look, least=2, most=10)
        self._explanation = GrowingText(look, least=1, most=8)
        self._answers = Stack()
        self._by_kind: dict[str, Answers] = {
            "single": Options(look, single=True),
            "multiple": Options(look, single=False),
            "true_false": TrueFalse(look),
            "short": Short(look),
            "numeric": Numeric(look),
        }
        self.wrong_answers: Text = label(look, "", "small", "danger", wraps=True)
        self._fields = {
            "text": Field(look, tr("Question"), self._text),
            "points": Field(look, tr("Points"), self._points),
        }
        self._compose()
        self._connect()
        look.changed.connect(self._restyle)
        self._restyle()

    def _compose(self) -> None:
        layout = column(self, gap=14)
        head = QFrame()
        across = row(head, gap=12)
        across.addWidget(Field(self._look, tr("Kind"), self._kind), 1, TOP)
        self._points.setMinimumWidth(POINTS_WIDTH)
        across.addWidget(self._fields["points"], 1, TOP)
        layout.addWidget(head)
        layout.addWidget(self._fields["text"])
        answers = QFrame()
        lines = column(answers, gap=4)
        for one in self._by_kind.values():
            self._answers.put(one)
        lines.addWidget(self._answers)
        lines.addWidget(self.wrong_answers)
        layout.addWidget(answers)
        title = tr("Explanation, shown after answering")
        layout.addWidget(Field(self._look, title, self._explanation))

    def _connect(self) -> None:
        self._kind.activated.connect(self._another_kind)
        self._points.textEdited.connect(lambda _text: self._entered("points"))
        self._text.edited.connect(lambda: self._entered("text"))
        self._explanation.edited.connect(lambda: self._entered("explanation"))
        for answers in self._by_kind.values():
            answers.changed.connect(self._entered)
            answers.left.connect(self._answers_left)
            answers.rearranged.connect(self._order_stops)
        for one in (self._points, self._text):
            one.installEventFilter(self)

    @property
    def kind(self) -> QComboBox:
        """What chooses the kind."""
        return self._kind

    def put(self, question: Mapping[str, Any], place: int = 0, *, quiet: bool = False) -> None:
        """Show the question at a *place* counted from 0; *quiet* finds no fault with it yet."""
        self._question, self._place = dict(question), place
        self._seen = set() if quiet else set(ALL)
        self._kind.setCurrentIndex(self._kind.findData(question["type"]))
        self._points.put(question.get("points", 1))
        self._text.put(str(question.get("text", "")))
        self._explanation.put(str(question.get("explanation") or ""))
        answers = self._by_kind[question["type"]]
        answers.put(question)
        self._answers.show_one(answers)
        self._order_stops()
        self._judge()

    def value(self) -> Question:
        """The question as it is entered; keys that the form does not know are kept."""
        kind = self._kind.currentData()
        kept = {name: held for name, held in self._question.items() if name not in ANSWERS}
        found = kept | {"type": kind, "text": self._text.text(), "points": self._points.value()}
        found.pop("explanation", None)
        if self._explanation.text():
            found["explanation"] = self._explanation.text()
        return found | self._by_kind[kind].get()

    def write(self) -> None:
        """Put the keyboard where the question is written."""
        self._text.setFocus()

    def complain(self) -> None:
        """Say what is wrong, and put the keyboard there."""
        self._seen = set(ALL)
        faults = self._judge()
        first = next((name for name in ALL if name in faults), None)
        if first is not None:
            answers = self._by_kind[self._kind.currentData()]
            wrong = answers.first_wrong() if first == "answers" else self._fields[first].editor
            wrong.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self._question:
            self._seen.add("points" if watched is self._points else "text")
            self._judge()
        return super().eventFilter(watched, event)

    def _answers_left(self) -> None:
        if self._question:
            self._seen.add("answers")
            self._judge()

    def _another_kind(self) -> None:
        changed = as_kind(self._question, self._kind.currentData())
        self.put(changed, self._place, quiet=True)
        self.changed.emit("")

    def _entered(self, name: str) -> None:
        was = self._question
        self._question = self.value()
        if self._question == was:
            return
        faults = faults_of(self._place, self._question)
        # What is being typed is not found fault with; what was mended is no fault any more.
        if "answers" not in faults:
            self.wrong_answers.hide()
        for field in self._fields:
            if field not in faults:
                self._fields[field].clear()
        self.changed.emit(name)

    def _judge(self) -> dict[str, str]:
        every = faults_of(self._place, self._question)
        faults = {name: said for name, said in every.items() if name in self._seen}
        for name, field in self._fields.items():
            if name in faults:
                field.wrong(faults[name])
            else:
                field.clear()
        fault = faults.get("answers", "")
        told = self._by_kind[self._kind.currentData()].tell(fault)
        self.wrong_answers.setText("" if told else fault)
        self.wrong_answers.setVisible(bool(fault) and not told)
        return faults

    def _order_stops(self) -> None:
        # Tab goes as things were made, and rows of options are made after all else.
        answers = self._by_kind[self._kind.currentData()].stops()
        stops = (self._kind, self._points, self._text, *answers, self._explanation)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _restyle(self) -> None:
        at = self._kind.currentIndex()
        self._kind.clear()
        for kind, words in kinds():
            self._kind.addItem(self._look.icon(ICONS[kind]), words, kind)
        self._kind.setCurrentIndex(at)
        self._kind.setFont(self._look.font("body"))
        for mark in self.findChildren(QWidget):
            if mark.inherits("QCheckBox") or mark.inherits("QRadioButton"):
                mark.setFont(self._look.font("body"))
