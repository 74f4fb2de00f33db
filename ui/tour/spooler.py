"""A print queue that keeps what it is given, so that the tour prints without a printer."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Self

PRINTER = "Tour-Office"

LP = """#!/bin/sh
for last; do :; done
cp "$last" "{folder}/printed-$(ls "{folder}" | wc -l | tr -d ' ').pdf"
"""
LPSTAT = """#!/bin/sh
case "$1" in
  -e) echo {printer} ;;
  *) echo "system default destination: {printer}" ;;
esac
"""


class Spooler:
    """Stands before the system's own commands while it is entered; `printed` is what came."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="smartcourse-spooler-")
        self._path = ""

    @property
    def printed(self) -> list[Path]:
        """The files that were printed, in order."""
        return sorted(Path(self._folder.name).glob("out/*.pdf"))

    def __enter__(self) -> Self:
        programs, out = (Path(self._folder.name) / name for name in ("bin", "out"))
        for one in (programs, out):
            one.mkdir()
        for name, text in (("lp", LP), ("lpstat", LPSTAT)):
            path = programs / name
            path.write_text(text.format(folder=out, printer=PRINTER), encoding="utf-8")
            path.chmod(0o755)
        self._path = os.environ.get("PATH", "")
        os.environ["PATH"] = os.pathsep.join((str(programs), self._path))
        return self

    def __exit__(self, *_: object) -> None:
        os.environ["PATH"] = self._path
        self._folder.cleanup()
