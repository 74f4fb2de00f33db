"""What people named is shown as it is: no markup in tooltips, no shortcuts in buttons."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from app.domain.commands import Change, EditCourse
from app.domain.entities import Course
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.courses.page import CoursesPage
from ui.widgets.words import literal, tip

pytestmark = pytest.mark.lane_work

TITLE = "<b>Loops</b> & more"
SHOWN = "<span>&lt;b&gt;Loops&lt;/b&gt; &amp; more</span>"


def test_names_are_no_markup_and_no_shortcut() -> None:
    assert (tip(TITLE), tip("Loops & more")) == (SHOWN, "Loops & more")
    assert literal("Q&A") == "Q&&A"


def test_a_course_s_title_is_shown_as_it_was_written(desktop: Desktop, tmp_path: Path) -> None:
    window = desktop.window
    with desktop.operations.context.store.reading() as rows:
        former = rows.get(Course, 1).title
    desktop.operations.execute(EditCourse(course_id=1, changes=(Change("title", former, TITLE),)))
    window.go("courses")
    settle(desktop)
    page = window.page
    assert isinstance(page, CoursesPage)
    page.grid.search_for("loops")
    settle(desktop)
    window.go("course", {"course_id": 1})
    settle(desktop)
    rich = [
        one.toolTip()
        for one in window.findChildren(QWidget)
        if "Loops" in one.toolTip() and one.isVisible()
    ]
    assert rich
    assert all(TITLE not in one for one in rich)
    window.go("analytics")
    settle(desktop)
    QApplication.processEvents()
    boxes = [one for one in window.findChildren(QCheckBox) if "Loops" in one.accessibleName()]
    assert all("&&" in one.text() for one in boxes)
    model = page.grid.model
    tips = [
        model.index(0, column).data(Qt.ItemDataRole.ToolTipRole)
        for column in range(1, model.columnCount())
    ]
    assert TITLE not in tips
