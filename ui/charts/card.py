"""A card around a chart: title, legend, its table twin in the same place, and ways out as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QSizePolicy, QStackedWidget, QWidget

from app.domain.dataclass import dataclass
from ui.charts.chart import Chart
from ui.charts.data import Series, TwinTable
from ui.charts.export import csv_bytes, png, svg
from ui.charts.legend import Legend
from ui.charts.twin import TwinView, as_text
from ui.theme.look import Look
from ui.widgets.basics import IconButton, column, frame, icon_button, label, row
from ui.widgets.one_line import OneLine
from ui.widgets.words import tr

Form = Literal["png", "svg", "csv"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart as a file: a name for it, its form and its bytes."""

    name: str
    form: Form
    data: bytes


class ChartCard(QFrame):
    """A chart, or the same numbers as a table in its place; *height* is that of either.

    A card without a chart shows its table alone. The chart comes when what draws it is loaded.

    Signals:
        chosen(int): the rows behind a place (or a table's row) are asked for.
        explain(): the information button was pressed.
        saved(Picture): a file was asked for.
    """

    chosen = Signal(int)
    explain = Signal()
    saved = Signal(object)

    def __init__(
        self, look: Look, title: str, *, height: int, info: str = "", charted: bool = True
    ) -> None:
        super().__init__()
        self.look = look
        self._title = title
        self.chart: Chart | None = None
        self.setProperty("kind", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        layout = column(self, margins=(16, 10, 8, 10), gap=6)
        layout.addWidget(self._head(title, info, charted=charted))
        self.stack = QStackedWidget()
        self._height = height
        self._blank = QWidget()
        self.nothing = label(look, tr("Nothing to show for what is chosen."), "body", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.numbers = TwinTable()
        self._table: TwinView | None = None
        for one in (self._blank, self.nothing):
            self.stack.addWidget(one)
        holder = frame("plain")
        inner = row(holder, margins=(0, 0, 8, 0))
        inner.addWidget(self.stack)
        layout.addWidget(holder)
        look.changed.connect(self._fit)
        self._fit()

    def set_height(self, height: int) -> None:
        """How high chart and table are, at the usual text size."""
        self._height = height
        self._fit()

    def _fit(self) -> None:
        self.stack.setFixedHeight(round(self._height * max(1.0, self.look.text_scale)))

    def _head(self, title: str, info: str, *, charted: bool) -> QWidget:
        look = self.look
        head = frame("plain")
        layout = row(head, gap=2)
        words = frame("plain")
        stacked = column(words, margins=(0, 2, 0, 0), gap=1)
        stacked.addWidget(label(look, title, "card-title"))
        self.subtitle = OneLine(look, "small", "muted")
        stacked.addWidget(self.subtitle)
        layout.addWidget(words, 1)
        self.legend = Legend(look)
        layout.addWidget(self.legend)
        layout.addSpacing(8)
        if info:
            layout.addWidget(icon_button(look, "info", info, self.explain.emit))
        self.twin_button: IconButton | None = None
        if charted:
            self.twin_button = icon_button(look, "table", tr("Show as table"), checkable=True)
            self.twin_button.toggled.connect(self._toggled)
            layout.addWidget(self.twin_button)
        self.more = icon_button(look, "ellipsis", tr("Save {title}", title=title), self._open_menu)
        layout.addWidget(self.more)
        return head

    def set_chart(self, chart: Chart) -> None:
        """Take the chart that shows the numbers."""
        self.chart = chart
        chart.chosen.connect(self.chosen)
        self.stack.addWidget(chart)
        self._show()

    def describe(
        self, subtitle: str, summary: str, table: TwinTable, series: tuple[Series, ...] = ()
    ) -> None:
        """Say other numbers, in words and as a table."""
        self.subtitle.tell(subtitle)
        self.setAccessibleDescription(summary)
        self.numbers = table
        if self._table is not None:
            self._fill(self._table)
        self.legend.set_series(series)
        if self.chart is not None:
            self.chart.set_summary(summary)
        self._show()

    @property
    def table(self) -> TwinView:
        """The same numbers as a table; made when it is first looked for, which few are."""
        if self._table is None:
            self._table = TwinView(self.look, tr("{title}, as a table", title=self._title))
            self._table.chosen.connect(self.chosen)
            self._fill(self._table)
            self.stack.addWidget(self._table)
        return self._table

    def _fill(self, table: TwinView) -> None:
        table.setAccessibleDescription(self.accessibleDescription())
        table.set_table(self.numbers)

    @property
    def as_table(self) -> bool:
        """Whether the table stands in the chart's place."""
        return self._table is not None and self.stack.currentWidget() is self._table

    def show_table(self, *, shown: bool) -> None:
        """Have the table stand in the chart's place, or no longer."""
        if self.twin_button is not None:
            self.twin_button.setChecked(shown)

    def _show(self) -> None:
        """Bring forward what is to be seen; the focus goes with it."""
        leaving = self.stack.currentWidget()
        coming: QWidget = self.chart or self._blank
        if not self.numbers.rows:
            coming = self.nothing
        elif self.twin_button is None or self.twin_button.isChecked():
            coming = self.table
        had_focus = leaving is not None and leaving.hasFocus()
        self.stack.setCurrentWidget(coming)
        if had_focus:
            coming.setFocus()

    def _toggled(self, checked: bool) -> None:
        self._show()
        if self.twin_button is not None:
            self.twin_button.set_name(tr("Show as chart") if checked else tr("Show as table"))

    # files

    def picture(self, form: Form) -> Picture:
        """The card as a file."""
        if form == "csv":
            data = csv_bytes([(self._title, self.numbers)])
        elif form == "png":
            data = png(self.look, self.stack)
        else:
            data = svg(self.look, self.stack, self._title)
        return Picture(name=self._title, form=form, data=data)

    def menu(self) -> QMenu:
        """What the last button offers."""
        menu = QMenu(self)
        offers: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("image", tr("Save as PNG…"), lambda: self.saved.emit(self.picture("png"))),
            ("image", tr("Save as SVG…"), lambda: self.saved.emit(self.picture("svg"))),
            ("file-spreadsheet", tr("Save as CSV…"), lambda: self.saved.emit(self.picture("csv"))),
            ("copy", tr("Copy the table"), self._copy),
        )
        for icon, text, run in offers:
            action = menu.addAction(self.look.icon(icon), text)
            action.triggered.connect(lambda _checked, run=run: run())
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _copy(self) -> None:
        QApplication.clipboard().setText(as_text(self.numbers))

    def _open_menu(self) -> None:
        menu = self.menu()
        corner = self.more.rect().bottomRight()
        corner.setX(corner.x() - menu.sizeHint().width())
        menu.popup(self.more.mapToGlobal(corner))
