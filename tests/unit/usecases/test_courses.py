"""Courses: creating and editing them, and how they are completed."""

from decimal import Decimal
from typing import Any

import pytest

from app.domain.commands import (
    ArchiveCourse,
    Change,
    ChangeEnrollmentStatus,
    Command,
    CreateCourse,
    DeleteCourse,
    EditCourse,
    EditCourseSettings,
    PublishCourse,
    UnpublishCourse,
)
from app.domain.entities import (
    AuditRecord,
    Course,
    CourseSettings,
    Enrollment,
    InstructorProfile,
    Lesson,
    Material,
    WaitingEntry,
)
from tests.support.authoring import ADMIN, COURSE, academy, edit, refused
from tests.support.learning import waiting
from tests.support.memory import START, Bench, course, enrollment, person


def create(key: int = 60, **given: Any) -> CreateCourse:
    return CreateCourse(**{"course_id": key, "title": "A Title", "instructor_id": 2, **given})


# creating


def test_a_new_course_is_a_draft_with_settings() -> None:
    bench = academy()
    columns = {
        "description": "d",
        "level": "beginner",
        "price": 9.5,
        "currency": "eur",
        "duration_hours": 3,
        "max_students": 20,
    }
    settings = {"pass_mark": 55, "tags": ["a", "b"], "paper": "Letter"}
    outcome = bench.outcome(create(columns=columns, settings=settings))
    row, held = bench.get(Course, 60), bench.get(CourseSettings, 60)
    assert (row.status, row.slug, row.published_at) == ("draft", "a-title", None)
    assert (row.price, row.currency, row.duration_hours) == (Decimal("9.50"), "EUR", Decimal(3))
    assert (held.pass_mark, held.tags, held.paper, held.template) == (
        55,
        ("a", "b"),
        "Letter",
        "classic",
    )
    assert outcome.data == {"id": 60, "slug": "a-title"}
    assert outcome.kind == "applied"
    assert bench.events() == [("course.created", 60)]


def test_a_taken_slug_gets_a_number_and_says_so() -> None:
    bench = academy()
    assert bench.outcome(create(slug="course")).data == {"id": 60, "slug": "course-2"}
    outcome = bench.outcome(create(61, slug="course"))
    assert outcome.kind == "merged"
    assert outcome.rows[0].data == {"id": 61, "slug": "course-3", "wanted": "course"}


def test_a_title_in_any_script_has_a_slug() -> None:
    bench = academy()
    bench.run(create(title="Основы"))
    assert bench.get(Course, 60).slug == "osnovy"


@pytest.mark.parametrize("key", [101, 7, 8, 9])
def test_only_active_staff_can_teach(key: int) -> None:
    bench = academy()
    bench.put(
        person(7, role="admin", is_active=False),
        person(8, role="instructor", is_deleted=True),
        person(9),
    )
    with refused("course.bad_instructor"):
        bench.run(create(instructor_id=key))
    with refused("course.bad_instructor"):
        bench.run(EditCourse(course_id=COURSE, changes=edit("instructor_id", 2, key)))


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("title", "  ", "value.required"),
        ("title", "t" * 256, "value.too_long"),
        ("slug", "Not A Slug", "value.bad_form"),
        ("slug", "s" * 256, "value.bad_form"),
        ("slug", "course~10", "value.bad_form"),
        ("category", "c" * 101, "value.too_long"),
        ("level", "expert", "value.not_a_choice"),
        ("language", "l" * 51, "value.too_long"),
        ("duration_hours", 1000, "value.out_of_range"),
        ("duration_hours", -1, "value.out_of_range"),
        ("price", -0.01, "value.out_of_range"),
        ("price", 12.345, "value.too_precise"),
        ("price", 100000000, "value.out_of_range"),
        ("price", "dear", "value.wrong_type"),
        ("currency", "EURO", "value.bad_form"),
        ("currency", "1A2", "value.bad_form"),
        ("thumbnail_url", "u" * 501, "value.too_long"),
        ("max_students", 0, "value.out_of_range"),
        ("max_students", 2**31, "value.out_of_range"),
        ("description", "\x00", "value.bad_character"),
        ("status", "published", "value.not_editable"),
        ("published_at", None, "value.not_editable"),
        ("is_deleted", True, "value.not_editable"),
        ("id", 7, "value.not_editable"),
        ("nonsense", 7, "value.not_editable"),
        ("instructor_id", "two", "value.wrong_type"),
    ],
)
def test_what_a_column_does_not_take(column: str, value: Any, reason: str) -> None:
    bench = academy()
    with refused(reason, field=column):
        bench.run(EditCourse(course_id=COURSE, changes=edit(column, None, value)))
    if column in {"title", "slug"}:
        with refused(reason, field=column):
            bench.run(create(**{column: value}))
    elif column != "instructor_id":
        with refused(reason, field=column):
            bench.run(create(columns={column: value}))
    assert bench.find(Course, id=60) == []


