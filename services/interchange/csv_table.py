"""Reading a table of rows from a CSV file that a stranger may have written.

UTF-8 (with or without a byte order mark), commas, semicolons or tabs as the header has them, any
column order. A record's number counts from the header, which is 1. What is wrong with one record
makes that record bad; what is wrong with the file as a whole is raised before anything is done.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path

from app.domain.dataclass import dataclass
from app.domain.errors import BadInput, Rejected
from app.domain.spreadsheets import unquoted

CHUNK = 1000
"""Records read at a time, which is also the most that one command carries."""
MAX_ROWS = 1_000_000
MAX_COLUMNS = 500
MAX_BYTES = 1024 * 1024 * 1024
MAX_LINE = 1024 * 1024
"""The longest line in characters; a single cell ends at the csv module's 131,072."""
ERROR_COLUMN = "error"
LOST = "\ufffd"
"""Stands in an error file where a cell was missing or unreadable, until somebody corrects it."""
DELIMITERS = (",", ";", "\t")
"""What may part the cells; a header that has as many of each is parted by the first."""
_QUOTED = re.compile('"[^"]*"')
_TOO_LONG = "\0\0too long\0\0"

Report = Callable[[int, Rejected], None]
"""Called with a record's number and what is wrong with it."""

Heard = Callable[[int], None]
"""Called with how many records have been read."""


@dataclass(frozen=True, slots=True)
class TableForm:
    """The columns of one kind of table: those it has to have, and those it may have.

    `said` tells which column of a file (from 0) holds which of these; without it their names do.
    """

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    said: Mapping[str, int] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns in the order in which they are written."""
        return self.required + self.optional


@dataclass(frozen=True, slots=True)
class Header:
    """A file's own header: its cells as they stand, and what they mean for the form.

    `names` are the cells in lower case, or the form's names where it was said what they are.
    """

    cells: tuple[str, ...]
    names: tuple[str, ...]
    unknown: tuple[str, ...]
    is_corrected: bool
    """Whether the file is one of bad rows that comes back: it has a column of reasons."""
    pick: Callable[[Sequence[str]], tuple[str, ...]]
    """A record with one empty cell appended, to the cells in the form's order."""


class TableFile:
    """An open file; iterate over `chunks` once."""

    def __init__(
        self,
        path: Path,
        form: TableForm,
        lines: Iterator[str],
        chunk: int,
        heard: Heard | None = None,
    ) -> None:
        first = next(lines, "")
        self.delimiter = _delimiter(first)
        self._reader = csv.reader(chain([first], lines), strict=True, delimiter=self.delimiter)
        self._chunk = chunk
        self._heard = heard
        self._number = 1
        self.path = path
        self.header = _header(path, form, self._first_record())

    def _first_record(self) -> list[str]:
        try:
            return next(self._reader, [])
        except csv.Error as error:
            raise BadInput("table.no_header", path=self.path.name, problem=str(error)) from None

    def records(self, report: Report) -> Iterator[tuple[int, list[str]]]:
        """Numbered records with the header's number of cells; others are reported."""
        for numbers, rows in self.chunks(report):
            yield from zip(numbers, rows, strict=True)

    def every_record(self) -> Iterator[tuple[int, list[str]]]:
        """Every numbered record as it stands; one that is no CSV at all has no cells."""
        while rows := self._read_chunk(_unheard):
            first, self._number = self._number + 1, self._number + len(rows)
            for number, row in enumerate(rows, first):
                yield number, [unquoted(cell) for cell in row]

    def chunks(self, report: Report) -> Iterator[tuple[list[int], list[list[str]]]]:
        """A chunk's sound records at a time, with their numbers."""
        while rows := self._read_chunk(report):
            first, self._number = self._number + 1, self._number + len(rows)
            if self._number > MAX_ROWS + 1:
                raise BadInput("table.too_many_rows", path=self.path.name, limit=MAX_ROWS)
            if self._heard is not None:
                self._heard(self._number - 1)
            yield self._sound(first, rows, report)

    def _read_chunk(self, report: Report) -> list[list[str]]:
        rows: list[list[str]] = []
        while len(rows) < self._chunk:
            try:
                before = len(rows)
                rows.extend(islice(self._reader, self._chunk - before))
                break
            except csv.Error as error:
                report(self._number + len(rows) + 1, Rejected("row.unreadable", problem=str(error)))
                rows.append([])
        return rows

    def _sound(
        self, first: int, rows: list[list[str]], report: Report
    ) -> tuple[list[int], list[list[str]]]:
        """The records of a chunk that can be used; an empty line is no record and no fault."""
        width = len(self.header.cells)
        numbers = list(range(first, first + len(rows)))
        text = "\n".join(chain.from_iterable(rows))
        lost = self.header.is_corrected and LOST in text
        if lost or any(len(row) != width for row in rows) or not _is_sound(text):
            kept = []
            for number, row in zip(numbers, rows, strict=True):
                fault = _fault(row, width)
                if fault is None and lost and LOST in "".join(row):
                    fault = Rejected("row.lost")
                if fault is not None:
                    report(number, fault)
                elif row:
                    kept.append((number, row))
            numbers, rows = [one for one, _ in kept], [row for _, row in kept]
        if "'" in text:
            rows = [[unquoted(cell) for cell in row] for row in rows]
        return numbers, rows


