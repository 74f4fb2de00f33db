"""Whoever works in the window: goes places, presses keys, decides; and what is stored then."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain import entities as e
from app.domain.commands import Command
from services.storage.sqlite.codec import CODECS
from services.storage.sqlite.statements import STATEMENTS
from tests.support.window import settle
from ui.feedback.toasts import Notice, Toast
from ui.shell.application import Desktop
from ui.views.course.page import CoursePage
from ui.widgets.grid import Grid

W = TypeVar("W", bound=QWidget)
KEY, MOD = Qt.Key, Qt.KeyboardModifier
LOGS: tuple[type[e.Entity], ...] = (
    e.AnalyticsMetric,
    e.AuditRecord,
    e.EnrollmentHistory,
    e.EventEffect,
    e.EventRecord,
    e.LessonBody,
    e.Notification,
    e.WorkflowExecution,
    e.WorkflowStart,
)
"""Records that are added to and never taken back."""
KEPT = [(kind, CODECS[kind]) for kind in e.ALL_ENTITIES if kind not in LOGS]
COUNT = CODECS[e.MetricBucket].names.index("value")
READABLE = CODECS[e.Notification].table

State = dict[object, object]


class Hand:
    """One window, driven from outside."""

    def __init__(self, desktop: Desktop, qtbot: QtBot, folder: Path) -> None:
        self.desktop, self.qtbot, self.folder = desktop, qtbot, folder

    # what is stored

    def state(self) -> State:
        """Every row but the logs, and which notifications are read; a count of nothing is none.

        Rows are as they are stored: to make a record of each would take most of a test's time.
        """
        file = self.desktop.operations.context.folder / "workspace.db"
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as base:
            found: State = {
                (kind.TABLE, codec.key_of(row)): row
                for kind, codec in KEPT
                for row in base.execute(STATEMENTS[kind].find(()))
                if not (kind is e.MetricBucket and row[COUNT] == 0)
            }
            read = base.execute(f"SELECT id FROM {READABLE} WHERE is_read").fetchall()  # noqa: S608
        return {**found, "read": set(read)}

    def one(self, kind: type[Any], **equal: object) -> Any:
        """A record with these values."""
        with self.desktop.operations.context.store.reading() as rows:
            return rows.find(kind, **equal)[0]

    def commands(self) -> list[str]:
        """The types of the commands in the journal, oldest first."""
        listed = self.desktop.operations.context.store.journal(limit=1_000_000)
        return [one.command_type for one in reversed(listed)]

    def execute(self, make: Callable[[], Command]) -> None:
        """Run a command that no screen has, as the window runs all."""
        self.desktop.operations.execute(make())
        self.rest()

    # what is done

    def rest(self) -> None:
        """Let everything that was asked for arrive, and what that asks for (lists, names) too."""
        for _ in range(2):
            settle(self.desktop)
            QTest.qWait(0)

    def go(self, place: str, kind: type[W], **params: object) -> W:
        """Go to a screen."""
        window = self.desktop.window
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        window.go(place, params)
        self.rest()
        assert isinstance(window.page, kind)
        return window.page

    def key(self, key: Qt.Key, modifier: MOD = MOD.NoModifier) -> None:
        """Press a key at whatever has the keyboard, or at the window."""
        QTest.keyClick(self.desktop.window.focusWidget() or self.desktop.window, key, modifier)
        self.rest()

    def dialog(self, kind: type[W]) -> W:
        """The dialog or panel that is open."""
        self.rest()
        return next(one for one in self.desktop.window.findChildren(kind) if one.isVisible())

    def write(self, field: QWidget, text: str) -> None:
        """Put a text in the place of what a line holds."""
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)

    def press(self, button: QWidget | None) -> None:
        """Press a button."""
        assert isinstance(button, QPushButton)
        button.click()
        self.rest()

    def bar(self, grid: Grid, action: str, keys: Sequence[int]) -> None:
        """Choose rows of a list and press a button of the selection bar."""
        grid.selected.add(keys)
        self.rest()
        self.press(grid.selection_bar.buttons[action])

    def outline(self, module: int, lesson: int | None = None) -> CoursePage:
        """Open the first course and choose a module, or a lesson of it, by place."""
        page = self.go("course", CoursePage, course_id=1)
        model, view = page.panel.model, page.panel.view
        index = model.index(module, 0, QModelIndex())
        index = index if lesson is None else model.index(lesson, 0, index)
        view.setFocus()
        # The keys pressed last count as held: the view itself would add to what is selected.
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect
        view.selectionModel().setCurrentIndex(index, only)
        return page

    def rename(self, page: CoursePage, title: str) -> None:
        """Give what is chosen in the outline another title."""
        self.key(KEY.Key_F2)
        editor = page.panel.view.findChild(QLineEdit)
        assert editor is not None
        editor.setText(title)
        QTest.keyClick(editor, KEY.Key_Return)
        self.rest()

    # the ways back

    def undo(self) -> None:
        """Ctrl+Z."""
        self._from_the_window(MOD.ControlModifier)

    def redo(self) -> None:
        """Ctrl+Shift+Z."""
        self._from_the_window(MOD.ControlModifier | MOD.ShiftModifier)

    def offered(self) -> Callable[[], None] | None:
        """What presses the Undo of the newest toast, where it has one."""
        toasts = [one for one in self.desktop.window.findChildren(Toast) if not one.isHidden()]
        buttons = [b for one in toasts[-1:] for b in one.findChildren(QPushButton)]
        back = next((one for one in buttons if one.text() == "Undo"), None)
        return None if back is None else lambda: self.press(back)

    def told(self) -> Notice:
        """The newest notice."""
        return self.desktop.window.toasts.history[-1].notice

    def _from_the_window(self, modifier: MOD) -> None:
        window = self.desktop.window
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        # Text fields have an undo of their own.
        window.rail.setFocus()
        QTest.keyClick(window, KEY.Key_Z, modifier)
        self.rest()
