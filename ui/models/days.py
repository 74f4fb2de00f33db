"""Days and times in words, in the order of the user's language, by the clock of this machine."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

from PySide6.QtCore import QDate, QLocale, QTime


def day_text(value: date) -> str:
    """A day with its year: 5 Nov 2026, or Nov 5, 2026."""
    return _said(value, "d MMM yyyy", "MMM d, yyyy")


def short_day_text(value: date) -> str:
    """A day without its year."""
    return _said(value, "d MMM", "MMM d")


def weekday_text(value: date) -> str:
    """A day as one greets it: Monday, 5 November."""
    return _said(value, "dddd, d MMMM", "dddd, MMMM d")


def month_text(value: date) -> str:
    """A month with its year."""
    return QLocale().toString(_day(value), "MMM yyyy")


def span_text(first: date, last: date) -> str:
    """From one day to another, no year said twice."""
    if first == last:
        return day_text(first)
    begins = short_day_text(first) if first.year == last.year else day_text(first)
    return f"{begins} – {day_text(last)}"


def moment_text(value: datetime) -> str:
    """A day and the time of it."""
    local = value.astimezone()
    return f"{day_text(local.date())}, {_clock(local)}"


def lately_text(value: datetime) -> str:
    """The time where it is today, else the day, with its year where that is another."""
    local, today = value.astimezone(), datetime.now(UTC).astimezone().date()
    if local.date() == today:
        return _clock(local)
    return short_day_text(local) if local.year == today.year else day_text(local)


def _said(value: date, day_first: str, month_first: str) -> str:
    pattern = day_first if _day_first(QLocale()) else month_first
    return QLocale().toString(_day(value), pattern)


def _day_first(locale: QLocale) -> bool:
    return _day_first_of(locale.dateFormat(QLocale.FormatType.ShortFormat))


@lru_cache(maxsize=32)
def _day_first_of(pattern: str) -> bool:
    return pattern.find("d") < pattern.find("M")


def _clock(local: datetime) -> str:
    time = QTime(local.hour, local.minute, local.second)
    return QLocale().toString(time, QLocale.FormatType.ShortFormat)


def _day(value: date) -> QDate:
    return QDate(value.year, value.month, value.day)
