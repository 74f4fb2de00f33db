"""Leaving while something that was typed is in memory only: nobody loses it without being asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.messages import sentence
from ui.feedback.dialogs import Role, Sheet
from ui.operations.operations import Operations
from ui.theme.look import Look
from ui.widgets.basics import label
from ui.widgets.words import tr, trn

Go = Callable[[], object]

PATIENCE = 1.0
"""Seconds for the last drafts to reach the disk."""


def leave_safely(
    look: Look, window: QWidget, operations: Operations, save: Callable[[], object], go: Go
) -> bool:
    """Whether what was typed is on the disk; otherwise *save* it, and ask before *go*."""
    if operations.drafts.safe(PATIENCE):
        return True

    def saved() -> None:
        if operations.drafts.held:
            LosingSheet(look, window, operations, go).open()
        else:
            go()

    save()
    operations.once_idle(lambda: QTimer.singleShot(0, window, saved))
    return False


class LosingSheet(Sheet):
    """Says what cannot be written and why; `go` is called by whoever leaves all the same."""

    def __init__(self, look: Look, window: QWidget, operations: Operations, go: Go) -> None:
        held, trouble = operations.drafts.held, operations.drafts.trouble
        title = trn("{n} text is not on the disk", "{n} texts are not on the disk", len(held))
        super().__init__(look, window, title, sentence(trouble) if trouble else "", 480)
        self._texts, self._go = [one.text for one in held], go
        words = tr(
            "It is in this window only. Stay, and it is written as soon as that is possible."
        )
        self.body.addWidget(label(look, words, "body", wraps=True))
        self.add_button(tr("Leave without it"), Role.DestructiveRole, self._leave, kind="danger")
        self.add_button(tr("Copy it"), Role.ActionRole, self._copy)
        self.add_button(tr("Stay"), Role.RejectRole, self.reject, kind="primary")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n\n".join(self._texts))

    def _leave(self) -> None:
        self.accept()
        self._go()
