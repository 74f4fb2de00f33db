"""A course as its learners go through it: outline, lesson, previous and next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSplitter

from app.context import Context
from app.domain.actor import Actor
from app.domain.dataclass import dataclass
from app.domain.entities import Lesson, Material
from app.domain.errors import SmartCourseError
from app.domain.messages import sentence
from app.ports.drafts import Draft
from app.queries.course_review import stored_text
from app.queries.learner import LearnerCourse, learner_course
from ui.feedback.states import StateStack, StateWords
from ui.feedback.toasts import Notice
from ui.operations.tasks import Ticket
from ui.views.course.learner.files import FileOpener
from ui.views.course.learner.lesson import LessonSheet
from ui.views.course.quiz.drafted import as_drafted, own_quizzes
from ui.views.course.side_list import SideList, SideRow
from ui.views.course.words import TYPE_ICONS, duration
from ui.views.page import Desk
from ui.widgets.actions import ActionSpec
from ui.widgets.basics import Button, Text, button, column, frame, icon_button, label, row
from ui.widgets.icon_label import IconLabel
from ui.widgets.markdown.pictures import PictureSource
from ui.widgets.words import tr, trn


@dataclass(frozen=True, slots=True)
class _Found:
    course: LearnerCourse
    lesson: Lesson | None
    text: str


class LearnerView(QFrame):
    """Preview as a learner; nothing is recorded.

    Signals:
        closed(): back to what was shown before.
    """

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        self._course_id = 0
        self._lesson_id: int | None = None
        self._published = True
        self._ticket: Ticket | None = None
        self._asked = 0
        self._shown: _Found | None = None
        self._answers: Mapping[str, tuple[str, Any]] = {}
        self.course: LearnerCourse | None = None
        self.setProperty("kind", "surface")
        self.setAccessibleName(tr("Preview as a learner"))
        self.files = FileOpener(desk, self)
        self._compose()
        self._register()

    # what it is made of

    def _compose(self) -> None:
        lines = column(self)
        lines.addWidget(self._banner())
        self._stack = StateStack(self._look)
        self._waiting = frame("surface")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self._side())
        split.addWidget(self._middle())
        split.setSizes([self._look.size("outline"), 2000])
        split.setStretchFactor(1, 1)
        self._body = split
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(split)
        lines.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)

    def _banner(self) -> QFrame:
        look = self._look
        bar = frame("infobar", height=look.size("selection-bar"))
        across = row(bar, margins=(16, 0, 12, 0), gap=8)
        across.addWidget(IconLabel(self._look, "eye", "info"))
        words = tr("Preview as a learner: nothing is recorded")
        self.banner: Text = label(look, words, "body-strong")
        across.addWidget(self.banner)
        across.addStretch(1)
        self.as_published: Button = button(look, tr("As published"), kind="chip-on")
        self.as_it_stands: Button = button(look, tr("As it stands now"), kind="chip")
        self._versions = QButtonGroup(self)
        for one in (self.as_published, self.as_it_stands):
            one.setCheckable(True)
            self._versions.addButton(one)
            across.addWidget(one)
        self.as_published.clicked.connect(self._show_published)
        self.as_it_stands.clicked.connect(self._show_standing)
        close = icon_button(look, "x", tr("Leave the preview"), self.closed.emit, shortcut="Esc")
        across.addWidget(close)
        return bar

    def _side(self) -> QFrame:
        side = frame("side")
        side.setMinimumWidth(200)
        side.setMaximumWidth(420)
        lines = column(side)
        top = frame("plain")
        told = column(top, margins=(16, 14, 16, 6), gap=2)
        self.title: Text = label(self._look, "", "card-title", wraps=True)
        self.summary: Text = label(self._look, "", "small", "muted", wraps=True)
        told.addWidget(self.title)
        told.addWidget(self.summary)
        lines.addWidget(top)
        self.list = SideList(self._look, tr("Lessons"))
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self._read_on)
        lines.addWidget(self.list, 1)
        return side

    def _middle(self) -> QFrame:
        look = self._look
        middle = frame("surface")
        lines = column(middle)
        self.sheet = LessonSheet(self._desk)
        self.sheet.followed.connect(self._follow)
        self.sheet.file_asked.connect(self._open_file)
        self.sheet.left.connect(self.closed)
        lines.addWidget(self.sheet, 1)
        foot = frame("foot", height=look.size("dialog-footer"))
        across = row(foot, margins=(32, 0, 24, 0), gap=8)
        self.previous: Button = button(look, tr("Previous"), self.go_back)
        self.following: Button = button(look, tr("Next"), self.go_on, kind="primary")
        self.progress: Text = label(look, "", "small", "muted", tabular=True)
        across.addWidget(self.previous)
        across.addStretch(1)
        across.addWidget(self.progress)
        across.addStretch(1)
        across.addWidget(self.following)
        lines.addWidget(foot)
        return middle

    def _register(self) -> None:
        for name, text, icon, keys, run in (
            ("previous_lesson", tr("Previous lesson"), "arrow-left", "Ctrl+PgUp", self.go_back),
            ("next_lesson", tr("Next lesson"), "arrow-right", "Ctrl+PgDown", self.go_on),
        ):
            self._desk.actions.add(
                ActionSpec(
                    id=f"course.{name}",
                    text=text,
                    icon=icon,
                    run=run,
                    shortcut=keys,
                    group=tr("Preview as a learner"),
                    why_not=self._why_not,
                )
            )
            (self.previous if run == self.go_back else self.following).setToolTip(
                f"{text} ({keys})"
            )

    def _why_not(self) -> str | None:
        return None if self.isVisible() else tr("preview the course as a learner first")

    # showing

    def begin(self, course_id: int, lesson_id: int | None) -> None:
        """Go through a course, from a lesson or from its first."""
        if course_id != self._course_id:
            self.course = self._shown = None
            self._stack.setCurrentWidget(self._waiting)
        self._course_id, self._lesson_id = course_id, lesson_id
        self._published, self._answers = False, {}
        self.look_again()

    def standing(self) -> Mapping[str, Any]:
        """Which lesson is read, of which version, and what was answered in it."""
        return {
            "lesson_id": self._lesson_id,
            "published": self._published,
            "answers": self.sheet.quiz.answers() if self.sheet.quiz is not None else {},
        }

    def stand(self, stood: Mapping[str, Any]) -> None:
        """Go on where another view was."""
        self._lesson_id, self._published = stood["lesson_id"], stood["published"]
        self._answers = stood["answers"]
        self.look_again()

    def look_again(self) -> None:
        """Something of the course may have changed."""
        self._asked += 1
        self._desk.operations.drafts.all(partial(self._look_beside, self._asked))

    def _look_beside(self, asked: int, drafts: list[Draft]) -> None:
        """Show the course as it stands, with questions that cannot be saved yet."""
        if asked != self._asked:
            return
        if self._ticket is not None:
            self._ticket.drop()
        work = partial(
            _read,
            course_id=self._course_id,
            lesson_id=self._lesson_id,
            published=self._published,
            drafts=own_quizzes(self._desk.operations.drafts, drafts),
        )
        self._ticket = self._desk.operations.inquire(work, self._show, self._missing)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, found: _Found) -> None:
        self._ticket = None
        course = self.course = found.course
        self._tell_version(course)
        self.title.setText(course.title)
        self.summary.setText(_summary(course))
        if found.lesson is None:
            self._shown = None
            self._stack.say(_empty(self, course))
            return
        had_focus = self.list.hasFocus()
        self.list.put(_rows(course), found.lesson.id)
        self._stack.setCurrentWidget(self._body)
        if had_focus:
            self.list.setFocus()
        self._lesson_id = found.lesson.id
        if self._shown is None or _differs(self._shown, found):
            self._shown = found
            self._show_lesson(found)

    def _show_lesson(self, found: _Found) -> None:
        lesson = found.lesson
        if lesson is None:
            return
        lessons = found.course.lessons
        at = [one.id for one in lessons].index(lesson.id)
        place = tr("Lesson {n} of {all}", n=at + 1, all=len(lessons))
        self.sheet.show_lesson(found.course, lesson, found.text, place)
        if self.sheet.quiz is not None and self._answers:
            self.sheet.quiz.take(self._answers)
        self._answers = {}
        before = lessons[at - 1].title if at else ""
        after = lessons[at + 1].title if at + 1 < len(lessons) else ""
        self.previous.setEnabled(bool(before))
        self.following.setEnabled(bool(after))
        self.previous.setAccessibleName(
            tr("Previous: {title}", title=before) if before else tr("Previous")
        )
        self.following.setAccessibleName(tr("Next: {title}", title=after) if after else tr("Next"))
        self.following.set_kind("secondary" if self.sheet.quiz is not None else "primary")
        self.progress.setText(place)

    def _tell_version(self, course: LearnerCourse) -> None:
        for one, chosen in (
            (self.as_published, course.is_published),
            (self.as_it_stands, not course.is_published),
        ):
            one.setChecked(chosen)
            one.set_kind("chip-on" if chosen else "chip")
        self.as_published.setEnabled(course.was_published)
        why = "" if course.was_published else tr("The course was never published.")
        self.as_published.setToolTip(why)
        self.as_published.setAccessibleDescription(why)

    def _missing(self, error: SmartCourseError) -> None:
        self._ticket = None
        self._stack.say(
            StateWords(
                icon="circle-alert",
                title=tr("The course cannot be shown"),
                line=sentence(error),
                primary=(tr("Try again"), self.look_again),
                secondary=(tr("Leave the preview"), self.closed.emit),
                trouble=True,
            )
        )

    # going

    def go_to(self, lesson_id: int) -> None:
        """Show a lesson of the course."""
        if lesson_id != self._lesson_id:
            self._lesson_id = lesson_id
            self.look_again()

    def go_on(self) -> None:
        """The next lesson."""
        self._step(1)

    def go_back(self) -> None:
        """The lesson before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        ids = [one.id for one in self.course.lessons] if self.course is not None else []
        if self._lesson_id in ids:
            at = ids.index(self._lesson_id) + by
            if 0 <= at < len(ids):
                self.go_to(ids[at])

    def _chosen(self, key: object) -> None:
        if isinstance(key, int):
            self.go_to(key)

    def _read_on(self, key: object) -> None:
        self._chosen(key)
        self.sheet.first().setFocus()

    def _show_published(self) -> None:
        self._published = True
        self.look_again()

    def _show_standing(self) -> None:
        self._published = False
        self.look_again()

    def _follow(self, target: str) -> None:
        found = self._shown
        if found is None or found.lesson is None:
            return
        course, lesson = found.course, found.lesson
        opener = self._desk.operations.context.files.open
        source = PictureSource(lesson.resources, {}, course.names(lesson), opener)
        other, material = source.lesson(target), source.material(target)
        if other in {one.id for one in course.lessons} and other is not None:
            self.go_to(other)
        elif material in course.materials and material is not None:
            self._open_file(course.materials[material])
        elif QUrl(target).scheme() in ("http", "https", "mailto"):
            self.files.follow(target)
        else:
            title = tr("The link leads nowhere")
            self._desk.notify(Notice(title=title, line=target, icon="circle-alert"))

    def _open_file(self, one: Material) -> None:
        self.files.open(one)


