"""Users at random: the next command of somebody who looks at one replica's rows."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

from app.domain import commands as c
from app.domain import entities as e
from app.domain.canonical import field_codecs
from app.domain.commands import BodyChange, Change, Command
from app.domain.entities import Entity
from app.domain.verification_codes import new_verification_code
from app.ports.storage import Rows
from tests.sync.device import Device

E = TypeVar("E", bound=Entity)

AT_IT_AGAIN = 0.3
"""How often somebody goes on with what they did last."""

TITLES = ("Algebra", "Botany", "Chemistry")
NAMES = ("ada", "bela", "cora", "dario", "elif")
PARAGRAPHS = ("One fine day.", "Two of a kind.", "Three blind mice.", "Four seasons.")


class NothingThereError(Exception):
    """There is no row to do it to."""


class Somebody:
    """Makes one device's commands."""

    def __init__(self, device: Device, rng: Random) -> None:
        self._device = device
        self._rng = rng
        self._last: Maker | None = None

    def command(self) -> Command | None:
        """A command that somebody may give now; None where there is nothing to do it to."""
        again = self._last is not None and self._rng.random() < AT_IT_AGAIN
        make = self._last if again and self._last else self._rng.choices(_MAKERS, _WEIGHTS)[0]
        self._last = make
        try:
            with self._device.store.reading() as rows:
                return make(self, rows)
        except NothingThereError:
            return None

    def _pick(self, rows: Rows, kind: type[E], **equal: Any) -> E:
        found = rows.find(kind, **equal)
        if not found:
            raise NothingThereError
        return self._rng.choice(found)

    def _one(self, *choices: Any) -> Any:
        return self._rng.choice(choices)

    def _change(self, row: Entity, column: str, value: Any) -> Change:
        encode = field_codecs(type(row))[column].encode
        stored = getattr(row, column)
        base = stored if encode is None or stored is None else encode(stored)
        return Change(column, base, value)

    def create_course(self, rows: Rows) -> Command:
        teacher = self._pick(rows, e.User, role="instructor")
        return c.CreateCourse(
            course_id=self._device.new_id(e.Course),
            title=self._one(*TITLES),
            instructor_id=teacher.id,
            columns={"max_students": self._one(1, 2, 3, None)},
        )

    def edit_course(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Course)
        column, value = self._one(
            ("title", self._one(*TITLES)),
            ("description", f"About {self._rng.random():.3f}"),
            ("slug", self._one("algebra", "botany")),
            ("max_students", self._one(1, 2, 3, None)),
            ("price", self._one(1.5, 2.0)),
        )
        return c.EditCourse(course_id=row.id, changes=(self._change(row, column, value),))

    def edit_settings(self, rows: Rows) -> Command:
        row = self._pick(rows, e.CourseSettings)
        column, value = self._one(
            ("pass_mark", self._rng.randint(30, 60)), ("tags", [self._one("x", "y", "z")])
        )
        return c.EditCourseSettings(
            course_id=row.course_id, changes=(self._change(row, column, value),)
        )

    def move_course_on(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Course)
        kind = self._one(c.PublishCourse, c.PublishCourse, c.UnpublishCourse, c.ArchiveCourse)
        command: Command = kind(course_id=row.id)
        return command

    def delete_course(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Course)
        return c.DeleteCourse(course_id=row.id)

    def add_module(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Course)
        others = [one.id for one in rows.find(e.Module, course_id=row.id)]
        return c.AddModule(
            module_id=self._device.new_id(e.Module),
            course_id=row.id,
            title=self._one(*TITLES),
            after_id=self._one(None, c.FIRST, *others),
        )

    def edit_module(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Module)
        return c.EditModule(
            module_id=row.id,
            changes=(self._change(row, "title", f"Module {self._rng.random():.3f}"),),
        )

    def move_module(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Module)
        others = [one.id for one in rows.find(e.Module, course_id=row.course_id)]
        return c.MoveModule(module_id=row.id, after_id=self._one(None, c.FIRST, *others))

    def delete_module(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Module)
        return c.DeleteModule(module_id=row.id)

    def add_lesson(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Module)
        return c.AddLesson(
            lesson_id=self._device.new_id(e.Lesson),
            module_id=row.id,
            title=self._one(*TITLES),
            body="\n\n".join(PARAGRAPHS),
        )

    def edit_lesson(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Lesson)
        changes = (self._change(row, "duration_minutes", self._rng.randint(1, 99)),)
        body = rows.get(e.LessonBody, row.body_sha256).body
        place = self._rng.randrange(4)
        paragraphs = body.split("\n\n")
        paragraphs[min(place, len(paragraphs) - 1)] += f" {self._rng.randint(1, 99)}"
        change = BodyChange(base_sha256=row.body_sha256, text="\n\n".join(paragraphs))
        parts: tuple[Any, Any] = self._one((changes, None), ((), change), (changes, change))
        return c.EditLesson(lesson_id=row.id, changes=parts[0], body=parts[1])

    def move_lesson(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Lesson)
        module = self._pick(rows, e.Module, course_id=row.course_id)
        return c.MoveLesson(
            lesson_id=row.id, module_id=module.id, after_id=self._one(None, c.FIRST)
        )

    def delete_lesson(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Lesson)
        return c.DeleteLesson(lesson_id=row.id)

    def add_people(self, _rows: Rows) -> Command:
        return c.AddPeople(rows=tuple(self._person("student") for _ in range(self._one(1, 2))))

    def add_staff(self, _rows: Rows) -> Command:
        return c.AddStaff(rows=(self._person("instructor"),))

    def _person(self, role: e.Role) -> c.PersonRow:
        name = self._one(*NAMES)
        return c.PersonRow(
            user_id=self._device.new_id(e.User),
            email=f"{name}{self._rng.randint(1, 4)}@example.org",
            username=name,
            role=role,
        )

    def edit_person(self, rows: Rows) -> Command:
        row = self._pick(rows, e.User, role="student")
        column, value = self._one(
            ("first_name", self._one(*NAMES)),
            ("username", self._one(*NAMES)),
            ("is_active", self._one(True, True, False)),
        )
        return c.EditPeople(
            rows=(c.PersonEdit(user_id=row.id, changes=(self._change(row, column, value),)),)
        )

    def change_email(self, rows: Rows) -> Command:
        row = self._pick(rows, e.User, role="student")
        return c.ChangeEmail(
            user_id=row.id, base=row.email, email=f"{self._one(*NAMES)}1@example.org"
        )

    def change_role(self, rows: Rows) -> Command:
        row = self._pick(rows, e.User)
        return c.ChangeRole(user_id=row.id, base=row.role, role=self._one("student", "instructor"))

    def delete_person(self, rows: Rows) -> Command:
        row = self._pick(rows, e.User)
        return c.DeletePeople(user_ids=(row.id,))

    def enroll(self, rows: Rows) -> Command:
        course = self._pick(rows, e.Course)
        people = rows.find(e.User, role="student")
        chosen = self._rng.sample(people, min(len(people), self._one(1, 2, 3)))
        if not chosen:
            raise NothingThereError
        return c.EnrollStudents(
            rows=tuple(
                c.EnrollRow(
                    enrollment_id=self._device.new_id(e.Enrollment),
                    student_id=one.id,
                    course_id=course.id,
                )
                for one in chosen
            )
        )

    def change_status(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Enrollment)
        return c.ChangeEnrollmentStatus(
            enrollment_ids=(row.id,),
            action=self._one("drop", "drop", "suspend", "reactivate", "complete", "complete"),
        )

    def record_progress(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Enrollment)
        lesson = self._pick(rows, e.Lesson, course_id=row.course_id)
        return c.RecordProgress(
            rows=(
                c.ProgressRow(
                    enrollment_id=row.id,
                    lesson_id=lesson.id,
                    minutes=self._rng.randint(0, 9),
                    score=self._one(None, Decimal(50)),
                ),
            )
        )

    def issue(self, rows: Rows) -> Command:
        done = rows.find(e.Enrollment, status="completed")
        chosen = self._one(*done) if done else self._pick(rows, e.Enrollment)
        return c.IssueCertificates(
            rows=(
                c.IssueRow(
                    enrollment_id=chosen.id, verification_code=new_verification_code(self._rng)
                ),
            )
        )

    def revoke(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Certificate)
        return c.RevokeCertificate(certificate_number=row.certificate_number, reason="a mistake")

    def reissue(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Certificate)
        return c.ReissueCertificate(
            certificate_number=row.certificate_number,
            reason="a new name",
            verification_code=new_verification_code(self._rng),
        )

    def announce(self, rows: Rows) -> Command:
        course = self._pick(rows, e.Course)
        return c.PublishAnnouncement(
            announcement_id=self._device.new_id(e.Announcement),
            course_id=course.id,
            title=self._one(*TITLES),
            content="Read this.",
        )

    def edit_announcement(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Announcement)
        return c.EditAnnouncement(
            announcement_id=row.id,
            changes=(self._change(row, "title", f"News {self._rng.random():.3f}"),),
        )

    def delete_announcement(self, rows: Rows) -> Command:
        row = self._pick(rows, e.Announcement)
        return c.DeleteAnnouncement(announcement_id=row.id)

    def take_back(self, _rows: Rows) -> Command:
        done = [one for one in self._device.store.journal(limit=6) if one.state != "rejected"]
        if not done:
            raise NothingThereError
        return c.Revert(command_id=self._rng.choice(done).command_id)


