"""Putting a backup in the place of a workspace's database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ui.feedback.dialogs import Role, Sheet
from ui.models.days import moment_text
from ui.operations.doors import Backup
from ui.theme.look import Look
from ui.widgets.basics import label
from ui.widgets.words import tr

SHOWN = 23
"""As many as are kept: 12 of hours, 7 of days, 4 of weeks."""


class RestoreSheet(Sheet):
    """Asks which backup; `restore` is called with it."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        backups: Sequence[Backup],
        restore: Callable[[Path], object],
    ) -> None:
        line = tr(
            "The workspace becomes what it was then. What it is now is kept in a file beside it."
        )
        super().__init__(look, parent, tr("Restore a backup"), line, 480)
        self._restore = restore
        self._group = QButtonGroup(self)
        self._paths = [one.path for one in backups[:SHOWN]]
        locale = QLocale()
        for place, one in enumerate(backups[:SHOWN]):
            when = moment_text(one.at)
            size = locale.formattedDataSize(one.size)
            choice = QRadioButton(tr("{when}, {size}", when=when, size=size))
            choice.setAccessibleName(choice.text())
            choice.setFont(look.font("body"))
            choice.setChecked(place == 0)
            self._group.addButton(choice, place)
            self.body.addWidget(choice)
        self.body.setSpacing(4)
        if not backups:
            none = tr("There is no backup yet. One is made every half hour in which you work.")
            self.body.addWidget(label(look, none, "body", "muted", wraps=True))
        self.add_button(tr("Cancel"), Role.RejectRole, self.reject)
        if backups:
            self.add_button(tr("Restore this backup"), Role.AcceptRole, self._chosen, kind="danger")

    def _chosen(self) -> None:
        path = self._paths[self._group.checkedId()]
        self.accept()
        self._restore(path)
