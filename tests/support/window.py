"""The real window over a real workspace, for tests and for looking at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.bootstrap import load_demo
from app.main import doors
from ui.shell.application import Desktop, application
from ui.shell.memory import FileMemory
from ui.theme.look import Look
from ui.theme.tokens import ThemeName
from ui.widgets.grid import Grid

PASSWORD = "demo-academy"
PATIENCE = 20_000
"""Milliseconds after which waiting for the window is a failure."""
GLANCE = 20
"""Milliseconds after which one that waits looks again, even if nothing happened."""


def make_demo(folder: Path) -> Path:
    """The demo academy in *folder*/demo, closed; made once and copied by `copy_demo`."""
    target = folder / "demo"
    load_demo(target, PASSWORD).close()
    return target


def copy_demo(source: Path, target: Path) -> Path:
    """A workspace of one's own from the one that `make_demo` made."""
    shutil.copytree(source, target)
    return target


def settle(desktop: Desktop, patience: int = PATIENCE) -> None:
    """Let everything that was asked for arrive and be painted, also what lists will ask soon."""
    deadline = QDeadlineTimer(patience)
    _rest(desktop, deadline)
    # Drafts count as no work; what was asked of their lane by now is told before this is.
    desktop.operations.keep(lambda: None)
    _rest(desktop, deadline)


def _rest(desktop: Desktop, deadline: QDeadlineTimer) -> None:
    glance = QTimer()
    glance.start(GLANCE)
    while not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if at_rest(desktop):
            QApplication.processEvents()
            if at_rest(desktop):
                return
        # Asking on and on would take the time from the lanes, whose answers are waited for.
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    raise TimeoutError("the window is still at work")


def at_rest(desktop: Desktop) -> bool:
    """Whether nothing is at work and no list that is shown is about to be read again."""
    lists = desktop.window.findChildren(Grid)
    at_work = not desktop.operations.idle or desktop.window.makes_anew
    return not at_work and not any(one.is_about_to_read for one in lists)


def grow_text(desktop: Desktop, meanwhile: Callable[[], object]) -> None:
    """Have the text grow, and do something before another screen replaces the one shown."""
    pages = desktop.window._pages
    begin_anew = pages.begin_anew

    def begin() -> None:
        begin_anew()
        pages.begin_anew = begin_anew  # type: ignore[method-assign]
        assert pages.begins_anew
        meanwhile()

    pages.begin_anew = begin  # type: ignore[method-assign]
    desktop.appearance.set("text_scale", 1.5)
    settle(desktop)
    assert pages.begin_anew == begin_anew


@contextmanager
def open_desktop(
    workspace: Path,
    memory: Path,
    *,
    place: str = "home",
    theme: ThemeName = "light",
    size: tuple[int, int] = (1280, 800),
    patience: int = PATIENCE,
) -> Iterator[Desktop]:
    """The window on *workspace*, shown and settled; given up at the end."""
    application([])
    desktop = Desktop(
        FileMemory(memory), doors(), home=memory.parent / "data", look=Look(theme=theme)
    )
    # A test says itself when time passes.
    desktop.safety.cares_for_time = False
    broken: list[Exception] = []
    desktop.operations.broken.connect(broken.append)
    desktop.window.resize(*size)
    desktop.window.show()
    desktop.open(workspace, place)
    settle(desktop, patience)
    try:
        yield desktop
    finally:
        close_desktop(desktop)
    if broken:
        raise broken[0]


def close_desktop(desktop: Desktop) -> None:
    """Close the window and let everything that it was made of go, also after a failed test.

    Drafts that cannot be kept would hold it open.
    """
    desktop.operations.drafts.use(None)
    desktop.window.close()
    desktop.window.deleteLater()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