# editing


def test_editing_changes_what_it_names_and_tells_once() -> None:
    bench = academy()
    bench.clock.advance(hours=1)
    changes = (*edit("title", "Course 10", " New "), *edit("price", 0.0, None))
    outcome = bench.outcome(EditCourse(course_id=COURSE, changes=changes))
    row = bench.get(Course, COURSE)
    assert (row.title, row.price, row.slug, row.updated_at) == (
        "New",
        None,
        "course",
        bench.clock.now(),
    )
    assert outcome.data == {"id": COURSE, "slug": "course"}
    assert bench.events() == [("course.updated", COURSE)]


def test_what_is_as_it_was_changes_and_tells_nothing() -> None:
    bench = academy()
    bench.run(EditCourse(course_id=COURSE, changes=edit("title", "x", "Course 10")))
    bench.run(EditCourseSettings(course_id=COURSE, changes=edit("pass_mark", 40, 40)))
    assert bench.get(Course, COURSE).updated_at is None
    assert bench.events() == []


def test_a_draft_tells_nobody() -> None:
    bench = academy(status="draft")
    bench.run(EditCourse(course_id=COURSE, changes=edit("title", "Course 10", "New")))
    bench.run(EditCourseSettings(course_id=COURSE, changes=edit("pass_mark", 40, 50)))
    assert bench.events() == []


def test_a_column_that_changed_meanwhile_is_a_conflict() -> None:
    bench = academy()
    outcome = bench.outcome(EditCourse(course_id=COURSE, changes=edit("title", "Old", "New")))
    assert outcome.kind == "conflict"
    assert bench.get(Course, COURSE).title == "Course 10"
    assert bench.events() == []


def test_a_slug_taken_by_another_course_gets_a_number_ones_own_does_not() -> None:
    bench = academy()
    bench.put(course(60, 3, slug="other"))
    outcome = bench.outcome(EditCourse(course_id=60, changes=edit("slug", "other", "course")))
    assert outcome.kind == "merged"
    assert bench.get(Course, 60).slug == "course-2"
    assert (
        bench.outcome(EditCourse(course_id=60, changes=edit("slug", "course-2", "course-2"))).data[
            "slug"
        ]
        == "course-2"
    )


def test_another_instructor_takes_over_with_the_totals() -> None:
    bench = academy()
    for key in (2, 3):
        bench.put(InstructorProfile(id=key, user_id=key, created_at=START))
    bench.run(EditCourse(course_id=COURSE, changes=edit("instructor_id", 2, 3)))
    assert [row.total_courses for row in bench.find(InstructorProfile)] == [0, 1]


@pytest.mark.parametrize(("limit", "seated"), [(2, [101]), (None, [101, 102]), (1, [])])
def test_more_seats_go_to_those_who_wait(limit: int | None, seated: list[int]) -> None:
    bench = academy(max_students=1)
    bench.put(InstructorProfile(id=2, user_id=2, created_at=START))
    bench.put(
        enrollment(1, 105, COURSE),
        WaitingEntry(course_id=COURSE, student_id=101, asked_at=START),
        WaitingEntry(course_id=COURSE, student_id=102, asked_at=bench.clock.advance(hours=1)),
    )
    bench.run(EditCourse(course_id=COURSE, changes=edit("max_students", 1, limit)))
    assert [row.student_id for row in bench.find(Enrollment)][1:] == seated
    assert waiting(bench, COURSE) == [key for key in (101, 102) if key not in seated]
    if seated:
        assert bench.find(InstructorProfile)[0].total_students == 1 + len(seated)


