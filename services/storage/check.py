"""Whether a workspace is what its journal and its tables say it is.

Faults are told, never repaired: what a repair should be depends on the fault. The journal's newest
word on each row is held in memory meanwhile (about 250 bytes a row).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

from app.domain.dataclass import dataclass
from app.domain.entities import ALL_ENTITIES, Entity, Key
from app.domain.errors import EnvironmentFault
from app.ports.files import FileStore
from app.ports.metrics import MetricRecount
from services.storage.sqlite.codec import CODECS
from services.storage.sqlite.connection import Connection
from services.storage.sqlite.images import touched
from services.storage.sqlite.payload import NAMED_TEXTS
from services.storage.sqlite.store import SqliteStore

Marks = dict[str, dict[Key, bytes | None]]
"""Table to key to the digest that the newest entry left the row with; None where it deleted it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be: of which kind, where, and what."""

    kind: str
    subject: str
    detail: str


def check(
    store: SqliteStore, files: FileStore, recount_of: Callable[[Connection], MetricRecount]
) -> list[Fault]:
    """Every fault of a workspace, read from one state of its database."""
    with store.connection() as connection:
        parts: tuple[Iterator[Fault], ...] = (
            _structure(connection),
            _journal(connection),
            _texts(connection),
            _files(connection, files),
            _counts(recount_of(connection)),
        )
        return [fault for part in parts for fault in _readable(part)]


def _readable(part: Iterator[Fault]) -> Iterator[Fault]:
    """The faults of one part; that it cannot be read to its end is one of them."""
    try:
        yield from part
    except EnvironmentFault as error:
        yield Fault("structure", "workspace.db", f"cannot be read: {error.data.get('cause')}")


def _structure(connection: Connection) -> Iterator[Fault]:
    """SQLite's own checks: pages, indexes, NOT NULL, CHECK, foreign keys."""
    for (text,) in connection.all("PRAGMA integrity_check"):
        if text != "ok":
            yield Fault("structure", "workspace.db", str(text))
    for table, rowid, parent, _ in connection.all("PRAGMA foreign_key_check"):
        yield Fault("reference", f"{table} {rowid}", f"names a row that {parent} does not have")


def _journal(connection: Connection) -> Iterator[Fault]:
    """Each row against the newest entry that touched it."""
    marks = _newest_marks(connection)
    for kind in ALL_ENTITIES:
        if kind.JOURNALLED:
            yield from _rows_against(connection, kind, marks.pop(kind.TABLE, {}))
    for table in marks:
        yield Fault("journal", table, "the journal names a table that is not there")


def _newest_marks(connection: Connection) -> Marks:
    marks: Marks = {}
    query = (
        "SELECT entry_no, images FROM sync_journal WHERE entry_no > ? AND images IS NOT NULL "
        "ORDER BY entry_no LIMIT 100"
    )
    last = 0
    while rows := connection.all(query, (last,)):
        for _, blob in rows:
            for one in touched(blob):
                marks.setdefault(one.table, {})[one.key] = one.digest
        last = rows[-1][0]
    return marks


def _rows_against(
    connection: Connection, kind: type[Entity], marks: dict[Key, bytes | None]
) -> Iterator[Fault]:
    codec = CODECS[kind]
    columns = ", ".join(codec.names)
    query = f"SELECT {columns} FROM {codec.table}"  # noqa: S608
    for row in connection.each(query):
        key = codec.key_of(row)
        subject = f"{codec.logical} {key}"
        if key not in marks:
            yield Fault("journal", subject, "no journal entry tells of this row")
            continue
        digest = marks.pop(key)
        if digest is None:
            yield Fault("journal", subject, "the newest journal entry deleted this row")
        elif digest != codec.digest(row):
            yield Fault("journal", subject, "differs from what the newest journal entry left")
    for key, digest in marks.items():
        if digest is not None:
            yield Fault("journal", f"{codec.logical} {key}", "is gone, though no entry deleted it")


def _texts(connection: Connection) -> Iterator[Fault]:
    """Lesson texts by their hash, and that every lesson and every command has its own."""
    for name, body in connection.each("SELECT sha256, body FROM ext_lesson_bodies"):
        if sha256(body.encode()).hexdigest() != name:
            yield Fault("text", f"ext.lesson_bodies {name}", "the text does not have its hash")
    missing = (
        "SELECT id FROM ext_lessons WHERE body_sha256 NOT IN (SELECT sha256 FROM ext_lesson_bodies)"
    )
    for (lesson_id,) in connection.all(missing):
        yield Fault("text", f"ext.lessons {lesson_id}", "its text is missing")
    missing = (
        f"SELECT entry_no FROM ({NAMED_TEXTS}) "  # noqa: S608 - no value but our own
        "WHERE name NOT IN (SELECT sha256 FROM ext_lesson_bodies)"
    )
    for (entry_no,) in connection.all(missing):
        yield Fault("text", f"sync.journal {entry_no}", "its text is missing")


def _files(connection: Connection, files: FileStore) -> Iterator[Fault]:
    """Every stored file by its hash, and that what rows name is there."""
    stored = set(files.names())
    for name in sorted(stored):
        if not files.verify(name):
            yield Fault("file", name, "the bytes do not have their hash")
    needed = (
        "SELECT sha256, 'ext.materials ' || id FROM ext_materials WHERE state = 'available' "
        "UNION ALL SELECT pdf_sha256, 'ext.certificate_issues ' || certificate_number "
        "FROM ext_certificate_issues WHERE pdf_sha256 IS NOT NULL"
    )
    for name, subject in connection.all(needed):
        if name not in stored:
            yield Fault("file", name, f"is missing; {subject} needs it")


def _counts(recount: MetricRecount) -> Iterator[Fault]:
    """The metric buckets against a full recount."""
    wanted, kept = recount.recount(), recount.stored()
    for key in sorted(wanted.keys() | kept.keys()):
        if wanted.get(key, 0) != kept.get(key, 0):
            subject = " ".join(str(part) for part in key if part != "")
            detail = f"counts {kept.get(key, 0)}, should be {wanted.get(key, 0)}"
            yield Fault("count", subject, detail)
