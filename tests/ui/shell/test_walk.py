"""Every screen, walked through: shortcuts, menus, and what Tab reaches."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

from tests.support.accessible import twice
from tests.support.walk import STOPS
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.shell.menus import build_menus
from ui.shell.places import PLACES

LEAST = 4
"""Controls that every screen has at least, the navigation counted in."""


@pytest.mark.parametrize(("place", "params"), STOPS)
def test_tab_leads_round_a_screen_and_never_stands_still(
    desktop: Desktop, place: str, params: dict[str, Any]
) -> None:
    window = desktop.window
    window.go(place, params)
    settle(desktop)
    window.activateWindow()
    QApplication.processEvents()
    page = window.page
    assert page is not None
    page.main_view().setFocus()
    round_: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not None and focus not in round_:
        round_.append(focus)
        # Text that is written takes Tab for itself; F6 leaves it, as any pane.
        QTest.keyClick(focus, Qt.Key.Key_F6 if _takes_tab(focus) else Qt.Key.Key_Tab)
    assert focus is not None
    assert focus is not round_[-1], f"{focus.accessibleName()} keeps the keyboard"
    assert len(round_) > LEAST


def _takes_tab(focus: QWidget) -> bool:
    """Whether Tab is a letter here; what is only read hands it on."""
    written = isinstance(focus, QPlainTextEdit | QTextEdit) and not focus.isReadOnly()
    return written and not focus.tabChangesFocus()


def test_no_shortcut_and_no_mnemonic_is_given_twice_once_every_screen_was_there(
    desktop: Desktop,
) -> None:
    for place, params in STOPS:
        desktop.window.go(place, params)
        settle(desktop)
        used = [one for one in desktop.window.actions_registry.all() if one.shortcut]
        here = Counter(one.shortcut for one in used if _reaches(one.id, place))
        assert [keys for keys, times in here.items() if times > 1] == [], place
        menus = build_menus(desktop.look, desktop.window.actions_registry, desktop.window)
        assert twice([menu.title() for menu in menus]) == [], place
        for menu in menus:
            assert twice([one.text() for one in menu.actions()]) == [], (place, menu.title())


def _reaches(action: str, place: str) -> bool:
    """Whether an action can be run while *place* is shown: its own, or one of the window's."""
    owner = action.partition(".")[0]
    return owner == place or owner not in {one.id for one in PLACES}
