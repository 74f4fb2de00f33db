"""The list of jobs, kept beside the workspace, so that a restart still tells how they ended."""

from __future__ import annotations

import json
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot

from ui.operations.jobs import Job, Jobs
from ui.widgets.words import tr

FILE_NAME = "jobs.json"
VERSION = 1


class JobJournal(QObject):
    """Writes the list whenever a job comes, goes or ends, on a lane of its own."""

    def __init__(self, jobs: Jobs, lane: Executor, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._lane = jobs, lane
        self._path: Path | None = None
        jobs.listed.connect(self._write)

    def use(self, folder: Path | None, former: list[dict[str, Any]]) -> None:
        """Keep the list of another workspace, which begins with what was kept *former*ly."""
        self._path = None
        self._jobs.forget()
        for one in reversed(former):
            self._jobs.recall(
                str(one.get("title", "")),
                str(one.get("icon", "list-checks")),
                str(one.get("state", "")),
                str(one.get("detail", "")) or _interrupted(one),
            )
        self._path = folder / FILE_NAME if folder else None

    @Slot()
    def _write(self) -> None:
        path = self._path
        if path is None:
            return
        listed = [_record(job) for job in self._jobs.all()]
        self._lane.submit(_save, path, listed)


def read_jobs(folder: Path) -> list[dict[str, Any]]:
    """What was kept, newest first; nothing where it cannot be read."""
    try:
        stored = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    if not isinstance(stored, dict) or stored.get("version") != VERSION:
        return []
    return [one for one in stored.get("jobs", []) if isinstance(one, dict)]


def _record(job: Job) -> dict[str, Any]:
    return {"title": job.title, "icon": job.icon, "state": job.state, "detail": job.detail}


def _interrupted(one: dict[str, Any]) -> str:
    if one.get("state") == "running":
        return tr("Interrupted: SmartCourse ended while it was at work.")
    return ""


def _save(path: Path, listed: list[dict[str, Any]]) -> None:
    temporary = path.with_suffix(".new")
    try:
        temporary.write_text(
            json.dumps({"version": VERSION, "jobs": listed}, ensure_ascii=False), encoding="utf-8"
        )
        temporary.replace(path)
    except OSError:
        # The list is a convenience; the disk's trouble is told by what must be written.
        temporary.unlink(missing_ok=True)
