"""Types into a lesson and never stops, until it is killed; says how much it has typed.

Run as ``python -m tests.support.typing_on WORKSPACE MEMORY LESSON``: after each key one line
``<typed> <seconds>`` goes to stdout.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from tests.support.window import open_desktop, settle
from ui.views.course.page import CoursePage

EVERY_MS = 40
"""Faster than any pause that would let a draft be written."""


def main() -> None:
    workspace, memory, lesson = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    with open_desktop(workspace, memory) as desktop:
        desktop.window.go("course", {"course_id": 1, "lesson_id": lesson})
        settle(desktop)
        page = desktop.window.page
        assert isinstance(page, CoursePage)
        editor = page.editor.editor
        editor.moveCursor(QTextCursor.MoveOperation.End)
        typed = 0

        def press() -> None:
            nonlocal typed
            typed += 1
            editor.insertPlainText("x")
            print(typed, time.monotonic(), flush=True)

        timer = QTimer()
        timer.timeout.connect(press)
        timer.start(EVERY_MS)
        QApplication.exec()


if __name__ == "__main__":
    main()
