"""What the program needs of a machine, and the package that brings what is missing.

Imports neither the toolkit nor a driver, so that it can speak where they cannot be loaded.
"""

from __future__ import annotations

import ctypes
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec

from app.domain.dataclass import dataclass

SYSTEM_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libdbus-1.so.3": "libdbus-1-3",
}
"""Shared libraries that the window loads on Linux, and Debian's package of each."""

X11_ONLY = ("libxcb", "libxkbcommon-x11")
"""Libraries by whose absence only a window on X11 is stopped."""

PYTHON_PACKAGES = ("sqlalchemy", "cryptography", "bcrypt", "reportlab", "segno", "yaml")
"""What the commands cannot work without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked for. `required` says whether commands fail without it (else the window)."""

    what: str
    ok: bool
    required: bool
    remedy: str


def examine(
    load: Callable[[str], object] = ctypes.CDLL, *, linux: bool = sys.platform == "linux"
) -> list[Finding]:
    """Look for everything; *load* opens a shared library or raises `OSError`."""
    findings = [_python(), *_sqlite(), *_packages()]
    if linux:
        findings.extend(_libraries(load))
    return findings


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Finding(
        what=f"Python {version}",
        ok=sys.version_info >= (3, 11),
        required=True,
        remedy="Install Python 3.11 or 3.12.",
    )


def _sqlite() -> Iterator[Finding]:
    yield Finding(
        what=f"SQLite {sqlite3.sqlite_version}",
        ok=sqlite3.sqlite_version_info >= (3, 35),
        required=True,
        remedy="Use a Python built with SQLite 3.35 or newer.",
    )
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text, tokenize='trigram')")
        searchable = True
    except sqlite3.OperationalError:
        searchable = False
    finally:
        connection.close()
    yield Finding(
        what="SQLite full-text search (FTS5, trigram)",
        ok=searchable,
        required=False,
        remedy="Use a Python built with SQLite 3.34 or newer and FTS5.",
    )


def _packages() -> Iterator[Finding]:
    for name in PYTHON_PACKAGES:
        yield Finding(
            what=f"Python package {name}",
            ok=find_spec(name) is not None,
            required=True,
            remedy="Run python3 packaging/start.py --version again; it installs what is missing.",
        )


def _libraries(load: Callable[[str], object]) -> Iterator[Finding]:
    for library, package in SYSTEM_LIBRARIES.items():
        try:
            load(library)
            present = True
        except OSError:
            present = False
        yield Finding(
            what=f"{library} (for the window)",
            ok=present,
            required=False,
            remedy=f"Install the system package {package}.",
        )


def window_fault(
    environment: Mapping[str, str],
    load: Callable[[str], object] = ctypes.CDLL,
    *,
    linux: bool = sys.platform == "linux",
) -> str | None:
    """Why no window can open here, with the remedy; None where nothing is known to be missing.

    The toolkit would end the program without a word that helps.
    """
    if not linux:
        return None
    platform = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    wayland = bool(environment.get("WAYLAND_DISPLAY"))
    if not platform and not wayland and not environment.get("DISPLAY"):
        return (
            "There is no screen to show a window on (DISPLAY is not set). "
            "Start SmartCourse on a desktop, or use smartcourse-admin."
        )
    on_x11 = platform == "xcb" or (not platform and not wayland)
    wanted = [one for one in _libraries(load) if on_x11 or not one.what.startswith(X11_ONLY)]
    missing = [one for one in wanted if not one.ok]
    if not missing:
        return None
    names = ", ".join(one.what.partition(" ")[0] for one in missing)
    packages = " ".join(SYSTEM_LIBRARIES[one.what.partition(" ")[0]] for one in missing)
    return (
        f"The window cannot open: {names} is not on this machine. "
        f"Install what brings it (on Debian and Ubuntu: apt install {packages}), then start again."
    )
