"""The Content Processing group: what follows the publishing of a course."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.commands import Command
from app.domain.entities import EventRecord, WorkflowStart
from app.ports.storage import Rows, UnitOfWork
from app.usecases.reactions.consumer import number
from app.usecases.reactions.notices import learners, notice_of, post
from app.usecases.reactions.texts import published


class ContentProcessingConsumer:
    """Starts CoursePublishing, and tells those who learn or wait that the course is open.

    A `course.updated` needs nothing more where the content is read from its own rows.
    """

    group = "content_processing"

    def commands(self, events: Sequence[EventRecord], rows: Rows) -> Sequence[Command]:  # noqa: ARG002
        """None: totals are refreshed by the workflow."""
        return ()

    def react(self, events: Sequence[EventRecord], uow: UnitOfWork) -> None:
        """Ask for one workflow and save one set of notices for each publishing."""
        for event in events:
            if event.event_type == "course.published":
                uow.save_all([_start(event, uow)])
                readers = learners(number(event, "entity_id"), uow, waiting=True)
                post([notice_of(event, reader, published(event)) for reader in readers], uow)


def publishing_id(event: EventRecord) -> str:
    """The id of the workflow that a `course.published` starts."""
    return f"course-publishing-{event.id}"


def _start(event: EventRecord, uow: UnitOfWork) -> WorkflowStart:
    course_id = number(event, "entity_id")
    return WorkflowStart(
        workflow_id=publishing_id(event),
        workflow_type="CoursePublishing",
        input_data={"course_id": course_id},
        entity_type="course",
        entity_id=course_id,
        user_id=event.user_id,
        requested_at=uow.now,
    )
