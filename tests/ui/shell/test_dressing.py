"""A window's one style sheet gives what the sheet of each look would give."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QWidget,
)

from ui.shell.application import application
from ui.theme.dressing import Dressing
from ui.theme.look import Look
from ui.theme.tokens import THEMES, ThemeName
from ui.widgets.basics import Button, Text, button, frame, icon_button, label
from ui.widgets.search_field import SearchField

KINDS = ("primary", "secondary", "danger", "quiet", "link", "status", "chip", "chip-on", "choice")
TONES = ("success", "warning", "danger", "info", "neutral")


def _fields() -> Iterator[QWidget]:
    for kind in ("", "palette", "search"):
        line = QLineEdit("Words")
        line.setProperty("kind", kind)
        line.setClearButtonEnabled(True)
        yield line
    wrong = QSpinBox()
    wrong.setProperty("wrong", "true")
    words = QPlainTextEdit("Words")
    words.setProperty("kind", "field")
    chosen = QCheckBox("Chosen")
    chosen.setChecked(True)
    yield from (wrong, words, chosen, QSpinBox(), QComboBox(), QRadioButton("One"), QToolButton())
    off = QLineEdit("Off")
    off.setEnabled(False)
    yield off
    how_far = QProgressBar()
    how_far.setValue(40)
    yield how_far


def _sample(look: Look) -> QWidget:
    """One of everything."""
    within = frame("popup")
    grid = QGridLayout(within)
    pieces: list[QWidget] = [button(look, kind, kind=kind) for kind in KINDS]  # type: ignore[arg-type]
    pieces += [icon_button(look, "x", "Close"), SearchField(look, "Search"), *_fields()]
    for tone in TONES:
        pill = label(look, tone)
        pill.setProperty("pill", tone)
        pieces.append(pill)
    held = frame("card", height=40)
    area = QScrollArea()
    area.setWidget(frame("plain"))
    pieces += [held, area, frame("hairline"), frame("infobar", height=30)]
    for place, one in enumerate(pieces):
        grid.addWidget(one, place // 4, place % 4)
    within.setFixedSize(900, 800)
    return within


def _seen(one: QMainWindow) -> QImage:
    QApplication.processEvents()
    return one.centralWidget().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _shown(within: QWidget, window: QMainWindow) -> QMainWindow:
    window.setCentralWidget(within)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.show()
    return window


@pytest.mark.parametrize("text", [1.0, 1.5])
@pytest.mark.parametrize("theme", THEMES)
def test_a_window_looks_as_the_looks_own_sheet_says(
    theme: ThemeName, text: float, qapp: object
) -> None:
    application([])
    look = Look(theme="dark" if theme == "light" else "light", text_scale=1.25)
    window = QMainWindow()
    Dressing(look, window)
    _shown(_sample(look), window)
    look.change(theme=theme, text_scale=text)
    alone = QMainWindow()
    look.dress(alone)
    _shown(_sample(look), alone)
    assert _seen(window) == _seen(alone)
    window.close()
    alone.close()


class ByHand(QWidget):
    """What asks the look and the system while it paints, and hears of nothing."""

    def __init__(self, within: QWidget) -> None:
        super().__init__(within)
        self.setFixedSize(20, 20)
        self.painted = 0

    def event(self, event: QEvent) -> bool:
        self.painted += event.type() == QEvent.Type.Paint
        return super().event(event)


def _rest(one: ByHand) -> int:
    """Until it is painted no more; how often it was."""
    before = 0
    while not one.painted or before != one.painted:
        before = one.painted
        QApplication.processEvents()
    return before


@pytest.fixture
def dressed(qapp: object) -> Iterator[tuple[Look, QMainWindow]]:
    """A window that follows a look."""
    application([])
    look, window = Look(), QMainWindow()
    Dressing(look, window)
    window.show()
    yield look, window
    window.close()


def test_what_is_painted_by_hand_is_painted_anew(dressed: tuple[Look, QMainWindow]) -> None:
    look, window = dressed
    one = ByHand(window)
    one.show()
    before = _rest(one)
    # The system writes numbers in another way; nothing that is worn has changed.
    look.changed.emit()
    assert _rest(one) == before + 1


def test_what_is_painted_by_hand_in_a_dialog_is_painted_anew(
    dressed: tuple[Look, QMainWindow],
) -> None:
    look, window = dressed
    dialog = QDialog(window)
    one = ByHand(dialog)
    dialog.show()
    for change in ({"theme": "dark"}, {"theme": "high-contrast"}, {"text_scale": 1.25}):
        before = _rest(one)
        look.change(**change)  # type: ignore[arg-type]
        assert _rest(one) > before, change
    dialog.close()


class Chip(Button):
    """One of many kinds of button."""


class Line(Text):
    """One of many kinds of text."""


def test_words_that_have_gone_hear_no_more_of_their_size(qapp: object) -> None:
    look = Look()
    gone: list[QWidget] = [Chip(look, "Words", "chip", None), Line(look, "Words", "body")]
    for one in gone:
        one.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    look.change(text_scale=1.5)  # What fails in a slot fails the test.
