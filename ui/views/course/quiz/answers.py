"""The part of a question's form that differs by kind: what the right answer is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QWidget,
)

from ui.feedback.dialogs import Field
from ui.theme.look import Look
from ui.views.course.quiz.fields import GrowingText, NumberLine, Radio, number_line, read_number
from ui.widgets.basics import Text, column, label, row
from ui.widgets.words import tr

NUMBER_WIDTH = 180


class Answers(QFrame):
    """Shows and edits the keys of a question that belong to its kind.

    Signals:
        changed(str): something was entered; the name of the text that is being typed, or nothing.
        left(): a field was left, so that what stands in it may be judged.
        rearranged(): `stops` are others now, or stand in another order.
    """

    changed = Signal(str)
    left = Signal()
    rearranged = Signal()

    def stops(self) -> list[QWidget]:
        """Where Tab stops in them, as they stand on the screen from top to bottom."""
        raise NotImplementedError

    def tell(self, fault: str) -> bool:
        """Say at a field of its own what is wrong, if it has one for that; empty for nothing."""
        del fault
        return False

    def put(self, question: Mapping[str, Any]) -> None:
        """Show a question's answers."""
        raise NotImplementedError

    def get(self) -> dict[str, Any]:
        """The keys as they are entered now."""
        raise NotImplementedError

    def first_wrong(self) -> QWidget:
        """Where the keyboard goes when the answers cannot stand."""
        raise NotImplementedError


class TrueFalse(Answers):
    """Which of two is right, and what is said to each."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.addWidget(label(look, tr("The right answer"), "label"), 0, 0)
        grid.addWidget(label(look, tr("Feedback"), "label"), 0, 1)
        self._group = QButtonGroup(self)
        self._said: dict[str, Any] = {}
        self._choices: dict[str, tuple[Radio, GrowingText]] = {}
        for line, (key, words) in enumerate((("true", tr("True")), ("false", tr("False"))), 1):
            choice, feedback = Radio(words), GrowingText(look, one_line=True)
            choice.setAccessibleName(tr("The right answer is {answer}", answer=words))
            feedback.setAccessibleName(tr("Feedback to {answer}", answer=words))
            choice.clicked.connect(lambda _on: self.changed.emit(""))
            feedback.edited.connect(lambda key=key: self.changed.emit(f"feedback {key}"))
            self._group.addButton(choice)
            grid.addWidget(choice, line, 0)
            grid.addWidget(feedback, line, 1)
            self._choices[key] = (choice, feedback)
        grid.setColumnStretch(1, 1)

    def put(self, question: Mapping[str, Any]) -> None:
        answer = question.get("answer")
        self._said = dict(question.get("feedback") or {})
        self._group.setExclusive(False)
        for key, (choice, feedback) in self._choices.items():
            choice.setChecked(isinstance(answer, bool) and answer is (key == "true"))
            feedback.put(str(self._said.get(key) or ""))
        self._group.setExclusive(True)

    def stops(self) -> list[QWidget]:
        return [stop for line in self._choices.values() for stop in line]

    def get(self) -> dict[str, Any]:
        typed = {key: feedback.text() for key, (_, feedback) in self._choices.items()}
        said = {name: held for name, held in (self._said | typed).items() if held}
        found: dict[str, Any] = {"feedback": said} if said else {}
        if self._group.checkedButton() is not None:
            found["answer"] = self._choices["true"][0].isChecked()
        return found

    def first_wrong(self) -> QWidget:
        return self._choices["true"][0]


class Short(Answers):
    """The texts that are accepted, one a line."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        layout = column(self, gap=8)
        self._kept: list[Any] = []
        self._shown = ""
        self._texts = GrowingText(look, least=3, most=10)
        title = tr("Accepted answers, one a line")
        layout.addWidget(Field(look, title, self._texts))
        self._exact = QCheckBox(tr("Capitals must be right"))
        self._exact.setAccessibleName(self._exact.text())
        self._exact.clicked.connect(lambda _on: self.changed.emit(""))
        layout.addWidget(self._exact)
        told = tr("Blanks before, after and between the words do not matter.")
        layout.addWidget(label(look, told, "small", "muted", wraps=True))
        self._texts.edited.connect(lambda: self.changed.emit("answers"))

    def put(self, question: Mapping[str, Any]) -> None:
        self._kept = list(question.get("answers", ()))
        self._shown = "\n".join(str(one) for one in self._kept)
        self._texts.put(self._shown)
        self._exact.setChecked(bool(question.get("case_sensitive")))

    def stops(self) -> list[QWidget]:
        return [self._texts, self._exact]

    def get(self) -> dict[str, Any]:
        text = self._texts.toPlainText()
        typed = [one.strip() for one in text.splitlines() if one.strip()]
        found: dict[str, Any] = {"answers": self._kept if text == self._shown else typed}
        return found | ({"case_sensitive": True} if self._exact.isChecked() else {})

    def first_wrong(self) -> QWidget:
        return self._texts


def _no_number(text: str) -> str:
    """What is wrong with a text that should be a number; empty where it is one."""
    example = number_line(3.5)
    if not text:
        return tr("Write the right number. Example: {example}.", example=example)
    if isinstance(read_number(text), str):
        return tr("{typed} is no number. Example: {example}.", typed=f'"{text}"', example=example)
    return ""


class Numeric(Answers):
    """A number, and how far off is still right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        lines = column(self, gap=6)
        holder = QFrame()
        across = row(holder, gap=12)
        self._answer = self._line(look, "answer")
        self._tolerance = self._line(look, "tolerance")
        top = Qt.AlignmentFlag.AlignTop
        self._fields = {
            self._answer: Field(look, tr("The right number"), self._answer),
            self._tolerance: Field(look, tr("Still right when off by"), self._tolerance),
        }
        for field in self._fields.values():
            field.setFixedWidth(NUMBER_WIDTH)
            across.addWidget(field, 0, top)
        across.addStretch(1)
        lines.addWidget(holder)
        self.told: Text = label(look, "", "small", "muted", wraps=True)
        lines.addWidget(self.told)

    def _line(self, look: Look, name: str) -> NumberLine:
        made = NumberLine(look)
        made.editingFinished.connect(self.left)
        made.textEdited.connect(lambda _text: self._tell())
        made.textEdited.connect(lambda _text: self.changed.emit(name))
        return made

    def put(self, question: Mapping[str, Any]) -> None:
        self._answer.put(question.get("answer", ""))
        self._tolerance.put(question.get("tolerance", ""))
        self._tell()

    def stops(self) -> list[QWidget]:
        return [self._answer, self._tolerance]

    def get(self) -> dict[str, Any]:
        found: dict[str, Any] = {"answer": self._answer.value()}
        tolerance = self._tolerance.value()
        return found if tolerance == "" else found | {"tolerance": tolerance}

    def first_wrong(self) -> QWidget:
        return self._answer if isinstance(self._answer.value(), str) else self._tolerance

    def tell(self, fault: str) -> bool:
        wrong = self.first_wrong()
        for line, field in self._fields.items():
            if fault and line is wrong:
                field.wrong(_no_number(line.text().strip()) or fault)
            else:
                field.clear()
        return True

    def _tell(self) -> None:
        """Say which numbers are right."""
        answer, tolerance = self._answer.value(), self._tolerance.value() or 0
        words = tr("Learners may write it with a point.")
        if isinstance(answer, int | float) and isinstance(tolerance, int | float) and tolerance > 0:
            words = tr(
                "Right from {low} to {high}.",
                low=number_line(round(answer - tolerance, 12)),
                high=number_line(round(answer + tolerance, 12)),
            )
        self.told.setText(words)
