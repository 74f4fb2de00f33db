"""Every event that the use cases raise fits its published schema."""

from jsonschema import Draft202012Validator

from app.domain import commands as c
from app.domain.entities import Enrollment, EventRecord
from app.domain.event_schemas import cloud_event, event_schemas
from app.domain.events import EVENT_TYPES
from tests.support.reactions import ANN, BEN, COURSE, LESSON, TEACHER, Academy


def live_through_everything(academy: Academy) -> None:
    """A course's whole life, in which each type of event is raised."""
    ids = academy.store.allocate_ids(Enrollment, 2)
    person = c.PersonRow(user_id=50, email="dora@example.org", username="dora")
    verified = c.PersonEdit(user_id=50, changes=(c.Change("is_verified", False, True),))
    enroll = tuple(
        c.EnrollRow(enrollment_id=key, student_id=student, course_id=COURSE)
        for key, student in zip(ids, (ANN, BEN), strict=True)
    )
    done = c.ProgressRow(enrollment_id=ids[0], lesson_id=LESSON)
    for command in (
        c.AddPeople(rows=(person,)),
        c.EditPeople(rows=(verified,)),
        c.CreateCourse(course_id=60, title="Zoology", instructor_id=TEACHER),
        c.PublishCourse(course_id=COURSE),
        c.EditCourse(course_id=COURSE, changes=(c.Change("title", "Botany", "Botany II"),)),
        c.EnrollStudents(rows=enroll),
        c.RecordProgress(rows=(done,)),
        c.ChangeEnrollmentStatus(enrollment_ids=(ids[1],), action="drop"),
    ):
        academy.outcome(command)
    academy.settle()
    revoke = c.RevokeCertificate(certificate_number="SC-2026-000001", reason="Wrong name")
    academy.outcome(revoke)
    academy.outcome(c.ArchiveCourse(course_id=COURSE))
    academy.settle()


def test_all_thirteen_are_raised_and_each_fits_its_schema(academy: Academy) -> None:
    live_through_everything(academy)
    records = academy.find(EventRecord)
    assert {record.event_type for record in records} == EVENT_TYPES.keys()
    for record in records:
        envelope = cloud_event(record, "deployment")
        Draft202012Validator(event_schemas()[record.event_type]).validate(envelope["data"])
        assert envelope["subject"] == f"{EVENT_TYPES[record.event_type].ENTITY}/{record.entity_id}"
    assert {record.status for record in records} == {"completed"}
