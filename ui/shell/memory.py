"""Layout remembered between sessions, in one small file of the user's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.domain.errors import EnvironmentFault

VERSION = 1


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
        self._writes = True
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
        """Use defaults in this session, and leave the file as it is."""
        self._values = {
            name: it for name, it in self._values.items() if name.startswith("workspace.")
        }
        self._writes = False

    def forget_layout(self) -> None:
        """Forget everything but preferences and which workspaces were open."""
        kept = ("preference.", "workspace.", "user.")
        self._values = {name: it for name, it in self._values.items() if name.startswith(kept)}
        self._changed = True

    def keep(self) -> None:
        """Have what has changed written soon, off this thread."""
        if not self._changed or not self._writes:
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
        if self._changed and self._writes:
            self._write(self._text())
            self._changed = False

    def _text(self) -> str:
        return json.dumps({"version": VERSION, "values": self._values}, ensure_ascii=False)

    def _write(self, text: str) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_suffix(".new")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(self._path)


def _at_once(work: Callable[[], None]) -> None:
    work()