Maker = Callable[[Somebody, Rows], Command]

_CHOICES: tuple[tuple[Maker, int], ...] = (
    (Somebody.create_course, 5),
    (Somebody.edit_course, 8),
    (Somebody.edit_settings, 3),
    (Somebody.move_course_on, 5),
    (Somebody.delete_course, 1),
    (Somebody.add_module, 6),
    (Somebody.edit_module, 4),
    (Somebody.move_module, 3),
    (Somebody.delete_module, 2),
    (Somebody.add_lesson, 7),
    (Somebody.edit_lesson, 16),
    (Somebody.move_lesson, 3),
    (Somebody.delete_lesson, 2),
    (Somebody.add_people, 6),
    (Somebody.add_staff, 2),
    (Somebody.edit_person, 5),
    (Somebody.change_email, 2),
    (Somebody.change_role, 2),
    (Somebody.delete_person, 2),
    (Somebody.enroll, 14),
    (Somebody.change_status, 9),
    (Somebody.record_progress, 10),
    (Somebody.issue, 5),
    (Somebody.revoke, 1),
    (Somebody.reissue, 1),
    (Somebody.announce, 2),
    (Somebody.edit_announcement, 1),
    (Somebody.delete_announcement, 1),
    (Somebody.take_back, 8),
)
_MAKERS = [maker for maker, _ in _CHOICES]
_WEIGHTS = [weight for _, weight in _CHOICES]
