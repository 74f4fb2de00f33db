"""What can go wrong, as data. `app.domain.messages` turns a reason into a sentence."""

from __future__ import annotations

from typing import Any, ClassVar


class SmartCourseError(Exception):
    """Base of every expected failure.

    `reason` is a dotted key of the message catalogue (``course.full``); `data` fills its
    sentence and lets callers branch. Subclasses say whose matter it is, not what happened.
    """

    FAMILY: ClassVar[str] = "error"

    def __init__(self, reason: str, **data: Any) -> None:
        super().__init__(reason, data)
        self.reason = reason
        self.data = data

    def __str__(self) -> str:
        return f"{self.reason} {self.data}" if self.data else self.reason


class Rejected(SmartCourseError):
    """A rule of the domain refuses the command."""

    FAMILY: ClassVar[str] = "rejected"


class Invalid(Rejected):
    """A value cannot stand in its field; `data` has ``field`` and what the field takes."""

    FAMILY: ClassVar[str] = "invalid"


class NotFound(Rejected):
    """The record a command or query names is not there; `data` has ``table`` and ``key``."""

    FAMILY: ClassVar[str] = "not_found"


class NotAllowed(Rejected):
    """The actor's role does not permit it; `data` has ``action`` and ``role``."""

    FAMILY: ClassVar[str] = "not_allowed"


class EnvironmentFault(SmartCourseError):
    """The machine, a file or a service stands in the way: a full disk, a busy lock."""

    FAMILY: ClassVar[str] = "environment"


class BadInput(SmartCourseError):
    """A file or message from outside is not what it should be."""

    FAMILY: ClassVar[str] = "input"