def test_fewer_seats_put_nobody_out() -> None:
    bench = academy()
    bench.put(enrollment(1, 101, COURSE), enrollment(2, 102, COURSE))
    bench.run(EditCourse(course_id=COURSE, changes=edit("max_students", None, 1)))
    assert [row.status for row in bench.find(Enrollment)] == ["active", "active"]


# settings


def test_settings_are_edited_and_made_where_they_are_missing() -> None:
    bench = academy()
    bench.put(course(60, 2))
    bands = {"pass": 50, "good": 75.5}
    for key in (COURSE, 60):
        base = {"A": 85, "B": 70, "C": 40}
        changes = (Change("grade_bands", base, bands), Change("auto_certificate", False, True))
        bench.run(EditCourseSettings(course_id=key, changes=changes))
        held = bench.get(CourseSettings, key)
        assert list(held.grade_bands.items()) == [("good", 75.5), ("pass", 50)]
        assert held.auto_certificate
    assert bench.events() == [("course.updated", COURSE), ("course.updated", 60)]


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("pass_mark", 101, "value.out_of_range"),
        ("pass_mark", -1, "value.out_of_range"),
        ("pass_mark", None, "value.wrong_type"),
        ("grade_bands", {}, "settings.bad_bands"),
        ("grade_bands", {"A": 50, "B": 50}, "settings.bad_bands"),
        ("grade_bands", {"A": 101}, "settings.bad_bands"),
        ("grade_bands", {"A": True}, "settings.bad_bands"),
        ("grade_bands", {"A": "high"}, "settings.bad_bands"),
        ("grade_bands", {"much too long": 50}, "settings.bad_bands"),
        ("grade_bands", {str(n): n for n in range(21)}, "settings.bad_bands"),
        ("grade_bands", [1], "value.wrong_type"),
        ("signatory", "s" * 256, "value.too_long"),
        ("template", "../etc", "value.not_a_choice"),
        ("template", "modern", "value.not_a_choice"),
        ("paper", "A3", "value.not_a_choice"),
        ("tags", [""], "settings.bad_tags"),
        ("tags", ["a", "a"], "settings.bad_tags"),
        ("tags", ["t" * 51], "settings.bad_tags"),
        ("tags", [str(n) for n in range(51)], "settings.bad_tags"),
        ("tags", ["\x00"], "value.bad_character"),
        ("course_id", 3, "value.not_editable"),
    ],
)
def test_what_a_setting_does_not_take(column: str, value: Any, reason: str) -> None:
    bench = academy()
    with refused(reason, field=column):
        bench.run(EditCourseSettings(course_id=COURSE, changes=edit(column, None, value)))
    with refused(reason, field=column):
        bench.run(create(settings={column: value}))


# status


def status(bench: Bench, command: Command) -> str:
    bench.run(command, ADMIN)
    return str(bench.get(Course, COURSE).status)


