"""Switching to another person: address and password, judged off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from app.context import Context
from app.domain.entities import User
from app.domain.errors import SmartCourseError
from app.domain.messages import sentence
from ui.feedback.dialogs import Field, Role, Sheet
from ui.operations.operations import Operations
from ui.theme.look import Look
from ui.widgets.words import tr

PASSWORD = "demo\u2011academy"  # the hyphen is one at which no line breaks
SignIn = Callable[[Context, str, str], User]


class SwitchUser(Sheet):
    """Asks who acts from now on; `taken` is called with the one who signed in."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        operations: Operations,
        sign_in: SignIn,
        taken: Callable[[User], None],
    ) -> None:
        hint = ""
        if operations.context.settings.demo:
            words = "Instructors and the admin (see People) have the password {password} here."
            hint = tr(words, password=PASSWORD)
        super().__init__(look, parent, tr("Switch user"), hint, 400)
        self._operations, self._sign_in, self._taken = operations, sign_in, taken
        secret = QLineEdit()
        secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.email = Field(look, tr("E-mail"), QLineEdit())
        self.password = Field(look, tr("Password"), secret)
        self.body.addWidget(self.email)
        self.body.addWidget(self.password)
        self.add_button(tr("Cancel"), Role.RejectRole, self.reject)
        self._button = self.add_button(
            tr("Switch user"), Role.AcceptRole, self._try, kind="primary"
        )
        self.email.editor.setFocus()

    def _try(self) -> None:
        email, password = _text(self.email).strip(), _text(self.password)
        for field, text in ((self.email, email), (self.password, password)):
            if not text:
                field.wrong(tr("Needed to switch."))
                field.editor.setFocus()
                self.fit()
                return
        self._button.setEnabled(False)
        # Whoever closes the sheet meanwhile has thought better of it.
        ticket = self._operations.write(
            lambda context, _actor: self._sign_in(context, email, password),
            self._signed_in,
            self._refused,
        )
        self.finished.connect(lambda _: ticket.drop())

    def _signed_in(self, user: User) -> None:
        self.accept()
        self._taken(user)

    def _refused(self, error: SmartCourseError) -> None:
        self._button.setEnabled(True)
        self.password.wrong(sentence(error))
        self.password.editor.setFocus()
        self.fit()


def _text(field: Field) -> str:
    editor = field.editor
    return editor.text() if isinstance(editor, QLineEdit) else ""
