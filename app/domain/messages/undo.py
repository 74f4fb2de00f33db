"""Sentences about undoing, redoing and batches."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "undo.nothing": Message("There is nothing of yours to undo.", "Change something first."),
    "undo.not_undoable": Message(
        "This cannot be undone: {command}.", "Correct it by another change, such as a reissue."
    ),
    "undo.not_yours": Message(
        "Someone else made this change: {command}.", "Ask them or an admin to undo it."
    ),
    "undo.changed_since": Message(
        "{column} of {table} {key} was changed since: you left {yours}, now it is {now}.",
        "Compare the two, and edit it by hand if you still want it back.",
    ),
    "undo.in_use": Message(
        "{table} {key} cannot be taken back: {count} records in {used_by} were made for it since.",
        "Undo or delete those first.",
    ),
    "undo.certificate_exists": Message(
        "Enrollment {key} cannot be taken back: a certificate was issued for it.",
        "Revoke the certificate, then reactivate the enrollment; drop it if it should not be.",
    ),
    "undo.taken": Message(
        "{table} {key} cannot come back: another record has its {columns} now.",
        "Change the other record first, then undo again.",
    ),
    "undo.course_full": Message(
        "Course {key} has no free seat left for this undo: {held} would sit on {limit} seats.",
        "Raise the number of seats or free one, then undo again.",
    ),
    "undo.parent_gone": Message(
        "{table} {key} cannot come back: the {column} it belongs to is gone.",
        "Undo the deletion of that first.",
    ),
    "batch.cancelled": Message(
        "{label} was cancelled; nothing of it remains.", "Start it again when you are ready."
    ),
    "batch.incomplete": Message(
        "{label} was stopped, but {count} of its steps were built upon and stay.",
        "Look at what they changed, and undo it by hand where needed.",
    ),
    "redo.nothing": Message(
        "There is nothing to do again: the last thing you did was not an undo.",
        "Undo something first.",
    ),
}
