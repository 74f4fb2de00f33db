"""Removing the demo academy: said beforehand, because it cannot be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.feedback.dialogs import Role, Sheet
from ui.theme.look import Look
from ui.widgets.words import tr


class RemoveDemoSheet(Sheet):
    """Asks once; `remove` is called where the answer is yes."""

    def __init__(self, look: Look, window: QWidget, remove: Callable[[], object]) -> None:
        line = tr(
            "Its courses, learners and certificates are deleted from this computer, with "
            "everything you tried in it. This cannot be undone; a new one can be made at any time."
        )
        super().__init__(look, window, tr("Remove the demo academy?"), line, 440)
        self._remove = remove
        self.add_button(tr("Cancel"), Role.RejectRole, self.reject)
        self.add_button(tr("Remove"), Role.DestructiveRole, self._decided, kind="danger")

    def _decided(self) -> None:
        self.accept()
        self._remove()
