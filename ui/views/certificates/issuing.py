"""Issuing in batches: a handful a command, what was refused row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import SystemRandom

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import MOST_CERTIFICATES, IssueCertificates, IssueRow
from app.domain.dataclass import dataclass
from app.domain.errors import Rejected
from app.domain.verification_codes import new_verification_code
from app.ports.background import CertificateBatch
from app.usecases.certificates_sample import Sample, samples
from ui.operations.jobs import Job
from ui.operations.operations import Operations
from ui.operations.tasks import Ticket
from ui.views.certificates.chunked import ChunkedJob, Done, Failed
from ui.widgets.words import trn


@dataclass(frozen=True, slots=True)
class Refused:
    """An enrollment that got no certificate, and why."""

    enrollment_id: int
    error: Rejected


@dataclass(frozen=True, slots=True)
class Issued:
    """What came of a batch: enrollments with a new certificate, those that had one, the refused.

    `left` were not come to, because the batch was cancelled or hindered.
    """

    new: tuple[int, ...] = ()
    had: tuple[int, ...] = ()
    refused: tuple[Refused, ...] = ()
    left: tuple[int, ...] = ()


def issue_chunk(context: Context, actor: Actor, enrollment_ids: Sequence[int]) -> Issued:
    """Issue for a few enrollments in one command. Who has a certificate keeps it."""
    random = SystemRandom()
    rows = tuple(
        IssueRow(enrollment_id=one, verification_code=new_verification_code(random))
        for one in enrollment_ids
    )
    outcome = context.bus.execute(IssueCertificates(rows=rows), actor).outcome
    new, had, refused = [], [], []
    for row in outcome.rows:
        enrollment_id = enrollment_ids[row.position]
        if row.kind == "rejected":
            error = Rejected(row.reason or "row.rejected", **row.data)
            refused.append(Refused(enrollment_id, error))
        elif row.data.get("outcome") == "exists":
            had.append(enrollment_id)
        else:
            new.append(enrollment_id)
    return Issued(new=tuple(new), had=tuple(had), refused=tuple(refused))


def issue(
    operations: Operations,
    enrollment_ids: Sequence[int],
    ended: Callable[[Job, Issued], None],
) -> Job:
    """Issue for all of *enrollment_ids*, as one job that is recorded as one workflow."""
    kept: list[CertificateBatch] = []

    def chunk_issued(context: Context, actor: Actor, chunk: Sequence[int]) -> Issued:
        issued = issue_chunk(context, actor, chunk)
        if not kept:
            kept.append(context.background.certificate_batch(enrollment_ids, actor))
        kept[0].went_on(chunk, {one.enrollment_id: one.error.reason for one in issued.refused})
        return issued

    def submit(chunk: Sequence[int], done: Done, failed: Failed) -> Ticket:
        return operations.write(
            lambda context, actor: chunk_issued(context, actor, chunk), done, failed
        )

    def told(job: Job, results: list[Issued]) -> None:
        if kept:
            end = kept[0].let_go if job.state == "finished" else kept[0].stop
            operations.write(lambda _context, _actor: end())
        ended(job, together(enrollment_ids, results))

    run = ChunkedJob(
        operations,
        title=trn("Issue {n} certificate", "Issue {n} certificates", len(enrollment_ids)),
        icon="award",
        items=enrollment_ids,
        at_once=MOST_CERTIFICATES,
        submit=submit,
        ended=told,
    )
    return run.job


def together(enrollment_ids: Sequence[int], results: Sequence[Issued]) -> Issued:
    """The chunks' outcomes as one."""
    new = tuple(one for result in results for one in result.new)
    had = tuple(one for result in results for one in result.had)
    refused = tuple(one for result in results for one in result.refused)
    reached = {*new, *had, *(one.enrollment_id for one in refused)}
    left = tuple(one for one in enrollment_ids if one not in reached)
    return Issued(new=new, had=had, refused=refused, left=left)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What is known before a batch: what will be refused for its letters, what was set small."""

    count: int
    missing: tuple[Sample, ...]
    small: tuple[Sample, ...]


def foresee(context: Context, actor: Actor, enrollment_ids: Sequence[int]) -> Foreseen:
    """Look at every certificate to come; only reads."""
    del actor
    with context.store.reading() as rows:
        found = list(
            samples(
                rows,
                context.renderer,
                enrollment_ids,
                institution=context.settings.institution,
                on=context.clock.now().date(),
            )
        )
    return Foreseen(
        count=len(found),
        missing=tuple(one for one in found if one.missing is not None),
        small=tuple(one for one in found if one.findings and one.missing is None),
    )
