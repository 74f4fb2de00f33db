"""The authoritative side: run one op's command and say what came of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from app.domain.commands import Command
from app.domain.dataclass import dataclass
from app.domain.entities import LessonBody
from app.domain.errors import BadInput, Rejected
from app.domain.journal import RowImage
from app.domain.outcomes import Outcome, RowOutcome
from app.ports.replica import Ack, SealedOp
from app.ports.storage import UnitOfWork
from app.sync.folding import body_sha256
from app.sync.touches import JOURNAL, RowName, RowTouch, touches
from app.sync.upcasters import decode_command, require_protocol

Execute = Callable[[Command, SealedOp], tuple[Outcome, tuple[RowImage, ...]]]
"""Runs a command's use case as the op's user, under the op's command_id, in a transaction that
ends with the ack; gives its outcome and its journal entry's images. Raises `Rejected` with
nothing changed."""

Exists = Callable[[Collection[RowName]], Collection[RowName]]
"""Those of the rows that are there."""

Lost = Mapping[RowName, str]
"""Rows that a device's refused (or otherwise answered) commands would have made, each with the
command_id that is the root cause."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to an op, and the rows that it would have made and did not."""

    ack: Ack
    lost: dict[RowName, str]


def judge(op: SealedOp, lost: Lost, execute: Execute, exists: Exists) -> Verdict:
    """Run an op, or refuse it, or refuse it because what it depends on was refused before.

    *lost* are the device's lost rows so far; the verdict's are to be added to them. A command that
    this program cannot read is refused for itself alone, and the next op is judged on.
    """
    try:
        require_protocol(op.protocol)
        command = decode_command(op.command)
    except BadInput as error:
        return Verdict(_refused(op, error.reason, error.data), _lost(op, (), op.command_id))
    rows = touches(command)
    causes = [_cause(row, lost) for row in rows]
    if rows and all(causes):
        cause = causes[0] or ""
        table = next(name[0] for name in rows[0].needs if name in lost)
        ack = _refused(op, "sync.depends_on", {"command_id": cause, "table": table})
        return Verdict(ack, _lost(op, rows, cause))
    try:
        outcome, images = execute(command, op)
    except (Rejected, BadInput) as error:
        return Verdict(_refused(op, error.reason, error.data), _lost(op, rows, op.command_id))
    outcome = _with_causes(outcome, rows, lost)
    made = [row.makes for row in rows if row.makes]
    there = set(exists(made)) if made else set()
    gone = {
        row.makes: cause or op.command_id
        for row, cause in zip(rows, causes, strict=True)
        if row.makes and row.makes not in there
    }
    ack = Ack(
        op_no=op.op_no,
        command_id=op.command_id,
        kind=outcome.kind,
        outcome=outcome,
        images=images,
    )
    return Verdict(ack, gone)


def keep_sent_bodies(uow: UnitOfWork, op: SealedOp) -> None:
    """Store the lesson texts that travelled with an op, for its edit to be merged against.

    Raises `BadInput` (``sync.bad_body``) for a text that is not what its name says.
    """
    texts: Mapping[str, str] = op.bodies
    for name, text in texts.items():
        if body_sha256(text) != name:
            raise BadInput("sync.bad_body", name=name, op_no=op.op_no)
    uow.keep_all(
        [LessonBody(sha256=name, body=text, created_at=uow.now) for name, text in texts.items()]
    )


def _lost(op: SealedOp, rows: tuple[RowTouch, ...], cause: str) -> dict[RowName, str]:
    """What a refused op leaves undone: its rows, and its own place in the journal."""
    return {(JOURNAL, op.command_id): cause} | {row.makes: cause for row in rows if row.makes}


def _cause(row: RowTouch, lost: Lost) -> str | None:
    return next((lost[name] for name in row.needs if name in lost), None)


def _refused(op: SealedOp, reason: str, data: Mapping[str, Any]) -> Ack:
    return Ack(
        op_no=op.op_no,
        command_id=op.command_id,
        kind="rejected",
        reason=reason,
        data=dict(data),
    )


def _with_causes(outcome: Outcome, rows: tuple[RowTouch, ...], lost: Lost) -> Outcome:
    """The outcome with refused rows that need a lost one told as what they are."""
    return replace(outcome, rows=tuple(_with_cause(row, rows, lost) for row in outcome.rows))


def _with_cause(row: RowOutcome, rows: tuple[RowTouch, ...], lost: Lost) -> RowOutcome:
    if row.kind != "rejected" or row.position >= len(rows):
        return row
    needed = next((name for name in rows[row.position].needs if name in lost), None)
    if needed is None:
        return row
    return replace(
        row, reason="sync.depends_on", data={"command_id": lost[needed], "table": needed[0]}
    )
