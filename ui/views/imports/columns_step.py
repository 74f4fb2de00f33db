"""The second step: what the file is, and what its first rows look like."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from app.ports.interchange import TableName, TablePreview
from app.queries.grid import GridColumn
from ui.theme.look import Look
from ui.views.imports.meaning import Meaning
from ui.views.imports.words import TABLES
from ui.widgets.basics import column, frame, label, row
from ui.widgets.icon_label import IconLabel
from ui.widgets.listing import Listing
from ui.widgets.words import tr, trn

CELL = 150
NAMED = 10
"""Columns that are told by name."""
ERROR = "error"
"""A file of bad rows has it; it is left out without a word."""


class ColumnsStep(QFrame):
    """The table that was recognized, what its columns are taken for, the first 50 rows.

    Signals:
        retold(str): the file is to be read as another table.
        meant(dict[str, int]): columns (from 0) are to be taken for these fields.
    """

    retold = Signal(str)
    meant = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._preview: TablePreview | None = None
        self.setProperty("kind", "surface")
        lines = column(self)
        lines.addWidget(self._bar())
        self._notes = frame("infobar")
        across = row(self._notes, margins=(24, 8, 24, 8), gap=8)
        picture = IconLabel(look, "info", "info")
        across.addWidget(picture)
        self.note = label(look, "", "body", wraps=True)
        across.addWidget(self.note, 1)
        lines.addWidget(self._notes)
        middle = frame("plain")
        beside = row(middle)
        self.meaning = Meaning(look)
        self.meaning.changed.connect(self._tell)
        self.meaning.changed.connect(self.meant)
        beside.addWidget(self.meaning)
        self.rows = Listing(look, tr("First rows"), (), "")
        beside.addWidget(self.rows, 1)
        lines.addWidget(middle, 1)

    def _bar(self) -> QWidget:
        bar = frame("filterbar", height=self._look.size("filterbar") + 8)
        across = row(bar, margins=(24, 0, 24, 0), gap=10)
        name = label(self._look, tr("The file holds"), "body")
        across.addWidget(name)
        self.table = QComboBox()
        self.table.setFont(self._look.font("body"))
        self.table.setAccessibleName(tr("The file holds"))
        for key, words in TABLES.items():
            self.table.addItem(tr(words), key)
        self.table.activated.connect(self._chosen)
        across.addWidget(self.table)
        self._facts = label(self._look, "", "body", "muted")
        across.addWidget(self._facts)
        across.addStretch(1)
        return bar

    def show_preview(self, preview: TablePreview, meant: dict[str, int]) -> None:
        """Show what the file's first rows are, and what its columns are taken for."""
        self._preview = preview
        self.table.setCurrentIndex(self.table.findData(preview.table))
        self.meaning.show_preview(preview, meant)
        self.rows.stretch(str(len(preview.columns) - 1))
        self._tell()

    @Slot()
    def _tell(self) -> None:
        preview = self._preview
        if preview is None:
            return
        meant = set(self.meaning.meant.values())
        self._facts.setText(
            trn("{n} column means something here", "{n} columns mean something here", len(meant))
        )
        named = [cell.strip() for cell in preview.columns]
        unknown = [cell for place, cell in enumerate(named) if cell and place not in meant]
        unknown = [cell for cell in unknown if cell.lower() != ERROR]
        notes: list[str] = []
        if unknown:
            notes.append(_left_out(unknown))
        if preview.faults:
            number, words = preview.faults[0]
            notes.append(tr("Row {row}: {words}", row=number, words=words))
        self.note.setText(" ".join(notes))
        self._notes.setVisible(bool(notes))
        self.rows.show_rows(_cells(preview), _columns(preview, meant))

    def _chosen(self, place: int) -> None:
        name: TableName = self.table.itemData(place)
        self.retold.emit(name)


def _left_out(unknown: list[str]) -> str:
    names = ", ".join(unknown[:NAMED])
    if len(unknown) > NAMED:
        names = tr("{names} and {n} more", names=names, n=len(unknown) - NAMED)
    return trn(
        "One column means nothing here and is left out: {names}.",
        "{n} columns mean nothing here and are left out: {names}.",
        len(unknown),
        names=names,
    )


def _columns(preview: TablePreview, meant: set[int]) -> tuple[GridColumn, ...]:
    number = GridColumn(id="#", title="Row", kind="number", width=72)
    return (
        number,
        *(
            GridColumn(
                id=f"{place}",
                title=name,
                kind="text" if place in meant else "muted",
                width=210 if "mail" in name.lower() else CELL,
            )
            for place, name in enumerate(preview.columns)
        ),
    )


def _cells(preview: TablePreview) -> list[tuple[int | str, ...]]:
    return [(number, *cells) for number, cells in preview.rows]
