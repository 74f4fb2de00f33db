"""Where things lie in a workspace's folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from app.domain.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """The paths of a workspace: its database, its files by hash, drafts, backups and lock."""

    folder: Path

    @property
    def database(self) -> Path:
        """The SQLite file; ``-wal`` and ``-shm`` stand beside it while it is open."""
        return self.folder / "workspace.db"

    @property
    def files(self) -> Path:
        """The folder of files named by their sha256."""
        return self.folder / "files"

    @property
    def drafts(self) -> Path:
        """The folder of unsaved edits."""
        return self.folder / "drafts"

    @property
    def backups(self) -> Path:
        """The folder of database copies."""
        return self.folder / "backups"

    @property
    def lock(self) -> Path:
        """The file that whoever has the workspace open holds locked."""
        return self.folder / "workspace.lock"


def stamp(moment: datetime) -> str:
    """A time as file names carry it: ``20261123T094500Z``."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
