"""A course's own form: what it is, whom it is for, what it takes to complete it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.domain.canonical import to_canonical
from app.domain.commands import Change, Command, EditCourse, EditCourseSettings
from app.domain.dataclass import dataclass
from app.domain.errors import Invalid, SmartCourseError
from app.domain.messages import sentence
from app.queries.courses_form import CourseForm
from app.usecases.bus import Done
from ui.views.course.changes import Changes, Words
from ui.views.course.entries import (
    AreaEntry,
    CheckEntry,
    ChoiceEntry,
    Entry,
    LineEntry,
    Unreadable,
    bands,
    bands_text,
    listed,
    money,
    whole_number,
)
from ui.views.page import Desk
from ui.widgets.basics import Text, column, frame, label, row
from ui.widgets.scrolled import scroll_back, scrolled
from ui.widgets.words import tr, trn

COLUMN = 480
SETTINGS = frozenset(
    {
        "pass_mark",
        "auto_certificate",
        "grade_bands",
        "signatory",
        "signatory_title",
        "paper",
        "tags",
    }
)
PAPERS = (("A4", "A4"), ("Letter", "Letter"))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with rows of one or two columns."""

    title: str
    rows: tuple[tuple[str, ...], ...]


class Overview(QFrame):
    """Every column of a course and its settings; each is saved when its field is left.

    Signals:
        saved(): a field was stored.
    """

    saved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._changes = Changes(desk)
        self._form: CourseForm | None = None
        self._held: dict[str, Any] = {}
        self._stood: Mapping[str, Any] | None = None
        self.setProperty("kind", "surface")
        self.setAccessibleName(tr("Course overview"))
        self.entries = _entries(desk)
        outer = column(self)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        outer.addWidget(self._area)
        holder = frame("surface")
        across = row(holder, margins=(24, 20, 24, 32))
        body = frame("plain")
        body.setFixedWidth(COLUMN)
        lines = column(body, gap=14)
        self.facts: Text = label(desk.look, "", "body", "muted", wraps=True)
        lines.addWidget(self.facts)
        for section in _sections():
            lines.addSpacing(8)
            lines.addWidget(label(desk.look, section.title, "section-title"))
            for names in section.rows:
                lines.addWidget(self._row(names))
        lines.addStretch(1)
        across.addWidget(body)
        across.addStretch(1)
        self._area.setWidget(holder)
        for name, entry in self.entries.items():
            entry.left.connect(partial(self._left, name))

    def _row(self, names: Sequence[str]) -> QWidget:
        if len(names) == 1:
            return self.entries[names[0]].widget
        holder = frame("plain")
        across = row(holder, gap=12)
        for name in names:
            across.addWidget(self.entries[name].widget, 1)
        return holder

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.entries["title"].input

    def take(self, form: CourseForm) -> None:
        """Show a course; a field that is being written in keeps what is written."""
        self._form = form
        held = {**to_canonical(form.course), **to_canonical(form.settings)}
        choices = [(one.name, one.id) for one in form.teachers]
        teacher = self.entries["instructor_id"]
        if isinstance(teacher, ChoiceEntry):
            teacher.offer(choices)
        for name, entry in self.entries.items():
            if not entry.busy:
                entry.put(held[name])
                entry.right()
        self._held = held
        self._stand()
        learners = trn("{n} learner", "{n} learners", form.learners)
        self.facts.setText(
            tr("{learners}. Changes are saved when you leave a field.", learners=learners)
        )

    def standing(self) -> Mapping[str, Any]:
        """What cannot be saved as it stands, and how far down one is."""
        refused = {name: one.shown for name, one in self.entries.items() if one.is_wrong}
        course_id = self._form.course.id if self._form is not None else None
        return {"course_id": course_id, "refused": refused, "scrolled": scrolled(self._area)}

    def go_on(self, stood: Mapping[str, Any]) -> None:
        """Show, once the course is here, what another form could not save."""
        self._stood = stood

    def _stand(self) -> None:
        stood, self._stood = self._stood, None
        if stood is None or self._form is None or stood["course_id"] != self._form.course.id:
            return
        scroll_back(self._area, stood["scrolled"])
        for name, text in stood["refused"].items():
            self.entries[name].show(text)
            self._left(name)

    def _left(self, name: str) -> None:
        if self._form is None:
            return
        entry = self.entries[name]
        try:
            value = entry.get()
        except Unreadable as wrong:
            entry.wrong(str(wrong))
            return
        if value == self._held.get(name):
            entry.right()
            return
        command = self._command(name, value)
        self._changes.run(
            tr("Edit the course"),
            lambda _context: [command],
            Words(),
            done=partial(self._stored, name, value),
            failed=partial(self._refused, name),
        )

    def _command(self, name: str, value: Any) -> Command:
        assert self._form is not None  # noqa: S101 - `_left` has asked
        course_id = self._form.course.id
        change = Change(name, self._held[name], value)
        if name in SETTINGS:
            return EditCourseSettings(course_id=course_id, changes=(change,))
        return EditCourse(course_id=course_id, changes=(change,))

    def _stored(self, name: str, value: Any, done: list[Done]) -> None:
        del done
        self._held[name] = value
        self.entries[name].right()
        self.saved.emit()

    def _refused(self, name: str, error: SmartCourseError) -> None:
        if isinstance(error, Invalid):
            self.entries[name].wrong(sentence(error))
        else:
            self._changes.refuse(error)


