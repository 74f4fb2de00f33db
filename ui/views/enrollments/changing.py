"""Changing many enrollments: a summary first, then one batch that is undone as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import (
    ChangeEnrollmentStatus,
    Command,
    EnrollmentRecord,
    ImportEnrollments,
    StatusAction,
)
from app.domain.dataclass import dataclass
from app.domain.enrollment_states import MOVES
from app.domain.entities import Enrollment
from app.domain.outcomes import Outcome
from app.ports.grid import Cell, Filter, RowId
from app.usecases.batches import run_batch
from ui.operations.jobs import Job
from ui.widgets.grid import Selection, StagedEdit

AT_ONCE = 1000
"""Rows a command: each is a transaction of its own, so that others get their turn."""

TO_STATUS: Mapping[str, StatusAction] = {status: action for action, (_, status, _) in MOVES.items()}


def reachable(status: Cell) -> tuple[str, ...]:
    """The statuses that an enrollment can be given."""
    return tuple(to for starts, to, _ in MOVES.values() if status in starts)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a change would do: how many enrollments it fits and how many stay as they are."""

    fits: int
    stays: int


def summarize(
    context: Context, actor: Actor, selection: Selection, action: StatusAction
) -> Summary:
    """Count the selected enrollments by whether *action* fits their status."""
    starts = MOVES[action][0]
    if selection.everything:
        query = selection.query
        fitting = replace(
            query, filters=(*query.filters, Filter("status", "is", tuple(sorted(starts))))
        )
        fits = context.grids.count(fitting, actor)
        if selection.without:
            fits -= len(context.grids.rows(fitting, actor, selection.without))
    else:
        with context.store.reading() as rows:
            found = rows.values(Enrollment, ("status",), id=list(selection.chosen))
        fits = sum(count for (status,), count in Counter(found).items() if status in starts)
    return Summary(fits, selection.count - fits)


@dataclass(frozen=True, slots=True)
class Changed:
    """What came of a change: rows changed, and the first reason of each kind why others stay."""

    done: int
    refused: int
    command_ids: tuple[str, ...] = ()


def change_status(
    context: Context, actor: Actor, job: Job, selection: Selection, change: tuple[StatusAction, str]
) -> Changed:
    """Change the selected enrollments as one batch."""
    action, reason = change
    ids = numbers(selection.resolve(context.grids, actor))

    def commands() -> Iterator[Command]:
        for part in chunks(ids):
            yield ChangeEnrollmentStatus(
                enrollment_ids=tuple(part), action=action, reason=reason or None
            )

    return run(context, actor, job, (f"{action} enrollments", commands, len(ids)))


def change_payment(
    context: Context, actor: Actor, job: Job, selection: Selection, payment: str
) -> Changed:
    """Give the selected enrollments another payment status, as one batch."""
    ids = numbers(selection.resolve(context.grids, actor))

    def commands() -> Iterator[Command]:
        for part in chunks(ids):
            yield ImportEnrollments(rows=_payments(context, part, payment))

    return run(context, actor, job, ("change payments of enrollments", commands, len(ids)))


def apply_edits(context: Context, actor: Actor, job: Job, edits: Sequence[StagedEdit]) -> Changed:
    """Apply staged edits of statuses and payments, as one batch."""
    by_change: dict[tuple[str, str], list[int]] = {}
    for edit in edits:
        by_change.setdefault((edit.column, edit.value), []).append(int(edit.row))

    def commands() -> Iterator[Command]:
        for (column, value), ids in by_change.items():
            for part in chunks(ids):
                if column == "payment":
                    yield ImportEnrollments(rows=_payments(context, part, value))
                else:
                    yield ChangeEnrollmentStatus(
                        enrollment_ids=tuple(part), action=TO_STATUS[value]
                    )

    return run(context, actor, job, ("edit enrollments", commands, len(edits)))


def run(
    context: Context,
    actor: Actor,
    job: Job,
    work: tuple[str, Callable[[], Iterator[Command]], int],
) -> Changed:
    """Run commands as one batch, reporting rows."""
    label, commands, total = work
    job.report(0, total)

    def progress(done: int, _: int | None) -> None:
        job.report(min(done * AT_ONCE, total), total)

    done = run_batch(context.bus, context.store, label, commands(), actor, on_progress=progress)
    return tally([one.outcome for one in done], tuple(one.command_id for one in done))


def tally(outcomes: Sequence[Outcome], command_ids: tuple[str, ...] = ()) -> Changed:
    """Count what was changed and what was refused."""
    rows = [row for outcome in outcomes for row in outcome.rows]
    refused = sum(row.kind == "rejected" for row in rows)
    return Changed(len(rows) - refused, refused, command_ids)


def chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Parts of a command's size."""
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]


def numbers(ids: Sequence[RowId]) -> list[int]:
    """Ids as numbers."""
    return [int(one) for one in ids]


def _payments(context: Context, ids: Sequence[int], payment: str) -> tuple[EnrollmentRecord, ...]:
    with context.store.reading() as rows:
        found = rows.get_many(Enrollment, list(ids))
    return tuple(
        EnrollmentRecord(
            enrollment_id=row.id,
            student_id=row.student_id,
            course_id=row.course_id,
            payment_status=payment,  # type: ignore[arg-type]
        )
        for row in found.values()
    )
