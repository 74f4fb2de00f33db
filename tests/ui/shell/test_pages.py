"""A screen that cannot be made says so in its place; other measures make screens anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.support.window import PATIENCE, settle
from ui.shell import places
from ui.shell.application import Desktop
from ui.shell.pages import BrokenPage
from ui.shell.places import PLACES
from ui.views.analytics.page import AnalyticsPage
from ui.views.page import Desk, Page


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


def test_screens_that_are_made_anew_are_never_shown_in_passing(desktop: Desktop) -> None:
    window = desktop.window
    shown: list[str] = []
    for place in ("people", "enrollments", "courses"):
        window.go(place, {})
        settle(desktop)
        page = window.page
        assert page is not None
        page.installEventFilter(Watch(page, shown))
    desktop.appearance.set("text_scale", 1.5)
    _until_made_anew(desktop, page)
    assert shown == []
    desktop.appearance.set("text_scale", 1.0)
    settle(desktop)


def test_screens_that_are_made_anew_are_taken_apart_one_by_one(desktop: Desktop) -> None:
    window = desktop.window
    beats: list[None] = []
    taken_apart: list[int] = []
    rest, beat, patience = QEventLoop(), QTimer(), QTimer()

    def gone() -> None:
        taken_apart.append(len(beats))
        if len(taken_apart) == 3:
            rest.quit()

    for place in ("people", "enrollments", "courses"):
        window.go(place, {})
        settle(desktop)
        assert window.page is not None
        window.page.destroyed.connect(gone)
    beat.timeout.connect(lambda: beats.append(None))
    patience.timeout.connect(rest.quit)
    beat.start(0)
    patience.start(PATIENCE)
    desktop.appearance.set("text_scale", 1.5)
    rest.exec()
    beat.stop()
    patience.stop()
    assert len(taken_apart) == len(set(taken_apart)) == 3
    desktop.appearance.set("text_scale", 1.0)
    settle(desktop)


def _people(desktop: Desktop) -> Page:
    desktop.window.go("people", {})
    settle(desktop)
    shown = desktop.window.page
    assert shown is not None
    return shown


def test_what_is_shown_stays_until_it_is_there_anew(desktop: Desktop) -> None:
    window, former = desktop.window, _people(desktop)
    places: list[bool] = []
    build = PLACES[3].build
    assert PLACES[3].id == "people"

    def built(desk: Desk) -> Page:
        places.append(former.isVisible() and window.page is former)
        return build(desk)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(PLACES[3]), "build", lambda _place, desk: built(desk))
        desktop.appearance.set("text_scale", 1.5)
        _until_made_anew(desktop, former)
    assert places == [True]
    assert not isValid(former) or not former.isVisible()
    desktop.appearance.set("text_scale", 1.0)
    settle(desktop)


def test_words_in_the_status_bar_go_with_the_screen_that_said_them(desktop: Desktop) -> None:
    window, words = desktop.window, desktop.window.status.position
    window.go("analytics", {})
    settle(desktop)
    counted = words.text()
    assert "metrics" in counted
    window.go("course", {"course_id": 1, "lesson_id": 2})
    assert words.text() == ""
    settle(desktop)
    assert words.text() == ""
    window.go("people", {})
    settle(desktop)
    assert words.text().startswith("Rows 1")
    window.go("analytics", {})
    settle(desktop)
    assert words.text() == counted


def test_a_screen_that_was_left_says_nothing_when_its_answer_comes(desktop: Desktop) -> None:
    window = desktop.window
    window.go("analytics", {})
    window.go("course", {"course_id": 1, "lesson_id": 2})
    settle(desktop)
    page = next(one for one in window._pages if isinstance(one, AnalyticsPage))
    assert page.board is not None
    assert window.status.position.text() == ""


def test_another_screen_that_is_gone_to_meanwhile_is_what_is_shown(desktop: Desktop) -> None:
    window, former = desktop.window, _people(desktop)
    desktop.appearance.set("text_scale", 1.5)
    window.go("courses", {})
    settle(desktop)
    QApplication.processEvents()
    assert window.page is not None
    assert window.page.objectName() == "courses"
    assert not isValid(former) or not former.isVisible()
    desktop.appearance.set("text_scale", 1.0)
    settle(desktop)


def _until_made_anew(desktop: Desktop, former: Page) -> None:
    deadline = QDeadlineTimer(PATIENCE)
    while desktop.window.page is former and not deadline.hasExpired():
        QApplication.processEvents()


class Watch(QObject):
    """Notes the names of screens that are shown."""

    def __init__(self, parent: QObject, shown: list[str]) -> None:
        super().__init__(parent)
        self._shown = shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show:
            self._shown.append(watched.objectName())
        return False
