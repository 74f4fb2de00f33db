"""The cards of the board, in a grid of twelve columns."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy

from app.ports.grid import Filter
from app.queries.analytics import Board
from app.queries.analytics_metrics import DEFINITIONS, definition
from app.queries.analytics_rows import enrollments
from ui.charts import figures
from ui.charts.card import ChartCard
from ui.charts.chart import Chart
from ui.charts.data import BarData, LineData, TwinTable
from ui.charts.kpi import Kpi, KpiRow, Trend, roomy
from ui.feedback.states import StatePanel
from ui.theme.look import Look
from ui.views.analytics import words
from ui.views.analytics.drill import behind_metric, way
from ui.widgets.words import tr, trn

GAP = 12
KPIS = ("total_students", "course_completion_rate", "avg_time_to_complete", "failed_events")
LINE_HEIGHT = 176
BARS_HEIGHT = 196
LYING_ROW = 40


class Cards(QFrame):
    """Shows boards. Charts come with `use` and `make_next`, once what draws them is loaded.

    Signals:
        asked(Way): the rows behind something are asked for.
        explain(str, QWidget): a metric's definition is asked for, beside a widget.
        saved(Picture): a chart as a file is asked for.
    """

    asked = Signal(object)
    explain = Signal(str, object)
    saved = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.board: Board | None = None
        self._nothing: StatePanel | None = None
        self._data: dict[ChartCard, LineData | BarData] = {}
        self._waiting: list[tuple[ChartCard, Callable[[], Chart]]] = []
        self._rates: words.ByCourse
        self._times: words.ByCourse
        self.setProperty("kind", "window")
        self.kpis = {name: self._kpi(name) for name in KPIS}
        self._make_cards()
        self._lay_out()
        look.changed.connect(self._fit_twelve)
        look.changed.connect(self._arrange)

    # making

    def _kpi(self, name: str) -> Kpi:
        one = definition(name)
        made = Kpi(self.look, tr(one.title), info=tr("What {title} means", title=tr(one.title)))
        made.chosen.connect(lambda: self._behind(name))
        made.explain.connect(lambda: self.explain.emit(name, made.info))
        return made

    def _make_cards(self) -> None:
        look = self.look
        self.line = ChartCard(look, tr("New enrollments"), height=LINE_HEIGHT)
        self.statuses = ChartCard(look, tr("Enrollments by status"), height=BARS_HEIGHT)
        self.popular = ChartCard(look, tr("Popular courses"), height=BARS_HEIGHT, charted=False)
        self.rates = ChartCard(look, tr("Completion rate by course"), height=BARS_HEIGHT)
        self.times = ChartCard(look, tr("Days to complete by course"), height=BARS_HEIGHT)
        self.twelve = ChartCard(look, tr("The twelve metrics"), height=10, charted=False)
        self.charted = (self.line, self.statuses, self.rates, self.times)
        self.cards = (self.line, self.statuses, self.popular, self.rates, self.times, self.twelve)
        for card in self.cards:
            card.saved.connect(self.saved)
        self.line.chosen.connect(self._behind_point)
        self.statuses.chosen.connect(self._behind_status)
        self.popular.chosen.connect(self._behind_popular)
        self.rates.chosen.connect(self._behind_rate)
        self.times.chosen.connect(self._behind_time)
        self.twelve.chosen.connect(lambda place: self._behind(DEFINITIONS[place].name))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 16, 24, 24)
        grid.setSpacing(GAP)
        for place in range(12):
            grid.setColumnStretch(place, 1)
        grid.addWidget(KpiRow(self.look, [self.kpis[name] for name in KPIS], GAP), 0, 0, 1, 12)
        grid.addWidget(self.line, 1, 0, 1, 12)
        grid.addWidget(self.twelve, 6, 0, 1, 12)
        grid.setRowStretch(8, 1)
        self._grid = grid
        self._beside: bool | None = None
        self._put(beside=True)
        for card in (*self.cards, *self.kpis.values()):
            card.setMinimumWidth(0)

    @Slot()
    def _arrange(self) -> None:
        """Two charts beside one another, or each below the other where that is too narrow."""
        self._put(beside=self.width() >= roomy(self.look))

    def _put(self, *, beside: bool) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        for place, card in enumerate((self.statuses, self.popular, self.rates, self.times)):
            if beside:
                self._grid.addWidget(card, 2 + place // 2, 6 * (place % 2), 1, 6)
            else:
                self._grid.addWidget(card, 2 + place, 0, 1, 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keep_gutter(self, taken: int) -> None:
        """Leave the same room at the right as at the left, of which a scroll bar takes some."""
        self._grid.setContentsMargins(24, 16, 24 - taken, 24)

    def use(self, plots: ModuleType) -> None:
        """Be ready to make the charts: one a call of `make_next`, so that the window goes on."""
        kinds: Any = plots
        look = self.look
        makers: list[tuple[ChartCard, Callable[[], Chart]]] = [
            (self.line, lambda: kinds.LinePlot(look, tr("New enrollments"))),
            (self.statuses, lambda: kinds.BarPlot(look, tr("Enrollments by status"))),
            (
                self.rates,
                lambda: kinds.BarPlot(look, tr("Completion rate by course"), lying=True),
            ),
            (
                self.times,
                lambda: kinds.BarPlot(look, tr("Days to complete by course"), lying=True),
            ),
        ]
        self._waiting = makers

    def make_next(self) -> bool:
        """Make one more chart; whether there was one to make."""
        if not self._waiting:
            return False
        card, make = self._waiting.pop(0)
        card.set_chart(make())
        self._fill(card)
        return True

    def _fill(self, card: ChartCard) -> None:
        """Give a card's chart what it shows."""
        chart: Any = card.chart
        if chart is not None and card in self._data:
            chart.set_data(self._data[card])
            chart.set_summary(card.accessibleDescription())

    # showing

    def show_board(self, board: Board) -> None:
        """Show other figures."""
        self.board = board
        self._show_kpis(board)
        line = words.line_data(board)
        self.line.describe(
            words.line_subtitle(board),
            words.line_summary(board),
            words.line_table(board),
            line.series,
        )
        statuses, table = words.status_data(board), words.status_table(board)
        self._describe(self.statuses, words.scope_words(board), statuses, table)
        self.popular.describe(
            words.scope_words(board), words.scope_words(board), words.popular_table(board)
        )
        self._rates, self._times = words.rates(board), words.times(board)
        self._describe(
            self.rates,
            words.shown_words(self._rates, words.scope_words(board)),
            self._rates.data,
            self._rates.table,
        )
        self._describe(
            self.times,
            words.shown_words(self._times, tr("Mean from enrolling to completing")),
            self._times.data,
            self._times.table,
        )
        subtitle = tr("As of now; Enter shows the rows behind one")
        self.twelve.describe(subtitle, subtitle, words.twelve_table(board))
        self._fit_twelve()
        self._fit(max(self._rates.data.count, self._times.data.count))
        self._data = {
            self.line: line,
            self.statuses: statuses,
            self.rates: self._rates.data,
            self.times: self._times.data,
        }
        for card in self.charted:
            self._fill(card)
        self._show_nothing(board)

    def _fit(self, lying: int) -> None:
        """Lying bars take what they need, no less than the others."""
        height = max(120, min(BARS_HEIGHT + 60, lying * LYING_ROW + 16))
        for card in (self.rates, self.times):
            card.set_height(height)

    def _fit_twelve(self) -> None:
        """All twelve are seen at once."""
        if self.board is not None:
            self.twelve.stack.setFixedHeight(self.twelve.table.full_height())

    def _describe(self, card: ChartCard, subtitle: str, data: Any, table: TwinTable) -> None:
        card.describe(subtitle, words.bars_summary(data, table, card.accessibleName()), table)

    def _show_kpis(self, board: Board) -> None:
        values, began = board.values, board.began
        former = {
            "total_students": began.learners if began else None,
            "course_completion_rate": began.rate if began else None,
            "avg_time_to_complete": began.days if began else None,
        }
        for name, good in (
            ("total_students", 1),
            ("course_completion_rate", 1),
            ("avg_time_to_complete", -1),
        ):
            unit = definition(name).unit
            moved = words.trend(values[name], former[name], unit, board, good=good)
            self.kpis[name].show_figure(words.value_words(unit, values[name]), moved)
        failed, runs = values["failed_events"] or 0, values["failed_workflows"] or 0
        beside = trn("{n} failed workflow", "{n} failed workflows", round(runs))
        trouble = Trend(words=tr("and {more}", more=beside))
        if failed or runs:
            trouble = Trend(
                change=tr("Open Activity"),
                words=tr("and {more}", more=beside),
                icon="triangle-alert",
                tone="danger",
            )
        self.kpis["failed_events"].show_figure(figures.whole(failed), trouble)

    def _show_nothing(self, board: Board) -> None:
        """In a period without enrollments the charts make room for words."""
        empty = board.new == 0
        for card in (self.line, self.statuses, self.popular, self.rates, self.times):
            card.setVisible(not empty)
        if self._nothing is not None:
            self._nothing.setVisible(empty)

    def set_nothing(self, panel: StatePanel) -> None:
        """What stands where the charts would be."""
        if self._nothing is not None:
            self._grid.removeWidget(self._nothing)
            self._nothing.deleteLater()
        self._nothing = panel
        panel.setProperty("kind", "card")
        panel.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        panel.setFixedHeight(300)
        panel.hide()
        self._grid.addWidget(panel, 7, 0, 1, 12)

    def tables(self) -> list[tuple[str, TwinTable]]:
        """Every card's numbers, the twelve first."""
        ordered = (self.twelve, *self.cards[:-1])
        return [(card.accessibleName(), card.numbers) for card in ordered]

    # the rows behind

    def _behind(self, name: str) -> None:
        if self.board is not None:
            self.asked.emit(behind_metric(name, self.board))

    def _enrollments(self, *more: Filter, **narrowed: Any) -> None:
        if self.board is not None:
            self.asked.emit(way("enrollments", *enrollments(self.board, **narrowed), *more))

    def _behind_point(self, place: int) -> None:
        if self.board is not None:
            self._enrollments(span=self.board.points[place].span)

    def _behind_status(self, place: int) -> None:
        self._enrollments(status=words.STATUSES[place])

    def _behind_popular(self, place: int) -> None:
        if self.board is not None:
            self._enrollments(course_id=self.board.courses[place].course.id)

    def _behind_rate(self, place: int) -> None:
        self._enrollments(status="completed", course_id=self._rates.courses[place].course.id)

    def _behind_time(self, place: int) -> None:
        self._enrollments(status="completed", course_id=self._times.courses[place].course.id)
