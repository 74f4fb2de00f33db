"""Numbers and days as the user's language writes them."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTimeZone

NO_BREAK = "\u00a0"


def whole(value: float) -> str:
    """A count."""
    return QLocale().toString(round(value))


def tenth(value: float) -> str:
    """A number with one decimal place."""
    return QLocale().toString(float(value), "f", 1)


def hundredth(value: float) -> str:
    """A number with two decimal places."""
    return QLocale().toString(float(value), "f", 2)


def percent(value: float) -> str:
    """A percentage with one decimal place, none where it is whole."""
    rounded = round(value, 1)
    text = whole(rounded) if rounded == int(rounded) else tenth(rounded)
    return f"{text}{NO_BREAK}%"


def whole_percent(value: float) -> str:
    """A percentage without decimal places."""
    return f"{whole(value)}{NO_BREAK}%"


def day(value: date) -> str:
    """A day with its year."""
    return QLocale().toString(_date(value), "d MMM yyyy")


def short_day(value: date) -> str:
    """A day without its year."""
    return QLocale().toString(_date(value), "d MMM")


def month(value: date) -> str:
    """A month with its year."""
    return QLocale().toString(_date(value), "MMM yyyy")


def days(first: date, last: date) -> str:
    """A span of days, no year said twice."""
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month == last.month:
        return f"{first.day} – {day(last)}"
    return f"{short_day(first)} – {day(last)}"


def moment(value: datetime) -> str:
    """A time of this machine's clock, with its day."""
    return QLocale().toString(_local(value), "d MMM yyyy, HH:mm")


def clock(value: datetime) -> str:
    """A time of this machine's clock; the day where it is not today."""
    local = _local(value)
    today = QDate.currentDate()
    if local.date() == today:
        return QLocale().toString(local.time(), "HH:mm")
    same_year = local.date().year() == today.year()
    return QLocale().toString(local.date(), "d MMM" if same_year else "d MMM yyyy")


def _date(value: date) -> QDate:
    return QDate(value.year, value.month, value.day)


def _local(value: datetime) -> QDateTime:
    seconds = round(value.timestamp())
    return QDateTime.fromSecsSinceEpoch(seconds, QTimeZone.systemTimeZone())
