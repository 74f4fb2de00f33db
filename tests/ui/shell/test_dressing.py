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
