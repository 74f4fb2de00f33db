"""What came of a file of rows, and the file of its bad rows to correct."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from app.domain.commands import EditPeople
from app.domain.errors import EnvironmentFault, Rejected
from app.domain.messages.sentence import sentence
from app.domain.outcomes import Outcome, RowOutcome
from app.ports.interchange import BadRow, TableImport
from services.interchange.csv_cells import quoted
from services.interchange.csv_plan import Step, TablePlan
from services.interchange.csv_table import ERROR_COLUMN, TableForm, open_table


def merge_report(plan: TablePlan, outcomes: Sequence[Outcome]) -> TableImport:
    """The plan's counts and faults with what its commands answered; without an error file."""
    tally = _Tally(plan)
    for step, outcome in zip(plan.steps, outcomes, strict=True):
        tally.add(step, outcome)
    return TableImport(
        added=tally.counts["added"],
        updated=tally.counts["updated"],
        unchanged=tally.counts["unchanged"],
        bad=tuple(
            BadRow(row=number, reason=reason) for number, reason in sorted(tally.bad.items())
        ),
        warnings=(*plan.warnings, *tally.warnings()),
        error_file=None,
    )


class _Tally:
    def __init__(self, plan: TablePlan) -> None:
        self.counts = {"added": 0, "updated": 0, "unchanged": plan.unchanged}
        self.bad = {number: sentence(fault) for number, fault in plan.bad.items()}
        self._noted: dict[str, list[int]] = {}

    def add(self, step: Step, outcome: Outcome) -> None:
        """Count a command's rows."""
        usual = "updated" if isinstance(step.command, EditPeople) else "added"
        for row in outcome.rows:
            number = step.numbers[row.position]
            if row.kind == "rejected":
                self.bad[number] = sentence(Rejected(row.reason or "row.missing", **row.data))
                continue
            self.counts[str(row.data.get("outcome", usual))] += 1
            if note := _note(row):
                self._noted.setdefault(note, []).append(number)

    def warnings(self) -> list[str]:
        """One sentence a kind of thing that the rows' owner should know."""
        return [
            f"{note} ({len(numbers)} rows, the first is row {min(numbers)})."
            for note, numbers in self._noted.items()
        ]


def _note(row: RowOutcome) -> str | None:
    if row.data.get("waiting"):
        return "The course is full: the person is on its waiting list"
    if row.kind == "merged":
        return "The username was taken, so it got a number"
    if row.kind == "conflict":
        return "Somebody changed the person at the same time, and that change stays"
    if row.data.get("score_ignored"):
        return "The lesson is no quiz, so the score was left out"
    return None


def error_file_path(path: Path) -> Path:
    """Where the bad rows of *path* go: ``people.csv`` to ``people.errors.csv``."""
    return path.with_name(f"{path.name.removesuffix('.csv')}.errors.csv")


def write_error_file(path: Path, form: TableForm, bad: Mapping[int, str]) -> Path:
    """The bad records of *path* with their reasons in a last column, to correct and import.

    A record that is no CSV at all has a row with its reason alone. Raises `EnvironmentFault`
    (``export.not_written``).
    """
    target = error_file_path(path)
    left = dict(bad)
    with open_table(path, form) as table, writing(target) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        names = [quoted(cell) for cell in table.header.cells]
        keep = [index for index, name in enumerate(names) if name.strip().lower() != ERROR_COLUMN]
        writer.writerow([*(names[index] for index in keep), ERROR_COLUMN])
        for number, row in table.every_record():
            reason = left.pop(number, None)
            if reason is None:
                continue
            cells = [_readable(row[index]) if index < len(row) else "" for index in keep]
            surplus = row[len(names) :]
            if surplus:
                reason = f"{reason} Left over: {' | '.join(surplus)[:500]}"
            writer.writerow([quoted(cell) for cell in (*cells, _readable(reason))])
    return target


def _readable(cell: str) -> str:
    """A cell that can be written as UTF-8 and read again."""
    text = cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return text.replace("\0", "\ufffd")


@contextmanager
def writing(target: Path) -> Iterator[IO[str]]:
    """A text file that appears under its name when it is whole, or not at all."""
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
                yield stream
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
