"""What a video or an assignment has beside its text: a bar of fields over it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from app.domain.commands import Change, EditLesson
from app.domain.entities import Lesson
from ui.views.course.changes import Changes, Words
from ui.views.course.number_box import NumberBox
from ui.views.page import Desk
from ui.widgets.basics import label, row
from ui.widgets.words import tr

SUBMISSIONS = ("text", "file", "link")
WIDE = 320


class Details(QFrame):
    """The fields of a lesson's sub-document; what was entered is saved on leaving a field."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._changes = Changes(desk)
        self._lesson: Lesson | None = None
        self.setProperty("kind", "toolbar")
        self.setAccessibleName(tr("About this lesson"))
        self.setFixedHeight(desk.look.size("selection-bar"))
        across = row(self, margins=(16, 0, 16, 0), gap=8)
        self._parts: dict[str, list[QWidget]] = {"video": [], "assignment": []}
        self.address = self._line(WIDE)
        self.captions = self._line(WIDE - 100)
        self.points = self._number(0, 1000)
        self.days = self._number(0, 3650)
        self.days.setSpecialValueText(tr("None"))
        self.submission = QComboBox()
        self.submission.setFont(desk.look.font("body"))
        for kind, words in zip(SUBMISSIONS, (tr("Text"), tr("A file"), tr("A link")), strict=True):
            self.submission.addItem(words, kind)
        self.submission.activated.connect(lambda _: self._save())
        for kind, title, field in (
            ("video", tr("Video address"), self.address),
            ("video", tr("Captions"), self.captions),
            ("assignment", tr("Learners hand in"), self.submission),
            ("assignment", tr("Points"), self.points),
            ("assignment", tr("Days to hand in"), self.days),
        ):
            name = label(desk.look, title, "label")
            name.setBuddy(field)
            field.setAccessibleName(title)
            across.addWidget(name)
            across.addWidget(field, 1 if isinstance(field, QLineEdit) else 0)
            self._parts[kind] += [name, field]
        across.addStretch()
        self.hide()

    def begin(self, lesson: Lesson) -> None:
        """Show the fields that belong to a lesson's type."""
        self._lesson = lesson
        self.setVisible(lesson.type in self._parts)
        for kind, widgets in self._parts.items():
            for one in widgets:
                one.setVisible(kind == lesson.type)
        video, task = dict(lesson.video or {}), dict(lesson.assignment or {})
        self.address.setText(str(video.get("url", "")))
        self.captions.setText(str(video.get("captions", "")))
        self.points.setValue(int(task.get("points") or 0))
        self.days.setValue(int(task.get("due_days") or 0))
        self.submission.setCurrentIndex(
            max(0, self.submission.findData(task.get("submission", "text")))
        )

    def _save(self) -> None:
        lesson = self._lesson
        if lesson is None or lesson.type not in self._parts:
            return
        kind = str(lesson.type)
        before: dict[str, Any] | None = getattr(lesson, kind)
        value = {**(before or {}), **self._entered(kind)}
        if value == before or (before is None and not any(self._entered(kind).values())):
            return
        change = Change(kind, dict(before) if before is not None else None, value)
        command = EditLesson(lesson_id=lesson.id, changes=(change,))
        self._changes.run(tr("Edit the lesson"), lambda _context: [command], Words())

    def _entered(self, kind: str) -> dict[str, Any]:
        if kind == "video":
            return {"url": self.address.text().strip(), "captions": self.captions.text().strip()}
        return {
            "submission": self.submission.currentData(),
            "points": self.points.value(),
            "due_days": self.days.value() or None,
        }

    def _line(self, width: int) -> QLineEdit:
        made = QLineEdit()
        made.setFont(self._desk.look.font("body"))
        made.setMinimumWidth(140)
        made.setMaximumWidth(width)
        made.editingFinished.connect(self._save)
        return made

    def _number(self, least: int, most: int) -> NumberBox:
        made = NumberBox(least, most)
        made.setFont(self._desk.look.font("body"))
        made.setFixedWidth(84)
        made.editingFinished.connect(self._save)
        return made
