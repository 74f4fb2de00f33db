"""What learners are told of the events about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.domain.dataclass import dataclass
from app.domain.entities import Course, EventRecord, Module, NotificationType, Priority
from app.ports.storage import Rows
from app.usecases.reactions.consumer import ids, number


@dataclass(frozen=True, slots=True)
class Text:
    """A notification without its reader."""

    type: NotificationType
    title: str
    message: str
    priority: Priority = "normal"


class Titles:
    """Titles of courses and modules, read together for a set of events."""

    def __init__(self, events: Sequence[EventRecord], rows: Rows) -> None:
        of_courses = [event for event in events if "course_id" in event.payload]
        of_modules = [event for event in events if "module_id" in event.payload]
        self._courses = rows.get_many(Course, ids(of_courses, "course_id"))
        self._modules = rows.get_many(Module, ids(of_modules, "module_id"))

    def course(self, event: EventRecord) -> str:
        """The quoted title of the event's course; its creation may have been undone since."""
        course = self._courses.get(number(event, "course_id"))
        return f"“{course.title}”" if course else "a course"

    def module(self, event: EventRecord) -> str:
        """The quoted title of the event's module; it may have been deleted since."""
        module = self._modules.get(number(event, "module_id"))
        return f"the module “{module.title}”" if module else "a module"


def _enrolled(event: EventRecord, titles: Titles) -> Text:
    course, status = titles.course(event), event.payload["status"]
    if status == "active":
        return Text("enrollment", "You are enrolled", f"You are enrolled in {course}.")
    message = f"Your enrollment in {course} was recorded as {status}."
    return Text("enrollment", "Your enrollment was recorded", message)


def _completed(event: EventRecord, titles: Titles) -> Text:
    message = f"Congratulations: you have completed {titles.course(event)}."
    return Text("completion", "Course completed", message)


def _module_completed(event: EventRecord, titles: Titles) -> Text:
    message = f"You have completed {titles.module(event)} of {titles.course(event)}."
    return Text("completion", "Module completed", message)


def _issued(event: EventRecord, titles: Titles) -> Text:
    issued = event.payload["certificate_number"]
    message = f"Your certificate for {titles.course(event)} has been issued: number {issued}."
    return Text("completion", "Certificate issued", message)


def _revoked(event: EventRecord, titles: Titles) -> Text:
    revoked, reason = event.payload["certificate_number"], event.payload["reason"]
    message = f"Your certificate {revoked} for {titles.course(event)} is revoked. Reason: {reason}"
    return Text("system", "Certificate revoked", message, "high")


LEARNER_TEXTS: Mapping[str, Callable[[EventRecord, Titles], Text]] = {
    "enrollment.created": _enrolled,
    "enrollment.completed": _completed,
    "progress.module_completed": _module_completed,
    "certificate.issued": _issued,
    "certificate.revoked": _revoked,
}
"""Event type to what the learner in its payload is told."""


def welcome(event: EventRecord) -> Text:
    """What someone is told who was registered."""
    message = f"Your account {event.payload['email']} is ready."
    return Text("system", "Welcome to SmartCourse", message)


def published(event: EventRecord) -> Text:
    """What active and waiting learners are told when their course is published."""
    return Text("system", "Course published", f"“{event.payload['title']}” is now open.")


def archived(event: EventRecord) -> Text:
    """What active learners are told when their course is archived."""
    message = f"“{event.payload['title']}” has been archived and takes no new learners."
    return Text("system", "Course archived", message)
