"""A page on its ground."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from ui.theme.look import Look
from ui.views.certificates.paper import Paper


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[QRectF]:
    """Where a shadow was drawn, each time."""
    boxes: list[QRectF] = []
    draw = Paper._paint_shadow

    def counted(paper: Paper, painter: QPainter, box: QRectF) -> None:
        boxes.append(box)
        draw(paper, painter, box)

    monkeypatch.setattr(Paper, "_paint_shadow", counted)
    return boxes


def page() -> QImage:
    made = QImage(400, 300, QImage.Format.Format_RGB32)
    made.fill(QColor("#fffdf5"))
    return made


def test_a_shadow_is_drawn_once_for_a_size_and_colours(qtbot: QtBot, drawn: list[QRectF]) -> None:
    look = Look()
    paper = Paper(look)
    qtbot.addWidget(paper)
    paper.resize(440, 340)
    paper.show_page(page())
    first = paper.grab().toImage()
    paper.show_page(page(), "PREVIEW")
    paper.grab()
    paper.show_page(page())
    assert paper.grab().toImage() == first
    assert len(drawn) == 1
    assert first.pixelColor(220, 325) != first.pixelColor(2, 338)
    paper.resize(500, 340)
    paper.grab()
    assert len(drawn) == 2
    look.change(theme="dark")
    dark = paper.grab().toImage()
    assert len(drawn) == 3
    assert dark.pixelColor(2, 338) == look.color("window")
