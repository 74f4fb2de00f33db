"""Inputs of a question: texts that grow with what is written, numbers that keep what they are."""

from __future__ import annotations

from contextlib import suppress
from math import ceil, isfinite

from PySide6.QtCore import QEvent, QKeyCombination, QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSizePolicy,
)

from ui.theme.look import Look

Number = float | int
KEY_PRESS, OVERRIDE = QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride
REDO = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Z
)
ROOM = 14
"""Pixels of frame and padding above and below the text together."""


def declined(event: QEvent) -> bool:
    """Whether an event asks for undo or redo: that is the quiz's own, not each field's."""
    if not isinstance(event, QKeyEvent) or event.type() not in (KEY_PRESS, OVERRIDE):
        return False
    wanted = event.matches(QKeySequence.StandardKey.Undo) or is_redo(event)
    if wanted:
        event.ignore()
    return wanted


def is_redo(event: QKeyEvent) -> bool:
    """Ctrl+Shift+Z on every system, beside what the system has."""
    shifted = event.keyCombination() == REDO
    return shifted or event.matches(QKeySequence.StandardKey.Redo)


class GrowingText(QPlainTextEdit):
    """A text as high as its lines need, within bounds.

    Signals:
        edited(): somebody typed.
        entered(): Enter was pressed, where Enter does not begin a line.
    """

    edited = Signal()
    entered = Signal()

    def __init__(
        self, look: Look, *, least: int = 1, most: int = 8, one_line: bool = False
    ) -> None:
        super().__init__()
        self._look, self._least, self._most, self._one_line = look, least, most, one_line
        self._putting = False
        self._put = ""
        self.setProperty("kind", "field")
        self.setTabChangesFocus(True)
        # It has the height of its lines: what is left over of the form belongs below it.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        # One history for the whole quiz: see `History`.
        self.setUndoRedoEnabled(False)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._typed)
        look.changed.connect(self._restyle)
        self._restyle()

    def put(self, text: str) -> None:
        """Show a text; the cursor stays where it is, as far as the text goes."""
        self._put = text
        if text == self.toPlainText():
            return
        self._putting = True
        at = self.textCursor().position()
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(text)))
        self.setTextCursor(cursor)
        self._putting = False

    def text(self) -> str:
        """What stands there: as it was put, or what was typed without the blanks around it."""
        shown = self.toPlainText()
        return shown if shown == self._put else shown.strip()

    def event(self, event: QEvent) -> bool:
        return False if declined(event) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.modifiers() == Qt.KeyboardModifier.AltModifier:
            event.ignore()  # Alt+Up and Alt+Down move the option that this is the text of.
            return
        if enter and self._one_line and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _typed(self) -> None:
        if not self._putting:
            self.edited.emit()

    def _restyle(self) -> None:
        self.setFont(self._look.font("body"))
        self._fit()

    def _fit(self) -> None:
        # The layout of a plain text counts its height in lines.
        lines = max(self._least, ceil(self.document().size().height()))
        shown = min(lines, self._most)
        policy = Qt.ScrollBarPolicy
        over = policy.ScrollBarAsNeeded if lines > self._most else policy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(over)
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + ROOM)


class Radio(QRadioButton):
    """One of some ticks of which one holds; Tab stops at each, as texts stand between them."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        _keep_stops(self)


class Check(QCheckBox):
    """One of some ticks of which several hold; Tab stops at each."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        _keep_stops(self)


def _keep_stops(mark: QAbstractButton) -> None:
    # Qt leaves a group with the one stop that has the focus, and the others to the arrow keys.
    for one in mark.group().buttons():
        one.setFocusPolicy(Qt.FocusPolicy(one.focusPolicy() | Qt.FocusPolicy.TabFocus))


class NumberLine(QLineEdit):
    """A number as the user's language writes it.

    What was put and not changed comes back as it was; what is no number comes back as its text,
    so that an unfinished question keeps it.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._put: object = ""
        self._shown = ""
        look.changed.connect(self._restyle)
        self._restyle()

    def put(self, value: object) -> None:
        """Show a value: a number, or the text that somebody left."""
        self._put, self._shown = value, number_line(value)
        if self.text() != self._shown:
            self.setText(self._shown)

    def value(self) -> object:
        """The number that stands there, else the text; empty for nothing."""
        return self._put if self.text() == self._shown else read_number(self.text())

    def event(self, event: QEvent) -> bool:
        return False if declined(event) else super().event(event)

    def _restyle(self) -> None:
        self.setFont(self._look.font("body", tabular=True))


def number_line(value: object) -> str:
    """A number with all its digits and the language's decimal mark; any text as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value)
    return repr(value).removesuffix(".0").replace(".", QLocale().decimalPoint())


def read_number(text: str) -> Number | str:
    """The number that a text says, in the user's language or with a point; else the text."""
    text = text.strip()
    with suppress(ValueError):
        return int(text)
    found, known = QLocale().toDouble(text)
    if not known:
        with suppress(ValueError):
            found, known = float(text), True
    if not known or not isfinite(found):
        return text
    return int(found) if found == int(found) and "e" not in text.lower() else found
