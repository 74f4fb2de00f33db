"""One renderer for several threads: faces and sheets are read once, and drawn by one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from app.ports.certificates import CertificateRenderer, Finding, RenderJob


class SharedRenderer:
    """Lets one thread at a time draw, a few certificates each turn (port `CertificateRenderer`)."""

    TURN = 5
    """Certificates drawn before another thread may: a preview never waits for a whole batch."""

    def __init__(self, renderer: CertificateRenderer) -> None:
        self._renderer = renderer
        self._turn = Lock()

    def findings(self, job: RenderJob) -> tuple[Finding, ...]:
        """What to tell before *job* is issued."""
        with self._turn:
            return self._renderer.findings(job)

    def render_many(self, jobs: Sequence[RenderJob]) -> list[bytes]:
        """A PDF a job, in order."""
        drawn: list[bytes] = []
        for start in range(0, len(jobs), self.TURN):
            with self._turn:
                drawn += self._renderer.render_many(jobs[start : start + self.TURN])
        return drawn
