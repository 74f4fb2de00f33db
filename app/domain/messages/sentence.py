"""Fill a catalogue entry from an error's data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

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
}
"""Every reason with its sentence."""


class _Lenient(Formatter):
    """Leaves a placeholder readable where the data lacks it, rather than failing while failing."""

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        if isinstance(key, str):
            return kwargs.get(key, f"({key})")
        return super().get_value(key, args, kwargs)


_format = _Lenient()


def sentence(error: SmartCourseError) -> str:
    """One line: the problem with its cause, then the remedy."""
    message = CATALOGUE[error.reason]
    parts = (message.problem, message.remedy)
    return " ".join(_format.vformat(part, (), error.data) for part in parts if part)
