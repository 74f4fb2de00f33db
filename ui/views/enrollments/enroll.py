"""The dialog that enrolls people in a course."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QScrollArea, QSizePolicy, QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import EnrollRow, EnrollStudents
from app.domain.entities import Enrollment
from app.domain.errors import Rejected
from app.domain.messages import sentence
from app.domain.outcomes import RowOutcome
from app.ports.grid import Filter
from app.ports.search import Found
from app.queries.grids import COURSES, PEOPLE
from ui.feedback.dialogs import Field, Role, Sheet
from ui.feedback.toasts import Notice
from ui.models.wording import STATUS_WORDS
from ui.views.page import Desk
from ui.widgets.basics import column, frame, label
from ui.widgets.search_field import SearchField
from ui.widgets.words import literal, tip, tr, trn

OFFERED = 40
LISTED = 500
SHOWN = 7
"""People in sight: whole lines, so that the last one is not cut."""
GAP = 2
BOX = 46
"""What a check box and a scroll bar take of a line."""


class EnrollSheet(Sheet):
    """A course, and people found by name or address."""

    def __init__(self, desk: Desk, window: QWidget, course_id: int | None = None) -> None:
        super().__init__(
            desk.look,
            window,
            tr("Enroll people"),
            tr("Whoever finds no free seat waits for the next one."),
        )
        self._desk, self._course_id = desk, course_id
        self._chosen: dict[int, Found] = {}
        self._boxes: list[QCheckBox] = []
        self._course = QComboBox()
        self.course = Field(desk.look, tr("Course"), self._course)
        self.body.addWidget(self.course)
        self.search = SearchField(desk.look, tr("People"), tr("Name or address"))
        self.people = Field(desk.look, tr("People"), self.search)
        self.body.addWidget(self.people)
        self._list()
        self.count = label(desk.look, "", "small", "muted")
        self.body.addWidget(self.count)
        self.add_button(tr("Cancel"), Role.RejectRole, self.reject)
        self.decide = self.add_button(
            tr("Enroll people"), Role.AcceptRole, self._enroll, kind="primary"
        )
        self.search.searched.connect(self._find)
        self.search.went_down.connect(self._into_list)
        self._course.currentIndexChanged.connect(self._look_again)
        QTimer.singleShot(0, self, self._begin)

    def _list(self) -> None:
        self._holder = frame("plain")
        self._rows = column(self._holder, gap=GAP)
        self._rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._holder)
        self._area = area
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(area)

    def _begin(self) -> None:
        def courses(found: list[tuple[int, str]]) -> None:
            for number, title in found:
                self._course.addItem(title, number)
            if self._course_id is not None:
                self._course.setCurrentIndex(max(0, self._course.findData(self._course_id)))
            self.search.setFocus()

        self._desk.operations.inquire(_open_courses, courses)
        self._find("")

    def _look_again(self) -> None:
        self._find(self.search.text().strip())

    def _find(self, text: str) -> None:
        course_id = self._course.currentData()
        self._desk.operations.inquire(lambda c, a: _learners(c, a, text, course_id), self._offer)

    def _offer(self, found: list[Found]) -> None:
        for box in self._boxes:
            self._rows.removeWidget(box)
            box.deleteLater()
        self._boxes = []
        others = [one for one in found if one.id not in self._chosen]
        for one in (*self._chosen.values(), *others):
            whole = f"{one.title}  ·  {one.detail}"
            box = QCheckBox()
            box.setFont(self.look.font("body"))
            room = self._holder.width() - BOX
            shown = box.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
            box.setText(literal(shown))
            box.setToolTip(tip(whole))
            box.setAccessibleName(whole)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setChecked(one.id in self._chosen)
            box.toggled.connect(lambda on, person=one: self._choose(person, on))
            self._rows.insertWidget(self._rows.count() - 1, box)
            self._boxes.append(box)
        for before, after in pairwise([self.search, *self._boxes]):
            QWidget.setTabOrder(before, after)
        if not self._boxes:
            self.people.wrong(tr("Nobody is called so. Add the person first, under People."))
        self.look.dress(self)
        high = self._boxes[0].sizeHint().height() if self._boxes else self.look.size("control")
        self._area.setFixedHeight(SHOWN * (high + GAP) - GAP)

    @Slot()
    def _into_list(self) -> None:
        if self._boxes:
            self._boxes[0].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(self._boxes[0])

    def _choose(self, person: Found, on: bool) -> None:
        if on:
            self._chosen[person.id] = person
        else:
            self._chosen.pop(person.id, None)
        self.people.clear()
        count = len(self._chosen)
        self.count.setText(trn("{n} person chosen", "{n} people chosen", count) if count else "")
        words = (
            trn("Enroll {n} person", "Enroll {n} people", count) if count else tr("Enroll people")
        )
        self.decide.setText(words)
        self.decide.setAccessibleName(words)

    def _enroll(self) -> None:
        course_id = self._course.currentData()
        if not isinstance(course_id, int):
            self.course.wrong(tr("Make a course first: nobody can be enrolled in none."))
            return
        if not self._chosen:
            self.people.wrong(tr("Choose at least one person."))
            self.search.setFocus()
            return
        people = tuple(self._chosen)
        desk, title = self._desk, self._course.currentText()

        def work(context: Context, actor: Actor) -> tuple[RowOutcome, ...]:
            ids = context.store.allocate_ids(Enrollment, len(people))
            rows = tuple(
                EnrollRow(enrollment_id=number, student_id=person, course_id=course_id)
                for number, person in zip(ids, people, strict=True)
            )
            return context.bus.execute(EnrollStudents(rows=rows), actor).outcome.rows

        desk.operations.write(work, lambda rows: tell(desk, title, rows))
        self.accept()


def tell(desk: Desk, course: str, rows: tuple[RowOutcome, ...]) -> None:
    """Say what came of enrolling people."""
    refused = [row for row in rows if row.kind == "rejected"]
    waiting = sum(row.data.get("outcome") == "waiting" for row in rows)
    done = len(rows) - len(refused) - waiting
    parts: list[str] = []
    if waiting:
        parts.append(trn("{n} waits for a seat.", "{n} wait for a seat.", waiting))
    if refused:
        first = refused[0]
        parts.append(sentence(Rejected(first.reason or "row.rejected", **first.data)))
        if len(refused) > 1:
            rest = trn("{n} other was refused.", "{n} others were refused.", len(refused) - 1)
            parts.append(rest)
    title = trn(
        "{n} person enrolled in {course}", "{n} people enrolled in {course}", done, course=course
    )
    changed = done + waiting > 0
    desk.notify(
        Notice(
            title=title,
            line=" ".join(parts),
            icon="user-plus" if changed else "circle-alert",
            tone="success" if changed else "warning",
            action=(tr("Undo"), lambda: desk.actions.trigger("edit.undo")) if changed else None,
            of_last_change=True,
        )
    )


def _open_courses(context: Context, actor: Actor) -> list[tuple[int, str]]:
    """The courses that people can be enrolled in, by title."""
    query = COURSES.query(Filter("status", "is", ("draft", "published")))
    page = context.grids.page(query, actor, LISTED)
    place = COURSES.place("course")
    found = [(int(str(row[0])), str(row[place])) for row in page.rows]
    return sorted(found, key=lambda one: one[1].casefold())


def _learners(context: Context, actor: Actor, text: str, course_id: int | None) -> list[Found]:
    """Learners whose name or address contains the words; who is in the course is told so."""
    query = PEOPLE.query(Filter("role", "is", ("student",)), Filter("state", "is", ("active",)))
    words = tuple(text.split())
    page = context.grids.page(replace(query, words=words), actor, OFFERED)
    name, email = PEOPLE.place("name"), PEOPLE.place("email")
    there: dict[int, str] = {}
    with context.store.reading() as rows:
        for row in page.rows if course_id is not None else ():
            for one in rows.find(Enrollment, student_id=int(str(row[0])), course_id=course_id):
                there[one.student_id] = tr(STATUS_WORDS.get(one.status, one.status))
    return [
        Found(
            kind="person",
            id=(key := int(str(row[0]))),
            title=str(row[name]),
            detail="  ·  ".join(filter(None, (there.get(key, ""), str(row[email])))),
        )
        for row in page.rows
    ]
