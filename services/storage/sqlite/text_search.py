"""Finding courses, lessons, people and certificates by their names."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.domain.actor import Actor
from app.domain.dataclass import dataclass
from app.ports.search import KINDS, Found, FoundKind
from services.storage.sqlite.connection import Connection
from services.storage.sqlite.grid_conditions import pattern, phrase
from services.storage.sqlite.grid_sources import OWN_COURSES, name_of
from services.storage.sqlite.store import SqliteStore


@dataclass(frozen=True, slots=True)
class _Kind:
    """How things of a kind are read: id, title, detail, course, and what an instructor sees.

    `names` are the expressions in which a word is looked for; `rows` is FROM and WHERE.
    """

    index: str
    key: str
    columns: str
    names: tuple[str, ...]
    rows: str
    own: str


_NAME = name_of("u")
_KINDS: dict[FoundKind, _Kind] = {
    "course": _Kind(
        "text_courses",
        "c.id",
        f"c.id, c.title, {_NAME}, c.id",
        ("c.title", "c.slug"),
        "courses AS c CROSS JOIN users AS u ON u.id = c.instructor_id WHERE c.is_deleted = 0",
        "c.instructor_id = ?",
    ),
    "lesson": _Kind(
        "text_lessons",
        "l.id",
        "l.id, l.title, c.title, c.id",
        ("l.title",),
        "ext_lessons AS l CROSS JOIN courses AS c ON c.id = l.course_id WHERE c.is_deleted = 0",
        "c.instructor_id = ?",
    ),
    "person": _Kind(
        "text_people",
        "u.id",
        f"u.id, {_NAME}, u.email, NULL",
        (_NAME, "u.email"),
        "users AS u WHERE u.is_deleted = 0",
        f"u.id IN (SELECT student_id FROM enrollments WHERE course_id IN {OWN_COURSES})",
    ),
    "certificate": _Kind(
        "text_certificates",
        "k.id",
        f"k.enrollment_id, k.certificate_number, {_NAME}, k.course_id",
        ("k.certificate_number", "k.verification_code", _NAME),
        "certificates AS k CROSS JOIN users AS u ON u.id = k.student_id WHERE 1",
        f"k.course_id IN {OWN_COURSES}",
    ),
}


class SqliteTextSearch:
    """See `app.ports.search.TextSearch`; words of one or two letters are looked for in the rows."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def search(
        self,
        words: str,
        actor: Actor,
        kinds: Collection[FoundKind] = KINDS,
        limit: int = 50,
    ) -> Sequence[Found]:
        """At most *limit* things of each kind in which every word is found."""
        parts = words.split()
        if not parts:
            return ()
        found: list[Found] = []
        with self._store.connection() as connection:
            indexed = _is_made(connection)
            for kind in KINDS:
                if kind in kinds:
                    found += _of_kind(connection, kind, (parts, indexed), actor, limit)
        return found


def _is_made(connection: Connection) -> bool:
    known = "SELECT 1 FROM sqlite_schema WHERE name = 'text_index'"
    return connection.one(known) is not None


def _of_kind(
    connection: Connection,
    kind: FoundKind,
    asked: tuple[list[str], bool],
    actor: Actor,
    limit: int,
) -> list[Found]:
    words, indexed = asked
    how = _KINDS[kind]
    long = [word for word in words if len(word) >= 3 and indexed]
    where, values = [how.rows], list[object]()
    if long and kind != "certificate":
        where.append(f"{how.key} IN (SELECT rowid FROM {how.index} WHERE {how.index} MATCH ?)")
        values.append(" AND ".join(phrase(word) for word in long))
    for word in words:
        if word not in long or kind == "certificate":
            some = " OR ".join(f"{name} LIKE ? ESCAPE '\\'" for name in how.names)
            where.append(f"({some})")
            values += [pattern(word)] * len(how.names)
    if actor.role == "instructor":
        where.append(how.own)
        values.append(actor.user_id)
    first = pattern(words[0])[1:]
    rows = connection.all(
        f"SELECT {how.columns} FROM {' AND '.join(where)} "
        f"ORDER BY {how.names[0]} NOT LIKE ? ESCAPE '\\', {how.names[0]} LIMIT ?",
        (*values, first, limit),
    )
    return [
        Found(kind=kind, id=row[0], title=row[1], detail=row[2] or "", course_id=row[3])
        for row in rows
    ]
