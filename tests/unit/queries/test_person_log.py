"""Who changed what about a person, and when, with the way back where there is one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from app.domain.actor import Actor
from app.domain.commands import (
    AddPeople,
    Change,
    ChangeRole,
    Command,
    DeletePeople,
    EditPeople,
    PersonEdit,
    Revert,
)
from app.domain.entities import AuditRecord, CertificateIssue, Course, User
from app.ports.history import PastCommand, Touched
from app.queries import person_log as person_log_module
from app.queries.person_log import LogLine, person_log
from app.queries.seen import seen_rows
from app.usecases.bus import Done
from services.storage.memory import MemoryStore
from tests.support.authoring import ADMIN, COURSE, academy, drop, enroll, person_row
from tests.support.learning import enrollment_of
from tests.support.memory import START, Bench, course, instructor

ADA = 101


@dataclass
class JournalHistory:
    """The port over the journal of a store in memory."""

    store: MemoryStore
    label: str | None = None

    def touching(
        self, records: Touched, *, types: Collection[str], limit: int
    ) -> Sequence[PastCommand]:
        entries = [one for one in self.store.journal(limit=1000) if one.command_type in types]
        gone = self.store.reverted([one.command_id for one in entries])
        found: list[PastCommand] = []
        for entry in entries:
            with self.store.unit_of_work(ADMIN) as uow:
                images = uow.journal_entry(entry.command_id).images
            wanted = tuple(one for one in images if one.key in records.get(one.table, ()))
            if wanted:
                found.append(
                    PastCommand(
                        command_id=entry.command_id,
                        command_type=entry.command_type,
                        at=entry.at,
                        actor_id=entry.actor_id,
                        batch_id=entry.batch_id,
                        label=self.label,
                        reverts=entry.reverts,
                        undone=entry.command_id in gone,
                        images=wanted,
                    )
                )
        return found[:limit]


@pytest.fixture
def bench() -> Bench:
    return academy()


def run(bench: Bench, command: Command) -> Done:
    bench.clock.advance(minutes=1)
    return bench.run(command, ADMIN)


def log(bench: Bench, label: str | None = None) -> tuple[LogLine, ...]:
    with bench.store.reading() as rows:
        return person_log(rows, JournalHistory(bench.store, label), ADA, ADMIN)


def rename(bench: Bench, name: str) -> Done:
    change = Change("first_name", "Ada", name)
    return run(bench, EditPeople(rows=(PersonEdit(user_id=ADA, changes=(change,)),)))


def test_a_changed_column_tells_before_and_after_and_can_be_undone(bench: Bench) -> None:
    done = rename(bench, "Grace")
    (line,) = log(bench)
    assert (line.what, line.column, line.before, line.after) == (
        "person",
        "first_name",
        "Ada",
        "Grace",
    )
    assert line.at == bench.clock.now()
    assert line.by == bench.get(User, ADMIN.user_id).full_name
    assert line.command_id == done.command_id


def test_what_was_undone_stays_told_without_a_way_back(bench: Bench) -> None:
    done = rename(bench, "Grace")
    run(bench, Revert(command_id=done.command_id))
    newest, first = log(bench)
    assert (newest.before, newest.after, newest.command_id) == ("Grace", "Ada", None)
    assert (first.after, first.command_id) == ("Grace", None)


def test_what_nobody_reads_is_no_line(bench: Bench) -> None:
    change = Change("last_name", bench.get(User, ADA).last_name, "Hopper")
    run(bench, EditPeople(rows=(PersonEdit(user_id=ADA, changes=(change,)),)))
    assert bench.get(User, ADA).updated_at == bench.clock.now()
    assert [one.column for one in log(bench)] == ["last_name"]


def test_added_and_deleted_people_are_told_so(bench: Bench) -> None:
    run(bench, AddPeople(rows=(person_row(700),)))
    run(bench, DeletePeople(user_ids=(700,)))
    with bench.store.reading() as rows:
        found = person_log(rows, JournalHistory(bench.store), 700, ADMIN)
    assert [one.what for one in found] == ["deleted", "added"]


def test_every_status_of_an_enrollment_is_told_with_its_course(bench: Bench) -> None:
    run(bench, enroll(bench, ADA))
    run(bench, drop(bench, ADA))
    newest, first = log(bench, label="Import of users.csv")
    title = bench.get(Course, COURSE).title
    assert (first.what, first.subject, first.after) == ("enrolled", title, "active")
    assert (newest.what, newest.before, newest.after) == ("dropped", "active", "dropped")
    assert (newest.batch, bool(newest.command_id)) == ("Import of users.csv", True)


def test_certificates_are_told_when_issued_and_when_revoked(bench: Bench) -> None:
    bench.outcome(enroll(bench, ADA), ADMIN)
    number = enrollment_of(bench, ADA, COURSE).id
    bench.put(issue(number, "1"), issue(number, "2", revoked_at=START + timedelta(days=2)))
    found = [one for one in log(bench) if one.what in ("issued", "revoked")]
    teacher = bench.get(User, 2).full_name
    assert [(one.what, one.subject, one.by, one.reason) for one in found] == [
        ("revoked", "SC-2026-000002", None, "Wrong name"),
        ("issued", "SC-2026-000001", teacher, ""),
        ("issued", "SC-2026-000002", teacher, ""),
    ]


def test_the_audit_adds_what_no_command_tells(bench: Bench) -> None:
    run(bench, ChangeRole(user_id=ADA, base="student", role="instructor"))
    earlier = START - timedelta(days=3)
    bench.put(
        AuditRecord(
            id=900,
            subject_table="users",
            subject_key=str(ADA),
            action="access",
            current="locked",
            reason="5 wrong passwords",
            created_at=earlier,
        )
    )
    newest, oldest = log(bench)
    assert (newest.column, newest.after) == ("role", "instructor")
    assert (oldest.column, oldest.after, oldest.by) == ("access", "locked", None)
    assert oldest.reason == "5 wrong passwords"


def test_a_log_has_an_end(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person_log_module, "LONGEST", 2)
    run(bench, enroll(bench, ADA))
    run(bench, drop(bench, ADA))
    rename(bench, "Grace")
    assert [one.what for one in log(bench)] == ["person", "dropped"]


def issue(enrollment_id: int, digit: str, **columns: Any) -> CertificateIssue:
    return CertificateIssue(
        **{
            "certificate_number": f"SC-2026-00000{digit}",
            "verification_code": f"CODE{digit}",
            "enrollment_id": enrollment_id,
            "student_id": ADA,
            "course_id": COURSE,
            "fields": {},
            "fields_sha256": digit,
            "qr_text": "q",
            "signature": "s",
            "key_id": "k",
            "paper": "A4",
            "template": "classic",
            "issued_by_id": 2,
            "issued_at": START,
            "revoked_reason": "Wrong name" if "revoked_at" in columns else None,
            **columns,
        }
    )


def test_an_instructor_is_told_what_happened_in_their_own_courses_alone(bench: Bench) -> None:
    bench.put(instructor(901), course(9, 901))
    rename(bench, "Grace")
    run(bench, enroll(bench, ADA))
    teacher = Actor(bench.get(Course, COURSE).instructor_id, "instructor")
    found = {}
    for actor in (teacher, Actor(901, "instructor")):
        with bench.store.reading() as rows:
            mine = seen_rows(rows, actor)
            lines = person_log(mine, JournalHistory(bench.store), ADA, actor)
            found[actor.user_id] = [one.what for one in lines]
    assert found == {teacher.user_id: ["enrolled"], 901: []}
