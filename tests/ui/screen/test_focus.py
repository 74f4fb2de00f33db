"""Where the keyboard is, with a window manager that gives and takes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from tests.support.hand import Hand, Story, middle
from tests.support.walk import STOPS
from tests.support.window import settle
from ui.feedback.popovers import Popover
from ui.shell.application import Desktop

CONTROL, SHIFT, ALT = "Control_L", "Shift_L", "Alt_L"
SHEETS = {"view.preferences": (CONTROL, "comma"), "help.shortcuts": ("F1",)}
POPOVERS = {
    "palette": (CONTROL, "p"),
    "jobs": (CONTROL, "j"),
    "notices": (CONTROL, SHIFT, "n"),
}


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def holds(part: QWidget) -> Callable[[], bool]:
    """Whether the keyboard is on a part of the window, or in it."""
    return lambda: (now := focus()) is not None and (now is part or part.isAncestorOf(now))


def test_entering_a_screen_puts_the_keyboard_on_its_main_view(window: Desktop) -> None:
    lost = []
    for place, params in STOPS:
        window.window.go(place, params)
        settle(window)
        page = window.window.page
        assert page is not None
        view, now = page.main_view(), focus()
        # A list with nothing in it is not shown; the keyboard is then beside what stands for it.
        part = view if view.isVisible() else page
        if now is None or not now.isVisible() or not holds(part)():
            lost.append(f"{place} {dict(params)}: {now}")
    assert lost == []


def test_keys_and_the_mouse_lead_to_screens_with_the_keyboard_in_them(
    window: Desktop, mouse: Hand
) -> None:
    def story() -> Story:
        for number, place in enumerate(("home", "courses", "people", "enrollments"), start=1):
            mouse.type(CONTROL, str(number))
            yield lambda place=place: arrived(window, place)
        item = window.window.rail.findChild(QWidget, "rail.courses")
        mouse.click(middle(item))
        yield lambda: arrived(window, "courses")

    mouse.play(story())


def arrived(desktop: Desktop, place: str) -> bool:
    page = desktop.window.page
    assert page is not None
    return page.objectName() == place and holds(page.main_view())()


def test_f6_goes_round_the_parts_of_the_window(window: Desktop, mouse: Hand) -> None:
    shell = window.window
    shell.go("people")
    settle(window)
    page = shell.page
    assert page is not None

    def story() -> Story:
        for part in (shell.status, shell.rail, shell.top, page):
            mouse.type("F6")
            yield holds(part)

    mouse.play(story())


@pytest.mark.parametrize("keys", SHEETS.values(), ids=SHEETS)
def test_the_keyboard_returns_when_a_dialog_closes(
    window: Desktop, mouse: Hand, keys: tuple[str, ...]
) -> None:
    window.window.go("people")
    settle(window)
    before = focus()
    assert before is not None

    def story() -> Story:
        mouse.type(*keys)
        yield (
            lambda: (
                (sheet := QApplication.activeModalWidget()) is not None
                and sheet.isActiveWindow()
                and holds(sheet)()
            )
        )
        mouse.type("Escape")
        yield lambda: QApplication.activeModalWidget() is None and focus() is before
        assert window.window.isActiveWindow()

    mouse.play(story())


@pytest.mark.parametrize("keys", POPOVERS.values(), ids=POPOVERS)
def test_the_keyboard_returns_when_a_popover_closes(
    window: Desktop, mouse: Hand, keys: tuple[str, ...]
) -> None:
    window.window.go("people")
    settle(window)
    before = focus()
    assert before is not None

    def story() -> Story:
        mouse.type(*keys)
        yield lambda: any(holds(one)() for one in window.window.findChildren(Popover))
        mouse.type("Escape")
        yield lambda: focus() is before

    mouse.play(story())


def test_alt_and_letters_lead_through_the_menus_and_back(window: Desktop, mouse: Hand) -> None:
    shell = window.window
    shell.go("people")
    settle(window)
    before = focus()

    def back() -> bool:
        return not shell.menuBar().isVisible() and focus() is before

    def story() -> Story:
        mouse.type(ALT)
        yield lambda: marked(shell) == "Workspace" and QApplication.activePopupWidget() is None
        mouse.type("h")
        yield lambda: marked(shell) == opened() == "Help"
        mouse.type("Left")
        yield lambda: marked(shell) == opened() == "Go"
        mouse.type("Escape")
        yield lambda: QApplication.activePopupWidget() is None and shell.menuBar().isVisible()
        mouse.type("Escape")
        yield back
        mouse.type(ALT)
        yield lambda: marked(shell) == "Workspace"
        mouse.type("h")
        yield lambda: opened() == "Help"
        mouse.type("Return")
        yield lambda: QApplication.activeModalWidget() is not None
        assert not shell.menuBar().isVisible()
        mouse.type("Escape")
        yield back

    mouse.play(story())


def marked(window: QMainWindow) -> str:
    entry = window.menuBar().activeAction()
    return entry.text().replace("&", "") if entry is not None else ""


def opened() -> str:
    menu = QApplication.activePopupWidget()
    return menu.title().replace("&", "") if isinstance(menu, QMenu) else ""
