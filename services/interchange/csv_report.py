"""What came of a file of rows, and the file of its bad rows to correct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from filecmp import cmp
from itertools import count
from pathlib import Path

from app.domain.commands import EditPeople
from app.domain.errors import BadInput, EnvironmentFault, Rejected
from app.domain.messages.sentence import sentence
from app.domain.outcomes import Outcome, RowOutcome
from app.ports.interchange import BadRow, TableImport
from services.interchange.csv_plan import Step, TablePlan
from services.interchange.csv_table import ERROR_COLUMN, LOST, TableForm, open_table
from services.interchange.csv_writing import table_writer


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
        self.bad = {number: sentence(fault, typed=True) for number, fault in plan.bad.items()}
        self._noted: dict[str, list[int]] = {}

    def add(self, step: Step, outcome: Outcome) -> None:
        """Count a command's rows."""
        usual = "updated" if isinstance(step.command, EditPeople) else "added"
        for row in outcome.rows:
            number = step.numbers[row.position]
            if row.kind == "rejected":
                fault = Rejected(row.reason or "row.missing", **row.data)
                self.bad[number] = sentence(fault, typed=True)
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
    if row.data.get("before_enrolled"):
        return (
            "The time lies before the enrollment; a course is completed on the day of the "
            "enrollment at the earliest, so import the enrollment with its enrolled_at first"
        )
    return None


def error_file_path(path: Path) -> Path:
    """Where the bad rows of *path* go: ``people.csv`` to ``people.errors.csv``."""
    return path.with_name(f"{path.name.removesuffix('.csv')}.errors.csv")


def with_error_file(report: TableImport, path: Path, form: TableForm) -> TableImport:
    """The report with its bad rows written beside *path*.

    The good rows are in by now: a file that cannot be written is a warning, never a failure.
    """
    bad = {one.row: one.reason for one in report.bad}
    target = error_file_path(path)
    try:
        with _earlier_kept(target) as kept:
            write_error_file(path, form, bad, target)
    except (EnvironmentFault, BadInput) as fault:
        return replace(report, warnings=(*report.warnings, sentence(fault, typed=True)))
    warnings = [f"The earlier {target.name} was kept as {one.name}." for one in kept]
    return replace(report, error_file=str(target), warnings=(*report.warnings, *warnings))


@contextmanager
def _earlier_kept(target: Path) -> Iterator[list[Path]]:
    """What an error file's place held goes aside: somebody may have corrected rows in it.

    The list has the earlier file's new place at the end, unless the new file says the same.
    """
    kept: list[Path] = []
    if not target.is_file():
        yield kept
        return
    places = (target.with_name(f"{target.stem}.{number}.csv") for number in count(1))
    aside = next(place for place in places if not place.exists())
    try:
        target.rename(aside)
    except OSError as error:
        problem = error.strerror or str(error)
        raise EnvironmentFault("export.not_written", path=str(aside), problem=problem) from None
    try:
        yield kept
    finally:
        if not target.exists():
            aside.rename(target)
        elif cmp(aside, target, shallow=False):
            aside.unlink()
        else:
            kept.append(aside)


def write_error_file(path: Path, form: TableForm, bad: Mapping[int, str], target: Path) -> None:
    """The bad records of *path* with their reasons in a last column, to correct and import.

    Where a cell was missing or unreadable stands `LOST`, so that an uncorrected row stays bad.
    Raises `EnvironmentFault` (``export.not_written``).
    """
    left = dict(bad)
    with open_table(path, form) as table, table_writer(target, table.delimiter) as writer:
        header = table.header
        names = header.cells if form.said is None else header.names
        keep = [index for index, name in enumerate(header.names) if name != ERROR_COLUMN]
        writer.write([*(names[index] for index in keep), ERROR_COLUMN])
        for number, row in table.every_record():
            reason = left.pop(number, None)
            if reason is None:
                continue
            cells = [row[index] if index < len(row) else LOST for index in keep]
            if surplus := row[len(names) :]:
                cells[-1] += LOST
                reason = f"{reason} Left over: {' | '.join(surplus)[:500]}"
            writer.write([_readable(cell) for cell in (*cells, reason)])


def _readable(cell: str) -> str:
    """A cell that can be written as UTF-8 and read again; what cannot is marked as lost."""
    text = cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return text.replace("\0", LOST)
