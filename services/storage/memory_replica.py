"""A connected workspace in memory: an in-memory store with what synchronising keeps beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from typing import Any

from app.domain.canonical import from_canonical
from app.domain.dataclass import dataclass
from app.domain.entities import Entity, Key, LessonBody
from app.ports.replica import Ack, Page, Pending, Refusal, SealedOp, ServerRow
from services.storage.memory import MemoryStore
from services.storage.memory_rules import KIND_OF_TABLE
from services.storage.tracking import RowChange


@dataclass(slots=True)
class _Beside:
    """What is kept beside the rows and the journal."""

    refusals: dict[str, Refusal] = field(default_factory=dict)
    sealed: dict[int, SealedOp] = field(default_factory=dict)
    chain: tuple[int, str] = (0, "")
    staged: list[Page] = field(default_factory=list)
    cursor: int = 0
    answers: dict[str, Ack] = field(default_factory=dict)

    def copy(self) -> _Beside:
        """The same, to come back to."""
        return _Beside(
            dict(self.refusals),
            dict(self.sealed),
            self.chain,
            list(self.staged),
            self.cursor,
            dict(self.answers),
        )


class MemoryReplica:
    """Makes a store that is not authoritative a `Replica`."""

    def __init__(self, store: MemoryStore) -> None:
        self.state = store.state
        self._beside = _Beside()
        self._within = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; one within another is part of it."""
        if self._within:
            yield
            return
        rows, beside = self.state.snapshot(), self._beside.copy()
        self._within, done = True, False
        try:
            yield
            self._require_parents()
            done = True
        finally:
            self._within = False
            if not done:
                self.state.come_back(rows)
                self._beside = beside

    def pending(self) -> list[Pending]:
        """Un-acked commands, oldest first."""
        numbers = {op.command_id: op.op_no for op in self._beside.sealed.values()}
        return [
            Pending(
                command_id=entry.command_id,
                command=entry.command,
                actor_id=entry.actor_id,
                at=entry.at,
                batch_id=entry.batch_id,
                op_no=numbers.get(entry.command_id),
                refusal=self._beside.refusals.get(entry.command_id),
            )
            for entry in self.state.entries.values()
            if entry.state == "pending" and entry.command is not None
        ]

    def add_pending(self, entry: Pending) -> None:
        """Journal a command that does not run here now."""
        self.state.add_entry(
            entry.command_id,
            entry.command,
            actor_id=entry.actor_id,
            at=entry.at,
            batch_id=entry.batch_id,
        )
        if entry.refusal is not None:
            self._beside.refusals[entry.command_id] = entry.refusal

    def rewind(self) -> None:
        """Bring touched rows back to their server images; take un-acked commands out."""
        bases = self.state.bases
        back = [name for name in bases if name[0] is not LessonBody]
        self._write({name: bases.pop(name) for name in back})
        for entry in self.pending():
            del self.state.entries[entry.command_id]
            self.state.conflicts.pop(entry.command_id, None)
            self._beside.refusals.pop(entry.command_id, None)

    def finish(self, ack: Ack) -> None:
        """Journal a command's answer, with its conflicts in place of those expected here."""
        entry = self.state.entries[ack.command_id]
        self.state.entries[ack.command_id] = replace(
            entry, state="rejected" if ack.kind == "rejected" else "acked", images=ack.images
        )
        self.state.conflicts.pop(ack.command_id, None)
        if ack.outcome.conflicts:
            self.state.conflicts[ack.command_id] = ack.outcome.conflicts
        self._beside.refusals.pop(ack.command_id, None)
        self._beside.answers[ack.command_id] = ack
        del self._beside.sealed[ack.op_no]

    def write_rows(self, rows: Sequence[ServerRow]) -> None:
        """Bring rows to the server's images."""
        newest: dict[tuple[type[Entity], Key], Entity | None] = {}
        for row in rows:
            kind = KIND_OF_TABLE[row.table]
            newest[kind, row.key] = None if row.image is None else from_canonical(kind, row.image)
        self._write(newest)
        for name in newest:
            self.state.bases.pop(name, None)

    def unknown_bodies(self, hashes: Collection[str]) -> dict[str, str]:
        """Lesson texts that are here but never came from the server."""
        rows = self.state.tables[LessonBody].rows
        return {
            name: body.body
            for name in hashes
            if (LessonBody, name) in self.state.bases
            and isinstance(body := rows.get(name), LessonBody)
        }

    def chain(self) -> tuple[int, str]:
        """Number and hash of the newest op."""
        return self._beside.chain

    def seal(self, ops: Sequence[SealedOp]) -> None:
        """Keep sealed ops until their commands are finished."""
        for op in ops:
            self._beside.sealed[op.op_no] = op
            self._beside.chain = (op.op_no, op.hash)

    def sealed(self) -> list[SealedOp]:
        """Sealed ops without an answer in place, by number."""
        return list(self._beside.sealed.values())

    def stage(self, page: Page) -> None:
        """Keep a page that follows the last one."""
        if page.after == self._beside.cursor:
            self._beside.staged.append(page)
            self._beside.cursor = page.cursor

    def staged(self) -> list[Page]:
        """Pages kept since the last settling."""
        return list(self._beside.staged)

    def cursor(self) -> int:
        """How far the server's changes are here."""
        return self._beside.cursor

    def unstage(self) -> None:
        """Forget the staged pages."""
        self._beside.staged.clear()

    def answers(self) -> dict[str, Ack]:
        """The answer to every finished command, by command_id."""
        return dict(self._beside.answers)

    def _write(self, rows: dict[tuple[type[Entity], Key], Entity | None]) -> None:
        """Put rows in place past all rules, keeping the columns that no image holds."""
        tables = self.state.tables
        changes: list[RowChange] = []
        for (kind, key), row in rows.items():
            found = tables[kind].rows.get(key)
            after = row
            if row is not None and found is not None and kind.UNJOURNALLED:
                kept: dict[str, Any] = {name: getattr(found, name) for name in kind.UNJOURNALLED}
                after = replace(row, **kept)
            changes.append(RowChange(kind, key, found, after))
        tables.apply(changes)

    def _require_parents(self) -> None:
        dangling = self.state.tables.dangling()
        if dangling:
            raise RuntimeError(f"references to rows that are not there: {dangling[:3]}")
