"""All that a workspace holds about one person, as files to hand over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from app.domain.canonical import to_canonical
from app.domain.dataclass import dataclass
from app.domain.entities import (
    AuditRecord,
    Certificate,
    CertificateIssue,
    Course,
    Enrollment,
    EnrollmentHistory,
    Entity,
    InstructorProfile,
    Notification,
    Progress,
    User,
    WaitingEntry,
)
from app.ports.files import FileStore
from app.ports.storage import Rows
from app.queries.rows import document_of


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file by its path with slashes."""

    path: str
    data: bytes


def person_files(rows: Rows, files: FileStore, user_id: int) -> Iterator[DataFile]:
    """One JSON file a table, and the certificates as they were issued.

    Secrets (passwords, bank details) are masked. Raises `NotFound`.
    """
    user = rows.get(User, user_id)
    enrollments = rows.find(Enrollment, student_id=user_id)
    ids = [one.id for one in enrollments]
    courses = rows.get_many(Course, {one.course_id for one in enrollments})
    yield _table("person", [user])
    yield _table("instructor_profile", rows.find(InstructorProfile, user_id=user_id))
    titled = [{**to_canonical(one), "course": courses[one.course_id].title} for one in enrollments]
    yield DataFile("enrollments.json", _json(titled))
    yield _table("progress", rows.find(Progress, enrollment_id=ids))
    yield _table("enrollment_history", rows.find(EnrollmentHistory, enrollment_id=ids))
    yield _table("waiting_list", rows.find(WaitingEntry, student_id=user_id))
    yield _table("certificates", rows.find(Certificate, student_id=user_id))
    yield _table("notifications", rows.find(Notification, user_id=user_id))
    audit = rows.find(AuditRecord, subject_table=User.TABLE, subject_key=str(user_id))
    yield _table("changes_of_access", audit)
    for issue in rows.find(CertificateIssue, enrollment_id=ids):
        if issue.pdf_sha256 and files.exists(issue.pdf_sha256):
            with files.open(issue.pdf_sha256) as stream:
                yield DataFile(f"certificates/{issue.certificate_number}.pdf", stream.read())


def _table(name: str, records: Sequence[Entity]) -> DataFile:
    return DataFile(f"{name}.json", _json([document_of(one.TABLE, one) for one in records]))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()
