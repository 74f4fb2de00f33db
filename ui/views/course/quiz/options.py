"""The options of a question with choices: which are right, and what is said to each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
)

from ui.theme.look import Look
from ui.views.course.quiz.answers import Answers
from ui.widgets.basics import button, column, frame, icon_button, label, row
from ui.widgets.words import tr

MARK = 28
"""Room for the tick before an option."""


class OptionRow(QFrame):
    """One option: its tick, its text, its feedback; Alt+Up and Alt+Down move it."""

    def __init__(self, editor: Options, look: Look, option: Mapping[str, Any]) -> None:
        super().__init__()
        self._editor = editor
        self._kept = {name: value for name, value in option.items() if name == "id"}
        layout = row(self, gap=8)
        self.mark: QAbstractButton = QRadioButton() if editor.single else QCheckBox()
        self.mark.setFixedWidth(MARK)
        self.mark.setChecked(bool(option.get("correct")))
        self.text = QLineEdit(str(option.get("text", "")))
        self.feedback = QLineEdit(str(option.get("feedback") or ""))
        self.remove = icon_button(
            look, "trash-2", tr("Delete this option"), lambda: editor.remove(self)
        )
        layout.addWidget(self.mark)
        layout.addWidget(self.text, 3)
        layout.addWidget(self.feedback, 2)
        layout.addWidget(self.remove)
        self.mark.clicked.connect(editor.changed)
        for line in (self.text, self.feedback):
            line.setFont(look.font("body"))
            line.setCursorPosition(0)
            line.textEdited.connect(editor.changed)

    def number(self, place: int) -> None:
        """Name the controls by the option's place, counted from 1."""
        self.mark.setAccessibleName(tr("Option {n} is right", n=place))
        self.text.setAccessibleName(tr("Option {n}", n=place))
        self.feedback.setAccessibleName(tr("Feedback to option {n}", n=place))

    def value(self) -> dict[str, Any]:
        """The option as it is entered."""
        found = self._kept | {"text": self.text.text().strip()}
        if self.mark.isChecked():
            found["correct"] = True
        if self.feedback.text().strip():
            found["feedback"] = self.feedback.text().strip()
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._editor.shift(self, step)
            return
        super().keyPressEvent(event)


class Options(Answers):
    """The rows of options, with one tick (single) or several."""

    def __init__(self, look: Look, *, single: bool) -> None:
        super().__init__()
        self._look = look
        self.single = single
        self._rows: list[OptionRow] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(single)
        layout = column(self, gap=6)
        head = frame("plain")
        heads = row(head, gap=8)
        words = tr("Options, tick the right one") if single else tr("Options, tick the right ones")
        heads.addWidget(label(look, words, "label"), 3)
        heads.addWidget(label(look, tr("Feedback"), "label"), 2)
        heads.addSpacing(38)
        layout.addWidget(head)
        rows = frame("plain")
        self._holder: QVBoxLayout = column(rows, gap=6)
        layout.addWidget(rows)
        add = button(look, tr("Add option"), self._add, kind="quiet", icon="plus")
        layout.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def put(self, question: Mapping[str, Any]) -> None:
        for old in self._rows:
            self._drop(old)
        self._rows = []
        for option in question.get("options", ()):
            self._append(option)
        self._number()

    def get(self) -> dict[str, Any]:
        return {"options": [one.value() for one in self._rows]}

    def remove(self, gone: OptionRow) -> None:
        """Take an option out; two stay at least, emptied."""
        if len(self._rows) <= 2:
            gone.text.clear()
            gone.feedback.clear()
        else:
            place = self._rows.index(gone)
            self._rows.remove(gone)
            self._drop(gone)
            self._number()
            self._rows[min(place, len(self._rows) - 1)].text.setFocus()
        self.changed.emit()

    def shift(self, moved: OptionRow, step: int) -> None:
        """Give an option another place; what had the focus keeps it."""
        place = self._rows.index(moved)
        target = place + step
        if not 0 <= target < len(self._rows):
            return
        focused = self.focusWidget()
        self._rows.insert(target, self._rows.pop(place))
        self._holder.removeWidget(moved)
        self._holder.insertWidget(target, moved)
        self._number()
        if focused is not None:
            focused.setFocus()
        self.changed.emit()

    def _add(self) -> None:
        self._append({"text": ""})
        self._number()
        self._rows[-1].text.setFocus()
        self.changed.emit()

    def _append(self, option: Mapping[str, Any]) -> None:
        made = OptionRow(self, self._look, option)
        self._group.addButton(made.mark)
        self._rows.append(made)
        self._holder.addWidget(made)

    def _drop(self, old: OptionRow) -> None:
        self._group.removeButton(old.mark)
        self._holder.removeWidget(old)
        old.hide()
        old.deleteLater()

    def _number(self) -> None:
        for place, one in enumerate(self._rows, 1):
            one.number(place)
