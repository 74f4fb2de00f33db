"""The dialog that writes an announcement, or changes one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.canonical import image
from app.domain.clock import format_time
from app.domain.commands import Change, EditAnnouncement, PublishAnnouncement
from app.domain.dataclass import dataclass
from app.domain.entities import Announcement, Priority
from app.domain.errors import SmartCourseError
from app.domain.messages import sentence
from app.queries.announcements import Audience, audiences
from ui.feedback.dialogs import Field, Role, Sheet
from ui.feedback.toasts import Notice
from ui.models.wording import STATUS_WORDS
from ui.views.page import Desk
from ui.widgets.basics import column, frame, row
from ui.widgets.day_field import DayField
from ui.widgets.words import tr, trn

PRIORITIES: tuple[Priority, ...] = ("low", "normal", "high", "urgent")
LAST_SECOND = time(23, 59, 59)
WIDTH, TEXT_HEIGHT = 560, 170


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What the fields say when the decision falls."""

    course_id: int
    title: str
    content: str
    priority: Priority
    is_pinned: bool
    expires_at: datetime | None


class AnnouncementSheet(Sheet):
    """Course, title, text, priority, pin, end; *stored* is what is changed, with its course."""

    def __init__(
        self, desk: Desk, window: QWidget, stored: tuple[Announcement, str] | None = None
    ) -> None:
        title = tr("New announcement") if stored is None else tr("Edit announcement")
        told = tr("Every active learner of the course gets a notification.")
        again = tr("Nobody is notified again.")
        super().__init__(desk.look, window, title, told if stored is None else again, WIDTH)
        self._desk = desk
        self._stored = None if stored is None else stored[0]
        self._course = QComboBox()
        self._course.setPlaceholderText(tr("Choose a course"))
        self.course = Field(desk.look, tr("Course"), self._course)
        self.title = Field(desk.look, tr("Title"), QLineEdit())
        self._content = QPlainTextEdit()
        self._content.setProperty("kind", "field")
        self._content.setTabChangesFocus(True)
        self.content = Field(desk.look, tr("Text"), self._content)
        # The style sheet gives every input the least height of a line.
        self.content.setMinimumHeight(TEXT_HEIGHT)
        for field in (self.course, self.title, self.content):
            self.body.addWidget(field)
        self.body.addWidget(self._details())
        self._fill(stored)
        self.add_button(tr("Cancel"), Role.RejectRole, self.reject)
        words = tr("Publish") if stored is None else tr("Save changes")
        self.decide = self.add_button(words, Role.AcceptRole, self._decide, kind="primary")
        self._content.textChanged.connect(self.content.clear)
        self._course.activated.connect(self.course.clear)

    def _details(self) -> QWidget:
        look = self.look
        self._priority = QComboBox()
        for one in PRIORITIES:
            self._priority.addItem(tr(STATUS_WORDS[one]), one)
        self._day = DayField(look, tr("Last day"), QDate.currentDate().addDays(14))
        self._ends = QCheckBox(tr("Shown until"))
        self._pinned = QCheckBox(tr("Pinned above the others"))
        for box in (self._ends, self._pinned):
            box.setFont(look.font("body"))
            box.setAccessibleName(box.text())
        self._ends.toggled.connect(self._day.setEnabled)
        self._day.setEnabled(False)
        holder = frame("plain")
        lines = column(holder, gap=14)
        pair = frame("plain")
        across = row(pair, gap=12)
        across.addWidget(Field(look, tr("Priority"), self._priority), 1)
        across.addWidget(Field(look, tr("Last day"), self._day), 1)
        lines.addWidget(pair)
        boxes = frame("plain")
        beside = row(boxes, gap=12)
        beside.addWidget(self._pinned, 1)
        beside.addWidget(self._ends, 1)
        lines.addWidget(boxes)
        return holder

    def _fill(self, stored: tuple[Announcement, str] | None) -> None:
        if stored is None:
            self._priority.setCurrentIndex(PRIORITIES.index("normal"))
            self._desk.operations.inquire(_audiences, self._offer)
            return
        row, course = stored
        self._course.addItem(course, row.course_id)
        self._course.setCurrentIndex(0)
        self._course.setEnabled(False)
        self._line().setText(row.title)
        self._content.setPlainText(row.content)
        self._priority.setCurrentIndex(PRIORITIES.index(row.priority))
        self._pinned.setChecked(row.is_pinned)
        self._ends.setChecked(row.expires_at is not None)
        if row.expires_at is not None:
            day = row.expires_at.astimezone().date()
            self._day.setDate(QDate(day.year, day.month, day.day))
        self._line().setFocus()

    def _offer(self, found: tuple[Audience, ...]) -> None:
        for one in found:
            reached = trn("{n} learner", "{n} learners", one.learners)
            self._course.addItem(f"{one.title}, {reached}", one.course_id)
        if not found:
            self.course.wrong(tr("Make a course first: there is nobody to tell."))
        # Whom it reaches is chosen where there is a choice, never left as it happens to stand.
        self._course.setCurrentIndex(0 if len(found) == 1 else -1)
        (self._line() if len(found) == 1 else self._course).setFocus()

    def _line(self) -> QLineEdit:
        editor = self.title.editor
        assert isinstance(editor, QLineEdit)  # noqa: S101 - as it was made above
        return editor

    def _entered(self) -> Entered | None:
        title, content = self._line().text().strip(), self._content.toPlainText().strip()
        course_id = self._course.currentData()
        for field, missing, words in (
            (self.course, course_id is None, tr("Choose the course whose learners are told.")),
            (self.title, not title, tr("Give it a title. Example: Room changed to 204")),
            (self.content, not content, tr("Write what the learners are to know.")),
        ):
            if missing:
                field.wrong(words)
                field.editor.setFocus()
                return None
        return Entered(
            course_id=int(course_id),
            title=title,
            content=content,
            priority=self._priority.currentData(),
            is_pinned=self._pinned.isChecked(),
            expires_at=self._end() if self._ends.isChecked() else None,
        )

    def _end(self) -> datetime:
        day = self._day.date()
        last = datetime.combine(date(day.year(), day.month(), day.day()), LAST_SECOND)
        return last.astimezone(UTC)

    def _decide(self) -> None:
        entered = self._entered()
        if entered is None:
            return
        self.hold()
        if self._stored is None:
            self._desk.operations.write(partial(_publish, entered), self._told, self._refuse)
        else:
            command = EditAnnouncement(
                announcement_id=self._stored.id, changes=_changes(self._stored, entered)
            )
            self._desk.operations.execute(
                command, lambda _done: self._finish(tr("Announcement changed")), self._refuse
            )

    def _told(self, count: int) -> None:
        reached = trn("{n} learner notified", "{n} learners notified", count)
        self._finish(tr("Announcement published"), reached)

    def _finish(self, title: str, line: str = "") -> None:
        self.accept()
        undo = (tr("Undo"), lambda: self._desk.actions.trigger("edit.undo"))
        self._desk.notify(
            Notice(
                title=title,
                line=line,
                icon="circle-check",
                tone="success",
                action=undo,
                of_last_change=True,
            )
        )

    def _refuse(self, error: SmartCourseError) -> None:
        self.release()
        named = {"title": self.title, "content": self.content}
        field = named.get(str(error.data.get("field")), self.course)
        field.wrong(sentence(error))
        field.editor.setFocus()


def _audiences(context: Context, actor: Actor) -> tuple[Audience, ...]:
    with context.store.reading() as rows:
        return audiences(rows, actor)


def _publish(entered: Entered, context: Context, actor: Actor) -> int:
    """How many learners were notified."""
    (number,) = context.store.allocate_ids(Announcement)
    command = PublishAnnouncement(
        announcement_id=number,
        course_id=entered.course_id,
        title=entered.title,
        content=entered.content,
        priority=entered.priority,
        is_pinned=entered.is_pinned,
        expires_at=entered.expires_at,
    )
    return int(context.bus.execute(command, actor).outcome.data["notified"])


def _changes(stored: Announcement, entered: Entered) -> tuple[Change, ...]:
    base = image(stored)
    now: dict[str, Any] = {
        "title": entered.title,
        "content": entered.content,
        "priority": entered.priority,
        "is_pinned": entered.is_pinned,
        "expires_at": None if entered.expires_at is None else format_time(entered.expires_at),
    }
    return tuple(Change(name, base[name], value) for name, value in now.items())
