"""Editing people, their address and role, deleting them, and their profiles."""

from typing import Any

import pytest

from app.domain.actor import Actor
from app.domain.commands import (
    Change,
    ChangeEmail,
    ChangeRole,
    DeletePeople,
    EditPeople,
    EditProfile,
    PersonEdit,
)
from app.domain.entities import AuditRecord, Enrollment, InstructorProfile, User, WaitingEntry
from app.usecases.people_profiles import refresh_instructor_totals
from tests.support.authoring import ADMIN, COURSE, academy, edit, reasons, refused
from tests.support.learning import waiting
from tests.support.memory import START, Bench, course, enrollment, person


def edits(key: int, **columns: tuple[Any, Any]) -> PersonEdit:
    return PersonEdit(
        user_id=key,
        changes=tuple(Change(name, base, value) for name, (base, value) in columns.items()),
    )


def audit(bench: Bench) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (row.subject_key, row.action, row.previous, row.current) for row in bench.find(AuditRecord)
    ]


def wait(bench: Bench, student_id: int) -> None:
    bench.put(WaitingEntry(course_id=COURSE, student_id=student_id, asked_at=START))


# editing


def test_people_are_edited_row_by_row() -> None:
    bench = academy()
    bench.clock.advance(hours=1)
    rows = (
        edits(101, first_name=("Ada", "Grace"), is_verified=(False, True)),
        edits(102, is_active=(True, False)),
        edits(103),
        edits(999),
        edits(104, email=("a", "b")),
        edits(105, last_name=(None, "x" * 101)),
    )
    assert reasons(bench, EditPeople(rows=rows)) == [
        "applied",
        "applied",
        "applied",
        "row.missing",
        "value.not_editable",
        "value.too_long",
    ]
    changed = bench.get(User, 101)
    assert (changed.first_name, changed.updated_at) == ("Grace", bench.clock.now())
    assert bench.get(User, 103).updated_at is None
    assert bench.events() == [("user.verified", 101)]
    assert audit(bench) == [("102", "is_active", "true", "false")]


def test_a_value_that_changed_meanwhile_is_a_conflict_and_the_rest_is_kept() -> None:
    bench = academy()
    command = EditPeople(
        rows=(edits(101, first_name=("Eve", "Grace"), username=("student101", "g")),)
    )
    outcome = bench.outcome(command)
    (conflict,) = outcome.conflicts
    assert (conflict.column, conflict.mine, conflict.theirs) == ("first_name", "Grace", "Ada")
    assert outcome.kind == "conflict"
    assert outcome.rows[0].kind == "conflict"
    assert (bench.get(User, 101).first_name, bench.get(User, 101).username) == ("Ada", "g")


def test_a_taken_username_gets_a_number() -> None:
    bench = academy()
    rows = (
        edits(101, username=("student101", "student102")),
        edits(103, username=("student103", "student102")),
        edits(101, first_name=("Ada", "Grace")),
    )
    outcome = bench.outcome(EditPeople(rows=rows))
    assert [row.kind for row in outcome.rows] == ["merged", "merged", "merged"]
    assert bench.get(User, 101).username == "student102-2"
    assert bench.get(User, 101).first_name == "Grace"
    assert bench.get(User, 103).username == "student102-3"


def test_a_deleted_person_is_not_edited() -> None:
    bench = academy()
    bench.run(DeletePeople(user_ids=(101,)))
    rows = (edits(101, first_name=("Ada", "Grace")),)
    assert reasons(bench, EditPeople(rows=rows)) == ["people.deleted"]


def test_who_is_active_again_gets_a_seat_that_is_free() -> None:
    bench = academy(max_students=1)
    bench.put(enrollment(1, 102, COURSE, status="dropped"))
    bench.run(EditPeople(rows=(edits(101, is_active=(True, False)),)))
    wait(bench, 101)
    bench.run(EditPeople(rows=(edits(101, is_active=(False, True)),)))
    assert waiting(bench, COURSE) == []
    assert [row.status for row in bench.find(Enrollment, student_id=101)] == ["active"]


