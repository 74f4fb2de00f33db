"""Backups, restoring, checking, diagnostics."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.context import Context
from app.domain.actor import SYSTEM, Actor
from app.domain.commands import Change, EditPeople, PersonEdit
from app.domain.entities import MetricBucket, User
from app.domain.errors import EnvironmentFault, SmartCourseError
from tests.support.window import copy_demo, settle
from ui.shell.application import Desktop
from ui.shell.change_password import ChangePassword
from ui.shell.diagnostics import DiagnosticsSheet, parts, redacted, write_bundle
from ui.shell.logbook import LOG_NAME, Logbook
from ui.shell.restoring import RestoreSheet
from ui.views.check.page import CheckPage


def _person(desktop: Desktop) -> User:
    with desktop.operations.context.store.reading() as rows:
        return rows.find(User, role="student")[0]


def _rename(desktop: Desktop, name: str) -> None:
    person = _person(desktop)
    change = Change("first_name", person.first_name, name)
    row = PersonEdit(user_id=person.id, changes=(change,))
    desktop.operations.execute(EditPeople(rows=(row,)))
    settle(desktop)


def _copies(desktop: Desktop) -> int:
    return len(list((desktop.operations.context.folder / "backups").glob("*.db")))


def test_only_a_changed_workspace_is_copied_by_the_clock(desktop: Desktop) -> None:
    desktop.safety.back_up_if_changed()
    settle(desktop)
    assert _copies(desktop) == 0
    _rename(desktop, "Ada")
    desktop.safety.back_up_if_changed()
    settle(desktop)
    assert _copies(desktop) == 1


def test_a_changed_workspace_is_copied_at_the_end(desktop: Desktop) -> None:
    folder = desktop.operations.context.folder
    _rename(desktop, "Ada")
    desktop.window.close()
    assert len(list((folder / "backups").glob("*.db"))) == 1


def test_a_changed_workspace_is_copied_before_another_is_opened(
    desktop: Desktop, tmp_path: Path
) -> None:
    left = desktop.operations.context.folder
    for changed in (1, 0):
        other = copy_demo(left, tmp_path / f"other-{changed}")
        for copy in (other / "backups").glob("*.db"):
            copy.unlink()
        if changed:
            # Still being written as one leaves: it is in the copy all the same.
            person = _person(desktop)
            row = PersonEdit(
                user_id=person.id, changes=(Change("first_name", person.first_name, "Ada"),)
            )
            desktop.operations.execute(EditPeople(rows=(row,)))
        desktop.workspaces.open(other)
        settle(desktop)
        assert desktop.operations.context.folder == other
        copies = list((left / "backups").glob("*.db"))
        assert len(copies) == changed
        for copy in copies:
            with closing(sqlite3.connect(copy)) as opened:
                found = opened.execute("SELECT first_name FROM users WHERE id = ?", (person.id,))
                assert found.fetchone() == ("Ada",)
        assert not desktop.operations.changed_since_backup
        left = other


def test_a_workspace_that_cannot_be_copied_is_left_all_the_same(
    desktop: Desktop, tmp_path: Path
) -> None:
    other = copy_demo(desktop.operations.context.folder, tmp_path / "other")
    told: list[SmartCourseError] = []
    desktop.operations.failed.connect(told.append)

    def refuse(_: Path) -> None:
        raise EnvironmentFault("workspace.backup_unsound", path="x", cause="")

    desktop.operations.back_up = refuse
    _rename(desktop, "Ada")
    desktop.workspaces.open(other)
    settle(desktop)
    assert [one.reason for one in told] == ["workspace.backup_unsound"]
    assert desktop.operations.context.folder == other


def test_what_the_last_end_had_no_time_to_copy_is_copied_soon(
    desktop: Desktop, qtbot: QtBot
) -> None:
    for is_behind in (True, False):
        desktop.workspaces.open(desktop.operations.context.folder)
        qtbot.waitUntil(lambda: desktop.operations.is_open)
        qtbot.waitUntil(lambda wanted=is_behind: desktop.safety._behind is wanted)
        settle(desktop)
        desktop.safety._first.timeout.emit()
        settle(desktop)
        assert _copies(desktop) == 1


def test_risky_work_copies_first(desktop: Desktop) -> None:
    seen: list[int] = []
    desktop.operations.job(
        "Import", "upload", lambda *_: seen.append(_copies(desktop)), backs_up=True
    )
    settle(desktop)
    assert seen == [1]


def test_a_backup_is_restored_and_what_was_there_is_kept(desktop: Desktop, qtbot: QtBot) -> None:
    former = _person(desktop).first_name
    desktop.safety.back_up_now()
    settle(desktop)
    _rename(desktop, "Changed")
    desktop.window.actions_registry.trigger("workspace.restore")
    settle(desktop)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, RestoreSheet)
    sheet._chosen()
    settle(desktop)
    assert _person(desktop).first_name == former
    folder = desktop.operations.context.folder
    assert len(list(folder.glob("workspace.db.replaced-*"))) == 1
    assert "restored" in desktop.window.toasts.history[-1].notice.title


def test_a_check_ends_on_its_page(desktop: Desktop) -> None:
    desktop.window.actions_registry.trigger("workspace.check")
    settle(desktop)
    page = desktop.window.page
    assert page is not None
    assert page.objectName() == "check"
    (job,) = desktop.operations.jobs.all()
    assert job.detail == "No fault was found"


def test_what_a_check_finds_is_listed(desktop: Desktop) -> None:
    stored = next((desktop.operations.context.folder / "files").rglob("*/*"))
    stored = stored if stored.is_file() else next(one for one in stored.rglob("*") if one.is_file())
    stored.chmod(0o600)
    stored.write_bytes(b"decayed")
    desktop.window.actions_registry.trigger("workspace.check")
    settle(desktop)
    assert [one.kind for one in desktop.safety.faults] == ["file"]


def test_figures_that_a_check_finds_wrong_are_set_right(desktop: Desktop) -> None:
    def drift(context: Context, _: Actor) -> None:
        with context.store.unit_of_work(SYSTEM) as uow:
            [row] = uow.find(MetricBucket, name="active_users", period="student")
            uow.save_all([replace(row, value=row.value + 8)])
            uow.commit(None)

    desktop.operations.write(drift)
    desktop.window.actions_registry.trigger("workspace.check")
    settle(desktop)
    assert [one.kind for one in desktop.safety.faults] == ["count"]
    page = desktop.window.page
    assert isinstance(page, CheckPage)
    (mend,) = [one for one in page.findChildren(QPushButton) if one.text() == "Count anew"]
    assert mend.isVisible()
    mend.click()
    settle(desktop)
    assert desktop.safety.faults == []
    assert not mend.isVisible()


def test_the_bundle_holds_no_address_and_no_secret(desktop: Desktop, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / LOG_NAME).write_text("maya@school.example password: hunter2 token=abc123\n")
    folder = desktop.operations.context.folder
    told = {"workspace": desktop.doors.describe(folder), "by": "ana.b+c@uni.example"}
    bundle = write_bundle(tmp_path / "d.zip", parts(told, logs, folder))
    with ZipFile(bundle) as opened:
        text = "".join(opened.read(name).decode() for name in opened.namelist())
        assert {"about.json", LOG_NAME} <= set(opened.namelist())
    assert "schema_revision" in text
    for planted in ("maya", "hunter2", "abc123", "uni.example"):
        assert planted not in text


def test_the_bundle_is_shown_before_it_is_saved(desktop: Desktop, tmp_path: Path) -> None:
    desktop.window.actions_registry.trigger("help.diagnostics")
    settle(desktop)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, DiagnosticsSheet)
    assert next(name for name, _ in sheet._files) == "about.json"
    sheet.save(tmp_path / "bundle.zip")
    settle(desktop)
    assert (tmp_path / "bundle.zip").exists()


def test_the_users_own_folder_is_not_named() -> None:
    assert str(Path.home()) not in redacted(f"{Path.home()}/work")


@pytest.mark.expects_log("incident")
def test_an_unforeseen_error_is_written_down_under_a_number(tmp_path: Path, qapp: object) -> None:
    logbook = Logbook(tmp_path)
    told: list[str] = []
    logbook.incident.connect(told.append)
    logbook.install()
    level = logging.getLogger().level
    try:
        name = logbook.record(ValueError("planted"))
    finally:
        logbook.remove()
        logging.getLogger().setLevel(level)
    assert told == [name]
    written = (tmp_path / LOG_NAME).read_text()
    assert name in written
    assert "ValueError: planted" in written


def test_switching_the_user_asks_for_a_password(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.window.actions_registry.trigger("workspace.switch_user")
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    qtbot.keyClicks(sheet.email.editor, desktop.window.rail.person.email)
    qtbot.keyClicks(sheet.password.editor, "wrong")
    qtbot.keyClick(sheet.password.editor, Qt.Key.Key_Return)
    settle(desktop)
    assert "wrong" in sheet.password.note.text()
    sheet.password.editor.clear()
    qtbot.keyClicks(sheet.password.editor, "demo-academy")
    qtbot.keyClick(sheet.password.editor, Qt.Key.Key_Return)
    settle(desktop)
    assert not isValid(sheet)


def test_ones_own_password_is_changed_with_the_present_one(desktop: Desktop, qtbot: QtBot) -> None:
    email, new = desktop.window.rail.person.email, "a longer horse"
    desktop.window.actions_registry.trigger("workspace.change_password")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ChangePassword)
    for current, first, second, wrong in (
        ("", new, new, sheet.current),
        ("demo-academy", "short", "short", sheet.new),
        ("demo-academy", new, "another horse", sheet.again),
        ("not the one", new, new, sheet.current),
    ):
        for field, text in (
            (sheet.current, current),
            (sheet.new, first),
            (sheet.again, second),
        ):
            field.editor.clear()  # type: ignore[attr-defined]
            qtbot.keyClicks(field.editor, text)
        qtbot.keyClick(sheet.again.editor, Qt.Key.Key_Return)
        settle(desktop)
        assert wrong.note.isVisible()
        assert wrong.note.text()
    sheet.current.editor.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(sheet.current.editor, "demo-academy")
    qtbot.keyClick(sheet.current.editor, Qt.Key.Key_Return)
    settle(desktop)
    assert not isValid(sheet)
    assert desktop.window.toasts.history[-1].notice.title == "Your password was changed"
    context = desktop.operations.context
    newest = context.store.journal(limit=1)
    desktop.operations.write(lambda held, _: desktop.doors.sign_in(held, email, new))
    settle(desktop)
    assert context.store.journal(limit=1) == newest
    with context.store.reading() as rows:
        (user,) = rows.find(User, email=email)
    assert user.last_login_at is not None
