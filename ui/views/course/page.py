"""One course: outline at the side, the course or one of its lessons in the middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.entities import LessonType
from app.domain.errors import NotFound, SmartCourseError
from app.domain.journal import ChangeSet
from app.queries.courses_form import course_form
from app.queries.courses_outline import OutlineLesson, OutlineModule, OutlineTree, outline_tree
from app.queries.lesson_text import LessonText, lesson_text
from ui.models.outline_moves import Item
from ui.operations.tasks import Ticket
from ui.views.course.going_on import GoingOn
from ui.views.course.lesson_editor import LessonEditor
from ui.views.course.lesson_files import LessonFiles
from ui.views.course.outline_actions import OutlineActions
from ui.views.course.outline_changes import neighbour
from ui.views.course.outline_panel import OutlinePanel
from ui.views.course.overview import Overview
from ui.views.course.parts import ASIDE, Parts
from ui.views.course.popovers import LessonSettings
from ui.views.course.publishing import Publishing
from ui.views.course.side import Side
from ui.views.course.trouble import Trouble
from ui.views.course.work_head import WorkHead
from ui.views.page import Desk, Page
from ui.widgets.actions import ActionSpec
from ui.widgets.basics import column, frame
from ui.widgets.words import tr


class CoursePage(Page):
    """Parameters: `course_id`, and of a lesson `lesson_id`; `draft` restores the draft of that key.

    `view` is ``review`` or ``learner`` to show that in the lesson's place.
    """

    TITLE = "Course"
    TABLES = frozenset(
        {"courses", "ext.course_settings", "ext.modules", "ext.lessons", "ext.materials"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.course_id = 0
        self.lesson_id: int | None = None
        self.tree: OutlineTree | None = None
        self._restore = ""
        self._enters = self._stays = False
        self._lost: int | None = None
        self._tickets: dict[str, Ticket] = {}
        self.head = WorkHead(desk.look)
        self.panel = OutlinePanel(desk.look, desk.actions)
        self.editor = LessonEditor(desk)
        self.publishing = Publishing(self)
        self.outline_actions = OutlineActions(self)
        self.files = LessonFiles(self)
        self.settings = LessonSettings(desk, self)
        self._going_on = GoingOn(self)
        self._register()
        self._compose()
        self._connect()

    def _register(self) -> None:
        self.desk.actions.add(
            ActionSpec(
                id="course.save",
                text=tr("Save the lesson"),
                icon="save",
                run=self.save,
                shortcut="Ctrl+S",
                why_not=self._why_not_save,
            )
        )

    def _compose(self) -> None:
        right = frame("surface")
        lines = column(right)
        lines.addWidget(self.head)
        self.stack = QStackedWidget()
        self.waiting = frame("surface")
        self.stack.addWidget(self.waiting)
        self.stack.addWidget(self.editor)
        self.parts = Parts(self.desk, self.stack, self._tie_part)
        self.trouble = Trouble(self.desk, self.stack, self._try_again)
        lines.addWidget(self.stack, 1)
        self.side = Side(self, right)
        column(self).addWidget(self.side.split)

    @cached_property
    def overview(self) -> Overview:
        """The course's own form; many come for a lesson and never see it."""
        made = Overview(self.desk)
        self.stack.addWidget(made)
        return made

    def _connect(self) -> None:
        head, panel, editor = self.head, self.panel, self.editor
        panel.opened.connect(self._opened)
        panel.write_asked.connect(self._write)
        panel.overview_asked.connect(partial(self.go_to, None))
        panel.refused.connect(self.desk.status)
        head.panel.clicked.connect(self.side.toggle)
        head.settings.clicked.connect(self._open_settings)
        head.publish.clicked.connect(self.publish)
        head.learner.clicked.connect(self.preview)
        head.more.clicked.connect(self.publishing.open_menu)
        editor.session.state_changed.connect(head.show_state)
        editor.session.unsaved.connect(self._unsaved)
        editor.link_followed.connect(self.files.follow)
        editor.files_asked.connect(self.files.ask)
        editor.files_shown.connect(self.files.show_list)
        editor.editor.files_given.connect(self.files.given)
        editor.mode_changed.connect(self._mode_changed)
        self.stack.currentChanged.connect(self.side.arrange)

    def _tie_part(self, part: Any) -> None:
        if hasattr(part, "closed"):
            part.closed.connect(self._close_aside)
        if hasattr(part, "state_changed"):
            part.state_changed.connect(self.head.show_state)
            part.unsaved.connect(self._unsaved)
        if hasattr(part, "room_wanted"):
            part.room_wanted.connect(self.side.make_room)

    # going

    @property
    def crumbs(self) -> tuple[str, ...]:
        if self.tree is None:
            return (tr("Courses"),)
        path = (tr("Courses"), self.tree.title)
        module = self._module()
        return (*path, module.title) if module is not None else path

    def open(self, params: Mapping[str, Any]) -> None:
        course_id = int(params.get("course_id") or 0)
        lesson_id = params.get("lesson_id")
        self._restore = str(params.get("draft") or "")
        for popover in (self.settings, self.files.list):
            if popover.isVisible():
                popover.close_up()
        self._stays = self.in_outline and not self._enters
        self._enters = False
        if course_id != self.course_id:
            self._leave()
            self.course_id, self.tree = course_id, None
            self.panel.forget()
            # Nothing of another course, nor a form without its values, while this one is read.
            self.stack.setCurrentWidget(self.waiting)
        self.lesson_id = int(lesson_id) if lesson_id else None
        self._lost = None
        self.trouble.over()
        if self.parts.aside() is not None:
            self.stack.setCurrentWidget(self.overview)
        if "tree" in params:
            self._stays = self._going_on.take(params)
        self._load_outline()
        if params.get("view") in ASIDE:
            self._show_aside(str(params["view"]))
            self._going_on.take_aside(params)
        else:
            self._load_middle()

    @property
    def about(self) -> Mapping[str, Any]:
        return {"course_id": self.course_id}

    def standing(self) -> Mapping[str, Any]:
        return self._going_on.standing()

    def load(self) -> None:
        if self.course_id:
            self._load_outline()
            if self.lesson_id is None:
                self._load_overview()

    def take_changes(self, changes: ChangeSet) -> None:
        super().take_changes(changes)
        aside = self.parts.aside()
        if aside is not None and not self.TABLES.isdisjoint(changes.tables):
            aside.look_again()
        lessons = changes.tables.get("ext.lessons")
        materials = "ext.materials" in changes.tables
        touched = lessons is not None and (not lessons or self.lesson_id in lessons)
        if self.lesson_id is not None and (touched or materials) and self.isVisible():
            quiz = self.parts.shown("quiz")
            (self.editor.session if quiz is None else quiz).look_again()
            self._read_lesson("columns", self._refresh)

    def take_files(self, paths: Sequence[Path]) -> bool:
        return self.files.take(paths)

    def main_view(self) -> QWidget:
        shown = self.stack.currentWidget()
        aside = self.parts.aside()
        if aside is not None or self._stays:
            return aside or self.panel.view
        quiz = self.parts.shown("quiz")
        if quiz is not None:
            return quiz.focus_view()  # type: ignore[no-any-return]
        overview = isinstance(shown, Overview)
        if shown is self.waiting or (self.lesson_id is not None and overview):
            return self  # What is on its way takes the focus when it comes.
        if shown is self.editor:
            text = self.editor.shown_mode != "preview"
            return self.editor.editor if text else self.editor.preview
        if overview:
            return self.panel.view if self.panel.isVisible() else self.overview.first()
        return shown or self

    @property
    def in_outline(self) -> bool:
        """Whether the keyboard is in the outline, whatever window is active."""
        return self.window().focusWidget() is self.panel.view

    def may_leave(self) -> bool:
        self.save()
        return True

    def save(self) -> None:
        """Save what is being written: the lesson's text, and its quiz where it has one."""
        for one in (self.editor.session, self.parts.shown("quiz")):
            if one is not None:
                one.save()

    @property
    def is_unsaved(self) -> bool:
        quiz = self.parts.made("quiz")
        return self.editor.session.dirty or (quiz is not None and quiz.is_unsaved)

    def _leave(self) -> None:
        """Save, and write nothing any more."""
        for one in (self.editor.session, self.parts.made("quiz")):
            if one is not None:
                one.leave()

    def _written(self) -> int:
        """The lesson that is being written, 0 for none."""
        quiz = self.parts.made("quiz")
        return self.editor.session.lesson_id or (quiz.session.lesson_id if quiz else 0)

    def _writes(self, kind: LessonType) -> bool:
        """Whether the open lesson is being written in what writes lessons of a kind."""
        writes = self.parts.made("quiz") if kind == "quiz" else self.editor
        return self.lesson_id == (writes.session.lesson_id if writes is not None else 0)

    def _why_not_save(self) -> str | None:
        written = (self.editor, self.parts.shown("quiz"))
        shown = self.isVisible() and self.stack.currentWidget() in written
        return None if shown else tr("open a lesson first")

    def hideEvent(self, event: QHideEvent) -> None:
        # Also when the window closes: what was typed is saved, not only kept as a draft.
        self.save()
        super().hideEvent(event)

    def go_to(self, lesson_id: int | None, *, enters: bool = False) -> None:
        """Open a lesson of this course, or its overview."""
        self._enters = enters
        params: dict[str, Any] = {"course_id": self.course_id}
        if lesson_id is not None:
            params["lesson_id"] = lesson_id
        self.desk.go("course", params)

    def _opened(self, item: OutlineModule | OutlineLesson) -> None:
        if isinstance(item, OutlineLesson):
            afloat = self.side.afloat
            self.side.close()
            if item.id != self.lesson_id:
                self.go_to(item.id, enters=afloat)
        self.desk.actions.refresh()

    def _write(self, item: OutlineModule | OutlineLesson) -> None:
        if isinstance(item, OutlineModule):
            index = self.panel.model.find(module_id=item.id)
            self.panel.view.setExpanded(index, not self.panel.view.isExpanded(index))
        else:
            self.side.close()
            here = item.id == self.lesson_id
            self.to_work() if here else self.go_to(item.id, enters=True)

    def _mode_changed(self, mode: str) -> None:
        del mode
        self.side.arrange()
        self.to_work()

    def to_work(self) -> None:
        """Put the keyboard on what is open."""
        self._stays = False
        self.main_view().setFocus()

    # reading

    def _read(self, name: str, work: Any, done: Any, failed: Any = None) -> None:
        self._tickets.pop(name, Ticket()).drop()
        self._tickets[name] = self.operations.read(work, done, failed or self._missing)

    def _read_lesson(self, name: str, done: Any) -> None:
        work = partial(lesson_text, lesson_id=self.lesson_id or 0)
        self._read(name, work, done, self._lesson_missing)

    def _load_outline(self) -> None:
        self._read("outline", partial(outline_tree, course_id=self.course_id), self.show_outline)

    def _load_middle(self) -> None:
        lesson = self._lesson()
        self._tickets.pop("columns", Ticket()).drop()
        if self.lesson_id is None:
            self._leave()
            if not self.in_outline:
                self.panel.view.setCurrentIndex(QModelIndex())
            self._load_overview()
        elif self._restore or not self._writes(lesson.type if lesson else "text"):
            self._reopen()
        else:
            self._back_to_lesson()

    def _reopen(self) -> None:
        self._leave()
        self._read_lesson("lesson", self._show_lesson)

    def _load_overview(self) -> None:
        self._read("overview", partial(course_form, course_id=self.course_id), self._show_overview)

    def show_outline(self, tree: OutlineTree) -> None:
        """Show the course's outline, with the open lesson in it."""
        if tree.course_id != self.course_id:
            return
        self.trouble.over()
        before, self.tree = self.tree, tree
        self.panel.take(tree)
        self.head.show_course(tree)
        followed = self._follow(before, tree)
        self._name()
        self._mark(followed=followed)
        self.outline_actions.after_load()
        self.crumbs_changed.emit()

    def _follow(self, before: OutlineTree | None, tree: OutlineTree) -> bool:
        """Where the open lesson has gone its neighbour opens; where it has come back, it does."""
        there = {one.id for module in tree.modules for one in module.lessons}
        lost = self._lost
        if self.lesson_id is not None and self.lesson_id not in there:
            # Until something else is opened, its coming back brings it back.
            near = neighbour(before.modules if before else (), self.lesson_id, there)
            self._lost, self.lesson_id = self.lesson_id, near
        elif lost in there:
            self._lost, self.lesson_id = None, lost
        else:
            return False
        self._stays = self.in_outline
        self._load_middle()
        return True

    def _show_overview(self, form: Any) -> None:
        if self.lesson_id is None:
            self.overview.take(form)
            waited = self.stack.currentWidget() is self.waiting
            if self.parts.aside() is None:
                self.stack.setCurrentWidget(self.overview)
            self._name()
            if waited and self.window().focusWidget() is self:
                self.main_view().setFocus()

    def _show_lesson(self, stored: LessonText) -> None:
        if stored.lesson.id != self.lesson_id:
            return
        quiz = self.parts.get("quiz") if stored.lesson.type == "quiz" else None
        writes = quiz if quiz is not None else self.editor
        self.stack.setCurrentWidget(writes)
        self.head.forget_state()
        writes.begin(stored, restore=self._restore)
        self._restore = ""
        self.settings.begin(stored.lesson)
        self._name()
        self.desk.actions.refresh()
        if not self._stays and not self.settings.isVisible():
            self.main_view().setFocus()

    def _refresh(self, stored: LessonText) -> None:
        if stored.lesson.id != self.lesson_id or self.parts.aside() is not None:
            return
        if not self._writes(stored.lesson.type):
            self._reopen()  # Its type is another now, and so is what it is written in.
            return
        self.settings.begin(stored.lesson)
        if self.stack.currentWidget() is self.editor:
            self.editor.refresh(stored)

    def _lesson_missing(self, error: SmartCourseError) -> None:
        # That a lesson is gone is told by the outline, which is read beside it.
        if not isinstance(error, NotFound):
            self._missing(error)

    def _missing(self, error: SmartCourseError) -> None:
        self.trouble.tell(error)

    def _try_again(self) -> None:
        self._load_outline()
        self._load_middle()

    # what the head shows

    def _lesson(self) -> OutlineLesson | None:
        if self.tree is None:
            return None
        every = (one for module in self.tree.modules for one in module.lessons)
        return next((one for one in every if one.id == self.lesson_id), None)

    def chosen_or_open(self) -> tuple[Item, ...]:
        """What something new is put beside: what is selected in the outline, else what is open."""
        lesson = self._lesson()
        return self.panel.chosen() or ((lesson,) if lesson is not None else ())

    def _module(self) -> OutlineModule | None:
        if self.tree is None or self.lesson_id is None:
            return None
        lesson = self._lesson()
        return next((one for one in self.tree.modules if lesson in one.lessons), None)

    def _name(self) -> None:
        lesson = self._lesson()
        if lesson is not None:
            self.head.show_title(lesson.title, is_lesson=True)
        elif self.tree is not None:
            self.head.show_title(self.tree.title, is_lesson=False)
        self.panel.overview.setChecked(self.lesson_id is None)
        self.panel.model.set_open(self.lesson_id)

    def _mark(self, *, followed: bool = False) -> None:
        """The open lesson is the outline's current row, unless somebody is choosing there."""
        if self.lesson_id is not None and len(self.panel.chosen()) <= 1:
            index = self.panel.model.find(lesson_id=self.lesson_id)
            unused = not self.in_outline or not self.panel.view.currentIndex().isValid()
            if unused or followed:
                self.panel.show_item(index)

    def _unsaved(self, unsaved: bool) -> None:
        ids = frozenset({self._written()}) if unsaved else frozenset[int]()
        self.panel.model.set_unsaved(ids)
        self.desk.unsaved(self.is_unsaved)

    # what the head does

    def publish(self) -> None:
        """Look at what is new and what is in the way; from there, publish."""
        review = self.parts.shown("review")
        if review is not None:
            review.publish_now()
        else:
            self._show_aside("review")

    def preview(self) -> None:
        """Go through the course as its learners do."""
        if self.parts.shown("learner") is None:
            self._show_aside("learner")

    def _show_aside(self, name: str) -> None:
        """Show the review or the learner's view in the place of outline and lesson."""
        self.save()
        self._tickets.pop("lesson", Ticket()).drop()
        part = self.parts.get(name)
        told = (self.course_id,) if name == "review" else (self.course_id, self.lesson_id)
        part.begin(*told)
        self.stack.setCurrentWidget(part)
        part.setFocus()
        self.desk.actions.refresh()

    def _close_aside(self) -> None:
        self.stack.setCurrentWidget(self.overview)
        self._load_middle()
        self.main_view().setFocus()
        self.desk.actions.refresh()

    def _back_to_lesson(self) -> None:
        lesson = self._lesson()
        is_quiz = lesson is not None and lesson.type == "quiz"
        quiz = self.parts.get("quiz") if is_quiz else None
        if self.lesson_id is None:
            self.stack.setCurrentWidget(self.overview)
        else:
            self.stack.setCurrentWidget(quiz or self.editor)
        self.main_view().setFocus()

    def _open_settings(self) -> None:
        self.settings.toggle(self.head.settings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.resized()
