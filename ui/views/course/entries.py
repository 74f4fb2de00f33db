"""Inputs of a form that are saved one by one, each when it is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.queries.grid_search import number_of
from ui.feedback.dialogs import Field
from ui.theme.look import Look
from ui.widgets.words import tr

_WHOLE = re.compile(r"-?\d{1,12}")


class Unreadable(Exception):
    """What was entered is no value of its kind; the argument says what would be."""


class Entry(QObject):
    """One input: shows a canonical value and gives one back.

    Signals:
        left(): the input was left or a choice was made.
    """

    left = Signal()

    def __init__(self, input_widget: QWidget, shown: QWidget) -> None:
        super().__init__(shown)
        self.input = input_widget
        self.widget = shown

    def put(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def get(self) -> Any:
        """The value that was entered; raises `Unreadable`."""
        raise NotImplementedError

    @property
    def busy(self) -> bool:
        """Whether somebody is writing in it, so that nothing may be put there."""
        return False

    @property
    def shown(self) -> str:
        """What was written in it, whether it can be read or not."""
        return ""

    def show(self, text: str) -> None:
        """Have this stand in it, as if it had been written."""

    @property
    def is_wrong(self) -> bool:
        """Whether something is said to be wrong with it."""
        return bool(self.input.property("wrong") == "true")

    def wrong(self, words: str) -> None:
        """Say what is wrong with it."""
        if isinstance(self.widget, Field):
            self.widget.wrong(words)

    def right(self) -> None:
        """Nothing is wrong with it."""
        if isinstance(self.widget, Field):
            self.widget.clear()


class LineEntry(Entry):
    """A line of text, read and written by a pair of functions."""

    def __init__(
        self,
        look: Look,
        title: str,
        help_text: str = "",
        *,
        read: Callable[[str], Any] | None = None,
        write: Callable[[Any], str] | None = None,
    ) -> None:
        self._line = QLineEdit()
        self._read = read or (lambda text: text or None)
        self._write = write or (lambda value: "" if value is None else str(value))
        super().__init__(self._line, Field(look, title, self._line, help_text))
        self._line.editingFinished.connect(self.left)

    def put(self, value: Any) -> None:
        self._line.setText(self._write(value))

    def get(self) -> Any:
        return self._read(self._line.text().strip())

    @property
    def shown(self) -> str:
        return self._line.text()

    def show(self, text: str) -> None:
        self._line.setText(text)

    @property
    def busy(self) -> bool:
        return self._line.hasFocus() and self._line.isModified()


class _Area(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class AreaEntry(Entry):
    """Several lines of text."""

    def __init__(self, look: Look, title: str, help_text: str = "", *, lines: int = 3) -> None:
        self._area = _Area()
        self._area.setProperty("kind", "field")
        self._area.setTabChangesFocus(True)
        super().__init__(self._area, Field(look, title, self._area, help_text))
        self._area.setFixedHeight(lines * self._area.fontMetrics().lineSpacing() + 20)
        self._area.left.connect(self.left)

    def put(self, value: Any) -> None:
        self._area.setPlainText(value or "")

    def get(self) -> Any:
        return self._area.toPlainText().strip() or None

    @property
    def shown(self) -> str:
        return self._area.toPlainText()

    def show(self, text: str) -> None:
        self._area.setPlainText(text)

    @property
    def busy(self) -> bool:
        return self._area.hasFocus()


class ChoiceEntry(Entry):
    """One of some values."""

    def __init__(
        self, look: Look, title: str, choices: Sequence[tuple[str, Any]], help_text: str = ""
    ) -> None:
        self._combo = QComboBox()
        super().__init__(self._combo, Field(look, title, self._combo, help_text))
        self.offer(choices)
        self._combo.activated.connect(lambda _: self.left.emit())

    def offer(self, choices: Sequence[tuple[str, Any]]) -> None:
        """Offer these values."""
        kept = self._combo.currentData()
        self._combo.clear()
        for words, value in choices:
            self._combo.addItem(words, value)
        self.put(kept)

    def put(self, value: Any) -> None:
        at = self._combo.findData(value)
        if at < 0 and value is not None:
            self._combo.addItem(str(value), value)
            at = self._combo.count() - 1
        self._combo.setCurrentIndex(max(0, at))

    def get(self) -> Any:
        return self._combo.currentData()


class CheckEntry(Entry):
    """Yes or no."""

    def __init__(self, look: Look, title: str) -> None:
        self._box = QCheckBox(title)
        super().__init__(self._box, self._box)
        self._box.setFont(look.font("body"))
        self._box.setAccessibleName(title)
        self._box.clicked.connect(lambda _: self.left.emit())

    def put(self, value: Any) -> None:
        self._box.setChecked(bool(value))

    def get(self) -> Any:
        return self._box.isChecked()


def whole_number(least: int, most: int, example: str) -> Callable[[str], Any]:
    """Reads a whole number, or nothing."""

    def read(text: str) -> int | None:
        if not text:
            return None
        digits = text.replace("\u202f", "").replace(" ", "").removesuffix("%")
        if not _WHOLE.fullmatch(digits) or not least <= int(digits) <= most:
            raise Unreadable(
                tr(
                    "Must be between {least} and {most}. Example: {example}.",
                    least=least,
                    most=most,
                    example=example,
                )
            )
        return int(digits)

    return read


def money(text: str) -> Any:
    """Reads an amount, or nothing."""
    if not text:
        return None
    amount = number_of(text.replace(",", "."))
    if amount is None:
        raise Unreadable(tr("Must be an amount. Example: 49.50."))
    return float(amount)


def listed(text: str) -> Any:
    """Reads words between commas."""
    return [one.strip() for one in text.split(",") if one.strip()]


def bands(text: str) -> Any:
    """Reads grades with the least mark of each: ``A 85, B 70, C 40``."""
    made: dict[str, float] = {}
    for part in listed(text):
        grade, _, mark = part.rpartition(" ")
        number = number_of(mark)
        if number is None:
            raise Unreadable(tr("Write each grade with its least mark: A 85, B 70, C 40."))
        made[grade.strip()] = number
    return made


def bands_text(value: Mapping[str, Any]) -> str:
    """Grades as `bands` reads them."""
    return ", ".join(f"{grade} {mark:g}" for grade, mark in value.items())
