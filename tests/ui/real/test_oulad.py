"""Twelve thousand real enrollments in the window: opened, filtered, charted, printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.entities import CertificateIssue
from tests.support.exchange import real_data
from tests.support.oulad_workspace import oulad_workspace
from tests.support.window import copy_demo, open_desktop, settle
from tests.ui.certificates.conftest import Staff
from ui.shell.application import Desktop
from ui.views.analytics.page import AnalyticsPage
from ui.views.analytics.spans import ALL
from ui.views.certificates.dialogs import IssueDialog, PrintDialog
from ui.views.enrollments.page import EnrollmentsPage

ENROLLMENTS, COMPLETED, ACTIVE, DROPPED = 12_489, 8_917, 3_563, 9
PRINTED = 3


@pytest.fixture(scope="session")
def oulad_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed workspace; processes of one run share it."""
    source = real_data("oulad")
    base = tmp_path_factory.getbasetemp()
    return oulad_workspace(source, (base.parent if "popen" in base.name else base) / "oulad")


@pytest.fixture
def oulad(oulad_source: Path, tmp_path: Path, qapp: object) -> Iterator[Desktop]:
    """The window on a copy of it."""
    workspace = copy_demo(oulad_source, tmp_path / "workspace")
    with open_desktop(workspace, tmp_path / "memory.json") as desktop:
        desktop.window.activateWindow()
        yield desktop


def test_all_enrollments_are_listed_filtered_and_selected(oulad: Desktop, qtbot: QtBot) -> None:
    oulad.window.go("enrollments", {})
    settle(oulad)
    page = oulad.window.page
    assert isinstance(page, EnrollmentsPage)
    grid = page.grid
    qtbot.waitUntil(lambda: grid.model.count == ENROLLMENTS)
    for search, count in (
        ("status:completed", COMPLETED),
        ("status:active", ACTIVE),
        ('status:completed course:"AAA 2013J"', 278),
        ("status:dropped", DROPPED),
    ):
        grid.clear_filters()
        settle(oulad)
        grid.focus_search()
        field = oulad.window.focusWidget()
        assert field is not None
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, search)
        QTest.keyClick(field, Qt.Key.Key_Return)
        settle(oulad)
        qtbot.waitUntil(lambda count=count: grid.model.count == count)
    grid.clear_filters()
    settle(oulad)
    grid.search_for("student 11391")
    settle(oulad)
    qtbot.waitUntil(lambda: grid.model.count == 1)


def test_they_are_charted_over_all_their_time(oulad: Desktop) -> None:
    oulad.memory.put("analytics.preset", ALL)
    oulad.window.go("analytics", {})
    settle(oulad)
    page = oulad.window.page
    assert isinstance(page, AnalyticsPage)
    rows = {str(row[0]): str(row[1]) for row in page.cards.twelve.table.twin.table.rows}
    assert rows["Learners"] == "12,400"
    assert rows["Published courses"] == "12"
    assert rows["Completion rate"].startswith("71.4")
    assert rows["Courses per learner"] == "1.01"
    assert page.board is not None
    assert page.board.span.first <= date(2013, 10, 1)
    told = {str(row[0]): row[1] for row in page.cards.statuses.table.twin.table.rows}
    assert told == {
        "Active": ACTIVE,
        "Completed": COMPLETED,
        "Suspended": 0,
        "Dropped": DROPPED,
    }


def test_certificates_are_issued_and_their_files_reach_the_spooler(
    oulad: Desktop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = tmp_path / "spool"
    programs = tmp_path / "bin"
    for folder in (spool, programs):
        folder.mkdir()
    scripts = {
        "lp": f'#!/bin/sh\nfor last; do :; done\ncp "$last" {spool}/$$.pdf\n',
        "lpstat": '#!/bin/sh\n[ "$1" = -e ] && echo Office || echo "system default destination: '
        'Office"\n',
    }
    for name, text in scripts.items():
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")

    staff = Staff(oulad, qtbot)
    page = staff.page
    staff.wait(lambda: page.eligible.model.count == COMPLETED)
    table = page.eligible.table.frozen
    table.setFocus()
    for _ in range(PRINTED):
        qtbot.keyClick(table, Qt.Key.Key_Space)
        qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(oulad.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(staff.dialog(IssueDialog), Qt.Key.Key_Return)
    staff.wait(lambda: page.eligible.model.count == COMPLETED - PRINTED)
    staff.come_back()
    qtbot.keyClick(oulad.window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    staff.wait_for_rows(page.issued)
    assert page.issued.model.count == PRINTED
    page.issued.selected.all()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(oulad.window, Qt.Key.Key_Q, keys)
    staff.wait(lambda: len(page.queue.numbers) == PRINTED)
    qtbot.keyClick(oulad.window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    staff.wait_for_rows(page.queued)
    page.primary.click()
    qtbot.keyClick(staff.dialog(PrintDialog), Qt.Key.Key_Return)
    staff.wait(lambda: not page.queue.numbers)
    printed = {sha256(one.read_bytes()).hexdigest() for one in spool.iterdir()}
    with oulad.operations.context.store.reading() as rows:
        issued = {one.pdf_sha256 for one in rows.find(CertificateIssue)}
    assert len(printed) == PRINTED
    assert printed == issued
