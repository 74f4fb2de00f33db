"""Translated words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

CONTEXT = "SmartCourse"


def tr(text: str, **values: Any) -> str:
    """A text in the user's language, with values put into its {places}."""
    translated = QCoreApplication.translate(CONTEXT, text)
    return translated.format(**values) if values else translated


def trn(one: str, many: str, n: int, **values: Any) -> str:
    """A text for *n* things; {n} stands for the number as the user's language writes it."""
    from PySide6.QtCore import QLocale

    return tr(one if n == 1 else many, n=QLocale().toString(n), **values)


def tip(text: str) -> str:
    """A tooltip that names something of the user's: angle brackets in it are no markup."""
    if "<" not in text:
        return text
    from html import escape  # with the names of every sign there is, for the few who need it

    return f"<span>{escape(text)}</span>"


def literal(text: str) -> str:
    """A button's words that name something of the user's: an ampersand in them is no shortcut."""
    return text.replace("&", "&&")
