"""A list as a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog

from app.context import Context
from app.domain.actor import Actor
from app.ports.grid import Anchor, GridPage, GridQuery, GridRow
from ui.feedback.toasts import Notice
from ui.operations.jobs import Job
from ui.operations.whole_file import whole_file
from ui.views.page import Desk
from ui.widgets.grid.clipboard import table
from ui.widgets.grid.spec import GridSpec
from ui.widgets.grid.table import GridTable
from ui.widgets.words import tr, trn

AT_ONCE = 1000


def export_list(desk: Desk, spec: GridSpec, query: GridQuery, view: GridTable) -> None:
    """Ask where to, then write all rows that match, with the columns shown."""
    columns = [name for name, _ in view.columns()]
    dialog = QFileDialog(view.window(), tr("Export {things}", things=spec.nouns[1]))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("CSV (*.csv)")
    dialog.setDefaultSuffix("csv")
    dialog.selectFile(f"{spec.definition.id}.csv")

    def chosen(path: str) -> None:
        def work(context: Context, actor: Actor, job: Job) -> int:
            asked = partial(context.grids.page, query, actor)
            return write_csv(Path(path), spec, columns, asked, job.report)

        def done(count: int) -> None:
            words = trn("{n} row exported", "{n} rows exported", count)
            desk.notify(Notice(title=words, line=path, icon="download"))

        title = tr("Export {things}", things=spec.nouns[1])
        desk.operations.job(title, "download", work, done)

    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class Pages(Protocol):
    """The rows of a list, from one on."""

    def __call__(self, size: int, *, after: Anchor | None = None) -> GridPage:
        """At most *size* rows after one."""
        ...


def write_csv(
    path: Path,
    spec: GridSpec,
    columns: Sequence[str],
    pages: Pages,
    progress: Callable[[int, int | None], None],
) -> int:
    """Write all rows of a list, whole or not at all; how many. *progress* may stop it.

    Raises `EnvironmentFault` (``file.not_written``).
    """
    count = 0

    def rows() -> Iterator[GridRow]:
        nonlocal count
        after: Anchor | None = None
        while True:
            page = pages(AT_ONCE, after=after)
            count += len(page.rows)
            progress(count, None)
            yield from page.rows
            if len(page.rows) < AT_ONCE:
                return
            after = page.last

    with whole_file(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(table(spec.definition, columns, rows()))
    return count
