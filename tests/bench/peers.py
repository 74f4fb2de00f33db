"""What ours is only compared with: programs that are found, packages in environments of their own.

They are no part of the project, so the lock file does not have them; the environments lie in the
user's cache folder and are made once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from platformdirs import user_cache_path

from tests.bench.pairs import Absent


def program(variable: str, name: str) -> str:
    """The program that the environment's *variable* names, else *name* as a shell finds it.

    Raises `Absent`.
    """
    wanted = os.environ.get(variable) or name
    found = shutil.which(wanted)
    if found is None:
        raise Absent(f"{wanted} is not here; install it or set {variable} to its program")
    return found


def python_with(package: str) -> str:
    """The path of a Python that can import *package*; raises `Absent` where none can be made."""
    folder = user_cache_path("smartcourse") / "bench" / package
    python = folder / "bin" / "python"
    if not python.exists():
        try:
            _make([sys.executable, "-m", "venv", str(folder)])
            _make([str(python), "-m", "pip", "install", "--quiet", package])
        except (OSError, subprocess.CalledProcessError) as error:
            # What is half made would be taken for whole by the next run.
            shutil.rmtree(folder, ignore_errors=True)
            told = error.stderr if isinstance(error, subprocess.CalledProcessError) else error
            cause = str(told).strip().splitlines()[-1:] or ["no reason given"]
            raise Absent(f"{package} cannot be installed beside the project: {cause[0]}") from error
    return str(python)


def _make(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)
