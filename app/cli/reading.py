"""Commands that only read: rows, content, metrics."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from itertools import islice

from app.cli.form import CommandForm
from app.cli.output import plain, table
from app.cli.session import Session
from app.cli.values import assignments
from app.domain.clock import parse_time
from app.domain.errors import Invalid
from app.queries.access import require_course, seen_by
from app.queries.lookup import course_by_slug


def _rows_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("table", metavar="TABLE", help="a table of the data model")
    parser.add_argument(
        "--where", action="append", default=[], metavar="COLUMN=VALUE", help="only these rows"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many")


def _rows(session: Session, args: Namespace) -> int:
    where = assignments(args.where)
    if args.limit is not None and args.limit < 0:
        raise Invalid(
            "value.bad_form", field="--limit", value=args.limit, wanted="a number from 0 on"
        )
    context = session.context
    with context.store.reading() as rows:
        seen = seen_by(rows, session.reader, args.table)
    limit = args.limit if seen is None else None
    listed = context.table_rows(args.table, where, limit)
    session.out.rows(listed if seen is None else islice(filter(seen, listed), args.limit))
    return 0


def _content_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG")


def _content(session: Session, args: Namespace) -> int:
    from app.queries.content import content_document  # not for lists of rows

    with session.context.store.reading() as rows:
        course = course_by_slug(rows, args.slug)
        require_course(session.reader, course, "read this course")
        document = content_document(rows, course)
    session.out.result(document, json.dumps(document, ensure_ascii=False, indent=2))
    return 0


def _metrics_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--at", metavar="TIME", help="the day, week and month to count in (now)")


def _metrics(session: Session, args: Namespace) -> int:
    at = parse_time(args.at, "--at") if args.at else session.context.clock.now()
    values = session.context.metrics(at)
    session.out.result(
        values, table(("metric", "value"), [(k, plain(v)) for k, v in values.items()])
    )
    return 0


FORMS = (
    CommandForm(words=("rows",), help="list a table's rows", arguments=_rows_arguments, run=_rows),
    CommandForm(
        words=("content",),
        help="print a course's content document",
        arguments=_content_arguments,
        run=_content,
    ),
    CommandForm(
        words=("metrics",),
        help="print the twelve metrics",
        arguments=_metrics_arguments,
        run=_metrics,
    ),
)
