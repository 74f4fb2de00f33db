"""One line for a failure of any kind, as the program notes it on the work that failed."""

from __future__ import annotations

from app.domain.errors import SmartCourseError
from app.domain.messages.sentence import CATALOGUE, sentence


def explain(error: Exception) -> str:
    """The sentence of an expected failure; of any other its class and text."""
    if isinstance(error, SmartCourseError) and error.reason in CATALOGUE:
        return sentence(error)
    return f"{type(error).__name__}: {error}"
