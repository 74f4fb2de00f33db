"""All that is kept about a person, to hand over."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any, BinaryIO, cast

import pytest

from app.domain.actor import Actor
from app.domain.entities import (
    AuditRecord,
    CertificateIssue,
    InstructorProfile,
    Notification,
)
from app.domain.errors import NotAllowed, NotFound
from app.ports.files import FileStore
from app.queries.person_export import person_files
from app.queries.seen import seen_store
from tests.support.memory import (
    START,
    Bench,
    course,
    enrollment,
    instructor,
    make_bus,
    person,
    progress,
)

ADA, TESS, OLU = 101, 2, 3
ADMIN = Actor(1, "admin")
PRINTED = b"%PDF-1.7 Ada"


class Shelf:
    """Holds one file."""

    def exists(self, sha256: str) -> bool:
        return sha256 == "f" * 64

    def open(self, sha256: str) -> BinaryIO:
        return BytesIO(PRINTED)


def issue(number: str, sha256: str | None) -> CertificateIssue:
    return CertificateIssue(
        certificate_number=number,
        verification_code=f"CODE{number}",
        enrollment_id=11,
        student_id=ADA,
        course_id=1,
        fields={},
        fields_sha256="0",
        qr_text="q",
        signature="s",
        key_id="k",
        pdf_sha256=sha256,
        paper="A4",
        template="classic",
        issued_at=START,
    )


def academy() -> Bench:
    bench = make_bus()
    told = {"title": "T", "message": "M", "type": "system", "created_at": START}
    bench.put(
        instructor(TESS),
        person(ADA, first_name="Noémie", hashed_password="$argon2id$secret"),
        person(102),
        InstructorProfile(id=1, user_id=TESS, payout_info={"iban": "DE00"}, created_at=START),
        course(1, TESS, title="Writing"),
        enrollment(11, ADA, 1),
        enrollment(12, 102, 1),
        instructor(OLU),
        course(2, OLU, title="Geometry"),
        enrollment(13, ADA, 2),
        progress(23, 13),
        progress(21, 11),
        progress(22, 12),
        Notification(id=1, user_id=ADA, **told),
        Notification(id=2, user_id=102, **told),
        AuditRecord(
            id=1, subject_table="users", subject_key="101", action="role", created_at=START
        ),
        AuditRecord(
            id=2, subject_table="users", subject_key="1010", action="role", created_at=START
        ),
        issue("SC-2026-000001", "f" * 64),
        issue("SC-2026-000002", "e" * 64),
    )
    return bench


def exported(user_id: int, actor: Actor = ADMIN) -> dict[str, Any]:
    with seen_store(academy().store, actor).reading() as rows:
        found = list(person_files(rows, cast(FileStore, Shelf()), user_id))
    return {
        one.path: json.loads(one.data) if one.path.endswith(".json") else one.data for one in found
    }


def test_only_the_persons_own_rows_are_in_it() -> None:
    files = exported(ADA)
    assert [one["id"] for one in files["person.json"]] == [ADA]
    courses = {one["id"]: one["course"] for one in files["enrollments.json"]}
    assert courses == {11: "Writing", 13: "Geometry"}
    assert [one["id"] for one in files["progress.json"]] == [21, 23]
    assert [one["id"] for one in files["notifications.json"]] == [1]
    assert [one["id"] for one in files["changes_of_access.json"]] == [1]
    for name in ("instructor_profile", "enrollment_history", "waiting_list", "certificates"):
        assert files[f"{name}.json"] == []


def test_certificates_are_added_as_they_were_printed_where_the_file_is_there() -> None:
    files = exported(ADA)
    pdfs = {path: data for path, data in files.items() if path.endswith(".pdf")}
    assert pdfs == {"certificates/SC-2026-000001.pdf": PRINTED}


def test_an_instructor_takes_along_what_belongs_to_their_own_courses() -> None:
    files = exported(ADA, Actor(OLU, "instructor"))
    assert [one["course"] for one in files["enrollments.json"]] == ["Geometry"]
    assert [one["id"] for one in files["progress.json"]] == [23]
    assert files["notifications.json"] == files["changes_of_access.json"] == []
    assert [path for path in files if path.endswith(".pdf")] == []
    with pytest.raises(NotAllowed):
        exported(102, Actor(OLU, "instructor"))


def test_no_secret_leaves_the_workspace() -> None:
    assert "argon2id" not in json.dumps(exported(ADA)["person.json"])
    assert "DE00" not in json.dumps(exported(TESS)["instructor_profile.json"])


def test_nobody_has_no_files() -> None:
    with pytest.raises(NotFound):
        exported(999)


def test_letters_stay_letters() -> None:
    with academy().store.reading() as rows:
        first = next(person_files(rows, cast(FileStore, Shelf()), ADA))
    assert "Noémie".encode() in first.data
