"""What to do next, told from what the replica holds: there are no flags to get stuck on."""

from __future__ import annotations

from typing import Literal

from app.ports.replica import Replica, ServerLink
from app.sync.rebase import rewrite, settle
from app.sync.sealing import arrange, base_bodies, seal, sealable
from app.sync.submitting import Run

Step = Literal["pushed", "pulled", "settled", "sealed", "waiting", "idle"]

RUN_AGAIN_MOST = 200
"""With more commands waiting than this, they are sent before anything is settled."""


def advance(replica: Replica, link: ServerLink, run: Run, *, device: str) -> Step:
    """Do one step, durable when it returns; after a crash the next call goes on from there.

    ``waiting``: the server holds ops that it has not answered yet. ``idle``: nothing to do.
    Raises `EnvironmentFault` when the server is lost; nothing that was durable is touched then.
    """
    staged = replica.staged()
    answered = {ack.op_no for page in staged for ack in page.acks}
    unanswered = [op for op in replica.sealed() if op.op_no not in answered]
    if unanswered:
        received = link.received()
        missing = [op for op in unanswered if op.op_no > received]
        if missing:
            link.push(missing)
            return "pushed"
        return "pulled" if _pull(replica, link) else "waiting"
    unsealed = sum(1 for entry in replica.pending() if entry.op_no is None and sealable(entry))
    if staged and unsealed <= RUN_AGAIN_MOST:
        if staged[-1].more and _pull(replica, link):
            return "pulled"
        settle(replica, run)
        return "settled"
    if unsealed:
        cut(replica, run, device=device)
        return "sealed"
    return "pulled" if _pull(replica, link) else "idle"


def cut(replica: Replica, run: Run, *, device: str) -> None:
    """Fold, split and seal every command that is not sealed yet, in one transaction."""
    with replica.transaction():
        entries = replica.pending()
        sealed = [entry for entry in entries if entry.op_no is not None]
        unsealed = [entry for entry in entries if entry.op_no is None]
        arranged = arrange(unsealed)
        if arranged != unsealed:
            rewrite(replica, run, [*sealed, *arranged])
        sent = [entry for entry in arranged if sealable(entry)]
        replica.seal(
            seal(
                sent,
                device=device,
                chain=replica.chain(),
                bodies=replica.unknown_bodies(base_bodies(sent)),
            )
        )


def _pull(replica: Replica, link: ServerLink) -> bool:
    """Keep the server's next page, if it has one."""
    page = link.pull(replica.cursor())
    if page is None:
        return False
    with replica.transaction():
        replica.stage(page)
    return True
