"""A batch that somebody carries out: recorded, ended by the runner, carried on after a crash."""

from dataclasses import replace
from random import SystemRandom

import pytest

from app.domain import commands as c
from app.domain.actor import Actor
from app.domain.entities import CertificateIssue, Enrollment, WorkflowExecution, WorkflowStart
from app.domain.errors import EnvironmentFault
from app.domain.verification_codes import new_verification_code
from app.ports.storage import Store
from services.workflows.driven import DrivenBatch
from tests.support.memory import START, enrollment, person
from tests.support.reactions import ADMIN, COURSE, Academy, botany, put

IDS = list(range(100, 220))
FIRST, SECOND, LAST = IDS[:50], IDS[50:100], IDS[100:]


@pytest.fixture
def academy(store: Store) -> Academy:
    made = botany(store)
    rows: list[Enrollment] = [
        enrollment(key, key, COURSE, status="completed", completed_at=START) for key in IDS
    ]
    put(store, [*(person(key) for key in IDS), *rows])
    return made


@pytest.fixture
def batch(academy: Academy) -> DrivenBatch:
    return DrivenBatch(academy.runner, IDS, Actor(ADMIN, "admin"))


def _issue(academy: Academy, batch: DrivenBatch, *chunks: list[int]) -> None:
    for chunk in chunks:
        rows = tuple(
            c.IssueRow(enrollment_id=key, verification_code=new_verification_code(SystemRandom()))
            for key in chunk
        )
        academy.outcome(c.IssueCertificates(rows=rows))
        batch.went_on(chunk, {})


def _only(academy: Academy) -> WorkflowExecution:
    (found,) = academy.find(WorkflowExecution)
    assert isinstance(found, WorkflowExecution)
    return found


def test_nothing_is_recorded_before_something_is_issued(
    academy: Academy, batch: DrivenBatch
) -> None:
    batch.stop()
    batch.let_go()
    assert (academy.find(WorkflowExecution), academy.find(WorkflowStart)) == ([], [])


def test_a_batch_is_recorded_while_it_goes_on_and_left_to_who_drives_it(
    academy: Academy, batch: DrivenBatch
) -> None:
    _issue(academy, batch, FIRST)
    academy.settle()
    kept = _only(academy)
    assert (kept.workflow_type, kept.status, kept.user_id) == ("CertificateBatch", "running", ADMIN)
    assert len(academy.find(CertificateIssue)) == 50
    _issue(academy, batch, SECOND)
    batch.went_on(LAST, {LAST[0]: "certificate.undrawable"})
    batch.let_go()
    academy.settle()
    ended = _only(academy)
    assert (ended.status, ended.current_activity) == ("completed", None)
    assert ended.duration_ms is not None
    assert ended.result is not None
    assert len(ended.result["issued"]) == len(IDS) - 1
    assert ended.result["skipped"] == [
        {"enrollment_id": LAST[0], "reason": "certificate.undrawable"}
    ]
    assert len(academy.find(CertificateIssue)) == 100  # What was not issued stays so.


def test_a_stopped_batch_keeps_what_is_issued_and_issues_no_more(
    academy: Academy, batch: DrivenBatch
) -> None:
    _issue(academy, batch, FIRST)
    batch.stop()
    academy.settle()
    assert _only(academy).status == "cancelled"
    assert len(academy.find(CertificateIssue)) == 50


def test_a_crash_leaves_the_rest_to_the_program(academy: Academy, batch: DrivenBatch) -> None:
    _issue(academy, batch, FIRST)
    replace(academy).settle()  # Another program: it knows of nobody who drives the batch.
    assert _only(academy).status == "completed"
    assert sorted(one.enrollment_id for one in academy.find(CertificateIssue)) == IDS


def test_a_chunk_that_could_not_be_recorded_is_no_failure_of_the_chunk(
    academy: Academy, batch: DrivenBatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    _issue(academy, batch, FIRST, SECOND)

    def full(*_: object) -> None:
        raise EnvironmentFault("workspace.disk_full", path="w", cause="full")

    with monkeypatch.context() as fault:
        fault.setattr(academy.runner, "went_on", full)
        _issue(academy, batch, LAST)
    batch.let_go()
    academy.settle()
    assert _only(academy).status == "completed"
    assert sorted(one.enrollment_id for one in academy.find(CertificateIssue)) == IDS
