"""Lists read by SQL: every order, page by page, against the same rows sorted in Python."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from app.domain.actor import Actor
from app.domain.commands import Change, DeletePeople, EditPeople, PersonEdit
from app.domain.errors import Invalid
from app.ports.grid import Anchor, Cell, Filter, GridQuery, GridRow
from app.queries.grid_search import parse
from app.queries.grids import ENROLLMENTS, GRIDS
from services.storage.sqlite import grid_statements
from services.storage.sqlite.grid_sources import SOURCES
from services.storage.sqlite.grids import SqliteGrids
from services.storage.sqlite.store import SqliteStore
from services.storage.sqlite.text_index import TextIndex
from services.storage.sqlite.text_search import SqliteTextSearch
from services.storage.workspace import Workspace
from tests.support.memory import START, course, enrollment, instructor, person, seed
from tests.support.workspaces import bus_over

ADMIN = Actor(1, "admin")
TEACHER = Actor(2, "instructor")
NAMES = ("Ana Novak", "ana novak", "Björn Berg", "Chi Nguyen", "Zoë Abel", "Ana Novák", "dee")
STATUSES = ("active", "suspended", "completed", "dropped")


@pytest.fixture
def store(workspace: Workspace) -> SqliteStore:
    """Seven learners in three courses, one of them of another teacher."""
    held = workspace.store
    people = []
    for place, name in enumerate(NAMES):
        first, _, last = name.partition(" ")
        people.append(
            person(10 + place, first_name=first, last_name=last or None, email=f"p{place}@x.org")
        )
    seed(held, instructor(3), *people)
    seed(held, course(2, 3, title="baking"), course(3, 2, title="Algebra"))
    rows = []
    number = 0
    for learner in range(10, 17):
        for of in (1, 2, 3):
            number += 1
            if (learner + of) % 4 == 0:
                continue
            seen = START + timedelta(days=number % 5) if number % 3 else None
            rows.append(
                enrollment(
                    number,
                    learner,
                    of,
                    status=STATUSES[number % 4],
                    completion_percentage=Decimal(number % 6 * 20),
                    last_accessed_at=seen,
                    enrolled_at=START + timedelta(hours=number % 4),
                )
            )
    seed(held, *rows)
    return held


@pytest.fixture(params=["as it is", "made"])
def grids(request: pytest.FixtureRequest, store: SqliteStore) -> SqliteGrids:
    """The lists, without the indexes beside the schema and with them."""
    if request.param == "made":
        catch_up(store)
    return SqliteGrids(store)


def catch_up(store: SqliteStore) -> int:
    told: list[None] = []
    index = TextIndex(store.writer, lambda: told.append(None))
    while index.catch_up(limit=4):
        pass
    return len(told)


@pytest.fixture(params=[0, grid_statements.FEW], ids=["walked", "gathered"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to a page."""
    monkeypatch.setattr(grid_statements, "FEW", request.param)
    monkeypatch.setattr(grid_statements, "HITS", 0 if request.param == 0 else 2000)


def pages(grids: SqliteGrids, query: GridQuery, size: int) -> Iterator[GridRow]:
    after: Anchor | None = None
    while True:
        page = grids.page(query, ADMIN, size, after=after)
        yield from page.rows
        if len(page.rows) < size:
            return
        after = page.last


def key(value: Cell) -> tuple[bool, Cell]:
    """Empty cells last; names and titles as if in small letters of A to Z."""
    if isinstance(value, str):
        value = "".join(one.lower() if one.isascii() else one for one in value)
    return (value is None, value if value is not None else 0)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("search", ["", "status:active,completed", "novak"])
