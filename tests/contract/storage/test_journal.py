from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256

import pytest

from app.domain.actor import SYSTEM
from app.domain.canonical import image, row_hash
from app.domain.commands import AddLesson, Command, EditLesson, ImportEnrollments, Revert
from app.domain.commands.base import Change
from app.domain.commands.content import BodyChange
from app.domain.commands.enrollments import EnrollmentRecord
from app.domain.entities import Course, Enrollment, LessonBody, User
from app.domain.errors import NotFound
from app.domain.outcomes import Conflict, Outcome
from app.ports.storage import Store
from tests.contract.storage.rows import ANOTHER, TEACHER, TOUCH, Sample, put
from tests.support.memory import START, FixedClock, course, person


@pytest.fixture
def filled(store: Store) -> Store:
    put(store, *Sample().rows, command_id="first")
    return store


@pytest.mark.parametrize(
    "command",
    [
        EditLesson(
            lesson_id=3,
            changes=(
                Change("title", None, 'A "quote" \\ and ü\n'),
                Change("quiz", {"b": 1}, [1.5]),
            ),
            body=BodyChange(base_sha256="00", text="Text\u2028"),
        ),
        ImportEnrollments(
            rows=(
                EnrollmentRecord(
                    enrollment_id=1,
                    student_id=2,
                    course_id=1,
                    status="completed",
                    enrolled_at=START,
                    payment_amount=Decimal("12.50"),
                ),
                EnrollmentRecord(enrollment_id=2, student_id=3, course_id=1),
            )
        ),
        ImportEnrollments(rows=()),
        Revert(command_id="first"),
    ],
    ids=lambda command: command.TYPE,
)
def test_a_command_is_read_as_it_was_written(filled: Store, command: ImportEnrollments) -> None:
    with filled.unit_of_work(SYSTEM) as uow:
        uow.commit(command, command_id="c")
    with filled.unit_of_work(SYSTEM) as uow:
        assert uow.journal_entry("c").command == command


TEXT = 'A "line" of Ünicode \\ and a tab\t.\n' * 9


@pytest.mark.parametrize(
    "command",
    [
        EditLesson(lesson_id=3, body=BodyChange(base_sha256="00", text=TEXT)),
        EditLesson(
            lesson_id=3,
            changes=(Change("title", TEXT, TEXT),),
            body=BodyChange(base_sha256="00", text=TEXT),
        ),
        EditLesson(lesson_id=3, changes=(Change("quiz", None, {"@text": ["body.text", "x"]}),)),
        EditLesson(lesson_id=3, body=BodyChange(base_sha256="00", text=TEXT + "not kept")),
        AddLesson(lesson_id=3, module_id=1, title="T", body=TEXT),
        AddLesson(lesson_id=3, module_id=1, title=TEXT, body=""),
    ],
)
def test_a_command_is_read_as_it_was_written_whatever_its_transaction_keeps(
    filled: Store, command: Command
) -> None:
    kept = [
        LessonBody(sha256=sha256(text.encode()).hexdigest(), body=text, created_at=START)
        for text in (TEXT, "", TEXT + "another")
    ]
    with filled.unit_of_work(SYSTEM) as uow:
        uow.save_all(kept)
        uow.commit(command, command_id="first of all")
    with filled.unit_of_work(SYSTEM) as uow:
        uow.get_many(LessonBody, [one.sha256 for one in kept])
        uow.commit(command, command_id="again")
    with filled.unit_of_work(SYSTEM) as uow:
        assert uow.journal_entry("first of all").command == command
        assert uow.journal_entry("again").command == command


def test_an_entry_says_who_did_what_when(filled: Store, clock: FixedClock) -> None:
    clock.advance(hours=1)
    with filled.unit_of_work(TEACHER) as uow:
        uow.commit(Revert(command_id="first"), command_id="c", batch_id="b")
    with filled.unit_of_work(SYSTEM) as uow:
        entry = uow.journal_entry("c")
    assert (entry.entry_no, entry.command_type, entry.actor_id) == (2, "journal.revert", 1)
    assert (entry.batch_id, entry.reverts, entry.state) == ("b", "first", "local")
    assert entry.at == START + timedelta(hours=1)
    with filled.unit_of_work(SYSTEM) as uow, pytest.raises(NotFound) as missing:
        uow.journal_entry("nothing")
    assert missing.value.reason == "journal.missing"


def test_images_of_created_updated_and_deleted_rows(filled: Store) -> None:
    made = course(9, 1, slug="nine", price=Decimal("10.50"))
    with filled.unit_of_work(SYSTEM) as uow:
        ann = uow.get(User, 2)
        gone = uow.get(Enrollment, 1)
        renamed = replace(ann, first_name="Ån", hashed_password="secret", is_verified=True)
        uow.delete_all(Enrollment, [1])
        uow.save_all([made, renamed])
        uow.commit(TOUCH, command_id="c")
    with filled.unit_of_work(SYSTEM) as uow:
        images = {(one.table, one.key): one for one in uow.journal_entry("c").images}
    created, updated = images["courses", 9], images["users", 2]
    deleted = images["enrollments", 1]
    assert (created.before, created.after, created.before_hash) == (None, None, None)
    assert created.after_hash == row_hash(made)
    assert updated.before == {"first_name": "Ada", "is_verified": False}
    assert updated.after == {"first_name": "Ån", "is_verified": True}
    assert (updated.before_hash, updated.after_hash) == (row_hash(ann), row_hash(renamed))
    assert (deleted.before, deleted.after) == (image(gone), None)
    assert (deleted.before_hash, deleted.after_hash) == (row_hash(gone), None)


