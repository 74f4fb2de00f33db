"""Building a quiz: the introduction and the questions at the side, a form for each, "Try it"."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QStackedWidget, QWidget

from app.domain.quiz import quiz_from_text, quiz_text
from app.ports.drafts import Draft
from app.queries.lesson_text import LessonText
from ui.feedback.toasts import Notice
from ui.models.wording import number_text
from ui.views.course.banner import Banner
from ui.views.course.manners import QuizManner
from ui.views.course.quiz.document import (
    ICONS,
    Question,
    copy_of,
    fault_of,
    new_question,
    points_of,
    with_ids,
)
from ui.views.course.quiz.introduction import Introduction
from ui.views.course.quiz.question_form import QuestionForm, kinds
from ui.views.course.quiz.question_list import QuestionList, Row
from ui.views.course.quiz.try_it import TryIt
from ui.views.course.session import LessonSession
from ui.views.page import Desk
from ui.widgets.basics import Text, button, column, frame, icon_button, label, row
from ui.widgets.words import tr, trn

SIDE, TRIAL, FORM_MOST = 232, 320, 720
QWIDGETSIZE_MAX = 16_777_215
LEAST_BESIDE = 900
"""Pixels that the form needs to stand beside "Try it"; narrower, it stands in its place."""
TRIAL_MS = 400


class QuizBuilder(QFrame):
    """One quiz lesson being written.

    Signals:
        state_changed(SaveState): whether what was entered is kept.
        unsaved(bool): there is something that is not saved, or no longer.
    """

    state_changed = Signal(object)
    unsaved = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        self.setProperty("kind", "surface")
        self.setAccessibleName(tr("Quiz editor"))
        self._questions: list[Question] = []
        self._rest: dict[str, Any] = {}
        self._restore = False
        self.session = LessonSession(desk.operations, QuizManner(), self)
        self.introduction = Introduction(desk)
        self.list = QuestionList(desk.look)
        self.form = QuestionForm(desk.look)
        self.trial = TryIt(desk.look)
        self.banner = Banner(desk.look)
        self._compose()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TRIAL_MS)
        self._soon.timeout.connect(self._show_trial)
        self._connect()

    # what it is made of

    def _compose(self) -> None:
        across = row(self)
        across.addWidget(self._side())
        middle = frame("surface")
        lines = column(middle)
        lines.addWidget(self._bar())
        lines.addWidget(self.banner)
        self.stack = QStackedWidget()
        self._page = QScrollArea()
        self._page.setWidgetResizable(True)
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        self._page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = frame("surface")
        inner = column(holder, margins=(24, 18, 24, 18), gap=14)
        self.form.setMaximumWidth(FORM_MOST)
        inner.addWidget(self.form)
        self.fault: Text = label(self._look, "", "body", "danger", wraps=True)
        inner.addWidget(self.fault)
        inner.addStretch(1)
        self._page.setWidget(holder)
        self._empty = self._nothing()
        for one in (self.introduction, self._page, self._empty):
            self.stack.addWidget(one)
        lines.addWidget(self.stack, 1)
        across.addWidget(middle, 1)
        self._middle = middle
        self.trial.hide()
        across.addWidget(self.trial)
        self._arrange()

    def _side(self) -> QWidget:
        side = frame("panel")
        side.setFixedWidth(SIDE)
        lines = column(side)
        head = frame("plain", height=self._look.size("workhead"))
        across = row(head, margins=(16, 0, 8, 0))
        across.addWidget(label(self._look, tr("Questions"), "card-title"), 1)
        self.add_button = icon_button(self._look, "plus", tr("Add a question"), self.offer_kinds)
        across.addWidget(self.add_button)
        lines.addWidget(head)
        lines.addWidget(self.list, 1)
        foot = frame("sidefoot", height=self._look.size("substatus") + 2)
        beside = row(foot, margins=(16, 0, 12, 0))
        self.total: Text = label(self._look, "", "small", "muted", tabular=True)
        beside.addWidget(self.total, 1)
        lines.addWidget(foot)
        return side

    def _bar(self) -> QWidget:
        look = self._look
        bar = frame("toolbar", height=look.size("toolbar"))
        across = row(bar, margins=(24, 0, 12, 0), gap=4)
        self.place: Text = label(look, "", "body", "muted", tabular=True)
        across.addWidget(self.place, 1)
        self.tools = (
            icon_button(look, "arrow-up", tr("Move up"), partial(self.act, "up")),
            icon_button(look, "arrow-down", tr("Move down"), partial(self.act, "down")),
            icon_button(look, "copy", tr("Duplicate"), partial(self.act, "duplicate")),
            icon_button(look, "trash-2", tr("Delete"), partial(self.act, "delete")),
        )
        for one in self.tools:
            across.addWidget(one)
        self.try_button = button(look, tr("Try it"), self.toggle_trial, icon="play")
        across.addSpacing(8)
        across.addWidget(self.try_button)
        return bar

    def _nothing(self) -> QWidget:
        holder = frame("surface")
        lines = column(holder, margins=(24, 24, 24, 24), gap=12)
        lines.addWidget(label(self._look, tr("What do you want to ask?"), "section-title"))
        told = tr("Choose a kind of question. It can become another kind later.")
        lines.addWidget(label(self._look, told, "body", "muted", wraps=True))
        for kind, words in kinds():
            made = button(self._look, words, partial(self.add, kind), icon=ICONS[kind])
            made.setFixedWidth(220)
            lines.addWidget(made)
        lines.addStretch(1)
        return holder

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.dropped.connect(self.move_question)
        self.list.asked.connect(self.act)
        self.form.changed.connect(self._entered)
        self.trial.closed.connect(self.toggle_trial)
        self.session.draft_found.connect(self._draft_found)
        self.session.elsewhere.connect(self._changed_elsewhere)
        for session in (self.session, self.introduction.session):
            session.state_changed.connect(self.state_changed)
            session.unsaved.connect(self._tell_unsaved)

    # the lesson

    def begin(self, stored: LessonText, *, restore: bool = False) -> None:
        """Write a quiz lesson; *restore* takes up a draft that was kept of it."""
        self._restore = restore
        self.banner.hide()
        self._put(stored, 1)
        self.introduction.begin(stored)
        self.session.begin(stored, self)

    def text(self) -> str:
        """The quiz as it is entered, as `quiz_text` writes it."""
        return quiz_text(self._rest | {"questions": self._questions})

    def save(self) -> None:
        """Save what was entered."""
        self.introduction.session.save()
        self.session.save()

    def leave(self) -> None:
        """Save, and be ready for another lesson; what cannot stand yet stays a draft."""
        self.introduction.session.leave()
        self.session.leave()

    def look_again(self) -> None:
        """Lessons have changed: see whether this one did, elsewhere."""
        self.introduction.session.look_again()
        self.session.look_again()

    def focus_view(self) -> QWidget:
        """What takes the keyboard on entering."""
        return self.list

    def _put(self, stored: LessonText, place: int) -> None:
        quiz = dict(stored.lesson.quiz or {"questions": []})
        self._take(quiz, place)

    def _take(self, quiz: dict[str, Any], place: int) -> None:
        self._questions = with_ids(quiz.pop("questions"))
        self._rest = quiz
        self._show_list(min(place, len(self._questions)))

    def take(self, stored: LessonText) -> None:
        """Show the stored quiz."""
        self._put(stored, self.list.currentRow())
        self.banner.hide()
        self.session.rebase(stored)

    def _draft_found(self, draft: Draft) -> None:
        if self._restore:
            self._restore_draft(draft)
            return
        at = f"{draft.kept_at.astimezone():%H:%M}"
        self.banner.tell(
            tr("The draft of {at} is newer than the saved quiz.", at=at),
            self.text(),
            draft.text,
            (
                (tr("Discard"), self._discard_draft),
                (tr("Restore"), partial(self._restore_draft, draft)),
            ),
            warns=True,
        )

    def _discard_draft(self) -> None:
        self.session.drop_draft()
        self.banner.hide()

    def _restore_draft(self, draft: Draft) -> None:
        self.banner.hide()
        self._take(quiz_from_text(draft.text), self.list.currentRow())
        self._changed()

    def _changed_elsewhere(self, stored: LessonText) -> None:
        if not self.session.dirty:
            self.take(stored)
            return
        self.banner.tell(
            tr("This quiz was changed outside this editor."),
            self.text(),
            quiz_text(stored.lesson.quiz or {"questions": []}),
            (
                (tr("Keep mine"), partial(self._keep_mine, stored)),
                (tr("Show the stored quiz"), partial(self.take, stored)),
            ),
        )

    def _keep_mine(self, stored: LessonText) -> None:
        self.banner.hide()
        self.session.replace(stored)

    # questions; the list's first row is the introduction

    @property
    def current(self) -> int:
        """Which question is shown, from 0; -1 for the introduction."""
        return self.list.currentRow() - 1

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions as they are entered."""
        return tuple(self._questions)

    def offer_kinds(self) -> None:
        """Ask which kind of question to add."""
        menu = QMenu(self)
        self._look.dress(menu)
        for kind, words in kinds():
            action = menu.addAction(self._look.icon(ICONS[kind]), words)
            action.triggered.connect(partial(self.add, kind))
        menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))

    def add(self, kind: str) -> None:
        """Add an empty question after the current one, and write it."""
        place = self.current + 1 if self.current >= 0 else len(self._questions)
        self._questions.insert(place, new_question(kind, self._questions))
        self._show_list(place + 1)
        self._changed()
        self.form.write()

    def act(self, what: str) -> None:
        """Move, copy, delete or write the current question."""
        place = self.current
        if what == "write":
            (self.form.write if place >= 0 else self.introduction.write)()
        elif place < 0:
            return
        elif what == "up" and place > 0:
            self.move_question(place + 1, place)
        elif what == "down" and place + 1 < len(self._questions):
            self.move_question(place + 1, place + 2)
        elif what == "duplicate":
            self._questions.insert(place + 1, copy_of(self._questions[place], self._questions))
            self._show_list(place + 2)
            self._changed()
        elif what == "delete":
            self._delete(place)

    def move_question(self, start: int, end: int) -> None:
        """Move a question from one row of the list to another; the introduction stays first."""
        if start < 1:
            return
        end = max(1, min(end, len(self._questions)))
        self._questions.insert(end - 1, self._questions.pop(start - 1))
        self._show_list(end)
        self._changed()

    def _delete(self, place: int) -> None:
        gone = self._questions.pop(place)
        self._show_list(min(place + 1, len(self._questions)))
        self._changed()
        self._desk.notify(
            Notice(
                title=tr("Question deleted"),
                icon="trash-2",
                action=(tr("Undo"), partial(self._bring_back, self.session.lesson_id, place, gone)),
            )
        )

    def _bring_back(self, lesson_id: int, place: int, gone: Question) -> None:
        if lesson_id == self.session.lesson_id and gone not in self._questions:
            place = min(place, len(self._questions))
            self._questions.insert(place, gone)
            self._show_list(place + 1)
            self._changed()

    def _entered(self) -> None:
        if self.current >= 0:
            self._questions[self.current] = self.form.value()
            self.list.tell(self.current + 1, self._row(self.current))
            self._tell()
            self._changed()

    def _changed(self) -> None:
        self.session.typed()
        self._soon.start()

    # showing

    def _show_list(self, place: int) -> None:
        rows = [Row(title=tr("Introduction"), icon="file-text")]
        rows += [self._row(place) for place in range(len(self._questions))]
        self.list.put(rows, place)
        self._choose(place)

    def _row(self, place: int) -> Row:
        question = self._questions[place]
        return Row(
            title=str(question.get("text") or tr("Question without words")),
            icon=ICONS.get(str(question.get("type")), "circle-question-mark"),
            points=number_text(question.get("points", 1)),
            fault=fault_of(place, question),
        )

    def _choose(self, place: int) -> None:
        if place > 0:
            self.form.put(self._questions[place - 1])
            self.stack.setCurrentWidget(self._page)
        else:
            self.stack.setCurrentWidget(self.introduction if self._questions else self._empty)
        self._tell()

    def _tell(self) -> None:
        count, place = len(self._questions), self.current
        shown = tr("Question {n} of {all}", n=place + 1, all=count)
        self.place.setText(shown if place >= 0 else tr("Introduction") if count else "")
        self.fault.setText(fault_of(place, self._questions[place]) if place >= 0 else "")
        self.fault.setVisible(bool(self.fault.text()))
        for one, able in zip(
            self.tools, (place > 0, 0 <= place < count - 1, place >= 0, place >= 0), strict=True
        ):
            one.setEnabled(able)
        points = number_text(points_of(self._questions))
        words = trn("{n} question", "{n} questions", count)
        self.total.setText(tr("{questions}, {points} points", questions=words, points=points))

    def _tell_unsaved(self, _one: bool) -> None:
        self.unsaved.emit(self.session.dirty or self.introduction.session.dirty)

    # trying

    def toggle_trial(self) -> None:
        """Show or hide the quiz as learners see it."""
        shown = not self.trial.isVisible()
        self.trial.setVisible(shown)
        self.try_button.setVisible(not shown)
        self._arrange()
        if shown:
            self._show_trial()
            self.trial.decide.setFocus()
        else:
            self.list.setFocus()

    def _arrange(self) -> None:
        """Where there is no room for both, the trial stands in the form's place."""
        alone = self.width() < LEAST_BESIDE
        self.trial.setMinimumWidth(0 if alone else TRIAL)
        self.trial.setMaximumWidth(QWIDGETSIZE_MAX if alone else TRIAL)
        self._middle.setVisible(not (alone and self.trial.isVisibleTo(self)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _show_trial(self) -> None:
        if self.trial.isVisible():
            self.trial.show_quiz({"questions": self._questions})
