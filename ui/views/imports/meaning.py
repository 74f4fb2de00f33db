"""Which column of the file is which field: pre-filled by names, changed with combo boxes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QScrollArea, QSizePolicy, QWidget

from app.ports.interchange import TablePreview
from ui.theme.look import Look
from ui.views.imports.words import FIELDS
from ui.widgets.basics import Text, column, frame, label, row, set_property
from ui.widgets.words import tr

WIDE = 320
NAME = 112
"""The room of a field's name beside its combo box."""


class Meaning(QScrollArea):
    """A combo box a field; a column that is given to another field leaves the one it was at.

    Signals:
        changed(dict[str, int]): fields with their columns, from 0.
    """

    changed = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setWidgetResizable(True)
        self.setFixedWidth(round(WIDE * max(1.0, look.text_scale)))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("kind", "side")
        self.combos: dict[str, QComboBox] = {}
        self._notes: dict[str, Text] = {}
        self._preview: TablePreview | None = None

    @property
    def meant(self) -> dict[str, int]:
        """Fields with the columns that were chosen for them."""
        chosen = {name: combo.currentData() for name, combo in self.combos.items()}
        return {name: place for name, place in chosen.items() if place is not None}

    @property
    def lacking(self) -> tuple[str, ...]:
        """Fields that a row cannot do without, and that have no column."""
        preview, meant = self._preview, self.meant
        return () if preview is None else tuple(one for one in preview.required if one not in meant)

    def show_preview(self, preview: TablePreview, meant: dict[str, int]) -> None:
        """Offer the file's columns for each field of its table."""
        self._preview = preview
        self.combos, self._notes = {}, {}
        body = frame("surface")
        lines = column(body, margins=(24, 12, 16, 12), gap=8)
        lines.addWidget(label(self._look, tr("Which column is which"), "card-title"))
        for name in (*preview.required, *preview.optional):
            lines.addWidget(self._line(name, preview, meant.get(name)))
        lines.addStretch(1)
        self.setWidget(body)
        self._look.dress(self)
        self._tell()

    def _line(self, name: str, preview: TablePreview, place: int | None) -> QWidget:
        look, words = self._look, tr(FIELDS[name])
        holder = frame("plain")
        lines = column(holder, gap=2)
        line = frame("plain")
        across = row(line, gap=8)
        title = label(look, words, "body")
        title.setMinimumWidth(round(NAME * max(1.0, look.text_scale)))
        combo = QComboBox()
        combo.setFont(look.font("body"))
        combo.setAccessibleName(words)
        combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        combo.addItem(tr("Not in the file"), None)
        for number, cell in enumerate(preview.columns):
            combo.addItem(cell.strip() or tr("Column {n}", n=number + 1), number)
        combo.setCurrentIndex(0 if place is None else place + 1)
        combo.currentIndexChanged.connect(partial(self._chosen, name))
        title.setBuddy(combo)
        across.addWidget(title)
        across.addWidget(combo, 1)
        lines.addWidget(line)
        note = label(look, tr("A row needs it: choose its column."), "small", "danger", wraps=True)
        lines.addWidget(note)
        self.combos[name], self._notes[name] = combo, note
        return holder

    def _chosen(self, name: str, index: int) -> None:
        for other, combo in self.combos.items():
            if index and other != name and combo.currentIndex() == index:
                combo.blockSignals(True)
                combo.setCurrentIndex(0)
                combo.blockSignals(False)
        self._tell()
        self.changed.emit(self.meant)

    def _tell(self) -> None:
        lacking = self.lacking
        for name, note in self._notes.items():
            note.setVisible(name in lacking)
            combo = self.combos[name]
            set_property(combo, "wrong", "true" if name in lacking else "false")
            combo.setAccessibleDescription(note.text() if name in lacking else "")
