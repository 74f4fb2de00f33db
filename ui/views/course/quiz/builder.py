"""Building a quiz: the introduction and the questions at the side, a form for each, "Try it"."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QWidget

from app.domain.quiz import quiz_from_text, quiz_text
from app.ports.drafts import Draft
from app.queries.lesson_text import LessonText
from ui.feedback.toasts import Notice
from ui.views.course.banner import Banner
from ui.views.course.manners import QuizManner
from ui.views.course.not_saved import NotSavedNotices
from ui.views.course.quiz.actions import QuizActions
from ui.views.course.quiz.document import Question, first_fault
from ui.views.course.quiz.fields import is_redo
from ui.views.course.quiz.handing import HandedQuiz
from ui.views.course.quiz.introduction import Introduction
from ui.views.course.quiz.question_form import QuestionForm
from ui.views.course.quiz.questions import Questions
from ui.views.course.quiz.refusal import Refusal, is_told
from ui.views.course.quiz.room import SIDE, trial_width, whole_width
from ui.views.course.quiz.saving import SaveStates
from ui.views.course.quiz.side import Side
from ui.views.course.quiz.start import Start
from ui.views.course.quiz.try_it import TryIt
from ui.views.course.session import LessonSession, SaveState
from ui.views.page import Desk
from ui.widgets.basics import column, frame, row
from ui.widgets.words import tr

SIDE_LEAST, SIDE_MOST, FORM_MOST = 200, 420, 720
TRIAL_MS = 400
REST_MS = 900


class QuizBuilder(QFrame):
    """One quiz lesson being written.

    Signals:
        state_changed(SaveState): whether what was entered is kept.
        unsaved(bool): there is something that is not saved, or no longer.
        room_wanted(int): it needs so many pixels of width just now.
    """

    state_changed = Signal(object)
    unsaved = Signal(bool)
    room_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        self.setProperty("kind", "surface")
        self.setAccessibleName(tr("Quiz editor"))
        self._questions = Questions()
        self._rest: dict[str, Any] = {}
        self._stored: LessonText | None = None
        self._restore = self._kept_told = False
        self.session = LessonSession(desk.operations, QuizManner(), self)
        NotSavedNotices(desk, self.session, beside=is_told)
        self.introduction = Introduction(desk)
        self.side = Side(desk.look)
        self.list = self.side.list
        self.form = QuestionForm(desk.look)
        self.trial = TryIt(desk.look)
        self.banner = Banner(desk.look)
        self.refusal = Refusal(desk.look)
        self.states = SaveStates(self)
        self.tools = QuizActions(desk, self)
        self.start = Start(desk.look)
        self._compose()
        self._soon = self._timer(TRIAL_MS)
        self._soon.timeout.connect(self._show_trial)
        self._rest_of = self._timer(REST_MS)
        self._rest_of.timeout.connect(self._questions.history.rest)
        self._connect()

    # what it is made of

    def _compose(self) -> None:
        across = row(self)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.side.setMinimumWidth(SIDE_LEAST)
        self.side.setMaximumWidth(SIDE_MOST)
        self.split.addWidget(self.side)
        self.middle = frame("surface")
        lines = column(self.middle)
        for one in (self.tools.bar, self.banner, self.refusal):
            lines.addWidget(one)
        self._page = QScrollArea()
        self._page.setWidgetResizable(True)
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        holder = frame("surface")
        inner = column(holder, margins=(24, 18, 24, 24))
        self.form.setMaximumWidth(FORM_MOST)
        inner.addWidget(self.form)
        inner.addStretch(1)
        self._page.setWidget(holder)
        self.stack = QStackedWidget()
        for one in (self.introduction, self._page, self.start):
            self.stack.addWidget(one)
        lines.addWidget(self.stack, 1)
        self.split.addWidget(self.middle)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([int(self._desk.memory.get("course.questions", SIDE)), 2000])
        self.split.splitterMoved.connect(self._remember_width)
        across.addWidget(self.split, 1)
        self.trial.hide()
        across.addWidget(self.trial)

    def _timer(self, milliseconds: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        return made

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose_row)
        self.list.dropped.connect(lambda start, end: self._move(start - 1, end - 1))
        self.list.asked.connect(self.act)
        self.list.customContextMenuRequested.connect(self.tools.offer_actions)
        self.side.add_asked.connect(self.tools.offer_kinds)
        self.start.chosen.connect(self.add)
        self.form.changed.connect(self._entered)
        self.trial.closed.connect(self.toggle_trial)
        self.refusal.led.connect(self._lead)
        self.session.draft_found.connect(self._draft_found)
        self.session.elsewhere.connect(self._changed_elsewhere)
        self.introduction.recovered.connect(partial(self._show, -1))
        for name, session in (("quiz", self.session), ("text", self.introduction.session)):
            session.state_changed.connect(partial(self._told, name))
            session.unsaved.connect(lambda _one: self.unsaved.emit(self.is_unsaved))
        self.states.changed.connect(self.state_changed)

    # the lesson

    def begin(self, stored: LessonText, *, restore: str = "") -> None:
        """Write a quiz lesson; *restore* takes up the drafts of that key, or any."""
        self._restore, self._stored = bool(restore), stored
        self.banner.hide()
        self.refusal.hide()
        self.states.forget()
        quiz = dict(stored.lesson.quiz or {"questions": []})
        self._questions.begin(quiz.pop("questions"), 0)
        self._rest = quiz
        self._show_all()
        self.introduction.begin(stored, restore=restore)
        self.session.begin(stored, self, wanted=restore)

    def hand_over(self) -> HandedQuiz | None:
        """What is being written, for another builder to go on with; None for nothing."""
        if self._stored is None or not self.session.lesson_id:
            return None
        self._kept_told = True
        return HandedQuiz(
            stored=self._stored,
            rest=self._rest,
            questions=self._questions,
            session=self.session.hand_over(),
            introduction=self.introduction.hand_over(),
            trial=None if self.trial.isHidden() else self.trial.answers(),
        )

    def go_on_with(self, handed: HandedQuiz) -> None:
        """Write on where another builder was: questions, undo, place and what is not saved."""
        self._stored, self._rest = handed.stored, handed.rest
        self._questions.go_on_from(handed.questions)
        self._show_all()
        self.introduction.go_on_with(*handed.introduction)
        self.session.go_on_from(handed.session, self)
        if handed.trial is not None:
            self._try(shown=True)
            self._show_trial()
            self.trial.take(handed.trial)

    def text(self) -> str:
        """The quiz as it is entered, as `quiz_text` writes it."""
        return quiz_text(self._rest | {"questions": list(self._questions)})

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions as they are entered."""
        return tuple(self._questions)

    @property
    def current(self) -> int:
        """Which question is shown, from 0; -1 for the introduction."""
        return self._questions.place

    def save(self) -> None:
        """Save what was entered; what cannot stand yet stays a draft, and that is said."""
        self.introduction.session.save()
        why = self._why_not()
        if why is None:
            self.session.save()
        else:
            self._refuse(*why)

    def leave(self) -> None:
        """Save, and be ready for another lesson; what cannot stand yet stays a draft."""
        self._try(shown=False)
        self.introduction.session.leave()
        why = self._why_not()
        if why is not None:
            self._tell_kept(why[1])
        self.session.leave(saves=why is None)

    def look_again(self) -> None:
        """Lessons have changed: see whether this one did, elsewhere."""
        self.introduction.session.look_again()
        self.session.look_again()

    def focus_view(self) -> QWidget:
        """What takes the keyboard on entering."""
        return self.list

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        why = self._why_not()
        if why is not None and not event.spontaneous():
            self._desk.operations.drafts.flush()
            self._tell_kept(why[1])

    def _why_not(self) -> tuple[int, str] | None:
        """Which question (-1 for none) keeps what was entered from being saved, and why."""
        if not self.session.dirty or not self.session.lesson_id:
            return None
        if self.session.held:
            return -1, tr("Choose above which of the two quizzes stays.")
        return first_fault(self._questions)

    def _refuse(self, place: int, why: str) -> None:
        self._desk.operations.drafts.flush()
        if not self.session.held:
            self.refusal.tell(why, place, leads=place != self.current)
            if place == self.current and place >= 0 and self.isVisible():
                self.form.complain()
        self._told("quiz", SaveState("failed", QTime.currentTime(), why))

    def _tell_kept(self, why: str) -> None:
        stored = self._stored
        if stored is None or self._kept_told or not self._desk.operations.is_open:
            return
        self._kept_told = True
        lesson = stored.lesson
        way = {"course_id": lesson.course_id, "lesson_id": lesson.id, "draft": str(lesson.id)}
        self._desk.notify(
            Notice(
                title=tr("{quiz} is kept as a draft", quiz=stored.lesson.title),
                line=tr("Not saved: {why}", why=why),
                icon="file-pen",
                tone="warning",
                action=(tr("Open"), partial(self._desk.go, "course", way)),
            )
        )

    def _told(self, name: str, state: SaveState) -> None:
        if name == "quiz" and state.kind == "failed" and state.why and self.refusal.isHidden():
            found = first_fault(self._questions)
            place = found[0] if found else -1
            self.refusal.tell(state.why, place, leads=place != self.current)
        elif name == "quiz" and state.kind == "saved":
            self.refusal.hide()
        elif name == "quiz" and state.kind == "drafted" and self.refusal.isVisible():
            return  # Kept, but not saved: that is what matters.
        self.states.tell(name, state)

    @property
    def is_unsaved(self) -> bool:
        """Whether a part of it is not saved."""
        return self.session.dirty or self.introduction.session.dirty

    # drafts, and what others wrote

    def take(self, stored: LessonText) -> None:
        """Show the stored quiz; what stood here can be had back by undo."""
        self._stored = stored
        quiz = dict(stored.lesson.quiz or {"questions": []})
        self._replace(quiz)
        self.banner.hide()
        self.refusal.hide()
        self.session.rebase(stored)

    def _replace(self, quiz: dict[str, Any]) -> None:
        self._questions.replace_all(quiz.pop("questions"))
        self._rest = quiz
        self._show_all()
        self._soon.start()

    def _draft_found(self, draft: Draft) -> None:
        if self._restore:
            self._restore_draft(draft)
            return
        words = tr("The draft of {at} is newer than the saved quiz.")
        self.banner.offer(words, self.text(), draft, self._discard_draft, self._restore_draft)

    def _discard_draft(self) -> None:
        self.session.drop_draft()
        self.banner.hide()

    def _restore_draft(self, draft: Draft) -> None:
        self.banner.hide()
        self.session.take_draft()
        self._replace(quiz_from_text(draft.text))
        self.session.typed()
        found = first_fault(self._questions)
        if found is not None and found[0] >= 0:
            self._show(found[0])

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
        self._stored = stored
        self.session.replace(stored)
        self.save()

    # questions; the list's first row is the introduction

    def add(self, kind: str) -> None:
        """Add an empty question after the current one, and write it."""
        self._questions.add(kind)
        self._changed(fresh=True)
        self.form.write()

    def act(self, what: str) -> None:
        """Move, copy, delete or write the current question."""
        place = self.current
        if what == "write":
            (self.form.write if place >= 0 else self.introduction.write)()
        elif place < 0:
            return
        elif what in ("up", "down"):
            self._move(place, place + (1 if what == "down" else -1))
        elif what == "duplicate":
            self._questions.duplicate()
            self._changed()
        elif what == "delete":
            self._delete()

    def undo(self) -> None:
        """Take the last change back."""
        if self._questions.undo():
            self._changed()

    def redo(self) -> None:
        """Change again what was taken back."""
        if self._questions.redo():
            self._changed()

    def _move(self, start: int, end: int) -> None:
        if self._questions.move(start, end):
            self._changed()

    def _delete(self) -> None:
        place = self.current
        gone = self._questions.delete()
        self._changed()
        back = partial(self._bring_back, self.session.lesson_id, place, gone)
        self._desk.notify(
            Notice(title=tr("Question deleted"), icon="trash-2", action=(tr("Undo"), back))
        )

    def _bring_back(self, lesson_id: int, place: int, gone: Question) -> None:
        ids = {one["id"] for one in self._questions}
        if lesson_id == self.session.lesson_id and gone["id"] not in ids:
            self._questions.insert(place, gone)
            self._changed()

    def _entered(self, name: str) -> None:
        if self.current >= 0:
            self._questions.put(self.form.value(), name or None)
            self._rest_of.start()
            self.side.show_one(self._questions, self.current)
            self._typed()

    def _changed(self, *, fresh: bool = False) -> None:
        self._show_all(fresh=fresh)
        self._typed()

    def _typed(self) -> None:
        self._kept_told = False
        self.session.typed()
        self._soon.start()
        if self.refusal.isVisible():
            found = first_fault(self._questions)
            if found is None:
                self.refusal.hide()
            else:
                self.refusal.tell(found[1], found[0], leads=found[0] != self.current)

    # showing

    def _show_all(self, *, fresh: bool = False) -> None:
        self.side.show_all(self._questions, self.current)
        self._show_current(fresh=fresh)

    def _show(self, place: int) -> None:
        self.list.setCurrentRow(place + 1)

    def _lead(self, place: int) -> None:
        self._show(place)
        self.form.complain()

    def _choose_row(self, at: int) -> None:
        self._questions.place = at - 1
        self._questions.history.rest()
        self._show_current()

    def _show_current(self, *, fresh: bool = False) -> None:
        place = self.current
        if place >= 0:
            self.form.put(self._questions[place], place, quiet=fresh)
            self.stack.setCurrentWidget(self._page)
        else:
            self.stack.setCurrentWidget(self.introduction if self._questions else self.start)
        self.tools.tell(place, len(self._questions))
        if self.refusal.isVisible():
            self.refusal.lead.setVisible(self.refusal.place not in (-1, place))

    # keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            history = self._questions.history
            undo, redo = self._wanted(event)
            # Where the quiz has nothing to take back, the keys mean the whole workspace.
            if (undo and history.can_undo) or (redo and history.can_redo):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        undo, redo = self._wanted(event)
        if undo:
            self.undo()
        elif redo:
            self.redo()
        else:
            super().keyPressEvent(event)

    def _wanted(self, event: QKeyEvent) -> tuple[bool, bool]:
        return event.matches(QKeySequence.StandardKey.Undo), is_redo(event)

    # trying

    def toggle_trial(self) -> None:
        """Show or hide the quiz as learners see it."""
        shown = self.trial.isHidden()
        self._try(shown=shown)
        if shown:
            self._show_trial()
            self.trial.first().setFocus()
        else:
            self.list.setFocus()

    def _try(self, *, shown: bool) -> None:
        self.trial.setVisible(shown)
        self.tools.tell_trial(shown=shown)
        self.room_wanted.emit(whole_width(self._look) if shown else 0)
        self._arrange()

    def _show_trial(self) -> None:
        if self.trial.isVisible():
            self.trial.show_quiz({"questions": list(self._questions)})

    def _arrange(self) -> None:
        """Where there is no room for both, the trial stands in the place of the form."""
        beside, trial = self.width() >= whole_width(self._look), trial_width(self._look)
        self.middle.setVisible(self.trial.isHidden() or beside)
        alone = max(trial, self.width() - self.side.width())
        self.trial.setFixedWidth(trial if beside else alone)

    def _remember_width(self) -> None:
        if self.trial.isHidden():
            self._desk.memory.put("course.questions", self.side.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