def _read(
    context: Context,
    actor: Actor,
    course_id: int,
    lesson_id: int | None,
    *,
    published: bool,
    drafts: Sequence[Draft],
) -> _Found:
    del actor
    with context.store.reading() as rows:
        course = learner_course(rows, context.history, course_id, published=published)
        lessons = course.lessons
        same = (one for one in lessons if one.id == lesson_id)
        lesson = next(same, lessons[0] if lessons else None)
        text = stored_text(rows, lesson)
        if lesson is not None and lesson.type == "quiz" and not course.is_published:
            lesson = as_drafted(lesson, drafts)
        return _Found(course, lesson, text)


def _differs(shown: _Found, found: _Found) -> bool:
    """Whether the lesson has to be shown anew; reading on is not to be disturbed otherwise."""
    same_place = [one.id for one in shown.course.lessons] == [
        one.id for one in found.course.lessons
    ]
    same_files = shown.course.materials == found.course.materials
    return (shown.lesson, same_place, same_files) != (found.lesson, True, True)


def _rows(course: LearnerCourse) -> list[SideRow]:
    made: list[SideRow] = []
    for chapter in course.chapters:
        minutes = sum(one.duration_minutes for one in chapter.lessons)
        made.append(SideRow(title=chapter.title, detail=duration(minutes), strong=True))
        made += [
            SideRow(
                key=one.id,
                title=one.title,
                icon=TYPE_ICONS[one.type],
                detail=str(one.duration_minutes),
            )
            for one in chapter.lessons
        ]
    return made


def _summary(course: LearnerCourse) -> str:
    lessons = trn("{n} lesson", "{n} lessons", len(course.lessons))
    if not course.hidden:
        return lessons
    hidden = trn("{n} hidden module is left out", "{n} hidden modules are left out", course.hidden)
    return f"{lessons}, {hidden}"


def _empty(view: LearnerView, course: LearnerCourse) -> StateWords:
    line = tr("Add a lesson to the course; it is shown here as its learners will see it.")
    if course.hidden:
        line = tr("Every module with lessons is hidden. Show one from the outline.")
    return StateWords(
        icon="eye-off",
        title=tr("Learners see nothing yet"),
        line=line,
        primary=(tr("Leave the preview"), view.closed.emit),
    )
