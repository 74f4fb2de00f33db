"""The project's own files, as the architecture tests look at them."""

import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "ui", "services", "resources")


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project below ROOT, what git ignores left out; sorted, relative."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("needs git and its checkout to tell the project's files from others")
    listing = _git("ls-files", "--cached", "--others", "--exclude-standard")
    return tuple(path for path in listing if (ROOT / path).is_file())


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git has."""
    files()
    return tuple(_git("ls-files"))


def _git(*arguments: str) -> list[Path]:
    run = subprocess.run(
        ["git", *arguments, "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return sorted(Path(name) for name in run.stdout.split("\0") if name)


@cache
def settings() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
