"""Review and publish: what was found, what changed since the last publishing, and the button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSplitter

from app.context import Context
from app.domain.actor import Actor
from app.domain.entities import Lesson
from app.domain.errors import SmartCourseError
from app.domain.messages import sentence
from app.domain.messages.sentence import sentences
from app.ports.drafts import Draft
from app.queries.course_changes import LessonChange, ModuleChange
from app.queries.course_findings import Finding
from app.queries.course_review import CourseReview, course_review
from ui.feedback.states import StateStack, StateWords
from ui.operations.tasks import Ticket
from ui.views.course.quiz.drafted import explained, own_quizzes
from ui.views.course.review import words
from ui.views.course.review.publisher import Publisher
from ui.views.course.review.sheet import Sheet, Told
from ui.views.course.side_list import SideList
from ui.views.course.words import STATUS_ICONS, STATUS_TONES, status_word
from ui.views.page import Desk
from ui.widgets.basics import Button, Text, button, column, frame, icon_button, label, row
from ui.widgets.icon_label import IconLabel
from ui.widgets.one_line import OneLine
from ui.widgets.pill import StatusPill
from ui.widgets.words import tr, trn

SIDE = 312
"""Pixels for findings and changes: their sentences are longer than a lesson's title."""


class ReviewView(QFrame):
    """A course before it is published.

    Signals:
        closed(): back to what was shown before.
    """

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        self._course_id = 0
        self._ticket: Ticket | None = None
        self._asked = 0
        self.review: CourseReview | None = None
        self._sought: object = None
        self.setProperty("kind", "surface")
        self.setAccessibleName(tr("Review and publish"))
        self._publisher = Publisher(desk, self)
        self._publisher.published.connect(self.closed)
        self._publisher.refused.connect(self._show_button)
        lines = column(self)
        lines.addWidget(self._head())
        self._stack = StateStack(self._look)
        lines.addWidget(self._stack, 1)
        self._body = self._middle()
        self._waiting = frame("surface")
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self._body)
        lines.addWidget(self._foot())
        self.setFocusProxy(self.list)

    # what it is made of

    def _head(self) -> QFrame:
        look = self._look
        head = frame("workhead", height=look.size("workhead") + 8)
        across = row(head, margins=(10, 0, 16, 0), gap=8)
        self.back = icon_button(look, "arrow-left", tr("Back to the course"), self.closed.emit)
        self.back.set_name(tr("Back to the course"), "Esc")
        across.addWidget(self.back)
        both = frame("plain")
        lines = column(both, gap=1)
        lines.addStretch(1)
        self.title = OneLine(look, "section-title")
        self.version = OneLine(look, "small", "muted")
        lines.addWidget(self.title)
        lines.addWidget(self.version)
        lines.addStretch(1)
        across.addWidget(both, 1)
        self.pill = StatusPill(look)
        across.addWidget(self.pill)
        self.publish: Button = button(look, tr("Publish"), self.publish_now, kind="primary")
        across.addWidget(self.publish)
        return head

    def _middle(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        side = frame("side")
        side.setMinimumWidth(240)
        side.setMaximumWidth(460)
        lines = column(side)
        self.summary: Text = label(self._look, "", "small", "muted", wraps=True)
        top = frame("plain")
        column(top, margins=(16, 14, 16, 6)).addWidget(self.summary)
        lines.addWidget(top)
        self.list = SideList(self._look, tr("Findings and changes"))
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self._open)
        lines.addWidget(self.list, 1)
        self.sheet = Sheet(self._desk)
        self.sheet.asked.connect(self._open)
        split.addWidget(side)
        split.addWidget(self.sheet)
        split.setSizes([SIDE, 2000])
        split.setStretchFactor(1, 1)
        return split

    def _foot(self) -> QFrame:
        look = self._look
        self._foot_bar = frame("foot")
        self._foot_bar.setMinimumHeight(look.size("dialog-footer"))
        across = row(self._foot_bar, margins=(16, 8, 16, 8), gap=8)
        self._sign = IconLabel(self._look)
        self.effect: Text = label(look, "", "body", wraps=True)
        across.addWidget(self._sign)
        across.addWidget(self.effect, 1)
        self._note_name = label(look, tr("Note for learners"), "label")
        self.note = QLineEdit()
        self.note.setFont(look.font("body"))
        self.note.setMinimumWidth(220)
        self.note.setMaximumWidth(320)
        self.note.setAccessibleName(tr("Note for learners"))
        self.note.setToolTip(tr("It becomes an announcement of this course. May stay empty."))
        self._note_name.setBuddy(self.note)
        across.addWidget(self._note_name)
        across.addWidget(self.note)
        return self._foot_bar

    # showing

    def begin(self, course_id: int) -> None:
        """Review a course as it stands now."""
        if course_id != self._course_id:
            self.review = self._sought = None
            self.note.clear()
        self._course_id = course_id
        if self.review is None:
            self._stack.setCurrentWidget(self._waiting)
            self._foot_bar.hide()
            self.publish.setEnabled(False)
        self.look_again()

    def standing(self) -> Mapping[str, Any]:
        """What is looked at, and the note that is being written."""
        return {"at": self.list.current, "note": self.note.text()}

    def stand(self, stood: Mapping[str, Any]) -> None:
        """Go on where another view was."""
        self.note.setText(stood["note"])
        self._sought = stood["at"]

    def look_again(self) -> None:
        """Something of the course may have changed."""
        self._asked += 1
        self._desk.operations.drafts.all(partial(self._look_beside, self._asked))

    def _look_beside(self, asked: int, drafts: list[Draft]) -> None:
        """Review the course beside what its author could not save yet."""
        if asked != self._asked:
            return
        if self._ticket is not None:
            self._ticket.drop()
        own = own_quizzes(self._desk.operations.drafts, drafts)
        work = partial(_read, course_id=self._course_id, drafts=own)
        self._ticket = self._desk.operations.inquire(work, self._show, self._missing)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, review: CourseReview) -> None:
        self._ticket = None
        kept = self.list.current if self._sought is None else self._sought
        self.review, self._sought = review, None
        course = review.course
        self.title.tell(course.title)
        self.version.tell(words.version_words(review))
        self.pill.tell(
            status_word(course.status), STATUS_TONES[course.status], STATUS_ICONS[course.status]
        )
        had_focus = self.list.hasFocus() or self.window().focusWidget() in (None, self)
        rows = words.rows_of(review)
        self.list.put(rows, kept)
        self.summary.setText(_summary(review))
        if rows:
            self._stack.setCurrentWidget(self._body)
            self._chosen(self.list.current)
        else:
            self._stack.say(_nothing_new(review))
        self._show_button()
        # With nothing to go through, the list is not shown.
        self.setFocusProxy(self.list if rows else self.back)
        if had_focus and self.isVisible():
            self.setFocus()

    def _show_button(self) -> None:
        review = self.review
        if review is None:
            return
        found = self._publisher.hindrance(review)
        why = found.words if found is not None else ""
        self.publish.setText(words.publish_words(review))
        self.publish.setAccessibleName(self.publish.text())
        self.publish.setEnabled(not why)
        self.publish.setToolTip(why)
        self.publish.setAccessibleDescription(why)
        self.effect.setText(why or words.effect_words(review))
        trouble = found is not None and found.trouble
        self.effect.set_tone("danger" if trouble else "")
        icon = found.icon if found is not None else "users"
        self._sign.show_icon(icon, "danger" if trouble else "text-muted")
        for one in (self._note_name, self.note):
            one.setVisible(not why and bool(review.readers.learning))
        self._foot_bar.show()

    def _missing(self, error: SmartCourseError) -> None:
        self._ticket = None
        self._foot_bar.hide()
        self.publish.setEnabled(False)
        self._stack.say(
            StateWords(
                icon="circle-alert",
                title=tr("The course cannot be reviewed"),
                line=sentence(error),
                primary=(tr("Try again"), self.look_again),
                secondary=(tr("Back to the course"), self.closed.emit),
                trouble=True,
            )
        )

    def _chosen(self, key: object) -> None:
        told = self._told(key)
        if told is not None:
            self.sheet.show_told(told)

    def _told(self, key: object) -> Told | None:
        if self.review is None or not isinstance(key, tuple):
            return None
        kind, place = key
        if kind == "finding":
            return _of_finding(self.review, self.review.findings[place])
        change = self.review.changes[place]
        if isinstance(change, ModuleChange):
            return Told(
                title=change.title,
                facts=words.facts_of(change),
                icon=words.icon_of(change),
                change=change,
            )
        return _of_lesson(change)

    # doing

    def _open(self, key: object = None) -> None:
        told = self._told(key) if key is not None else self.sheet.shown
        if told is None or not told.go:
            return
        params = {"course_id": self._course_id}
        if told.lesson_id is not None:
            params["lesson_id"] = told.lesson_id
        self.closed.emit()
        self._desk.go("course", params)

    def publish_now(self) -> None:
        """Publish, if nothing is in the way."""
        review = self.review
        if review is not None and self.publish.isEnabled():
            self.publish.setEnabled(False)
            self._publisher.publish(review, self.note.text().strip())
            self.note.clear()


