"""The first rows of a file, for the eye, whatever the file's size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.domain.errors import BadInput, Rejected
from app.domain.messages.sentence import sentence
from app.ports.interchange import TableName, TablePreview
from services.interchange.csv_names import matched
from services.interchange.csv_table import TableForm, open_table

PREVIEW_ROWS = 50
ORDER: tuple[TableName, ...] = ("users", "progress", "enrollments")
"""A table of progress has all that one of enrollments must have, so it is looked for first."""


def recognized(path: Path, forms: Mapping[TableName, TableForm]) -> TableName:
    """Which table a file's header is of, or is most like.

    Raises `BadInput` (``table.not_known``) where it names nothing that a table has.
    """
    with open_table(path, TableForm("any", ())) as file:
        cells = file.header.cells
    names = {cell.strip().lower() for cell in cells}
    for table in ORDER:
        if names.issuperset(forms[table].required):
            return table
    close = {table: len(matched(cells, forms[table])) for table in ORDER}
    likest = max(ORDER, key=lambda table: close[table])
    if close[likest]:
        return likest
    required = {table: ", ".join(forms[table].required) for table in ORDER}
    raise BadInput("table.not_known", path=path.name, columns=", ".join(cells)[:120], **required)


def preview_table(
    path: Path, table: TableName, form: TableForm, limit: int = PREVIEW_ROWS
) -> TablePreview:
    """The first *limit* records; no more of the file is read.

    Columns are found by close names too, and may be lacking. Raises as `open_table` otherwise.
    """
    rows: list[tuple[int, tuple[str, ...]]] = []
    faults: list[tuple[int, str]] = []

    def report(number: int, fault: Rejected) -> None:
        faults.append((number, sentence(fault, typed=True)))

    with open_table(path, replace(form, required=(), optional=()), chunk=limit) as file:
        for number, row in file.records(report):
            rows.append((number, tuple(row)))
            if len(rows) >= limit:
                break
        cells, delimiter = file.header.cells, file.delimiter
    return TablePreview(
        table=table,
        columns=cells,
        rows=tuple(rows),
        faults=tuple(faults),
        delimiter=delimiter,
        required=form.required,
        optional=form.optional,
        meant=matched(cells, form),
    )
