"""Certificates as they would be, before they are issued."""

from __future__ import annotations

from datetime import date
from threading import Event, Thread

from app.ports.certificates import Finding, RenderJob
from app.usecases.certificates_sample import SAMPLE_TEXT, samples
from services.certificates.shared import SharedRenderer
from tests.support.certificates import job
from tests.support.press import TextRenderer


class Nobody:
    """Rows without any row."""

    def get_many(self, kind: object, keys: object) -> dict[object, object]:
        return {}

    def find(self, kind: object, **equal: object) -> list[object]:
        return []


def test_enrollments_that_are_gone_are_left_out() -> None:
    found = samples(Nobody(), TextRenderer(), [1, 2], institution="X", on=date(2026, 2, 10))  # type: ignore[arg-type]
    assert list(found) == []
    assert SAMPLE_TEXT.isascii()
    assert "*" not in SAMPLE_TEXT


def test_a_shared_renderer_draws_in_order_and_lets_others_between() -> None:
    class Slow(TextRenderer):
        def render_many(self, jobs: list[RenderJob]) -> list[bytes]:  # type: ignore[override]
            started.set()
            return super().render_many(jobs)

    started, seen = Event(), list[tuple[Finding, ...]]()
    renderer = Slow()
    shared = SharedRenderer(renderer)
    jobs = [job(holder=f"Ada {number}") for number in range(12)]
    other = Thread(target=lambda: (started.wait(5), seen.append(shared.findings(jobs[0]))))
    other.start()
    assert shared.render_many(jobs) == TextRenderer().render_many(jobs)
    other.join()
    assert renderer.batches == [5, 5, 2]
    assert len(seen) == 1
