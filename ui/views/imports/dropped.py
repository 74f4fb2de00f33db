"""What a file or folder is, by its name and what it holds."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Literal

from app.domain.dataclass import dataclass
from ui.widgets.words import tr

Kind = Literal[
    "table",
    "course",
    "folder",
    "workspace",
    "picture",
    "video",
    "pdf",
    "lesson",
    "archive",
    "sheet",
    "other",
    "unreadable",
]
Loose = Literal["link", "picture", "text", "thing"]
"""What is dropped without being a file."""
MEDIA: frozenset[Kind] = frozenset({"picture", "video", "pdf"})
"""What an open lesson takes."""

MARKDOWN = (".md", ".markdown", ".rmd")
SUFFIXES: dict[str, Kind] = {
    **dict.fromkeys((".csv", ".tsv"), "table"),
    ".pdf": "pdf",
    **dict.fromkeys(MARKDOWN, "lesson"),
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".numbers"), "sheet"),
    **dict.fromkeys((".zip", ".tar", ".gz", ".tgz", ".xz", ".bz2", ".7z", ".rar"), "archive"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp"), "picture"),
    **dict.fromkeys((".mp4", ".webm", ".mov", ".mkv", ".avi", ".m4v", ".mp3"), "video"),
}
COURSE_FILES = ("course.yaml", "config.yaml")
NO_MODULE = "materials"
"""A folder that holds no lessons, whatever lies in it."""
WORKSPACE_FILE = "workspace.db"
MANY = 1_000
"""Entries of a folder that are looked at; a course shows itself sooner."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that was let go: where it lies, what it is, and why it cannot be read."""

    path: Path
    kind: Kind
    why: str = ""


def look_at(path: Path) -> Dropped:
    """What lies there; what a link leads to, for it was named."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return Dropped(path, _folder(path))
        if not stat.S_ISREG(mode):
            return _unreadable(path, tr("It is a device or a pipe. Drop a file or a folder."))
        with path.open("rb"):
            return Dropped(path, SUFFIXES.get(path.suffix.lower(), "other"))
    except FileNotFoundError:
        words = (
            tr("It is a link, and what it leads to is gone. Drop the file itself.")
            if path.is_symlink()
            else tr("It is not there any more. Drop it again from where it is now.")
        )
        return _unreadable(path, words)
    except OSError as error:
        cause = error.strerror or str(error)
        return _unreadable(
            path, tr("{cause}. Check who may read it, then drop it again.", cause=cause)
        )


def _unreadable(path: Path, why: str) -> Dropped:
    return Dropped(path, "unreadable", why)


def _folder(path: Path) -> Kind:
    """A course where the files that tell of one, or Markdown, lie in it or one level below."""
    if (path / WORKSPACE_FILE).is_file():
        return "workspace"
    if any((path / one).is_file() for one in COURSE_FILES):
        return "course"
    folders = [path]
    with os.scandir(path) as entries:
        for _, entry in zip(range(MANY), entries, strict=False):
            if entry.name == NO_MODULE or entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
    return "course" if any(_has_markdown(one) for one in folders) else "folder"


def _has_markdown(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            looked = zip(range(MANY), entries, strict=False)
            return any(one.name.lower().endswith(MARKDOWN) for _, one in looked)
    except OSError:  # The import names it among what was left out.
        return False
