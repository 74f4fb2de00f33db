"""The second step: what the file is, and what its first rows look like."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from app.ports.interchange import TableName, TablePreview
from app.queries.grid import GridColumn
from ui.theme.look import Look
from ui.views.imports.words import TABLES
from ui.widgets.basics import column, frame, label, row
from ui.widgets.icon_label import IconLabel
from ui.widgets.listing import Listing
from ui.widgets.words import tr, trn

CELL = 150


class ColumnsStep(QFrame):
    """The table that was recognized, the columns that mean nothing, the first 50 rows.

    Signals:
        retold(str): the file is to be read as another table.
    """

    retold = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "surface")
        lines = column(self)
        lines.addWidget(self._bar())
        self._notes = frame("infobar")
        across = row(self._notes, margins=(24, 8, 24, 8), gap=8)
        picture = IconLabel(look, "info", "info")
        across.addWidget(picture)
        self._note = label(look, "", "body", wraps=True)
        across.addWidget(self._note, 1)
        lines.addWidget(self._notes)
        self.rows = Listing(look, tr("First rows"), (), "")
        lines.addWidget(self.rows, 1)

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

    def show_preview(self, preview: TablePreview) -> None:
        """Show what the file's first rows are."""
        self.table.setCurrentIndex(self.table.findData(preview.table))
        meant = len(preview.columns) - len(preview.unknown)
        self._facts.setText(
            trn("{n} column means something here", "{n} columns mean something here", meant)
        )
        notes: list[str] = []
        if preview.unknown:
            names = ", ".join(preview.unknown)
            words = trn(
                "One column means nothing here and is left out: {names}.",
                "{n} columns mean nothing here and are left out: {names}.",
                len(preview.unknown),
                names=names,
            )
            notes.append(words)
        if preview.faults:
            number, words = preview.faults[0]
            notes.append(tr("Row {row}: {words}", row=number, words=words))
        self._note.setText(" ".join(notes))
        self._notes.setVisible(bool(notes))
        self.rows.stretch(str(len(preview.columns) - 1))
        self.rows.show_rows(_cells(preview), _columns(preview))

    def _chosen(self, place: int) -> None:
        name: TableName = self.table.itemData(place)
        self.retold.emit(name)


def _columns(preview: TablePreview) -> tuple[GridColumn, ...]:
    unknown = set(preview.unknown)
    number = GridColumn(id="#", title="Row", kind="number", width=72)
    return (
        number,
        *(
            GridColumn(
                id=f"{place}",
                title=name,
                kind="muted" if name.strip().lower() in unknown else "text",
                width=210 if name.strip().lower() == "email" else CELL,
            )
            for place, name in enumerate(preview.columns)
        ),
    )


def _cells(preview: TablePreview) -> list[tuple[int | str, ...]]:
    return [(number, *cells) for number, cells in preview.rows]
