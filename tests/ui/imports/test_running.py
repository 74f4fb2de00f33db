"""How far a check or an import is, in words."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.operations.jobs import Job
from ui.theme.look import Look
from ui.views.imports.running_step import RunningStep


@pytest.mark.parametrize(
    ("done", "total", "said"),
    [
        (1, 0, "1 row read"),
        (1200, 0, "1,200 rows read"),
        (1, 1, "1 of 1 row"),
        (1, 40, "1 of 40 rows"),
    ],
)
def test_rows_are_counted_in_words_that_fit(qtbot: QtBot, done: int, total: int, said: str) -> None:
    step = RunningStep(Look())
    qtbot.addWidget(step)
    job = Job("Check", "upload", step)
    job.done, job.total = done, total or None
    step.show_job(job)
    assert step._facts.text() == said
