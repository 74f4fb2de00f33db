"""Commands on the workspace itself: init, undo, check, doctor."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app.cli.form import CommandForm, no_arguments
from app.cli.output import table
from app.cli.session import Session
from app.domain.errors import Invalid
from app.queries import machine
from app.usecases.batches import undo


def _init_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--admin", required=True, metavar="EMAIL", help="the first admin's address")
    parser.add_argument("--institution", metavar="NAME", help="the name printed on certificates")


def _init(session: Session, args: Namespace) -> int:
    from app.bootstrap import create_workspace  # the only command that makes one

    password = session.password("Password for the admin: ")
    user_id = create_workspace(session.folder, args.admin, password, institution=args.institution)
    session.out.result({"id": user_id}, f"Workspace {session.folder} is ready for {args.admin}.")
    return 0


def _undo_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("count", nargs="?", type=int, default=1, metavar="N", help="how many (1)")


def _undo(session: Session, args: Namespace) -> int:
    if args.count < 1:
        raise Invalid("value.bad_form", field="N", value=args.count, wanted="a number from 1 on")
    context = session.context
    undone = undo(context.bus, context.store, session.actor, args.count)
    session.follow_up()
    session.out.result(
        [{"command": one.command_type, "at": one.at_text, "label": one.label} for one in undone],
        [f"Undone: {one.label}." for one in undone],
    )
    return 0


def _check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--mend", action="store_true", help="first set wrong counters right")


def _check(session: Session, args: Namespace) -> int:
    from app.bootstrap import check_workspace  # a rare and heavy command

    mended = session.context.background.recount(session.actor) if args.mend else 0
    faults = check_workspace(session.context)
    told = [f"{mended:,} counters were set right."] if args.mend else []
    session.out.result(
        {"ok": not faults, "faults": faults, **({"mended": mended} if args.mend else {})},
        told
        + (
            table(
                ("what", "where", "fault"), [(one.kind, one.subject, one.detail) for one in faults]
            )
            if faults
            else ["No fault was found."]
        ),
    )
    return 1 if faults else 0


def _doctor(session: Session, args: Namespace) -> int:
    del args
    findings = machine.examine()
    session.out.result(
        {"ok": all(one.ok for one in findings), "findings": findings},
        table(
            ("", "what", "remedy"),
            [
                ("ok" if one.ok else "missing", one.what, "" if one.ok else one.remedy)
                for one in findings
            ],
        ),
    )
    return 0 if all(one.ok for one in findings if one.required) else 1


FORMS = (
    CommandForm(words=("init",), help="make a new workspace", arguments=_init_arguments, run=_init),
    CommandForm(
        words=("undo",), help="undo your last commands", arguments=_undo_arguments, run=_undo
    ),
    CommandForm(
        words=("check",),
        help="look for faults in the workspace",
        arguments=_check_arguments,
        run=_check,
    ),
    CommandForm(
        words=("doctor",),
        help="tell what this machine lacks",
        arguments=no_arguments,
        run=_doctor,
    ),
)
