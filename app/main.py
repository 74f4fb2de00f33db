"""``smartcourse``: the desktop program's entry.

Until the window opens from here, the program runs the main job on the demo academy without one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from app.domain.errors import SmartCourseError
from app.domain.messages import sentence


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="smartcourse", description="Run courses, offline.")
    parser.add_argument(
        "--version", action="version", version=f"SmartCourse {version('smartcourse')}"
    )
    return parser


def main() -> int:
    """The console script: answers the exit code."""
    _parser().parse_args()
    try:
        return _run_main_job()
    except SmartCourseError as error:
        print(f"smartcourse: {sentence(error)}", file=sys.stderr)
        return 1


def _run_main_job() -> int:
    from app.bootstrap import run_main_job  # heavy: not for --version and --help

    folder = Path(tempfile.mkdtemp(prefix="smartcourse-demo-"))
    print("The window is not part of this version: this runs the main job without one.")
    for line in run_main_job(folder):
        print(line, flush=True)
    print(f"Everything lies in {folder}; delete that folder to remove it.")
    print(f"Look further with: smartcourse-admin --workspace {folder / 'workspace'} rows courses")
    return 0
