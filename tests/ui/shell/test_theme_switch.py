"""A theme switch restyles what is visible, and the rest when it is shown."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QWidget

from tests.support.window import settle
from ui.charts.chart import Chart
from ui.feedback.dialogs import Sheet
from ui.shell.application import Desktop
from ui.views.certificates.preview import Preview
from ui.widgets.basics import Button, Text, button, column, label
from ui.widgets.search_field import SearchField


def _ink(one: QWidget) -> QColor:
    """What a text is written in."""
    return one.palette().color(one.foregroundRole())


def test_only_what_is_visible_is_restyled(desktop: Desktop) -> None:
    window, look = desktop.window, desktop.look
    window.go("recovery")
    settle(desktop)
    hidden = window.page
    assert hidden is not None
    written = next(one for one in hidden.findChildren(Text) if not one.property("tone"))
    window.go("home")
    before = QColor(look.color("text"))
    desktop.appearance.set("theme", "dark")
    assert _ink(window.rail.switch) == look.color("text")
    assert _ink(written) == before
    window.go("recovery")
    assert _ink(written) == look.color("text")


def test_what_is_hidden_in_a_screen_follows_when_it_is_shown(desktop: Desktop) -> None:
    page, look = desktop.window.page, desktop.look
    assert page is not None
    held = QFrame(page)
    within = label(look, "inside")
    column(held).addWidget(within)
    held.show()
    held.hide()
    desktop.appearance.set("theme", "dark")
    before = _ink(within)
    assert before != look.color("text")
    desktop.appearance.set("theme", "high-contrast")
    assert _ink(within) == before
    held.show()
    assert _ink(within) == look.color("text")


def test_open_sheets_follow_too(desktop: Desktop) -> None:
    desktop.window.show_about()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, Sheet)
    title = next(one for one in sheet.findChildren(Text) if not one.property("tone"))
    desktop.appearance.set("theme", "dark")
    assert _ink(title) == desktop.look.color("text")
    sheet.reject()


def test_a_change_of_colours_lays_nothing_out_anew(desktop: Desktop) -> None:
    """Another style sheet would: each widget would be gone through twice, seen or not."""
    page = desktop.window.page
    assert page is not None
    told = Told(page)
    for one in (page, *page.findChildren(QWidget)):
        one.installEventFilter(told)
    desktop.appearance.set("theme", "dark")
    assert QEvent.Type.PaletteChange in told.kinds
    assert QEvent.Type.StyleChange not in told.kinds
    assert desktop.window.styleSheet()


class Told(QObject):
    """What widgets are told."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.kinds: set[QEvent.Type] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        del watched
        self.kinds.add(event.type())
        return False


