"""The virtual environment in the checkout: made once, touched again only when something changed.

Runs on the Python that the machine has, before anything is installed: standard library only.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
STAMP = VENV / "set-up.stamp"

OLDEST, NEWEST = (3, 11), (3, 12)


class SetUpError(Exception):
    """Set-up cannot go on; the message is a sentence that says what to do."""


def program(name: str) -> Path:
    """Where a program of the virtual environment lies."""
    windows = os.name == "nt"
    return VENV / ("Scripts" if windows else "bin") / (f"{name}.exe" if windows else name)


def ensure() -> bool:
    """Make the environment fit the checkout; False if it already did (then nothing was run)."""
    wanted = _wanted()
    found = _found()
    if found == wanted:
        return False
    if found[:1] != wanted[:1]:
        _say("Setting up .venv (once, a minute or two)")
        _create()
        _install_lock()
    elif found[1:2] != wanted[1:2]:
        _say("Bringing .venv up to date")
        STAMP.unlink()
        _install_lock()
    _install_project()
    STAMP.write_text("\n".join(wanted), encoding="utf-8")
    return True


def _wanted() -> list[str]:
    """Where the environment stands, what is locked, how the project is declared."""
    return [str(VENV), _digest(LOCK), _digest(PROJECT)]


def _found() -> list[str]:
    """What the last complete set-up wrote, or nothing where there was none."""
    if not program("python").exists() or not STAMP.exists():
        return []
    return STAMP.read_text(encoding="utf-8").splitlines()


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _create() -> None:
    python = _suitable_python()
    outcome = subprocess.run(
        [python, "-m", "venv", "--clear", str(VENV)],
        check=False,
        text=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    if outcome.returncode != 0:
        raise SetUpError(
            "The virtual environment could not be made; on Debian and Ubuntu the package "
            f"python3-venv is needed for that. Python said: {_last_line(outcome)}"
        )


def _suitable_python() -> str:
    """This interpreter if it will do, else one on the PATH."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return sys.executable
    for minor in (NEWEST[1], OLDEST[1]):
        other = shutil.which(f"python3.{minor}")
        if other:
            return other
    have = ".".join(map(str, sys.version_info[:2]))
    raise SetUpError(
        f"SmartCourse runs on Python 3.11 or 3.12, and this is {have}: install one of those."
    )


def _install_lock() -> None:
    # The lock is whole, so nothing is left to resolve. Older versions of pip would go on to ask for
    # the newest release of what another package wants with an extra, and that is not locked.
    _pip("--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK))


def _install_project() -> None:
    _pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))


def _pip(*arguments: str) -> None:
    command = [
        str(program("python")),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
        "--no-warn-script-location",
        *arguments,
    ]
    outcome = subprocess.run(
        command, check=False, text=True, stdin=subprocess.DEVNULL, capture_output=True
    )
    if outcome.returncode != 0:
        raise SetUpError(
            "Installing the locked packages failed; check the network and run the same command "
            f"again. pip said: {_last_line(outcome)}"
        )


def _last_line(outcome: "subprocess.CompletedProcess[str]") -> str:
    lines = (outcome.stderr or outcome.stdout or "").strip().splitlines()
    return lines[-1] if lines else f"exit code {outcome.returncode}"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
