"""What is open follows its lesson: deleted and brought back, of another type, not to be read."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.domain.errors import SmartCourseError
from app.ports.storage import Rows
from app.queries.courses_outline import OutlineTree, outline_tree
from tests.ui.courses.conftest import OpenCourse, Stored
from ui.models.outline import Role
from ui.shell.application import Desktop
from ui.views.course.page import CoursePage

Settled = Callable[[], None]
Key = Qt.Key


def row_of(page: CoursePage, lesson_id: int) -> QModelIndex:
    return page.panel.model.find(lesson_id=lesson_id)


def choose(page: CoursePage, lesson_id: int) -> None:
    page.panel.view.setFocus()
    page.panel.view.setCurrentIndex(row_of(page, lesson_id))


def test_a_lesson_added_from_the_text_is_the_one_to_be_named(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop
) -> None:
    page = open_course(1, 2)
    view = page.panel.view
    box = view.visualRect(row_of(page, 2))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    below = QPoint(box.center().x(), view.viewport().height() - 4)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert not page.panel.chosen()
    QTest.keyClick(view, Key.Key_Return)
    before = stored.outline()
    desktop.window.actions_registry.trigger("course.add_text")
    settled()
    editor = view.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "Brand new")
    QTest.keyClick(editor, Key.Key_Return)
    settled()
    titles = list(before[0][1])
    titles.insert(titles.index(stored.lesson(2).title) + 1, "Brand new")
    assert stored.outline()[0][1] == titles, "it stands below the open lesson, which keeps its name"


def test_a_deleted_lesson_gives_way_to_its_neighbour_and_comes_back(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop
) -> None:
    page = open_course(1, 2)
    choose(page, 2)
    first, gone = stored.outline()[0][1][:2]
    QTest.keyClick(page.panel.view, Key.Key_Delete)
    settled()
    assert page.stack.currentWidget() is page.editor
    assert page.head.title.text() == first
    assert [one.title for one in page.panel.chosen()] == [first]
    assert page.in_outline
    desktop.window.actions_registry.trigger("edit.undo")
    settled()
    assert page.lesson_id == 2
    assert page.head.title.text() == gone
    assert page.editor.text() == stored.text(2)
    assert [one.title for one in page.panel.chosen()] == [gone]


def test_what_was_opened_since_stays_when_the_deleted_comes_back(
    open_course: OpenCourse, settled: Settled, desktop: Desktop
) -> None:
    page = open_course(1, 2)
    choose(page, 2)
    QTest.keyClick(page.panel.view, Key.Key_Delete)
    settled()
    page.go_to(3)
    settled()
    desktop.window.actions_registry.trigger("edit.undo")
    settled()
    assert page.lesson_id == 3


def test_below_a_deleted_row_goes_what_is_added_next(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop
) -> None:
    page = open_course(1, 1)
    choose(page, 2)
    QTest.keyClick(page.panel.view, Key.Key_Delete)
    settled()
    desktop.window.actions_registry.trigger("course.add_text")
    settled()
    assert stored.outline()[0][1][1] == "New lesson"


def test_the_open_lesson_is_marked_wherever_the_arrows_are(
    open_course: OpenCourse, settled: Settled
) -> None:
    page = open_course(1, 2)
    choose(page, 2)
    QTest.keyClick(page.panel.view, Key.Key_Down)
    settled()
    told = Qt.ItemDataRole.AccessibleTextRole
    assert page.panel.view.currentIndex() == row_of(page, 3)
    assert [row_of(page, one).data(Role.OPEN) for one in (2, 3)] == [True, False]
    assert row_of(page, 2).data(told).endswith(", open")
    QTest.keyClick(page.panel.view, Key.Key_Return)
    settled()
    assert [row_of(page, one).data(Role.OPEN) for one in (2, 3)] == [False, True]


def test_another_type_is_written_in_another_form(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop
) -> None:
    page = open_course(1, 2)
    page.editor.editor.setPlainText("Typed just before.")
    page.head.settings.click()
    page.settings.kind.setCurrentIndex(page.settings.kind.findData("quiz"))
    page.settings.kind.activated.emit(page.settings.kind.currentIndex())
    settled()
    assert stored.lesson(2).type == "quiz"
    assert page.stack.currentWidget() is page.parts.made("quiz")
    assert stored.text(2) == "Typed just before."
    desktop.window.actions_registry.trigger("edit.undo")
    settled()
    desktop.window.actions_registry.trigger("edit.undo")
    settled()
    assert stored.lesson(2).type == "text"
    assert page.stack.currentWidget() is page.editor
    assert page.editor.text() == stored.text(2)


def test_a_course_that_cannot_be_shown_leaves_no_review_behind(
    open_course: OpenCourse, settled: Settled
) -> None:
    page = open_course(1, 2)
    page.publish()
    settled()
    page.parts.get("review").closed.emit()
    settled()
    open_course(999)
    assert page.parts.aside() is None
    page = open_course(1)
    assert page.stack.currentWidget() is page.overview


def test_the_review_does_not_come_back_when_the_open_lesson_goes(
    open_course: OpenCourse,
    settled: Settled,
    desktop: Desktop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_course(1, 2)
    page.publish()
    settled()
    page.parts.get("review").closed.emit()
    settled()
    # The outline answers after the lesson, whose answer is that it is gone.
    told, missing = Event(), page._lesson_missing

    def note(error: SmartCourseError) -> None:
        missing(error)
        told.set()

    def later(rows: Rows, course_id: int) -> OutlineTree:
        assert told.wait(10)
        return outline_tree(rows, course_id=course_id)

    monkeypatch.setattr(page, "_lesson_missing", note)
    monkeypatch.setattr("ui.views.course.page.outline_tree", later)
    choose(page, 2)
    QTest.keyClick(page.panel.view, Key.Key_Delete)
    settled()
    assert page.parts.aside() is None
    assert page.stack.currentWidget() is page.editor


def test_a_course_is_shown_once_it_is_there(
    open_course: OpenCourse, settled: Settled, desktop: Desktop
) -> None:
    open_course(1, 2)
    desktop.window.go("course", {"course_id": 2})
    page = desktop.window.page
    assert isinstance(page, CoursePage)
    assert page.stack.currentWidget() is page.waiting, "no form without its values"
    settled()
    assert page.stack.currentWidget() is page.overview
    assert desktop.window.focusWidget() is page.panel.view


def test_a_deleted_course_says_so_and_is_not_published(
    open_course: OpenCourse, settled: Settled, desktop: Desktop
) -> None:
    actions = desktop.window.actions_registry

    def why_not(name: str) -> str | None:
        spec = actions.spec(name)
        return spec.why_not() if spec.why_not is not None else None

    page = open_course(1, 2)
    before = page.head.pill.accessibleName()
    actions.trigger("course.delete_course")
    settled()
    page = open_course(1, 2)
    assert page.head.pill.accessibleName() == "Deleted"
    assert not page.head.publish.isEnabled()
    assert "Undo the deletion first" in page.head.publish.toolTip()
    for name in ("publish", "unpublish", "archive", "export", "delete_course"):
        assert "deleted" in (why_not(f"course.{name}") or "")
    actions.trigger("edit.undo")
    settled()
    assert page.head.pill.accessibleName() == before
    assert page.head.publish.isEnabled()
    assert why_not("course.publish") is None
