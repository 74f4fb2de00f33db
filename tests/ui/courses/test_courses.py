"""The list of courses: made, imported, copied, published, deleted; and a course's own form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.entities import Course, CourseSettings, Lesson
from tests.support.dragging import files, let_go
from tests.support.window import settle
from tests.ui.courses.conftest import COURSE, OpenCourse, Stored
from ui.feedback.states import StatePanel
from ui.shell.application import Desktop
from ui.views.course.entries import CheckEntry, LineEntry
from ui.views.course.page import CoursePage
from ui.views.courses.new_course import NewCourse
from ui.views.courses.page import CoursesPage
from ui.views.imports.page import ImportsPage
from ui.widgets.grid import Selection

Key = Qt.Key
Settled = Callable[[], None]


@pytest.fixture
def courses(desktop: Desktop, qtbot: QtBot) -> CoursesPage:
    desktop.window.activateWindow()
    qtbot.waitUntil(desktop.window.isActiveWindow)
    desktop.window.go("courses", {})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, CoursesPage)
    return page


def stored_courses(desktop: Desktop) -> dict[str, Course]:
    with desktop.operations.context.store.reading() as rows:
        return {one.title: one for one in rows.find(Course, is_deleted=False)}


def test_it_tells_how_many_of_each_status(courses: CoursesPage) -> None:
    assert courses.facts.text() == "3 published"
    assert courses.grid.model.rowCount() == 3


def test_a_course_is_made_by_keyboard_and_opened(
    courses: CoursesPage, desktop: Desktop, settled: Settled, qtbot: QtBot
) -> None:
    QTest.keyClick(desktop.window, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settled()
    dialog = courses.findChild(NewCourse)
    assert dialog is not None
    dialog.submit()
    assert "needs a title" in dialog.title.widget.note.text()  # type: ignore[attr-defined]
    QTest.keyClicks(dialog.title.input, "Version control")
    QTest.keyClick(dialog.title.input, Key.Key_Return)
    settled()
    made = stored_courses(desktop)["Version control"]
    page = desktop.window.page
    assert isinstance(page, CoursePage)
    assert page.course_id == made.id
    assert made.status == "draft"


def test_deciding_twice_makes_one_course(
    courses: CoursesPage, desktop: Desktop, settled: Settled, qtbot: QtBot
) -> None:
    QTest.keyClick(desktop.window, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settled()
    dialog = courses.findChild(NewCourse)
    assert dialog is not None
    QTest.keyClicks(dialog.title.input, "Version control")
    for _ in range(2):
        QTest.mouseClick(dialog.decide, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog, Key.Key_Escape)
    settled()
    with desktop.operations.context.store.reading() as rows:
        assert len(rows.find(Course, title="Version control")) == 1
    assert isinstance(desktop.window.page, CoursePage)


def test_a_dropped_folder_becomes_a_course(
    courses: CoursesPage, desktop: Desktop, settled: Settled, tmp_path: Path
) -> None:
    folder = tmp_path / "knots"
    (folder / "01-basics").mkdir(parents=True)
    (folder / "course.yaml").write_text("title: Knots\nslug: knots\n")
    (folder / "01-basics" / "01-reef.md").write_text("---\ntitle: Reef\n---\n# Reef knot\n")
    let_go(desktop.window, courses.rect().center(), files([folder]))
    settled()
    wizard = desktop.window.page
    assert isinstance(wizard, ImportsPage)
    QTest.keyClick(wizard.foot.primary, Qt.Key.Key_Space)
    settled()
    QTest.keyClick(wizard.foot.primary, Qt.Key.Key_Space)
    settled()
    assert desktop.window.trail.here.place == "course"
    assert "Knots" in stored_courses(desktop)
    desktop.window.go("courses")
    settled()
    assert courses.facts.text() == "3 published, 1 draft"


def test_a_copy_is_a_draft_with_the_same_lessons(
    courses: CoursesPage, desktop: Desktop, settled: Settled, stored: Stored
) -> None:
    title = "Reading Data with Confidence"
    courses.selected.duplicate(Selection(query=courses.grid.query, chosen=(COURSE,), count=1))
    settled()
    copy = stored_courses(desktop)[f"{title} (copy)"]
    assert copy.status == "draft"
    assert stored.outline(copy.id) == stored.outline(COURSE)
    with desktop.operations.context.store.reading() as rows:
        bodies = [
            {one.title: one.body_sha256 for one in rows.find(Lesson, course_id=number)}
            for number in (COURSE, copy.id)
        ]
    assert bodies[0] == bodies[1]


def test_selected_courses_are_archived_together_and_brought_back(
    courses: CoursesPage, desktop: Desktop, settled: Settled
) -> None:
    courses.grid.selected.all()
    archive = next(one for one in courses.grid.spec.actions if one.id == "courses.archive")
    archive.run(courses.grid.selection())
    settled()
    assert {one.status for one in stored_courses(desktop).values()} == {"archived"}
    told = desktop.window.toasts.history[-1].notice
    assert told.title == "3 courses archived"
    assert told.action is not None
    told.action[1]()
    settled()
    assert {one.status for one in stored_courses(desktop).values()} == {"published"}


def test_without_courses_the_page_says_what_to_do(
    courses: CoursesPage, desktop: Desktop, settled: Settled
) -> None:
    courses.grid.selected.all()
    delete = next(one for one in courses.grid.spec.actions if one.id == "courses.delete")
    delete.run(courses.grid.selection())
    settled()
    QTest.qWait(120)
    settled()
    panel = courses.grid.findChild(StatePanel)
    assert panel is not None
    assert panel.accessibleName().startswith("No courses yet")
    assert not courses.new_button.isVisible()


def test_a_field_is_saved_when_it_is_left(
    open_course: OpenCourse, desktop: Desktop, settled: Settled
) -> None:
    page = open_course()
    mark = page.overview.entries["pass_mark"]
    assert isinstance(mark, LineEntry)
    line = mark.input
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "140 %")
    QTest.keyClick(line, Key.Key_Tab)
    settled()
    assert "between 0 and 100" in mark.widget.note.text()  # type: ignore[attr-defined]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "65")
    QTest.keyClick(line, Key.Key_Tab)
    settled()
    check = page.overview.entries["auto_certificate"]
    assert isinstance(check, CheckEntry)
    check.input.click()  # type: ignore[attr-defined]
    settled()
    with desktop.operations.context.store.reading() as rows:
        settings = rows.get(CourseSettings, COURSE)
    assert settings.pass_mark == 65
    assert line.text() == "65 %"
    desktop.window.actions_registry.trigger("edit.undo")
    desktop.window.actions_registry.trigger("edit.undo")
    settled()
    with desktop.operations.context.store.reading() as rows:
        assert rows.get(CourseSettings, COURSE).pass_mark == 60
    assert line.text() == "60 %"


def test_a_wrong_address_is_told_beside_its_field(
    open_course: OpenCourse, settled: Settled
) -> None:
    page = open_course()
    slug = page.overview.entries["slug"]
    slug.put("Not An Address")
    slug.left.emit()
    settled()
    assert "small letters" in slug.widget.note.text()  # type: ignore[attr-defined]


def test_publishing_tells_what_is_in_the_way(
    courses: CoursesPage, desktop: Desktop, settled: Settled
) -> None:
    courses.ask_new()
    settled()
    dialog = courses.findChild(NewCourse)
    assert dialog is not None
    dialog.title.put("Empty")
    dialog.submit()
    settled()
    page = desktop.window.page
    assert isinstance(page, CoursePage)
    page.head.publish.click()
    settled()
    review = page.parts.shown("review")
    assert not review.publish.isEnabled()
    assert "no lesson yet" in review.sheet.problem.text()


def test_a_course_that_is_not_there_says_so(open_course: OpenCourse) -> None:
    page = open_course(4711)
    shown = page.stack.currentWidget()
    assert isinstance(shown, StatePanel)
    assert shown.accessibleName().startswith("The course cannot be shown")
