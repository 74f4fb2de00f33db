"""The first rows of a file, for the eye, whatever the file's size."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.domain.errors import BadInput, Rejected
from app.domain.messages.sentence import sentence
from app.ports.interchange import TableName, TablePreview
from services.interchange.csv_table import TableForm, open_table

PREVIEW_ROWS = 50
ORDER: tuple[TableName, ...] = ("users", "progress", "enrollments")
"""A table of progress has all that one of enrollments must have, so it is looked for first."""


def recognized(path: Path, forms: Mapping[TableName, TableForm]) -> TableName:
    """Which table a file's header is of. Raises `BadInput` (``table.not_known``)."""
    with open_table(path, TableForm("any", ())) as file:
        cells = file.header.cells
    names = {cell.strip().lower() for cell in cells}
    for table in ORDER:
        if names.issuperset(forms[table].required):
            return table
    required = {table: ", ".join(forms[table].required) for table in ORDER}
    raise BadInput("table.not_known", path=path.name, columns=", ".join(cells)[:120], **required)


def preview_table(
    path: Path, table: TableName, form: TableForm, limit: int = PREVIEW_ROWS
) -> TablePreview:
    """The first *limit* records; no more of the file is read. Raises as `open_table`."""
    rows: list[tuple[int, tuple[str, ...]]] = []
    faults: list[tuple[int, str]] = []

    def report(number: int, fault: Rejected) -> None:
        faults.append((number, sentence(fault)))

    with open_table(path, form, chunk=limit) as file:
        for number, row in file.records(report):
            rows.append((number, tuple(row)))
            if len(rows) >= limit:
                break
        header = file.header
    return TablePreview(table, header.cells, header.unknown, tuple(rows), tuple(faults))
