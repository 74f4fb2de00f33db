"""Preferences apply at once and are remembered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import SystemRandom

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import settings
from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import IssueCertificates, IssueRow
from app.domain.entities import CertificateIssue
from app.domain.verification_codes import new_verification_code
from app.queries.grids import ELIGIBLE
from tests.support.gui_thread import Watch
from tests.support.window import settle
from ui.shell.appearance import DEFAULTS, PREFIX, system_theme, wished_look
from ui.shell.application import Desktop
from ui.shell.memory import FileMemory
from ui.shell.preferences import PreferenceRow, Preferences


@contextmanager
def _opened(desktop: Desktop) -> Iterator[Preferences]:
    desktop.window.actions_registry.trigger("view.preferences")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, Preferences)
    yield sheet
    sheet.reject()


def _row(sheet: Preferences, name: str) -> tuple[PreferenceRow, QWidget]:
    for row in sheet.findChildren(PreferenceRow):
        for control in row.findChildren(QWidget):
            if control.accessibleName() == name:
                return row, control
    raise LookupError(name)


def _choose(control: QWidget, qtbot: QtBot, steps: int) -> None:
    assert isinstance(control, QComboBox)
    for _ in range(abs(steps)):
        qtbot.keyClick(control, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def test_a_theme_is_taken_at_once_and_reset(desktop: Desktop, qtbot: QtBot) -> None:
    with _opened(desktop) as sheet:
        row, control = _row(sheet, "Colors")
        _choose(control, qtbot, 2)
        assert desktop.look.theme == "dark"
        qtbot.mouseClick(row.reset, Qt.MouseButton.LeftButton)
        assert desktop.appearance.value("theme") == "system"
        assert not row.reset.isEnabled()


def test_preferences_are_in_the_file_without_an_orderly_end(
    desktop: Desktop, tmp_path: Path, watched: Watch
) -> None:
    watched.take()
    desktop.appearance.set("theme", "dark")
    desktop.appearance.set("density", "compact")
    assert watched.take() == []
    settle(desktop)
    stored = FileMemory(tmp_path / "memory.json")
    assert stored.get(PREFIX + "theme") == "dark"
    assert stored.get(PREFIX + "density") == "compact"


def test_text_size_and_density_change_the_measures(desktop: Desktop) -> None:
    before = desktop.look.font("body").pixelSize()
    desktop.appearance.set("text_scale", 1.5)
    desktop.appearance.set("density", "compact")
    assert desktop.look.font("body").pixelSize() == round(before * 1.5)
    assert desktop.look.row("grid-row") == round(28 * 1.2)


def test_all_are_reset_in_one_change(desktop: Desktop) -> None:
    wishes = {"theme": "dark", "density": "compact", "text_scale": 1.1, "motion": "reduced"}
    for name, value in wishes.items():
        desktop.appearance.set(name, value)
    looks: list[tuple[str, str, float]] = []
    look = desktop.look
    look.changed.connect(lambda: looks.append((look.theme, look.density, look.text_scale)))
    told: list[str] = []
    desktop.appearance.changed.connect(told.append)
    desktop.appearance.reset_all()
    assert looks == [(system_theme(), "comfortable", 1.0)]
    assert sorted(told) == sorted(wishes)
    assert not look.reduced_motion
    assert all(desktop.appearance.is_default(name) for name in DEFAULTS)


def test_what_a_list_shows_otherwise_outlives_another_preference(desktop: Desktop) -> None:
    desktop.look.change(density="compact")
    desktop.appearance.set("theme", "dark")
    assert desktop.look.density == "compact"


@pytest.mark.lane_work
def test_wishes_outlive_the_program(desktop: Desktop, tmp_path: Path) -> None:
    desktop.appearance.set("theme", "high-contrast")
    settle(desktop)
    assert wished_look(FileMemory(tmp_path / "memory.json")).theme == "high-contrast"


@pytest.mark.parametrize("name", list(DEFAULTS))
def test_a_value_that_cannot_be_is_the_default(name: str, desktop: Desktop) -> None:
    if name != "formats":
        desktop.memory.put(PREFIX + name, "nonsense")
        assert desktop.appearance.value(name) == DEFAULTS[name]


def test_numbers_follow_the_chosen_format(desktop: Desktop) -> None:
    before = QLocale()
    try:
        desktop.appearance.set("formats", "de_DE")
        assert QLocale().toString(12400) == "12.400"
    finally:
        QLocale.setDefault(before)


def test_search_leaves_what_fits(desktop: Desktop, qtbot: QtBot) -> None:
    with _opened(desktop) as sheet:
        qtbot.keyClicks(sheet.search, "movement")
        shown = [one for one in sheet.findChildren(PreferenceRow) if not one.isHidden()]
        assert [one.words.partition(" ")[0] for one in shown] == ["Movement"]


def test_the_institution_is_the_workspaces(desktop: Desktop, qtbot: QtBot) -> None:
    with _opened(desktop) as sheet:
        _, control = _row(sheet, "Institution")
        control.selectAll()  # type: ignore[attr-defined]
        qtbot.keyClicks(control, "North School")
        qtbot.keyClick(control, Qt.Key.Key_Return)
        settle(desktop)
    folder = desktop.operations.context.folder
    assert settings.load(folder).institution == "North School"
    assert desktop.window.rail.switch.text() == "North School"


def test_a_name_that_cannot_be_is_refused_beside_its_field(desktop: Desktop, qtbot: QtBot) -> None:
    before = desktop.institution
    with _opened(desktop) as sheet:
        row, control = _row(sheet, "Institution")
        assert isinstance(control, QLineEdit)
        for name, words in (("North\u202eSchool", "cannot be stored"), ("N" * 300, "255 fit")):
            control.setText(name)
            qtbot.keyClick(control, Qt.Key.Key_Return)
            settle(desktop)
            shown = [one.text() for one in row.findChildren(QLabel) if one.isVisible()]
            assert any(words in one for one in shown)
        assert desktop.institution == before
        control.setText("North School")
        qtbot.keyClick(control, Qt.Key.Key_Return)
        settle(desktop)
        shown = [one.text() for one in row.findChildren(QLabel) if one.isVisible()]
        assert not any("cannot" in one or "fit" in one for one in shown)
        assert any("Undo does not take it back" in one for one in shown)
    assert desktop.window.toasts.history == []
    # It stands on what is issued next, without the workspace being opened anew.
    issued: list[str] = []
    desktop.operations.write(_issue_one, issued.append)
    settle(desktop)
    assert issued == ["North School"]


def _issue_one(context: Context, actor: Actor) -> str:
    """Issue for the first who waits; whose name the certificate bears."""
    number = int(str(context.grids.page(ELIGIBLE.query(), actor, 1).rows[0][0]))
    row = IssueRow(enrollment_id=number, verification_code=new_verification_code(SystemRandom()))
    context.bus.execute(IssueCertificates(rows=(row,)), actor)
    with context.store.reading() as rows:
        (issue,) = rows.find(CertificateIssue, enrollment_id=number)
    return str(issue.fields["institution"])


def _places(sheet: Preferences) -> list[tuple[str, int, int, int, int, int]]:
    """Where every control of the sheet stands, how large it is, and how large its text."""
    found = []
    for kind in (QComboBox, QLineEdit, QPushButton):
        for one in sheet.findChildren(kind):
            at = one.mapTo(sheet, QPoint(0, 0))
            pixels = one.font().pixelSize()
            name = one.accessibleName()
            found.append((name, at.x(), at.y(), one.width(), one.height(), pixels))
    return found


def test_an_open_sheet_follows_the_text_size_as_one_opened_anew(
    desktop: Desktop, qtbot: QtBot
) -> None:
    for scale in (1.5, 0.9, 1.0, 1.25):
        with _opened(desktop) as sheet:
            desktop.appearance.set("text_scale", scale)
            settle(desktop)
            followed, size = _places(sheet), sheet.size()
        with _opened(desktop) as anew:
            settle(desktop)
            assert followed == _places(anew)
            assert size == anew.size()
