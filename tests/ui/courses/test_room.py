"""What is told beside a lesson has room in every size of text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTime
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.courses.conftest import LESSON, OpenCourse
from ui.theme.look import Look
from ui.views.course.session import SaveState
from ui.views.course.work_head import WorkHead
from ui.widgets.markdown.editor import AFTER_NUMBER, MarkdownEditor, Numbers

STATES = ("typing", "drafted", "saving", "saved", "failed")


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("lines", [9, 1234, 123_456])
def test_line_numbers_are_whole(qtbot: QtBot, scale: float, lines: int) -> None:
    look = Look(text_scale=scale)
    editor = MarkdownEditor(look)
    qtbot.addWidget(editor)
    editor.resize(500, 300)
    editor.show()
    editor.begin("\n" * (lines - 1))
    numbers = editor.findChild(Numbers)
    wanted = QFontMetrics(look.font("axis", tabular=True)).horizontalAdvance(str(lines))
    assert numbers.width() - AFTER_NUMBER >= wanted
    assert editor.viewportMargins().left() == numbers.width()


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("width", [500, 700, 900, 1100, 1300])
def test_nothing_moves_in_the_head_when_the_state_is_told(
    qtbot: QtBot, scale: float, width: int
) -> None:
    look = Look(text_scale=scale)
    head = WorkHead(look)
    qtbot.addWidget(head)
    head.show_title("Lightning and other weather in a long title", is_lesson=True)
    head.resize(width, head.height())
    head.show()

    def places() -> list[object]:
        QApplication.processEvents()
        shown = (head.title, head.pill, head.settings, head.learner, head.publish)
        return [head.title.text(), head.minimumSizeHint(), *(one.geometry() for one in shown)]

    before = places()
    for kind in STATES:
        head.show_state(SaveState(kind, QTime(20, 0)))
        assert places() == before
        metrics = head.saved.fontMetrics()
        words = metrics.horizontalAdvance(head.saved.text())
        assert head.saved.isHidden() or head.saved.width() >= words


def test_a_state_has_its_words_beside_a_lesson(open_course: OpenCourse) -> None:
    assert not open_course(lesson_id=LESSON).head.saved.isHidden()


def test_no_tick_is_left_where_nothing_is_said(qtbot: QtBot) -> None:
    head = WorkHead(Look())
    qtbot.addWidget(head)
    head.show_state(SaveState("saved", QTime(20, 0)))
    assert not head._mark.pixmap().isNull()
    head.forget_state()
    assert head._mark.pixmap().isNull()
    assert head._mark.toolTip() == head._mark.accessibleName() == ""
