"""Changing one's own password: the present one is asked for, as at the door."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.errors import Invalid, SmartCourseError
from app.domain.messages import sentence
from app.domain.passwords import check_password
from ui.feedback.dialogs import Field, Role, Sheet
from ui.operations.operations import Operations
from ui.theme.look import Look
from ui.widgets.words import tr

ChangeIt = Callable[[Context, Actor, str, str], None]


class ChangePassword(Sheet):
    """Asks for the present password and twice for the new one; `changed` is called when it holds.

    Hashing takes a while, so all of it is judged off the GUI thread; nothing of it is kept.
    """

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        operations: Operations,
        change: ChangeIt,
        changed: Callable[[], object],
    ) -> None:
        super().__init__(look, parent, tr("Change password"), "", 400)
        self._operations, self._change, self._changed = operations, change, changed
        self.current = _secret(look, tr("Present password"))
        self.new = _secret(look, tr("New password"))
        self.again = _secret(look, tr("New password once more"))
        for field in (self.current, self.new, self.again):
            self.body.addWidget(field)
        self.add_button(tr("Cancel"), Role.RejectRole, self.reject)
        self._button = self.add_button(
            tr("Change password"), Role.AcceptRole, self._try, kind="primary"
        )
        self.current.editor.setFocus()

    def _try(self) -> None:
        current, new = _text(self.current), _text(self.new)
        if not current:
            self._wrong(self.current, tr("Needed to change it."))
            return
        try:
            check_password(new)
        except Invalid as error:
            self._wrong(self.new, sentence(error))
            return
        if _text(self.again) != new:
            self._wrong(self.again, tr("It is not the same."))
            return
        self._button.setEnabled(False)
        self._operations.write(
            lambda context, actor: self._change(context, actor, current, new),
            self._done,
            self._refused,
        )

    def _done(self, _: None) -> None:
        self.accept()
        self._changed()

    def _refused(self, error: SmartCourseError) -> None:
        self._button.setEnabled(True)
        self._wrong(self.current, sentence(error))

    def _wrong(self, field: Field, words: str) -> None:
        field.wrong(words)
        field.editor.setFocus()
        self.fit()


def _secret(look: Look, words: str) -> Field:
    editor = QLineEdit()
    editor.setEchoMode(QLineEdit.EchoMode.Password)
    return Field(look, words, editor)


def _text(field: Field) -> str:
    editor = field.editor
    return editor.text() if isinstance(editor, QLineEdit) else ""
