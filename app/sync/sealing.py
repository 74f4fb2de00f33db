"""Cutting a push: waiting commands become numbered, chained ops that never change again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from app.domain.canonical import canonical_json, digest, to_canonical
from app.domain.commands import BodyChange, Command, EditLesson, Revert
from app.domain.errors import BadInput
from app.ports.replica import Pending, Refusal, SealedOp
from app.sync.folding import fold
from app.sync.touches import rows_field
from app.sync.upcasters import PROTOCOL, encode_command

OP_BYTES = 1_000_000
"""No op's command is larger, in bytes of canonical text."""


def arrange(entries: Sequence[Pending], limit: int = OP_BYTES) -> list[Pending]:
    """The commands as they are to be sealed: edits folded, large ones split into parts.

    A command that cannot be made small enough stays, with the refusal ``sync.too_large``, and is
    never sealed. A `Revert` of a split command becomes one of each part, the last part first.
    """
    arranged: list[Pending] = []
    parts_of: dict[str, list[str]] = {}
    for entry in fold(entries):
        parts = list(_parts(entry, limit))
        if len(parts) > 1:
            parts_of[entry.command_id] = [part.command_id for part in parts]
        for part in parts:
            arranged += _reverts(part, parts_of)
    return arranged


def sealable(entry: Pending) -> bool:
    """Whether a command can be sent."""
    return entry.refusal is None or entry.refusal.reason != "sync.too_large"


def base_bodies(entries: Iterable[Pending]) -> set[str]:
    """The sha256 of every lesson text that edits among the commands are based on."""
    bodies = (entry.command.body for entry in entries if isinstance(entry.command, EditLesson))
    return {body.base_sha256 for body in bodies if isinstance(body, BodyChange)}


def seal(
    entries: Sequence[Pending],
    *,
    device: str,
    chain: tuple[int, str],
    bodies: Mapping[str, str],
) -> list[SealedOp]:
    """Number and chain commands behind the op that *chain* tells of (its number and hash).

    *bodies* are lesson texts that the server may lack; each travels with the first op based on it.
    """
    ops: list[SealedOp] = []
    number, previous = chain
    unsent = dict(bodies)
    for entry in entries:
        number += 1
        needed = base_bodies((entry,)) & unsent.keys()
        op = SealedOp(
            op_no=number,
            device=device,
            protocol=PROTOCOL,
            command_id=entry.command_id,
            actor_id=entry.actor_id,
            batch_id=entry.batch_id,
            at=entry.at,
            command=encode_command(entry.command),
            bodies={name: unsent.pop(name) for name in sorted(needed)},
            previous=previous,
            hash="",
        )
        op = replace(op, hash=op_hash(op))
        previous = op.hash
        ops.append(op)
    return ops


def op_hash(op: SealedOp) -> str:
    """sha256 hex over everything in an op but its own hash."""
    values = to_canonical(op)
    del values["hash"]
    return digest(values)


def require_chain(ops: Iterable[SealedOp], chain: tuple[int, str]) -> None:
    """Raise `BadInput` (``sync.broken_chain``) unless the ops follow *chain* and one another."""
    number, previous = chain
    for op in ops:
        if op.op_no != number + 1 or op.previous != previous or op.hash != op_hash(op):
            raise BadInput("sync.broken_chain", op_no=op.op_no, device=op.device)
        number, previous = op.op_no, op.hash


def _parts(entry: Pending, limit: int) -> Iterator[Pending]:
    """The command in pieces of at most *limit* bytes, where it can be divided."""
    pieces = _pieces(entry.command, limit)
    for number, piece in enumerate(pieces):
        part = entry if len(pieces) == 1 else _numbered(entry, number)
        size = _size(piece)
        refusal = Refusal(reason="sync.too_large", data={"bytes": size, "limit": limit})
        part = replace(part, command=piece)
        yield part if size <= limit else replace(part, refusal=refusal)


def _pieces(command: Command, limit: int) -> list[Command]:
    """A set-wise command halved until each piece is small enough or has one row."""
    name = rows_field(type(command))
    rows = () if name is None else getattr(command, name)
    if name is None or len(rows) < 2 or _size(command) <= limit:
        return [command]
    middle = len(rows) // 2
    halves = (replace(command, **{name: half}) for half in (rows[:middle], rows[middle:]))
    return [piece for half in halves for piece in _pieces(half, limit)]


def _size(command: Command) -> int:
    return len(canonical_json(to_canonical(command)).encode())


def _numbered(entry: Pending, number: int) -> Pending:
    """The entry as one of several that stand for it, which share a batch."""
    return replace(
        entry,
        command_id=f"{entry.command_id}.{number}" if number else entry.command_id,
        batch_id=entry.batch_id or entry.command_id,
    )


def _reverts(entry: Pending, parts_of: Mapping[str, list[str]]) -> list[Pending]:
    """A `Revert` as the reverts of its command's parts, if that was split; else the entry."""
    command = entry.command
    parts = parts_of.get(command.command_id, []) if isinstance(command, Revert) else []
    if not parts:
        return [entry]
    return [
        replace(_numbered(entry, number), command=Revert(command_id=part))
        for number, part in enumerate(reversed(parts))
    ]
