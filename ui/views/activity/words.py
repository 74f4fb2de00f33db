"""What events, workflows, their steps and their contents are called."""

from __future__ import annotations

import re

from app.domain.events import EVENT_TYPES
from app.queries.activity import ActivityDetail, Facts, Part
from ui.models.days import moment_text
from ui.models.wording import STATUS_WORDS, number_text
from ui.widgets.words import tr

PARTS: dict[Part, str] = {
    "payload": "What it carried",
    "input": "What it was given",
    "result": "Result",
    "before": "Before",
    "after": "After",
}
NAMES = {
    "course_id": "Course",
    "student_id": "Learner",
    "instructor_id": "Instructor",
    "user_id": "Person",
    "entity_id": "Record",
    "certificate_number": "Number",
}
LONG_SECONDS, LONG_MINUTES = 60_000, 3_600_000


def title_text(found: ActivityDetail) -> str:
    """An event's name; a workflow's or an action's in separate words."""
    return found.title if found.kind == "events" else spaced(found.title)


def event_name(kind: str) -> str:
    """``certificate.issued`` as its name; one that is not known as it is."""
    known = EVENT_TYPES.get(kind)
    return known.NAME if known else kind


def part_title(part: Part) -> str:
    """What a group of facts is called."""
    return tr(PARTS[part])


def part_facts(facts: Facts) -> list[tuple[str, str]]:
    """Stored names in words, with their values."""
    return [(tr(NAMES.get(name) or spaced(name)), value) for name, value in facts]


def status_words(status: str) -> str:
    """What a status is called."""
    return tr(STATUS_WORDS.get(status, status))


def told(found: ActivityDetail) -> list[tuple[str, str]]:
    """When, by whom, how long, where it stands and how it is called."""
    lines = [(tr("When"), moment_text(found.at))]
    if found.by:
        lines.append((tr("By"), found.by))
    if found.took is not None:
        lines.append((tr("Took"), duration_text(found.took)))
    if found.step:
        lines.append((tr("Step"), spaced(found.step)))
    if found.tries:
        lines.append((tr("Tries"), number_text(found.tries)))
    if found.name:
        lines.append((tr("Type") if found.kind == "events" else tr("Id"), found.name))
    return lines


def duration_text(milliseconds: int) -> str:
    """A length of time in its largest fitting unit."""
    if milliseconds < 1000:
        return tr("{n} ms", n=number_text(milliseconds))
    if milliseconds < LONG_SECONDS:
        return tr("{n} s", n=number_text(round(milliseconds / 1000, 1)))
    if milliseconds < LONG_MINUTES:
        minutes, rest = divmod(round(milliseconds / 1000), 60)
        return tr("{m} min {s} s", m=number_text(minutes), s=number_text(rest))
    hours, rest = divmod(round(milliseconds / LONG_SECONDS), 60)
    return tr("{h} h {m} min", h=number_text(hours), m=number_text(rest))


def spaced(name: str) -> str:
    """``course_id`` and ``CoursePublishing`` as words."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").replace(".", ", ")
    return apart[:1].upper() + apart[1:].lower()
