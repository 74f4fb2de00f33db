"""Analytics: the twelve metrics and their charts, for a period and courses."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget

from app.domain.clock import format_time
from app.domain.errors import SmartCourseError
from app.domain.messages import sentence
from app.queries.analytics import Asked, Board
from app.queries.analytics_metrics import definition
from app.queries.analytics_spans import STEPS, Span, Step
from ui.charts.loading import load_plots
from ui.feedback.popovers import Popover
from ui.feedback.states import Skeleton, StatePanel, StateWords
from ui.models.days import span_text
from ui.operations.tasks import Ticket
from ui.views.analytics.body import Cards
from ui.views.analytics.courses import CoursesPopover
from ui.views.analytics.drill import Way
from ui.views.analytics.files import Files
from ui.views.analytics.head import Head
from ui.views.analytics.spans import ALL, CUSTOM, PRESETS, USUAL, SpanPopover, preset_words
from ui.views.page import Desk, Page
from ui.widgets.basics import column, label
from ui.widgets.scrolled import scroll_back, scrolled
from ui.widgets.words import tr, trn

PREFIX = "analytics."


class AnalyticsPage(Page):
    """Reads a board for what is chosen above, and shows it or the state that stands for it."""

    TITLE = "Analytics"
    TABLES = frozenset(
        {"enrollments", "courses", "users", "events", "workflow_executions", "certificates"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.board: Board | None = None
        self._preset: str = desk.memory.get("analytics.preset", "")
        if self._preset not in PRESETS:
            self._preset = ""
        self._span: Span | None = None
        self._courses: tuple[int, ...] = ()
        self._step: Step | None = None
        self._ticket: Ticket | None = None
        self._plots_asked = False
        self.head = Head(desk.look)
        self.cards = Cards(desk.look)
        self.files = Files(desk, self)
        self._compose()
        self._connect()
        self._register()

    def _compose(self) -> None:
        layout = column(self)
        layout.addWidget(self.head)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(tr("Charts"))
        self.area.setWidget(self.cards)
        self.area.verticalScrollBar().rangeChanged.connect(self._keep_gutter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.area)
        self.skeleton = Skeleton(self.look, 48)
        self.stack.addWidget(self.skeleton)
        self._panel: StatePanel | None = None
        self._blank = QWidget()
        self.stack.addWidget(self._blank)
        self.stack.setCurrentWidget(self._blank)
        layout.addWidget(self.stack, 1)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(self.look.milliseconds("loading-delay-ms"))
        self._slow.timeout.connect(self._show_skeleton)

    def _connect(self) -> None:
        head, cards = self.head, self.cards
        head.period.clicked.connect(self._open_spans)
        head.courses.clicked.connect(self._open_courses)
        head.step.clicked.connect(self._next_step)
        head.clear.clicked.connect(self.clear_filters)
        head.export.clicked.connect(self.export)
        head.print.clicked.connect(self.save_pdf)
        cards.asked.connect(self._go)
        cards.explain.connect(self._explain)
        cards.saved.connect(self.files.save_picture)

    def _keep_gutter(self, least: int, most: int) -> None:
        self.cards.keep_gutter(self.look.size("scrollbar") if most > least else 0)

    def _register(self) -> None:
        from ui.widgets.actions import ActionSpec

        for name, text, icon, run in (
            ("export", tr("Export the analytics report"), "download", self.export),
            ("report", tr("Save the analytics report as PDF"), "printer", self.save_pdf),
            ("period", tr("Choose the period of the charts"), "calendar", self._open_spans),
            ("courses", tr("Choose the courses of the charts"), "book-open", self._open_courses),
            ("table", tr("Show all charts as tables"), "table", self.toggle_tables),
        ):
            self.desk.actions.add(
                ActionSpec(
                    id=PREFIX + name,
                    text=text,
                    icon=icon,
                    run=run,
                    group=tr("Analytics"),
                    why_not=self._why_not,
                )
            )

    def _why_not(self) -> str | None:
        return None if self.isVisible() else tr("open Analytics first")

    # entering

    def open(self, params: Mapping[str, Any]) -> None:
        """`courses` are the ids of courses to choose."""
        if "courses" in params:
            self._courses = tuple(params["courses"])
        if "span" in params:
            self._preset, self._span, self._step = params["span"]
            for card, shown in zip(self.cards.charted, params["tables"], strict=True):
                card.show_table(shown=shown)
            scroll_back(self.area, params["scrolled"])
        if params:
            self.load()

    def standing(self) -> Mapping[str, Any]:
        return {
            "courses": self._courses,
            "span": (self._preset, self._span, self._step),
            "tables": [card.as_table for card in self.cards.charted],
            "scrolled": scrolled(self.area),
        }

    def main_view(self) -> QWidget:
        return self.area

    # reading

    def asked(self) -> Asked:
        """What is chosen."""
        return Asked(span=self._chosen_span(), courses=self._courses, step=self._step)

    def _chosen_span(self) -> Span | None:
        if self._preset == CUSTOM:
            return self._span
        today = self.operations.context.clock.now().date()
        return PRESETS[self._preset or USUAL](today)

    def load(self) -> None:
        if self._ticket is not None:
            self._ticket.drop()
        asked = self.asked()
        self._ticket = self.operations.inquire(
            lambda context, actor: context.board(asked, actor, context.clock.now()),
            self._show,
            self._failed,
        )
        self._slow.start()

    def _ask_plots(self) -> None:
        """Load what draws, behind the first paint: until then it would take half of its time."""
        if not self._plots_asked:
            self._plots_asked = True
            load_plots(self.operations, self._plots_came)

    def _plots_came(self, plots: ModuleType) -> None:
        self.cards.use(plots)
        self._next_chart()

    def _next_chart(self) -> None:
        if self.cards.make_next():
            # Whatever else waits for the GUI thread comes in between.
            self.operations.compute(lambda: None, lambda _: self._next_chart())

    def _show(self, board: Board) -> None:
        self._slow.stop()
        self._ticket = None
        if not self._preset and board.new == 0 and board.ever:
            # Nobody enrolled lately, and nobody asked for lately: show what there is.
            self._preset = ALL
            self.load()
            return
        self.board = board
        self.head.show_board(board, self._preset or USUAL, preset_words(self._preset or USUAL))
        self.say(trn("{n} metric", "{n} metrics", len(board.values)))
        if board.empty and not self._courses:
            self._show_panel(self._first_use())
            return
        self.cards.set_nothing(StatePanel(self.look, self._no_match(board)))
        self.cards.show_board(board)
        self._ask_plots()
        entering = self.stack.currentWidget() is not self.area
        self.stack.setCurrentWidget(self.area)
        focused = QApplication.focusWidget()
        if entering and self.isVisible() and not (focused and self.isAncestorOf(focused)):
            self.area.setFocus()

    def _show_skeleton(self) -> None:
        if self.board is None:
            self.stack.setCurrentWidget(self.skeleton)

    def _failed(self, error: SmartCourseError) -> None:
        self._slow.stop()
        self._ticket = None
        self._show_panel(
            StateWords(
                icon="chart-column",
                title=tr("The figures could not be read"),
                line=tr("{cause} Nothing was changed.", cause=sentence(error)),
                primary=(tr("Try again"), self.load),
                secondary=(tr("Copy details"), lambda: self.files.copy(str(error))),
                trouble=True,
            )
        )

    def _show_panel(self, words: StateWords) -> None:
        if self._panel is not None:
            self.stack.removeWidget(self._panel)
            self._panel.deleteLater()
        self._panel = StatePanel(self.look, words)
        self.stack.addWidget(self._panel)
        self.stack.setCurrentWidget(self._panel)

    def _first_use(self) -> StateWords:
        return StateWords(
            icon="chart-column",
            title=tr("No enrollments yet"),
            line=tr("The charts fill as people enroll, learn and complete."),
            primary=(tr("Enroll people"), lambda: self.desk.go("enrollments", {"enroll": 1})),
            secondary=(tr("Make a course"), lambda: self.desk.go("courses", {})),
        )

    def _no_match(self, board: Board) -> StateWords:
        if board.ever == 0:
            line = tr("Nobody has ever enrolled in the courses that are chosen.")
        else:
            line = tr(
                "Without “{period}” there are {count}.",
                period=span_text(board.span.first, board.span.last),
                count=trn("{n} enrollment", "{n} enrollments", board.ever),
            )
        first = (tr("Show all times"), lambda: self.pick_span(ALL, None))
        every = (tr("Clear all filters"), self.clear_filters)
        return StateWords(
            icon="calendar",
            title=tr("No enrollments in this period"),
            line=line,
            primary=first if board.ever else every,
            secondary=every if board.ever and self._courses else None,
        )

    # choosing

    def pick_span(self, preset: str, span: Span | None) -> None:
        """Show another period."""
        self._preset, self._span = preset, span
        if preset != CUSTOM:
            self.desk.memory.put("analytics.preset", preset)
        self._step = None
        self.load()

    def pick_courses(self, courses: tuple[int, ...]) -> None:
        """Show other courses; all where none is told."""
        self._courses = courses
        self.load()

    def clear_filters(self) -> None:
        """Show everything."""
        self._courses = ()
        self.pick_span(ALL, None)

    def _next_step(self) -> None:
        if self.board is not None:
            self._step = STEPS[(STEPS.index(self.board.step) + 1) % len(STEPS)]
            self.load()

    def _open_spans(self) -> None:
        if self.board is None:
            return
        popover = SpanPopover(self.look, self.window())
        popover.show_choice(self._preset or USUAL, self.board.span)
        popover.picked.connect(self.pick_span)
        self._hang(popover, self.head.period)

    def _open_courses(self) -> None:
        if self.board is None:
            return
        popover = CoursesPopover(self.look, self.window())
        popover.show_choice(self.board.choices, self._courses)
        popover.picked.connect(self.pick_courses)
        self._hang(popover, self.head.courses)

    def _explain(self, name: str, anchor: QWidget) -> None:
        one = definition(name)
        popover = Popover(self.look, self.window(), tr(one.title), 300)
        layout = column(popover, margins=(16, 14, 16, 16), gap=6)
        layout.addWidget(label(self.look, tr(one.title), "card-title"))
        layout.addWidget(label(self.look, tr(one.meaning), "body", "muted", wraps=True))
        layout.addWidget(label(self.look, one.name, "small", "muted"))
        self._hang(popover, anchor)

    def _hang(self, popover: Popover, anchor: QWidget) -> None:
        popover.closed.connect(popover.deleteLater)
        popover.hang(anchor)

    # going and giving

    def _go(self, way: Way) -> None:
        self.desk.go(way.place, way.params)

    def toggle_tables(self) -> None:
        """Every chart as a table, or back."""
        wanted = not all(card.as_table for card in self.cards.charted)
        for card in self.cards.charted:
            card.show_table(shown=wanted)

    def export(self) -> None:
        """All numbers in one CSV file."""
        if self.board is not None:
            at = format_time(self.board.at)[:10]
            self.files.save_tables(tr("Analytics {day}", day=at), self.cards.tables())

    def save_pdf(self) -> None:
        """The board as it is seen, on paper."""
        if self.board is not None:
            at = format_time(self.board.at)[:10]
            self.files.save_pages(tr("Analytics {day}", day=at), self.cards)