# the last admin


@pytest.mark.parametrize(
    "command",
    [
        ChangeRole(user_id=1, base="admin", role="student"),
        DeletePeople(user_ids=(1,)),
        EditPeople(rows=(edits(1, is_active=(True, False)),)),
    ],
    ids=["role", "delete", "deactivate"],
)
def test_the_last_active_admin_stays(command: Any) -> None:
    bench = academy()
    bench.put(person(8, role="admin", is_active=False), person(9, role="admin", is_deleted=True))
    if isinstance(command, ChangeRole):
        with refused("people.last_admin"):
            bench.run(command)
    else:
        assert reasons(bench, command) == ["people.last_admin"]
    bench.put(person(7, role="admin"))
    bench.run(command)
    assert [
        user.id for user in bench.find(User, role="admin", is_active=True, is_deleted=False)
    ] == [7]


def test_one_command_cannot_take_all_admins() -> None:
    bench = academy()
    bench.put(person(7, role="admin"))
    command = DeletePeople(user_ids=(1, 7))
    assert reasons(bench, command) == ["applied", "people.last_admin"]
    bench.put(person(8, role="admin"))
    rows = tuple(edits(key, is_active=(True, False)) for key in (7, 8))
    assert reasons(bench, EditPeople(rows=rows)) == ["applied", "people.last_admin"]


# deleting


def test_deleting_hides_and_takes_off_waiting_lists() -> None:
    bench = academy()
    wait(bench, 101)
    wait(bench, 102)
    command = DeletePeople(user_ids=(101, 999, 101, 2, 3))
    assert reasons(bench, command) == [
        "applied",
        "row.missing",
        "people.deleted",
        "people.has_courses",
        "applied",
    ]
    assert bench.get(User, 101).is_deleted
    assert not bench.get(User, 2).is_deleted
    assert waiting(bench, COURSE) == [102]
    assert audit(bench) == [
        ("101", "is_deleted", "false", "true"),
        ("3", "is_deleted", "false", "true"),
    ]
    assert bench.outcome(DeletePeople(user_ids=())).rows == ()


def test_an_instructor_whose_courses_are_deleted_may_go() -> None:
    bench = academy(is_deleted=True)
    assert reasons(bench, DeletePeople(user_ids=(2,))) == ["applied"]


# the address


def test_an_address_is_changed_in_lower_case() -> None:
    bench = academy()
    bench.run(ChangeEmail(user_id=101, base="student101@example.org", email="New@Example.org"))
    assert bench.get(User, 101).email == "new@example.org"


def test_an_address_that_is_no_address_or_taken_is_refused() -> None:
    bench = academy()
    with refused("value.not_an_email", value="nonsense"):
        bench.run(ChangeEmail(user_id=101, base="student101@example.org", email="nonsense"))
    with refused("people.email_taken", email="student102@example.org"):
        bench.run(
            ChangeEmail(user_id=101, base="student101@example.org", email="STUDENT102@example.org")
        )


def test_an_address_that_changed_meanwhile_is_a_conflict() -> None:
    bench = academy()
    outcome = bench.outcome(ChangeEmail(user_id=101, base="old@example.org", email="n@example.org"))
    assert outcome.kind == "conflict"
    assert bench.get(User, 101).email == "student101@example.org"


def test_the_same_address_again_changes_nothing() -> None:
    bench = academy()
    bench.run(ChangeEmail(user_id=101, base="x@y.z", email="Student101@example.org"))
    assert bench.get(User, 101).updated_at is None


