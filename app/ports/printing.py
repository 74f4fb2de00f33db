"""Putting files on paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from app.domain.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """A printer that the system knows; `usual` is the one that is taken where nobody chooses."""

    name: str
    usual: bool = False


class Spooler(Protocol):
    """Hands PDF files to the system's print queue, which prints them as they are.

    All of it takes time (other programs are started), so none of it belongs on the GUI thread.
    """

    def takes_files(self) -> bool:
        """Whether this system's queue takes PDF files at all; else pages are sent as pictures."""
        ...

    def printers(self) -> tuple[Printer, ...]:
        """The printers, the usual one first; empty where there is none."""
        ...

    def print_file(self, path: Path, printer: str, title: str, options: Sequence[str] = ()) -> None:
        """Queue one file under *title*.

        *options* are the queue's own (``media=A4``). Raises `EnvironmentFault`
        (``print.no_printer``, ``print.refused``).
        """
        ...
