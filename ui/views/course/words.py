"""Words and pictures that the parts of a course's screen share."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.entities import LessonType
from app.domain.entities.courses import CourseStatus
from ui.widgets.words import tr

TYPE_ICONS: Mapping[LessonType, str] = {
    "text": "file-text",
    "video": "circle-play",
    "quiz": "list-todo",
    "assignment": "clipboard-pen",
}
STATUS_ICONS: Mapping[CourseStatus, str] = {
    "draft": "pencil",
    "published": "circle-check",
    "archived": "archive",
}
STATUS_TONES: Mapping[CourseStatus, str] = {
    "draft": "neutral",
    "published": "success",
    "archived": "neutral",
}


def type_word(kind: LessonType) -> str:
    """A lesson's type in words."""
    return {
        "text": tr("Text"),
        "video": tr("Video"),
        "quiz": tr("Quiz"),
        "assignment": tr("Assignment"),
    }[kind]


def status_word(status: CourseStatus) -> str:
    """A course's status in words."""
    return {"draft": tr("Draft"), "published": tr("Published"), "archived": tr("Archived")}[status]


def duration(minutes: int) -> str:
    """``45`` minutes, ``1 h 05`` from an hour on."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d}" if hours else str(minutes)


def spoken_duration(minutes: int) -> str:
    """A duration in a sentence: ``45 min``, ``1 h 05``."""
    return duration(minutes) if minutes >= 60 else tr("{n} min", n=minutes)
