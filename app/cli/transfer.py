"""Commands that bring data in and out: course folders and tables of rows."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.cli.form import CommandForm
from app.cli.session import Session
from app.domain.canonical import to_canonical
from app.domain.errors import BadInput
from app.ports.interchange import TableImport, TableName
from app.queries.access import require_admin, require_course
from app.queries.lookup import course_by_slug, user_by_email

TABLES: tuple[TableName, ...] = ("users", "enrollments", "progress")


def _import_course_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "path", type=Path, metavar="PATH", help="the folder of a course, a lesson or Markdown"
    )
    parser.add_argument("--instructor", metavar="EMAIL", help="who teaches it (who acts)")


def _import_course(session: Session, args: Namespace) -> int:
    _keep_a_copy(session)
    instructor_id = None
    if args.instructor:
        with session.context.store.reading() as rows:
            instructor_id = user_by_email(rows, args.instructor).id
    report = session.context.interchange.import_course(
        args.path, instructor_id=instructor_id, actor=session.actor, progress=session.out.progress
    )
    session.out.progress_ended()
    session.follow_up(keeps_up=False)
    dropped = [one for one in report.ledger if one.outcome == "dropped"]
    session.out.result(
        to_canonical(report),
        [
            f"{report.slug}: {len(report.ledger)} files, "
            + ("brought in." if report.changed else "nothing has changed."),
            *(f"  left out {one.path}: {one.reason}" for one in dropped),
        ],
    )
    return 0


def _keep_a_copy(session: Session) -> None:
    """Copy the workspace before an import, as the window does."""
    from app.bootstrap import back_up_before  # exports need none

    back_up_before(session.context.folder)


def _export_course_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that is new or empty")


def _export_course(session: Session, args: Namespace) -> int:
    with session.context.store.reading() as rows:
        require_course(session.reader, course_by_slug(rows, args.slug), "export this course")
    count = session.context.interchange.export_course(args.slug, args.folder)
    session.out.result({"files": count}, f"{count} files were written to {args.folder}.")
    return 0


def _import_table_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="FILE.csv")
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen")


def _import_table(session: Session, args: Namespace) -> int:
    if not args.dry_run:
        _keep_a_copy(session)
    report = session.context.interchange.import_table(
        args.form.words[1],
        args.path,
        actor=session.actor,
        dry_run=args.dry_run,
        progress=session.out.progress,
    )
    session.out.progress_ended()
    if not args.dry_run:
        session.follow_up(keeps_up=False)
    session.out.result(to_canonical(report), _import_lines(report))
    if report.added + report.updated + report.unchanged:
        return 0
    session.out.error(BadInput("table.no_good_row", path=args.path.name))
    return 1


def _import_lines(report: TableImport) -> list[str]:
    counts = f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged"
    lines = [f"{counts}, {len(report.bad):,} bad."]
    lines += [f"  row {one.row}: {one.reason}" for one in report.bad]
    lines += [f"  note: {warning}" for warning in report.warnings]
    if report.error_file:
        lines.append(f"Correct the bad rows in {report.error_file} and import that file.")
    return lines


def _export_table_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="FILE.csv")


def _export_table(session: Session, args: Namespace) -> int:
    interchange = session.context.interchange
    require_admin(session.reader, f"export {args.form.words[1]}")
    count = interchange.export_table(args.form.words[1], args.path)
    counted = "1 row was" if count == 1 else f"{count:,} rows were"
    session.out.result({"rows": count}, f"{counted} written to {args.path}.")
    return 0


FORMS = (
    CommandForm(
        words=("import-course",),
        help="make a course of a folder, or bring it up to date",
        arguments=_import_course_arguments,
        run=_import_course,
    ),
    CommandForm(
        words=("export-course",),
        help="write a course as a folder",
        arguments=_export_course_arguments,
        run=_export_course,
    ),
    *(
        CommandForm(
            words=("import", table),
            help=f"take {table} in from a CSV file",
            arguments=_import_table_arguments,
            run=_import_table,
        )
        for table in TABLES
    ),
    *(
        CommandForm(
            words=("export", table),
            help=f"write all {table} to a CSV file",
            arguments=_export_table_arguments,
            run=_export_table,
        )
        for table in TABLES
    ),
)
