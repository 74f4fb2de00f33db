"""One option of a question: its grip, its tick, its text, what is said to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QWidget

from ui.theme.look import Look
from ui.views.course.quiz.fields import Check, GrowingText, Radio
from ui.widgets.basics import icon_button, row
from ui.widgets.words import tr

GRIP, MARK = 20, 38
"""Room for the grip and for the tick before an option."""

TOP = Qt.AlignmentFlag.AlignTop
ALT_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class OptionRow(QFrame):
    """Edits one option; keys that it does not know are kept.

    Signals:
        changed(str): something was entered; the name of the text that is being typed, or nothing.
        removed(OptionRow), shifted(OptionRow, int): it shall go, or go up (-1) or down (1).
        finished(OptionRow): Enter was pressed in its text.
        dragged(OptionRow, int): its grip is held at a height of what holds the row.
        dropped(OptionRow, object): it was let go there, or nowhere (None).
    """

    changed = Signal(str)
    removed = Signal(object)
    shifted = Signal(object, int)
    finished = Signal(object)
    dragged = Signal(object, int)
    dropped = Signal(object, object)

    def __init__(self, look: Look, *, single: bool) -> None:
        super().__init__()
        self._kept: dict[str, Any] = {}
        self._place = 0
        layout = row(self, gap=8)
        self.grip = Grip(look, self)
        self.mark: QAbstractButton = Radio() if single else Check()
        # As high as its text, so that the ring is a square with the mark in its middle.
        self.mark.setFixedSize(MARK - 8, MARK - 8)
        self.mark.setProperty("kind", "mark")
        self.text = GrowingText(look, one_line=True)
        self.feedback = GrowingText(look, one_line=True)
        self.remove = icon_button(
            look, "trash-2", tr("Delete this option"), lambda: self.removed.emit(self)
        )
        layout.setSpacing(8)
        layout.addWidget(self.grip, 0, TOP)
        layout.addWidget(self.mark, 0, TOP)
        layout.addWidget(self.text, 3, TOP)
        layout.addWidget(self.feedback, 2, TOP)
        layout.addWidget(self.remove, 0, TOP)
        self.mark.clicked.connect(lambda _on: self.changed.emit(""))
        self.text.edited.connect(lambda: self.changed.emit(f"option {self._place}"))
        self.feedback.edited.connect(lambda: self.changed.emit(f"feedback {self._place}"))
        for line in (self.text, self.feedback):
            line.entered.connect(lambda: self.finished.emit(self))

    def put(self, option: Mapping[str, Any]) -> None:
        """Show an option."""
        self._kept = {
            name: held
            for name, held in option.items()
            if name not in ("text", "correct", "feedback")
        }
        self.mark.setChecked(bool(option.get("correct")))
        self.text.put(str(option.get("text", "")))
        self.feedback.put(str(option.get("feedback") or ""))

    def value(self) -> dict[str, Any]:
        """The option as it is entered."""
        found = self._kept | {"text": self.text.text()}
        if self.mark.isChecked():
            found["correct"] = True
        if self.feedback.text():
            found["feedback"] = self.feedback.text()
        return found

    def stops(self) -> list[QWidget]:
        """Where Tab stops in the row, in the order of the eye."""
        return [self.mark, self.text, self.feedback, self.remove]

    def number(self, place: int) -> None:
        """Name the controls by the option's place, counted from 1."""
        self._place = place
        self.mark.setAccessibleName(tr("Option {n} is right", n=place))
        self.text.setAccessibleName(tr("Option {n}", n=place))
        self.feedback.setAccessibleName(tr("Feedback to option {n}", n=place))
        self.remove.set_name(tr("Delete option {n}", n=place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ALT_STEPS.get(Qt.Key(event.key()))
        if step and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(self, step)
            return
        super().keyPressEvent(event)


class Grip(QLabel):
    """What an option is dragged by; Esc gives the drag up."""

    def __init__(self, look: Look, option: OptionRow) -> None:
        super().__init__()
        self._look, self._option = look, option
        self._held = False
        self.setFixedSize(GRIP - 8, 30)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(tr("Drag to move, or press Alt+Up and Alt+Down in the option"))
        look.changed.connect(self._restyle)
        self._restyle()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.button() == Qt.MouseButton.LeftButton
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.grabKeyboard()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._option.dragged.emit(self._option, self._height(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._let_go(self._height(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._held:
            self._let_go(None)

    def _let_go(self, height: int | None) -> None:
        self._held = False
        self.releaseKeyboard()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._option.dropped.emit(self._option, height)

    def _height(self, event: QMouseEvent) -> int:
        # The grip stands in the row, and the row in what holds all rows.
        return round(event.position().y()) + self.y() + self._option.y()

    def _restyle(self) -> None:
        self.setPixmap(
            self._look.pixmap("grip-vertical", "text-muted", 16, self.devicePixelRatioF())
        )
