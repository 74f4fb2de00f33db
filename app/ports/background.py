"""Having background work done again, or stopped."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from app.domain.actor import Actor


class CertificateBatch(Protocol):
    """The record of a batch of certificates that the caller issues, chunk by chunk, in order.

    A chunk has `MOST_CERTIFICATES`. A crash leaves the rest to the program.
    """

    def went_on(self, chunk: Sequence[int], refused: Mapping[int, str]) -> None:
        """Keep what came of the next chunk of enrollments; *refused* are those with the reason."""
        ...

    def let_go(self) -> None:
        """The last chunk is through: the next settling ends the record."""
        ...

    def stop(self) -> None:
        """The batch was cancelled or hindered; what is issued stays."""
        ...


class Background(Protocol):
    """Events and workflows that did not come to their end. Only admins may meddle (`NotAllowed`).

    What is made due again runs with the next settling.
    """

    def retry_events(self, event_ids: Collection[int], actor: Actor) -> int:
        """Make events that were given up due again; how many.

        Raises `Rejected` (``event.not_failed``) where one was not given up, and `NotFound`.
        """
        ...

    def retry_workflow(self, workflow_id: str, actor: Actor) -> None:
        """Let a failed or cancelled workflow go on after its last finished step.

        Raises `NotFound`, `Rejected` (``workflow.not_ended``, ``workflow.compensated``).
        """
        ...

    def certificate_batch(self, enrollment_ids: Sequence[int], actor: Actor) -> CertificateBatch:
        """The record of a batch that *actor* is about to issue; kept from the first chunk on."""
        ...

    def recount(self, actor: Actor) -> int:
        """Set the running counts right from the rows that they count; how many were wrong."""
        ...

    def cancel_workflow(self, workflow_id: str, actor: Actor) -> None:
        """Stop a workflow before its next step; raises `Rejected` (``workflow.not_running``)."""
        ...
