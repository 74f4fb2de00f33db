"""One event, workflow or change in full, beside its list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.queries.activity import ActivityDetail
from ui.theme.look import Look
from ui.views.activity.facts import fact_table, problem_banner
from ui.views.activity.words import part_facts, part_title, status_words, title_text, told
from ui.views.notifications.targets import place_of
from ui.widgets.basics import Text, button, column, frame, label, row
from ui.widgets.grid.statuses import status_look
from ui.widgets.pill import StatusPill
from ui.widgets.words import tr

WIDTH, NARROW = 340, 272
ENDED_BADLY = ("failed", "cancelled")


class Detail(QFrame):
    """What is stored of one row, what went wrong, and the way to what it is about.

    Signals:
        open_wanted(Target): go to what it is about.
        retry_wanted(): try what is shown again.
    """

    open_wanted = Signal(object)
    retry_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.shown: ActivityDetail | None = None
        self.setProperty("kind", "inspector")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Details"))
        lines = column(self)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(tr("Details"))
        lines.addWidget(self._scroll, 1)
        self._foot = frame("sidefoot", height=look.size("dialog-footer"))
        across = row(self._foot, margins=(16, 0, 16, 0), gap=8)
        self.retry = button(
            look, tr("Try again"), self.retry_wanted.emit, icon="rotate-ccw", kind="primary"
        )
        self.go = button(look, tr("Open"), self._open, icon="external-link")
        self.copy = button(look, tr("Copy all"), self._copy, icon="copy", kind="quiet")
        for one in (self.retry, self.go, self.copy):
            across.addWidget(one)
        across.addStretch(1)
        lines.addWidget(self._foot)
        self.clear()

    def clear(self) -> None:
        """Nothing is chosen."""
        self.shown = None
        holder = frame("side")
        lines = column(holder, margins=(16, 14, 16, 16))
        words = tr("Choose a row to see it in full.")
        lines.addWidget(label(self._look, words, "body", "muted", wraps=True))
        lines.addStretch(1)
        self._scroll.setWidget(holder)
        self._foot.hide()

    def tell(self, found: ActivityDetail, why_not: str | None = None) -> None:
        """Show one row; *why_not* says why it cannot be tried again, where it could be."""
        self.shown = found
        self._scroll.setWidget(self._body(found))
        self._foot.show()
        self.go.setVisible(found.target is not None)
        self.retry.setVisible(found.status in ENDED_BADLY)
        self.retry.setEnabled(why_not is None)
        self.retry.setToolTip(why_not or "")

    def fit(self, room: int) -> None:
        """Take less of a narrow screen."""
        self.setFixedWidth(WIDTH if room >= 900 else NARROW)

    def texts(self) -> list[str]:
        """All that is said, in order."""
        return [one.text() for one in self._scroll.findChildren(Text)]

    def _body(self, found: ActivityDetail) -> QWidget:
        look = self._look
        holder = frame("side")
        lines = column(holder, margins=(16, 14, 16, 16), gap=10)
        lines.addWidget(label(look, title_text(found), "section-title", wraps=True))
        if found.status:
            pill = StatusPill(look)
            pill.tell(status_words(found.status), *status_look("status", found.status))
            lines.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeading)
        if found.problem:
            lines.addWidget(problem_banner(look, found.problem))
        lines.addWidget(fact_table(look, told(found)))
        for part, facts in found.parts:
            lines.addSpacing(4)
            lines.addWidget(label(look, part_title(part), "card-title"))
            lines.addWidget(fact_table(look, part_facts(facts)))
        lines.addStretch(1)
        return holder

    def _open(self) -> None:
        if self.shown is not None and self.shown.target is not None:
            self.open_wanted.emit(place_of(self.shown.target))

    def _copy(self) -> None:
        if self.shown is not None:
            QGuiApplication.clipboard().setText(self.shown.document)
