"""The outline by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.courses.conftest import OpenCourse, Stored
from ui.shell.application import Desktop
from ui.views.course.outline_view import OutlineView
from ui.views.course.page import CoursePage

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
Settled = Callable[[], None]


def index(page: CoursePage, row: int, module: int | None = None) -> QModelIndex:
    model = page.panel.model
    return model.index(row, 0, model.index(module, 0) if module is not None else QModelIndex())


def choose(page: CoursePage, row: int, module: int | None = None) -> OutlineView:
    view = page.panel.view
    view.setFocus()
    view.setCurrentIndex(index(page, row, module))
    return view


def test_it_shows_the_course_with_totals(open_course: OpenCourse, stored: Stored) -> None:
    page = open_course()
    QAbstractItemModelTester(
        page.panel.model, QAbstractItemModelTester.FailureReportingMode.Warning, page
    )
    model = page.panel.model
    shown = [
        (index(page, row).data(), [index(page, at, row).data() for at in range(count)])
        for row in range(model.rowCount())
        for count in [model.rowCount(index(page, row))]
    ]
    assert shown == stored.outline()
    assert page.panel.totals.text() == "4 modules, 12 lessons, 2 h 48"


def test_a_click_opens_a_lesson(
    open_course: OpenCourse, settled: Settled, desktop: Desktop
) -> None:
    page = open_course()
    box = page.panel.view.visualRect(index(page, 1, 0))
    QTest.mouseClick(page.panel.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    settled()
    assert page.lesson_id == 2
    assert desktop.window.focusWidget() is page.panel.view
    assert page.editor.text().strip().startswith("Data does not lie")


def test_alt_arrows_move_rows_and_undo_brings_them_back(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop
) -> None:
    page = open_course()
    before = stored.outline()
    view = choose(page, 1, 0)
    QTest.keyClick(view, Key.Key_Up, ALT)
    settled()
    assert stored.outline()[0][1][:2] == [before[0][1][1], before[0][1][0]]
    assert view.currentIndex() == index(page, 0, 0)
    QTest.keyClick(view, Key.Key_Right, ALT)
    settled()
    assert stored.outline()[1][1][0] == before[0][1][1]
    assert desktop.window.page is page  # Alt+Right did not mean "forward".
    for _ in range(2):
        desktop.window.actions_registry.trigger("edit.undo")
        settled()
    assert stored.outline() == before


def test_f2_renames_in_place(open_course: OpenCourse, stored: Stored, settled: Settled) -> None:
    page = open_course()
    view = choose(page, 0, 0)
    QTest.keyClick(view, Key.Key_F2)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Another title")
    QTest.keyClick(editor, Key.Key_Return)
    settled()
    assert stored.outline()[0][1][0] == "Another title"
    assert index(page, 0, 0).data() == "Another title"


def test_deleting_a_module_tells_and_undo_and_redo_follow(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop
) -> None:
    page = open_course()
    before = stored.outline()
    view = choose(page, 1)
    QTest.keyClick(view, Key.Key_Delete)
    settled()
    assert [one for one, _ in stored.outline()] == [before[0][0], before[2][0], before[3][0]]
    told = desktop.window.toasts.history[-1].notice
    assert told.title == f'Module "{before[1][0]}" deleted with 3 lessons'
    assert told.action is not None
    told.action[1]()
    settled()
    assert stored.outline() == before
    desktop.window.actions_registry.trigger("edit.redo")
    settled()
    assert stored.outline() != before


def test_adding_asks_for_the_title_at_once(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop
) -> None:
    page = open_course()
    choose(page, 0, 1)
    desktop.window.actions_registry.trigger("course.add_text")
    settled()
    editor = page.panel.view.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "Pie charts")
    QTest.keyClick(editor, Key.Key_Return)
    settled()
    assert stored.outline()[1][1][1] == "Pie charts"
    assert page.editor.isVisible(), "the new lesson opens to be written"
    assert page.head.title.text() == "Pie charts"
    assert page.in_outline, "the next one can be added at once"


def test_what_was_added_is_selected_alone(
    open_course: OpenCourse, settled: Settled, desktop: Desktop
) -> None:
    page = open_course()
    view = choose(page, 0, 1)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for _ in range(2):
        QTest.keyClick(view, Key.Key_L, keys)
        settled()
        editor = view.findChild(QLineEdit)
        assert editor is not None
        QTest.keyClick(editor, Key.Key_Return)
        settled()
    assert [one.title for one in page.panel.chosen()] == ["New lesson"]


def test_an_empty_course_offers_its_first_module(
    open_course: OpenCourse, settled: Settled, desktop: Desktop
) -> None:
    page = open_course()
    page.panel.view.selectAll()
    assert page.panel.totals.text() == "16 selected. Esc clears."
    for _ in range(4):
        choose(page, 0)
        desktop.window.actions_registry.trigger("course.delete")
        settled()
    assert page.panel.none.text() == "No modules yet. A module holds lessons."
    assert not page.panel.view.isVisible()
    assert desktop.window.focusWidget() is page.panel.first
    QTest.keyClick(page.panel.first, Key.Key_Space)
    settled()
    assert page.panel.view.isVisible()
    assert page.panel.view.findChild(QLineEdit) is not None


def test_duplicating_copies_the_text(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop
) -> None:
    page = open_course()
    choose(page, 0)
    desktop.window.actions_registry.trigger("course.duplicate")
    settled()
    titles = stored.outline()
    assert titles[1][0] == f"{titles[0][0]} (copy)"
    assert titles[1][1] == titles[0][1]


def test_the_filter_hides_and_says_when_nothing_is_left(
    open_course: OpenCourse, qtbot: QtBot
) -> None:
    page = open_course()
    panel = page.panel
    qtbot.keyClicks(panel.filter, "axis")
    qtbot.keyClick(panel.filter, Key.Key_Return)
    shown = [row for row in range(4) if not panel.view.isRowHidden(row, QModelIndex())]
    assert shown == [1]
    assert panel.view.isRowHidden(0, index(page, 1))
    assert not panel.view.isRowHidden(1, index(page, 1))
    panel.filter.setText("nothing like that")
    qtbot.keyClick(panel.filter, Key.Key_Return)
    assert panel.none.isVisible()
    qtbot.keyClick(panel.filter, Key.Key_Escape)
    assert panel.view.isVisible()
    assert not panel.view.isRowHidden(0, index(page, 0))


class Dragged:
    """A drag of the chosen rows over a view, as Qt would deliver it."""

    def __init__(self, view: OutlineView) -> None:
        self.view = view
        self.data = view.outline.mimeData(view.selectionModel().selectedIndexes())

    def over(self, point: QPoint) -> QDragMoveEvent:
        event = QDragMoveEvent(
            point,
            Qt.DropAction.MoveAction,
            self.data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self.view.dragMoveEvent(event)
        return event

    def drop(self, point: QPoint) -> None:
        event = QDropEvent(
            QPointF(point),
            Qt.DropAction.MoveAction,
            self.data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self.view.dropEvent(event)


def test_a_lesson_is_dragged_to_another_module(
    open_course: OpenCourse, stored: Stored, settled: Settled
) -> None:
    page = open_course()
    moved = stored.outline()[0][1][0]
    drag = Dragged(choose(page, 0, 0))
    below = drag.view.visualRect(index(page, 1, 2)).bottomLeft() + QPoint(60, -2)
    assert drag.over(below).isAccepted()
    assert drag.view._line is not None
    assert not drag.view.ghost().isNull()
    drag.drop(below)
    settled()
    assert stored.outline()[2][1][2] == moved
    assert drag.view.chosen()[0].title == moved


def test_several_are_dragged_together_and_undone_as_one(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop
) -> None:
    page = open_course()
    before = stored.outline()
    view = choose(page, 0, 0)
    view.selectionModel().select(index(page, 1, 1), view.selectionModel().SelectionFlag.Select)
    drag = Dragged(view)
    on_last = view.visualRect(index(page, 3)).center() + QPoint(0, 6)
    drag.drop(on_last)
    settled()
    assert stored.outline()[3][1][:2] == [before[0][1][0], before[1][1][1]]
    desktop.window.actions_registry.trigger("edit.undo")
    settled()
    assert stored.outline() == before


def test_modules_and_lessons_are_not_dragged_together(
    open_course: OpenCourse, desktop: Desktop
) -> None:
    page = open_course()
    view = choose(page, 0)
    view.selectionModel().select(index(page, 0, 1), view.selectionModel().SelectionFlag.Select)
    drag = Dragged(view)
    assert not drag.over(view.visualRect(index(page, 2)).center()).isAccepted()
    assert view._line is None
    assert "together" in desktop.window.status.position.text()


def test_a_dragged_module_goes_between_modules(
    open_course: OpenCourse, stored: Stored, settled: Settled
) -> None:
    page = open_course()
    before = [one for one, _ in stored.outline()]
    drag = Dragged(choose(page, 3))
    drag.drop(drag.view.visualRect(index(page, 0)).topLeft() + QPoint(40, 3))
    settled()
    assert [one for one, _ in stored.outline()] == [before[3], *before[:3]]
