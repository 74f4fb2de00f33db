"""The Certificate group: asks for the certificate that a course issues by itself."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.commands import Command
from app.domain.entities import CourseSettings, Enrollment, EventRecord, WorkflowStart
from app.ports.storage import Rows, UnitOfWork
from app.usecases.reactions.consumer import ids, number


class CertificateConsumer:
    """Starts CertificateIssue where the course's settings say so.

    A certificate is due when an enrollment was completed and, by the time the event is handled,
    still is; whether it has a valid one already is judged when it is issued.
    """

    group = "certificate"

    def commands(self, events: Sequence[EventRecord], rows: Rows) -> Sequence[Command]:  # noqa: ARG002
        """None: the certificate is issued by the workflow."""
        return ()

    def react(self, events: Sequence[EventRecord], uow: UnitOfWork) -> None:
        """Ask for one workflow for each certificate that is due."""
        settings = uow.get_many(CourseSettings, ids(events, "course_id"))
        enrollments = uow.get_many(Enrollment, ids(events, "entity_id"))
        starts = []
        for event in events:
            course = settings.get(number(event, "course_id"))
            row = enrollments.get(number(event, "entity_id"))
            if course and course.auto_certificate and row and row.status == "completed":
                starts.append(_start(event, uow))
        uow.save_all(starts)


def _start(event: EventRecord, uow: UnitOfWork) -> WorkflowStart:
    return WorkflowStart(
        workflow_id=f"certificate-issue-{event.id}",
        workflow_type="CertificateIssue",
        input_data={"enrollment_id": event.entity_id},
        entity_type="enrollment",
        entity_id=event.entity_id,
        user_id=event.user_id,
        requested_at=uow.now,
    )
