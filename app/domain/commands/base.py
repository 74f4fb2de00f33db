"""What every command has in common, and the registry of their types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from app.domain.dataclass import dataclass

C = TypeVar("C", bound="type[Command]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """An intended change, as a value.

    TYPE and VERSION name its form in the journal; SERVER_FIRST commands wait for the server in a
    connected workspace; UNDOABLE says whether a later `Revert` may invert it. A command carries
    ids only of what the user creates, and for each column it touches the value it was based on.
    """

    TYPE: ClassVar[str]
    VERSION: ClassVar[int] = 1
    SERVER_FIRST: ClassVar[bool] = False
    UNDOABLE: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Change:
    """One column's new value and the value it was based on, both as canonical values."""

    column: str
    base: Any
    value: Any


COMMAND_TYPES: dict[str, type[Command]] = {}
"""Every command by its TYPE; filled by `register` while the package is imported."""


def register(type_name: str, *, version: int = 1) -> Callable[[C], C]:
    """Name a command class and enter it into `COMMAND_TYPES`."""

    def enter(kind: C) -> C:
        kind.TYPE = type_name
        kind.VERSION = version
        COMMAND_TYPES[type_name] = kind
        return kind

    return enter
