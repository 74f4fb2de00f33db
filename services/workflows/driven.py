"""A batch that somebody carries out chunk by chunk, recorded as if the runner did."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from uuid import uuid4

from app.domain.actor import Actor
from app.domain.errors import EnvironmentFault
from services.workflows.local import LocalWorkflowRunner

TYPE, ACTIVITY = "CertificateBatch", "issue_certificates"

_log = logging.getLogger(__name__)


class DrivenBatch:
    """`app.ports.background.CertificateBatch` kept by a runner.

    It is asked for with the first chunk that was issued, so that nobody leaves to the program what
    they may not do themselves. A crash leaves it running: the runner then issues the rest.
    """

    def __init__(
        self, runner: LocalWorkflowRunner, enrollment_ids: Sequence[int], actor: Actor
    ) -> None:
        self._runner = runner
        self._ids, self._actor = list(enrollment_ids), actor
        self._workflow_id: str | None = None

    def went_on(self, chunk: Sequence[int], refused: Mapping[int, str]) -> None:
        """Keep what came of the next chunk."""
        result = {
            "issued": [{"enrollment_id": one} for one in chunk if one not in refused],
            "skipped": [{"enrollment_id": one, "reason": why} for one, why in refused.items()],
        }
        try:
            if self._workflow_id is None:
                self._workflow_id = f"certificate-batch-{uuid4().hex}"
                data = {"enrollment_ids": self._ids}
                self._runner.drive(self._workflow_id, TYPE, data, user_id=self._actor.user_id)
            self._runner.went_on(self._workflow_id, ACTIVITY, result)
        except EnvironmentFault as error:
            # The certificates are issued; a chunk that is not recorded is looked at once more.
            _log.info("A chunk of %s is not recorded: %s", self._workflow_id, error)

    def let_go(self) -> None:
        """All is issued, or what is left is for the runner: it ends the record when it settles."""
        if self._workflow_id is not None:
            self._runner.let_go(self._workflow_id)

    def stop(self) -> None:
        """Nothing more is to be issued."""
        if self._workflow_id is not None:
            self._runner.cancel(self._workflow_id)
            self._runner.let_go(self._workflow_id)
