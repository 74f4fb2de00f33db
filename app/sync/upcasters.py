"""Commands as values that outlive the program's versions: encoded once, read through upcasters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.canonical import from_canonical, to_canonical
from app.domain.commands import COMMAND_TYPES, Command
from app.domain.entities import Json
from app.domain.errors import BadInput
from app.ports.replica import EncodedCommand

PROTOCOL = 1
"""The form of sealed ops and pages that this version speaks."""

PROTOCOLS_READ = 3
"""A server reads this many newest protocols."""

Upcaster = Callable[[Json], Json]
"""A pure function from one version of a command's canonical values to the next."""

UPCASTERS: Mapping[tuple[str, int], Upcaster] = {}
"""By (type, version) that is read: how its values become the next version's."""


def encode_command(command: Command) -> EncodedCommand:
    """A command with its type and version, in canonical values."""
    return EncodedCommand(type=command.TYPE, version=command.VERSION, body=to_canonical(command))


def decode_command(
    encoded: EncodedCommand,
    *,
    upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS,
    types: Mapping[str, type[Command]] = COMMAND_TYPES,
) -> Command:
    """The command, brought to its newest version.

    Raises `BadInput`: ``sync.unknown_command`` for a type or version that this program does not
    know (it is older than the writer), or what `from_canonical` raises.
    """
    kind = types.get(encoded.type)
    if kind is None or encoded.version > kind.VERSION:
        raise BadInput("sync.unknown_command", type=encoded.type, version=encoded.version)
    body: Any = encoded.body
    for version in range(encoded.version, kind.VERSION):
        upcast = upcasters.get((encoded.type, version))
        if upcast is None:
            raise BadInput("sync.unknown_command", type=encoded.type, version=version)
        body = upcast(body)
    return from_canonical(kind, body)


def require_protocol(version: int, *, newest: int = PROTOCOL) -> None:
    """Raise `BadInput` (``sync.protocol``) unless *version* is one of the newest three."""
    oldest = max(1, newest - PROTOCOLS_READ + 1)
    if not oldest <= version <= newest:
        raise BadInput("sync.protocol", version=version, oldest=oldest, newest=newest)
