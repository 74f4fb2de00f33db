"""Frozen data classes that cost little to declare: each method is written when it is first used.

The standard library writes and compiles six methods for each class while it is declared. Before the
first screen a hundred classes are declared, of most of which not one instance is made: all that
writing was a tenth of the start.

The classes are the standard library's (`fields`, `replace`, `asdict` take them), and a type check
sees its decorator. A class with `__post_init__`, or with a field that asks for more than a default,
is declared by the standard library alone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import MISSING, FrozenInstanceError
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - passed on
else:

    def dataclass(
        *, frozen: bool = False, slots: bool, kw_only: bool = False, eq: bool = True
    ) -> Callable[[type], type]:
        """`dataclasses.dataclass`, and quickly declared if the class is frozen and has slots."""
        if not (frozen and slots and eq):
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, eq=eq)

        def declare(plain: type) -> type:
            if not _is_plain(plain):
                return dataclasses.dataclass(frozen=True, slots=True, kw_only=kw_only)(plain)
            # Without a text of its own, a class's signature would be worked out to make one.
            plain.__doc__ = plain.__doc__ or plain.__name__
            kind = dataclasses.dataclass(
                init=False, repr=False, eq=False, slots=True, kw_only=kw_only
            )(plain)
            for name, method in (_SHARED | _unwritten(kind)).items():
                if vars(kind).get(name) is None:
                    setattr(kind, name, method)
            return kind

        return declare


def _is_plain(kind: type) -> bool:
    """Whether the methods written here do all that the class asks for."""
    fields = (one for one in vars(kind).values() if isinstance(one, dataclasses.Field))
    special = any(not one.init or one.hash is not None for one in fields)
    return not special and not hasattr(kind, "__post_init__")


def _fields(of: Any) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(of)


def _unwritten(kind: type) -> dict[str, Callable[..., Any]]:
    """Methods that write themselves with their first call."""

    def unwritten(name: str, write: Callable[[type], Callable[..., Any]]) -> Callable[..., Any]:
        def first(*given: Any, **named: Any) -> Any:
            method = write(kind)
            method.__qualname__ = f"{kind.__qualname__}.{name}"
            setattr(kind, name, method)
            return method(*given, **named)

        return first

    return {name: unwritten(name, write) for name, write in _WRITERS.items()}


def _write_init(kind: type) -> Callable[..., Any]:
    scope: dict[str, Any] = {"MISSING": MISSING}
    parameters, lines = ["self"], [" pass"]
    ordered = sorted(_fields(kind), key=lambda one: bool(one.kw_only))
    for one in ordered:
        if one.kw_only and "*" not in parameters:
            parameters.append("*")
        value = one.name
        default = ""
        if one.default_factory is not MISSING:
            scope[f"make_{one.name}"] = one.default_factory
            default = "=MISSING"
            value = f"make_{one.name}() if {one.name} is MISSING else {one.name}"
        elif one.default is not MISSING:
            scope[f"default_{one.name}"] = one.default
            default = f"=default_{one.name}"
        parameters.append(one.name + default)
        scope[f"set_{one.name}"] = getattr(kind, one.name).__set__
        lines.append(f" set_{one.name}(self, {value})")
    return _compiled("__init__", parameters, lines, scope)


def _write_eq(kind: type) -> Callable[..., Any]:
    lines = [
        " if other.__class__ is not self.__class__: return NotImplemented",
        f" return {_values('self', kind)} == {_values('other', kind)}",
    ]
    return _compiled("__eq__", ["self", "other"], lines, {})


def _write_hash(kind: type) -> Callable[..., Any]:
    return _compiled("__hash__", ["self"], [f" return hash({_values('self', kind)})"], {})


def _values(of: str, kind: type) -> str:
    """The text of a tuple of what two instances are compared by."""
    return "(" + "".join(f"{of}.{one.name}, " for one in _fields(kind) if one.compare) + ")"


def _compiled(
    name: str, parameters: Iterable[str], lines: Iterable[str], scope: dict[str, Any]
) -> Callable[..., Any]:
    head = f"def {name}({', '.join(parameters)}):"
    exec("\n".join([head, *lines]), scope)  # noqa: S102 - made of a class's own names
    method: Callable[..., Any] = scope[name]
    return method


_WRITERS = {"__init__": _write_init, "__eq__": _write_eq, "__hash__": _write_hash}


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (one.name for one in _fields(self) if one.repr)
    inner = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{self.__class__.__qualname__}({inner})"


def _refuse_setting(self: Any, name: str, value: Any) -> None:
    del self, value
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(self: Any, name: str) -> None:
    del self
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    """For copies and other processes."""
    return [getattr(self, one.name) for one in _fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for one, value in zip(_fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_SHARED: dict[str, Callable[..., Any]] = {
    "__repr__": _repr,
    "__setattr__": _refuse_setting,
    "__delattr__": _refuse_deleting,
    "__getstate__": _state,
    "__setstate__": _restore,
}
