"""Jobs as people see them."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.errors import EnvironmentFault
from tests.support.window import settle
from ui.operations.job_journal import FILE_NAME, read_jobs
from ui.operations.jobs import Job
from ui.shell.application import Desktop
from ui.shell.job_centre import JobRow, progress_words, time_left


def _counting(job: Job, started: threading.Event) -> None:
    done = 0
    while True:
        done += 1
        job.report(min(done, 499), 500)
        started.set()


def test_a_job_is_shown_while_it_runs_and_cancel_stops_it(desktop: Desktop, qtbot: QtBot) -> None:
    window, started = desktop.window, threading.Event()
    job = desktop.operations.job("Count", "award", lambda _c, _a, job: _counting(job, started))
    qtbot.waitUntil(started.is_set)
    qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    centre = window.overlays.jobs
    assert centre.isVisible()
    assert "1 running" in window.top.jobs.accessibleName()
    (row,) = centre.findChildren(JobRow)
    qtbot.mouseClick(row._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: job.state == "stopped")
    assert "running" not in window.top.jobs.accessibleName()
    assert "taken back" in row.accessibleName()


def test_what_ended_stays_with_its_action_until_cleared(desktop: Desktop, qtbot: QtBot) -> None:
    ran: list[str] = []
    job = desktop.operations.job("Export", "download", lambda *_: None)
    job.action = ("Show file", lambda: ran.append("shown"))
    settle(desktop)
    assert job.state == "finished"
    desktop.window.toggle_jobs()
    centre = desktop.window.overlays.jobs
    (row,) = centre.findChildren(JobRow)
    assert row._action is not None
    qtbot.mouseClick(row._action, Qt.MouseButton.LeftButton)
    assert ran == ["shown"]
    qtbot.mouseClick(centre._clear, Qt.MouseButton.LeftButton)
    assert desktop.operations.jobs.all() == []


def test_a_refusal_is_told_in_words(desktop: Desktop) -> None:
    def refuse(*_: object) -> None:
        raise EnvironmentFault("workspace.disk_full", path="x", cause="no room")

    job = desktop.operations.job("Import", "upload", refuse)
    settle(desktop)
    assert job.state == "failed"
    assert "no room left" in progress_words(job)


def test_esc_closes_and_gives_the_focus_back(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.window.toggle_jobs()
    centre = desktop.window.overlays.jobs
    qtbot.keyClick(centre, Qt.Key.Key_Escape)
    assert not centre.isVisible()


def test_a_click_elsewhere_closes(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.window.toggle_jobs()
    window = desktop.window
    at = window.stack.mapTo(window, window.stack.rect().center())
    qtbot.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    assert not window.overlays.jobs.isVisible()


def test_the_list_outlives_the_program(desktop: Desktop, qtbot: QtBot) -> None:
    folder = desktop.operations.context.folder
    desktop.operations.job("Export", "download", lambda *_: None)
    settle(desktop)
    qtbot.waitUntil(lambda: any(one["state"] == "finished" for one in read_jobs(folder)))
    text = (folder / FILE_NAME).read_text().replace("finished", "running")
    (folder / FILE_NAME).write_text(text)
    desktop.workspaces.open(folder)
    settle(desktop)
    (job,) = desktop.operations.jobs.all()
    assert job.state == "stopped"
    assert "Interrupted" in progress_words(job)


def test_time_left_promises_no_more_than_is_known() -> None:
    assert time_left(38) == "about 40 s left"
    assert time_left(61) == "about 2 min left"
