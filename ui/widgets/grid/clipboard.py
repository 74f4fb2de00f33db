"""Rows as text, for the clipboard and for files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from app.domain.spreadsheets import quoted
from app.ports.grid import Cell, GridRow
from app.queries.grid import TIMES, GridColumn, GridDefinition
from ui.models.wording import choice_text, column_title

DECIMALS = 4
"""Digits after the point in numbers that are no money."""


def plain(column: GridColumn, value: Cell) -> str:
    """A cell for a spreadsheet: bare numbers, no cent of them lost, ISO days."""
    if value is None:
        return ""
    if column.kind == "status":
        return choice_text(column, value)
    if isinstance(value, float):
        return _number(value, column)
    if isinstance(value, int):
        return str(value)
    if column.kind in TIMES:
        return value[:10] if column.kind == "date" else value[:16].replace("T", " ")
    return quoted(str(value))


def _number(value: float, column: GridColumn) -> str:
    if column.kind == "money":
        return f"{value:.2f}"
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")


def table(
    definition: GridDefinition, columns: Sequence[str], rows: Iterable[GridRow]
) -> Iterator[list[str]]:
    """A head and rows of texts."""
    chosen = [(definition.column(name), definition.place(name)) for name in columns]
    yield [column_title(column) for column, _ in chosen]
    for row in rows:
        yield [plain(column, row[place]) for column, place in chosen]


def tsv(definition: GridDefinition, columns: Sequence[str], rows: Iterable[GridRow]) -> str:
    """Rows parted by tabs, as spreadsheets paste them."""
    made = io.StringIO()
    csv.writer(made, dialect="excel-tab", lineterminator="\n").writerows(
        table(definition, columns, rows)
    )
    return made.getvalue()
