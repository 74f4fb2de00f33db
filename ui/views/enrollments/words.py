"""What can be done with enrollments, in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.commands import StatusAction
from ui.views.enrollments.changing import Changed, Summary
from ui.widgets.words import tr, trn

ACTIONS: Mapping[StatusAction, tuple[str, str]] = {
    "suspend": ("Suspend", "circle-pause"),
    "reactivate": ("Reactivate", "circle-play"),
    "complete": ("Complete", "circle-check"),
    "drop": ("Drop", "circle-x"),
}

PAYMENTS: Mapping[str, tuple[str, str]] = {
    "completed": ("Mark as paid", "credit-card"),
    "pending": ("Mark as unpaid", "clock"),
    "refunded": ("Mark as refunded", "rotate-ccw"),
}

_DONE: Mapping[str, tuple[str, str]] = {
    "suspend": ("{n} enrollment set to Suspended", "{n} enrollments set to Suspended"),
    "reactivate": ("{n} enrollment set to Active", "{n} enrollments set to Active"),
    "complete": ("{n} enrollment set to Completed", "{n} enrollments set to Completed"),
    "drop": ("{n} enrollment set to Dropped", "{n} enrollments set to Dropped"),
    "payment.completed": ("{n} enrollment marked as paid", "{n} enrollments marked as paid"),
    "payment.pending": ("{n} enrollment marked as unpaid", "{n} enrollments marked as unpaid"),
    "payment.refunded": (
        "{n} enrollment marked as refunded",
        "{n} enrollments marked as refunded",
    ),
    "edit": ("{n} change applied", "{n} changes applied"),
}

_ASKED: Mapping[StatusAction, tuple[str, str]] = {
    "suspend": ("Suspend {n} enrollment", "Suspend {n} enrollments"),
    "reactivate": ("Reactivate {n} enrollment", "Reactivate {n} enrollments"),
    "complete": ("Complete {n} enrollment", "Complete {n} enrollments"),
    "drop": ("Drop {n} enrollment", "Drop {n} enrollments"),
}

_MARKS: Mapping[str, tuple[str, str]] = {
    "completed": ("Mark {n} enrollment as paid", "Mark {n} enrollments as paid"),
    "pending": ("Mark {n} enrollment as unpaid", "Mark {n} enrollments as unpaid"),
    "refunded": ("Mark {n} enrollment as refunded", "Mark {n} enrollments as refunded"),
}

_WHY_STAYS: Mapping[StatusAction, str] = {
    "suspend": "only active ones can be suspended",
    "reactivate": "active ones cannot be reactivated",
    "complete": "only active ones can be completed",
    "drop": "only active and suspended ones can be dropped",
}

_MEANS: Mapping[StatusAction, str] = {
    "suspend": "They keep their seats and their progress, and can be reactivated.",
    "reactivate": "Whoever had dropped out or completed needs a free seat, and must not have a "
    "valid certificate. What was recorded as done counts again.",
    "complete": "Their progress is set to 100 %, and certificates can be issued.",
    "drop": "Their seats go to whoever waits for one. Their progress is kept.",
}


def asked_words(action: StatusAction, count: int) -> str:
    """The deciding button."""
    return trn(*_ASKED[action], count)


def payment_words(payment: str, count: int) -> str:
    """What a change of payments is called while it is at work."""
    return trn(*_MARKS[payment], count)


def summary_words(action: StatusAction, summary: Summary) -> str:
    """What a change would do."""
    means = tr(_MEANS[action])
    if not summary.stays:
        return means
    stay = trn("{n} stays as it is: ", "{n} stay as they are: ", summary.stays)
    return f"{means} {stay}{tr(_WHY_STAYS[action])}."


def done_words(what: str, changed: Changed) -> tuple[str, str]:
    """What a change has done: a title, and a line about what stays as it was."""
    title = trn(*_DONE[what], changed.done)
    if not changed.refused:
        return title, ""
    return title, trn(
        "{n} stays as it was: its status or a certificate does not allow it.",
        "{n} stay as they were: their status or a certificate does not allow it.",
        changed.refused,
    )
