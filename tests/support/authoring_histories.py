"""Random work in an academy, and what of it undo has to bring back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

from app.domain import commands as c
from app.domain.actor import Actor
from app.domain.commands import Change, Command
from app.domain.entities import (
    ALL_ENTITIES,
    AnalyticsMetric,
    Announcement,
    AuditRecord,
    Course,
    CourseSettings,
    Enrollment,
    EnrollmentHistory,
    Entity,
    EventEffect,
    EventRecord,
    InstructorProfile,
    Lesson,
    LessonBody,
    Material,
    MetricBucket,
    Module,
    Notification,
    User,
    WorkflowExecution,
    WorkflowStart,
)
from app.domain.errors import Rejected
from app.usecases.bus import Done
from app.usecases.reactions.notifications import DIGEST_BUCKETS
from tests.support.authoring import ADMIN, academy
from tests.support.memory import Bench
from tests.support.reactions import following

LOGS = (
    AnalyticsMetric,
    AuditRecord,
    EnrollmentHistory,
    EventEffect,
    EventRecord,
    LessonBody,
    Notification,
    WorkflowExecution,
    WorkflowStart,
)
"""Records that are added to and never taken back."""

TOLD = frozenset(DIGEST_BUCKETS.values())

State = dict[tuple[type[Entity], Any], Any]


def state(bench: Bench) -> State:
    """Every row but the logs; a count of nothing is as good as none.

    What a digest will tell is not taken back either.
    """
    with bench.store.reading() as rows:
        found: State = {}
        for kind in ALL_ENTITIES:
            if kind in LOGS:
                continue
            for row in rows.find(kind):
                if isinstance(row, MetricBucket) and (row.value == 0 or row.name in TOLD):
                    continue
                found[kind, row.key] = row
        return found


class Work:
    """Draws commands that fit the academy as it is; a good third is refused."""

    def __init__(self, seed: int, actor: Actor = ADMIN, bench: Bench | None = None) -> None:
        self.random = Random(seed)
        self.actor = actor
        self.bench = academy(bench=bench, max_students=2, status="draft", published_at=None)
        self._followed = following(self.bench)
        self._kinds: tuple[Callable[[], Command], ...] = (
            self._people,
            self._staff,
            self._edit_person,
            self._email,
            self._role,
            self._rarely(self._delete_person),
            self._profile,
            self._create,
            self._edit_course,
            self._settings,
            self._status,
            self._status,
            self._rarely(self._delete_course),
            self._module,
            self._edit_module,
            self._move_module,
            self._rarely(self._delete_module),
            self._lesson,
            self._lesson,
            self._edit_lesson,
            self._edit_text,
            self._move_lesson,
            self._delete_lesson,
            self._attach,
            self._edit_file,
            self._remove,
            self._announce,
            self._unannounce,
            self._enroll,
            self._enroll,
            self._enroll,
            self._import,
            self._change_status,
            self._change_status,
            self._progress,
            self._progress,
            self._refresh,
        )

    def command(self) -> Command:
        """The next command."""
        return self.random.choice(self._kinds)()

    def step(self, **options: Any) -> Done | None:
        """Run a command a second later; None where it was refused."""
        self.bench.clock.advance(seconds=1)
        try:
            done = self.bench.run(self.command(), self.actor, **options)
        except Rejected:
            return None
        self.settle()
        return done

    def settle(self) -> None:
        """Let handlers and workflows do what follows, as after every command of a user's."""
        self._followed()

    def _rarely(self, drawn: Callable[[], Command]) -> Callable[[], Command]:
        return lambda: drawn() if self.random.random() < 0.3 else self.command()

    # Drawing

    def _id(self, kind: type[Entity]) -> int:
        return self.bench.store.allocate_ids(kind)[0]

    def _row(self, kind: type[Any], **equal: Any) -> Any:
        rows = self.bench.find(kind, **equal)
        if not rows:
            raise Rejected("row.missing", table=kind.TABLE, key=0)
        return self.random.choice(rows)

    def _course(self) -> Any:
        """A course, seldom a deleted one."""
        return self._row(Course, is_deleted=self.random.random() < 0.05)

    def _person_now(self, *roles: str) -> Any:
        """A person, seldom a deleted one."""
        found = roles or ("student", "instructor", "admin")
        return self._row(User, role=found, is_deleted=self.random.random() < 0.05)

    def _word(self) -> str:
        return self.random.choice(("red", "green", "blue", "grün", "синий"))

    def _after(self, kind: type[Any]) -> int | None:
        return self.random.choice((None, 0, self._row(kind).id))

    def _change(self, row: Any, column: str, value: Any) -> tuple[Change, ...]:
        stored = getattr(row, column)
        base = float(stored) if isinstance(stored, Decimal) else stored
        return (Change(column, base, value),)

    # People

    def _person(self, role: Any) -> c.PersonRow:
        key = self._id(User)
        number = self.random.randint(1, 30)
        return c.PersonRow(
            user_id=key, email=f"p{number}@example.org", username=self._word(), role=role
        )

    def _people(self) -> Command:
        rows = (self._person("student") for _ in range(self.random.randint(1, 3)))
        return c.AddPeople(rows=tuple(rows))

    def _staff(self) -> Command:
        return c.AddStaff(rows=(self._person(self.random.choice(("instructor", "admin"))),))

    def _edit_person(self) -> Command:
        user = self._person_now()
        column = self.random.choice(("first_name", "username", "is_active", "is_verified"))
        value = self._word() if column.endswith("name") else not getattr(user, column)
        return c.EditPeople(
            rows=(c.PersonEdit(user_id=user.id, changes=self._change(user, column, value)),)
        )

    def _email(self) -> Command:
        user = self._person_now()
        address = f"p{self.random.randint(1, 30)}@example.org"
        return c.ChangeEmail(user_id=user.id, base=user.email, email=address)

    def _role(self) -> Command:
        user = self._person_now()
        role = self.random.choice(("student", "instructor", "admin"))
        return c.ChangeRole(user_id=user.id, base=user.role, role=role)

    def _delete_person(self) -> Command:
        return c.DeletePeople(user_ids=(self._row(User).id, self._row(User).id))

    def _profile(self) -> Command:
        user = self._person_now("instructor")
        held = self.bench.find(InstructorProfile, user_id=user.id)
        base = held[0].bio if held else None
        changes = (Change("bio", base, self._word()),)
        return c.EditProfile(
            user_id=user.id, profile_id=self._id(InstructorProfile), changes=changes
        )

    # Courses

    def _create(self) -> Command:
        return c.CreateCourse(
            course_id=self._id(Course),
            title=self._word(),
            instructor_id=self._person_now("instructor", "admin").id,
            columns={"max_students": self.random.choice((None, 1, 2))},
        )

    def _edit_course(self) -> Command:
        row = self._course()
        column, value = self.random.choice(
            (
                ("title", self._word()),
                ("slug", self.random.choice(("red", "blue"))),
                ("price", 12.5),
                ("max_students", self.random.choice((None, 1, 2, 3))),
                ("max_students", self.random.choice((None, 1, 2, 3))),
                ("instructor_id", self._person_now("instructor", "admin").id),
            )
        )
        return c.EditCourse(course_id=row.id, changes=self._change(row, column, value))

    def _settings(self) -> Command:
        row = self._row(CourseSettings)
        changes = self._change(row, "pass_mark", self.random.randint(0, 100))
        return c.EditCourseSettings(course_id=row.course_id, changes=changes)

    def _status(self) -> Command:
        row = self._course()
        kinds = {
            "draft": (c.PublishCourse, c.PublishCourse, c.ArchiveCourse),
            "published": (c.UnpublishCourse, c.ArchiveCourse),
            "archived": (c.PublishCourse,),
        }
        return self.random.choice(kinds[row.status])(course_id=row.id)

    def _delete_course(self) -> Command:
        return c.DeleteCourse(course_id=self._course().id)

    def _announce(self) -> Command:
        return c.PublishAnnouncement(
            announcement_id=self._id(Announcement),
            course_id=self._course().id,
            title=self._word(),
            content=self._word(),
        )

    def _unannounce(self) -> Command:
        return c.DeleteAnnouncement(announcement_id=self._row(Announcement).id)

    # Content

    def _module(self) -> Command:
        return c.AddModule(
            module_id=self._id(Module),
            course_id=self._course().id,
            title=self._word(),
            after_id=self._after(Module),
        )

    def _edit_module(self) -> Command:
        row = self._row(Module)
        value: Any = not row.is_published
        return c.EditModule(module_id=row.id, changes=self._change(row, "is_published", value))

    def _move_module(self) -> Command:
        return c.MoveModule(module_id=self._row(Module).id, after_id=self._after(Module))

    def _delete_module(self) -> Command:
        return c.DeleteModule(module_id=self._row(Module).id)

    def _lesson(self) -> Command:
        return c.AddLesson(
            lesson_id=self._id(Lesson),
            module_id=self._row(Module).id,
            title=self._word(),
            type=self.random.choice(("text", "quiz")),
            body=self._word(),
            after_id=self._after(Lesson),
        )

    def _edit_lesson(self) -> Command:
        row = self._row(Lesson)
        changes = self._change(row, "duration_minutes", self.random.randint(0, 90))
        return c.EditLesson(lesson_id=row.id, changes=changes)

    def _edit_text(self) -> Command:
        row, base = self._row(Lesson), self._row(LessonBody)
        change = c.BodyChange(base_sha256=base.sha256, text=f"{base.body}\n\n{self._word()}\n")
        return c.EditLesson(lesson_id=row.id, body=change)

    def _move_lesson(self) -> Command:
        return c.MoveLesson(
            lesson_id=self._row(Lesson).id,
            module_id=self._row(Module).id,
            after_id=self._after(Lesson),
        )

    def _delete_lesson(self) -> Command:
        return c.DeleteLesson(lesson_id=self._row(Lesson).id)

    def _attach(self) -> Command:
        row = self._row(Lesson)
        return c.AttachMaterial(
            material_id=self._id(Material),
            course_id=row.course_id,
            module_id=self.random.choice((None, row.module_id)),
            lesson_id=self.random.choice((None, row.id)),
            file_name=self._word(),
            file_type="text/plain",
            file_size_bytes=1,
            sha256="0" * 64,
        )

    def _edit_file(self) -> Command:
        row = self._row(Material)
        return c.EditMaterial(
            material_id=row.id, changes=self._change(row, "file_name", self._word())
        )

    def _remove(self) -> Command:
        return c.RemoveMaterial(material_id=self._row(Material).id)

    # Learning

    def _enroll(self) -> Command:
        rows = (
            c.EnrollRow(
                enrollment_id=self._id(Enrollment),
                student_id=self._person_now("student").id,
                course_id=self._course().id,
            )
            for _ in range(self.random.randint(1, 3))
        )
        return c.EnrollStudents(rows=tuple(rows))

    def _import(self) -> Command:
        row = c.EnrollmentRecord(
            enrollment_id=self._id(Enrollment),
            student_id=self._person_now("student").id,
            course_id=self._course().id,
            status=self.random.choice((None, "active", "completed", "dropped", "suspended")),
        )
        return c.ImportEnrollments(rows=(row,))

    def _change_status(self) -> Command:
        actions: tuple[c.StatusAction, ...] = ("drop", "suspend", "reactivate", "complete")
        return c.ChangeEnrollmentStatus(
            enrollment_ids=(self._row(Enrollment).id, self._row(Enrollment).id),
            action=self.random.choice(actions),
        )

    def _progress(self) -> Command:
        row = self._row(Enrollment)
        lesson = self._row(Lesson, course_id=row.course_id)
        score = Decimal(self.random.randint(0, 100)) if lesson.type == "quiz" else None
        return c.RecordProgress(
            rows=(c.ProgressRow(enrollment_id=row.id, lesson_id=lesson.id, score=score, minutes=5),)
        )

    def _refresh(self) -> Command:
        row = self._row(Enrollment)
        return c.RefreshTotals(enrollment_ids=(row.id,))
