"""What a check of the workspace found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.feedback.states import StatePanel, StateWords
from ui.views.page import Desk, Page
from ui.widgets.basics import button, column, frame, hairline, label, row
from ui.widgets.page_head import PageHead
from ui.widgets.words import tr, trn

KINDS = {
    "structure": "Database file",
    "reference": "Reference",
    "journal": "Journal",
    "text": "Lesson text",
    "file": "File",
    "count": "Figure",
}


class CheckPage(Page):
    """The faults of the last check, or that there is none."""

    TITLE = "Workspace check"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines = column(self)
        again = button(
            desk.look, tr("Check again"), lambda: desk.actions.trigger("workspace.check")
        )
        self._mend = button(desk.look, tr("Count anew"), self._recount)
        self._mend.setToolTip(tr("Sets the figures right from the rows that they count"))
        self._again = again
        self._head = PageHead(desk.look, tr("Workspace check"), self._mend, again)
        self._lines.addWidget(self._head)
        self._body: QWidget | None = None
        self._show([])

    @property
    def crumbs(self) -> tuple[str, ...]:
        return (tr("Home"), tr("Workspace check"))

    def main_view(self) -> QWidget:
        return self._again

    def open(self, params: Mapping[str, Any]) -> None:
        self._show(params.get("faults", []))

    def standing(self) -> Mapping[str, Any]:
        return {"faults": self._faults}

    def _show(self, faults: Sequence[Sequence[str]]) -> None:
        self._faults = faults
        if self._body is not None:
            self._lines.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._mend.setVisible(any(kind == "count" for kind, _, _ in faults))
        self._head.tell(trn("{n} fault", "{n} faults", len(faults)))
        self._body = self._listed(faults) if faults else self._sound()
        self._lines.addWidget(self._body, 1)

    def _recount(self) -> None:
        def check(_: int) -> None:
            self.desk.actions.trigger("workspace.check")

        self.desk.operations.write(lambda context, actor: context.background.recount(actor), check)

    def _sound(self) -> QWidget:
        return StatePanel(
            self.look,
            StateWords(
                icon="shield-check",
                title=tr("No fault was found"),
                line=tr("Rows, references, journal, texts, files and figures agree."),
            ),
        )

    def _listed(self, faults: Sequence[Sequence[str]]) -> QWidget:
        holder = frame("surface")
        lines = column(holder, margins=(24, 8, 24, 24))
        metrics = QFontMetrics(self.look.font("body-strong"))
        names = max(120, *(metrics.horizontalAdvance(tr(one)) + 4 for one in KINDS.values()))
        for kind, subject, detail in faults:
            made = frame("plain")
            made.setMinimumHeight(48)
            across = row(made, margins=(0, 4, 0, 4), gap=16)
            name = label(self.look, tr(KINDS.get(kind, kind)), "body-strong")
            name.setFixedWidth(names)
            across.addWidget(name)
            words = frame("plain")
            texts = column(words, gap=1)
            texts.addWidget(label(self.look, subject, "body-strong", wraps=True))
            texts.addWidget(label(self.look, detail, "small", "muted", wraps=True))
            across.addWidget(words, 1)
            lines.addWidget(made)
            lines.addWidget(hairline())
        remedy = tr("Restoring the newest backup that is sound takes all of this back.")
        lines.addSpacing(12)
        lines.addWidget(label(self.look, remedy, "body", "muted", wraps=True))
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(holder)
        return area
