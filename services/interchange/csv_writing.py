"""Writing a CSV file: whole or not at all, with cells that no spreadsheet runs."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from app.domain.errors import EnvironmentFault
from app.domain.spreadsheets import quoted


class TableWriter:
    """Writes records to an open file."""

    def __init__(self, stream: IO[str], delimiter: str) -> None:
        self._plain = csv.writer(stream, lineterminator="\n", delimiter=delimiter)
        # A carriage return alone is a line's end to whoever reads, but not to the plain writer.
        self._careful = csv.writer(
            stream, lineterminator="\n", quoting=csv.QUOTE_ALL, delimiter=delimiter
        )

    def write(self, cells: Sequence[str]) -> None:
        """Write one record."""
        safe = [quoted(cell) for cell in cells]
        writer = self._careful if any("\r" in cell for cell in safe) else self._plain
        writer.writerow(safe)


@contextmanager
def table_writer(target: Path, delimiter: str = ",") -> Iterator[TableWriter]:
    """A file that appears under its name when it is whole.

    Raises `EnvironmentFault` (``export.not_written``).
    """
    try:
        with NamedTemporaryFile(
            "w",
            encoding="utf-8",
            newline="",
            dir=target.parent,
            prefix=f".{target.name}.",
            delete=False,
        ) as stream:
            draft = Path(stream.name)
            try:
                yield TableWriter(stream, delimiter)
                stream.close()
                draft.chmod(0o644)
                draft.replace(target)
            except BaseException:
                with suppress(OSError):
                    draft.unlink()
                raise
    except OSError as error:
        raise EnvironmentFault(
            "export.not_written", path=str(target), problem=error.strerror or str(error)
        ) from None
