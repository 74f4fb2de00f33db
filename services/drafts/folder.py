"""Drafts as files: one a draft, replaced whole, readable after any crash."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from app.domain.clock import format_time, parse_time
from app.domain.disk import disk_fault
from app.domain.errors import EnvironmentFault, SmartCourseError
from app.ports.drafts import Draft, Place

VERSION = 1
ENDING = ".draft.json"


class FolderDrafts:
    """`app.ports.drafts.Drafts` in a folder, which is made when the first draft is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, draft: Draft) -> None:
        """Write beside, make it last, then put it in the former one's place."""
        path = self._path(draft.place)
        unfinished = path.with_suffix(".part")
        document = {
            "version": VERSION,
            "kind": draft.kind,
            "key": draft.key,
            "base_sha256": draft.base_sha256,
            "text": draft.text,
            "kept_at": format_time(draft.kept_at),
            "owner": draft.owner,
        }
        try:
            # Never its parents: a workspace that has gone is not begun anew by a draft.
            self._folder.mkdir(exist_ok=True)
            with unfinished.open("w", encoding="utf-8", errors="surrogatepass") as stream:
                json.dump(document, stream, ensure_ascii=True)
                stream.flush()
                os.fsync(stream.fileno())
            unfinished.replace(path)
        except OSError as error:
            # Where not even that is permitted, a later write takes its place.
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise disk_fault(error, self._folder) from error

    def drop(self, place: Place) -> None:
        """Delete the file, if there is one."""
        try:
            self._path(place).unlink(missing_ok=True)
        except OSError as error:
            raise disk_fault(error, self._folder) from error

    def all(self) -> list[Draft]:
        """Those that can be read, newest first."""
        try:
            paths = [path for path in self._folder.iterdir() if path.name.endswith(ENDING)]
        except FileNotFoundError:
            return []
        except OSError as error:
            cause = error.strerror or str(error)
            raise EnvironmentFault(
                "drafts.unreadable", path=str(self._folder), cause=cause
            ) from error
        found = [self._read(path) for path in paths]
        return sorted(
            (draft for draft in found if draft is not None),
            key=lambda draft: draft.kept_at,
            reverse=True,
        )

    def _path(self, place: Place) -> Path:
        kind, key, owner = place
        whose = "" if owner is None else f"\n{owner}"
        name = sha256(f"{kind}\n{key}{whose}".encode()).hexdigest()[:24]
        return self._folder / f"{name}{ENDING}"

    @staticmethod
    def _read(path: Path) -> Draft | None:
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            if stored["version"] != VERSION:
                return None
            return Draft(
                kind=str(stored["kind"]),
                key=str(stored["key"]),
                base_sha256=str(stored["base_sha256"]),
                text=str(stored["text"]),
                kept_at=parse_time(stored["kept_at"]),
                owner=None if (owner := stored.get("owner")) is None else int(owner),
            )
        except (OSError, ValueError, KeyError, TypeError, SmartCourseError):
            return None