def test_what_no_image_holds_leaves_none(filled: Store) -> None:
    with filled.unit_of_work(SYSTEM) as uow:
        uow.save_all([replace(uow.get(User, 2), hashed_password="$2b$")])
        uow.commit(TOUCH, command_id="c")
    with filled.unit_of_work(SYSTEM) as uow:
        assert uow.journal_entry("c").images == ()


def test_entries_are_listed_newest_first_and_filtered(filled: Store) -> None:
    for number in range(5):
        with filled.unit_of_work(TEACHER if number % 2 else SYSTEM) as uow:
            uow.commit(ANOTHER, command_id=f"c{number}", batch_id="b" if number > 2 else None)
    everything = filled.journal()
    assert [one.command_id for one in everything] == ["c4", "c3", "c2", "c1", "c0", "first"]
    assert all(one.command is None and one.images == () for one in everything)
    assert [one.command_id for one in filled.journal(actor_id=1)] == ["c3", "c1"]
    assert [one.command_id for one in filled.journal(batch_id="b")] == ["c4", "c3"]
    assert [one.command_id for one in filled.journal(before=4, limit=2)] == ["c1", "c0"]


def test_reverted_follows_reverts_of_reverts(filled: Store) -> None:
    def revert(of: str, command_id: str) -> None:
        with filled.unit_of_work(SYSTEM) as uow:
            uow.commit(Revert(command_id=of), command_id=command_id)

    assert filled.reverted(["first"]) == set()
    revert("first", "undo")
    assert filled.reverted(["first", "undo", "other"]) == {"first"}
    revert("undo", "redo")
    assert filled.reverted(["first", "undo", "redo"]) == {"undo"}
    revert("redo", "undo again")
    assert filled.reverted(["first", "undo", "redo"]) == {"first", "redo"}
    assert filled.reverted([]) == set()


def test_batches_are_told_by_state(store: Store) -> None:
    store.open_batch("b1", "Import", TEACHER)
    store.open_batch("b2", "Another", SYSTEM)
    store.close_batch("b1", "done")
    assert store.batches() == [("b1", "Import"), ("b2", "Another")]
    assert store.batches("running") == [("b2", "Another")]
    store.close_batch("b2", "rolled_back")
    assert store.batches("running") == []
    assert store.batches("rolled_back") == [("b2", "Another")]


def test_losing_values_are_kept(filled: Store) -> None:
    lost = Conflict(table="courses", key=1, column="title", base="a", mine={"x": [1]}, theirs=None)
    with filled.unit_of_work(SYSTEM) as uow:
        uow.commit(TOUCH, outcome=Outcome(conflicts=(lost,)))
    assert filled.conflicts() == [lost]  # type: ignore[attr-defined]


def test_time_never_goes_behind_the_newest_entry(filled: Store, clock: FixedClock) -> None:
    put(filled, person(60))
    clock.advance(days=-400)
    with filled.unit_of_work(SYSTEM) as uow:
        assert uow.now == START
        uow.commit(TOUCH)
    clock.advance(days=500)
    with filled.unit_of_work(SYSTEM) as uow:
        assert uow.now == clock.now()


def test_restore_brings_a_row_back_without_touching_secrets(filled: Store) -> None:
    with filled.unit_of_work(SYSTEM) as uow:
        before = uow.canonical_row("users", 2)
        assert before is not None
        uow.save_all([replace(uow.get(User, 2), first_name="X", hashed_password="$2b$")])
        uow.commit(TOUCH)
    with filled.unit_of_work(SYSTEM) as uow:
        uow.restore("users", 2, before)
        uow.commit(TOUCH)
    with filled.unit_of_work(SYSTEM) as uow:
        assert uow.canonical_row("users", 2) == before
        assert uow.get(User, 2).hashed_password == "$2b$"
        assert uow.canonical_row("users", 99) is None
        uow.restore("enrollments", 1, None)
        uow.commit(TOUCH)
    with filled.reading() as rows:
        assert rows.count(Enrollment) == 0


def test_a_restored_row_may_be_one_that_was_deleted(filled: Store) -> None:
    with filled.unit_of_work(SYSTEM) as uow:
        row = uow.canonical_row("courses", 1)
        uow.delete_all(Course, [1])
        uow.commit(TOUCH)
    with filled.unit_of_work(SYSTEM) as uow:
        uow.restore("courses", 1, row)
        uow.commit(TOUCH)
    with filled.unit_of_work(SYSTEM) as uow:
        assert uow.canonical_row("courses", 1) == row
