"""What of a list is painted when: no more than has changed, and each text on its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import get_args

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tests.support.window import settle
from ui.shell.application import Desktop
from ui.theme.look import Look
from ui.theme.tokens import ThemeName
from ui.widgets.grid import Grid
from ui.widgets.grid.cells import PAD, CellPainter
from ui.widgets.grid.ink import LINES, Face


class _Painted(QObject):
    """The areas of a widget that were painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.areas: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        del watched
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect())
        return False


@contextmanager
def painted(desktop: Desktop, widget: QWidget) -> Iterator[list[QRect]]:
    """The areas of a widget that what is done meanwhile has painted again."""
    settle(desktop)
    watch = _Painted(widget)
    yield watch.areas
    settle(desktop)
    widget.removeEventFilter(watch)


@pytest.mark.parametrize("theme", get_args(ThemeName))
def test_rows_that_stay_seen_are_moved_and_those_that_come_are_painted(
    desktop: Desktop, grid: Grid, theme: ThemeName
) -> None:
    desktop.window.look.change(theme=theme)
    table = grid.table
    height = table.main.rowHeight(0)
    for half in (table.frozen, table.main):
        with painted(desktop, half.viewport()) as areas:
            bar = table.main.verticalScrollBar()
            bar.setValue(bar.value() + height)
        assert [area.height() for area in areas] == [height]
    desktop.window.look.change(theme="light")


def test_rows_that_are_read_out_of_sight_paint_nothing(desktop: Desktop, grid: Grid) -> None:
    model, view = grid.model, grid.table.main
    with painted(desktop, view.viewport()) as areas:
        model.dataChanged.emit(model.index(100, 0), model.index(199, model.columnCount() - 1))
    assert areas == []


def test_rows_that_are_read_again_are_painted_and_no_others(desktop: Desktop, grid: Grid) -> None:
    model, view = grid.model, grid.table.main
    with painted(desktop, view.viewport()) as areas:
        model.dataChanged.emit(model.index(2, 0), model.index(3, model.columnCount() - 1))
    height = view.rowHeight(2)
    assert [area.top() for area in areas] == [view.rowViewportPosition(2)]
    # Qt's own reckoning has a pixel more.
    assert 2 * height <= areas[0].height() <= 2 * height + 1


@pytest.mark.parametrize("theme", get_args(ThemeName))
def test_below_the_last_row_is_the_ground_of_the_theme(
    desktop: Desktop, grid: Grid, theme: ThemeName
) -> None:
    look = desktop.window.look
    look.change(theme=theme)
    grid.search_for(str(grid.model.cell(0, "email")))
    settle(desktop)
    for half in (grid.table.frozen, grid.table.main):
        below = half.rowViewportPosition(grid.model.rowCount() - 1) + half.rowHeight(0) + 5
        seen = half.viewport().grab().toImage()
        assert 0 < below < seen.height()
        assert seen.pixelColor(seen.width() // 2, below) == look.color("surface")
    look.change(theme="light")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("text", ["Ada Lovelace", "José", "–", "ada.lovelace@academ…"])
def test_texts_of_the_interfaces_own_face_stand_on_the_base_line_of_others(
    text: str, scale: float
) -> None:
    look = Look()
    cells = CellPainter(look)
    face, box = cells.ink.body, QRect(0, 0, 200, 36)
    assert face.line(text, 1000).laid_out is not None

    def picture(paint: Callable[[QPainter], None]) -> QImage:
        made = QImage(round(200 * scale), round(36 * scale), QImage.Format.Format_RGB32)
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        paint(painter)
        painter.end()
        return made

    def on_base_line(painter: QPainter) -> None:
        painter.setFont(face.font)
        base = round(box.center().y() + 1 + face.half_capital)
        painter.drawText(QPointF(PAD, base), text)

    def as_cell(painter: QPainter) -> None:
        cells.text(painter, box, text, face, QColor("black"))

    assert _rows_with_ink(picture(as_cell)) == _rows_with_ink(picture(on_base_line))


def _rows_with_ink(picture: QImage) -> list[int]:
    """The lines of a picture that are not white, well enough to be seen."""
    return [
        y
        for y in range(picture.height())
        if any(picture.pixelColor(x, y).lightness() < 160 for x in range(picture.width()))
    ]


@pytest.mark.usefixtures("qapp")
def test_a_line_is_cut_to_its_room_and_measured() -> None:
    face = Face(Look().font("body"))
    whole = face.line("Reading Data with Care", 1000)
    cut = face.line("Reading Data with Care", 80)
    assert whole.text == "Reading Data with Care"
    assert cut.text.startswith("Read")
    assert cut.text.endswith("…")
    assert cut.width <= 80 < whole.width
    assert cut.laid_out is not None
    assert face.line("Reading Data with Care", 80) is cut


@pytest.mark.usefixtures("qapp")
def test_a_text_of_another_script_is_not_laid_out_before() -> None:
    assert Face(Look().font("body")).line("山田 花子", 1000).laid_out is None


@pytest.mark.usefixtures("qapp")
def test_only_the_oldest_line_goes_when_another_comes() -> None:
    face = Face(Look().font("body"))
    lines = [face.line(str(number), 1000) for number in range(LINES)]
    face.line("one more", 1000)
    assert face.line("1", 1000) is lines[1]
    assert face.line("0", 1000) is not lines[0]


def test_a_double_click_on_the_edge_of_a_head_gives_the_column_its_usual_width(
    desktop: Desktop, grid: Grid
) -> None:
    view, section = grid.table.main, grid.model.section("course")
    view.setColumnWidth(section, 60)
    view.horizontalHeader().sectionHandleDoubleClicked.emit(section)
    settle(desktop)
    assert view.columnWidth(section) >= 120
