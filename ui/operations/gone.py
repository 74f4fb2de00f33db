"""Whether what waits for an answer has gone meanwhile, so that no view has to think of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from types import FunctionType, MethodType
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

Told = TypeVar("Told", bound=Callable[..., object])

_OUTLIVES = "_outlives_its_view"


def outliving(told: Told) -> Told:
    """Have *told* called whatever has gone: it looks itself at what is still there."""
    setattr(told, _OUTLIVES, True)
    return told


def is_gone(told: Callable[..., object]) -> bool:
    """Whether *told* belongs to something deleted, as screens are that are made anew.

    It belongs to the object that it is a method of, and, written in place (a lambda, a function in
    a function, a `partial`), to every one that it mentions. To be asked on the GUI thread.
    """
    return not all(isValid(one) for one in _mentioned(told))


def _mentioned(part: Any, seen: set[int] | None = None) -> Iterator[QObject]:
    seen = set() if seen is None else seen
    if id(part) in seen:
        return  # A function may mention itself.
    seen.add(id(part))
    if isinstance(part, QObject):
        yield part
    elif isinstance(part, MethodType):
        yield from _mentioned(part.__self__, seen)
    elif isinstance(part, partial):
        for one in (part.func, *part.args, *part.keywords.values()):
            yield from _mentioned(one, seen)
    elif isinstance(part, FunctionType):
        if not hasattr(part, _OUTLIVES):
            for cell in part.__closure__ or ():
                yield from _mentioned(_content(cell), seen)
    elif type(part).__module__.startswith("ui."):
        # What works for a screen without being part of it goes with what it holds.
        held = getattr(part, "__dict__", {}).values()
        yield from (one for one in held if isinstance(one, QObject))


def _content(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        return None  # Not filled yet: a function that mentions itself or a later one.
