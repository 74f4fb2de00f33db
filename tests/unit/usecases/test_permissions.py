"""Who may do what: every command, judged by the stored user."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain import commands as c
from app.domain.actor import SYSTEM, Actor
from app.domain.commands import COMMAND_TYPES, Command
from app.domain.entities import CertificateIssue, Course, InstructorProfile
from app.domain.errors import NotAllowed, NotFound
from app.domain.permissions import RULES
from app.usecases.permissions import authorize
from app.usecases.permissions_words import ACTIONS
from tests.support.authoring import ADMIN, COURSE, OTHER, TEACHER, academy, edit, refused
from tests.support.memory import Bench, course, enrollment, module, person

STUDENT = Actor(101, "student")
STRANGER_COURSE = 50
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def issue(number: str, enrollment_id: int, course_id: int) -> CertificateIssue:
    return CertificateIssue(
        certificate_number=number,
        verification_code=number,
        enrollment_id=enrollment_id,
        student_id=101,
        course_id=course_id,
        fields={},
        fields_sha256="0",
        qr_text="q",
        signature="s",
        key_id="k",
        paper="A4",
        template="classic",
        issued_at=NOW,
    )


@pytest.fixture
def bench() -> Bench:
    made = academy(judged=True)
    made.put(
        course(STRANGER_COURSE, 3),
        module(51, STRANGER_COURSE),
        enrollment(301, 101, COURSE),
        enrollment(302, 102, STRANGER_COURSE),
        issue("SC-1", 301, COURSE),
    )
    made.run(c.AttachMaterial(**material(31, COURSE)))
    made.run(
        c.PublishAnnouncement(announcement_id=41, course_id=COURSE, title="t", content="c"), ADMIN
    )
    return made


def material(key: int, course_id: int) -> dict[str, Any]:
    return {
        "material_id": key,
        "course_id": course_id,
        "file_name": "a.pdf",
        "file_type": "application/pdf",
        "file_size_bytes": 1,
        "sha256": "0" * 64,
    }


def rows(*ids: int) -> tuple[c.IssueRow, ...]:
    return tuple(c.IssueRow(enrollment_id=one, verification_code="v") for one in ids)


OWN: list[Command] = [
    c.CreateCourse(course_id=60, title="t", instructor_id=2),
    c.EditCourse(course_id=COURSE, changes=edit("title", "a", "b")),
    c.EditCourseSettings(course_id=COURSE, changes=()),
    c.PublishCourse(course_id=COURSE),
    c.UnpublishCourse(course_id=COURSE),
    c.ArchiveCourse(course_id=COURSE),
    c.DeleteCourse(course_id=COURSE),
    c.AddModule(module_id=70, course_id=COURSE, title="t"),
    c.EditModule(module_id=11, changes=()),
    c.MoveModule(module_id=11),
    c.DeleteModule(module_id=11),
    c.AddLesson(lesson_id=70, module_id=11, title="t"),
    c.EditLesson(lesson_id=21),
    c.MoveLesson(lesson_id=21, module_id=12),
    c.DeleteLesson(lesson_id=21),
    c.AttachMaterial(**material(32, COURSE)),
    c.EditMaterial(material_id=31, changes=()),
    c.RemoveMaterial(material_id=31),
    c.PublishAnnouncement(announcement_id=42, course_id=COURSE, title="t", content="c"),
    c.EditAnnouncement(announcement_id=41, changes=()),
    c.DeleteAnnouncement(announcement_id=41),
    c.IssueCertificates(rows=rows(301)),
    c.RevokeCertificate(certificate_number="SC-1", reason="r"),
    c.ReissueCertificate(certificate_number="SC-1", reason="r", verification_code="v"),
    c.EditProfile(user_id=2, profile_id=1, changes=()),
    c.MarkNotificationsRead(notification_ids=()),
]
"""What the course's instructor may do, and a student may not."""

FOREIGN: list[Command] = [
    c.CreateCourse(course_id=60, title="t", instructor_id=3),
    c.EditCourse(course_id=COURSE, changes=edit("instructor_id", 2, 3)),
    c.EditCourse(course_id=STRANGER_COURSE, changes=()),
    c.MoveLesson(lesson_id=21, module_id=51),
    c.IssueCertificates(rows=rows(301, 302)),
    c.IssueCertificates(rows=()),
    c.EditProfile(user_id=3, profile_id=1, changes=()),
    c.AddPeople(rows=()),
    c.AddStaff(rows=()),
    c.EditPeople(rows=()),
    c.ChangeEmail(user_id=2, base="a", email="b"),
    c.ChangeRole(user_id=2, base="student", role="admin"),
    c.DeletePeople(user_ids=(101,)),
    c.EnrollStudents(rows=()),
    c.ImportEnrollments(rows=()),
    c.ChangeEnrollmentStatus(enrollment_ids=(301,), action="drop"),
    c.RecordProgress(rows=()),
]
"""What the instructor may not do, but an admin may."""


def allowed(bench: Bench, command: Command, actor: Actor) -> bool:
    """Whether the command is allowed; a refusal must say what it refuses."""
    with bench.store.unit_of_work(actor) as uow:
        try:
            authorize(command, uow)
        except NotAllowed as error:
            return error.reason != "role.not_allowed" or not error.data["action"]
        return True


def named(command: Command) -> str:
    return command.TYPE


@pytest.mark.parametrize("command", OWN, ids=named)
def test_what_an_instructor_may_do_in_their_own_course(bench: Bench, command: Command) -> None:
    assert allowed(bench, command, TEACHER)
    assert allowed(bench, command, ADMIN)
    assert allowed(bench, command, SYSTEM)
    assert not allowed(bench, command, STUDENT)
    if not isinstance(command, c.MarkNotificationsRead):
        assert not allowed(bench, command, OTHER)


