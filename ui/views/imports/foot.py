"""The wizard's foot: back at the left, the primary button with its number at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from app.ports.interchange import TableCheck
from ui.theme.look import Look
from ui.widgets.basics import Button, button, row
from ui.widgets.words import tr, trn


class Foot(QFrame):
    """Three buttons; which of them are there depends on the step."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        self.setFixedHeight(look.size("dialog-footer"))
        self.setAccessibleName(tr("Steps"))
        across = row(self, margins=(24, 0, 24, 0), gap=8)
        self.back: Button = button(look, tr("Back"))
        self.save: Button = button(look, "", icon="download")
        self.primary: Button = button(look, "", kind="primary")
        across.addWidget(self.back)
        across.addStretch(1)
        across.addWidget(self.save)
        across.addWidget(self.primary)
        self.nothing()

    def nothing(self) -> None:
        """No step to take from here."""
        self.hide()

    def columns(self, *, lacking: int = 0) -> None:
        """From the columns to the check, unless so many that are needed are *lacking*."""
        self._show(tr("Back"), "", tr("Check the rows"))
        self.primary.setEnabled(not lacking)
        self.primary.setToolTip(
            trn(
                "A row needs {n} more column: choose it first.",
                "A row needs {n} more columns: choose them first.",
                lacking,
            )
            if lacking
            else ""
        )

    def course(self) -> None:
        """From the folder to the import."""
        self._show(tr("Back"), "", tr("Import this course"))

    def check(self, check: TableCheck) -> None:
        """From the check to the import of so many rows."""
        ready, bad = check.added + check.updated, len(check.problems)
        save = trn("Save {n} bad row", "Save {n} bad rows", bad) if bad else ""
        self._show(tr("Back"), save, trn("Import {n} row", "Import {n} rows", ready))
        self.primary.setEnabled(ready > 0)
        self.primary.setToolTip("" if ready else tr("The file brings nothing new."))

    def done(self, onward: str) -> None:
        """From what was imported to where it is."""
        self._show(tr("Import another file"), "", onward)

    def _show(self, back: str, save: str, primary: str) -> None:
        self.show()
        self.back.setText(back)
        self.back.setAccessibleName(back)
        self.save.setText(save)
        self.save.setAccessibleName(save)
        self.save.setVisible(bool(save))
        self.primary.setText(primary)
        self.primary.setAccessibleName(primary)
        self.primary.setEnabled(True)
        self.primary.setToolTip("")
