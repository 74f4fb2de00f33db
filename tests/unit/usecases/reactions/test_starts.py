"""What Progress, Certificate and Content Processing ask for."""

from app.domain import commands as c
from app.domain.actor import SYSTEM
from app.domain.entities import (
    Certificate,
    Course,
    CourseSettings,
    Enrollment,
    EventRecord,
    Progress,
    WorkflowExecution,
    WorkflowStart,
)
from app.domain.events import EVENT_TYPES, EnrollmentCompleted, EnrollmentCreated
from app.usecases.reactions.registry import ROUTES, consumers
from tests.support.memory import START, enrollment, progress
from tests.support.reactions import ANN, BEN, COURSE, LESSON, Academy, alter, metrics_of, put


def raise_completed(academy: Academy, *enrollment_ids: int) -> None:
    with academy.store.unit_of_work(SYSTEM) as uow:
        for key in enrollment_ids:
            uow.raise_event(EnrollmentCompleted(entity_id=key, student_id=ANN, course_id=COURSE))
        uow.commit(None)


def test_every_event_type_goes_to_its_groups_and_every_group_is_there() -> None:
    assert ROUTES.keys() == EVENT_TYPES.keys()
    groups = [consumer.group for consumer in consumers(metrics_of)]
    assert sorted(groups) == sorted({group for named in ROUTES.values() for group in named})


def test_a_completed_enrollment_gets_its_certificate_by_itself(academy: Academy) -> None:
    done = enrollment(1, ANN, COURSE, status="completed", completed_at=START)
    put(academy.store, [done, progress(1, 1)])
    raise_completed(academy, 1)
    academy.settle()
    (certificate,) = academy.find(Certificate)
    assert (certificate.enrollment_id, certificate.certificate_number) == (1, "SC-2026-000001")
    (execution,) = academy.find(WorkflowExecution)
    assert (execution.workflow_type, execution.status) == ("CertificateIssue", "completed")
    assert (execution.entity_type, execution.entity_id) == ("enrollment", 1)


def test_no_certificate_is_due_where_the_course_does_not_say_so(academy: Academy) -> None:
    alter(academy.store, CourseSettings, COURSE, auto_certificate=False)
    put(academy.store, [enrollment(1, ANN, COURSE, status="completed", completed_at=START)])
    raise_completed(academy, 1)
    academy.settle()
    assert academy.find(WorkflowStart) == []


def test_no_certificate_is_due_once_the_enrollment_is_no_longer_completed(
    academy: Academy,
) -> None:
    put(academy.store, [enrollment(1, ANN, COURSE, status="active")])
    raise_completed(academy, 1, 99)
    academy.settle()
    assert academy.find(WorkflowStart) == []


def test_completing_twice_brings_one_certificate(academy: Academy) -> None:
    done = enrollment(1, ANN, COURSE, status="completed", completed_at=START)
    put(academy.store, [done, progress(1, 1)])
    raise_completed(academy, 1)
    academy.settle()
    raise_completed(academy, 1)
    academy.settle()
    assert len(academy.find(Certificate)) == 1
    assert len(academy.find(WorkflowExecution, status="completed")) == 2


def test_publishing_refreshes_the_totals_of_everyone_in_the_course(academy: Academy) -> None:
    put(
        academy.store,
        [
            enrollment(1, ANN, COURSE),
            enrollment(2, BEN, COURSE, status="dropped"),
            progress(1, 1, total_lessons=9),
            progress(2, 2, total_lessons=9),
        ],
    )
    academy.outcome(c.PublishCourse(course_id=COURSE))
    academy.settle()
    assert [row.total_lessons for row in academy.find(Progress)] == [1, 1]
    (execution,) = academy.find(WorkflowExecution)
    assert execution.workflow_type == "CoursePublishing"
    assert execution.result is not None
    assert (execution.result["files"], execution.result["refreshed"]) == (0, 2)
    assert len(execution.result["refreshes"]) == 1
    assert academy.get(Course, COURSE).status == "published"


def test_an_updated_course_starts_nothing(academy: Academy) -> None:
    academy.outcome(c.PublishCourse(course_id=COURSE))
    academy.settle()
    change = c.Change("title", "Botany", "Botany II")
    academy.outcome(c.EditCourse(course_id=COURSE, changes=(change,)))
    academy.settle()
    (event,) = academy.find(EventRecord, event_type="course.updated")
    assert event.status == "completed"
    assert len(academy.find(WorkflowExecution)) == 1


def enroll(academy: Academy, student: int) -> int:
    (key,) = academy.store.allocate_ids(Enrollment)
    row = c.EnrollRow(enrollment_id=key, student_id=student, course_id=COURSE)
    academy.outcome(c.EnrollStudents(rows=(row,)))
    return key


def test_an_enrollment_gets_its_progress_row_with_the_courses_totals(academy: Academy) -> None:
    keys = [enroll(academy, ANN), enroll(academy, BEN)]
    academy.settle()
    rows = academy.find(Progress)
    assert [(row.enrollment_id, row.total_modules, row.total_lessons) for row in rows] == [
        (key, 1, 1) for key in keys
    ]


def test_a_progress_row_that_is_there_costs_no_command(academy: Academy) -> None:
    row = c.ProgressRow(enrollment_id=enroll(academy, ANN), lesson_id=LESSON)
    academy.outcome(c.RecordProgress(rows=(row,)))
    before = academy.find(Progress)
    academy.settle()
    assert academy.find(Progress) == before
    types = [entry.command_type for entry in academy.store.journal()]
    assert "course.refresh_totals" not in types


def test_an_enrollment_that_is_gone_again_is_no_trouble(academy: Academy) -> None:
    with academy.store.unit_of_work(SYSTEM) as uow:
        event = EnrollmentCreated(entity_id=9, student_id=ANN, course_id=COURSE, status="active")
        uow.raise_event(event)
        uow.commit(None)
    academy.settle()
    assert academy.find(Progress) == []
    assert {row.status for row in academy.find(EventRecord)} == {"completed"}