def test_the_way_through_the_statuses() -> None:
    bench = academy(status="draft", published_at=None)
    bench.put(InstructorProfile(id=2, user_id=2, created_at=START))
    first = bench.clock.advance(hours=1)
    assert status(bench, PublishCourse(course_id=COURSE, reason="ready")) == "published"
    assert bench.find(InstructorProfile)[0].total_courses == 1
    bench.clock.advance(hours=1)
    assert status(bench, ArchiveCourse(course_id=COURSE)) == "archived"
    assert bench.find(InstructorProfile)[0].total_courses == 0
    assert status(bench, PublishCourse(course_id=COURSE)) == "published"
    assert bench.get(Course, COURSE).published_at == first
    assert status(bench, UnpublishCourse(course_id=COURSE)) == "draft"
    assert bench.get(Course, COURSE).published_at is None
    assert status(bench, ArchiveCourse(course_id=COURSE)) == "archived"
    assert bench.events() == [
        ("course.published", COURSE),
        ("course.archived", COURSE),
        ("course.published", COURSE),
        ("course.archived", COURSE),
    ]
    assert [(row.previous, row.current, row.reason) for row in bench.find(AuditRecord)] == [
        ("draft", "published", "ready"),
        ("published", "archived", None),
        ("archived", "published", None),
        ("published", "draft", None),
        ("draft", "archived", None),
    ]


@pytest.mark.parametrize(
    ("status_now", "command"),
    [
        ("published", PublishCourse(course_id=COURSE)),
        ("draft", UnpublishCourse(course_id=COURSE)),
        ("archived", ArchiveCourse(course_id=COURSE)),
    ],
)
def test_a_step_to_where_the_course_is(status_now: str, command: Command) -> None:
    with refused("course.same_status", status=status_now, slug="course"):
        academy(status=status_now).run(command)


def test_an_archived_course_is_published_before_it_is_a_draft() -> None:
    with refused("course.wrong_status", status="archived", wanted="draft", slug="course"):
        academy(status="archived").run(UnpublishCourse(course_id=COURSE))


def test_publishing_needs_a_lesson_and_all_files() -> None:
    bench = academy(status="draft")
    bench.put(course(60, 2, status="draft"))
    with refused("course.no_lessons", slug="course-60"):
        bench.run(PublishCourse(course_id=60))
    material = Material(
        id=1,
        course_id=COURSE,
        file_name="f",
        file_type="t",
        file_size_bytes=1,
        sha256="0" * 64,
        state="uploading",
        created_at=START,
    )
    bench.put(material)
    with refused("course.files_missing", count=1):
        bench.run(PublishCourse(course_id=COURSE))
    assert bench.find(Lesson, course_id=COURSE)


def test_opening_an_archived_course_seats_those_who_wait() -> None:
    bench = academy(max_students=1)
    bench.put(
        enrollment(1, 105, COURSE),
        WaitingEntry(course_id=COURSE, student_id=101, asked_at=START),
    )
    bench.run(ArchiveCourse(course_id=COURSE))
    bench.run(ChangeEnrollmentStatus(enrollment_ids=(1,), action="drop"))
    assert waiting(bench, COURSE) == [101]
    bench.run(PublishCourse(course_id=COURSE))
    assert waiting(bench, COURSE) == []


def test_deleting_frees_the_slug_and_ends_the_waiting() -> None:
    bench = academy(slug="s" * 255)
    bench.put(
        InstructorProfile(id=2, user_id=2, created_at=START, total_courses=1),
        WaitingEntry(course_id=COURSE, student_id=101, asked_at=START),
    )
    bench.run(DeleteCourse(course_id=COURSE))
    row = bench.get(Course, COURSE)
    assert row.is_deleted
    assert row.slug == "s" * 252 + "~10"
    assert bench.find(InstructorProfile)[0].total_courses == 0
    assert waiting(bench, COURSE) == []
    assert bench.find(Lesson)
    assert [(row.action, row.current) for row in bench.find(AuditRecord)] == [
        ("is_deleted", "true")
    ]
    assert bench.events() == []
    bench.run(create(slug="s" * 255))


@pytest.mark.parametrize(
    "command",
    [
        EditCourse(course_id=COURSE, changes=()),
        EditCourseSettings(course_id=COURSE, changes=()),
        PublishCourse(course_id=COURSE),
        UnpublishCourse(course_id=COURSE),
        ArchiveCourse(course_id=COURSE),
        DeleteCourse(course_id=COURSE),
    ],
    ids=lambda command: command.TYPE,
)
def test_a_deleted_course_is_left_alone(command: Command) -> None:
    with refused("course.deleted", slug="course"):
        academy(is_deleted=True).run(command)
