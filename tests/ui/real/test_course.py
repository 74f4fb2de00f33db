"""A real course through the wizard: every lesson with its pictures, solutions that fold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.entities import Course, Lesson
from tests.support.dragging import files, let_go
from tests.support.exchange import real_data
from tests.support.window import copy_demo, open_desktop, settle
from ui.shell.application import Desktop
from ui.views.course.page import CoursePage
from ui.views.imports.page import ImportsPage
from ui.widgets.markdown.preview import Preview

LESSONS = 12
SLUG = "programming-with-python"
CLOSED, OPEN = "icon:chevron-right", "icon:chevron-down"

# Its authors' drawings have elements that Qt passes over; they look right.
pytestmark = pytest.mark.qt_log_ignore("Could not add child element to parent element", extend=True)


@pytest.fixture
def folder() -> Path:
    return real_data("courses") / "python-novice-inflammation"


@pytest.fixture
def desktop(folder: Path, demo_source: Path, tmp_path: Path, qapp: object) -> Iterator[Desktop]:
    """The window on a workspace into which the course was imported in it."""
    workspace = copy_demo(demo_source, tmp_path / "workspace")
    with open_desktop(workspace, tmp_path / "memory.json") as opened:
        opened.window.activateWindow()
        let_go(opened.window, QPoint(600, 24), files([folder]))
        settle(opened)
        yield opened


def imported(desktop: Desktop) -> CoursePage:
    """Through the wizard with the keyboard, to the course."""
    wizard = desktop.window.page
    assert isinstance(wizard, ImportsPage)
    assert wizard.stack.currentWidget() is wizard.course_step
    QTest.keyClick(wizard.foot.primary, Qt.Key.Key_Space)
    settle(desktop)
    assert wizard.stack.currentWidget() is wizard.ledger
    QTest.keyClick(wizard.foot.primary, Qt.Key.Key_Space)
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, CoursePage)
    return page


def lessons(desktop: Desktop, course: int) -> list[Lesson]:
    with desktop.operations.context.store.reading() as rows:
        return sorted(rows.find(Lesson, course_id=course), key=lambda one: one.rank)


def shown(desktop: Desktop, page: CoursePage, lesson: int, qtbot: QtBot) -> Preview:
    preview = page.editor.preview
    desktop.window.go("course", {"course_id": page.course_id, "lesson_id": lesson})
    qtbot.waitUntil(lambda: page.lesson_id == lesson and bool(preview.html), timeout=10_000)
    settle(desktop)
    return preview


def sign(preview: Preview, number: str) -> str:
    """Whether a heading link shows its block as open or closed."""
    link = preview.html.partition(f'href="block:{number}"')[2]
    return min((CLOSED, OPEN), key=lambda one: link.find(one) if one in link else len(link))


def turned(preview: Preview, numbers: list[str], expected: str, qtbot: QtBot) -> None:
    """Turn blocks, and wait until each is shown as *expected*."""
    for number in numbers:
        preview.turn(int(number))
    qtbot.waitUntil(lambda: {sign(preview, one) for one in numbers} <= {expected}, timeout=10_000)


def heading(preview: Preview, number: str) -> QPoint:
    """Where the heading link of a block lies, scrolled to."""
    block = preview.document().begin()
    while block.isValid():
        for format_range in block.textFormats():
            if format_range.format.anchorHref() == f"block:{number}":
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + format_range.start + 1)
                preview.setTextCursor(cursor)
                preview.ensureCursorVisible()
                return preview.cursorRect(cursor).center()
        block = block.next()
    raise AssertionError(number)


def test_every_lesson_is_shown_with_its_pictures_and_folded_solutions(
    desktop: Desktop, qtbot: QtBot
) -> None:
    page = imported(desktop)
    found = lessons(desktop, page.course_id)
    assert len(found) == LESSONS
    pictures = solutions = 0
    for lesson in found:
        preview = shown(desktop, page, lesson.id, qtbot)
        text = page.editor.text()
        assert "Picture not found" not in preview.html, lesson.title
        named = set(re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", text))
        assert set(preview.shown_pictures) == named, lesson.title
        assert all(one.width and one.height for one in preview.shown_pictures.values())
        pictures += len(named)
        folds = re.findall(r'href="block:(\d+)"', preview.html)
        assert len(folds) == len(
            re.findall(r"^:+ *(?:challenge|solution|spoiler|instructor)", text, re.MULTILINE)
        )
        solutions += len(folds)
        before = preview.toPlainText()
        closed = [one for one in folds if sign(preview, one) == CLOSED]
        turned(preview, closed, OPEN, qtbot)
        assert len(preview.toPlainText()) > len(before) or not closed
        turned(preview, closed, CLOSED, qtbot)
        assert preview.toPlainText() == before
    assert pictures > 20
    assert solutions > 60


def test_a_solution_opens_and_closes_by_mouse_and_by_keyboard(
    desktop: Desktop, qtbot: QtBot
) -> None:
    page = imported(desktop)
    lesson = next(one for one in lessons(desktop, page.course_id) if "oop" in one.title)
    preview = shown(desktop, page, lesson.id, qtbot)
    page.editor.show_mode("preview")
    settle(desktop)
    folds = re.findall(r'href="block:(\d+)"', preview.html)
    number = next(one for one in folds if sign(preview, one) == CLOSED)
    for expected in (OPEN, CLOSED):
        QTest.mouseClick(
            preview.viewport(), Qt.MouseButton.LeftButton, pos=heading(preview, number)
        )
        settle(desktop)
        assert sign(preview, number) == expected

    assert desktop.window.focusWidget() is preview
    preview.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(200):
        QTest.keyClick(preview, Qt.Key.Key_Tab)
        if preview.textCursor().charFormat().anchorHref() == f"block:{number}":
            break
    else:
        raise AssertionError("Tab never comes to the heading")
    for expected in (OPEN, CLOSED, OPEN):  # Each time from where the one before left the focus.
        QTest.keyClick(preview, Qt.Key.Key_Return)
        settle(desktop)
        assert sign(preview, number) == expected
        assert preview.textCursor().charFormat().anchorHref() == f"block:{number}"


def test_one_undo_takes_the_course_back(desktop: Desktop) -> None:
    wizard = desktop.window.page
    assert isinstance(wizard, ImportsPage)
    QTest.keyClick(wizard.foot.primary, Qt.Key.Key_Space)
    settle(desktop)
    with desktop.operations.context.store.reading() as rows:
        assert rows.count(Course, slug=SLUG) == 1
    wizard.ledger.undo.click()
    settle(desktop)
    with desktop.operations.context.store.reading() as rows:
        assert rows.count(Course, slug=SLUG) == 0
    assert "Nothing of it is left" in wizard.told.accessibleName()
