"""Cells in words, as the user's language writes them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt

from app.ports.grid import Cell
from app.queries.grid import GridColumn
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
    "no": "–",
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
        return {"date": day_text, "time": time_text}.get(column.kind, str)(value)
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


@lru_cache(maxsize=4096)
def day_text(text: str) -> str:
    """A day, such as 5 Nov 2026, of a time's canonical text."""
    moment = _local(text)
    pattern = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    day_first = pattern.find("d") < pattern.find("M")
    return QLocale().toString(moment.date(), "d MMM yyyy" if day_first else "MMM d, yyyy")


@lru_cache(maxsize=4096)
def time_text(text: str) -> str:
    """A day and the time of day."""
    moment = _local(text)
    clock = QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)
    return f"{day_text(text)}, {clock}"


def _local(text: str) -> QDateTime:
    if len(text) == 10:
        return QDate.fromString(text, Qt.DateFormat.ISODate).startOfDay()
    return QDateTime.fromString(text[:19] + "Z", Qt.DateFormat.ISODate).toLocalTime()


def facts_text(value: Cell) -> str:
    """A course's contents: ``12,3`` is 12 lessons in 3 modules; other texts as they are."""
    parts = str(value or "").split(",")
    if len(parts) == 2 and all(part.isdigit() for part in parts):
        lessons = trn("{n} lesson", "{n} lessons", int(parts[0]))
        modules = trn("{n} module", "{n} modules", int(parts[1]))
        return f"{lessons}, {modules}"
    return " ".join(str(value or "").split())
