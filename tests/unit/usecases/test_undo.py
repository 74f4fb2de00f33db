"""Undo and redo of single commands: what comes back, and what is refused."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from app.domain import commands as c
from app.domain.actor import SYSTEM
from app.domain.canonical import digest, image
from app.domain.entities import (
    AuditRecord,
    Course,
    Enrollment,
    EnrollmentHistory,
    InstructorProfile,
    Lesson,
    Material,
    Module,
    User,
    WaitingEntry,
)
from app.domain.errors import NotFound
from app.domain.outcomes import Outcome
from app.usecases.people_profiles import refresh_instructor_totals
from tests.support.authoring import (
    COURSE,
    TEACHER,
    academy,
    attach,
    did,
    drop,
    edit,
    enroll,
    person_row,
    refused,
    retitle,
    undone,
)
from tests.support.learning import statuses, waiting
from tests.support.memory import START, course, enrollment, person

# columns


def test_an_edit_goes_back_with_its_stamp_and_comes_again() -> None:
    bench = academy()
    before = bench.get(Course, COURSE)
    edited = did(bench, retitle("Course 10", "New"))
    after = bench.get(Course, COURSE)
    back = undone(bench, edited)
    assert bench.get(Course, COURSE) == before
    again = undone(bench, back)
    assert bench.get(Course, COURSE) == after
    undone(bench, again)
    assert bench.get(Course, COURSE) == before


def test_what_someone_changed_since_is_never_overwritten() -> None:
    bench = academy()
    edited = did(bench, retitle("Course 10", "Mine"))
    did(bench, retitle("Mine", "Theirs"))
    with refused(
        "undo.changed_since",
        table="courses",
        key=COURSE,
        column="title",
        yours="Mine",
        now="Theirs",
    ):
        undone(bench, edited)
    assert bench.get(Course, COURSE).title == "Theirs"


def test_other_columns_and_stamps_may_have_changed_since() -> None:
    bench = academy()
    edited = did(bench, retitle("Course 10", "Mine"))
    did(bench, c.EditCourse(course_id=COURSE, changes=edit("category", None, "c")))
    now = bench.clock.advance(hours=1)
    undone(bench, edited)
    row = bench.get(Course, COURSE)
    assert (row.title, row.category, row.updated_at) == ("Course 10", "c", now)


def test_an_undone_command_is_not_undone_twice() -> None:
    bench = academy()
    edited = did(bench, retitle("Course 10", "Mine"))
    undone(bench, edited)
    with refused("undo.changed_since", column="title"):
        undone(bench, edited)
    added = did(bench, c.AddModule(module_id=70, course_id=COURSE, title="t"))
    undone(bench, added)
    with refused("undo.changed_since", table="ext.modules", key=70, now="deleted"):
        undone(bench, added)


def test_a_row_that_is_gone_or_back_has_changed_since() -> None:
    bench = academy()
    edited = did(bench, c.EditLesson(lesson_id=21, changes=edit("title", "Lesson 21", "x")))
    gone = did(bench, c.DeleteLesson(lesson_id=21))
    with refused("undo.changed_since", table="ext.lessons", key=21):
        undone(bench, edited)
    undone(bench, gone)
    with refused("undo.changed_since", table="ext.lessons", key=21):
        undone(bench, gone)


def test_what_is_not_in_the_journal_is_not_found() -> None:
    with pytest.raises(NotFound):
        undone(academy(), "nothing")


def test_a_text_goes_back() -> None:
    bench = academy()
    before = bench.get(Lesson, 21)
    base = before.body_sha256
    change = c.BodyChange(base_sha256=base, text="New")
    edited = did(bench, c.EditLesson(lesson_id=21, body=change))
    undone(bench, edited)
    assert bench.get(Lesson, 21) == before


# what cannot be undone


def test_some_commands_say_that_they_cannot_be_undone() -> None:
    bench = academy()
    bench.bus._use_cases[c.RevokeCertificate] = lambda command, uow: Outcome()
    done = did(bench, c.RevokeCertificate(certificate_number="n", reason="r"))
    with refused("undo.not_undoable", command="revoke a certificate of this course"):
        undone(bench, done)


# created rows


def test_a_created_course_goes_whole_and_comes_whole() -> None:
    bench = academy()
    made = did(bench, c.CreateCourse(course_id=60, title="t", instructor_id=2))
    back = undone(bench, made)
    assert bench.find(Course, id=60) == []
    undone(bench, back)
    assert bench.get(Course, 60).slug == "t"


@pytest.mark.parametrize(
    ("later", "used_by"),
    [
        (c.AddModule(module_id=70, course_id=60, title="t"), "ext.modules"),
        (attach(70, course_id=60), "ext.materials"),
        (
            c.PublishAnnouncement(announcement_id=7, course_id=60, title="t", content="c"),
            "announcements",
        ),
        (
            c.EnrollStudents(rows=(c.EnrollRow(enrollment_id=1, student_id=101, course_id=60),)),
            "enrollments",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_was_built_on_keeps_a_creation(later: c.Command, used_by: str) -> None:
    bench = academy()
    made = did(bench, c.CreateCourse(course_id=60, title="t", instructor_id=2))
    then = did(bench, later)
    with refused("undo.in_use", table="courses", key=60, used_by=used_by, count=1):
        undone(bench, made)
    undone(bench, then)
    undone(bench, made)
    assert bench.find(Course, id=60) == []


def test_a_module_with_a_file_and_a_lesson_with_one_stay() -> None:
    bench = academy()
    made = did(bench, c.AddModule(module_id=70, course_id=COURSE, title="t"))
    filed = did(bench, attach(31, module_id=70))
    with refused("undo.in_use", table="ext.modules", used_by="ext.materials"):
        undone(bench, made)
    undone(bench, filed)
    undone(bench, made)
    written = did(bench, c.AddLesson(lesson_id=71, module_id=11, title="t"))
    did(bench, attach(32, lesson_id=71))
    with refused("undo.in_use", table="ext.lessons", used_by="ext.materials"):
        undone(bench, written)


def test_a_created_row_that_was_edited_stays() -> None:
    bench = academy()
    made = did(bench, c.AddModule(module_id=70, course_id=COURSE, title="t"))
    edited = did(bench, c.EditModule(module_id=70, changes=edit("title", "t", "x")))
    with refused("undo.changed_since", table="ext.modules", key=70):
        undone(bench, made)
    undone(bench, edited)
    undone(bench, made)
    assert bench.find(Module, id=70) == []


def test_a_created_row_that_only_has_a_newer_stamp_goes() -> None:
    bench = academy()
    made = did(bench, c.AddModule(module_id=70, course_id=COURSE, title="t"))
    first = did(bench, c.EditModule(module_id=70, changes=edit("title", "t", "x")))
    second = did(bench, c.EditModule(module_id=70, changes=edit("description", None, "d")))
    bench.clock.advance(seconds=1)
    undone(bench, first)
    undone(bench, second)
    assert bench.get(Module, 70).updated_at is not None
    undone(bench, made)
    assert bench.find(Module, id=70) == []


def test_people_who_did_nothing_yet_go_others_stay() -> None:
    bench = academy()
    added = did(bench, c.AddPeople(rows=(person_row(200), person_row(201))))
    enrolled = did(bench, enroll(bench, 201))
    with refused("undo.in_use", table="users", key=201, used_by="enrollments"):
        undone(bench, added)
    undone(bench, enrolled)
    undone(bench, added)
    assert bench.find(User, id=[200, 201]) == []
    assert bench.find(EnrollmentHistory) == []


def test_an_instructor_goes_with_a_profile_whose_totals_moved() -> None:
    bench = academy()
    hired = did(bench, c.AddStaff(rows=(person_row(200, "instructor"),)))
    made = did(bench, c.CreateCourse(course_id=60, title="t", instructor_id=200))
    did(bench, c.AddModule(module_id=70, course_id=60, title="t"))
    with refused("undo.in_use", table="users", key=200, used_by="courses"):
        undone(bench, hired)
    assert made
    bench = academy()
    hired = did(bench, c.AddStaff(rows=(person_row(200, "instructor"),)))
    with bench.store.unit_of_work(SYSTEM) as uow:
        (profile,) = uow.find(InstructorProfile)
        uow.save_all([replace(profile, total_courses=3)])
        uow.commit(retitle("", ""))
    undone(bench, hired)
    assert bench.find(InstructorProfile) == []


# deleted rows


def test_a_deleted_module_comes_back_with_lessons_and_files() -> None:
    bench = academy()
    did(bench, attach(31, module_id=11, lesson_id=21))
    before = [bench.find(kind) for kind in (Course, Module, Lesson, Material)]
    gone = did(bench, c.DeleteModule(module_id=11))
    after = [bench.find(kind) for kind in (Course, Module, Lesson, Material)]
    back = undone(bench, gone)
    assert [bench.find(kind) for kind in (Course, Module, Lesson, Material)] == before
    undone(bench, back)
    assert [bench.find(kind) for kind in (Course, Module, Lesson, Material)] == after


def test_redoing_a_deletion_spares_what_was_added_meanwhile() -> None:
    bench = academy()
    gone = did(bench, c.DeleteModule(module_id=11))
    back = undone(bench, gone)
    did(bench, c.AddLesson(lesson_id=71, module_id=11, title="t"))
    with refused("undo.in_use", table="ext.modules", key=11, used_by="ext.lessons"):
        undone(bench, back)


def test_a_lesson_does_not_come_back_without_its_module() -> None:
    bench = academy()
    gone = did(bench, c.DeleteLesson(lesson_id=21))
    did(bench, c.DeleteModule(module_id=11))
    with refused("undo.changed_since", table="ext.modules", key=11):
        undone(bench, gone)


def test_a_file_does_not_come_back_without_its_place() -> None:
    bench = academy()
    did(bench, attach(31, module_id=11))
    gone = did(bench, c.RemoveMaterial(material_id=31))
    did(bench, c.DeleteModule(module_id=11))
    with refused("undo.parent_gone", table="ext.materials", key=31, column="module"):
        undone(bench, gone)


def test_a_deleted_course_comes_back_with_slug_and_waiting_list() -> None:
    bench = academy(max_students=1)
    did(bench, enroll(bench, 101, 102))
    gone = did(bench, c.DeleteCourse(course_id=COURSE))
    assert waiting(bench, COURSE) == []
    undone(bench, gone)
    assert bench.get(Course, COURSE).slug == "course"
    assert waiting(bench, COURSE) == [102]
    assert [(row.action, row.current, row.reason) for row in bench.find(AuditRecord)] == [
        ("is_deleted", "true", None),
        ("is_deleted", "false", "undo"),
    ]


def test_a_slug_that_was_taken_meanwhile_keeps_a_course_away() -> None:
    bench = academy()
    gone = did(bench, c.DeleteCourse(course_id=COURSE))
    did(bench, c.CreateCourse(course_id=60, title="Course", instructor_id=2))
    with refused("undo.taken", table="courses", key=COURSE, columns="slug"):
        undone(bench, gone)


def test_a_course_does_not_come_back_without_its_instructor() -> None:
    bench = academy()
    gone = did(bench, c.DeleteCourse(course_id=COURSE))
    fired = did(bench, c.DeletePeople(user_ids=(2,)))
    with refused("undo.parent_gone", table="courses", column="instructor"):
        undone(bench, gone)
    undone(bench, fired)
    undone(bench, gone)
    assert not bench.get(Course, COURSE).is_deleted


# people


def test_addresses_and_names_that_were_taken_meanwhile() -> None:
    bench = academy()
    moved = did(
        bench, c.ChangeEmail(user_id=101, base="student101@example.org", email="n@example.org")
    )
    did(bench, c.AddPeople(rows=(replace(person_row(200), email="student101@example.org"),)))
    with refused("undo.taken", table="users", key=101, columns="email"):
        undone(bench, moved)
    row = c.PersonEdit(user_id=102, changes=edit("username", "student102", "n"))
    renamed = did(bench, c.EditPeople(rows=(row,)))
    did(bench, c.AddPeople(rows=(replace(person_row(201), username="student102"),)))
    with refused("undo.taken", table="users", key=102, columns="username"):
        undone(bench, renamed)


def test_the_last_admin_is_not_undone() -> None:
    bench = academy()
    hired = did(bench, c.AddStaff(rows=(person_row(200, "admin"),)))
    did(bench, c.ChangeRole(user_id=1, base="admin", role="instructor"))
    with refused("people.last_admin"):
        undone(bench, hired)
    assert bench.get(User, 200).role == "admin"


def test_who_teaches_by_now_stays_an_instructor() -> None:
    bench = academy()
    raised = did(bench, c.ChangeRole(user_id=101, base="student", role="instructor"))
    did(bench, c.CreateCourse(course_id=60, title="t", instructor_id=101))
    with refused("people.has_courses", count=1):
        undone(bench, raised)


def test_a_deleted_learner_comes_back_to_the_waiting_list_or_to_a_free_seat() -> None:
    bench = academy(max_students=1)
    did(bench, enroll(bench, 101, 102))
    gone = did(bench, c.DeletePeople(user_ids=(102,)))
    back = undone(bench, gone)
    assert waiting(bench, COURSE) == [102]
    gone = undone(bench, back)
    did(bench, drop(bench, 101))
    undone(bench, gone)
    assert statuses(bench, COURSE) == {101: "dropped", 102: "active"}


def test_activating_again_by_undo_gives_a_free_seat() -> None:
    bench = academy(max_students=1)
    did(bench, enroll(bench, 101, 102))
    row = c.PersonEdit(user_id=102, changes=edit("is_active", True, False))
    resting = did(bench, c.EditPeople(rows=(row,)))
    did(bench, drop(bench, 101))
    assert waiting(bench, COURSE) == [102]
    undone(bench, resting)
    assert waiting(bench, COURSE) == []
    assert [(one.action, one.reason) for one in bench.find(AuditRecord)] == [
        ("is_active", None),
        ("is_active", "undo"),
    ]


def test_a_place_on_a_list_does_not_come_back_for_who_is_no_student() -> None:
    bench = academy(max_students=1)
    did(bench, enroll(bench, 101, 102))
    closed = did(bench, c.DeleteCourse(course_id=COURSE))
    did(bench, c.ChangeRole(user_id=102, base="student", role="admin"))
    with refused("undo.parent_gone", table="ext.waiting_list", column="student"):
        undone(bench, closed)


# what follows


def test_totals_are_counted_anew() -> None:
    bench = academy(status="draft")
    bench.put(InstructorProfile(id=1, user_id=2, created_at=START), course(60, 2, status="draft"))
    first = did(bench, c.PublishCourse(course_id=COURSE))
    bench.put(enrollment(1, 101, COURSE))
    with bench.store.unit_of_work(SYSTEM) as uow:
        refresh_instructor_totals(uow, {2})
        uow.commit(retitle("", ""))
    undone(bench, first)
    (profile,) = bench.find(InstructorProfile)
    assert (profile.total_courses, profile.total_students) == (0, 1)


def test_a_published_course_tells_once_that_it_changed_back() -> None:
    bench = academy()
    edited = did(bench, c.DeleteModule(module_id=11))
    told = len(bench.events())
    undone(bench, edited)
    assert bench.events()[told:] == [("course.updated", COURSE)]
    enrolled = did(bench, enroll(bench, 101))
    told = len(bench.events())
    undone(bench, enrolled)
    assert bench.events()[told:] == []


def test_a_draft_tells_nothing() -> None:
    bench = academy(status="draft")
    edited = did(bench, c.DeleteModule(module_id=11))
    undone(bench, edited)
    assert bench.events() == []


def test_the_outcome_says_what_was_undone() -> None:
    bench = academy()
    edited = did(bench, retitle("Course 10", "New"))
    outcome = bench.outcome(c.Revert(command_id=edited), TEACHER)
    assert outcome.data == {"command_type": "course.edit", "changed": 1}


def test_times_and_amounts_go_back_exactly() -> None:
    bench = academy()
    row = c.EnrollmentRecord(
        enrollment_id=1,
        student_id=101,
        course_id=COURSE,
        status="completed",
        enrolled_at=START - timedelta(days=9, microseconds=1),
        payment_amount=Decimal("12.30"),
    )
    imported = did(bench, c.ImportEnrollments(rows=(row,)))
    before = digest(image(bench.get(Enrollment, 1)))
    back = undone(bench, imported)
    undone(bench, back)
    assert digest(image(bench.get(Enrollment, 1))) == before


def test_a_waiting_student_leaves_the_list_by_undo() -> None:
    bench = academy(max_students=1)
    did(bench, enroll(bench, 101))
    asked = did(bench, enroll(bench, 102))
    undone(bench, asked)
    assert bench.find(WaitingEntry) == []


def test_nobody_else_is_touched() -> None:
    bench = academy()
    bench.put(person(300))
    gone = did(bench, c.DeletePeople(user_ids=(101,)))
    did(bench, c.DeletePeople(user_ids=(300,)))
    undone(bench, gone)
    assert bench.get(User, 300).is_deleted
