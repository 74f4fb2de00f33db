import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import EnvironmentFault, Rejected
from services.certificates.pool import LESS_URGENT, WORTH_SHARING, PooledRenderer
from services.certificates.renderer import CertificateRenderer
from tests.support.certificates import NUMBER, job

MANY = [job(holder=f"Person {number}") for number in range(WORTH_SHARING + 7)]


@pytest.fixture(scope="module")
def pool() -> Iterator[PooledRenderer]:
    with PooledRenderer(2) as renderer:
        yield renderer


def children() -> set[int]:
    """The worker processes of this one."""
    own = Path(f"/proc/{os.getpid()}/task")
    ids = {int(pid) for task in own.iterdir() for pid in (task / "children").read_text().split()}
    return {pid for pid in ids if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()}


def test_workers_give_the_same_bytes_in_the_same_order(pool: PooledRenderer) -> None:
    assert pool.render_many(MANY) == CertificateRenderer().render_many(MANY)


def test_a_small_batch_needs_no_worker() -> None:
    before = children()
    with PooledRenderer(2) as renderer:
        assert renderer.render_many([job()]) == CertificateRenderer().render_many([job()])
        assert children() == before


def test_findings_are_told_without_workers() -> None:
    with PooledRenderer(2) as renderer:
        assert renderer.findings(job(holder="🙂"))[0].kind == "missing"


def test_a_refusal_crosses_from_the_worker_with_its_data(pool: PooledRenderer) -> None:
    with pytest.raises(Rejected) as caught:
        pool.render_many([*MANY, job(holder="Ada 🙂"), *MANY])
    assert caught.value.reason == "certificate.missing_characters"
    assert caught.value.data == {"number": NUMBER, "field": "holder", "characters": "🙂"}
    assert len(pool.render_many(MANY)) == len(MANY)


def test_a_killed_worker_is_told_and_the_next_call_works() -> None:
    before = children()
    with PooledRenderer(2) as renderer:
        renderer.render_many(MANY)
        for worker in children() - before:
            os.kill(worker, signal.SIGKILL)
        with pytest.raises(EnvironmentFault) as caught:
            renderer.render_many(MANY)
        assert caught.value.reason == "certificate.worker_died"
        assert len(renderer.render_many(MANY)) == len(MANY)


def test_closing_leaves_no_process_behind() -> None:
    before = children()
    renderer = PooledRenderer(2)
    renderer.render_many(MANY)
    assert children() > before
    renderer.close()
    assert children() == before
    renderer.close()


def test_workers_stand_back_behind_whoever_waits_for_them(pool: PooledRenderer) -> None:
    pool.render_many(MANY)
    own = os.getpriority(os.PRIO_PROCESS, 0)
    urgencies = {os.getpriority(os.PRIO_PROCESS, worker) for worker in children()}
    assert urgencies == {min(19, own + LESS_URGENT)}


def test_ctrl_c_is_the_parents_matter(pool: PooledRenderer) -> None:
    pool.render_many(MANY)
    for worker in children():
        os.kill(worker, signal.SIGINT)
    assert len(pool.render_many(MANY)) == len(MANY)
