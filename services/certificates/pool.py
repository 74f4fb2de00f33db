"""Drawing on several processes: certificates by the hundred, beside a window that stays free."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import chain
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Self

from app.domain.dataclass import dataclass
from app.domain.errors import EnvironmentFault, SmartCourseError
from app.ports.certificates import Finding, RenderJob
from services.certificates.renderer import CertificateRenderer

CHUNK = 10
"""Certificates a message to a worker holds: small enough to share out evenly."""

WORTH_SHARING = 4 * CHUNK
"""Fewer are drawn here: they take less time than starting a worker."""

LESS_URGENT = 10
"""By how much workers stand back behind the window, which somebody looks at meanwhile."""


@cache
def _renderer() -> CertificateRenderer:
    """The worker process's own renderer."""
    return CertificateRenderer()


def _start() -> None:
    """Prepare a worker. Ctrl-C is the parent's matter: it finishes or cancels what is under way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(LESS_URGENT)
    _renderer().warm()


@dataclass(frozen=True, slots=True)
class _Refusal:
    """An error on its way between processes; the error itself would not survive pickling."""

    kind: type[SmartCourseError]
    reason: str
    data: dict[str, Any]


def _draw(jobs: Sequence[RenderJob]) -> list[bytes] | _Refusal:
    try:
        return _renderer().render_many(jobs)
    except SmartCourseError as error:
        return _Refusal(type(error), error.reason, error.data)


class PooledRenderer:
    """Draws on *processes* workers (port `CertificateRenderer`); the same jobs give the same bytes.

    Workers start with the first large batch and stay until `close`. They are spawned, not forked,
    so that no thread's lock is copied; a frozen program must call `multiprocessing.freeze_support`.
    """

    def __init__(self, processes: int | None = None) -> None:
        self._processes = processes or os.cpu_count() or 1
        self._here = CertificateRenderer()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let workers finish what they draw at this moment, drop the rest, and end them."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def findings(self, job: RenderJob) -> tuple[Finding, ...]:
        """What to tell before *job* is issued."""
        return self._here.findings(job)

    def render_many(self, jobs: Sequence[RenderJob]) -> list[bytes]:
        """A PDF a job, in order.

        Raises what `CertificateRenderer.render_many` raises, and `EnvironmentFault`
        (``certificate.worker_died``) where a worker was killed; the next call starts new ones.
        """
        if len(jobs) < WORTH_SHARING or self._processes == 1:
            return self._here.render_many(jobs)
        pool = self._started()
        drawn: list[list[bytes]] = []
        futures: list[Future[list[bytes] | _Refusal]] = []
        try:
            futures += [
                pool.submit(_draw, jobs[start : start + CHUNK])
                for start in range(0, len(jobs), CHUNK)
            ]
            for future in futures:
                answer = future.result()
                if isinstance(answer, _Refusal):
                    raise answer.kind(answer.reason, **answer.data)
                drawn.append(answer)
        except BrokenProcessPool as error:
            self.close()
            raise EnvironmentFault("certificate.worker_died") from error
        finally:
            for future in futures:
                future.cancel()
        return list(chain.from_iterable(drawn))

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._processes, mp_context=get_context("spawn"), initializer=_start
            )
        return self._pool