@pytest.mark.parametrize(
    "command",
    [
        ChangeEmail(user_id=101, base="student101@example.org", email="n@example.org"),
        ChangeRole(user_id=101, base="student", role="admin"),
        EditProfile(user_id=101, profile_id=1, changes=()),
    ],
    ids=["email", "role", "profile"],
)
def test_a_deleted_person_is_left_alone(command: Any) -> None:
    bench = academy()
    bench.run(DeletePeople(user_ids=(101,)))
    with refused("people.deleted"):
        bench.run(command)


# the role


def test_a_student_becomes_instructor_with_a_profile_and_leaves_waiting_lists() -> None:
    bench = academy()
    wait(bench, 101)
    bench.run(ChangeRole(user_id=101, base="student", role="instructor"))
    assert bench.get(User, 101).role == "instructor"
    assert [profile.user_id for profile in bench.find(InstructorProfile)] == [101]
    assert waiting(bench, COURSE) == []
    assert audit(bench) == [("101", "role", "student", "instructor")]
    bench.run(ChangeRole(user_id=101, base="instructor", role="admin"))
    bench.run(ChangeRole(user_id=101, base="admin", role="instructor"))
    assert len(bench.find(InstructorProfile)) == 1


def test_who_teaches_cannot_become_a_student() -> None:
    bench = academy()
    with refused("people.has_courses", count=1):
        bench.run(ChangeRole(user_id=2, base="instructor", role="student"))
    bench.run(ChangeRole(user_id=2, base="instructor", role="admin"))
    bench.run(ChangeRole(user_id=3, base="instructor", role="student"))
    assert bench.get(User, 3).role == "student"


def test_a_role_that_changed_meanwhile_is_a_conflict() -> None:
    bench = academy()
    outcome = bench.outcome(ChangeRole(user_id=101, base="instructor", role="admin"))
    assert outcome.kind == "conflict"
    assert bench.get(User, 101).role == "student"


# profiles and their totals


def test_a_profile_is_made_when_absent_and_edited_after() -> None:
    bench = academy()
    teacher = Actor(2, "instructor")
    made = bench.outcome(
        EditProfile(user_id=2, profile_id=5, changes=edit("bio", None, "Hi")), teacher
    )
    assert made.data == {"id": 5}
    bench.clock.advance(hours=1)
    changes = (*edit("website_url", None, "https://x.y"), *edit("bio", "Ho", "Ha"))
    outcome = bench.outcome(EditProfile(user_id=2, profile_id=6, changes=changes), teacher)
    (profile,) = bench.find(InstructorProfile)
    assert (profile.id, profile.bio, profile.website_url) == (5, "Hi", "https://x.y")
    assert profile.updated_at == bench.clock.now()
    assert [one.column for one in outcome.conflicts] == ["bio"]


def test_totals_are_counted_not_typed_and_students_have_no_profile() -> None:
    bench = academy()
    with refused("value.not_editable", field="total_courses"):
        bench.run(EditProfile(user_id=2, profile_id=5, changes=edit("total_courses", 0, 9)))
    with refused("people.not_an_instructor", email="student101@example.org"):
        bench.run(EditProfile(user_id=101, profile_id=5, changes=()))


def test_totals_count_published_courses_and_enrollments_that_were_not_dropped() -> None:
    bench = academy()
    bench.put(
        InstructorProfile(id=1, user_id=2, created_at=START, total_courses=7),
        course(51, 2, status="draft"),
        course(52, 2, is_deleted=True),
        course(53, 3),
        enrollment(1, 101, COURSE),
        enrollment(2, 102, COURSE, status="completed"),
        enrollment(3, 103, COURSE, status="suspended"),
        enrollment(4, 104, COURSE, status="dropped"),
        enrollment(5, 101, 51),
        enrollment(6, 101, 52),
        enrollment(7, 101, 53),
    )
    with bench.store.unit_of_work(ADMIN) as uow:
        refresh_instructor_totals(uow, {2, 3, 999})
        profile = uow.get(InstructorProfile, 1)
        assert (profile.total_courses, profile.total_students) == (1, 4)
        refresh_instructor_totals(uow, ())
