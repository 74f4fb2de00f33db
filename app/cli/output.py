"""What the command line prints: results on stdout, progress and errors on stderr."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from app.domain.canonical import to_canonical
from app.domain.errors import SmartCourseError
from app.domain.messages import sentence

PROGRESS_EVERY = 0.2
"""Seconds between two lines of progress on a terminal."""
_DRIVES = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]")
"""What drives a terminal or turns letters round: controls but TAB and newline, and overrides."""


class Output:
    """Prints one result, as JSON or as text for people."""

    def __init__(self, stdout: TextIO, stderr: TextIO, *, as_json: bool) -> None:
        self._stdout = stdout
        self._stderr = stderr
        self.as_json = as_json
        self._last_progress = 0.0

    def result(self, value: Any, text: str | Iterable[str]) -> None:
        """Print *value* with ``--json``, else *text* (a line, or lines)."""
        if self.as_json:
            self._stdout.write(json.dumps(value, ensure_ascii=False, default=to_canonical) + "\n")
            return
        lines = [text] if isinstance(text, str) else text
        for line in lines:
            self._stdout.write(f"{_shown(line)}\n")

    def rows(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Print objects: a JSON list, streamed, or one block of ``name: value`` lines each."""
        if not self.as_json:
            for row in rows:
                lines = "\n".join(f"{name}: {plain(value)}" for name, value in row.items())
                self._stdout.write(_shown(lines) + "\n\n")
            return
        separator = "["
        for row in rows:
            self._stdout.write(separator + json.dumps(row, ensure_ascii=False))
            separator = ",\n"
        self._stdout.write("[]\n" if separator == "[" else "]\n")

    def note(self, text: str) -> None:
        """A line for people beside the result, on stderr."""
        self._stderr.write(f"{_shown(text)}\n")

    def error(self, error: SmartCourseError) -> None:
        """The error's one sentence."""
        self._stderr.write(f"smartcourse-admin: {_shown(sentence(error, typed=True))}\n")

    def progress(self, done: int, total: int | None) -> None:
        """How far long work has come; a terminal shows one line that renews itself."""
        now = time.monotonic()
        if not self._stderr.isatty() or now - self._last_progress < PROGRESS_EVERY:
            return
        self._last_progress = now
        self._stderr.write(f"\r{done:,}" + (f" of {total:,}" if total else ""))
        self._stderr.flush()

    def progress_ended(self) -> None:
        """Leave the progress line behind."""
        if self._last_progress:
            self._stderr.write("\n")
            self._last_progress = 0.0


def _shown(text: str) -> str:
    """A stranger's name must not recolour, retitle or overwrite the terminal it is listed on."""
    return _DRIVES.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def plain(value: Any) -> str:
    """A value for people: text as it is, everything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def table(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """Lines of aligned columns under a heading."""
    cells = [list(heading), *([plain(value) for value in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heading))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


def standard(*, as_json: bool) -> Output:
    """Output to the process's own streams."""
    return Output(sys.stdout, sys.stderr, as_json=as_json)
