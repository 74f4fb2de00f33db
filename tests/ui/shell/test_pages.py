"""A screen that cannot be made says so in its place; other measures make screens anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.support.window import settle
from ui.shell import places
from ui.shell.application import Desktop
from ui.shell.pages import BrokenPage
from ui.views.page import Page


class Torn:
    """A module of a screen that breaks while it is made, until it is mended."""

    def __init__(self) -> None:
        self.broken = True

    def __getattr__(self, name: str) -> type[Page]:
        if self.broken:
            raise ImportError(name)
        return Page


@pytest.fixture
def torn(monkeypatch: pytest.MonkeyPatch) -> Torn:
    made = Torn()
    real = places.import_module
    monkeypatch.setattr(
        places,
        "import_module",
        lambda name: made if name == "ui.views.progress.page" else real(name),
    )
    return made


@pytest.fixture
def incidents(desktop: Desktop) -> list[Exception]:
    """What was recorded; expected here."""
    found: list[Exception] = []
    operations = desktop.operations
    operations.broken.disconnect()
    operations.broken.connect(found.append)
    return found


def test_a_screen_that_cannot_be_made_says_so_and_the_others_go_on(
    desktop: Desktop, qtbot: QtBot, torn: Torn, incidents: list[Exception]
) -> None:
    window = desktop.window
    item = window.rail.findChild(QAbstractButton, "rail.progress")
    assert isinstance(item, QAbstractButton)
    qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
    page = window.page
    assert isinstance(page, BrokenPage)
    assert "Progress could not be shown" in page.panel.accessibleName()
    assert len(incidents) == 1
    window.go("people", {})
    settle(desktop)
    assert type(window.page).__name__ == "PeoplePage"


def test_trying_again_makes_it_once_the_cause_is_gone(
    desktop: Desktop, qtbot: QtBot, torn: Torn, incidents: list[Exception]
) -> None:
    window = desktop.window
    window.go("progress", {})
    assert isinstance(window.page, BrokenPage)
    torn.broken = False
    window.activateWindow()
    again = window.page.main_view()
    assert isinstance(again, QAbstractButton)
    assert again.text() == "Try again"
    qtbot.keyClick(again, Qt.Key.Key_Space)
    assert type(window.page) is Page


def test_screens_are_made_anew_for_larger_text(desktop: Desktop) -> None:
    window = desktop.window
    window.go("people", {})
    settle(desktop)
    before = window.page
    desktop.appearance.set("text_scale", 1.1)
    settle(desktop)
    assert window.page is before
    desktop.appearance.set("text_scale", 1.5)
    settle(desktop)
    QApplication.processEvents()
    assert window.page is not before
    assert window.page is not None
    assert window.page.objectName() == "people"
    desktop.appearance.set("text_scale", 1.0)
    settle(desktop)
