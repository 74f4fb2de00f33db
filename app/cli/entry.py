"""From words to an exit code: parse, open, run, and say what went wrong in one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import arguments
from app.cli.output import Output, standard
from app.cli.session import Session

if TYPE_CHECKING:
    from app.context import Context

INTERRUPTED = 130
"""The exit code of a program stopped by Ctrl-C."""


def _open(folder: Path) -> Context:
    from app.bootstrap import open_workspace  # not for --help and doctor

    return open_workspace(folder)


def run(
    words: Sequence[str],
    output: Callable[[bool], Output],
    environment: Mapping[str, str],
    open_context: Callable[[Path], Context] = _open,
) -> int:
    """Run one command line (without the program's name) and answer its exit code."""
    parsed = arguments.parser(words).parse_args(words)
    out = output(parsed.json)
    try:
        with Session(
            out,
            environment,
            workspace=parsed.workspace,
            acting_as=parsed.acting_as,
            open_context=open_context,
        ) as session:
            return parsed.form.run(session, parsed)  # type: ignore[no-any-return]
    except BrokenPipeError:
        raise  # the reader of the output has left: main's matter
    except Exception as error:  # noqa: BLE001 - the last place before the screen
        from app.cli.incident import foreseen

        out.progress_ended()
        out.error(foreseen(error))
        return 1
    except KeyboardInterrupt:
        out.progress_ended()
        out.note("smartcourse-admin: Stopped. What was not whole has been rolled back.")
        return INTERRUPTED


def main() -> int:
    """The console script."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Courses are written in every script; the locale may know only one.
            errors = "surrogateescape" if stream is sys.stdin else "backslashreplace"
            stream.reconfigure(encoding="utf-8", errors=errors)
    try:
        return run(sys.argv[1:], lambda as_json: standard(as_json=as_json), os.environ)
    except BrokenPipeError:
        # The reader of our output (such as `head`) has gone; nothing is wrong with our work.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
