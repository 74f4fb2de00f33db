"""One lesson as a learner has it: text, what to hand in, questions, files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from app.domain.entities import Json, Lesson, Material
from app.queries.learner import LearnerCourse
from ui.views.course.quiz.try_it import TryIt
from ui.views.course.words import spoken_duration, type_word
from ui.views.page import Desk
from ui.widgets.basics import Text, button, column, frame, label, row
from ui.widgets.markdown.pictures import PictureSource
from ui.widgets.markdown.preview import Preview
from ui.widgets.words import tip, tr, trn

FILES_SHOWN = 4
"""Files beside one another; the text links to all of them."""

TEXT_OVER_QUIZ = 150
"""Pixels of text at first above questions; the line between them can be pulled."""

LONGEST_NAME = 28
"""Letters of a file's name on its button."""


class LessonSheet(QFrame):
    """The middle of a learner's screen.

    Signals:
        followed(str): a link in the text leads out of the lesson; its target.
        file_asked(Material): a file shall be opened.
        left(): enough of the lesson's questions.
    """

    followed = Signal(str)
    file_asked = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        self.setProperty("kind", "surface")
        self.setAccessibleName(tr("Lesson"))
        lines = column(self)
        head = frame("plain")
        told = column(head, margins=(32, 18, 24, 10), gap=2)
        self.title: Text = label(self._look, "", "page-title", wraps=True)
        self.facts: Text = label(self._look, "", "small", "muted", wraps=True)
        told.addWidget(self.title)
        told.addWidget(self.facts)
        lines.addWidget(head)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.text = Preview(self._look, desk.operations, tr("The lesson's text"))
        self.text.followed.connect(self.followed)
        self.quiz: TryIt | None = None
        self.split.addWidget(self.text)
        lines.addWidget(self.split, 1)
        self._files = frame("statusline")
        self._across = row(self._files, margins=(28, 6, 16, 6), gap=8)
        lines.addWidget(self._files)

    def show_lesson(self, course: LearnerCourse, lesson: Lesson, text: str, place: str) -> None:
        """Show a lesson from its start; *place* says which of how many it is."""
        self.title.setText(lesson.title)
        self.facts.setText(", ".join([place, *_facts(course, lesson)]))
        opener = self._desk.operations.context.files.open
        shas = {key: one.sha256 for key, one in course.materials.items()}
        source = PictureSource(lesson.resources, shas, course.names(lesson), opener)
        quiz = lesson.quiz if lesson.type == "quiz" else None
        self.text.setVisible(bool(text.strip()) or quiz is None)
        self._ask(quiz)
        self.text.begin(text, source)
        self._show_files(course.files(lesson), lesson.video)

    def first(self) -> QWidget:
        """What is read or answered first."""
        if self.quiz is not None and self.text.isHidden():
            return self.quiz.cards[0] if self.quiz.cards else self.quiz
        return self.text

    def _ask(self, quiz: Json | None) -> None:
        """Questions below the text; each lesson's begin without answers."""
        if self.quiz is not None:
            self.quiz.hide()
            self.quiz.deleteLater()
            self.quiz = None
        if quiz is None:
            return
        self.quiz = TryIt(self._look, wide=True)
        self.quiz.closed.connect(self.left)
        self.split.addWidget(self.quiz)
        self.split.setStretchFactor(1, 1)
        self.quiz.show_quiz(quiz)
        self._look.dress(self.quiz)
        self.split.setSizes([TEXT_OVER_QUIZ, 2000])

    def _show_files(self, files: Sequence[Material], video: Mapping[str, object] | None) -> None:
        while (item := self._across.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        address = str((video or {}).get("url") or "")
        if address:
            self._add(tr("Watch the video"), "circle-play", lambda: self.followed.emit(address))
        for one in files[:FILES_SHOWN]:
            self._add(one.file_name, "paperclip", _asker(self, one), _size(one))
        more = len(files) - FILES_SHOWN
        if more > 0:
            words = trn("{n} more in the text", "{n} more in the text", more)
            self._across.addWidget(label(self._look, words, "small", "muted"))
        self._across.addStretch(1)
        self._files.setVisible(bool(files or address))
        self._look.dress(self._files)

    def _add(self, words: str, icon: str, run: object, size: str = "") -> None:
        shown = words if len(words) <= LONGEST_NAME else f"{words[:20]}…{words[-7:]}"
        name = tr("Open {name}, {size}", name=words, size=size) if size else words
        made = button(self._look, shown, run, kind="quiet", icon=icon, name=name)  # type: ignore[arg-type]
        made.setToolTip(tip(name))
        self._across.addWidget(made)


def _asker(sheet: LessonSheet, one: Material) -> object:
    return lambda: sheet.file_asked.emit(one)


def _size(one: Material) -> str:
    return QLocale().formattedDataSize(one.file_size_bytes, 1)


def _facts(course: LearnerCourse, lesson: Lesson) -> list[str]:
    told = [type_word(lesson.type)]
    if lesson.duration_minutes:
        told.append(spoken_duration(lesson.duration_minutes))
    if lesson.type == "quiz":
        told.append(tr("passed from {mark} %", mark=course.pass_mark))
    task = lesson.assignment or {}
    if lesson.type == "assignment" and task:
        kinds = {"text": tr("a text"), "file": tr("a file"), "link": tr("a link")}
        told.append(tr("hand in {what}", what=kinds.get(str(task.get("submission")), tr("a text"))))
        if task.get("points"):
            told.append(trn("{n} point", "{n} points", int(task["points"])))
        if task.get("due_days"):
            told.append(trn("within {n} day", "within {n} days", int(task["due_days"])))
    return told
