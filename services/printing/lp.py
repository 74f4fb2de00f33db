"""The spooler of Linux and macOS: `lp` and `lpstat`, as CUPS and its kin bring them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from app.domain.errors import EnvironmentFault
from app.ports.printing import Printer

PATIENCE = 20
"""Seconds that the spooler may take to answer."""


class LpSpooler:
    """Speaks to the system's queue by its own commands (port `Spooler`)."""

    def takes_files(self) -> bool:
        """Whether `lp` is installed."""
        return shutil.which("lp") is not None

    def printers(self) -> tuple[Printer, ...]:
        """What `lpstat` lists; empty where it is missing, or its scheduler is not running."""
        if shutil.which("lpstat") is None:
            return ()
        names = [line.strip() for line in self._said("lpstat", "-e").splitlines() if line.strip()]
        _, _, usual = self._said("lpstat", "-d").partition(":")
        found = [Printer(name=name, usual=name == usual.strip()) for name in names]
        return tuple(sorted(found, key=lambda one: (not one.usual, one.name.casefold())))

    def print_file(self, path: Path, printer: str, title: str, options: Sequence[str] = ()) -> None:
        """Queue *path*; the spooler copies it, so that it may go afterwards."""
        if shutil.which("lp") is None:
            raise EnvironmentFault("print.no_printer")
        told = [part for option in options for part in ("-o", option)]
        try:
            ended = self._run("lp", "-d", printer, "-t", title, *told, "--", str(path))
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EnvironmentFault("print.refused", printer=printer, cause=str(error)) from error
        if ended.returncode:
            cause = ended.stderr.strip().removeprefix("lp: ") or f"lp ended with {ended.returncode}"
            raise EnvironmentFault("print.refused", printer=printer, cause=cause)

    def _said(self, *command: str) -> str:
        try:
            ended = self._run(*command)
        except (OSError, subprocess.TimeoutExpired):
            # A scheduler that does not answer has no printer to offer.
            return ""
        return ended.stdout if ended.returncode == 0 else ""

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        # In the C locale its words can be read.
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