def _entries(desk: Desk) -> Mapping[str, Entry]:
    look = desk.look
    levels = (
        (tr("Not said"), None),
        (tr("Beginner"), "beginner"),
        (tr("Intermediate"), "intermediate"),
        (tr("Advanced"), "advanced"),
    )
    seats = whole_number(1, 2**31 - 1, "30")
    marks = whole_number(0, 100, "60")
    return {
        "title": LineEntry(look, tr("Title")),
        "slug": LineEntry(look, tr("Address"), tr("Small letters, digits and hyphens.")),
        "instructor_id": ChoiceEntry(look, tr("Instructor"), ()),
        "description": AreaEntry(look, tr("Description"), tr("One or two sentences for lists.")),
        "long_description": AreaEntry(look, tr("Long description"), lines=6),
        "category": LineEntry(look, tr("Category")),
        "level": ChoiceEntry(look, tr("Level"), levels),
        "language": LineEntry(look, tr("Language"), tr("A code such as en, de or pt-BR.")),
        "tags": LineEntry(look, tr("Tags"), tr("Between commas."), read=listed, write=", ".join),
        "prerequisites": AreaEntry(look, tr("Prerequisites")),
        "learning_objectives": AreaEntry(look, tr("Objectives"), lines=4),
        "price": LineEntry(look, tr("Price"), read=money, write=_amount),
        "currency": LineEntry(look, tr("Currency"), tr("Three letters, such as EUR.")),
        "max_students": LineEntry(look, tr("Seats"), tr("Empty: as many as come."), read=seats),
        "pass_mark": LineEntry(
            look,
            tr("Pass mark"),
            tr("Percent of the quizzes."),
            read=marks,
            write=lambda v: f"{v} %",
        ),
        "auto_certificate": CheckEntry(look, tr("Issue a certificate on completion")),
        "grade_bands": LineEntry(
            look,
            tr("Grades"),
            tr("Each with its least mark: A 85, B 70, C 40."),
            read=bands,
            write=bands_text,
        ),
        "signatory": LineEntry(look, tr("Signed by")),
        "signatory_title": LineEntry(look, tr("Their title")),
        "paper": ChoiceEntry(look, tr("Paper"), PAPERS),
    }


def _sections() -> tuple[Section, ...]:
    return (
        Section(
            tr("About"),
            (
                ("title",),
                ("slug",),
                ("instructor_id",),
                ("description",),
                ("long_description",),
            ),
        ),
        Section(
            tr("For whom"),
            (
                ("category", "level"),
                ("language", "tags"),
                ("prerequisites",),
                ("learning_objectives",),
            ),
        ),
        Section(tr("Seats and price"), (("max_students",), ("price", "currency"))),
        Section(
            tr("Completion and certificate"),
            (
                ("pass_mark", "paper"),
                ("grade_bands",),
                ("auto_certificate",),
                ("signatory", "signatory_title"),
            ),
        ),
    )


def _amount(value: Any) -> str:
    return "" if value is None else f"{float(value):.2f}"
