"""`smartcourse-admin` as a test uses it: in this process for speed, or as the installed program."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.cli.entry import run
from app.cli.output import Output

PROGRAM = Path(sys.executable).parent / "smartcourse-admin"
"""The installed command, beside the interpreter that runs the tests."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command line left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on stdout."""
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The error: one line on stderr, without a traceback."""
        assert self.code != 0, self.out
        assert self.out == ""
        line = self.err.removesuffix("\n")
        assert line.startswith("smartcourse-admin: "), self.err
        assert "\n" not in line, self.err
        assert "Traceback" not in line
        return line.removeprefix("smartcourse-admin: ")


class CommandLine:
    """Runs commands on one workspace in this process; every one opens and closes it."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.environment: dict[str, str] = {
            "SMARTCOURSE_WORKSPACE": str(workspace),
            "SMARTCOURSE_PASSWORD": "correct horse battery staple",
        }

    def run(self, *words: object, stdin: str = "") -> Ran:
        """Run one command line and keep what it prints."""
        out, err = io.StringIO(), io.StringIO()
        streams = sys.stdin, sys.stdout, sys.stderr
        sys.stdin, sys.stdout, sys.stderr = io.StringIO(stdin), out, err
        try:
            code = run(
                [str(word) for word in words],
                lambda as_json: Output(out, err, as_json=as_json),
                self.environment,
            )
        except SystemExit as end:  # argparse ends the program: --help, or words it cannot read
            code = end.code if isinstance(end.code, int) else int(bool(end.code))
        finally:
            sys.stdin, sys.stdout, sys.stderr = streams
        return Ran(code, out.getvalue(), err.getvalue())

    def __call__(self, *words: object, stdin: str = "") -> Any:
        """Run with ``--json``, which must succeed, and answer its value."""
        ran = self.run(*words, "--json", stdin=stdin)
        assert ran.code == 0, ran.err
        return ran.json

    def text(self, *words: object, stdin: str = "") -> str:
        """Run without ``--json``, which must succeed, and answer its text."""
        ran = self.run(*words, stdin=stdin)
        assert ran.code == 0, ran.err
        return ran.out

    def refused(self, *words: object, stdin: str = "") -> str:
        """Run what must be refused with exit code 1, and answer the one sentence why."""
        ran = self.run(*words, stdin=stdin)
        assert ran.code == 1, ran
        return ran.sentence

    def rows(self, table: str, **where: object) -> list[dict[str, Any]]:
        """A table's rows."""
        filters = [f"--where={column}={value}" for column, value in where.items()]
        rows: list[dict[str, Any]] = self("rows", table, *filters)
        return rows

    def row(self, table: str, **where: object) -> dict[str, Any]:
        """The only row that matches."""
        [row] = self.rows(table, **where)
        return row


def program(
    *words: object, environment: Mapping[str, str], stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the installed program."""
    return subprocess.run(
        [str(PROGRAM), *(str(word) for word in words)],
        env={**os.environ, **environment},
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
