"""The job centre: long work with progress, cancel, and what came of it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QFrame, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from ui.feedback.popovers import Popover
from ui.operations.jobs import Job, Jobs
from ui.theme.look import Look
from ui.widgets.basics import Button, button, column, frame, icon_button, label, row
from ui.widgets.icon_label import IconLabel
from ui.widgets.words import tr

MOST_HIGH = 440
STATES = {
    "finished": ("circle-check", "success"),
    "failed": ("circle-alert", "danger"),
    "stopped": ("circle-slash", "text-muted"),
}


def time_left(seconds: float) -> str:
    """About how long, in words that do not promise more than is known."""
    if seconds < 60:
        shown = max(5, ceil(seconds / 5) * 5) if seconds > 5 else ceil(seconds)
        return tr("about {n} s left", n=shown)
    return tr("about {n} min left", n=ceil(seconds / 60))


def progress_words(job: Job) -> str:
    """How far a job is, or how it ended."""
    if job.state == "failed":
        return job.detail
    if job.state == "stopped":
        return job.detail or tr("Stopped. What was not whole has been taken back.")
    if job.state == "finished":
        return job.detail or tr("Finished")
    locale = QLocale()
    if job.ticket.cancelled:
        return tr("Stopping")
    if job.total:
        counted = tr(
            "{done} of {total}", done=locale.toString(job.done), total=locale.toString(job.total)
        )
        left = job.seconds_left()
        return f"{counted}, {time_left(left)}" if left is not None else counted
    return tr("{done} done", done=locale.toString(job.done)) if job.done else tr("At work")


class JobRow(QFrame):
    """One job: icon, name, bar, words, and cancel or the action that it left."""

    def __init__(self, look: Look, job: Job) -> None:
        super().__init__()
        self._look, self._job = look, job
        self.setProperty("kind", "plain")
        layout = row(self, margins=(16, 8, 10, 8), gap=10)
        self._picture = IconLabel(look)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        words = frame("plain")
        lines = column(words, gap=5)
        head = frame("plain")
        across = row(head, gap=4)
        self._title = label(look, job.title, "body-strong")
        across.addWidget(self._title, 1)
        self._action: Button | None = None
        self._across = across
        self._cancel = icon_button(look, "x", tr("Cancel {job}", job=job.title), job.cancel)
        self._cancel.setFixedSize(26, 26)
        across.addWidget(self._cancel)
        lines.addWidget(head)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress of {job}", job=job.title))
        lines.addWidget(self._bar)
        self._words = label(look, "", "small", "muted", wraps=True, tabular=True)
        lines.addWidget(self._words)
        layout.addWidget(words, 1)
        job.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the job as it is now."""
        job = self._job
        icon, tone = STATES.get(job.state, (job.icon, "accent"))
        self._picture.show_icon(icon, tone)
        running = job.state == "running"
        self._bar.setVisible(running)
        self._bar.setRange(0, job.total or 0)
        self._bar.setValue(job.done)
        self._cancel.setVisible(running)
        self._cancel.setEnabled(not job.ticket.cancelled)
        self._words.setText(progress_words(job))
        if job.action is not None and self._action is None and not running:
            text, run = job.action
            self._action = button(self._look, text, run, kind="link")
            self._action.setFixedHeight(24)
            self._across.addWidget(self._action)
        self.setAccessibleName(f"{job.title}. {self._words.text()}")


class JobCentre(Popover):
    """The popover at the jobs button."""

    def __init__(self, look: Look, window: QWidget, jobs: Jobs) -> None:
        super().__init__(look, window, tr("Jobs"), look.size("jobs-width"))
        self._jobs = jobs
        layout = column(self, margins=(1, 8, 1, 10))
        head = frame("plain")
        head.setMinimumHeight(32)
        across = row(head, margins=(16, 0, 10, 0))
        across.addWidget(label(look, tr("Jobs"), "card-title"), 1)
        self._clear = button(look, tr("Clear finished"), jobs.clear_finished, kind="link")
        across.addWidget(self._clear)
        layout.addWidget(head)
        self._none = label(
            look,
            tr("No jobs are running. Imports, exports and certificates show here."),
            "small",
            "muted",
            wraps=True,
        )
        self._none.setContentsMargins(16, 4, 16, 6)
        layout.addWidget(self._none)
        holder = frame("plain")
        self._rows: QVBoxLayout = column(holder)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(holder)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._holder = holder
        layout.addWidget(self._scroll)
        self._shown: dict[int, JobRow] = {}
        jobs.listed.connect(self._list)
        self._list()

    def first_focus(self) -> None:
        (self._clear if self._clear.isEnabled() else self).setFocus()

    @Slot()
    def _list(self) -> None:
        """Keep a row for each job, newest first."""
        jobs = self._jobs.all()
        known = {id(job) for job in jobs}
        for name in [name for name in self._shown if name not in known]:
            gone = self._shown.pop(name)
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, job in enumerate(jobs):
            if id(job) not in self._shown:
                made = JobRow(self.look, job)
                self._shown[id(job)] = made
                self._rows.insertWidget(place, made)
        self._none.setVisible(not jobs)
        self._scroll.setVisible(bool(jobs))
        self._clear.setEnabled(any(job.state != "running" for job in jobs))
        self._scroll.setFixedHeight(min(MOST_HIGH, self._holder.sizeHint().height()))
        if self.isVisible():
            self.place()
