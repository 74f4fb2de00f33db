"""The outline beside a lesson where there is room, over it where there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.window import settle
from tests.ui.courses.conftest import OpenCourse
from ui.shell.application import Desktop
from ui.views.course.overview import Overview
from ui.views.course.page import CoursePage
from ui.views.course.side import Side

Settled = Callable[[], None]
Key = Qt.Key


@pytest.fixture
def page(open_course: OpenCourse, desktop: Desktop) -> CoursePage:
    """A lesson in a small window."""
    desktop.window.resize(1024, 700)
    settle(desktop)
    return open_course(1, 2)


def test_what_comes_for_a_lesson_is_arranged_once_and_makes_no_form_of_the_course(
    open_course: OpenCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    floated: list[Side] = []
    monkeypatch.setattr(Side, "_float", floated.append)
    page = open_course(1, 2)
    assert page.panel.isVisible()
    assert not floated
    assert not page.findChildren(Overview)
    open_course(1)
    assert page.findChildren(Overview) == [page.stack.currentWidget()]


def test_it_floats_over_text_and_preview_until_escape(
    page: CoursePage, settled: Settled, desktop: Desktop
) -> None:
    assert not page.panel.isVisible()
    page.head.panel.click()
    settled()
    assert page.side.afloat
    assert page.panel.geometry().top() == page.head.height()
    assert page.editor.editor.isVisible()
    assert page.editor.preview.isVisible()
    assert desktop.window.focusWidget() is page.panel.view
    QTest.keyClick(page.panel.view, Key.Key_Escape)
    assert not page.panel.isVisible()
    assert not page.head.panel.isChecked()
    assert desktop.window.focusWidget() is page.editor.editor


def test_it_goes_once_a_lesson_is_chosen(
    page: CoursePage, settled: Settled, desktop: Desktop
) -> None:
    page.head.panel.click()
    settled()
    box = page.panel.view.visualRect(page.panel.model.find(lesson_id=3))
    QTest.mouseClick(page.panel.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    settled()
    assert page.lesson_id == 3
    assert not page.panel.isVisible()
    assert desktop.window.focusWidget() is page.editor.editor


def test_it_goes_when_the_lesson_gets_the_keyboard(page: CoursePage, settled: Settled) -> None:
    page.head.panel.click()
    settled()
    page.editor.editor.setFocus()
    assert not page.panel.isVisible()


def test_it_docks_where_there_is_room_and_keeps_the_keyboard(
    page: CoursePage, settled: Settled, desktop: Desktop
) -> None:
    page.head.panel.click()
    settled()
    desktop.window.resize(1280, 800)
    settled()
    assert page.panel.isVisible()
    assert not page.side.afloat
    assert page.panel.parent() is page.side.split
    assert desktop.window.focusWidget() is page.panel.view
    desktop.window.resize(1024, 700)
    settled()
    assert not page.panel.isVisible()
    assert desktop.window.focusWidget() is page.editor.editor


@pytest.mark.parametrize("width", [1040, 1100, 1184, 1185, 1200, 1300])
def test_the_preview_stays_beside_the_text_and_the_outline_gives_way(
    page: CoursePage, settled: Settled, desktop: Desktop, width: int
) -> None:
    desktop.window.resize(width, 700)
    settled()
    assert page.editor.preview.isVisible()
    assert page.panel.isVisible() == (width >= 1185)
    page.editor.show_mode("text")
    settled()
    assert page.panel.isVisible()
    assert not page.side.afloat
    page.editor.show_mode("both")
    settled()
    assert page.editor.preview.isVisible()


def test_an_outline_that_was_asked_for_lies_over_nothing_in_a_smaller_window(
    page: CoursePage, settled: Settled, desktop: Desktop
) -> None:
    desktop.window.resize(1280, 800)
    settled()
    page.head.panel.click()
    page.head.panel.click()
    assert page.panel.isVisible()
    desktop.window.resize(1100, 800)
    settled()
    assert not page.panel.isVisible()
    assert page.editor.preview.isVisible()


def test_a_text_that_wraps_is_never_scrolled_sideways(page: CoursePage) -> None:
    bar = page.editor.editor.horizontalScrollBar()
    # As the layout does, which remembers how wide a line was before its pane shrank.
    bar.setRange(0, 6)
    assert bar.maximum() == 0
    assert page.editor.editor.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
