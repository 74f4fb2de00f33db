"""Looking through a folder that came from outside, without following it anywhere else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from app.domain.dataclass import dataclass
from app.domain.errors import BadInput
from app.ports.interchange import LedgerEntry

MAX_FILES = 50_000
MAX_FOLDER_DEPTH = 40


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file: its path in the folder (with slashes), where it lies, its size in bytes."""

    path: str
    place: Path
    size: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder's regular files by path, in path order, and what was left out of it and why."""

    root: Path
    files: dict[str, FoundFile]
    dropped: tuple[LedgerEntry, ...]


def look_through(root: Path) -> Tree:
    """Every file below *root*; symbolic links are told, not followed.

    Raises `BadInput`: ``import.no_folder``, ``import.too_many_files``.
    """
    if not root.is_dir():
        raise BadInput("import.no_folder", path=str(root))
    walk = _Walk(root)
    walk.enter(root, "", hidden=False)
    return Tree(root, dict(sorted(walk.files.items())), tuple(walk.dropped))


class _Walk:
    def __init__(self, root: Path) -> None:
        self._root = root
        self.files: dict[str, FoundFile] = {}
        self.dropped: list[LedgerEntry] = []

    def enter(self, folder: Path, prefix: str, *, hidden: bool) -> None:
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self._drop(prefix.rstrip("/"), f"the folder cannot be read: {error.strerror}")
            return
        for entry in entries:
            self._look_at(entry, prefix, hidden=hidden or entry.name.startswith("."))

    def _look_at(self, entry: os.DirEntry[str], prefix: str, *, hidden: bool) -> None:
        path = prefix + entry.name
        fault = _name_fault(entry.name)
        if fault is None and entry.is_symlink():
            fault = "a symbolic link, which is never followed"
        if fault is not None:
            self._drop(path, fault)
            return
        if entry.is_dir(follow_symlinks=False):
            if path.count("/") >= MAX_FOLDER_DEPTH:
                self._drop(path, f"folders are nested more than {MAX_FOLDER_DEPTH} deep")
            else:
                self.enter(Path(entry.path), path + "/", hidden=hidden)
        elif hidden:
            self._drop(path, "hidden: a name that begins with a dot is left out")
        else:
            self._take(entry, path)

    def _take(self, entry: os.DirEntry[str], path: str) -> None:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as error:
            self._drop(path, f"cannot be read: {error.strerror}")
            return
        if not stat.S_ISREG(status.st_mode):
            self._drop(path, "not a regular file")
            return
        self.files[path] = FoundFile(path, Path(entry.path), status.st_size)
        self._check_count()

    def _drop(self, path: str, reason: str) -> None:
        readable = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        self.dropped.append(LedgerEntry(path=readable, outcome="dropped", reason=reason))
        self._check_count()

    def _check_count(self) -> None:
        if len(self.files) + len(self.dropped) > MAX_FILES:
            raise BadInput("import.too_many_files", path=str(self._root), limit=MAX_FILES)


def _name_fault(name: str) -> str | None:
    """Why a file of this name cannot be kept, if so."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return "its name is not UTF-8"
    if any(ord(character) < 32 or ord(character) == 127 for character in name):
        return "its name has control characters"
    if len(name) > 255:
        return "its name is longer than 255 characters"
    return None
