"""Everything has a name, fits, and is reached by keyboard; in any language and direction."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from tests.support import project
from tests.support.accessible import unnamed
from tests.support.pseudo import Pseudo
from tests.support.window import open_desktop
from ui.shell.application import Desktop, short_number
from ui.theme.look import Look
from ui.widgets.search_field import ICON, ICON_AT, SearchField


def test_every_control_of_the_shell_has_a_name(desktop: Desktop) -> None:
    window = desktop.window
    window.jump()
    assert unnamed(window) == []
    window.overlays.palette.close_up()
    window.toggle_jobs()
    window.toggle_notices()
    assert unnamed(window) == []


def test_every_shortcut_is_given_once(desktop: Desktop) -> None:
    keys = Counter(spec.shortcut for spec in desktop.window.actions_registry.all() if spec.shortcut)
    assert [one for one, times in keys.items() if times > 1] == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_alt_shows_the_menus_and_esc_hides_them(desktop: Desktop) -> None:
    window = desktop.window
    assert not window.menuBar().isVisible()
    window._alt.toggle()
    assert window.menuBar().isVisible()
    assert len(window.menuBar().actions()) >= 5
    window._alt.toggle()
    assert not window.menuBar().isVisible()


def test_f6_goes_round_the_panes(desktop: Desktop, qtbot: QtBot) -> None:
    window = desktop.window
    window.activateWindow()
    seen = []
    for _ in range(5):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        parts = {"rail": window.rail, "top": window.top, "status": window.status}
        seen.append(next((n for n, it in parts.items() if it.isAncestorOf(focus)), "page"))
    assert {"rail", "top", "status"} <= set(seen)


def test_the_smallest_window_keeps_everything_in_sight(
    demo_workspace: Path, tmp_path: Path
) -> None:
    with open_desktop(demo_workspace, tmp_path / "m.json", size=(1024, 700)) as desktop:
        window = desktop.window
        assert window.rail.compact
        right = window.top.bell.mapTo(window, window.top.bell.rect().bottomRight())
        assert right.x() < window.width()
        assert window.rail.person.geometry().bottom() <= window.rail.height()


@pytest.mark.parametrize("scale", [0.9, 1.5])
def test_other_text_sizes_fit(desktop: Desktop, scale: float) -> None:
    desktop.appearance.set("text_scale", scale)
    QApplication.processEvents()
    window = desktop.window
    assert window.rail.person.geometry().bottom() <= window.rail.height()
    assert window.top.height() == desktop.look.size("topbar")


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[None]:
    translator = Pseudo()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_every_command_has_its_words_from_the_translator(
    pseudo: None, demo_workspace: Path, tmp_path: Path
) -> None:
    with open_desktop(demo_workspace, tmp_path / "m.json") as desktop:
        texts = [spec.text for spec in desktop.window.actions_registry.all()]
        assert texts
        assert [text for text in texts if "~" not in text] == []


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_chips_of_the_status_bar_are_large_enough_to_be_hit(
    desktop: Desktop, scale: float
) -> None:
    desktop.appearance.set("text_scale", scale)
    QApplication.processEvents()
    status = desktop.window.status
    for focused in (False, True):
        if focused:
            status.sync.setFocus()
            QApplication.processEvents()
        assert 24 <= status.sync.height() <= status.height()


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_a_search_field_is_one_control_with_a_picture(
    direction: Qt.LayoutDirection, qtbot: QtBot
) -> None:
    field = SearchField(Look(), "Search people", "Search", 240)
    qtbot.addWidget(field)
    field.setLayoutDirection(direction)
    field.show()
    assert [one for one in field.findChildren(QToolButton) if one.isVisible()] == []
    right = direction == Qt.LayoutDirection.RightToLeft
    box = QRect(field.width() - ICON_AT - ICON if right else ICON_AT, 0, ICON, field.height())
    picture = field.grab(box).toImage()
    colours = {picture.pixel(x, y) for x in range(4, 12) for y in range(6, field.height() - 6)}
    assert len(colours) > 1
    field.setText("Ana")
    words = field.cursorRect()
    assert words.left() < box.left() if right else words.left() > box.right()


def test_from_right_to_left_the_rail_stands_at_the_right(
    qapp: QApplication, demo_workspace: Path, tmp_path: Path
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        with open_desktop(demo_workspace, tmp_path / "m.json") as desktop:
            window = desktop.window
            assert window.rail.x() > window.width() // 2
            assert window.top.bell.x() < window.top.search.x()
            window.jump()
            window.grab()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("factor", ["1.25", "2"])
def test_screens_are_drawn_at_other_scales(factor: str, demo_source: Path, tmp_path: Path) -> None:
    picture = tmp_path / "home.png"
    command = [sys.executable, "-m", "tests.support.show", "home", str(picture)]
    subprocess.run(
        [*command, "--workspace", str(demo_source)],
        check=True,
        cwd=project.ROOT,
        capture_output=True,
        env={**os.environ, "QT_SCALE_FACTOR": factor},
    )
    assert QImage(str(picture)).width() == round(1280 * float(factor))


def test_counts_are_short() -> None:
    assert [short_number(n) for n in (0, 12, 999, 12_400, 100_000, 1_200_000)] == [
        "",
        "12",
        "999",
        "12.4k",
        "100k",
        "1.2M",
    ]
