"""Who is told what, when something happened."""

from datetime import timedelta

from app.domain import commands as c
from app.domain.actor import SYSTEM
from app.domain.entities import Course, Enrollment, EventRecord, Notification, User
from app.domain.events import EnrollmentCreated, ModuleCompleted, UserRegistered
from tests.support.memory import START, enrollment, person
from tests.support.reactions import ANN, BEN, CLEO, COURSE, LESSON, Academy, alter, put


def enroll(academy: Academy, *students: int) -> list[int]:
    """Enroll students; their enrollments' ids."""
    ids = academy.store.allocate_ids(Enrollment, len(students))
    rows = tuple(
        c.EnrollRow(enrollment_id=key, student_id=student, course_id=COURSE)
        for key, student in zip(ids, students, strict=True)
    )
    academy.outcome(c.EnrollStudents(rows=rows))
    return list(ids)


def complete(academy: Academy, *enrollment_ids: int) -> None:
    academy.outcome(
        c.RecordProgress(
            rows=tuple(c.ProgressRow(enrollment_id=key, lesson_id=LESSON) for key in enrollment_ids)
        )
    )


def messages(academy: Academy, user_id: int) -> list[tuple[str, str, str]]:
    """(type, priority, message) of what a user was told, in order."""
    rows = academy.find(Notification, user_id=user_id)
    return [(row.type, row.priority, row.message) for row in rows]


def test_a_learners_way_through_a_course_is_told_step_by_step(academy: Academy) -> None:
    (key,) = enroll(academy, ANN)
    complete(academy, key)
    academy.settle()
    told = messages(academy, ANN)
    assert ("enrollment", "normal", "You are enrolled in “Botany”.") in told
    assert ("completion", "normal", "Congratulations: you have completed “Botany”.") in told
    assert ("completion", "normal", "You have completed the module “Module 1” of “Botany”.") in told
    number = "SC-2026-000001"
    issued = f"Your certificate for “Botany” has been issued: number {number}."
    assert told[-1] == ("completion", "normal", issued)
    academy.outcome(c.RevokeCertificate(certificate_number=number, reason="Wrong name"))
    academy.settle()
    revoked = f"Your certificate {number} for “Botany” is revoked. Reason: Wrong name"
    assert messages(academy, ANN)[-1] == ("system", "high", revoked)
    assert messages(academy, BEN) == []


def test_notifications_name_their_event_and_expire_after_90_days(academy: Academy) -> None:
    (key,) = enroll(academy, ANN)
    academy.settle()
    (notice,) = academy.find(Notification)
    assert (notice.related_entity_type, notice.related_entity_id) == ("enrollment", key)
    assert notice.metadata == {"event_id": 1}
    assert notice.expires_at == START + timedelta(days=90)


def test_an_imported_enrollment_is_told_as_what_it_is(academy: Academy) -> None:
    (key,) = academy.store.allocate_ids(Enrollment)
    row = c.EnrollmentRecord(
        enrollment_id=key, student_id=ANN, course_id=COURSE, status="completed"
    )
    academy.outcome(c.ImportEnrollments(rows=(row,)))
    academy.settle()
    (told,) = messages(academy, ANN)
    assert told[2] == "Your enrollment in “Botany” was recorded as completed."


def test_the_registered_are_welcomed(academy: Academy) -> None:
    row = c.PersonRow(user_id=50, email="dora@example.org", username="dora")
    academy.outcome(c.AddPeople(rows=(row,)))
    academy.settle()
    assert messages(academy, 50) == [
        ("system", "normal", "Your account dora@example.org is ready.")
    ]


def test_publishing_is_told_to_active_and_waiting_learners_only(
    academy: Academy,
) -> None:
    put(academy.store, [person(14), enrollment(90, 14, COURSE, status="suspended")])
    alter(academy.store, Course, COURSE, max_students=3)
    enroll(academy, ANN, CLEO, BEN)
    alter(academy.store, User, CLEO, is_active=False)
    academy.settle()
    before = len(academy.find(Notification))
    academy.outcome(c.PublishCourse(course_id=COURSE))
    academy.settle()
    published = academy.find(Notification)[before:]
    assert [(row.user_id, row.message) for row in published] == [
        (ANN, "“Botany” is now open."),
        (BEN, "“Botany” is now open."),
    ]
    academy.outcome(c.ArchiveCourse(course_id=COURSE))
    academy.settle()
    archived = academy.find(Notification)[before + 2 :]
    assert [row.user_id for row in archived] == [ANN]
    assert archived[0].message == "“Botany” has been archived and takes no new learners."


def test_events_about_what_was_undone_meanwhile_are_no_trouble(academy: Academy) -> None:
    about = {"entity_id": 70, "course_id": 70}
    with academy.store.unit_of_work(SYSTEM) as uow:
        uow.raise_event(EnrollmentCreated(**about, student_id=ANN, status="active"))
        uow.raise_event(EnrollmentCreated(**about, student_id=70, status="active"))
        uow.raise_event(ModuleCompleted(**about, student_id=ANN, module_id=70))
        uow.raise_event(UserRegistered(entity_id=70, email="e@example.org", role="student"))
        uow.commit(None)
    academy.settle()
    assert {row.status for row in academy.find(EventRecord)} == {"completed"}
    assert [message for *_, message in messages(academy, ANN)] == [
        "You are enrolled in a course.",
        "You have completed a module of a course.",
    ]
