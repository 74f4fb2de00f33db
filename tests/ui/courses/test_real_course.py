"""A real course, imported: every lesson is shown with its pictures, and solutions fold."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import open_workspace
from app.domain.entities import Lesson
from app.queries.lookup import only_admin
from tests.support import project
from tests.support.window import open_desktop, settle
from ui.shell.application import Desktop
from ui.views.course.page import CoursePage

FOLDER = (
    Path(os.environ.get("SMARTCOURSE_REAL_DATA") or project.ROOT.parent / "shared" / "data")
    / "courses"
    / "python-novice-inflammation"
)
LESSONS = 12

pytestmark = [
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the course is not in {FOLDER}"),
    # Its authors' drawings have elements that Qt passes over; they look right.
    pytest.mark.qt_log_ignore("Could not add child element to parent element", extend=True),
]


@pytest.fixture
def imported(demo_workspace: Path, tmp_path: Path, qapp: object) -> Iterator[tuple[Desktop, int]]:
    """The window on a workspace that has the course, and the course's id."""
    context = open_workspace(demo_workspace)
    with context.store.reading() as rows:
        actor = only_admin(rows)
    made = context.interchange.import_course(
        FOLDER, instructor_id=None, actor=actor, progress=lambda done, total: None
    )
    context.settle()
    context.close()
    with open_desktop(demo_workspace, tmp_path / "memory.json") as desktop:
        yield desktop, made.course_id


def shown(desktop: Desktop, course: int, lesson: int, qtbot: QtBot) -> CoursePage:
    desktop.window.go("course", {"course_id": course, "lesson_id": lesson})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, CoursePage)
    preview = page.editor.preview
    qtbot.waitUntil(lambda: page.lesson_id == lesson and bool(preview.html), timeout=10_000)
    settle(desktop)
    return page


def test_every_lesson_is_shown_with_its_pictures_and_solutions(
    imported: tuple[Desktop, int], qtbot: QtBot
) -> None:
    desktop, course = imported
    with desktop.operations.context.store.reading() as rows:
        lessons = rows.find(Lesson, course_id=course)
    assert len(lessons) == LESSONS
    pictures = solutions = 0
    for lesson in lessons:
        page = shown(desktop, course, lesson.id, qtbot)
        preview, text = page.editor.preview, page.editor.text()
        assert "Picture not found" not in preview.html, lesson.title
        named = set(re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", text))
        assert set(preview.shown_pictures) == named, lesson.title
        pictures += len(named)
        folds = re.findall(r'href="block:(\d+)"', preview.html)
        assert len(folds) == len(
            re.findall(r"^:+ *(?:challenge|solution|spoiler|instructor)", text, re.MULTILINE)
        )
        solutions += len(folds)
        before = preview.toPlainText()
        closed = [int(one) for one in folds if "icon:chevron-right" in _link(preview.html, one)]
        for number in closed:
            preview.turn(number)
            settle(desktop)
        opened = preview.toPlainText()
        assert len(opened) > len(before) or not closed
        for number in closed:
            preview.turn(number)
            settle(desktop)
        assert preview.toPlainText() == before
    assert pictures > 20
    assert solutions > 60
    QTest.qWait(0)


def _link(html: str, number: str) -> str:
    return html.partition(f'href="block:{number}"')[2][:120]
