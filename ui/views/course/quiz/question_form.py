"""One question as a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from ui.theme.look import Look
from ui.views.course.quiz.answers import Answers, Number, Numeric, Short, TrueFalse
from ui.views.course.quiz.document import Question, as_kind
from ui.views.course.quiz.options import Options
from ui.widgets.basics import column, label, row
from ui.widgets.words import tr


def kinds() -> tuple[tuple[str, str], ...]:
    """Every kind of question with its name."""
    return (
        ("single", tr("One answer")),
        ("multiple", tr("Several answers")),
        ("true_false", tr("True or false")),
        ("short", tr("Short text")),
        ("numeric", tr("Number")),
    )


class QuestionForm(QFrame):
    """Edits one question at a time.

    Signals:
        changed(): something was entered; `value` tells what stands there now.
    """

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._filling = False
        self._question: Question = {}
        layout = column(self, gap=14)
        self._kind = QComboBox()
        self._points = Number()
        self._points.setRange(0.25, 1000)
        self._points.setSingleStep(1)
        self._points.setDecimals(2)
        self._points.setFixedWidth(96)
        layout.addWidget(self._head())
        self._text = QPlainTextEdit()
        self._text.setProperty("kind", "field")
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(72)
        layout.addWidget(self._field(tr("Question"), self._text))
        self._answers = QStackedWidget()
        self._by_kind: dict[str, Answers] = {
            "single": Options(look, single=True),
            "multiple": Options(look, single=False),
            "true_false": TrueFalse(look),
            "short": Short(look),
            "numeric": Numeric(look),
        }
        for one in self._by_kind.values():
            self._answers.addWidget(one)
            one.changed.connect(self._entered)
        layout.addWidget(self._answers)
        self._explanation = QLineEdit()
        layout.addWidget(self._field(tr("Explanation, shown after answering"), self._explanation))
        self._text.textChanged.connect(self._entered)
        self._explanation.textEdited.connect(self._entered)
        self._points.valueChanged.connect(self._entered)
        self._kind.activated.connect(self._another_kind)

    def put(self, question: Mapping[str, Any]) -> None:
        """Show a question."""
        self._filling = True
        self._question = dict(question)
        self._kind.setCurrentIndex(self._kind.findData(question["type"]))
        self._points.setValue(float(question.get("points", 1)))
        self._text.setPlainText(str(question.get("text", "")))
        self._explanation.setText(str(question.get("explanation") or ""))
        self._explanation.setCursorPosition(0)
        answers = self._by_kind[question["type"]]
        answers.put(question)
        self._answers.setCurrentWidget(answers)
        self._filling = False

    def value(self) -> Question:
        """The question as it is entered; keys that the form does not know are kept."""
        kind = self._kind.currentData()
        answers = self._by_kind[kind]
        known = {"feedback", "case_sensitive", "answer", "answers", "tolerance", "options"}
        kept = {name: held for name, held in self._question.items() if name not in known}
        points = self._points.value()
        found = kept | {
            "type": kind,
            "text": self._text.toPlainText().strip(),
            "points": int(points) if points == int(points) else points,
        }
        explanation = self._explanation.text().strip()
        found.pop("explanation", None)
        if explanation:
            found["explanation"] = explanation
        return found | answers.get()

    def write(self) -> None:
        """Put the keyboard where the question is written."""
        self._text.setFocus()

    def _head(self) -> QWidget:
        for kind, words in kinds():
            self._kind.addItem(words, kind)
        holder = QFrame()
        layout = row(holder, gap=12)
        layout.addWidget(self._field(tr("Kind"), self._kind), 1)
        layout.addWidget(self._field(tr("Points"), self._points))
        layout.addStretch(1)
        return holder

    def _field(self, words: str, widget: QWidget) -> QWidget:
        holder = QFrame()
        layout = column(holder, gap=4)
        layout.addWidget(label(self._look, words, "label"))
        layout.addWidget(widget)
        widget.setAccessibleName(words)
        widget.setFont(self._look.font("body"))
        return holder

    def _another_kind(self) -> None:
        changed = as_kind(self._question | self._shared(), self._kind.currentData())
        self.put(changed)
        self.changed.emit()

    def _shared(self) -> Question:
        return {"text": self._text.toPlainText().strip(), "points": self._points.value()}

    def _entered(self) -> None:
        if not self._filling:
            self._question = self.value()
            self.changed.emit()
