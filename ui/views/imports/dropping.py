"""What was dropped on the window: the right importer opens, or a notice says why none does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from ui.feedback.toasts import Notice
from ui.views.imports.dropped import MEDIA, Dropped, Loose, look_at
from ui.views.page import Desk, Page
from ui.widgets.words import tr, trn

Way = tuple[str, Callable[[], object]]


def open_dropped(desk: Desk, paths: Sequence[Path], page: Page | None = None) -> None:
    """Find out what was dropped, off the GUI thread, and go where it belongs.

    Pictures, videos and PDFs are offered to the *page* that is shown first: an open lesson takes
    them.
    """
    if not paths:
        return
    if not desk.operations.is_open:
        desk.notify(
            _refusal(tr("Open a workspace first"), tr("Then drop it again."), icon="hard-drive")
        )
        return
    given = tuple(paths)
    desk.operations.compute(
        lambda: tuple(look_at(path) for path in given), partial(_go, desk, page)
    )


def refuse_dropped(desk: Desk, kind: Loose) -> None:
    """Say what to do with something that was dropped and is no file."""
    told: dict[Loose, tuple[str, str]] = {
        "link": (
            tr("A link was dropped"),
            tr("Nothing is fetched from the web: save what it leads to, then drop that file."),
        ),
        "picture": (
            tr("A picture without a file was dropped"),
            tr("Save it, then drop that file; or paste it into a lesson's text."),
        ),
        "text": (
            tr("Text was dropped"),
            tr("Drop it into a field or a lesson's text. Whole lists come in as CSV files."),
        ),
        "thing": (
            tr("What was dropped is no file"),
            tr("Save it as a file where it comes from, then drop that."),
        ),
    }
    title, line = told[kind]
    desk.notify(_refusal(title, line, action=_imports(desk) if desk.operations.is_open else None))


def _go(desk: Desk, page: Page | None, found: tuple[Dropped, ...]) -> None:
    kinds = {one.kind for one in found}
    paths = [one.path for one in found]
    if kinds <= MEDIA and page is not None and page.isVisible() and page.take_files(paths):
        return
    if kinds == {"pdf"}:
        desk.go("verify", {"files": [str(path) for path in paths]})
    elif len(found) > 1:
        desk.notify(_several(desk, found))
    elif found[0].kind in ("table", "course"):
        desk.go("imports", {"path": str(paths[0])})
    else:
        desk.notify(_why_not(desk, found[0]))


def _several(desk: Desk, found: tuple[Dropped, ...]) -> Notice:
    bad = next((one for one in found if one.why), None)
    if bad is not None:
        return _why_not(desk, bad)
    if {one.kind for one in found} <= MEDIA:
        count = trn("{n} file was not imported", "{n} files were not imported", len(found))
        line = tr("Pictures and videos belong to a lesson: open one and drop them there.")
        return _refusal(count, line, action=_courses(desk))
    count = trn("{n} thing was dropped", "{n} things were dropped", len(found))
    line = tr("Drop one CSV file or one folder at a time: each import is checked by itself.")
    return _refusal(count, line, action=_imports(desk))


def _why_not(desk: Desk, found: Dropped) -> Notice:
    name = found.path.name
    verify: Way = (tr("Verify it"), partial(desk.go, "verify", {"files": [str(found.path)]}))
    told: dict[str, tuple[str, str, Way | None]] = {
        "picture": (
            tr("{file} was not imported", file=name),
            tr("A picture belongs to a lesson: open one and drop it there."),
            verify,
        ),
        "video": (
            tr("{file} was not imported", file=name),
            tr("A video belongs to a lesson: open one and drop it there."),
            _courses(desk),
        ),
        "lesson": (
            tr("{file} was not imported", file=name),
            tr("One lesson has no course: drop the course's folder, or paste its text."),
            _courses(desk),
        ),
        "archive": (
            tr("{file} is packed", file=name),
            tr("Unpack it, then drop the folder or the CSV file."),
            None,
        ),
        "sheet": (
            tr("{file} is no CSV file", file=name),
            tr("Save it as CSV in UTF-8, then drop that file."),
            None,
        ),
        "workspace": (
            tr("{file} is a workspace", file=name),
            tr("It is opened, not imported."),
            (tr("Open a workspace"), partial(desk.actions.trigger, "workspace.open")),
        ),
        "folder": (
            tr("{file} holds no course", file=name),
            tr("A course's folder has a course.yaml, a config.yaml with episodes, or Markdown."),
            _imports(desk),
        ),
        "unreadable": (tr("{file} cannot be read", file=name), found.why, None),
        "other": (
            tr("{file} cannot be imported", file=name),
            tr("Drop a CSV file, a course's folder, or a certificate to verify."),
            _imports(desk),
        ),
    }
    title, line, action = told[found.kind]
    return _refusal(title, line, action=action)


def _courses(desk: Desk) -> Way:
    return tr("Open Courses"), partial(desk.go, "courses", {})


def _imports(desk: Desk) -> Way:
    return tr("What can be imported"), partial(desk.go, "imports", {"new": 1})


def _refusal(
    title: str, line: str, *, icon: str = "file-warning", action: Way | None = None
) -> Notice:
    return Notice(title=title, line=line, icon=icon, tone="warning", action=action)
