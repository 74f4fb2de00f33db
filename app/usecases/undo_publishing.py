"""What the program did because a course was published: an undo of that takes it back as well."""

from __future__ import annotations

from app.domain.commands import PublishCourse
from app.domain.entities import Course, EventRecord, WorkflowExecution
from app.domain.journal import JournalEntry
from app.ports.storage import UnitOfWork
from app.usecases.reactions.content_processing import publishing_id


def refreshes(entry: JournalEntry, uow: UnitOfWork) -> list[JournalEntry]:
    """The refreshes of totals that followed *entry*, newest first; none unless it published."""
    if entry.command_type != PublishCourse.TYPE:
        return []
    courses = [one.key for one in entry.images if one.table == Course.TABLE]
    told = uow.find(EventRecord, event_type="course.published", entity_id=courses)
    ids = [publishing_id(event) for event in told if event.created_at == entry.at]
    runs = uow.find(WorkflowExecution, workflow_id=ids) if ids else []
    followed = [one for run in runs for one in (run.result or {}).get("refreshes", ())]
    refreshed = [uow.journal_entry(command_id) for command_id in reversed(followed)]
    # Where the clock stood still, an earlier publishing of the course bears the same time.
    return [one for one in refreshed if one.entry_no > entry.entry_no]