def test_pages_hold_every_row_once_in_order(
    grids: SqliteGrids, search: str, descending: bool
) -> None:
    parsed = parse(search, ENROLLMENTS)
    for column in ENROLLMENTS.columns:
        if not column.sortable:
            continue
        query = replace(
            ENROLLMENTS.query(*parsed.filters),
            words=parsed.words,
            sort=column.id,
            descending=descending,
        )
        place = ENROLLMENTS.place(column.id)
        rows = list(pages(grids, query, 4))
        ids = [row[0] for row in rows]
        assert len(set(ids)) == len(ids) == grids.count(query, ADMIN)
        cells = [row[place] for row in rows]
        filled = [key(one) for one in cells if one is not None]
        assert filled == sorted(filled, reverse=descending)
        assert cells[len(filled) :] == [None] * (len(cells) - len(filled))
        assert grids.ids(query, ADMIN) == tuple(ids)
        assert grids.ids(query, ADMIN, first=3, limit=5) == tuple(ids[3:8])
        for at, anchor in enumerate(grids.anchors(query, ADMIN, 3), 1):
            following = grids.page(query, ADMIN, 2, after=anchor).rows
            assert [row[0] for row in following] == ids[at * 3 : at * 3 + 2]
        assert len(grids.anchors(query, ADMIN, 3)) == len(ids) // 3
        assert [row[0] for row in grids.page(query, ADMIN, 3, skip=len(ids) - 2).rows] == ids[-2:]


@pytest.mark.parametrize("name", GRIDS)
def test_every_column_of_every_list_can_be_read_ordered_and_filtered(
    grids: SqliteGrids, name: str
) -> None:
    definition = GRIDS[name]
    assert set(SOURCES[name].columns) == {one.id for one in definition.columns}
    values = {"date": "2026", "time": "2026", "status": "x", "number": 1, "percent": 1, "age": 1}
    for column in definition.columns:
        if column.sortable:
            query = replace(definition.query(), sort=column.id)
            assert len(grids.page(query, ADMIN, 50).rows) == grids.count(query, ADMIN)
        if column.filtered:
            value = values.get(column.kind, "x")
            for op in ("is", "not", "empty"):
                one = Filter(column.id, op, () if op == "empty" else (value,))  # type: ignore[arg-type]
                assert grids.count(definition.query(one), TEACHER) >= 0
    for words in (("ana",), ("an", "novak")):
        grids.page(replace(definition.query(), words=words, without=("xyz",)), ADMIN, 10)


def found(grids: SqliteGrids, search: str, actor: Actor = ADMIN) -> set[Cell]:
    parsed = parse(search, ENROLLMENTS)
    assert not parsed.unknown
    query = replace(ENROLLMENTS.query(*parsed.filters), words=parsed.words, without=parsed.without)
    rows = grids.page(query, actor, 100).rows
    assert len(rows) == grids.count(query, actor)
    return {row[0] for row in rows}


@pytest.mark.usefixtures("way")
def test_filters_say_what_they_say(grids: SqliteGrids) -> None:
    rows = list(pages(grids, ENROLLMENTS.query(), 100))

    def where(column: str) -> list[tuple[Cell, Cell]]:
        return [(row[0], row[ENROLLMENTS.place(column)]) for row in rows]

    assert found(grids, "progress:<40") == {
        one for one, share in where("progress") if isinstance(share, float) and share < 40
    }
    assert found(grids, "-status:active") == {
        one for one, status in where("status") if status != "active"
    }
    assert found(grids, "course:BAK") == {one for one, name in where("course") if name == "baking"}
    assert found(grids, "-course:bak") == {one for one, name in where("course") if name != "baking"}
    assert found(grids, "accessed:none") == {one for one, at in where("accessed") if at is None}
    assert found(grids, "novak") == {
        one for one, name in where("learner") if "novak" in str(name).lower()
    }
    assert found(grids, "ana algebra") == found(grids, "learner:ana course:algebra")
    assert found(grids, "-ana") == {one for one, _ in where("learner")} - found(grids, "ana")
    assert found(grids, "status:active late:>10") | found(grids, "status:active late:<=10") == {
        one
        for one, at in where("accessed")
        if at is not None and one in found(grids, "status:active")
    }


def test_a_percent_sign_stands_for_itself(grids: SqliteGrids) -> None:
    assert found(grids, 'learner:"%"') == set()
    assert found(grids, "_") == set()


