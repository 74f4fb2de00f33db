"""Numbers as the user's language writes them."""

from __future__ import annotations

from PySide6.QtCore import QLocale

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
