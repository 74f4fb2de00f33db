"""Dialogs of one shape: title, one muted line, what scrolls, a foot with the buttons."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme.look import Look
from ui.widgets.basics import Button, Text, column, frame, label, row, set_property

Role = QDialogButtonBox.ButtonRole
PADDING = 24


class Dimmer(QWidget):
    """Darkens the window behind a dialog."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self.setGeometry(window.rect())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.installEventFilter(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), self._look.color("overlay"))
        finally:
            painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        window = self.parentWidget()
        if window is not None and event.type() == QEvent.Type.Resize:
            self.setGeometry(window.rect())
        return False


class Sheet(QDialog):
    """A window-modal dialog. Put what it shows into `body`; `primary` names the deciding button.

    Opened by `open()`, never by `exec()`: nothing blocks.
    """

    def __init__(self, look: Look, parent: QWidget, title: str, line: str = "", width: int = 480):
        super().__init__(parent)
        self.look = look
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._least = width
        self.setFixedWidth(width)
        self._dimmer: Dimmer | None = None
        self._held = False
        outer = column(self)
        self._head(outer, title, line)
        self.body_frame = frame("dialog")
        self.body: QVBoxLayout = column(self.body_frame, margins=(PADDING, 4, PADDING, 20), gap=14)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.body_frame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Only once it is shown does every control know its height from the style sheet.
        self.body_frame.installEventFilter(self)
        outer.addWidget(self._scroll, 1)
        self._foot = frame("dialogfoot", height=look.size("dialog-footer"))
        self._buttons = QDialogButtonBox()
        if sys.platform == "linux":
            # Without a desktop's own theme Qt would order them as on another system.
            self._buttons.setStyleSheet("QDialogButtonBox { button-layout: 3; }")
        across = row(self._foot, margins=(PADDING, 0, PADDING, 0), gap=8)
        self.foot_left = across
        across.addStretch(1)
        across.addWidget(self._buttons)
        outer.addWidget(self._foot)
        look.changed.connect(self._restyle)

    def _head(self, outer: QVBoxLayout, title: str, line: str) -> None:
        head = frame("dialog")
        layout = column(head, margins=(PADDING, 20, PADDING, 10), gap=4)
        layout.addWidget(label(self.look, title, "dialog-title"))
        self._lead = label(self.look, line, "body", "muted", wraps=True)
        self._lead.setVisible(bool(line))
        layout.addWidget(self._lead)
        outer.addWidget(head)

    def add_button(
        self, text: str, role: Role, run: Callable[[], object], *, kind: str = "secondary"
    ) -> Button:
        """Put a button into the foot; its place follows the platform's order of roles."""
        made = Button(self.look, text, "secondary", None)
        made.setAccessibleName(text)
        made.set_kind(kind)  # type: ignore[arg-type]
        made.setAutoDefault(kind in ("primary", "danger"))
        made.setDefault(kind == "primary")
        made.clicked.connect(lambda _checked: run())
        self._buttons.addButton(made, role)
        return made

    def open(self) -> None:
        """Show it over the dimmed window."""
        self.look.dress(self)
        self.fit()
        parent = self.parentWidget()
        if parent is not None:
            self._dimmer = Dimmer(self.look, parent.window())
            self._dimmer.show()
            self._dimmer.raise_()
        super().open()

    def fit(self) -> None:
        """As wide and high as the contents, and never more than the window has room for."""
        width = self._fit_width()
        high = self.body.totalMinimumSize().height()
        if self.body.hasHeightForWidth():
            high = max(high, self.body.totalHeightForWidth(width))
        wanted = max(high, self.body_frame.minimumSizeHint().height()) + 2
        parent = self.parentWidget()
        most = parent.window().height() - 220 if parent is not None else 560
        self._scroll.setFixedHeight(max(60, min(wanted, most)))
        self.adjustSize()

    def _fit_width(self) -> int:
        layout, parent = self.layout(), self.parentWidget()
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        parts = [self.body_frame.minimumSizeHint().width() + bar]
        if layout is not None:
            parts.append(layout.totalMinimumSize().width())
        width = max(round(self._least * self.look.growth), *parts)
        if parent is not None:
            width = min(width, parent.window().width() - 2 * PADDING)
        self.setFixedWidth(width)
        # A layout inside a layout does not ask how high wrapped words become; a label answers with
        # no less than the height that it was given before.
        self._lead.setMinimumHeight(0)
        self._lead.setMinimumHeight(max(0, self._lead.heightForWidth(width - 2 * PADDING)))
        return width

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.body_frame and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def hold(self) -> None:
        """What was decided is being done: the sheet stays, and decides nothing twice."""
        self._held = True
        self._buttons.setEnabled(False)

    def release(self) -> None:
        """It could not be done: decide again."""
        self._held = False
        self._buttons.setEnabled(True)

    def reject(self) -> None:
        """Close without a decision, unless one is being carried out."""
        if not self._held:
            super().reject()

    def done(self, result: int) -> None:
        """Give the window its light back, then end."""
        if self._dimmer is not None:
            self._dimmer.hide()
            self._dimmer.deleteLater()
            self._dimmer = None
        super().done(result)
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for one in self._buttons.buttons():
                if isinstance(one, Button) and one.isDefault():
                    one.click()
            return
        super().keyPressEvent(event)

    def _restyle(self) -> None:
        if self.isVisible():
            self.look.dress(self)
            self._foot.setFixedHeight(self.look.size("dialog-footer"))
            self.fit()


class Field(QFrame):
    """A labelled input with help below, or what is wrong with it."""

    def __init__(self, look: Look, title: str, editor: QWidget, help_text: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self.editor = editor
        layout = column(self, gap=4)
        head = label(look, title, "label")
        head.setBuddy(editor)
        editor.setAccessibleName(title)
        editor.setFont(look.font("body"))
        layout.addWidget(head)
        layout.addWidget(editor)
        self._help = help_text
        self.note: Text = label(look, help_text, "small", "muted", wraps=True)
        layout.addWidget(self.note)
        self.note.setVisible(bool(help_text))
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(lambda _text: self.clear())

    def wrong(self, words: str) -> None:
        """Say below the field what is wrong with it."""
        set_property(self.editor, "wrong", "true")
        self.note.setText(words)
        self.note.set_tone("danger")
        self.note.show()
        self.editor.setAccessibleDescription(words)

    def clear(self) -> None:
        """Nothing is wrong any more."""
        set_property(self.editor, "wrong", "false")
        self.note.setText(self._help)
        self.note.set_tone("muted")
        self.note.setVisible(bool(self._help))
        self.editor.setAccessibleDescription(self._help)
