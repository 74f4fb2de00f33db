"""Fill a catalogue entry from an error's data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any
from unicodedata import category

from app.domain.errors import SmartCourseError
from app.domain.messages import (
    background,
    certificates,
    content,
    courses,
    enrollments,
    interchange,
    lookup,
    people,
    printing,
    review,
    sync,
    undo,
    values,
    workspace,
)
from app.domain.messages.message import Message

CATALOGUE: dict[str, Message] = {
    **values.MESSAGES,
    **people.MESSAGES,
    **courses.MESSAGES,
    **content.MESSAGES,
    **enrollments.MESSAGES,
    **certificates.MESSAGES,
    **workspace.MESSAGES,
    **lookup.MESSAGES,
    **interchange.MESSAGES,
    **sync.MESSAGES,
    **undo.MESSAGES,
    **background.MESSAGES,
    **printing.MESSAGES,
    **review.MESSAGES,
}
"""Every reason with its sentence."""


LONGEST_VALUE = 300
"""Characters of a value that a sentence shows."""

_WANTED = {
    "bool": "true or false",
    "date": "a date such as 2026-02-10",
    "datetime": "a time such as 2026-02-10T09:30:00Z",
    "float": "a number",
    "int": "a whole number",
    "list": "a list",
    "number": "a number",
    "object": "a JSON object",
    "str": "a text",
    "time": "a time such as 2026-02-10T09:30:00Z",
}
"""Names of types in words for people."""

_TABLES = ("table", "used_by")
"""What names a table; people are not told of its schema (``ext.lessons``)."""

_NAMES = ("column", "columns", "field", "fields", *_TABLES)
"""What names columns and tables: who types them is told them as they are."""

_RELEASED = re.compile(r"~\d+$")
"""What the slug of a deleted course ends with, so that another may have it."""


class _Lenient(Formatter):
    """Leaves a placeholder readable where the data lacks it, rather than failing while failing.

    *typed*: names stand as whoever types commands and files has to write them.
    """

    def __init__(self, *, typed: bool) -> None:
        super().__init__()
        self._typed = typed

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        if not isinstance(key, str):
            return super().get_value(key, args, kwargs)
        value = kwargs.get(key, f"({key})")
        if key in _TABLES and isinstance(value, str):
            value = value.rpartition(".")[2]
        if key in _NAMES and not self._typed:
            return _spoken(value)
        if key == "slug" and isinstance(value, str) and not self._typed:
            return _RELEASED.sub("", value)
        return _WANTED.get(value, value) if key == "wanted" else value

    def format_field(self, value: Any, format_spec: str) -> Any:
        if isinstance(value, list | tuple | set | frozenset):
            value = ", ".join(map(str, value))
        if value is None or value == "":
            value = "(empty)"
        if isinstance(value, str) and len(value) > LONGEST_VALUE:
            value = value[: LONGEST_VALUE - 3] + "..."
        return super().format_field(value, format_spec)


def _spoken(names: Any) -> Any:
    """Names of columns and tables in words."""
    if isinstance(names, str):
        return names.replace("_", " ")
    if isinstance(names, list | tuple | set | frozenset):
        return [_spoken(one) for one in names]
    return names


_FORMATS = {typed: _Lenient(typed=typed) for typed in (False, True)}
_NOT_IN_A_LINE = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode's line breaks, controls (a terminal obeys some) and what no encoding can write."""


def sentence(error: SmartCourseError, *, typed: bool = False) -> str:
    """One line: the problem with its cause, then the remedy.

    *typed*: for who types commands or writes files, with the names that these take.
    """
    return " ".join(part for part in sentences(error, typed=typed) if part)


def sentences(error: SmartCourseError, *, typed: bool = False) -> tuple[str, str]:
    """The problem with its cause, and the remedy, each in one line; as `sentence`."""
    message = CATALOGUE[error.reason]
    remedy = message.typed if typed and message.typed else message.remedy
    return _filled(message.problem, error, _FORMATS[typed]), _filled(remedy, error, _FORMATS[typed])


def _filled(template: str, error: SmartCourseError, form: _Lenient) -> str:
    text = form.vformat(template, (), error.data)
    return "".join(" " if category(one) in _NOT_IN_A_LINE else one for one in text)
