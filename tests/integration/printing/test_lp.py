"""The system's print queue, by stand-ins for its programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import EnvironmentFault
from app.domain.messages import sentence
from app.ports.printing import Printer
from services.printing.lp import LpSpooler


def install(folder: Path, name: str, script: str) -> None:
    """Put a program on the way."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_the_usual_printer_comes_first(programs: Path) -> None:
    install(
        programs,
        "lpstat",
        '[ "$1" = -e ] && printf "Attic\\nOffice\\n" || echo "system default destination: Office"',
    )
    assert LpSpooler().printers() == (Printer(name="Office", usual=True), Printer(name="Attic"))


def test_no_program_or_no_scheduler_is_no_printer(programs: Path) -> None:
    assert LpSpooler().printers() == ()
    assert not LpSpooler().takes_files()
    install(programs, "lpstat", "echo 'lpstat: Scheduler is not running.' >&2; exit 1")
    assert LpSpooler().printers() == ()


def test_a_file_is_queued_under_its_title(programs: Path, tmp_path: Path) -> None:
    log, file = tmp_path / "log", tmp_path / "-a name.pdf"
    file.write_bytes(b"%PDF-1.7")
    install(programs, "lp", f'for one in "$@"; do echo "$one"; done > {log}')
    assert LpSpooler().takes_files()
    LpSpooler().print_file(file, "Office", "Certificate 1", ("media=A4",))
    assert log.read_text().splitlines() == [
        "-d", "Office", "-t", "Certificate 1", "-o", "media=A4", "--", str(file),
    ]  # fmt: skip


def test_what_the_printer_says_is_told(programs: Path, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as without:
        LpSpooler().print_file(tmp_path / "x.pdf", "Office", "x")
    assert without.value.reason == "print.no_printer"
    install(programs, "lp", "echo 'lp: The printer does not exist.' >&2; exit 1")
    with pytest.raises(EnvironmentFault) as refused:
        LpSpooler().print_file(tmp_path / "x.pdf", "Attic", "x")
    assert "The printer Attic did not take the file: The printer does not exist" in sentence(
        refused.value
    )