def _read(context: Context, actor: Actor, course_id: int, drafts: Sequence[Draft]) -> CourseReview:
    del actor
    with context.store.reading() as rows:
        review = course_review(rows, context.history, context.files.exists, course_id)
        lessons = rows.get_many(Lesson, {int(one.key) for one in drafts})
        return explained(review, list(lessons.values()), drafts)


def _summary(review: CourseReview) -> str:
    modules = trn("{n} module", "{n} modules", review.modules)
    lessons = trn("{n} lesson", "{n} lessons", review.lessons)
    told = f"{modules}, {lessons}"
    count = len(review.changes)
    if review.last is None and count:
        return tr("{parts}. All of it is new.", parts=told)
    if review.last is None:
        return f"{told}."
    if not count:
        return tr("{parts}. Nothing changed since.", parts=told)
    changes = trn("{n} change since", "{n} changes since", count)
    return f"{told}. {changes}."


def _nothing_new(review: CourseReview) -> StateWords:
    line = tr("What changed since it was published is not known here.")
    if review.last is not None:
        line = tr("It is as it was when version {n} was published.", n=review.last.number)
    return StateWords(icon="circle-check", title=tr("Nothing is in the way"), line=line)


def _of_finding(review: CourseReview, one: Finding) -> Told:
    problem, remedy = sentences(one.error)
    found = (
        change
        for change in review.changes
        if isinstance(change, LessonChange) and change.shown.id == one.lesson_id
    )
    change = next(found, None) if one.lesson_id is not None else None
    is_lesson = one.lesson_id is not None
    where = tr("Module") if one.module_id is not None else tr("The whole course")
    return Told(
        title=one.title or review.course.title,
        facts=words.facts_of(change) if change else "" if is_lesson else where,
        icon=words.icon_of(change) if change else "file-text" if is_lesson else "book-open",
        lesson_id=one.lesson_id,
        go=tr("Open the lesson") if is_lesson else tr("Open the course"),
        problem=problem,
        remedy=remedy,
        blocking=one.blocking,
        change=change,
    )


def _of_lesson(change: LessonChange) -> Told:
    there = change.after is not None
    return Told(
        title=change.shown.title,
        facts=words.facts_of(change),
        icon=words.icon_of(change),
        lesson_id=change.shown.id if there else None,
        go=tr("Open the lesson") if there else "",
        change=change,
    )
