"""The command palette, by keyboard and by mouse."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.support.window import settle
from ui.shell.application import Desktop
from ui.shell.palette import Palette
from ui.shell.palette_rows import Entry, PaletteModel
from ui.shell.places import PLACES
from ui.theme.look import TEXT_SCALES


def _entries(palette: Palette) -> list[Entry]:
    model = palette.model
    rows = [model.row_at(at) for at in range(model.rowCount())]
    return [row for row in rows if isinstance(row, Entry)]


def _chosen(palette: Palette) -> str:
    entry = palette.model.entry(palette.list.currentIndex())
    return entry.name if entry else ""


@pytest.fixture
def palette(desktop: Desktop) -> Palette:
    desktop.window.commands()
    return desktop.window.overlays.palette


def test_every_action_is_listed_with_its_keys_and_why_it_may_not(
    desktop: Desktop, palette: Palette
) -> None:
    listed = {entry.name: entry for entry in _entries(palette)}
    for spec in desktop.window.actions_registry.all():
        if not spec.id.startswith("palette."):
            assert listed[spec.text].keys == spec.shortcut
    assert listed["Back"].refused == "this is the first screen"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("text size", "Text size 150 %"),
        ("larger text", "Text larger"),
        ("zoom out", "Text smaller"),
        ("font size", "Text size 125 %"),
        ("row height", "Preferences"),
        ("settings", "Preferences"),
        ("theme", "Dark colors"),
    ],
)
def test_it_is_found_by_what_people_call_it(
    palette: Palette, qtbot: QtBot, typed: str, wanted: str
) -> None:
    qtbot.keyClicks(palette.input, typed)
    assert wanted in [one.name for one in _entries(palette)]


def test_what_is_called_so_comes_before_what_has_the_letters_somewhere(
    desktop: Desktop, qtbot: QtBot
) -> None:
    # Its outline's commands have long names.
    desktop.window.go("course", {"course_id": 1})
    settle(desktop)
    desktop.window.commands()
    palette = desktop.window.overlays.palette
    for typed in ("theme", "the", "them"):
        palette.input.clear()
        qtbot.keyClicks(palette.input, f"> {typed}")
        names = [one.name for one in _entries(palette)]
        themes = {names.index(f"{one} colors") for one in ("Light", "Dark")}
        named = [name for name in names if typed in name.lower()]
        assert max(themes) <= len(named) + 1, names


def test_text_grows_and_shrinks_by_command(desktop: Desktop) -> None:
    actions = desktop.window.actions_registry
    actions.trigger("view.text.150")
    assert desktop.look.text_scale == TEXT_SCALES[-1]
    actions.refresh()
    assert not actions.action("view.text.larger").isEnabled()
    assert not actions.action("view.text.150").isEnabled()
    actions.trigger("view.text.smaller")
    assert desktop.look.text_scale == TEXT_SCALES[-2]
    assert desktop.window.appearance.value("text_scale") == TEXT_SCALES[-2]


def test_no_two_commands_have_one_name(desktop: Desktop) -> None:
    """Wherever one is: screens and lists bring commands of their own."""
    window = desktop.window
    ways: list[tuple[str, dict[str, object]]] = [
        *((one.id, {"course_id": 1, "person_id": 5}) for one in PLACES),
        *(("certificates", {"tab": tab}) for tab in ("eligible", "issued", "queue")),
        *(("course", {"course_id": 1, "lesson_id": lesson}) for lesson in (2, 6)),
    ]
    twice = []
    for place, params in ways:
        window.go(place, params)
        settle(desktop)
        names = Counter(spec.text for spec in window.actions_registry.all())
        twice += [(place, name) for name, times in names.items() if times > 1]
    assert twice == []


def test_shortcuts_open_it_for_things_and_for_commands(desktop: Desktop, qtbot: QtBot) -> None:
    window = desktop.window
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    palette = window.overlays.palette
    assert palette.isVisible()
    assert palette.input.text() == ""
    palette.close_up()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_P, both)
    assert palette.input.text().startswith(">")


def test_typing_and_enter_run_a_command(desktop: Desktop, palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.input, "dark col")
    assert _chosen(palette) == "Dark colors"
    qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert desktop.look.theme == "dark"


def test_arrows_skip_headings_and_go_round(palette: Palette, qtbot: QtBot) -> None:
    first = _chosen(palette)
    qtbot.keyClick(palette.input, Qt.Key.Key_Up)
    assert _chosen(palette) == _entries(palette)[-1].name
    qtbot.keyClick(palette.input, Qt.Key.Key_Down)
    assert _chosen(palette) == first


def test_a_click_runs_a_command(desktop: Desktop, palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.input, "high contr")
    spot = palette.list.visualRect(palette.list.currentIndex()).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert desktop.look.theme == "high-contrast"


def test_what_may_not_run_stays_open(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.input, "back")
    while _chosen(palette) != "Back":
        qtbot.keyClick(palette.input, Qt.Key.Key_Down)
    qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_esc_closes_and_keeps_what_was_typed(
    desktop: Desktop, palette: Palette, qtbot: QtBot
) -> None:
    qtbot.keyClicks(palette.input, "theme")
    qtbot.keyClick(palette.input, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    desktop.window.jump()
    assert palette.input.text() == "theme"
    assert palette.input.selectedText() == "theme"


def test_things_are_found_by_name(
    desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.window.jump()
    palette = desktop.window.overlays.palette
    went: list[tuple[str, object]] = []
    monkeypatch.setattr(palette, "_go", lambda place, params: went.append((place, params)))
    qtbot.keyClicks(palette.input, "reading data")
    qtbot.waitUntil(lambda: any(one.icon == "book-open" for one in _entries(palette)))
    settle(desktop)
    assert _chosen(palette) == "Reading Data with Confidence"
    qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    assert went[0][0] == "course"


def test_the_model_keeps_qts_contract(qtbot: QtBot, desktop: Desktop) -> None:
    model = PaletteModel(desktop.window)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    one = Entry(group="A", icon="x", name="n", about="", run=lambda: None)
    model.show_entries([one, one])
    model.show_entries([])
