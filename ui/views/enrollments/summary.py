"""What a change of many enrollments would do, before it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.commands import StatusAction
from ui.feedback.popovers import Popover
from ui.views.enrollments.changing import Summary
from ui.views.enrollments.words import asked_words, summary_words
from ui.views.page import Desk
from ui.widgets.basics import button, column, frame, label, row
from ui.widgets.words import tr

WIDTH = 360


class SummaryPopover(Popover):
    """Hangs at the selection bar; `run` gets the reason that was given."""

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        action: StatusAction,
        summary: Summary,
        run: Callable[[str], object],
    ) -> None:
        words = asked_words(action, summary.fits)
        super().__init__(desk.look, window, words, WIDTH)
        self._run = run
        look = desk.look
        outer = column(self, margins=(16, 14, 16, 14), gap=4)
        outer.addWidget(label(look, words, "card-title"))
        line = label(look, summary_words(action, summary), "body", "muted", wraps=True)
        line.setMinimumHeight(line.heightForWidth(WIDTH - 32))
        outer.addWidget(line)
        outer.addSpacing(8)
        outer.addWidget(label(look, tr("Reason (optional)"), "label"))
        self._reason = QLineEdit()
        self._reason.setFont(look.font("body"))
        self._reason.setAccessibleName(tr("Reason (optional)"))
        self._reason.setMaxLength(500)
        outer.addWidget(self._reason)
        outer.addSpacing(10)
        foot = frame("plain")
        across = row(foot, gap=8)
        across.addStretch(1)
        across.addWidget(button(look, tr("Cancel"), self.close_up))
        self.decide = button(look, words, self._decided, kind="primary")
        self.decide.setEnabled(summary.fits > 0)
        if not summary.fits:
            self.decide.setToolTip(tr("None of the selected enrollments allows it"))
        across.addWidget(self.decide)
        outer.addWidget(foot)
        self._reason.returnPressed.connect(self.decide.click)
        self.closed.connect(self.deleteLater)
        self.setAccessibleDescription(summary_words(action, summary))

    def first_focus(self) -> None:
        self._reason.setFocus(Qt.FocusReason.PopupFocusReason)

    def _decided(self) -> None:
        reason = self._reason.text().strip()
        self.close_up()
        self._run(reason)
