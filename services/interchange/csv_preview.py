"""The first rows of a file, for the eye, whatever the file's size."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Rejected
from app.domain.messages.sentence import sentence
from services.interchange.csv_table import TableForm, open_table

PREVIEW_ROWS = 50


@dataclass(frozen=True, slots=True)
class TablePreview:
    """The file's header, its first records with their numbers, and what is wrong among them."""

    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    faults: tuple[tuple[int, str], ...]


def preview_table(path: Path, form: TableForm, limit: int = PREVIEW_ROWS) -> TablePreview:
    """The first *limit* records; no more of the file is read. Raises as `open_table`."""
    rows: list[tuple[int, tuple[str, ...]]] = []
    faults: list[tuple[int, str]] = []

    def report(number: int, fault: Rejected) -> None:
        faults.append((number, sentence(fault)))

    with open_table(path, form, chunk=limit) as table:
        for number, row in table.records(report):
            rows.append((number, tuple(row)))
            if len(rows) >= limit:
                break
        header = table.header
    return TablePreview(header.cells, header.unknown, tuple(rows), tuple(faults))