@pytest.mark.parametrize("command", FOREIGN, ids=named)
def test_what_only_an_admin_may_do(bench: Bench, command: Command) -> None:
    assert allowed(bench, command, ADMIN)
    assert not allowed(bench, command, TEACHER)
    assert not allowed(bench, command, STUDENT)


def test_what_only_the_program_may_do(bench: Bench) -> None:
    command = c.RefreshTotals(enrollment_ids=())
    assert allowed(bench, command, SYSTEM)
    assert not allowed(bench, command, ADMIN)


def test_every_command_is_judged_here_and_has_words() -> None:
    judged = {type(command) for command in (*OWN, *FOREIGN)} | {c.RefreshTotals, c.Revert}
    assert judged == set(COMMAND_TYPES.values()) == set(RULES)
    assert set(ACTIONS) == set(RULES)


@pytest.mark.parametrize("column", ["is_active", "is_deleted"])
def test_who_is_inactive_or_deleted_may_do_nothing(column: str) -> None:
    bench = academy(judged=True)
    bench.put(person(9, role="admin", **{column: column == "is_deleted"}))
    with refused("role.inactive"):
        bench.run(c.AddPeople(rows=()), Actor(9, "admin"))


@pytest.mark.parametrize("actor", [Actor(999, "admin"), Actor(None, "admin")])
def test_who_is_nobody_may_do_nothing(actor: Actor) -> None:
    with refused("role.inactive"):
        academy(judged=True).run(c.AddPeople(rows=()), actor)


def test_the_stored_role_counts_not_the_claimed_one() -> None:
    with refused("role.not_allowed", role="instructor", action="add people"):
        academy(judged=True).run(c.AddPeople(rows=()), Actor(2, "admin"))


def test_creating_for_someone_else_is_told_in_plain_words(bench: Bench) -> None:
    with refused("role.not_allowed", action="create a course for someone else"):
        bench.run(c.CreateCourse(course_id=60, title="t", instructor_id=3), TEACHER)


def test_a_record_that_is_not_there_is_not_found(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.run(c.EditLesson(lesson_id=999), TEACHER)


def test_only_ones_own_commands_can_be_undone_unless_admin(bench: Bench) -> None:
    mine = bench.run(c.EditModule(module_id=11, changes=edit("title", "Module 11", "A")), TEACHER)
    theirs = bench.run(c.EditModule(module_id=11, changes=edit("title", "A", "B")), ADMIN)
    with refused("undo.not_yours"):
        bench.run(c.Revert(command_id=theirs.command_id), TEACHER)
    bench.run(c.Revert(command_id=theirs.command_id), ADMIN)
    again = bench.run(c.Revert(command_id=mine.command_id), TEACHER)
    bench.run(c.Revert(command_id=again.command_id), TEACHER)


def test_who_lost_the_course_cannot_undo_in_it(bench: Bench) -> None:
    made = bench.run(c.DeleteLesson(lesson_id=21), TEACHER)
    change = edit("instructor_id", 2, 3)
    bench.run(c.EditCourse(course_id=COURSE, changes=change), ADMIN)
    with refused("role.not_allowed", action="undo: delete a lesson of this course"):
        bench.run(c.Revert(command_id=made.command_id), TEACHER)


def test_who_lost_a_role_cannot_undo_what_it_allowed(bench: Bench) -> None:
    bench.put(person(9, role="admin"))
    former = Actor(9, "admin")
    added = bench.run(
        c.AddPeople(rows=(c.PersonRow(user_id=200, email="a@b.cd", username="a"),)), former
    )
    profile = c.EditProfile(user_id=9, profile_id=7, changes=())
    edited = bench.run(profile, former)
    bench.run(c.ChangeRole(user_id=9, base="admin", role="instructor"), ADMIN)
    with refused("role.not_allowed", action="undo: add people"):
        bench.run(c.Revert(command_id=added.command_id), former)
    bench.run(c.Revert(command_id=edited.command_id), former)
    bench.run(c.ChangeRole(user_id=9, base="instructor", role="student"), ADMIN)
    with refused("role.not_allowed"):
        bench.run(c.Revert(command_id=edited.command_id), former)


def test_who_lost_a_role_cannot_undo_in_anothers_profile(bench: Bench) -> None:
    bench.put(person(9, role="admin"))
    former = Actor(9, "admin")
    made = bench.run(
        c.EditProfile(user_id=2, profile_id=7, changes=edit("bio", None, "New")), former
    )
    bench.run(c.ChangeRole(user_id=9, base="admin", role="instructor"), ADMIN)
    with refused("role.not_allowed", action="undo: edit an instructor's profile"):
        bench.run(c.Revert(command_id=made.command_id), former)
    bench.run(c.Revert(command_id=made.command_id), ADMIN)


def test_counted_totals_in_an_entry_are_no_ones_course(bench: Bench) -> None:
    bench.put(InstructorProfile(id=1, user_id=2, created_at=NOW))
    closed = bench.run(c.ArchiveCourse(course_id=COURSE), TEACHER)
    again = bench.run(c.PublishCourse(course_id=COURSE), TEACHER)
    bench.run(c.Revert(command_id=again.command_id), TEACHER)
    bench.run(c.Revert(command_id=closed.command_id), TEACHER)
    assert bench.get(Course, COURSE).status == "published"


def test_an_instructor_undoes_and_redoes_the_creation_of_a_course(bench: Bench) -> None:
    made = bench.run(c.CreateCourse(course_id=60, title="t", instructor_id=2), TEACHER)
    gone = bench.run(c.Revert(command_id=made.command_id), TEACHER)
    bench.run(c.Revert(command_id=gone.command_id), TEACHER)
    assert bench.get(Course, 60).title == "t"
