"""What was dropped on the window: the right importer opens, or a notice says why none does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from ui.feedback.toasts import Notice
from ui.views.page import Desk
from ui.widgets.words import tr, trn

Kind = Literal["table", "course", "folder", "picture", "video", "pdf", "lesson", "archive", "other"]

SUFFIXES: dict[str, Kind] = {
    ".csv": "table",
    ".tsv": "other",
    ".pdf": "pdf",
    ".md": "lesson",
    ".markdown": "lesson",
    **dict.fromkeys((".zip", ".tar", ".gz", ".7z"), "archive"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp"), "picture"),
    **dict.fromkeys((".mp4", ".webm", ".mov", ".mkv", ".avi", ".mp3"), "video"),
}
COURSE_FILES = ("course.yaml", "config.yaml")


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that was let go: where it lies and what it is."""

    path: Path
    kind: Kind


def open_dropped(desk: Desk, paths: Sequence[Path]) -> None:
    """Find out what was dropped, off the GUI thread, and go where it belongs.

    Pictures and videos dropped on a lesson are the lesson's; here they come from elsewhere.
    """
    if not paths:
        return
    if not desk.operations.is_open:
        desk.notify(
            _refusal(tr("Open a workspace first"), tr("Then drop it again."), icon="hard-drive")
        )
        return
    if len(paths) > 1:
        count = trn("{n} thing was dropped", "{n} things were dropped", len(paths))
        line = tr("Drop one file or one folder at a time: each import is checked by itself.")
        desk.notify(_refusal(count, line))
        return
    path = paths[0]
    desk.operations.compute(lambda: Dropped(path, kind_of(path)), partial(_go, desk))


def kind_of(path: Path) -> Kind:
    """What lies there."""
    if path.is_dir():
        return "course" if any((path / one).is_file() for one in COURSE_FILES) else "folder"
    return SUFFIXES.get(path.suffix.lower(), "other")


def _go(desk: Desk, found: Dropped) -> None:
    path = found.path
    if found.kind in ("table", "course"):
        desk.go("imports", {"path": str(path)})
    elif found.kind == "pdf":
        desk.go("verify", {"files": [str(path)]})
    else:
        desk.notify(_why_not(desk, found))


def _why_not(desk: Desk, found: Dropped) -> Notice:
    name = found.path.name
    courses: tuple[str, Callable[[], object]] = (
        tr("Open Courses"),
        lambda: desk.go("courses", {}),
    )
    verify: tuple[str, Callable[[], object]] = (
        tr("Verify it"),
        lambda: desk.go("verify", {"files": [str(found.path)]}),
    )
    told: dict[Kind, tuple[str, str, tuple[str, Callable[[], object]] | None]] = {
        "picture": (
            tr("{file} was not imported", file=name),
            tr("A picture belongs to a lesson: open one and drop it on its text."),
            verify,
        ),
        "video": (
            tr("{file} was not imported", file=name),
            tr("A video belongs to a lesson: open one and drop it on its text."),
            courses,
        ),
        "lesson": (
            tr("{file} was not imported", file=name),
            tr("One lesson has no course: drop the course's folder, or paste its text."),
            courses,
        ),
        "archive": (
            tr("{file} is packed", file=name),
            tr("Unpack it, then drop the folder or the CSV file."),
            None,
        ),
        "folder": (
            tr("{file} holds no course", file=name),
            tr("A course's folder has a course.yaml, or a config.yaml with episodes."),
            None,
        ),
        "other": (
            tr("{file} cannot be imported", file=name),
            tr("Drop a CSV file, a course's folder, or a certificate to verify."),
            None,
        ),
    }
    title, line, action = told[found.kind]
    return _refusal(title, line, action=action)


def _refusal(
    title: str,
    line: str,
    *,
    icon: str = "file-warning",
    action: tuple[str, Callable[[], object]] | None = None,
) -> Notice:
    return Notice(title=title, line=line, icon=icon, tone="warning", action=action)
