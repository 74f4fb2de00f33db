"""Icons that Python draws and the toolkit keeps: neither frees what the other still has."""

from __future__ import annotations

import os
import subprocess
import sys
import weakref

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton

from ui.theme.look import Look

COLLECTED = """
import gc
from ui.shell.application import application
from ui.theme.look import Look

class Holder:
    pass

app = application([])
for _ in range(20):
    look = Look()
    icons = {name: look.icon(name) for name in ("x", "save", "upload")}
    look._icons.clear()
    holder = Holder()
    holder.itself, holder.icons = holder, icons
    del holder, icons
    gc.collect()
print("alive")
"""


def test_icons_that_are_garbage_are_freed_once() -> None:
    """In a process of its own, whose memory is spoilt as it is freed: the fault would kill it."""
    surroundings = {**os.environ, "MALLOC_PERTURB_": "223"}
    told = subprocess.run(
        [sys.executable, "-c", COLLECTED],
        capture_output=True,
        text=True,
        check=False,
        env=surroundings,
    )
    assert (told.returncode, told.stdout) == (0, "alive\n"), told.stderr


def test_an_icon_outlives_its_look_and_keeps_nothing_of_it(qapp: object) -> None:
    look = Look()
    shown = QToolButton()
    shown.setIcon(look.icon("save"))
    assert not shown.icon().pixmap(QSize(16, 16)).isNull()
    gone = weakref.ref(look)
    del look
    assert gone() is None
    assert shown.icon().pixmap(QSize(16, 16)).isNull()
