"""The part of a question's form that differs by kind: what the right answer is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
)

from ui.theme.look import Look
from ui.widgets.basics import column, label, row
from ui.widgets.words import tr


class Answers(QFrame):
    """Shows and edits the keys of a question that belong to its kind.

    Signals:
        changed(): something was entered.
    """

    changed = Signal()

    def put(self, question: Mapping[str, Any]) -> None:
        """Show a question's answers."""
        raise NotImplementedError

    def get(self) -> dict[str, Any]:
        """The keys as they are entered now."""
        raise NotImplementedError


class Number(QDoubleSpinBox):
    """A number without the zeros behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(7, 0, 0, 0)

    def textFromValue(self, value: float) -> str:
        return number_plain(value, self.decimals(), self.locale())


def number_plain(value: float, decimals: int, locale: QLocale) -> str:
    """A number with as many decimal places as it needs."""
    text = locale.toString(value, "f", decimals)
    point = locale.decimalPoint()
    return text.rstrip("0").removesuffix(point) if point in text else text


class TrueFalse(Answers):
    """Which of two is right, and what is said to each."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.addWidget(label(look, tr("The right answer"), "label"), 0, 0)
        grid.addWidget(label(look, tr("Feedback"), "label"), 0, 1)
        self._choices: dict[str, tuple[QRadioButton, QLineEdit]] = {}
        for line, (key, words) in enumerate((("true", tr("True")), ("false", tr("False"))), 1):
            choice, feedback = QRadioButton(words), QLineEdit()
            choice.setFont(look.font("body"))
            choice.setAccessibleName(tr("The right answer is {answer}", answer=words))
            feedback.setAccessibleName(tr("Feedback to {answer}", answer=words))
            choice.clicked.connect(self.changed)
            feedback.textEdited.connect(self.changed)
            grid.addWidget(choice, line, 0)
            grid.addWidget(feedback, line, 1)
            self._choices[key] = (choice, feedback)
        grid.setColumnStretch(1, 1)

    def put(self, question: Mapping[str, Any]) -> None:
        right = "true" if question.get("answer") else "false"
        said = question.get("feedback") or {}
        for key, (choice, feedback) in self._choices.items():
            choice.setChecked(key == right)
            feedback.setText(str(said.get(key, "")))

    def get(self) -> dict[str, Any]:
        said = {
            key: feedback.text().strip()
            for key, (_, feedback) in self._choices.items()
            if feedback.text().strip()
        }
        answer = {"answer": self._choices["true"][0].isChecked()}
        return answer | ({"feedback": said} if said else {})


class Short(Answers):
    """The texts that are accepted, one a line."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        layout = column(self, gap=4)
        layout.addWidget(label(look, tr("Accepted answers, one a line"), "label"))
        self._texts = QPlainTextEdit()
        self._texts.setProperty("kind", "field")
        self._texts.setTabChangesFocus(True)
        self._texts.setAccessibleName(tr("Accepted answers, one a line"))
        self._texts.setFont(look.font("body"))
        self._texts.setFixedHeight(96)
        self._texts.textChanged.connect(self.changed)
        self._exact = QCheckBox(tr("Capitals must be right"))
        self._exact.setFont(look.font("body"))
        self._exact.setAccessibleName(self._exact.text())
        self._exact.clicked.connect(self.changed)
        layout.addWidget(self._texts)
        layout.addWidget(self._exact)

    def put(self, question: Mapping[str, Any]) -> None:
        self._texts.setPlainText("\n".join(question.get("answers", ())))
        self._exact.setChecked(bool(question.get("case_sensitive")))

    def get(self) -> dict[str, Any]:
        lines = self._texts.toPlainText().splitlines()
        found: dict[str, Any] = {"answers": [one.strip() for one in lines if one.strip()]}
        return found | ({"case_sensitive": True} if self._exact.isChecked() else {})


class Numeric(Answers):
    """A number, and how far off is still right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        layout = row(self, gap=12)
        self._answer = self._spin(tr("The right number"), -1e12)
        self._tolerance = self._spin(tr("Still right when off by"), 0.0)
        for words, spin in (
            (tr("The right number"), self._answer),
            (tr("Still right when off by"), self._tolerance),
        ):
            holder = QFrame()
            inner = column(holder, gap=4)
            inner.addWidget(label(look, words, "label"))
            inner.addWidget(spin)
            layout.addWidget(holder)
        layout.addStretch(1)

    def _spin(self, name: str, least: float) -> QDoubleSpinBox:
        spin = Number()
        spin.setRange(least, 1e12)
        spin.setDecimals(4)
        spin.setFixedWidth(180)
        spin.setAccessibleName(name)
        spin.valueChanged.connect(self.changed)
        return spin

    def put(self, question: Mapping[str, Any]) -> None:
        self._answer.setValue(float(question.get("answer", 0)))
        self._tolerance.setValue(float(question.get("tolerance", 0)))

    def get(self) -> dict[str, Any]:
        return {"answer": _plain(self._answer), "tolerance": _plain(self._tolerance)}


def _plain(spin: QDoubleSpinBox) -> float | int:
    value = spin.value()
    return int(value) if value == int(value) else value
