"""Cells in words, as the user's language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

from PySide6.QtCore import QLocale

from app.ports.grid import Cell
from app.queries.grid import GridColumn
from ui.models.days import day_text, moment_text
from ui.widgets.words import tr, trn

EMPTY = "–"

STATUS_WORDS = {
    "active": "Active",
    "completed": "Completed",
    "dropped": "Dropped",
    "suspended": "Suspended",
    "pending": "Pending",
    "refunded": "Refunded",
    "student": "Learner",
    "instructor": "Instructor",
    "admin": "Admin",
    "inactive": "Inactive",
    "draft": "Draft",
    "published": "Published",
    "archived": "Archived",
    "beginner": "Beginner",
    "intermediate": "Intermediate",
    "advanced": "Advanced",
    "valid": "Valid",
    "revoked": "Revoked",
    "enrollment": "Enrollment",
    "completion": "Completion",
    "announcement": "Announcement",
    "reminder": "Reminder",
    "system": "System",
    "low": "Low",
    "normal": "Normal",
    "high": "High",
    "urgent": "Urgent",
    "unread": "Unread",
    "read": "Read",
    "processing": "In doubt",
    "failed": "Failed",
    "running": "Running",
    "cancelled": "Cancelled",
    "pinned": "Pinned",
    "no": "Not pinned",
    "yes": "Yes",
}
"""What stored values are called."""

OF_COLUMN = {("payment", "completed"): "Paid"}
"""Where a column calls a value otherwise."""


def column_title(column: GridColumn) -> str:
    """A column's name."""
    return tr(column.title)


def choice_text(column: GridColumn, value: Cell) -> str:
    """What a column's stored value is called."""
    text = str(value)
    return tr(OF_COLUMN.get((column.id, text)) or STATUS_WORDS.get(text, text))


def cell_text(column: GridColumn, value: Cell) -> str:
    """A cell in words; an en dash where it is empty."""
    if value is None or value == "":
        return EMPTY
    if column.kind == "status":
        return choice_text(column, value)
    if isinstance(value, str):
        return {"date": stored_day_text, "time": stored_moment_text}.get(column.kind, str)(value)
    if column.kind == "percent":
        return percent_text(round(value))
    if column.kind == "money":
        return QLocale().toString(float(value), "f", 2)
    return number_text(value)


@lru_cache(maxsize=256)
def percent_text(value: int) -> str:
    """A share of a hundred."""
    return tr("{n} %", n=number_text(value))


def number_text(value: float) -> str:
    """A number; one decimal where it has any."""
    locale = QLocale()
    if isinstance(value, int) or value == int(value):
        return locale.toString(int(value))
    return locale.toString(float(value), "f", 1)


def stored_day_text(text: str) -> str:
    """A day, of a time's canonical text."""
    return _stored_day(text, QLocale().name())


def stored_moment_text(text: str) -> str:
    """A day and the time of it, of a time's canonical text."""
    return _stored_moment(text, QLocale().name())


# Lists ask for the same times again at every painting, and many times are of one day; another
# language asks anew.


@lru_cache(maxsize=4096)
def _stored_day(text: str, language: str) -> str:
    is_day = len(text) == 10
    day = date.fromisoformat(text) if is_day else _stored_time(text).astimezone().date()
    return _day(day, language)


@lru_cache(maxsize=4096)
def _stored_moment(text: str, language: str) -> str:
    return _stored_day(text, language) if len(text) == 10 else moment_text(_stored_time(text))


@lru_cache(maxsize=1024)
def _day(day: date, language: str) -> str:
    del language
    return day_text(day)


def _stored_time(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def facts_text(value: Cell) -> str:
    """A course's contents: ``12,3`` is 12 lessons in 3 modules; other texts as they are."""
    parts = str(value or "").split(",")
    if len(parts) == 2 and all(part.isdigit() for part in parts):
        lessons = trn("{n} lesson", "{n} lessons", int(parts[0]))
        modules = trn("{n} module", "{n} modules", int(parts[1]))
        return f"{lessons}, {modules}"
    return " ".join(str(value or "").split())
