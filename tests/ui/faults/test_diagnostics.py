"""What is handed out in a report of trouble names nobody and opens nothing."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.commands import AddPeople, PersonRow
from app.domain.entities import Course, User
from app.domain.errors import EnvironmentFault
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.shell.diagnostics import ADDRESS, DiagnosticsSheet
from ui.shell.logbook import Logbook

TOKEN = "c0ffee5ec2e7"
SECRETS = (f"password={TOKEN}", f"Authorization: {TOKEN}", f"api-key '{TOKEN}'", f"token {TOKEN}")
LONE = " {name} "


def bundle(desktop: Desktop, target: Path) -> str:
    """Everything in the bundle that the window saves."""
    desktop.window.actions_registry.trigger("help.diagnostics")
    settle(desktop)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, DiagnosticsSheet)
    sheet.save(target)
    settle(desktop)
    with ZipFile(target) as opened:
        return "\n".join(opened.read(name).decode() for name in opened.namelist())


def refused(desktop: Desktop, words: str) -> None:
    """A job that failed with a sentence about somebody."""

    def work(*_: object) -> None:
        raise EnvironmentFault("workspace.disk_full", path=words, cause=words)

    desktop.operations.job(f"Import {words}.csv", "upload", work)
    settle(desktop)


@pytest.mark.expects_log("incident|propagateSizeHints")
def test_the_bundle_has_no_address_name_or_token(desktop: Desktop, tmp_path: Path) -> None:
    store = desktop.operations.context.store
    with store.reading() as rows:
        people, courses = rows.find(User), rows.find(Course)
    desktop.logs = tmp_path / "logs"
    logbook = Logbook(desktop.logs)
    logbook.install()
    try:
        for one in people[:20]:
            for planted in SECRETS:
                logbook.record(ValueError(f"{one.full_name} <{one.email}> {planted}"))
        refused(desktop, f"{people[3].full_name} in {courses[0].title}")
        text = bundle(desktop, tmp_path / "bundle.zip")
    finally:
        logbook.remove()
    assert "ValueError" in text
    assert '"state": "failed"' in text
    assert TOKEN not in text
    assert ADDRESS.search(text) is None
    named = {one.last_name for one in people} | {one.first_name for one in people}
    assert {name for name in named if name and LONE.format(name=name) in text} == set()
    assert [one.full_name for one in people if one.full_name in text] == []
    assert courses[0].title not in text


def test_a_name_in_any_script_is_left_out(desktop: Desktop, tmp_path: Path) -> None:
    row = PersonRow(
        user_id=90_001,
        email="x@school.example",
        username="mistral77",
        first_name="Žofie",
        last_name="Dvořáková-Nováková",
        role="student",
    )
    desktop.operations.execute(AddPeople(rows=(row,)))
    settle(desktop)
    refused(desktop, "Dvořáková-Nováková, ŽOFIE (mistral77)")
    text = bundle(desktop, tmp_path / "bundle.zip")
    for name in ("Dvořáková", "Nováková", "ŽOFIE", "mistral77"):
        assert name not in text


def test_a_bundle_that_finds_no_room_is_told(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    desktop.window.actions_registry.trigger("help.diagnostics")
    settle(desktop)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, DiagnosticsSheet)
    sheet.save(tmp_path / "file" / "bundle.zip")
    settle(desktop)
    told = desktop.window.toasts.history[-1].notice
    assert "could not be written" in told.title
    assert told.action is not None
    assert told.action[0] == "Show the folder"
