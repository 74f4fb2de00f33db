"""The lesson editor: text, preview beside it, what was found or changed, how long it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter

from app.domain.dataclass import dataclass
from app.ports.drafts import Draft
from app.queries.lesson_text import LessonText
from ui.views.course.banner import Banner
from ui.views.course.details import Details
from ui.views.course.length import count_words
from ui.views.course.manners import BodyManner
from ui.views.course.not_saved import NotSavedNotices
from ui.views.course.session import LessonSession
from ui.views.course.toolbar import Toolbar, text_actions
from ui.views.page import Desk
from ui.widgets.actions import ActionSpec
from ui.widgets.basics import Button, Text, button, column, frame, label, row
from ui.widgets.markdown.editor import Given, MarkdownEditor
from ui.widgets.markdown.find_bar import FindBar
from ui.widgets.markdown.pictures import PictureSource
from ui.widgets.markdown.preview import Preview
from ui.widgets.markdown.render import WHOLE
from ui.widgets.words import tr, trn

LEAST_PANE = 430
"""Pixels that text and preview each need to stand beside one another."""

WORDS_A_MINUTE = 200
COUNT_MS = 400
REST_MS = 150
"""Milliseconds that the text's place rests before the part drawn of a very long lesson follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A lesson that is being written, handed from one editor to another."""

    stored: LessonText
    session: LessonSession
    text: Given
    find: str


