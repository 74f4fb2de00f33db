"""The certificates page on the demo academy: 90 learners wait, 91 have one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.certificates.page import CertificatesPage
from ui.views.certificates.showing import Shown
from ui.widgets.grid import Grid

D = TypeVar("D", bound=QDialog)


class Staff:
    """Whoever works at the page, by mouse and keyboard."""

    def __init__(self, desktop: Desktop, qtbot: QtBot) -> None:
        self.desktop, self.qtbot = desktop, qtbot
        desktop.window.go("certificates", {})
        page = desktop.window.page
        assert isinstance(page, CertificatesPage)
        self.page = page
        self.wait_for_rows(page.eligible)

    def wait(self, true: Callable[[], object]) -> None:
        """Until something holds, and the window has come to rest."""
        self.qtbot.waitUntil(lambda: bool(true()), timeout=10_000)
        settle(self.desktop)

    def wait_for_rows(self, grid: Grid) -> None:
        """Until a list has rows and the preview shows its current one."""
        self.wait(lambda: grid.model.rowCount() and grid.current_id is not None)
        self.shown()

    def shown(self) -> Shown:
        """What the preview shows, once it is the current row's."""
        page = self.page
        self.wait(
            lambda: page.preview.now and page.preview.now.enrollment_id == page.grid.current_id
        )
        found = page.preview.now
        assert found is not None
        return found

    def dialog(self, kind: type[D]) -> D:
        """The dialog that is open, once it is."""

        def found() -> list[D]:
            return [one for one in self.desktop.window.findChildren(kind) if one.isVisible()]

        self.wait(found)
        return found()[0]

    def come_back(self) -> None:
        """Make the window the active one: without a window manager, nobody does after a dialog."""
        self.desktop.window.activateWindow()
        self.qtbot.waitUntil(self.desktop.window.isActiveWindow)

    def issued_ids(self) -> list[int]:
        """Every enrollment that a certificate was issued for, once for each issue."""
        from app.domain.entities import CertificateIssue

        with self.desktop.operations.context.store.reading() as rows:
            return [one.enrollment_id for one in rows.find(CertificateIssue)]


@pytest.fixture
def staff(desktop: Desktop, qtbot: QtBot) -> Staff:
    """At the page, with its first list shown."""
    return Staff(desktop, qtbot)


@pytest.fixture
def spooler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A spooler with two printers; the file holds the arguments of each `lp`, a line each."""
    programs, log = tmp_path / "bin", tmp_path / "lp.log"
    programs.mkdir()
    scripts = {
        "lp": f'#!/bin/sh\necho "$@" >> {log}\n'
        'case "$*" in *Broken*) echo "lp: jammed" >&2; exit 1;; esac\n',
        "lpstat": '#!/bin/sh\n[ "$1" = -e ] && printf "Attic\\nOffice\\nBroken\\n" || '
        'echo "system default destination: Office"\n',
    }
    for name, text in scripts.items():
        path = programs / name
        path.write_text(text)
        path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    log.touch()
    return log
