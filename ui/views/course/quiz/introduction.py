"""What learners read above a quiz: the lesson's own text."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from app.queries.lesson_text import LessonText
from ui.views.course.manners import BodyManner
from ui.views.course.session import LessonSession
from ui.views.page import Desk
from ui.widgets.basics import column, frame, label
from ui.widgets.markdown.editor import MarkdownEditor
from ui.widgets.words import tr


class Introduction(QFrame):
    """A Markdown editor with the session that keeps it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "surface")
        self.session = LessonSession(desk.operations, BodyManner(), self)
        lines = column(self)
        head = frame("surface")
        told = tr("Learners read this before the first question. Markdown, as in lessons.")
        column(head, margins=(24, 14, 24, 8)).addWidget(
            label(desk.look, told, "body", "muted", wraps=True)
        )
        lines.addWidget(head)
        self.editor = MarkdownEditor(desk.look)
        self.editor.setAccessibleName(tr("Introduction, in Markdown"))
        lines.addWidget(self.editor, 1)
        self._revision = 0
        self._loading = False
        self.editor.textChanged.connect(self._typed)
        self.session.elsewhere.connect(self._changed_elsewhere)

    def begin(self, stored: LessonText) -> None:
        """Show a lesson's text."""
        self._put(stored)
        self.session.begin(stored, self, look_for_draft=False)

    def text(self) -> str:
        """What stands in the editor."""
        return self.editor.toPlainText()

    def write(self) -> None:
        """Put the keyboard there."""
        self.editor.setFocus()

    def _put(self, stored: LessonText) -> None:
        self._loading = True
        self.editor.begin(stored.text)
        self._revision = self.editor.document().revision()
        self._loading = False

    def _changed_elsewhere(self, stored: LessonText) -> None:
        # Texts merge by paragraph when they are saved; what is not being typed follows at once.
        if not self.session.dirty:
            self._put(stored)
            self.session.rebase(stored)

    def _typed(self) -> None:
        revision = self.editor.document().revision()
        if not self._loading and revision != self._revision:
            self._revision = revision
            self.session.typed()
