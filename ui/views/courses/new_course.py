"""The dialog that makes a course."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from app.context import Context
from app.domain.commands import Command, CreateCourse
from app.domain.entities import Course
from app.domain.errors import SmartCourseError
from app.domain.messages import sentence
from app.queries.courses_form import Teacher, teachers
from app.usecases.bus import Done
from ui.feedback.dialogs import Role, Sheet
from ui.views.course.changes import Changes, Words
from ui.views.course.entries import ChoiceEntry, LineEntry
from ui.views.page import Desk
from ui.widgets.basics import column, frame, row
from ui.widgets.words import tr

WIDTH = 480
LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "pl",
    "sv",
    "da",
    "nb",
    "fi",
    "cs",
    "tr",
    "uk",
    "ru",
    "ar",
    "he",
    "hi",
    "zh",
    "ja",
    "ko",
    "vi",
    "id",
    "sw",
)


class NewCourse(Sheet):
    """Title, instructor, level, language; `made` is run with the new course's id."""

    def __init__(self, desk: Desk, parent: QWidget, made: Callable[[int], object]) -> None:
        super().__init__(
            desk.look, parent, tr("New course"), tr("You can change all of this later."), WIDTH
        )
        self._desk, self._made = desk, made
        self._changes = Changes(desk)
        self.title = LineEntry(desk.look, tr("Title"))
        self.teacher = ChoiceEntry(desk.look, tr("Instructor"), ())
        self.level = ChoiceEntry(
            desk.look,
            tr("Level"),
            (
                (tr("Not said"), None),
                (tr("Beginner"), "beginner"),
                (tr("Intermediate"), "intermediate"),
                (tr("Advanced"), "advanced"),
            ),
        )
        self.language = ChoiceEntry(
            desk.look, tr("Language"), [(language_name(one), one) for one in LANGUAGES]
        )
        self.body.addWidget(self.title.widget)
        self.body.addWidget(self.teacher.widget)
        pair = frame("plain")
        across = row(pair, gap=12)
        for one in (self.level, self.language):
            half = frame("plain")
            column(half).addWidget(one.widget)
            across.addWidget(half, 1)
        self.body.addWidget(pair)
        self.add_button(tr("Cancel"), Role.RejectRole, self.reject)
        self.decide = self.add_button(
            tr("Create course"), Role.AcceptRole, self.submit, kind="primary"
        )
        desk.operations.read(teachers, self._offer)
        self.title.input.setFocus()

    def _offer(self, found: tuple[Teacher, ...]) -> None:
        self.teacher.offer([(f"{one.name}, {one.email}", one.id) for one in found])
        actor = self._desk.operations.actor
        if actor is not None:
            self.teacher.put(next((o.id for o in found if o.id == actor.user_id), found[0].id))

    def submit(self) -> None:
        """Make the course, or move the focus to what is wrong."""
        title = self.title.get()
        if not title:
            self.title.wrong(tr("A course needs a title. Example: Version control with Git."))
            self.title.input.setFocus()
            return
        columns = {"level": self.level.get(), "language": self.language.get()}
        teacher = self.teacher.get()

        def make(context: Context) -> list[Command]:
            (number,) = context.store.allocate_ids(Course)
            return [
                CreateCourse(course_id=number, title=title, instructor_id=teacher, columns=columns)
            ]

        self.hold()
        self._changes.run(tr("New course"), make, Words(), self._created, self._refused)

    def _created(self, done: list[Done]) -> None:
        self.accept()
        self._made(int(done[0].outcome.data["id"]))

    def _refused(self, error: SmartCourseError) -> None:
        self.release()
        self.title.wrong(sentence(error))
        self.title.input.setFocus()
        self.fit()


def language_name(code: str) -> str:
    """A language's name in English, as the rest of the window is written."""
    return tr(QLocale.languageToString(QLocale(code).language()))
