"""Files dragged from another program and let go on the window."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QProcess
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

import resources
from app.domain.entities import Lesson
from tests.support import project
from tests.support.hand import Hand, Story, middle
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.course.page import CoursePage
from ui.views.imports.page import ImportsPage

FOLDER, TABLE, PICTURE, TEXT = "first-aid", "people.csv", "sunset.png", "loops.md"
LESSON = 2


class Shelf:
    """The other program: where its files lie, and what became of what was dragged away."""

    def __init__(self, process: QProcess, names: list[str]) -> None:
        self._process, self._names = process, names
        self.said: list[dict[str, object]] = []
        process.readyReadStandardOutput.connect(self._read)

    def _read(self) -> None:
        while self._process.canReadLine():
            self.said.append(json.loads(bytes(self._process.readLine().data())))

    def spot(self, name: str) -> QPoint:
        spots = self.said[0]["spots"]
        assert isinstance(spots, list)
        return QPoint(*spots[self._names.index(name)])

    def became(self) -> list[object]:
        return [one["became"] for one in self.said if "became" in one]

    def would_be_taken(self) -> bool:
        """Whether what is dragged is over something that takes it."""
        return self.said[-1] == {"over": "CopyAction"}


@pytest.fixture
def shelf(tmp_path: Path, qtbot: QtBot) -> Iterator[Shelf]:
    image = QImage(60, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#4653C4"))
    image.save(str(tmp_path / PICTURE))
    head = "email,username,first_name,last_name,role\n"
    (tmp_path / TABLE).write_text(head, encoding="utf-8")
    (tmp_path / TEXT).write_text("# Loops\n", encoding="utf-8")
    folder = Path(str(resources.path("demo/courses/first-aid")))
    paths = [folder, *(tmp_path / name for name in (TABLE, PICTURE, TEXT))]
    process = QProcess()
    process.setWorkingDirectory(str(project.ROOT))
    process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
    made = Shelf(process, [one.name for one in paths])
    process.start(sys.executable, ["-m", "tests.support.shelf", *map(str, paths)])
    qtbot.waitUntil(lambda: bool(made.said), timeout=20_000)
    yield made
    process.kill()
    process.waitForFinished()


def carry(shelf: Shelf, mouse: Hand, name: str, to: QPoint) -> None:
    """Drag a file over the window, and let it go once the window would take it."""

    def story() -> Story:
        done, start = len(shelf.became()), shelf.spot(name)
        mouse.move(start)
        mouse.press()
        for step in (8, 16, 24):
            mouse.move(start - QPoint(step, 0))
            yield lambda: True
        for step in (-16, -8, 0):
            mouse.move(to + QPoint(step, 0))
            yield lambda: True
        yield shelf.would_be_taken
        mouse.let_go()
        yield lambda: len(shelf.became()) > done

    mouse.play(story())


def test_each_kind_of_file_finds_its_way(window: Desktop, shelf: Shelf, mouse: Hand) -> None:
    here = middle(window.window)
    carry(shelf, mouse, TABLE, here)
    settle(window)
    page = window.window.page
    assert isinstance(page, ImportsPage)
    assert page.stack.currentWidget() is page.columns_step
    carry(shelf, mouse, FOLDER, here)
    settle(window)
    assert page.stack.currentWidget() is page.course_step
    carry(shelf, mouse, TEXT, here)
    settle(window)
    assert "One lesson has no course" in window.window.toasts.history[-1].notice.line
    carry(shelf, mouse, PICTURE, here)
    settle(window)
    assert "A picture belongs to a lesson" in window.window.toasts.history[-1].notice.line
    assert shelf.became() == ["CopyAction"] * 4


def test_a_picture_becomes_a_file_of_the_lesson_it_is_let_go_on(
    window: Desktop, shelf: Shelf, mouse: Hand
) -> None:
    window.window.go("course", {"course_id": 1, "lesson_id": LESSON})
    settle(window)
    page = window.window.page
    assert isinstance(page, CoursePage)
    editor = page.editor.editor
    carry(shelf, mouse, PICTURE, middle(editor))
    settle(window)
    assert f"]({PICTURE})" in editor.toPlainText().replace("files/", "")
    with window.operations.context.store.reading() as rows:
        names = [one["name"] for one in rows.get(Lesson, LESSON).resources]
    assert PICTURE in names
