"""CSV files that nobody would make who means well."""

import csv
import os
import tracemalloc
from pathlib import Path

import pytest

from app.domain.errors import BadInput
from app.domain.messages.sentence import sentence
from app.ports.interchange import TableImport
from services.interchange import csv_table
from services.interchange.csv_export import FORMS
from services.interchange.csv_preview import preview_table
from tests.support.exchange import World, make_world

HEAD = b"email,username,first_name,last_name,role\n"
GOOD = b"a@example.org,a,A,A,student\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path / "world", sqlite=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "users.csv"


def _take(world: World, file: Path, content: bytes) -> TableImport:
    file.write_bytes(content)
    return world.take("users", file)


def _errors(report: TableImport) -> list[dict[str, str]]:
    with Path(report.error_file or "").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (b"b@example.org,b,B\0,B,student\n", "NUL"),
        (b"b@example.org,b,B\xff,B,student\n", "UTF-8"),
        (b"b@example.org,b,B,B\n", "4 cells"),
        (b"b@example.org,b,B,B,student,extra\n", "6 cells"),
        (b'b@example.org,b,"B"x,B,student\n', "CSV"),
        (b"b@example.org,b," + b"x" * 200_000 + b",B,student\n", "field larger"),
        (b"b@example.org,b," + b"x" * 10_000_000 + b",B,student\n", "longer than"),
        (b"," * 100_000 + b"\n", "100001 cells"),
    ],
)
def test_a_bad_row_is_named_and_its_neighbours_go_in(
    world: World, file: Path, row: bytes, why: str
) -> None:
    report = _take(world, file, HEAD + GOOD + row + GOOD.replace(b"a", b"c"))
    assert report.added == 2
    [bad] = report.bad
    assert bad.row == 3
    assert why in bad.reason
    [written] = _errors(report)
    assert written["error"].startswith(bad.reason)
    assert None not in written
    assert world.take("users", Path(report.error_file or "")).added == 0


def test_a_header_of_very_many_columns_is_refused_at_once(world: World, file: Path) -> None:
    names = b",".join(b"c%d" % number for number in range(100_000))
    with pytest.raises(BadInput) as caught:
        _take(world, file, HEAD.strip() + b"," + names + b"\n" + GOOD)
    assert caught.value.reason == "table.too_many_columns"
    assert "100005 columns; at most 500" in sentence(caught.value)


def test_unknown_columns_are_told_briefly(world: World, file: Path) -> None:
    extra = b",".join(b"c%d" % number for number in range(13))
    report = _take(world, file, HEAD.strip() + b"," + extra + b"\n" + GOOD.strip() + b"," * 13)
    assert report.added == 1
    [warning] = report.warnings
    assert warning.endswith("left out: c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 and 3 more.")


def test_what_was_left_over_in_a_row_is_told(world: World, file: Path) -> None:
    report = _take(world, file, HEAD + b"b@example.org,b,B,B,student,one,two\n")
    assert "one | two" in _errors(report)[0]["error"]


def test_rows_may_span_lines_and_blank_lines_mean_nothing(world: World, file: Path) -> None:
    rows = b'a@example.org,a,"A\nB",A,student\r\n\r\nb@example.org,b,B,B,student\n\nbad\n'
    report = _take(world, file, b"\xef\xbb\xbf" + HEAD + rows)
    assert report.added == 2
    assert [one.row for one in report.bad] == [6]


def test_a_quote_that_never_closes_costs_what_it_swallows_and_no_more(
    world: World, file: Path
) -> None:
    rows = b"".join(b"n%d@example.org,n%d,N,N,student\n" % (n, n) for n in range(9000))
    report = _take(world, file, HEAD + GOOD + b'q@example.org,"q,Q,Q,student\n' + rows)
    assert [one.row for one in report.bad] == [3]
    assert 4000 < report.added < 9000


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"\xff\xfee\0m\0", "UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "UTF-8"),
        (b"email|username|first_name|last_name|role\n", "username"),
        (b"email,username\n", "first_name, last_name, role"),
        (b"email,username,first_name,last_name,role,Email\n", "twice"),
        (b"x" * 3_000_000 + b"\n", "longer than"),
        (b"x" * 200_000 + b"\n", "field larger"),
        (b'email,"user"name\n', "no CSV"),
    ],
)
def test_what_is_no_table_is_refused(world: World, file: Path, content: bytes, why: str) -> None:
    with pytest.raises(BadInput) as refused:
        _take(world, file, content)
    assert why in sentence(refused.value)
    assert "users.csv" in sentence(refused.value)


def test_a_missing_file_and_a_folder_are_refused(world: World, tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(BadInput, match=r"table\.unreadable"):
            world.take("users", path)


def test_what_is_no_file_is_refused_unopened(world: World, tmp_path: Path) -> None:
    """A pipe would wait for ever for a writer, and a device never ends."""
    pipe = tmp_path / "users.csv"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(BadInput, match=r"table\.not_a_file"):
            world.take("users", path)


def test_too_many_rows_are_refused_before_anything_goes_in(
    world: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_table, "MAX_ROWS", 1)
    assert _take(world, file, HEAD + GOOD).added == 1
    with pytest.raises(BadInput, match=r"table\.too_many_rows"):
        _take(world, file, HEAD + GOOD + b"b@example.org,b,B,B,student\n")
    assert len(world.store.journal()) == 2


def test_a_file_too_large_is_refused_unread(
    world: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_table, "MAX_BYTES", 50)
    with pytest.raises(BadInput, match=r"table\.too_large"):
        _take(world, file, HEAD + GOOD)


def test_formulas_arrive_as_text_and_leave_quoted(world: World, file: Path) -> None:
    names = ("=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=x", "'", "''", "'x")
    rows = [
        [f"n{n}@example.org", f"n{n}", "'" + name if name[:1] in "=+-@\t\r" else name, "", ""]
        for n, name in enumerate(names)
    ]
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEAD.decode().strip().split(","), *rows])
    assert world.take("users", file).bad == ()
    world.exchange.export_table("users", file)
    with file.open(encoding="utf-8", newline="") as stream:
        cells = {row["email"]: row["first_name"] for row in csv.DictReader(stream)}
    assert not [cell for cell in cells.values() if cell[:1] in tuple("=+-@\t\r")]
    assert world.take("users", file).unchanged == len(names) + 1


def test_reasons_in_an_error_file_are_quoted_too(world: World, file: Path) -> None:
    report = _take(world, file, HEAD + b"'=cmd|x,b,B,B,student\n")
    assert _errors(report)[0]["email"] == "'=cmd|x"


def test_a_preview_reads_the_head_only(file: Path) -> None:
    with file.open("wb") as stream:
        stream.write(HEAD + GOOD * 60)
        stream.truncate(2 * 1024 * 1024 * 1024)
    tracemalloc.start()
    with pytest.raises(BadInput, match=r"table\.too_large"):
        preview_table(file, "users", FORMS["users"])
    with file.open("r+b") as stream:
        stream.truncate(csv_table.MAX_BYTES)
    preview = preview_table(file, "users", FORMS["users"])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(preview.rows) == 50
    assert peak < 1024 * 1024