class LessonEditor(QFrame):
    """One lesson: its Markdown and what learners will see of it.

    Signals:
        link_followed(str): a link in the preview leads elsewhere.
        files_asked(bool): a file shall be chosen and attached; True for a picture.
        files_shown(): the list of the lesson's files was asked for.
        mode_changed(str): text, both or preview.
    """

    link_followed = Signal(str)
    files_asked = Signal(bool)
    files_shown = Signal()
    mode_changed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        self.setProperty("kind", "surface")
        self.setAccessibleName(tr("Lesson editor"))
        self._stored: LessonText | None = None
        self._loading = self._restore = False
        self._written = self._passed = False
        self._revision = 0
        self.mode = str(desk.memory.get("course.mode", "both"))
        self.session = LessonSession(desk.operations, BodyManner(), self)
        NotSavedNotices(desk, self.session)
        self.editor = MarkdownEditor(desk.look)
        self.editor.setAccessibleName(tr("Text of the lesson, in Markdown"))
        self.preview = Preview(desk.look, desk.operations, tr("Preview"))
        self.preview.setProperty("pane", True)  # F6 stops at it.
        self._register()
        self._compose()
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(COUNT_MS)
        self._count.timeout.connect(self._tell_length)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._draw_near)
        self._connect()
        self._arrange()

    def _register(self) -> None:
        why_not = self._why_not
        specs = text_actions(self.editor, why_not)
        for name, text, icon, keys, run in (
            ("picture", tr("Insert a picture"), "image-plus", "", self._ask_picture),
            ("attach", tr("Attach a file"), "paperclip", "", self._ask_file),
            ("find", tr("Find and replace"), "search", "Ctrl+F", self._find),
            ("show_text", tr("Text only"), "align-left", "", partial(self.show_mode, "text")),
            ("show_both", tr("Text and preview"), "columns-2", "", partial(self.show_mode, "both")),
            ("show_preview", tr("Preview only"), "eye", "", partial(self.show_mode, "preview")),
        ):
            specs.append(
                ActionSpec(
                    id=f"course.{name}",
                    text=text,
                    icon=icon,
                    run=run,
                    shortcut=keys,
                    why_not=why_not,
                )
            )
        for spec in specs:
            self._desk.actions.add(spec)

    def _compose(self) -> None:
        look = self._look
        layout = column(self)
        self.toolbar = Toolbar(look, self._desk.actions)
        self.details = Details(self._desk)
        self.banner = Banner(look)
        self.finder = FindBar(look, self.editor)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.editor)
        self.split.addWidget(self.preview)
        self.split.setSizes([1000, 1000])
        for one in (self.toolbar, self.details, self.banner, self.finder):
            layout.addWidget(one)
        layout.addWidget(self.split, 1)
        foot = frame("statusline", height=look.size("substatus") + 2)
        across = row(foot, margins=(16, 0, 12, 0), gap=20)
        self.place: Text = label(look, "", "small", "muted", tabular=True)
        self.length: Text = label(look, "", "small", "muted", tabular=True)
        self.files: Button = button(look, "", self.files_shown.emit, kind="status")
        self.files.set_icon("paperclip")
        across.addWidget(self.place)
        across.addWidget(self.length)
        across.addStretch(1)
        across.addWidget(self.files)
        layout.addWidget(foot)

    def _connect(self) -> None:
        self.editor.textChanged.connect(self._typed)
        self.editor.cursorPositionChanged.connect(self._moved)
        self.editor.line_shown.connect(self._scrolled)
        self.preview.followed.connect(self.link_followed)
        self.preview.drawn.connect(self._show_place)
        self.session.draft_found.connect(self._draft_found)
        self.session.elsewhere.connect(self._changed_elsewhere)

    # the lesson

    def text(self) -> str:
        """What stands in the editor."""
        return self.editor.text()

    @property
    def stored(self) -> LessonText | None:
        """The lesson as it was read last."""
        return self._stored

    def begin(self, stored: LessonText, *, restore: str = "") -> None:
        """Edit a lesson; *restore* puts the draft of that key, or any, into the editor."""
        self._restore = bool(restore)
        self.banner.hide()
        self.finder.hide()
        self._put(stored, stored.text)
        self._written = self._passed = False
        self.preview.set_around(self._around())
        self.preview.begin(stored.text, self._source(stored))
        self.session.begin(stored, self, wanted=restore)
        self._moved()
        self._tell_length()

    def hand_over(self) -> Handed | None:
        """What is being written, for another editor to go on with; None for nothing."""
        if self._stored is None or not self.session.lesson_id:
            return None
        find = "" if self.finder.isHidden() else self.finder.words.text()
        session = self.session.hand_over()
        return Handed(stored=self._stored, session=session, text=self.editor.give(), find=find)

    def go_on_with(self, handed: Handed) -> None:
        """Write on where another editor was: text, undo, place and what is not saved."""
        stored = self._stored = handed.stored
        self._loading = True
        self.editor.take(handed.text)
        self._revision = self.editor.document().revision()
        self._loading = False
        self.details.begin(stored.lesson)
        self._tell_files()
        self.preview.set_around(self._around())
        self.preview.begin(self.text(), self._source(stored))
        self.session.go_on_from(handed.session, self)
        if handed.find:
            self.finder.look_for(handed.find)
        self._moved()
        self._tell_length()

    def refresh(self, stored: LessonText) -> None:
        """The lesson's files or columns have changed; the text in the editor stays."""
        self._stored = stored
        self._tell_files()
        self.details.begin(stored.lesson)
        self.preview.set_source(self._source(stored))

    def _put(self, stored: LessonText, text: str) -> None:
        self._stored = stored
        self._loading = True
        self.editor.begin(text)
        self._revision = self.editor.document().revision()
        self._loading = False
        self.details.begin(stored.lesson)
        self._tell_files()

    def _source(self, stored: LessonText) -> PictureSource:
        context = self._desk.operations.context
        return PictureSource(
            stored.lesson.resources, stored.files, stored.names, context.files.open
        )

    def take(self, stored: LessonText) -> None:
        """Show the stored text; what stood in the editor can be had back by its undo."""
        self._stored = stored
        self._loading = True
        self.editor.replace_all(stored.text)
        self._revision = self.editor.document().revision()
        self._loading = False
        self.banner.hide()
        self.session.rebase(stored)
        self.preview.show_text(stored.text)

    def _draft_found(self, draft: Draft) -> None:
        if self._restore:
            self._restore_draft(draft)
            return
        words = tr("The draft of {at} is newer than the saved lesson.")
        self.banner.offer(words, self.text(), draft, self._discard_draft, self._restore_draft)

    def _discard_draft(self) -> None:
        self.session.drop_draft()
        self.banner.hide()

    def _restore_draft(self, draft: Draft) -> None:
        self.banner.hide()
        self.session.take_draft()
        self.editor.replace_all(draft.text)

    def _changed_elsewhere(self, stored: LessonText) -> None:
        writing = self.window().focusWidget() is self.editor
        untouched = not self.session.dirty and not writing
        if untouched:
            self.take(stored)
            return
        self.banner.tell(
            tr("This lesson was changed outside this editor."),
            self.text(),
            stored.text,
            (
                (tr("Keep mine"), self.banner.hide),
                (tr("Show the stored text"), partial(self.take, stored)),
            ),
        )

    # typing

    def _typed(self) -> None:
        # Colouring a line also says that the text changed; its revision does not.
        revision, known = self.editor.document().revision(), self._revision
        self._revision = revision
        if self._loading or self.editor.restyling or revision == known:
            return
        self.session.typed()
        self._written = True
        self.preview.set_around(self._around())
        self.preview.show_text(self.text(), soon=True)
        self._count.start()

    def _around(self) -> int | None:
        return self.editor.line if self._draws_part else None

    @property
    def _draws_part(self) -> bool:
        """Whether only a part of the lesson is drawn: it is very long, and written."""
        return self.editor.document().characterCount() > WHOLE and self.shown_mode != "preview"

    @Slot()
    def _draw_near(self) -> None:
        """Have the preview draw what one looks at, where the part it has drawn lies elsewhere."""
        if not self._draws_part:
            return
        seen = self.editor.lines_in_sight
        # A page more, so that the preview can have the first line at its upper edge as well.
        last = min(self.editor.blockCount(), seen.stop + len(seen))
        if not self.preview.has(range(seen.start, last)):
            self.preview.set_around(self.editor.line if self.editor.shows_cursor else seen.start)

    def _moved(self) -> None:
        self._rest.start()
        cursor = self.editor.textCursor()
        self.place.setText(
            tr(
                "Ln {line}, Col {column}",
                line=cursor.blockNumber() + 1,
                column=cursor.positionInBlock() + 1,
            )
        )

    @Slot(int)
    def _scrolled(self, line: int) -> None:
        self._rest.start()
        if self.preview.isVisible():
            self.preview.follow(line)
            # What is there may be drawn only later, as after a long paste.
            self._passed = self._passed or self.preview.is_behind

    @Slot()
    def _show_place(self) -> None:
        """Let the preview show what was written, once it has it."""
        if self.preview.is_behind:
            return
        if self._passed:
            self.preview.follow(self.editor.first_line)
        if self._written and self.editor.isVisible() and self.editor.shows_cursor:
            self.preview.reveal(self.editor.line)
        self._written = self._passed = False

    def _tell_length(self) -> None:
        words = count_words(self.text())
        minutes = max(1, round(words / WORDS_A_MINUTE)) if words else 0
        counted = trn("{n} word", "{n} words", words)
        about = tr("about {minutes} min", minutes=minutes)
        self.length.setText(f"{counted}, {about}")

    def _tell_files(self) -> None:
        count = len(self._stored.materials) if self._stored else 0
        words = trn("{n} file", "{n} files", count) if count else tr("No files")
        self.files.setText(words)
        self.files.setAccessibleName(tr("Files of the lesson: {words}", words=words))

    # how it is shown

    def show_mode(self, mode: str) -> None:
        """Text, both, or the preview alone; remembered."""
        self.mode = mode
        self._desk.memory.put("course.mode", mode)
        self._arrange()
        self.mode_changed.emit(mode)

    @property
    def wanted_width(self) -> int:
        """Pixels that what was asked for needs."""
        return 2 * LEAST_PANE if self.mode == "both" else LEAST_PANE

    @property
    def shown_mode(self) -> str:
        """The mode that fits: where there is no room for both, the text stays."""
        return "text" if self.mode == "both" and self.width() < 2 * LEAST_PANE else self.mode

    def _arrange(self) -> None:
        mode = self.shown_mode
        self.editor.setVisible(mode != "preview")
        self.preview.setVisible(mode != "text")
        self.toolbar.show_mode(mode)
        self.preview.set_around(self._around())
        if mode != "text":
            self.preview.show_text(self.text(), soon=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _ask_picture(self) -> None:
        self.files_asked.emit(True)

    def _ask_file(self) -> None:
        self.files_asked.emit(False)

    def _find(self) -> None:
        if self.shown_mode == "preview":
            self.show_mode("text")
        self.finder.begin()

    def _why_not(self) -> str | None:
        return None if self.isVisible() else tr("open a lesson first")
