"""Layout remembered between sessions, in one small file of the user's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

VERSION = 1


class FileMemory:
    """Values by name in a JSON file; a file that cannot be read is forgotten, not repaired.

    What is remembered is convenience only, so a damaged file costs a default layout and no more.
    """

    def __init__(self, path: Path) -> None:
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

    def save(self) -> None:
        """Write what has changed; raises `OSError` where the folder cannot be written."""
        if not self._changed or not self._writes:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_suffix(".new")
        text = json.dumps({"version": VERSION, "values": self._values}, ensure_ascii=False)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(self._path)
        self._changed = False
