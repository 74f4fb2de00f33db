"""The last step: what was imported, where it is, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.ports.interchange import TableImport
from ui.models.wording import number_text
from ui.theme.look import Look
from ui.widgets.basics import button, column, frame, label, row
from ui.widgets.icon_label import CircledIcon, IconLabel
from ui.widgets.words import tr, trn

CIRCLE = 56
CARD = 520


class DoneStep(QFrame):
    """Counts in words, the file of bad rows, and Undo."""

    def __init__(self, look: Look, undo: Callable[[], object], show: Callable[[Path], object]):
        super().__init__()
        self._look, self._undo, self._show = look, undo, show
        self.setProperty("kind", "surface")
        self._lines = column(self)
        self._body: QWidget | None = None

    def show_report(self, report: TableImport, *, undoable: bool, is_back: bool = False) -> None:
        """Show what came of the import, or, if it *is_back*, that nothing of it is left."""
        if self._body is not None:
            self._lines.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = self._made(report, undoable=undoable, is_back=is_back)
        self._lines.addWidget(self._body, 1)

    def _made(self, report: TableImport, *, undoable: bool, is_back: bool) -> QWidget:
        look = self._look
        body = frame("surface")
        lines = column(body, margins=(24, 0, 24, 0))
        middle = Qt.AlignmentFlag.AlignHCenter
        lines.addStretch(2)
        icon, tone = ("undo-2", "accent") if is_back else ("check", "success")
        circle = CircledIcon(look, icon, tone, across=CIRCLE, ground=f"{tone}-soft")
        lines.addWidget(circle, 0, middle)
        lines.addSpacing(16)
        title, facts = _taken_back() if is_back else _counted(report)
        lines.addWidget(label(look, title, "dialog-title"), 0, middle)
        lines.addSpacing(6)
        lines.addWidget(label(look, facts, "body", "muted"), 0, middle)
        lines.addSpacing(16)
        if undoable:
            undo = button(look, tr("Undo this import"), self._undo, icon="undo-2")
            offer_undo(undo, is_back=is_back)
            lines.addWidget(undo, 0, middle)
        for warning in report.warnings:
            lines.addSpacing(12)
            lines.addWidget(_in_the_middle(self._note(warning, "info", "info")))
        if report.error_file:
            lines.addSpacing(12)
            lines.addWidget(_in_the_middle(self._bad(report, Path(report.error_file))))
        lines.addStretch(3)
        return body

    def _note(self, text: str, icon: str, tone: str) -> QFrame:
        card = frame("card")
        card.setFixedWidth(round(CARD * max(1.0, self._look.text_scale)))
        across = row(card, margins=(14, 10, 14, 10), gap=10)
        picture = IconLabel(self._look, icon, tone)
        across.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(label(self._look, text, "body", wraps=True), 1)
        return card

    def _bad(self, report: TableImport, file: Path) -> QFrame:
        words = trn(
            "One bad row is in {file}, with its reason. Correct it there and import that file.",
            "{n} bad rows are in {file}, with their reasons. Correct them there and import that "
            "file.",
            len(report.bad),
            file=file.name,
        )
        card = self._note(words, "triangle-alert", "warning")
        layout = card.layout()
        if layout is not None:
            layout.addWidget(
                button(self._look, tr("Show the file"), lambda: self._show(file), kind="link")
            )
        return card


def offer_undo(way_back: QPushButton, *, is_back: bool) -> None:
    """Let an import be taken back, unless it *is_back*: then say why it cannot."""
    why = tr("It was taken back already.") if is_back else ""
    way_back.setEnabled(not is_back)
    way_back.setToolTip(why)
    way_back.setAccessibleDescription(why)


def _counted(report: TableImport) -> tuple[str, str]:
    title = trn("{n} row imported", "{n} rows imported", report.added + report.updated)
    facts = tr(
        "{added} added, {updated} changed, {same} as they were.",
        added=number_text(report.added),
        updated=number_text(report.updated),
        same=number_text(report.unchanged),
    )
    return title, facts


def _taken_back() -> tuple[str, str]:
    return tr("The import was taken back"), tr("Nothing of it is left. Redo brings it here again.")


def _in_the_middle(card: QFrame) -> QFrame:
    """A card between two stretches: aligned, it would not be asked how high its words become."""
    holder = frame("plain")
    across = row(holder)
    across.addStretch(1)
    across.addWidget(card)
    across.addStretch(1)
    return holder
