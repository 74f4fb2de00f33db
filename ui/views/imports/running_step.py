"""What is shown while a check or an import is at work."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from ui.models.wording import number_text
from ui.operations.jobs import Job
from ui.theme.look import Look
from ui.widgets.basics import Button, Text, button, column, frame, label, row
from ui.widgets.words import tr, trn

WIDE = 420


class RunningStep(QFrame):
    """The job's name, how far it is, and the way to stop it.

    Signals:
        cancelled(): it is to stop.
    """

    cancelled = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "surface")
        outer = column(self)
        outer.addStretch(2)
        card = frame("card")
        card.setFixedWidth(WIDE)
        lines = column(card, margins=(20, 16, 20, 16), gap=10)
        self._title: Text = label(look, "", "card-title")
        lines.addWidget(self._title)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        lines.addWidget(self.bar)
        holder = frame("plain")
        across = row(holder)
        self._facts: Text = label(look, "", "small", "muted", tabular=True)
        across.addWidget(self._facts, 1)
        self.cancel: Button = button(look, tr("Cancel"), self.cancelled.emit)
        across.addWidget(self.cancel)
        lines.addWidget(holder)
        words = tr("You can go on working; the job centre shows it too.")
        lines.addWidget(label(look, words, "small", "muted", wraps=True))
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def show_job(self, job: Job, *, steps: bool = False) -> None:
        """Show how far a job is, in rows of a table or in *steps* of making a course."""
        self._title.setText(job.title)
        stopping = job.ticket.cancelled
        self.cancel.setEnabled(not stopping)
        if stopping:
            self._facts.setText(tr("Stopping; what was done is taken back"))
        elif job.total:
            self.bar.setRange(0, job.total)
            self.bar.setValue(job.done)
            done, total = number_text(job.done), number_text(job.total)
            said = {"done": done, "total": total}
            self._facts.setText(
                tr("Step {done} of {total}", **said)
                if steps
                else trn("{done} of {total} row", "{done} of {total} rows", job.total, **said)
            )
        else:
            self.bar.setRange(0, 0)
            self._facts.setText(
                trn("{n} row read", "{n} rows read", job.done) if job.done else tr("Reading")
            )