def test_other_colours_give_no_text_another_font(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.window.go("courses")
    settle(desktop)
    given: list[QWidget] = []
    for kind in (Text, Button, SearchField):
        monkeypatch.setattr(kind, "setFont", lambda one, _font: given.append(one))
    desktop.appearance.set("theme", "dark")
    desktop.appearance.set("density", "compact")
    assert given == []
    desktop.appearance.set("text_scale", 1.1)
    assert {Text, Button, SearchField} <= {type(one) for one in given}


def test_a_hidden_text_is_written_larger_when_it_is_shown(desktop: Desktop) -> None:
    page, look = desktop.window.page, desktop.look
    assert page is not None
    shown = next(one for one in page.findChildren(Text) if one.isVisible())
    hidden, usual = label(look, "hidden"), look.font("body").pixelSize()
    hidden.setParent(page)
    pressed = button(look, "Press")
    pressed.setParent(page)
    before = shown.font().pixelSize()
    desktop.appearance.set("text_scale", 1.1)
    assert shown.font().pixelSize() > before
    assert (hidden.font().pixelSize(), pressed.font().pixelSize()) == (usual, usual)
    hidden.show()
    pressed.show()
    larger = round(usual * 1.1)
    assert (hidden.font().pixelSize(), pressed.font().pixelSize()) == (larger, larger)


def test_a_button_that_is_written_smaller_stays_so(desktop: Desktop) -> None:
    desktop.window.go("courses")
    settle(desktop)
    page, look = desktop.window.page, desktop.look
    assert page is not None
    add = next(one for one in page.findChildren(Button) if one.text() == "Add filter")
    for name, value in (("theme", "dark"), ("text_scale", 1.1)):
        desktop.appearance.set(name, value)
        assert add.font().pixelSize() == look.font("label").pixelSize()


@pytest.mark.parametrize("place", ["enrollments", "people", "courses"])
def test_a_list_made_anew_for_larger_text_asks_what_it_asked(desktop: Desktop, place: str) -> None:
    desktop.window.go(place, {"search": "an"})
    settle(desktop)
    before = desktop.window.page.grid  # type: ignore[union-attr]
    before.asking.text = "en"
    before.table.sorted.emit(before.asking.sort, not before.asking.descending)
    settle(desktop)
    asked = before.query
    desktop.appearance.set("text_scale", 1.5)
    settle(desktop)
    after = desktop.window.page.grid  # type: ignore[union-attr]
    assert after is not before
    assert after.query == asked
    desktop.appearance.set("text_scale", 1.0)
    settle(desktop)


def test_a_text_in_no_window_of_ours_is_written_larger_at_once(desktop: Desktop) -> None:
    alone = label(desktop.look, "alone")
    desktop.appearance.set("text_scale", 1.5)
    assert alone.font().pixelSize() == desktop.look.font("body").pixelSize()
    desktop.appearance.set("text_scale", 1.0)
    settle(desktop)


def test_larger_text_gives_hidden_controls_room_when_they_are_shown(desktop: Desktop) -> None:
    made = QPushButton("Go", desktop.window.rail)
    made.show()
    usual = made.minimumHeight()
    made.hide()
    desktop.appearance.set("text_scale", 1.5)
    made.show()
    assert made.minimumHeight() - usual == round(28 * 1.2) - 28
    desktop.appearance.set("text_scale", 1.0)
    assert made.minimumHeight() == usual
    settle(desktop)


def test_the_application_keeps_no_style_sheet_of_its_own(desktop: Desktop, qapp: object) -> None:
    desktop.appearance.set("theme", "dark")
    assert qapp.styleSheet() == ""  # type: ignore[attr-defined]


def test_following_the_system_means_its_theme(desktop: Desktop) -> None:
    desktop.appearance.set("theme", "dark")
    desktop.appearance.set("theme", "system")
    assert desktop.look.theme in ("light", "dark", "high-contrast")
    assert desktop.appearance.is_default("theme")


def test_what_was_dressed_before_it_came_follows_too(desktop: Desktop) -> None:
    page = desktop.window.page
    assert page is not None
    inner, other = label(desktop.look, "inner"), QFrame(page)
    other.setStyleSheet("background: red")
    desktop.look.dress(inner)
    inner.setParent(page)
    inner.show()
    desktop.appearance.set("theme", "dark")
    assert inner.styleSheet() == ""
    assert _ink(inner) == desktop.look.color("text")
    assert other.styleSheet() == "background: red"


def _seen_color(icon: QIcon, state: QIcon.State = QIcon.State.Off) -> str:
    """The colour of an icon's strongest point."""
    image = icon.pixmap(QSize(16, 16), 1.0, QIcon.Mode.Normal, state).toImage()
    points = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
    return QColor(max(points, key=QColor.alpha)).name()


def test_an_icon_follows_the_look_by_itself(desktop: Desktop) -> None:
    look = desktop.look
    shown = look.icon("house", "text", on="accent")
    for theme in ("light", "dark"):
        desktop.appearance.set("theme", theme)
        assert _seen_color(shown) == look.color("text").name()
        assert _seen_color(shown, QIcon.State.On) == look.color("accent").name()
    assert look.icon("house", "text", on="accent").cacheKey() == shown.cacheKey()


def test_a_chart_that_is_scrolled_away_follows_once_it_is_painted(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.window.resize(1280, 600)
    desktop.window.go("analytics")
    settle(desktop)
    page = desktop.window.page
    assert page is not None
    charts = [one for one in page.findChildren(Chart) if one.isVisible()]
    away = [one for one in charts if one.visibleRegion().isEmpty()]
    assert away
    assert len(away) < len(charts)
    restyled: list[Chart] = []
    for one in charts:
        monkeypatch.setattr(one, "restyle", _told(restyled, one, one.restyle))
    desktop.appearance.set("theme", "dark")
    settle(desktop)
    assert restyled
    assert not [one for one in away if one in restyled]
    page.main_view().ensureWidgetVisible(away[-1])  # type: ignore[attr-defined]
    settle(desktop)
    assert restyled.count(away[-1]) == 1


def _told(told: list[Chart], one: Chart, restyle: Callable[[], None]) -> Callable[[], None]:
    def follow() -> None:
        told.append(one)
        restyle()

    return follow


def test_a_hidden_certificate_is_not_told_anew(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desktop.window
    window.go("certificates")
    settle(desktop)
    assert window.page is not None
    preview = window.page.findChild(Preview)
    assert preview is not None
    put: list[QWidget] = []
    monkeypatch.setattr(preview, "_put", put.append)
    monkeypatch.setattr(preview, "now", object())
    monkeypatch.setattr("ui.views.certificates.preview.Facts", lambda *_: QWidget())
    window.go("home")
    desktop.appearance.set("theme", "dark")
    assert put == []
    window.go("certificates")
    assert len(put) == 1
    desktop.appearance.set("theme", "light")
    assert len(put) == 2


def test_the_events_of_widgets_go_by_no_filter_of_the_window(desktop: Desktop) -> None:
    """A change of colours sends thousands; a filter of the application would see each of them."""
    desktop.window.toggle_jobs()
    settle(desktop)
    assert _filtered(desktop.window.windowHandle()) >= {"AltMenuBar", "Popover"}
    assert _filtered(desktop.window.status) == set()


def _filtered(to: QObject) -> set[str]:
    """The classes whose filters see an event on its way."""
    seen: set[str] = set()

    def called(frame: FrameType, event: str, argument: object) -> None:
        del argument
        name = frame.f_code.co_qualname
        if event == "call" and name.endswith(".eventFilter"):
            seen.add(name.removesuffix(".eventFilter"))

    sys.setprofile(called)
    try:
        QApplication.sendEvent(to, QEvent(QEvent.Type.User))
    finally:
        sys.setprofile(None)
    return seen
