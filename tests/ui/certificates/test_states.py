"""What the lists show instead of rows."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.errors import EnvironmentFault
from services.storage.sqlite.grids import SqliteGrids
from tests.ui.certificates.conftest import Staff
from ui.feedback.states import Skeleton, StatePanel


def state(staff: Staff) -> str:
    """What stands in place of the shown list's rows."""
    panels = [one for one in staff.page.grid.findChildren(StatePanel) if one.isVisible()]
    return panels[0].accessibleName() if panels else ""


def test_first_use_and_no_match(staff: Staff) -> None:
    page = staff.page
    page.show_tab(2)
    staff.wait(lambda: state(staff).startswith("The print queue is empty"))
    assert page.preview.now is None
    page.show_tab(1)
    staff.wait_for_rows(page.issued)
    page.issued.search_for("nobody-is-called-so")
    staff.wait(lambda: state(staff).startswith("No certificates match"))
    page.issued.clear_filters()
    staff.wait_for_rows(page.issued)


def test_loading_and_error(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Event()
    read = SqliteGrids.page

    def slow(self: SqliteGrids, *args: Any, **named: Any) -> Any:
        gate.wait(10)
        return read(self, *args, **named)

    def broken(self: SqliteGrids, *args: Any, **named: Any) -> Any:
        raise EnvironmentFault("file.not_written", path="workspace.db", cause="disk full")

    monkeypatch.setattr(SqliteGrids, "page", slow)
    page = staff.page
    page.tabs.setCurrentIndex(1)
    staff.qtbot.waitUntil(
        lambda: any(one.isVisible() for one in page.issued.findChildren(Skeleton)), timeout=5_000
    )
    gate.set()
    staff.wait_for_rows(page.issued)
    monkeypatch.setattr(SqliteGrids, "page", broken)
    page.issued.search_for("state:valid")
    staff.wait(lambda: "disk full" in state(staff))
    monkeypatch.setattr(SqliteGrids, "page", read)
    page.issued.clear_filters()
    staff.wait_for_rows(page.issued)
    QAbstractItemModelTester(page.queued.model)


def test_the_way_here_can_carry_a_search(staff: Staff) -> None:
    staff.desktop.window.go("certificates", {"tab": "issued", "search": "SC-2026-000007"})
    staff.wait(lambda: staff.page.issued.model.count == 1)
    assert staff.page.issued.model.cell(0, "number") == "SC-2026-000007"
    staff.desktop.window.go("certificates", {"tab": "eligible", "course": "First Aid at Work"})
    staff.wait(lambda: (staff.page.eligible.model.count or 90) < 90)
    assert staff.page.eligible.model.cell(0, "course") == "First Aid at Work"
