"""The parser of a command line, built from the commands' forms."""

from __future__ import annotations

from argparse import SUPPRESS, Action, ArgumentParser, _SubParsersAction
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from app.cli.form import CommandForm

WORDS: Mapping[str, tuple[str, ...]] = {
    "workspace": ("init", "undo", "check", "doctor"),
    "reading": ("rows", "content", "metrics"),
    "transfer": ("import-course", "export-course", "import", "export"),
    "authoring": ("add", "edit", "move", "delete", "publish", "unpublish", "archive"),
    "people": ("enroll", "enrollment", "progress"),
    "certificates": ("issue-certificates", "certificate", "verify"),
}
"""Which module of this package has the commands that begin with a word, in the order of help."""

_WITH_VALUE = ("--workspace", "--as")


def forms(first_word: str | None = None) -> tuple[CommandForm, ...]:
    """Every command, in the order that help lists them; with a command's word its module's only.

    So one command does not wait until what all the others need is loaded.
    """
    wanted = [name for name, words in WORDS.items() if first_word in words] or list(WORDS)
    modules = [import_module(f"app.cli.{name}") for name in wanted]
    return tuple(form for module in modules for form in module.FORMS)


def first_word(words: Sequence[str]) -> str | None:
    """The first word of a command line that is neither an option nor an option's value."""
    rest = iter(words)
    for word in rest:
        if word in _WITH_VALUE:
            next(rest, None)
        elif not word.startswith("-"):
            return word
    return None


class _Parser(ArgumentParser):
    """Refuses in one sentence, like every other refusal of the command line."""

    def error(self, message: str) -> NoReturn:
        """Say what cannot be understood and where to read on; ends the program with 2."""
        what = message[:1].upper() + message[1:]
        self.exit(2, f"smartcourse-admin: {what}. Read {self.prog} --help.\n")


class _Version(Action):
    """Prints the version; reading the package's metadata takes a while, so only then."""

    def __call__(self, parser: ArgumentParser, *_: Any) -> NoReturn:
        from importlib.metadata import version

        print(f"SmartCourse {version('smartcourse')}")
        parser.exit()


def parser(words: Sequence[str] = ()) -> ArgumentParser:
    """The parser for *words*; a parsed line has `form`, `json`, `workspace` and `acting_as`.

    Where the words name no command it knows them all.
    """
    root = _Parser(
        prog="smartcourse-admin", description="Run courses without a window.", allow_abbrev=False
    )
    root.add_argument(
        "--version", action=_Version, nargs=0, help="show program's version number and exit"
    )
    _global_options(root, first=True)
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    groups: dict[str, _SubParsersAction[_Parser]] = {}
    known = forms(first_word(words))
    for form in known:
        place = commands
        if len(form.words) == 2:
            place = groups.get(form.words[0]) or _group(commands, form.words[0], known)
            groups[form.words[0]] = place
        one = place.add_parser(
            form.words[-1], help=form.help, description=form.help, allow_abbrev=False
        )
        form.arguments(one)
        _global_options(one, first=False)
        one.set_defaults(form=form)
    return root


def _group(
    commands: _SubParsersAction[_Parser], word: str, known: Sequence[CommandForm]
) -> _SubParsersAction[_Parser]:
    things = sorted(
        form.words[1] for form in known if form.words[0] == word and len(form.words) == 2
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
