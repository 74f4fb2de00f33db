"""A theme switch restyles what is visible, and the rest when it is shown."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFrame, QWidget

from ui.shell.application import Desktop


def test_only_what_is_visible_is_restyled(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desktop.window
    window.go("recovery")
    hidden = window.page
    assert hidden is not None
    window.go("home")
    dressed: list[QWidget] = []
    dress = type(desktop.look).dress
    monkeypatch.setattr(
        type(desktop.look), "dress", lambda look, one: (dressed.append(one), dress(look, one))[1]
    )
    desktop.appearance.set("theme", "dark")
    assert window.page in dressed
    assert window.rail in dressed
    assert hidden not in dressed
    assert window.gate not in dressed
    assert hidden.styleSheet() != desktop.look.style_sheet()
    window.go("recovery")
    assert hidden.styleSheet() == desktop.look.style_sheet()


def test_the_application_keeps_no_style_sheet_of_its_own(desktop: Desktop, qapp: object) -> None:
    desktop.appearance.set("theme", "dark")
    assert qapp.styleSheet() == ""  # type: ignore[attr-defined]


def test_following_the_system_means_its_theme(desktop: Desktop) -> None:
    desktop.appearance.set("theme", "dark")
    desktop.appearance.set("theme", "system")
    assert desktop.look.theme in ("light", "dark", "high-contrast")
    assert desktop.appearance.is_default("theme")


def test_what_was_dressed_by_itself_follows_too(desktop: Desktop) -> None:
    page = desktop.window.page
    assert page is not None
    inner, other = QFrame(page), QFrame(page)
    other.setStyleSheet("background: red")
    desktop.look.dress(inner)
    desktop.appearance.set("theme", "dark")
    assert inner.styleSheet() in ("", desktop.look.style_sheet())
    assert other.styleSheet() == "background: red"