def test_an_instructor_sees_own_courses_alone(grids: SqliteGrids) -> None:
    own = found(grids, "", TEACHER)
    assert own == found(grids, "-course:baking")
    assert found(grids, "course:baking", TEACHER) == set()
    assert grids.facets("enrollments", "course", TEACHER) == ("Algebra", "Course")
    assert grids.facets("enrollments", "course", ADMIN) == ("Algebra", "baking", "Course")
    people = GRIDS["people"].query()
    names = {row[1] for row in grids.page(people, TEACHER, 50).rows}
    assert "Ana Novak" in names
    assert grids.count(people, TEACHER) < grids.count(people, ADMIN)


def test_rows_are_found_by_their_ids_in_order(grids: SqliteGrids) -> None:
    query = replace(ENROLLMENTS.query(), sort="learner")
    ids = [row[0] for row in pages(grids, query, 100)]
    some = [one for one in reversed(ids[::4]) if isinstance(one, int)]
    assert [row[0] for row in grids.rows(query, ADMIN, some)] == ids[::4]


def test_who_was_deleted_is_gone_from_every_list(store: SqliteStore, grids: SqliteGrids) -> None:
    gone = found(grids, "learner:chi")
    assert gone
    bus_over(store).execute(DeletePeople(user_ids=(13,)), ADMIN)
    assert not gone & found(grids, "")
    assert 13 not in {row[0] for row in grids.page(GRIDS["people"].query(), ADMIN, 50).rows}


def test_unknown_names_are_told(grids: SqliteGrids) -> None:
    with pytest.raises(Invalid):
        grids.page(GridQuery(grid="cats", sort="id"), ADMIN, 10)
    with pytest.raises(Invalid):
        grids.count(ENROLLMENTS.query(Filter("cats", "is", ("x",))), ADMIN)


def rename(store: SqliteStore, user_id: int, name: str, before: str) -> None:
    edit = PersonEdit(user_id=user_id, changes=(Change("first_name", before, name),))
    bus_over(store).execute(EditPeople(rows=(edit,)), ADMIN)


def test_the_text_index_follows_the_journal_and_tells_so(store: SqliteStore) -> None:
    search = SqliteTextSearch(store)
    assert [one.title for one in search.search("berg", ADMIN)] == ["Björn Berg"]
    assert catch_up(store) == 0
    rename(store, 12, "Quentin", "Björn")
    assert [one.title for one in search.search("quentin", ADMIN)] == []
    assert catch_up(store) == 1
    assert [one.title for one in search.search("quentin", ADMIN)] == ["Quentin Berg"]
    assert search.search("björn", ADMIN) == []
    bus_over(store).execute(DeletePeople(user_ids=(12,)), ADMIN)
    catch_up(store)
    assert search.search("quentin", ADMIN) == []


def test_the_text_index_can_be_dropped_and_is_made_anew(store: SqliteStore) -> None:
    catch_up(store)
    with store.connection() as connection:
        names = [row[0] for row in connection.all("SELECT name FROM text_index ORDER BY 1")]
    assert names == ["certificates", "courses", "journal", "lessons", "people"]
    writer = store.writer()
    for name in names:
        if name != "journal":
            writer.run(f"DROP TABLE text_{name}")
    writer.run("DROP TABLE text_index")
    catch_up(store)
    assert [one.id for one in SqliteTextSearch(store).search("zoë", ADMIN)] == [14]


def test_a_search_finds_all_kinds_and_an_instructor_own_ones(store: SqliteStore) -> None:
    catch_up(store)
    search = SqliteTextSearch(store)
    assert [(one.kind, one.title) for one in search.search("bak", ADMIN)] == [("course", "baking")]
    assert search.search("baking", TEACHER) == []
    assert {one.kind for one in search.search("a", ADMIN)} == {"course", "person"}
    assert [one.detail for one in search.search("novak ana", ADMIN, ("person",))] == [
        "p0@x.org",
        "p1@x.org",
    ]
    assert search.search("  ", ADMIN) == ()
