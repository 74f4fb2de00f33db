"""Layout remembered between sessions, in one small file of the user's own."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.domain.errors import EnvironmentFault

VERSION = 1
STAGED = ".staged."
"""In the names of edits that wait to be applied: they are somebody's work."""


class FileMemory:
    """Values by name in a JSON file; a file that cannot be read is forgotten, not repaired.

    Most of what is remembered is convenience, so a damaged file costs a default layout and no more.
    What must outlive a crash is written by `keep`, on the `lane` that whoever owns one sets.
    """

    def __init__(self, path: Path) -> None:
        self.lane: Callable[[Callable[[], None]], object] = _at_once
        self._path = path
        self._values: dict[str, Any] = {}
        self._changed = False
        self._left: dict[str, Any] | None = None
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return
        if isinstance(stored, dict) and stored.get("version") == VERSION:
            self._values = dict(stored.get("values", {}))

    def get(self, name: str, default: Any = None) -> Any:
        """What was put under *name*."""
        return self._values.get(name, default)

    def put(self, name: str, value: Any) -> None:
        """Remember a JSON value until `save` writes it."""
        if self._values.get(name) != value:
            self._values[name] = value
            self._changed = True

    def forget_for_now(self) -> None:
        """Use defaults in this session and leave the file's be; work is kept all the same."""
        self._left = self._values
        self._values = {name: it for name, it in self._values.items() if _outlives(name)}

    def forget_layout(self) -> None:
        """Forget everything but preferences and which workspaces were open."""
        kept = ("preference.", "user.")
        self._values = {
            name: it
            for name, it in self._values.items()
            if name.startswith(kept) or _outlives(name)
        }
        self._changed = True

    def keep(self) -> None:
        """Have what has changed written soon, off this thread."""
        if not self._changed:
            return
        text = self._text()
        self._changed = False

        def write() -> None:
            try:
                self._write(text)
            except OSError as error:
                # What is newer tries again; the end does in any case.
                self._changed = True
                raise EnvironmentFault("memory.not_kept", path=str(self._path)) from error

        self.lane(write)

    def save(self) -> None:
        """Write what has changed, at once; raises `OSError` where the folder cannot be written."""
        if self._changed:
            self._write(self._text())
            self._changed = False

    def _text(self) -> str:
        values = self._values
        if self._left is not None:
            layout = {name: it for name, it in self._left.items() if not _outlives(name)}
            values = {**layout, **{n: it for n, it in values.items() if _outlives(n)}}
        return json.dumps({"version": VERSION, "values": values}, ensure_ascii=False)

    def _write(self, text: str) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_suffix(".new")
        with temporary.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            # Otherwise a power cut could leave the new name with nothing in it.
            os.fsync(stream.fileno())
        temporary.replace(self._path)


def _outlives(name: str) -> bool:
    """Whether it is no layout: which workspaces there are, and edits that are not applied yet."""
    return name.startswith("workspace.") or STAGED in name


def _at_once(work: Callable[[], None]) -> None:
    work()