@contextmanager
def open_table(
    path: Path, form: TableForm, *, chunk: int = CHUNK, heard: Heard | None = None
) -> Iterator[TableFile]:
    """Open a file and read its header; *heard* is told how far its chunks are read.

    Raises `BadInput`: ``table.unreadable``, ``.not_a_file``, ``.too_large``, ``.no_header``,
    ``.header_too_long``, ``.too_many_columns``, ``.not_utf8``, ``.empty``, ``.missing_columns``,
    ``.column_twice``; while reading also ``.too_many_rows``.
    """
    try:
        if not (path.is_file() or path.is_dir()) and path.exists():
            raise BadInput("table.not_a_file", path=str(path))
        binary = path.open("rb")
    except OSError as error:
        raise BadInput(
            "table.unreadable", path=str(path), problem=error.strerror or str(error)
        ) from None
    with binary:
        size = binary.seek(0, 2)
        if size > MAX_BYTES:
            raise BadInput("table.too_large", path=path.name, size=size, limit=MAX_BYTES)
        binary.seek(0)
        with TextIOWrapper(
            binary, encoding="utf-8-sig", errors="surrogateescape", newline=""
        ) as text:
            yield TableFile(path, form, _lines(text), chunk, heard)


def _unheard(number: int, fault: Rejected) -> None:
    """For who has heard of the faults already."""
    del number, fault


def _lines(text: TextIOWrapper) -> Iterator[str]:
    """The file's lines; one that is too long is told apart by NULs, and never held whole."""
    while line := text.readline(MAX_LINE):
        if len(line) < MAX_LINE or line.endswith("\n"):
            yield line
            continue
        while (rest := text.readline(MAX_LINE)) and not rest.endswith("\n"):
            pass
        yield _TOO_LONG + "\n"


def _delimiter(line: str) -> str:
    """What parts the cells of a header."""
    return max(DELIMITERS, key=_QUOTED.sub("", line).count)


def _header(path: Path, form: TableForm, cells: list[str]) -> Header:
    own = [cell.strip().lower() for cell in cells]
    names = own if form.said is None else _said(own, form.said)
    if not any(names):
        raise BadInput("table.empty", path=path.name, columns=", ".join(form.columns))
    if _TOO_LONG in cells[-1]:
        raise BadInput("table.header_too_long", path=path.name, limit=MAX_LINE)
    if len(cells) > MAX_COLUMNS:
        raise BadInput(
            "table.too_many_columns", path=path.name, count=len(cells), limit=MAX_COLUMNS
        )
    if _fault(cells, len(cells)) is not None:
        raise BadInput("table.not_utf8", path=path.name)
    twice = next((name for name, times in Counter(names).items() if name and times > 1), None)
    if twice is not None:
        raise BadInput("table.column_twice", path=path.name, column=twice)
    missing = [name for name in form.required if name not in names]
    if missing:
        raise BadInput(
            "table.missing_columns",
            path=path.name,
            missing=", ".join(missing),
            columns=", ".join(form.required),
        )
    places = [names.index(name) if name in names else len(names) for name in form.columns] or [0]
    known = {*form.columns, ERROR_COLUMN, ""}
    return Header(
        tuple(cells),
        tuple(names),
        tuple(cell for cell, name in zip(own, names, strict=True) if name not in known),
        ERROR_COLUMN in names,
        itemgetter(*places),
    )


def _said(own: list[str], said: Mapping[str, int]) -> list[str]:
    """What columns are, as somebody said: one that has such a name and is not meant is another."""
    meant = {place: name for name, place in said.items()}
    others = [f"other {name}" if name in said else name for name in own]
    return [meant.get(place, name) for place, name in enumerate(others)]


def _is_sound(text: str) -> bool:
    """Whether a text has neither a NUL nor a byte that is not UTF-8."""
    if "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fault(row: list[str], width: int) -> Rejected | None:
    text = "\n".join(row)
    if not _is_sound(text):
        if _TOO_LONG in text:
            return Rejected("row.too_long", limit=MAX_LINE)
        return Rejected("row.nul" if "\0" in text else "row.not_utf8")
    if row and len(row) != width:
        return Rejected("row.cells", cells=len(row), columns=width)
    return None
