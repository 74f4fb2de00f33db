"""Sentences about events and workflows."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "background.waits": Message(
        "{cause} What follows (notices, totals, certificates) waits for the next command.",
        "What was done is kept: do not repeat it.",
    ),
    "job.broke": Message(
        "The work ended in a way that was not foreseen; what was not whole has been taken back.",
        "Try again; Help, Diagnostics gathers what a report needs.",
    ),
    "memory.not_kept": Message(
        "What waits in this list could not be written to {path}; a crash would lose it.",
        "Apply it now, or free some space on that disk.",
    ),
    "event.not_failed": Message(
        "Event {key} was not given up: it is {status}.", "Retry only those among the dead letters."
    ),
    "workflow.not_running": Message(
        "The workflow {workflow_id} is {status}, so it cannot be cancelled.",
        "List the workflows to see which are running.",
    ),
    "workflow.not_ended": Message(
        "The workflow {workflow_id} is {status}, so there is nothing to retry.",
        "Only failed and cancelled workflows can be retried.",
    ),
    "workflow.compensated": Message(
        "The workflow {workflow_id} failed and what it followed was taken back ({activity}).",
        "Do that again instead of retrying the workflow.",
    ),
    "workflow.unknown_type": Message(
        "There is no workflow called {workflow_type}.", "Update the program and retry."
    ),
    "workflow.changed": Message(
        "The workflow {workflow_id} is recorded as having done {recorded} where it now does"
        " {wanted}.",
        "It was begun by another version of the program: start it anew.",
    ),
    "course.bytes_missing": Message(
        "The files of these materials are not in the workspace: {files}.",
        "Attach them again, then publish the course.",
    ),
}
