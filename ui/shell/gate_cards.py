"""The cards of the gate: the first question, the form of a new workspace, work being done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
)

from app.domain.actor import NewOwner
from app.domain.errors import Invalid, SmartCourseError
from app.domain.messages import sentence
from app.domain.passwords import check_password
from ui.feedback.dialogs import Field
from ui.shell.gate_parts import Choice, Mark
from ui.theme.look import Look
from ui.widgets.basics import Button, Text, button, column, frame, label, row
from ui.widgets.words import tr

CARD, EDGE = 480, 28
NewWorkspace = Callable[[Path, NewOwner, str], None]


class Card(QFrame):
    """A card 480 wide with the mark, a title and a line."""

    def __init__(self, look: Look, title: str, line: str) -> None:
        super().__init__()
        self.look = look
        self.setProperty("kind", "card")
        self.setFixedWidth(CARD)
        self.setAccessibleName(title)
        self.lines: QVBoxLayout = column(self, margins=(EDGE, EDGE, EDGE, 24), gap=0)
        self.lines.addWidget(Mark(look))
        self.lines.addSpacing(16)
        self._add_words(label(look, title, "page-title", wraps=True))
        self.lines.addSpacing(4)
        self._add_words(label(look, line, "body", "muted", wraps=True))
        self.lines.addSpacing(18)

    def _add_words(self, words: Text) -> None:
        # The card's height is asked for before its width is known; wrapped words would take theirs
        # from what stands below them.
        words.setMinimumHeight(words.heightForWidth(CARD - 2 * EDGE))
        self.lines.addWidget(words)


class Welcome(Card):
    """The first question: demo academy, a new workspace, or a server."""

    def __init__(
        self,
        look: Look,
        *,
        demo: Callable[[], object],
        new: Callable[[], object],
        other: Callable[[], object],
        recent: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        super().__init__(
            look,
            tr("Welcome to SmartCourse"),
            tr("Choose where to begin. You can switch at any time."),
        )
        first = Choice(
            look,
            "flask-conical",
            tr("Open the demo academy"),
            tr("Courses, learners and certificates to try everything on. Made on this computer."),
            demo,
        )
        self.setProperty("first", first)
        self.lines.addWidget(first)
        self.lines.addSpacing(10)
        self.lines.addWidget(
            Choice(
                look,
                "folder-plus",
                tr("Make a new workspace"),
                tr("An empty one, for your own courses and people."),
                new,
            )
        )
        self.lines.addSpacing(10)
        connect = Choice(
            look,
            "cloud-upload",
            tr("Connect to a server"),
            tr("Not in this version: it works on this computer alone."),
            _nothing,
        )
        connect.setEnabled(False)
        connect.setToolTip(tr("Working with a server comes with a later version."))
        self.lines.addWidget(connect)
        self.lines.addSpacing(14)
        foot = frame("plain")
        across = row(foot, gap=8)
        across.addWidget(button(look, tr("Open a folder"), other, kind="link"))
        for name, run in recent[:2]:
            across.addWidget(button(look, name, run, kind="link"))
        across.addStretch(1)
        self.lines.addWidget(foot)


class Asked(Field):
    """A card's field: its note has all the height that its words need in the card's width."""

    def __init__(self, look: Look, title: str, editor: QLineEdit, help_text: str = "") -> None:
        super().__init__(look, title, editor, help_text)
        self._fit()

    def wrong(self, words: str) -> None:
        super().wrong(words)
        self._fit()

    def clear(self) -> None:
        super().clear()
        self._fit()

    def _fit(self) -> None:
        # As with the card's own words: a refusal of two lines would be drawn over the field.
        self.note.setMinimumHeight(0)
        self.note.setMinimumHeight(max(0, self.note.heightForWidth(CARD - 2 * EDGE)))


class NewWorkspaceForm(Card):
    """Asks for what a new workspace needs; `create` is called once it all can be."""

    def __init__(
        self, look: Look, suggested: Path, create: NewWorkspace, back: Callable[[], object]
    ) -> None:
        super().__init__(
            look, tr("New workspace"), tr("Everything it holds is kept in one folder of yours.")
        )
        self._create, self._back = create, back
        self.folder = Asked(
            look, tr("Folder"), QLineEdit(str(suggested)), tr("A new or an empty folder.")
        )
        self.name = Asked(look, tr("Your name"), QLineEdit(), tr("As learners read it."))
        self.email = Asked(look, tr("Your e-mail"), QLineEdit(), tr("You become its first admin."))
        self.password = Asked(look, tr("Password"), _secret(), tr("At least 8 characters."))
        self.again = Asked(look, tr("Password again"), _secret())
        self.institution = Asked(
            look, tr("Institution"), QLineEdit(), tr("Printed on certificates. You can change it.")
        )
        self.setProperty("first", self.name.editor)
        for field in self._fields():
            self.lines.addWidget(field)
            self.lines.addSpacing(12)
        browse = button(look, tr("Choose a folder"), self._browse, kind="link", icon="folder-open")
        self.lines.insertWidget(self.lines.indexOf(self.folder) + 1, browse)
        self.lines.setAlignment(browse, Qt.AlignmentFlag.AlignLeading)
        self.lines.addSpacing(6)
        foot = frame("plain")
        across = row(foot, gap=8)
        across.addStretch(1)
        across.addWidget(button(look, tr("Back"), back))
        self.button: Button = button(look, tr("Make workspace"), self.submit, kind="primary")
        across.addWidget(self.button)
        self.lines.addWidget(foot)
        for field in self._fields():
            editor = field.editor
            if isinstance(editor, QLineEdit):
                editor.returnPressed.connect(self.submit)

    def submit(self) -> None:
        """Check the fields; go to the first that is wrong, or create."""
        for field in self._fields():
            field.clear()
        wrong = self._wrong()
        if wrong is not None:
            field, words = wrong
            field.wrong(words)
            field.editor.setFocus()
            return
        self.button.setEnabled(False)
        folder = Path(_typed(self.folder)).expanduser()
        owner = NewOwner(_typed(self.email), _typed(self.password), _typed(self.name))
        self._create(folder, owner, _typed(self.institution))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def refused(self, error: SmartCourseError) -> None:
        """Say beside its field what was refused."""
        self.button.setEnabled(True)
        named = {
            "email": self.email,
            "password": self.password,
            "institution": self.institution,
            "username": self.email,
            "first_name": self.name,
            "last_name": self.name,
        }
        field = named.get(str(error.data.get("field", "")), self.folder)
        field.wrong(sentence(error))
        field.editor.setFocus()

    def _wrong(self) -> tuple[Field, str] | None:
        if not _typed(self.folder):
            return self.folder, tr("Needed: where the workspace is to lie.")
        if "@" not in _typed(self.email).strip("@"):
            return self.email, tr("Not an e-mail address. Example: maya@school.example.")
        try:
            check_password(_typed(self.password))
        except Invalid as error:
            return self.password, sentence(error)
        if _typed(self.password) != _typed(self.again):
            return self.again, tr("The two passwords differ. Type the same twice.")
        return None

    def _fields(self) -> tuple[Field, ...]:
        return (self.name, self.email, self.password, self.again, self.institution, self.folder)

    def _browse(self) -> None:
        picker = QFileDialog(self, tr("Folder for the workspace"))
        picker.setFileMode(QFileDialog.FileMode.Directory)
        picker.setOption(QFileDialog.Option.ShowDirsOnly)
        picker.fileSelected.connect(self._chosen)
        picker.open()

    def _chosen(self, path: str) -> None:
        if isinstance(self.folder.editor, QLineEdit):
            self.folder.editor.setText(path)


class Busy(Card):
    """Says what is being made ready; it cannot be hurried."""

    def __init__(self, look: Look, title: str, line: str) -> None:
        super().__init__(look, title, line)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(title)
        self.lines.addWidget(bar)


def _secret() -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def _typed(field: Field) -> str:
    editor = field.editor
    if not isinstance(editor, QLineEdit):
        return ""
    hidden = editor.echoMode() == QLineEdit.EchoMode.Password
    return editor.text() if hidden else editor.text().strip()


def _nothing() -> None:
    pass
