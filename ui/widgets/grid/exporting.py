"""A list as a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.context import Context
from app.domain.actor import Actor
from app.domain.errors import EnvironmentFault
from app.ports.grid import Anchor, GridQuery, GridRow
from ui.feedback.toasts import Notice
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
        def work(context: Context, actor: Actor) -> int:
            return write_csv(Path(path), context, actor, query, columns=columns, spec=spec)

        def done(count: int) -> None:
            words = trn("{n} row exported", "{n} rows exported", count)
            desk.notify(Notice(title=words, line=path, icon="download"))

        desk.operations.inquire(work, done)

    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def write_csv(
    path: Path,
    context: Context,
    actor: Actor,
    query: GridQuery,
    *,
    columns: list[str],
    spec: GridSpec,
) -> int:
    """Write the rows of a query; how many. A file appears whole or not at all."""
    count = 0

    def rows() -> Iterator[GridRow]:
        nonlocal count
        after: Anchor | None = None
        while True:
            page = context.grids.page(query, actor, AT_ONCE, after=after)
            count += len(page.rows)
            yield from page.rows
            if len(page.rows) < AT_ONCE:
                return
            after = page.last

    temporary = path.with_name(path.name + ".new")
    try:
        with temporary.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(table(spec.definition, columns, rows()))
        temporary.replace(path)
    except OSError as error:
        raise EnvironmentFault(
            "workspace.cannot_open", path=str(path), cause=error.strerror
        ) from error
    return count
