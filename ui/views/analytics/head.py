"""The page's head: what it is, ways out, and the filters."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from app.queries.analytics import Board
from ui.models.days import moment_text
from ui.theme.look import Look
from ui.views.analytics import words
from ui.widgets.basics import button, column, frame, label, row
from ui.widgets.words import tr, trn


class Head(QFrame):
    """Title and actions over the filter bar. The page connects the buttons."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setProperty("kind", "surface")
        layout = column(self)
        self._bars = {"pagehead": self._title(), "filterbar": self._filters()}
        for bar in self._bars.values():
            layout.addWidget(bar)
        look.changed.connect(self._fit)

    def _fit(self) -> None:
        for name, bar in self._bars.items():
            bar.setFixedHeight(self.look.size(name))

    def _title(self) -> QWidget:
        look = self.look
        head = frame("pagehead", height=look.size("pagehead"))
        layout = row(head, margins=(24, 0, 24, 0), gap=8)
        names = frame("plain")
        stacked = column(names, gap=2)
        stacked.addStretch(1)
        stacked.addWidget(label(look, tr("Analytics"), "page-title"))
        stacked.addWidget(
            label(look, tr("Twelve metrics, each with the rows behind it"), "body", "muted")
        )
        stacked.addStretch(1)
        layout.addWidget(names, 1)
        self.print = button(look, tr("Save as PDF"), icon="printer")
        self.print.setToolTip(tr("The report as it is seen, to print or to send"))
        self.export = button(look, tr("Export"), icon="download")
        self.export.setToolTip(tr("All numbers as CSV"))
        layout.addWidget(self.print)
        layout.addWidget(self.export)
        return head

    def _filters(self) -> QWidget:
        look = self.look
        bar = frame("filterbar", height=look.size("filterbar"))
        layout = row(bar, margins=(24, 0, 24, 0), gap=8)
        self.period = button(look, tr("Period"), kind="chip-on", icon="calendar")
        self.courses = button(look, tr("All courses"), kind="chip", icon="book-open")
        self.step = button(look, tr("Per week"), kind="chip", icon="chart-column")
        self.clear = button(look, tr("Clear filters"), kind="link")
        for one in (self.period, self.courses, self.step, self.clear):
            layout.addWidget(one)
        layout.addStretch(1)
        self.as_of = label(look, "", "small", "muted", tabular=True)
        layout.addWidget(self.as_of)
        return bar

    def show_board(self, board: Board, preset: str, name: str) -> None:
        """Say what is chosen, and as of when the figures are."""
        span = words.span_words(board.span)
        self.period.setText(name if preset == "all" else span)
        self.period.setAccessibleName(tr("Period: {name}, {span}", name=name, span=span))
        self.period.setToolTip(f"{name}: {span}")
        self.period.set_kind("chip" if preset == "all" else "chip-on")
        self._show_courses(board)
        self.step.setText(words.step_words(board.step))
        self.step.setAccessibleName(
            tr("{step}; press for another step", step=words.step_words(board.step))
        )
        self.clear.setVisible(board.asked.span is not None or bool(board.asked.courses))
        self.as_of.setText(tr("As of {time}", time=moment_text(board.at)))

    def _show_courses(self, board: Board) -> None:
        chosen = [one for one in board.choices if one.id in board.asked.courses]
        if not chosen:
            text = tr("All courses")
        elif len(chosen) == 1:
            text = chosen[0].title if len(chosen[0].title) <= 28 else chosen[0].title[:27] + "…"
        else:
            text = trn("{n} course", "{n} courses", len(chosen))
        self.courses.setText(text)
        titles = ", ".join(one.title for one in chosen) or tr("all")
        self.courses.setAccessibleName(tr("Courses: {titles}", titles=titles))
        self.courses.set_kind("chip-on" if chosen else "chip")
