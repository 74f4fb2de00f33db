"""Everything a change must pass: set-up, lint, form, types, imports, wheel, tests, coverage.

A group that fails does not stop the others, so that one run shows every fault.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import environment
import system

COVERED = 95
"""Per cent of app/, lines and branches together, that the tests below the window must run through.

Whoever opens windows runs through much of it too, but judges little of it.
"""

WHEEL_TEST = "tests/architecture/test_wheel.py"
WINDOW_TESTS = "tests/ui"
SCREEN_TESTS = "tests/ui/screen"
"""Drive the window with a mouse and keys on an X server; all others run without one."""

QUICK = "not slow and not servers"
ON_TWO_CORES = ("-n", "2", "--dist=worksteal")


@dataclass
class Report:
    """Runs the groups one after the other and remembers how each ended."""

    failed: dict[str, int] = field(default_factory=dict)
    started: float = field(default_factory=time.monotonic)

    def group(self, title: str, work: Callable[[], int]) -> bool:
        """Run one group under its heading; True if it passed."""
        print(f"\n== {title}", flush=True)
        began = time.monotonic()
        code = work()
        outcome = "passed" if code == 0 else f"FAILED (exit code {code})"
        print(f"-- {title}: {outcome}, {time.monotonic() - began:.1f} s", flush=True)
        if code != 0:
            self.failed[title] = code
        return code == 0

    def close(self) -> int:
        """Say how it ended; the exit code is that of the first group that failed."""
        seconds = time.monotonic() - self.started
        if not self.failed:
            print(f"\nAll passed in {seconds:.0f} s")
            return 0
        print(f"\nFailed: {', '.join(self.failed)} ({seconds:.0f} s)")
        return next(iter(self.failed.values()))


def main() -> int:
    options, for_pytest = _arguments()
    os.chdir(environment.ROOT)
    report = Report()
    if not report.group("set-up", _set_up):
        return report.close()
    if for_pytest:
        report.group("tests", partial(_pytest, *for_pytest, full=options.full))
        return report.close()
    enough = f"--fail-under={COVERED}"
    for title, command in (
        ("lint", ["ruff", "check"]),
        ("form", ["ruff", "format", "--check"]),
        ("types", ["mypy"]),
        ("imports", ["lint-imports", "--no-logo"]),
    ):
        report.group(title, partial(_run, *command))
    report.group("wheel", partial(_pytest, WHEEL_TEST))
    report.group("tests below the window", partial(_tests, full=options.full))
    report.group("coverage of app", partial(_run, "coverage", "report", enough))
    report.group("tests of the window", partial(_window_tests, full=options.full))
    report.group("tests on a screen", _screen_tests)
    return report.close()


def _arguments() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="check.py",
        allow_abbrev=False,
        usage="%(prog)s [--full] [pytest arguments]",
        description=__doc__,
        epilog="With pytest arguments only those tests run, and coverage is not judged.",
    )
    parser.add_argument("--full", action="store_true", help="also what is slow or needs servers")
    return parser.parse_known_args()


def _set_up() -> int:
    try:
        environment.ensure()
    except environment.SetUpError as error:
        print(error)
        return 1
    sentence = system.provide()
    if sentence:
        print(sentence)
    return 0


def _tests(*, full: bool) -> int:
    others = [f"--ignore={one}" for one in (WHEEL_TEST, WINDOW_TESTS)]
    return _pytest(*ON_TWO_CORES, "--cov", "--cov-report=", *others, *_chosen(full), full=full)


def _window_tests(*, full: bool) -> int:
    others = f"--ignore={SCREEN_TESTS}"
    return _pytest(*ON_TWO_CORES, WINDOW_TESTS, others, *_chosen(full), full=full)


def _chosen(full: bool) -> list[str]:
    return [] if full else ["-m", QUICK]


def _screen_tests() -> int:
    """Fails, saying what to install, where there is no X server to be had."""
    if not sys.platform.startswith("linux"):
        print("Only on Linux: elsewhere there is no X server to make a screen.")
        return 0
    return _run("python", "-m", "tests.support.screen", "pytest", SCREEN_TESTS)


def _pytest(*arguments: str, full: bool = False) -> int:
    """Run pytest; in full, property tests also try many more examples."""
    thorough = ["--hypothesis-profile=full"] if full else []
    return _run("python", "-m", "pytest", *thorough, *arguments, QT_QPA_PLATFORM="offscreen")


def _run(name: str, *arguments: str, **variables: str) -> int:
    """Run a program of the virtual environment; its output is shown as it comes."""
    command = [str(environment.program(name)), *arguments]
    surroundings = {**os.environ, **variables}
    return subprocess.run(
        command, check=False, stdin=subprocess.DEVNULL, env=surroundings
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
