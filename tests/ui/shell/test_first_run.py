"""An empty profile, and workspaces that cannot be opened."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import open_workspace
from app.domain.entities import User
from app.main import doors
from tests.support.window import close_desktop, settle
from ui.feedback.states import StatePanel
from ui.operations.operations import Operations
from ui.shell.application import Desktop
from ui.shell.gate_cards import NewWorkspaceForm, Welcome
from ui.shell.memory import FileMemory


@contextmanager
def _started(tmp_path: Path, demo_source: Path | None = None) -> Iterator[Desktop]:
    """A desktop that has no workspace; its demo is a copy of one made before."""
    ways = doors()
    if demo_source is not None:
        ways = replace(ways, make_demo=lambda folder: shutil.copytree(demo_source, folder) and None)
    desktop = Desktop(FileMemory(tmp_path / "memory.json"), ways, home=tmp_path / "data")
    desktop.safety.cares_for_time = False
    desktop.window.show()
    try:
        yield desktop
    finally:
        close_desktop(desktop)


def _button(desktop: Desktop, words: str) -> QAbstractButton:
    found = desktop.window.gate.findChildren(QAbstractButton)
    return next(one for one in found if one.text() == words and one.isVisible())


def _panel(desktop: Desktop) -> QWidget:
    return next(one for one in desktop.window.gate.findChildren(StatePanel) if one.isVisible())


def test_one_key_leads_from_nothing_to_the_demo(
    tmp_path: Path, demo_source: Path, qtbot: QtBot
) -> None:
    with _started(tmp_path, demo_source) as desktop:
        desktop.workspaces.welcome()
        first = desktop.window.gate.findChild(Welcome).property("first")
        qtbot.keyClick(first, Qt.Key.Key_Return)
        settle(desktop)
        assert desktop.operations.context.settings.demo
        assert desktop.window.page is not None
        assert desktop.workspaces.last() == desktop.workspaces.demo_folder
        assert desktop.workspaces.recent() == [desktop.workspaces.demo_folder]


def test_connecting_says_why_it_cannot(tmp_path: Path) -> None:
    with _started(tmp_path) as desktop:
        desktop.workspaces.welcome()
        connect = _button(desktop, "Connect to a server")
        assert not connect.isEnabled()
        assert "later version" in connect.toolTip()


def _fill(form: NewWorkspaceForm, qtbot: QtBot, **values: str) -> None:
    for name, text in values.items():
        editor = getattr(form, name).editor
        assert isinstance(editor, QLineEdit)
        editor.clear()
        qtbot.keyClicks(editor, text)


def test_a_new_workspace_is_asked_for_and_made(tmp_path: Path, qtbot: QtBot) -> None:
    with _started(tmp_path) as desktop:
        desktop.workspaces.welcome()
        qtbot.mouseClick(_button(desktop, "Make a new workspace"), Qt.MouseButton.LeftButton)
        form = desktop.window.gate.findChild(NewWorkspaceForm)
        _fill(form, qtbot, folder=str(tmp_path / "school"))
        _fill(form, qtbot, name="Maya van Dam", email="maya@", password="short", again="short")
        make = _button(desktop, "Make workspace")
        qtbot.mouseClick(make, Qt.MouseButton.LeftButton)
        assert "Example" in form.email.note.text()
        _fill(form, qtbot, email="maya@school.example")
        qtbot.mouseClick(make, Qt.MouseButton.LeftButton)
        assert form.password.note.property("tone") == "danger"
        _fill(form, qtbot, password="a-long-password", again="another-password")
        qtbot.mouseClick(make, Qt.MouseButton.LeftButton)
        assert "differ" in form.again.note.text()
        _fill(form, qtbot, again="a-long-password", institution="North School")
        qtbot.keyClick(form.institution.editor, Qt.Key.Key_Return)
        settle(desktop)
        assert desktop.operations.context.settings.institution == "North School"
        assert desktop.window.rail.person.role == "Admin"
        with desktop.operations.context.store.reading() as rows:
            owner = rows.get(User, 1)
        assert (owner.first_name, owner.last_name) == ("Maya van", "Dam")


def test_a_long_refusal_has_its_own_room_below_its_field(tmp_path: Path, qtbot: QtBot) -> None:
    with _started(tmp_path) as desktop:
        desktop.window.resize(1000, 640)
        desktop.workspaces.new()
        form = desktop.window.gate.findChild(NewWorkspaceForm)
        _fill(form, qtbot, name="Maya", email="maya@school.example", password="short")
        form.submit()
        note = form.password.note
        assert note.property("tone") == "danger"

        def parts_apart() -> bool:
            below = note.mapTo(form, note.rect().topLeft()).y()
            editor = form.password.editor
            edge = editor.mapTo(form, editor.rect().bottomLeft()).y()
            return note.height() >= note.heightForWidth(note.width()) and below > edge

        qtbot.waitUntil(parts_apart)
        _fill(form, qtbot, password="a-long-password")
        qtbot.waitUntil(lambda: parts_apart() and note.height() < 2 * note.fontMetrics().height())


def test_esc_leaves_the_form_of_a_new_workspace(tmp_path: Path, qtbot: QtBot) -> None:
    with _started(tmp_path) as desktop:
        desktop.workspaces.new()
        form = desktop.window.gate.findChild(NewWorkspaceForm)
        qtbot.keyClick(form.name.editor, Qt.Key.Key_Escape)
        assert desktop.window.gate.findChild(Welcome) is not None
        assert desktop.window.gate.part is not form


def test_a_folder_that_holds_something_is_refused_beside_its_field(
    tmp_path: Path, qtbot: QtBot
) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "a.txt").touch()
    with _started(tmp_path) as desktop:
        desktop.workspaces.new()
        form = desktop.window.gate.findChild(NewWorkspaceForm)
        _fill(
            form,
            qtbot,
            folder=str(full),
            email="a@b.example",
            password="a-long-one",
            again="a-long-one",
        )
        form.submit()
        settle(desktop)
        assert "holds something already" in form.folder.note.text()


@pytest.mark.parametrize("harm", ["missing", "damaged", "newer", "in_use"])
def test_what_cannot_be_opened_says_why_and_what_to_do(
    harm: str, tmp_path: Path, demo_workspace: Path, qtbot: QtBot
) -> None:
    held = None
    database = demo_workspace / "workspace.db"
    if harm == "missing":
        shutil.rmtree(demo_workspace)
    elif harm == "damaged":
        database.write_bytes(b"no database at all" * 100)
    elif harm == "newer":
        with sqlite3.connect(database) as connection:
            connection.execute("UPDATE alembic_version SET version_num = 'from_the_future'")
        connection.close()
    else:
        held = open_workspace(demo_workspace, opener="window")
    with _started(tmp_path) as desktop:
        desktop.open(demo_workspace)
        settle(desktop)
        words = _panel(desktop).accessibleName()
        assert str(demo_workspace) in words
        expected = "Restore a backup" if harm == "damaged" else "Try again"
        assert _button(desktop, expected).isEnabled()
        qtbot.mouseClick(_button(desktop, "Copy details"), Qt.MouseButton.LeftButton)
        assert f"workspace.{harm}" in QApplication.clipboard().text()
        qtbot.mouseClick(_button(desktop, "Choose another"), Qt.MouseButton.LeftButton)
        assert desktop.window.gate.findChild(Welcome) is not None
    if held is not None:
        held.close()


def test_try_again_opens_once_the_cause_is_gone(
    tmp_path: Path, demo_workspace: Path, qtbot: QtBot
) -> None:
    held = open_workspace(demo_workspace, opener="window")
    with _started(tmp_path) as desktop:
        desktop.open(demo_workspace)
        settle(desktop)
        held.close()
        qtbot.mouseClick(_button(desktop, "Try again"), Qt.MouseButton.LeftButton)
        settle(desktop)
        assert desktop.operations.is_open


def test_another_workspace_is_opened_in_the_same_window(
    desktop: Desktop, demo_source: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(demo_source, other)
    here = desktop.operations.context.folder
    desktop.workspaces.open(other)
    settle(desktop)
    assert desktop.operations.context.folder == other
    assert desktop.workspaces.recent() == [other, here]
    open_workspace(here).close()


def test_a_workspace_that_is_gone_is_told_when_it_is_opened_and_forgotten(
    desktop: Desktop, tmp_path: Path
) -> None:
    here, gone = desktop.operations.context.folder, tmp_path / "gone"
    desktop.memory.put("workspace.recent", [str(here), str(gone)])
    assert desktop.workspaces.recent() == [here, gone]
    desktop.workspaces.open(gone)
    settle(desktop)
    assert not desktop.operations.is_open
    assert desktop.workspaces.recent() == [here]


@pytest.mark.parametrize("is_open", [True, False])
def test_the_demo_is_removed_after_a_question(
    tmp_path: Path, demo_source: Path, qtbot: QtBot, is_open: bool
) -> None:
    with _started(tmp_path, demo_source) as desktop:
        actions = desktop.window.actions_registry
        assert desktop.workspaces.why_no_demo()
        desktop.workspaces.demo()
        settle(desktop)
        folder = desktop.workspaces.demo_folder
        if not is_open:
            own = shutil.copytree(demo_source, tmp_path / "own")
            desktop.workspaces.open(own)
            settle(desktop)
        for words, stays in (("Cancel", True), ("Remove", False)):
            actions.trigger("workspace.remove_demo")
            sheet = QApplication.activeModalWidget()
            assert sheet is not None
            buttons = sheet.findChildren(QAbstractButton)
            qtbot.mouseClick(
                next(one for one in buttons if one.text() == words), Qt.MouseButton.LeftButton
            )
            settle(desktop)
            assert folder.exists() == stays
        assert desktop.workspaces.why_no_demo()
        assert desktop.workspaces.last() != folder
        assert desktop.operations.is_open != is_open
        if is_open:
            assert desktop.window.gate.findChild(Welcome) is not None


def test_where_nothing_is_open_nothing_is_waited_for(qapp: object) -> None:
    operations = Operations()
    left: list[str] = []
    operations.leave(lambda: left.append("left"))
    assert left == ["left"]
    assert operations.close()
