"""Reading and writing that the window's own code does on the GUI thread, where nothing may wait.

A clock would only tell on a slow disk; this tells on any. What happens is judged by who asked for
it: the nearest frame of ``ui`` is guilty, a test's own look into a workspace is not.
"""

from __future__ import annotations

import os
import sys
import sysconfig
import threading
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Any

from services.storage.sqlite.connection import Connection
from tests.support import project

FILES = frozenset(
    {"open", "os.listdir", "os.scandir", "os.mkdir", "os.rename", "os.remove", "os.rmdir"}
) | {"sqlite3.connect", "shutil.copyfile", "subprocess.Popen"}
LOOKS = ("stat", "lstat")
"""What waits for a share that does not answer and tells no audit hook; ``Path.exists`` asks it."""
STATEMENTS = ("run", "run_many", "all", "one")
WINDOW, TESTS = f"{project.ROOT}/ui/", f"{project.ROOT}/tests/"
TOUR = f"{WINDOW}tour/"
"""Uses the window as a test does."""

MEASURES = tuple(f"{sysconfig.get_path('purelib')}/{name}/" for name in ("coverage", "hypothesis"))
"""What traces the tests looks at files on its own account, in the middle of any line."""

OWN = (str(project.ROOT), sys.prefix, sys.base_prefix, "/usr", "/proc", "/dev")
"""The program itself: code and resources, which are loaded where they are first needed."""

ALLOWED = {
    ("shell/memory.py", "__init__"): "before the window is shown: the theme is in it",
    ("shell/application.py", "end"): "the window has gone, and its lanes too",
    ("shell/sentinel.py", ""): "at start and end",
    ("shell/holder.py", ""): "before the window is shown",
    ("shell/logbook.py", ""): "what nobody foresaw is written down before anything else happens",
    ("theme/icon_files.py", ""): "a style sheet's pictures, once for each theme and machine",
}


class Watch:
    """Collects what was done; `take` gives it away."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def start(self) -> None:
        """Begin, for as long as the process lives."""
        sys.addaudithook(self._audited)
        for name in LOOKS:
            plain = getattr(os, name)
            watched = self._looked(name, plain)
            setattr(os, name, watched)
            for able in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks):
                if plain in able:  # Those who ask whether they may use it shall hear the same.
                    able.add(watched)
        for name in STATEMENTS:
            setattr(Connection, name, self._told(name, getattr(Connection, name)))

    def take(self) -> list[str]:
        """What was found since the last time."""
        found, self._found = self._found, []
        return found

    def _audited(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in FILES and not _own(arguments):
            self.judge(f"{event} {arguments[0]}", sys._getframe(1))

    def _looked(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def looked(*arguments: Any, **named: Any) -> Any:
            if not _own(arguments):
                self.judge(f"os.{name} {arguments[0]}", sys._getframe(1))
            return function(*arguments, **named)

        return looked

    def _told(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def told(*arguments: Any, **named: Any) -> Any:
            self.judge(f"database.{name}", sys._getframe(1))
            return method(*arguments, **named)

        return told

    def judge(self, what: str, frame: FrameType | None) -> None:
        """Keep *what* if the window's code asked for it on the GUI thread."""
        if threading.current_thread() is not threading.main_thread():
            return
        asked = _asking(frame)
        if asked is not None:
            self._found.append(f"{what}, asked for by {asked}")


def _own(arguments: tuple[Any, ...]) -> bool:
    if not arguments or isinstance(arguments[0], int):
        return True
    place = arguments[0].decode() if isinstance(arguments[0], bytes) else str(arguments[0])
    return place.startswith(OWN) or not Path(place).is_absolute()


def _asking(frame: FrameType | None) -> str | None:
    """The nearest line of the window's code, unless a test or an import asked before it."""
    asked, outermost = None, ""
    while frame is not None:
        code = frame.f_code
        if asked is None and code.co_filename.startswith(MEASURES):
            return None
        if code.co_filename.startswith((TESTS, TOUR, "<frozen importlib")):
            # A plain function that a test calls is the test's own doing; the toolkit calls methods.
            return asked if "." in outermost else None
        if code.co_filename.startswith(WINDOW):
            place = code.co_filename.removeprefix(WINDOW)
            if (place, code.co_name) in ALLOWED or (place, "") in ALLOWED:
                return None
            asked = asked or f"ui/{place}:{frame.f_lineno} {code.co_name}"
            outermost = code.co_qualname
        frame = frame.f_back
    return asked
