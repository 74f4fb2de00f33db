"""What an import would do, row by row, for the eye."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from app.domain.canonical import to_canonical
from app.domain.commands import EditPeople, EnrollmentRecord, ImportEnrollments, PersonEdit
from app.domain.dataclass import dataclass
from app.domain.entities import Enrollment
from app.domain.errors import Rejected
from app.domain.messages.sentence import sentences
from app.domain.outcomes import Outcome
from app.ports.interchange import Problem, RowChange, TableCheck
from app.ports.storage import Rows
from services.interchange.csv_plan import Step, TablePlan
from services.interchange.csv_report import merge_report
from services.interchange.csv_table import ERROR_COLUMN, TableForm, open_table

SHOWN = 1000
"""So many rows of each kind are shown one by one; the counts and the problems are complete."""

COLUMN_OF: Mapping[str, str] = {
    "row.unknown_person": "email",
    "row.not_enrolled": "email",
    "row.person_deleted": "email",
    "row.role_differs": "role",
    "row.unknown_course": "course",
    "row.unknown_lesson": "lesson",
    "row.ambiguous_lesson": "lesson",
    "row.quiz_without_score": "score",
    "value.not_an_email": "email",
}
"""The column at fault where the reason tells."""

_DATA = EnrollmentRecord.__dataclass_fields__.keys() & Enrollment.__dataclass_fields__.keys()


@dataclass(slots=True)
class _Sorted:
    """Record numbers by what would come of them; `columns` are those a change touches."""

    faults: dict[int, Rejected]
    added: list[int] = field(default_factory=list[int])
    changed: dict[int, tuple[tuple[str, str], ...]] = field(
        default_factory=dict[int, tuple[tuple[str, str], ...]]
    )


def check_rows(
    plan: TablePlan, outcomes: Sequence[Outcome], rows: Rows, path: Path, form: TableForm
) -> TableCheck:
    """The counts of `merge_report`, with the rows behind them."""
    found = _Sorted(faults=dict(plan.bad))
    for step, outcome in zip(plan.steps, outcomes, strict=True):
        _sort(step, outcome, rows, found)
    cells = _cells(path, form, {*found.added, *found.changed, *found.faults})
    report = merge_report(plan, outcomes)
    return TableCheck(
        added=report.added,
        updated=report.updated,
        unchanged=report.unchanged,
        problems=tuple(
            _problem(number, fault, cells.get(number, {}))
            for number, fault in sorted(found.faults.items())
        ),
        changes=tuple(sorted(_changes(found, cells), key=lambda one: one.row)),
        warnings=report.warnings,
    )


def _sort(step: Step, outcome: Outcome, rows: Rows, found: _Sorted) -> None:
    updated: list[int] = []
    usual = "updated" if isinstance(step.command, EditPeople) else "added"
    for row in outcome.rows:
        number = step.numbers[row.position]
        if row.kind == "rejected":
            found.faults[number] = Rejected(row.reason or "row.missing", **row.data)
        elif row.data.get("outcome", usual) == "added" and len(found.added) < SHOWN:
            found.added.append(number)
        elif row.data.get("outcome", usual) == "updated":
            updated.append(row.position)
    room = SHOWN - len(found.changed)
    for position, changed in _columns(step, updated[:room], rows).items():
        found.changed[step.numbers[position]] = changed


def _columns(
    step: Step, positions: Sequence[int], rows: Rows
) -> dict[int, tuple[tuple[str, str], ...]]:
    """Which columns the rows at *positions* change, each with its value before."""
    command = step.command
    if isinstance(command, EditPeople):
        return {one: _edited(command.rows[one]) for one in positions}
    if isinstance(command, ImportEnrollments) and positions:
        records = {one: command.rows[one] for one in positions}
        stored = {
            (row.student_id, row.course_id): row
            for row in rows.find(
                Enrollment,
                student_id=sorted({one.student_id for one in records.values()}),
                course_id=sorted({one.course_id for one in records.values()}),
            )
        }
        return {
            position: _revised(record, stored.get((record.student_id, record.course_id)))
            for position, record in records.items()
        }
    return dict.fromkeys(positions, ())


def _edited(edit: PersonEdit) -> tuple[tuple[str, str], ...]:
    return tuple((change.column, _text(change.base)) for change in edit.changes)


def _revised(record: EnrollmentRecord, stored: Enrollment | None) -> tuple[tuple[str, str], ...]:
    if stored is None:
        return ()
    plain = to_canonical(stored)
    return tuple(
        (name, _text(plain[name]))
        for name in sorted(_DATA)
        if getattr(record, name) not in (None, getattr(stored, name))
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _cells(path: Path, form: TableForm, wanted: set[int]) -> dict[int, dict[str, str]]:
    """The cells of some records, by column, as they stand in the file."""
    found: dict[int, dict[str, str]] = {}
    if not wanted:
        return found
    with open_table(path, form) as file:
        names = file.header.names
        for number, record in file.every_record():
            if number in wanted:
                found[number] = dict(zip(names, record, strict=False))
                if len(found) == len(wanted):
                    break
    return found


def _subject(cells: Mapping[str, str]) -> str:
    return ", ".join(cells[name].strip() for name in ("email", "course", "lesson") if name in cells)


def _changes(found: _Sorted, cells: Mapping[int, Mapping[str, str]]) -> list[RowChange]:
    made = [_addition(number, cells.get(number, {})) for number in found.added]
    for number, columns in found.changed.items():
        record = cells.get(number, {})
        made += [
            RowChange(
                row=number,
                kind="change",
                subject=_subject(record),
                column=column,
                before=before,
                after=record.get(column, "").strip(),
            )
            for column, before in columns or (("", ""),)
        ]
    return made


def _addition(number: int, cells: Mapping[str, str]) -> RowChange:
    told = {"email", "course", "lesson", ERROR_COLUMN, "username"}
    rest = [cell.strip() for name, cell in cells.items() if cell.strip() and name not in told]
    return RowChange(
        row=number,
        kind="add",
        subject=_subject(cells),
        column="",
        before="",
        after=", ".join(rest),
    )


def _problem(number: int, fault: Rejected, cells: Mapping[str, str]) -> Problem:
    wrong, helps = sentences(fault, typed=True)
    data = fault.data
    column = str(data.get("column") or data.get("field") or _column_of(fault.reason))
    value = cells.get(column, "") if column else ""
    return Problem(row=number, column=column, value=value.strip(), wrong=wrong, helps=helps)


def _column_of(reason: str) -> str:
    if reason.startswith("enrollment.student"):
        return "email"
    if reason.startswith("enrollment.course"):
        return "course"
    return COLUMN_OF.get(reason, "")
