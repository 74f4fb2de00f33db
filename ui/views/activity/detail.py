"""One event, workflow or change in full, beside its list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from app.queries.activity import ActivityDetail
from ui.models.days import moment_text
from ui.models.wording import STATUS_WORDS
from ui.theme.look import Look
from ui.views.notifications.targets import place_of
from ui.widgets.basics import Text, button, column, frame, label, row
from ui.widgets.words import tr

WIDTH = 380
Go = Callable[[str, Mapping[str, Any]], None]


class Detail(QFrame):
    """What is stored of one row, what went wrong, and the way to what it is about."""

    def __init__(self, look: Look, go: Go) -> None:
        super().__init__()
        self._go = go
        self._shown: ActivityDetail | None = None
        self.setProperty("kind", "inspector")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Details"))
        lines = column(self, margins=(16, 14, 16, 16), gap=10)
        self.title: Text = label(look, "", "section-title", wraps=True)
        self.facts: Text = label(look, "", "small", "muted", wraps=True)
        self.problem: Text = label(look, "", "body", "danger", wraps=True)
        for one in (self.title, self.facts, self.problem):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            lines.addWidget(one)
        self.payload = QPlainTextEdit()
        self.payload.setReadOnly(True)
        self.payload.setProperty("kind", "field")
        self.payload.setTabChangesFocus(True)
        self.payload.setAccessibleName(tr("What it carried"))
        self.payload.setFont(look.font("md-code"))
        self.payload.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        lines.addWidget(self.payload, 1)
        foot = frame("plain")
        across = row(foot, gap=8)
        self.open_target = button(look, tr("Open"), self._open, icon="external-link")
        self.copy = button(look, tr("Copy all"), self._copy, icon="copy", kind="quiet")
        across.addWidget(self.open_target)
        across.addWidget(self.copy)
        across.addStretch(1)
        lines.addWidget(foot)
        self.clear()

    def clear(self) -> None:
        """Nothing is chosen."""
        self._shown = None
        self.title.setText(tr("Choose a row to see it in full."))
        self.title.set_tone("muted")
        for one in (self.facts, self.problem, self.payload, self.open_target, self.copy):
            one.hide()

    def tell(self, found: ActivityDetail) -> None:
        """Show one row."""
        self._shown = found
        self.title.setText(found.title)
        self.title.set_tone("")
        known = STATUS_WORDS.get(found.status, found.status)
        by = tr("by {name}", name=found.by) if found.by else ""
        told = (tr(known) if known else "", moment_text(found.at), by, found.name)
        self.facts.setText(", ".join(one for one in told if one))
        self.problem.setText(found.problem)
        self.payload.setPlainText(found.payload)
        for one in (self.facts, self.payload, self.copy):
            one.show()
        self.problem.setVisible(bool(found.problem))
        self.open_target.setVisible(found.target is not None)

    def _open(self) -> None:
        place = place_of(self._shown.target) if self._shown and self._shown.target else None
        if place is not None:
            self._go(*place)

    def _copy(self) -> None:
        if self._shown is not None:
            QGuiApplication.clipboard().setText(self._shown.document)
