"""The preview: shown a little at a time, kept where nothing changed, walked by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QPalette, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.operations import turns
from ui.operations.operations import Operations
from ui.theme.look import Look
from ui.widgets.markdown.pictures import PictureSource
from ui.widgets.markdown.preview import Preview

LONG = "\n\n".join(f"Paragraph {n} of many." for n in range(60))
FOLDED = "[before](there)\n\n::: solution\n\nhidden words\n\n:::\n\n[after](there)"
NOTHING = PictureSource((), {}, {}, lambda _: BytesIO())


@pytest.fixture
def operations(qapp: object) -> Iterator[Operations]:
    made = Operations()
    yield made
    assert made.close()


@pytest.fixture
def preview(operations: Operations, qtbot: QtBot) -> Preview:
    made = Preview(Look(), operations, "Preview")
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def begin(preview: Preview, text: str, qtbot: QtBot, source: PictureSource = NOTHING) -> None:
    with qtbot.waitSignal(preview.drawn):
        preview.begin(text, source)


def test_a_long_text_is_shown_from_its_top_on(
    preview: Preview, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "TURN_MS", 0)
    begin(preview, "Another lesson.", qtbot)
    preview.begin(LONG, NOTHING)
    qtbot.waitUntil(lambda: "Paragraph 0 " in preview.toPlainText())
    assert "Paragraph 59 " not in preview.toPlainText()
    assert "Another" not in preview.toPlainText()
    assert not preview.html
    with qtbot.waitSignal(preview.drawn):
        pass
    assert "Paragraph 59 " in preview.toPlainText()
    assert preview.verticalScrollBar().value() == 0


def test_what_comes_meanwhile_is_shown_in_the_end(
    preview: Preview, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "TURN_MS", 0)
    preview.begin(LONG, NOTHING)
    qtbot.waitUntil(lambda: "Paragraph 0 " in preview.toPlainText())
    preview.show_text("A first.\n\n" + LONG.replace("of many", "of a few"))
    qtbot.waitUntil(lambda: "Paragraph 59 of a few" in preview.html)
    shown = preview.toPlainText().split()
    assert " ".join(shown).startswith("A first. Paragraph 0 of a few. Paragraph 1 of a few.")
    assert "many." not in shown


def test_what_is_selected_stays_selected_while_something_else_is_typed(
    preview: Preview, qtbot: QtBot
) -> None:
    begin(preview, LONG, qtbot)
    assert preview.find("Paragraph 30")
    with qtbot.waitSignal(preview.drawn):
        preview.show_text(LONG.replace("Paragraph 31 of", "Paragraph 31 out of"))
    assert preview.textCursor().selectedText() == "Paragraph 30"


def test_all_that_is_copied_begins_with_the_text(preview: Preview, qtbot: QtBot) -> None:
    begin(preview, "First.\n\nSecond.", qtbot)
    preview.selectAll()
    assert preview.createMimeDataFromSelection().text() == "First.\nSecond."


@pytest.mark.parametrize("text", [FOLDED, FOLDED.partition("\n\n")[2]], ids=["later", "first"])
def test_a_fold_opened_by_key_has_a_ring_and_no_patch(
    preview: Preview, qtbot: QtBot, text: str
) -> None:
    patch = QColor("#ff00ff")
    palette = preview.palette()
    palette.setColor(QPalette.ColorRole.Highlight, patch)
    preview.setPalette(palette)
    preview.activateWindow()
    begin(preview, text, qtbot)
    preview.setFocus()
    preview.moveCursor(QTextCursor.MoveOperation.Start)
    while preview.textCursor().charFormat().anchorHref() != "block:0":
        QTest.keyClick(preview, Qt.Key.Key_Tab)
    with qtbot.waitSignal(preview.drawn):
        QTest.keyClick(preview, Qt.Key.Key_Return)
    assert "hidden words" in preview.toPlainText()
    assert preview.textCursor().selectedText().strip("\ufffc\xa0") == "Solution"
    image = preview.viewport().grab().toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    assert not any(image.pixelColor(*point) == patch for point in points)
    with qtbot.waitSignal(preview.drawn):
        QTest.keyClick(preview, Qt.Key.Key_Return)
    assert "hidden words" not in preview.toPlainText()


def png(color: str) -> bytes:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


@pytest.mark.parametrize("between", [False, True], ids=["at once", "after it was missing"])
def test_another_picture_of_the_same_name_is_shown(
    preview: Preview, qtbot: QtBot, *, between: bool
) -> None:
    stored = {"red": png("#ff0000"), "blue": png("#0000ff")}

    def source(sha256: str) -> PictureSource:
        resources = [{"title": "plot.png", "url": "material:1"}]
        return PictureSource(
            resources, {1: sha256}, {"plot.png": 1}, lambda name: BytesIO(stored[name])
        )

    def colors() -> set[str]:
        image = preview.viewport().grab().toImage()
        points = [(x, y) for x in range(image.width()) for y in range(image.height())]
        return {image.pixelColor(*point).name() for point in points}

    begin(preview, "![](material:plot.png)", qtbot, source("red"))
    assert "#ff0000" in colors()
    if between:
        with qtbot.waitSignal(preview.drawn):
            preview.set_source(NOTHING)
        assert "#ff0000" not in colors()
    with qtbot.waitSignal(preview.drawn):
        preview.set_source(source("blue"))
    assert "#0000ff" in colors()
    assert "#ff0000" not in colors()
