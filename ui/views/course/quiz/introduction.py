"""What learners read above a quiz: the lesson's own text."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.ports.drafts import Draft
from app.queries.lesson_text import LessonText
from ui.views.course.banner import Banner
from ui.views.course.manners import BodyManner
from ui.views.course.not_saved import NotSavedNotices
from ui.views.course.session import LessonSession
from ui.views.page import Desk
from ui.widgets.basics import column, frame, label
from ui.widgets.markdown.editor import Given, MarkdownEditor
from ui.widgets.words import tr


class Introduction(QFrame):
    """A Markdown editor with the session that keeps it.

    Signals:
        recovered(): text was kept that was never saved; the introduction says so.
    """

    recovered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "surface")
        self.session = LessonSession(desk.operations, BodyManner(), self)
        NotSavedNotices(desk, self.session)
        lines = column(self)
        self.banner = Banner(desk.look)
        lines.addWidget(self.banner)
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
        self._loading = self._restore = False
        self.editor.textChanged.connect(self._typed)
        self.session.elsewhere.connect(self._changed_elsewhere)
        self.session.draft_found.connect(self._draft_found)

    def begin(self, stored: LessonText, *, restore: str = "") -> None:
        """Show a lesson's text; *restore* takes up the draft of that key, or any."""
        self._restore = bool(restore)
        self.banner.hide()
        self._loading = True
        self.editor.begin(stored.text)
        self._revision = self.editor.document().revision()
        self._loading = False
        self.session.begin(stored, self, wanted=restore)

    def hand_over(self) -> tuple[LessonSession, Given]:
        """What is being written, for another one to go on with."""
        return self.session.hand_over(), self.editor.give()

    def go_on_with(self, session: LessonSession, text: Given) -> None:
        """Write on where another one was."""
        self._loading = True
        self.editor.take(text)
        self._revision = self.editor.document().revision()
        self._loading = False
        self.session.go_on_from(session, self)

    def text(self) -> str:
        """What stands in the editor."""
        return self.editor.toPlainText()

    def write(self) -> None:
        """Put the keyboard there."""
        self.editor.setFocus()

    def _changed_elsewhere(self, stored: LessonText) -> None:
        # Texts merge by paragraph when they are saved; what is not being typed follows at once.
        if self.session.dirty:
            return
        self._loading = True
        self.editor.replace_all(stored.text)
        self._revision = self.editor.document().revision()
        self._loading = False
        self.session.rebase(stored)

    def _draft_found(self, draft: Draft) -> None:
        self.recovered.emit()
        if self._restore:
            self._restore_draft(draft)
            return
        words = tr("The draft of {at} is newer than the saved introduction.")
        self.banner.offer(words, self.text(), draft, self._discard_draft, self._restore_draft)

    def _discard_draft(self) -> None:
        self.session.drop_draft()
        self.banner.hide()

    def _restore_draft(self, draft: Draft) -> None:
        self.banner.hide()
        self.session.take_draft()
        self.editor.replace_all(draft.text)

    def _typed(self) -> None:
        # Colouring a line also says that the text changed; its revision does not.
        revision, known = self.editor.document().revision(), self._revision
        self._revision = revision
        if not self._loading and not self.editor.restyling and revision != known:
            self.session.typed()
