"""One course: outline at the side, the course or one of its lessons in the middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from app.domain.errors import SmartCourseError
from app.domain.journal import ChangeSet
from app.domain.messages import sentence
from app.queries.courses_form import course_form
from app.queries.courses_outline import OutlineLesson, OutlineModule, OutlineTree, outline_tree
from app.queries.lesson_text import LessonText, lesson_text
from ui.feedback.states import StatePanel, StateWords
from ui.operations.tasks import Ticket
from ui.views.course.lesson_editor import LessonEditor
from ui.views.course.lesson_files import LessonFiles
from ui.views.course.outline_actions import OutlineActions
from ui.views.course.outline_panel import OutlinePanel
from ui.views.course.overview import Overview
from ui.views.course.parts import ASIDE, Parts
from ui.views.course.popovers import LessonSettings
from ui.views.course.publishing import Publishing
from ui.views.course.work_head import WorkHead
from ui.views.page import Desk, Page
from ui.widgets.actions import ActionSpec
from ui.widgets.basics import column, frame
from ui.widgets.words import tr

NARROW = 980
OUTLINE_LEAST, OUTLINE_MOST = 200, 420


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
        self._panel_wish: bool | None = None
        self._wanted = 0
        self._tickets: dict[str, Ticket] = {}
        self._failed: QWidget | None = None
        self.head = WorkHead(desk.look)
        self.panel = OutlinePanel(desk.look, desk.actions)
        self.overview = Overview(desk)
        self.editor = LessonEditor(desk)
        self.publishing = Publishing(self)
        self.outline_actions = OutlineActions(self)
        self.files = LessonFiles(self)
        self.settings = LessonSettings(desk, self)
        self._register()
        self._compose()
        self._connect()

    def _register(self) -> None:
        self.desk.actions.add(
            ActionSpec(
                id="course.save",
                text=tr("Save the lesson"),
                icon="save",
                run=self._save,
                shortcut="Ctrl+S",
                why_not=self._why_not_save,
            )
        )

    def _compose(self) -> None:
        right = frame("surface")
        lines = column(right)
        lines.addWidget(self.head)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.overview)
        self.stack.addWidget(self.editor)
        self.parts = Parts(self.desk, self.stack, self._tie_part)
        lines.addWidget(self.stack, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.panel.setMinimumWidth(OUTLINE_LEAST)
        self.panel.setMaximumWidth(OUTLINE_MOST)
        self.split.addWidget(self.panel)
        self.split.addWidget(right)
        width = int(self.desk.memory.get("course.outline", self.look.size("outline")))
        self.split.setSizes([width, 2000])
        self.split.setStretchFactor(1, 1)
        column(self).addWidget(self.split)

    def _connect(self) -> None:
        head, panel, editor = self.head, self.panel, self.editor
        panel.opened.connect(self._opened)
        panel.write_asked.connect(self._write)
        panel.overview_asked.connect(self._open_overview)
        panel.refused.connect(self.desk.status)
        head.panel.clicked.connect(self._toggle_panel)
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
        self.split.splitterMoved.connect(self._remember_width)
        self.stack.currentChanged.connect(self._arrange)

    def _tie_part(self, part: Any) -> None:
        if hasattr(part, "closed"):
            part.closed.connect(self._close_aside)
        if hasattr(part, "state_changed"):
            part.state_changed.connect(self.head.show_state)
            part.unsaved.connect(self._unsaved)
        if hasattr(part, "room_wanted"):
            part.room_wanted.connect(self._make_room)

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
        self._stays = self._in_outline() and not self._enters
        self._enters = False
        if course_id != self.course_id:
            self._leave()
            self.course_id, self.tree = course_id, None
            self.panel.forget()
        self.lesson_id = int(lesson_id) if lesson_id else None
        if self.parts.aside() is not None:
            self.stack.setCurrentWidget(self.overview)
        self._load_outline()
        if params.get("view") in ASIDE:
            self._show_aside(str(params["view"]))
        else:
            self._load_middle()

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
            self._read("columns", partial(lesson_text, lesson_id=self.lesson_id), self._refresh)

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
        if self.lesson_id is not None and shown is self.overview:
            return self  # The lesson is on its way; it takes the focus when it comes.
        if shown is self.editor:
            text = self.editor.shown_mode != "preview"
            return self.editor.editor if text else self.editor.preview
        if shown is self.overview:
            return self.panel.view if self.panel.isVisible() else self.overview.first()
        return shown or self

    def _in_outline(self) -> bool:
        """Whether the keyboard is in the outline, whatever window is active."""
        return self.window().focusWidget() is self.panel.view

    def may_leave(self) -> bool:
        self._save()
        return True

    def _save(self) -> None:
        """Save what is being written: the lesson's text, and its quiz where it has one."""
        self.editor.session.save()
        quiz = self.parts.shown("quiz")
        if quiz is not None:
            quiz.save()

    def _leave(self) -> None:
        """Save, and write nothing any more."""
        self.editor.session.leave()
        quiz = self.parts.made("quiz")
        if quiz is not None:
            quiz.leave()

    def _written(self) -> int:
        """The lesson that is being written, 0 for none."""
        quiz = self.parts.made("quiz")
        return self.editor.session.lesson_id or (quiz.session.lesson_id if quiz else 0)

    def _why_not_save(self) -> str | None:
        written = (self.editor, self.parts.shown("quiz"))
        shown = self.isVisible() and self.stack.currentWidget() in written
        return None if shown else tr("open a lesson first")

    def hideEvent(self, event: QHideEvent) -> None:
        # Also when the window closes: what was typed is saved, not only kept as a draft.
        self._save()
        super().hideEvent(event)

    def go_to(self, lesson_id: int | None, *, enters: bool = False) -> None:
        """Open a lesson of this course, or its overview."""
        self._enters = enters
        params: dict[str, Any] = {"course_id": self.course_id}
        if lesson_id is not None:
            params["lesson_id"] = lesson_id
        self.desk.go("course", params)

    def _opened(self, item: OutlineModule | OutlineLesson) -> None:
        if isinstance(item, OutlineLesson) and item.id != self.lesson_id:
            self.go_to(item.id)
        self.desk.actions.refresh()

    def _write(self, item: OutlineModule | OutlineLesson) -> None:
        if isinstance(item, OutlineModule):
            index = self.panel.model.find(module_id=item.id)
            self.panel.view.setExpanded(index, not self.panel.view.isExpanded(index))
        elif item.id == self.lesson_id:
            self._stays = False
            self.main_view().setFocus()
        else:
            self.go_to(item.id, enters=True)

    def _mode_changed(self, mode: str) -> None:
        del mode
        self._stays = False
        self.main_view().setFocus()

    def _open_overview(self) -> None:
        self.go_to(None)

    # reading

    def _read(self, name: str, work: Any, done: Any) -> None:
        former = self._tickets.pop(name, None)
        if former is not None:
            former.drop()
        self._tickets[name] = self.operations.read(work, done, self._missing)

    def _load_outline(self) -> None:
        self._read("outline", partial(outline_tree, course_id=self.course_id), self._show_outline)

    def _load_middle(self) -> None:
        self._tickets.pop("columns", Ticket()).drop()
        if self.lesson_id is None:
            self._leave()
            if not self._in_outline():
                self.panel.view.setCurrentIndex(QModelIndex())
            self._load_overview()
        elif self.lesson_id != self._written() or self._restore:
            self._leave()
            self._read("lesson", partial(lesson_text, lesson_id=self.lesson_id), self._show_lesson)
        else:
            self._back_to_lesson()

    def _load_overview(self) -> None:
        self._read("overview", partial(course_form, course_id=self.course_id), self._show_overview)

    def _show_outline(self, tree: OutlineTree) -> None:
        if tree.course_id != self.course_id:
            return
        self._all_well()
        self.tree = tree
        self.panel.take(tree)
        self.head.show_course(tree)
        self._name()
        self.outline_actions.after_load()
        gone = self.lesson_id is not None and self._lesson() is None
        if gone:
            self.lesson_id = None
            self._load_middle()
        self._mark()
        self.crumbs_changed.emit()

    def _show_overview(self, form: Any) -> None:
        if self.lesson_id is None:
            self.overview.take(form)
            if self.parts.aside() is None:
                self.stack.setCurrentWidget(self.overview)
            self._name()

    def _show_lesson(self, stored: LessonText) -> None:
        if stored.lesson.id != self.lesson_id:
            return
        quiz = self.parts.get("quiz") if stored.lesson.type == "quiz" else None
        if quiz is not None:
            self.stack.setCurrentWidget(quiz)
            self.head.forget_state()
            quiz.begin(stored, restore=self._restore)
        else:
            self.stack.setCurrentWidget(self.editor)
            self.head.forget_state()
            self.editor.begin(stored, restore=self._restore)
        self._restore = ""
        self.settings.begin(stored.lesson)
        self._name()
        self.desk.actions.refresh()
        if not self._stays:
            self.main_view().setFocus()

    def _refresh(self, stored: LessonText) -> None:
        if stored.lesson.id == self.lesson_id and self.stack.currentWidget() is self.editor:
            self.editor.refresh(stored)
            self.settings.begin(stored.lesson)

    def _missing(self, error: SmartCourseError) -> None:
        self._all_well()
        self._failed = StatePanel(
            self.look,
            StateWords(
                icon="circle-alert",
                title=tr("The course cannot be shown"),
                line=sentence(error),
                primary=(tr("Go to the courses"), lambda: self.desk.go("courses", {})),
                secondary=(tr("Try again"), self.load),
                trouble=True,
            ),
        )
        self.stack.addWidget(self._failed)
        self.stack.setCurrentWidget(self._failed)

    def _all_well(self) -> None:
        if self._failed is not None:
            self.stack.removeWidget(self._failed)
            self._failed.deleteLater()
            self._failed = None

    # what the head shows

    def _lesson(self) -> OutlineLesson | None:
        if self.tree is None:
            return None
        every = (one for module in self.tree.modules for one in module.lessons)
        return next((one for one in every if one.id == self.lesson_id), None)

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

    def _mark(self) -> None:
        """The open lesson is the outline's current row, unless somebody is choosing there."""
        if self.lesson_id is not None and len(self.panel.chosen()) <= 1:
            index = self.panel.model.find(lesson_id=self.lesson_id)
            if not self._in_outline() or not self.panel.view.currentIndex().isValid():
                self.panel.show_item(index)

    def _unsaved(self, unsaved: bool) -> None:
        ids = frozenset({self._written()}) if unsaved else frozenset[int]()
        self.panel.model.set_unsaved(ids)

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
        self._save()
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

    # shape

    def _toggle_panel(self) -> None:
        self._panel_wish = not self.panel.isVisible()
        self._arrange()

    def _make_room(self, width: int) -> None:
        """What is shown needs so much width: the outline makes room where it would not fit."""
        self._wanted = width
        self._arrange()

    def _arrange(self) -> None:
        fits = self.width() >= max(NARROW, self._wanted + OUTLINE_LEAST if self._wanted else 0)
        whole = self.parts.aside() is not None
        shown = fits if self._panel_wish is None else self._panel_wish
        self.panel.setVisible(shown and not whole)
        self.head.setVisible(not whole)
        self.head.panel.setChecked(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        crossed = (event.oldSize().width() >= NARROW) != (event.size().width() >= NARROW)
        if crossed:
            self._panel_wish = None
        self._arrange()

    def _remember_width(self) -> None:
        QTimer.singleShot(0, self, self._put_width)

    def _put_width(self) -> None:
        if self.panel.isVisible():
            self.desk.memory.put("course.outline", self.panel.width())
