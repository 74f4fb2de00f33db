"""Enter presses the button that has the keyboard, wherever it stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.support.window import settle
from ui.feedback.dialogs import Sheet
from ui.shell.application import Desktop
from ui.views.people.person_sheet import PersonSheet

pytestmark = pytest.mark.lane_work


def named(parent: QWidget, name: str) -> QAbstractButton:
    return next(
        one
        for one in parent.findChildren(QAbstractButton)
        if one.accessibleName() == name and one.isVisible()
    )


def press(button: QAbstractButton, desktop: Desktop) -> None:
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Return)
    settle(desktop)


def test_enter_presses_buttons_of_pages_bars_rail_and_popovers(desktop: Desktop) -> None:
    window = desktop.window
    press(named(window.rail, "People"), desktop)
    assert window.trail.here.place == "people"
    assert window.page is not None
    press(named(window.page, "Add person"), desktop)
    sheet = next(one for one in window.findChildren(PersonSheet) if one.isVisible())
    sheet.reject()
    press(named(window.top, "Back"), desktop)
    assert window.trail.here.place == "home"
    press(window.top.search, desktop)
    assert window.overlays.palette.isVisible()
    window.overlays.palette.close_up()
    window.actions_registry.trigger("workspace.switch")
    press(named(desktop.chooser, "New workspace"), desktop)
    assert not desktop.operations.is_open or not window.page or not window.page.isVisible()


def test_in_a_dialog_enter_presses_what_has_the_keyboard(desktop: Desktop) -> None:
    desktop.window.go("people", {"add": 1})
    settle(desktop)
    sheet = next(one for one in desktop.window.findChildren(Sheet) if one.isVisible())
    cancel = named(sheet, "Cancel")
    cancel.setFocus(Qt.FocusReason.TabFocusReason)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    settle(desktop)
    assert (sheet.isVisible(), focused) == (False, cancel)
