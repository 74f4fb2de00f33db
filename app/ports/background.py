"""Having background work done again, or stopped."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from app.domain.actor import Actor


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

    def recount(self, actor: Actor) -> int:
        """Set the running counts right from the rows that they count; how many were wrong."""
        ...

    def cancel_workflow(self, workflow_id: str, actor: Actor) -> None:
        """Stop a workflow before its next step; raises `Rejected` (``workflow.not_running``)."""
        ...
