"""Layout remembered between sessions, in one small file of the user's own."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLockFile

from app.domain.errors import EnvironmentFault

VERSION = 1
STAGED = ".staged."
"""In the names of edits that wait to be applied: they are somebody's work."""
PATIENCE_MS = 3000
"""How long another window may take to write."""
_GONE = object()


class FileMemory:
    """Values by name in a JSON file; a file that cannot be read is forgotten, not repaired.

    Windows on several workspaces share the file: each writes what it changed itself and leaves
    the rest as it stands there, so that none takes another's layout away.

    Most of what is remembered is convenience, so a damaged file costs a default layout and no more.
    What must outlive a crash is written by `keep`, on the `lane` that whoever owns one sets.
    """

    def __init__(self, path: Path) -> None:
        self.lane: Callable[[Callable[[], None]], object] = _at_once
        self._path = path
        self._values = _stored(path)
        self._changed: set[str] = set()
        self._keeps_layout = True

    def get(self, name: str, default: Any = None) -> Any:
        """What was put under *name*; the default as well where that is of another kind."""
        found = self._values.get(name, default)
        alike = isinstance(found, type(default))
        if isinstance(found, bool):
            alike = isinstance(default, bool)
        return found if default is None or alike else default

    def put(self, name: str, value: Any) -> None:
        """Remember a JSON value until `save` writes it."""
        if self._values.get(name) != value:
            self._values[name] = value
            self._change(name)

    def forget_for_now(self) -> None:
        """Use defaults in this session and leave the file's be; work is kept all the same."""
        self._keeps_layout = False
        self._values = {name: it for name, it in self._values.items() if _outlives(name)}

    def forget_layout(self) -> None:
        """Forget everything but preferences and which workspaces were open."""
        kept = ("preference.", "user.")
        for name in list(self._values):
            if not (name.startswith(kept) or _outlives(name)):
                del self._values[name]
                self._change(name)

    def keep(self) -> None:
        """Have what has changed written soon, off this thread."""
        changes = self._changes()
        if not changes:
            return
        self._changed.difference_update(changes)

        def write() -> None:
            try:
                self._write(changes)
            except OSError as error:
                # What is newer tries again; the end does in any case.
                self._changed.update(changes)
                raise EnvironmentFault("memory.not_kept", path=str(self._path)) from error

        self.lane(write)

    def save(self) -> None:
        """Write what has changed, at once; raises `OSError` where the folder cannot be written."""
        changes = self._changes()
        if changes:
            self._write(changes)
            self._changed.difference_update(changes)

    def _change(self, name: str) -> None:
        if self._keeps_layout or _outlives(name):
            self._changed.add(name)

    def _changes(self) -> dict[str, Any]:
        return {name: self._values.get(name, _GONE) for name in tuple(self._changed)}

    def _write(self, changes: Mapping[str, Any]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lock = QLockFile(str(self._path.with_suffix(".lock")))
        if not lock.tryLock(PATIENCE_MS):
            raise TimeoutError
        try:
            values = {**_stored(self._path), **changes}
            self._replace({name: it for name, it in values.items() if it is not _GONE})
        finally:
            lock.unlock()

    def _replace(self, values: Mapping[str, Any]) -> None:
        temporary = self._path.with_suffix(".new")
        with temporary.open("w", encoding="utf-8") as stream:
            stream.write(json.dumps({"version": VERSION, "values": values}, ensure_ascii=False))
            stream.flush()
            # Otherwise a power cut could leave the new name with nothing in it.
            os.fsync(stream.fileno())
        temporary.replace(self._path)


def _stored(path: Path) -> dict[str, Any]:
    """What the file holds; nothing where it cannot be read."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    known = isinstance(stored, dict) and stored.get("version") == VERSION
    values = stored.get("values") if known else None
    return values if isinstance(values, dict) else {}


def _outlives(name: str) -> bool:
    """Whether it is no layout: which workspaces there are, and edits that are not applied yet."""
    return name.startswith("workspace.") or STAGED in name


def _at_once(work: Callable[[], None]) -> None:
    work()
