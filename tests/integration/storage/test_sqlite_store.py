"""What only the SQLite store can do wrong: threads, views, limits, the disk."""

import sqlite3
import threading
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from types import SimpleNamespace

import pytest

from app.domain.actor import SYSTEM
from app.domain.commands import AddLesson, AddModule, BodyChange, EditCourse, EditLesson
from app.domain.commands.base import Change
from app.domain.entities import Course, Module, User
from app.domain.errors import EnvironmentFault, Invalid, NotFound, SmartCourseError
from services.storage.sqlite.faults import translate
from services.storage.sqlite.standing import MOST
from services.storage.sqlite.store import SqliteStore
from services.storage.workspace import Workspace
from tests.contract.storage.rows import TOUCH
from tests.support.memory import START, FixedClock, person
from tests.support.workspaces import bus_over, found_faults, opened


@pytest.fixture
def store(workspace: Workspace) -> SqliteStore:
    return workspace.store


def in_another_thread(work: object) -> object:
    """What *work* returns or raises there."""
    found: list[object] = []

    def run() -> None:
        try:
            found.append(work())  # type: ignore[operator]
        except RuntimeError as error:
            found.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def test_only_its_thread_writes_and_every_thread_reads(store: SqliteStore) -> None:
    def write() -> None:
        with store.unit_of_work(SYSTEM):
            pass

    def read() -> int:
        with store.reading() as rows:
            return rows.count(User)

    assert isinstance(in_another_thread(write), RuntimeError)
    assert isinstance(in_another_thread(lambda: store.allocate_ids(User)), RuntimeError)
    assert isinstance(in_another_thread(store.close), RuntimeError)
    assert in_another_thread(read) == 2


def test_a_view_does_not_change_while_it_is_open(store: SqliteStore) -> None:
    with store.reading() as before:
        with store.unit_of_work(SYSTEM) as uow:
            uow.save_all([person(90)])
            uow.commit(TOUCH)
        with store.reading() as after:
            assert after.count(User) == 3
        assert before.count(User) == 2


def test_a_row_that_is_read_again_is_as_the_last_commit_left_it(store: SqliteStore) -> None:
    def name() -> str:
        with store.unit_of_work(SYSTEM) as uow:
            return uow.get(Course, 1).title

    first = name()
    with store.unit_of_work(SYSTEM) as uow:
        uow.save_all([replace(uow.get(Course, 1), title="Left without a commit")])
        assert uow.get(Course, 1).title == "Left without a commit"
    assert name() == first
    with store.unit_of_work(SYSTEM) as uow:
        uow.save_all([replace(uow.get(Course, 1), title="Committed")])
        uow.commit(TOUCH)
    assert name() == "Committed"
    with store.unit_of_work(SYSTEM) as uow:
        uow.delete_all(Course, [1])
        uow.commit(TOUCH)
    with pytest.raises(NotFound):
        name()


def test_a_lessons_text_stands_once_however_it_came(store: SqliteStore) -> None:
    bus, texts = bus_over(store), [f"A line of text {number}.\n" * 20 for number in range(3)]

    def edit(base: str, text: str) -> str:
        change = BodyChange(base_sha256=sha256(base.encode()).hexdigest(), text=text)
        return bus.execute(EditLesson(lesson_id=1, body=change), SYSTEM).command_id

    bus.execute(AddModule(module_id=1, course_id=1, title="M"), SYSTEM)
    bus.execute(AddLesson(lesson_id=1, module_id=1, title="L", body=texts[0]), SYSTEM)
    edits = [edit(texts[0], texts[1]), edit(texts[1], texts[2]), edit(texts[2], texts[1])]
    with store.unit_of_work(SYSTEM) as uow:
        commands = [uow.journal_entry(one).command for one in edits]
    assert [one.body.text for one in commands if isinstance(one, EditLesson) and one.body] == [
        texts[1],
        texts[2],
        texts[1],
    ]
    with store.connection() as connection:
        payloads = connection.all("SELECT payload FROM sync_journal")
        assert [one for (one,) in payloads if "A line of text" in one] == []
        assert connection.one("SELECT count(*) FROM ext_lesson_bodies") == (3,)


def test_an_entry_whose_text_is_gone_says_so(store: SqliteStore) -> None:
    bus = bus_over(store)
    bus.execute(AddModule(module_id=1, course_id=1, title="M"), SYSTEM)
    added = AddLesson(lesson_id=1, module_id=1, title="L", body="Long. " * 50)
    done = bus.execute(added, SYSTEM)
    store.writer().run("DELETE FROM ext_lesson_bodies")
    with store.unit_of_work(SYSTEM) as uow, pytest.raises(NotFound) as missing:
        uow.journal_entry(done.command_id)
    assert missing.value.data["table"] == "ext.lesson_bodies"


def test_few_rows_are_kept(store: SqliteStore) -> None:
    with store.unit_of_work(SYSTEM) as uow:
        uow.save_all([person(number) for number in range(100, 101 + MOST)])
        uow.commit(TOUCH)
    with store.unit_of_work(SYSTEM) as uow:
        for number in range(100, 101 + MOST):
            uow.get(User, number)
    assert len(store._standing._rows) <= MOST


def test_a_reading_connection_cannot_write(store: SqliteStore) -> None:
    with store.connection() as connection, pytest.raises(EnvironmentFault) as refused:
        connection.run("DELETE FROM users")
    assert refused.value.reason == "workspace.read_only"


