"""The workflows, as sequences of named activities.

A definition is a generator: it yields the activity to run next and is sent its result. It must be
deterministic, for a run is resumed by sending it the recorded results again; so it imports the
standard library and the domain only, and reads neither clock nor store.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import field

from app.domain.commands import MOST_CERTIFICATES
from app.domain.dataclass import dataclass
from app.domain.entities import Json


@dataclass(frozen=True, slots=True)
class Call:
    """An activity by name, with its input."""

    activity: str
    input: Json = field(default_factory=dict[str, object])


Run = Generator[Call, Json, Json]
"""Yields calls, is sent their results, returns the workflow's result."""


@dataclass(frozen=True, slots=True)
class Definition:
    """How a workflow runs, and what takes back the command that it followed, where that is due.

    `compensation` is given the input and the reason of the failure.
    """

    run: Callable[[Json], Run]
    compensation: Callable[[Json, str], Call] | None = None


def course_publishing(data: Json) -> Run:
    """After a course was published: its files are there, its learners' totals are up to date."""
    course = {"course_id": data["course_id"]}
    files = yield Call("check_course_files", course)
    totals = yield Call("refresh_totals", course)
    return {"files": files["files"], **totals}


def unpublish(data: Json, reason: str) -> Call:
    """Take the publishing back."""
    return Call("unpublish_course", {"course_id": data["course_id"], "reason": reason})


def certificate_issue(data: Json) -> Run:
    """Issue the certificate of one enrollment."""
    result = yield Call("issue_certificates", {"enrollment_ids": [data["enrollment_id"]]})
    return result


def certificate_batch(data: Json) -> Run:
    """Issue the certificates of many enrollments of a course, a chunk at a time."""
    issued: list[object] = []
    skipped: list[object] = []
    ids = list(data["enrollment_ids"])
    for first in range(0, len(ids), MOST_CERTIFICATES):
        part = ids[first : first + MOST_CERTIFICATES]
        chunk = yield Call("issue_certificates", {"enrollment_ids": part})
        issued.extend(chunk["issued"])
        skipped.extend(chunk["skipped"])
    return {"issued": issued, "skipped": skipped}


DEFINITIONS: Mapping[str, Definition] = {
    "CoursePublishing": Definition(course_publishing, unpublish),
    "CertificateIssue": Definition(certificate_issue),
    "CertificateBatch": Definition(certificate_batch),
}
"""Workflow type to its definition."""
