"""The parser of all commands, built from their forms."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, _SubParsersAction
from importlib.metadata import version
from typing import NoReturn

from app.cli import authoring, certificates, people, reading, transfer, workspace
from app.cli.form import CommandForm

FORMS: tuple[CommandForm, ...] = (
    *workspace.FORMS,
    *reading.FORMS,
    *transfer.FORMS,
    *authoring.FORMS,
    *people.FORMS,
    *certificates.FORMS,
)
"""Every command, in the order that help lists them."""


class _Parser(ArgumentParser):
    """Refuses in one sentence, like every other refusal of the command line."""

    def error(self, message: str) -> NoReturn:
        """Say what cannot be understood and where to read on; ends the program with 2."""
        what = message[:1].upper() + message[1:]
        self.exit(2, f"smartcourse-admin: {what}. Read {self.prog} --help.\n")


def parser() -> ArgumentParser:
    """The whole parser; a parsed line has `form`, `json`, `workspace` and `acting_as`."""
    root = _Parser(
        prog="smartcourse-admin", description="Run courses without a window.", allow_abbrev=False
    )
    root.add_argument(
        "--version", action="version", version=f"SmartCourse {version('smartcourse')}"
    )
    _global_options(root, first=True)
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    groups: dict[str, _SubParsersAction[_Parser]] = {}
    for form in FORMS:
        place = commands
        if len(form.words) == 2:
            place = groups.get(form.words[0]) or _group(commands, form.words[0])
            groups[form.words[0]] = place
        one = place.add_parser(
            form.words[-1], help=form.help, description=form.help, allow_abbrev=False
        )
        form.arguments(one)
        _global_options(one, first=False)
        one.set_defaults(form=form)
    return root


def _group(commands: _SubParsersAction[_Parser], word: str) -> _SubParsersAction[_Parser]:
    things = sorted(
        form.words[1] for form in FORMS if form.words[0] == word and len(form.words) == 2
    )
    about = f"{word} ({', '.join(things)})"
    group = commands.add_parser(word, help=about, description=about, allow_abbrev=False)
    return group.add_subparsers(required=True, metavar="WHAT")


def _global_options(parser: ArgumentParser, *, first: bool) -> None:
    """The options that may stand before or after the command; the later one counts."""
    default = None if first else SUPPRESS
    parser.add_argument("--workspace", metavar="W", default=default, help="the workspace's folder")
    parser.add_argument(
        "--as", dest="acting_as", metavar="EMAIL", default=default, help="who acts (the only admin)"
    )
    parser.add_argument(
        "--json", action="store_true", default=False if first else SUPPRESS, help="print JSON"
    )