def test_every_commit_is_forced_to_disk_and_references_hold(store: SqliteStore) -> None:
    with store.unit_of_work(SYSTEM):
        writer = store._writer
        assert writer.one("PRAGMA synchronous") == (2,)
        assert writer.one("PRAGMA foreign_keys") == (1,)
        assert writer.one("PRAGMA journal_mode") == ("wal",)


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"first_name": "x" * 101}, "first_name"),
        ({"username": "\udcff"}, "users"),
        ({"role": "guest"}, "chk_users_role"),
        ({"email": None}, "email"),
    ],
)
def test_a_row_that_a_server_would_refuse_is_refused(
    store: SqliteStore, columns: dict[str, str], field: str
) -> None:
    with store.unit_of_work(SYSTEM) as uow, pytest.raises(Invalid) as refused:
        uow.save_all([replace(person(90), **columns)])
    assert refused.value.data["field"] == field


def test_a_number_beyond_its_digits_is_refused(store: SqliteStore) -> None:
    for hours, field in ((Decimal(1000), "duration_hours"), (Decimal(10**20), "courses")):
        with store.unit_of_work(SYSTEM) as uow, pytest.raises(Invalid) as refused:
            uow.save_all([replace(uow.get(Course, 1), duration_hours=hours)])
        assert refused.value.data["field"] == field


def test_a_unit_in_which_a_statement_failed_cannot_be_committed(store: SqliteStore) -> None:
    with store.unit_of_work(SYSTEM) as uow:
        with pytest.raises(SmartCourseError):
            uow.save_all([person(90), person(91, email="admin@example.org")])
        with pytest.raises(RuntimeError):
            uow.commit(TOUCH)
    with store.reading() as rows:
        assert rows.count(User) == 2


def test_a_full_disk_undoes_the_command_and_the_store_goes_on(
    workspace: Workspace, store: SqliteStore
) -> None:
    bus, writer = bus_over(store), store._writer
    (pages,) = writer.one("PRAGMA page_count") or (0,)
    writer.run(f"PRAGMA max_page_count = {pages + 2}")
    huge = AddModule(module_id=50, course_id=1, title="Huge", description="x" * 100_000)
    with pytest.raises(EnvironmentFault) as full:
        bus.execute(huge, SYSTEM)
    assert full.value.reason == "workspace.disk_full"
    writer.run("PRAGMA max_page_count = 1000000")
    bus.execute(huge, SYSTEM)
    assert found_faults(workspace) == []
    with store.reading() as rows:
        assert [row.id for row in rows.find(Module)] == [50]


def test_ids_are_not_given_again_after_a_restart(workspace: Workspace) -> None:
    store = workspace.store
    given = store.allocate_ids(Module, 10)
    bus = bus_over(store)
    bus.execute(AddModule(module_id=given[-1], course_id=1, title="Kept"), SYSTEM)
    with store.unit_of_work(SYSTEM) as uow:
        uow.delete_all(Module, [given[-1]])
        uow.commit(TOUCH)
    workspace.close()
    with opened(workspace.places.folder) as again:
        assert list(again.store.allocate_ids(Module)) == [given[-1] + 1]


def test_an_id_that_a_deleted_row_had_is_not_given_again_after_a_restart(
    workspace: Workspace,
) -> None:
    with workspace.store.unit_of_work(SYSTEM) as uow:
        uow.save_all([person(900)])
        uow.commit(TOUCH)
    with workspace.store.unit_of_work(SYSTEM) as uow:
        uow.delete_all(User, [900])
        uow.commit(TOUCH)
    workspace.close()
    with opened(workspace.places.folder, FixedClock()) as again:
        assert list(again.store.allocate_ids(User)) == [901]


def test_a_clock_set_back_reorders_nothing_even_after_a_restart(
    workspace: Workspace, clock: FixedClock
) -> None:
    edit = EditCourse(course_id=1, changes=(Change("category", None, "a"),))
    clock.advance(days=3)
    bus_over(workspace.store).execute(edit, SYSTEM)
    workspace.close()
    clock.advance(days=-800)
    with opened(workspace.places.folder, clock) as again:
        with again.store.unit_of_work(SYSTEM) as uow:
            assert (uow.now - START).days == 3
            uow.commit(TOUCH)
        times = [entry.at for entry in again.store.journal()]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (sqlite3.SQLITE_FULL, "workspace.disk_full"),
        (sqlite3.SQLITE_IOERR_WRITE, "workspace.disk_error"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "workspace.read_only"),
        (sqlite3.SQLITE_CANTOPEN, "workspace.cannot_open"),
        (sqlite3.SQLITE_CORRUPT, "workspace.damaged"),
        (sqlite3.SQLITE_NOTADB, "workspace.damaged"),
        (sqlite3.SQLITE_BUSY, "workspace.busy"),
        (sqlite3.SQLITE_LOCKED, "workspace.busy"),
        (sqlite3.SQLITE_TOOBIG, "value.too_large"),
        (sqlite3.SQLITE_MISUSE, None),
    ],
)
def test_each_of_sqlites_codes_has_its_meaning(code: int, reason: str | None) -> None:
    error = sqlite3.OperationalError("why")
    error.sqlite_errorcode = code
    meaning = translate(error, "/w/workspace.db")
    if reason is None:
        assert meaning is None
    else:
        assert meaning is not None
        assert meaning.reason == reason
        assert meaning.data == {"path": "/w/workspace.db", "cause": "why"}


@pytest.mark.parametrize(
    ("free", "reason"), [(0, "workspace.disk_full"), (10**9, "workspace.disk_error")]
)
def test_an_io_error_on_a_full_disk_is_a_full_disk(
    monkeypatch: pytest.MonkeyPatch, free: int, reason: str
) -> None:
    monkeypatch.setattr(
        "services.storage.sqlite.faults.disk_usage", lambda place: SimpleNamespace(free=free)
    )
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    meaning = translate(error, "/w/workspace.db")
    assert meaning is not None
    assert meaning.reason == reason
