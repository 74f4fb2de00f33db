"""Charts on pyqtgraph. Importing this module loads it, and numpy: `loading` does so in pieces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QLocale, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPen
from PySide6.QtWidgets import QFrame

from ui.charts.chart import Chart
from ui.charts.data import BarData, LineData, round_ticks, spread, thinned
from ui.charts.hover import HoverText
from ui.theme.look import Look, rtl

BAR_SHARE = 0.56
"""Of its slot, what a bar takes."""
AREA = 0.10
"""How opaque the area under the first line is."""
AXIS_LABELS = 6
MOST_POINTS = 2_000
"""Of a line; more than a screen has columns shows nothing more."""
NAMES_WIDTH = 220
"""The most that names beside lying bars take."""
FIGURE_EDGES = 16
"""Pixels that are left before and after the figure of a lying bar."""
RING_SIZE = 9
DASHES = (
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DashDotDotLine,
)
MARKERS = ("o", "s", "t", "d")


class Plot(Chart):
    """A plot without axis lines, ticks, menus, buttons, panning or zooming."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self.view = pg.PlotWidget(background=look.color("surface"), enableMenu=False)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAntialiasing(True)
        self.view.setAccessibleName(name)
        self.item = self.view.getPlotItem()
        self.item.hideButtons()
        # The highest label stands half above its line.
        self.item.setContentsMargins(0, 9, 0, 0)
        self.item.setMouseEnabled(False, False)
        self.box = self.item.getViewBox()
        self._grid: list[Any] = []
        self._drawn = self._measures()
        self._layout.addWidget(self.view)
        self.view.viewport().installEventFilter(self)
        self.label.raise_()

    def refill(self) -> None:
        """Draw everything anew."""
        raise NotImplementedError

    def recolor(self) -> None:
        """Give what is drawn the look's colours."""
        for side in ("left", "right", "bottom"):
            self.item.getAxis(side).setTextPen(self.look.color("text-muted"))
        for one in self._grid:
            one.setPen(self._grid_pen())

    def restyle(self) -> None:
        before, self._drawn = self._drawn, self._measures()
        self.view.setBackground(self.look.color("surface"))
        if self._drawn == before:
            # Drawing anew would take several times as long.
            self.recolor()
        else:
            self.refill()

    def _measures(self) -> tuple[float, str]:
        """What decides on sizes and on how numbers are written."""
        return self.look.text_scale, QLocale().name()

    def place_at(self, x: float, y: float) -> int | None:
        """Which place lies at a point of the plot's own coordinates."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Wheel:
            # The page scrolls, not the plot.
            event.ignore()
            return True
        if isinstance(event, QMouseEvent):
            if kind == QEvent.Type.MouseMove:
                self.go_to(self._under(event))
            elif kind == QEvent.Type.MouseButtonRelease:
                self._released(event)
            return kind != QEvent.Type.MouseMove
        if kind == QEvent.Type.Leave and not self.hasFocus():
            self.go_to(None)
        return super().eventFilter(watched, event)

    def _released(self, event: QMouseEvent) -> None:
        place = self._under(event)
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.chosen.emit(place)

    def _under(self, event: QMouseEvent) -> int | None:
        if not self.count:
            return None
        scene = self.view.mapToScene(event.position().toPoint())
        if not self.box.sceneBoundingRect().contains(scene):
            return None
        point = self.box.mapSceneToView(scene)
        return self.place_at(point.x(), point.y())

    def pixel(self, x: float, y: float) -> QPoint:
        """A point of the plot in this widget's pixels."""
        scene = self.box.mapViewToScene(QPointF(x, y))
        spot: QPoint = self.view.mapTo(self, self.view.mapFromScene(scene))
        return spot

    # drawing

    def axis(self, side: str, ticks: list[tuple[float, str]]) -> Any:
        """An axis of words alone: no line, no ticks."""
        axis = self.item.getAxis(side)
        axis.setPen(None)
        axis.setTextPen(self.look.color("text-muted"))
        axis.setTicks([ticks])
        axis.setStyle(
            tickFont=self.look.font("axis", tabular=True),
            tickLength=0,
            tickAlpha=0,
            hideOverlappingLabels=False,
            tickTextOffset=8,
        )
        return axis

    def _fit_bottom(self) -> None:
        """Room for words below, at any text size."""
        height = QFontMetrics(self.look.font("axis")).height()
        self.item.getAxis("bottom").setHeight(height + 10)

    def show_axes(self, *, value_axis: bool) -> str:
        """Show the axes that are needed; which side the values (or names) stand on."""
        side, other = ("right", "left") if rtl(self) else ("left", "right")
        self.item.showAxis(side)
        self.item.hideAxis(other)
        self.item.showAxis("bottom", value_axis)
        self.box.invertX(rtl(self))
        return side

    def grid_line(self, value: float) -> None:
        """A horizontal hairline behind everything."""
        line = pg.InfiniteLine(value, angle=0, pen=self._grid_pen())
        line.setZValue(-10)
        self.item.addItem(line, ignoreBounds=True)
        self._grid.append(line)

    def _grid_pen(self) -> QPen:
        pen: QPen = pg.mkPen(self.look.color("grid-line"), width=1)
        return pen

    def _clear(self) -> None:
        self.item.clear()
        self._grid.clear()


class LinePlot(Plot):
    """Lines over time, the first with a tinted area; the compared period is dashed and grey."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self.data: LineData | None = None
        self._rule: Any = None
        self._ring: Any = None
        self._lines: list[tuple[Any, int, bool]] = []

    @property
    def count(self) -> int:
        return self.data.count if self.data else 0

    def set_data(self, data: LineData) -> None:
        """Show other lines."""
        self.data = data
        self.go_to(None)
        self.refill()

    def refill(self) -> None:
        data = self.data
        if data is None:
            return
        self._clear()
        self._lines.clear()
        self._rule = self._ring = None
        ticks = round_ticks(max((max(one.values, default=0) for one in data.series), default=0))
        side = self.show_axes(value_axis=True)
        self.axis(side, [(value, data.format(value)) for value in ticks])
        self.axis(
            "bottom", [(place, data.places[place]) for place in spread(data.count, AXIS_LABELS)]
        )
        self._fit_bottom()
        for value in ticks:
            self.grid_line(value)
        own = 0
        for one in sorted(data.series, key=lambda series: not series.compared):
            self._line(one.values, own, compared=one.compared)
            own += not one.compared
        margin = max(0.35, (data.count - 1) * 0.03)
        self.box.setRange(
            xRange=(-margin, data.count - 1 + margin), yRange=(0, ticks[-1]), padding=0
        )
        # The hairlines and strokes at the very edges keep their whole width.
        self.box.setYRange(-0.012 * ticks[-1], 1.012 * ticks[-1], padding=0)
        if self.current is not None:
            self.mark(self.current)

    def recolor(self) -> None:
        super().recolor()
        for line, place, compared in self._lines:
            color, pen, area = self._inks(place, compared=compared)
            line.setPen(pen)
            if line.opts["fillLevel"] is not None:
                line.setFillBrush(area)
            if line.opts["symbol"] is not None:
                line.setSymbolBrush(color)
        if self._rule is not None:
            self._rule.setPen(self._rule_pen())
            self._ring.setPen(self._ring_pen())
            self._ring.setBrush(pg.mkBrush(self.look.color("surface")))

    def _inks(self, place: int, *, compared: bool) -> tuple[QColor, QPen, QColor]:
        """A line's colour, its pen, and what the area below it is tinted with."""
        look = self.look
        color = look.color("neutral-solid") if compared else look.series(place)
        pen = QPen(color, 1.5 if compared else 2)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if compared:
            pen.setStyle(Qt.PenStyle.DashLine)
        elif place > 3:
            pen.setStyle(DASHES[(place - 4) % len(DASHES)])
        area = QColor(color)
        area.setAlphaF(AREA)
        return color, pen, area

    def _line(self, values: Sequence[float], place: int, *, compared: bool) -> None:
        color, pen, area = self._inks(place, compared=compared)
        first = place == 0 and not compared
        places = thinned(values, MOST_POINTS)
        line = pg.PlotDataItem(
            places,
            [values[one] for one in places],
            pen=pen,
            fillLevel=0 if first else None,
            brush=area if first else None,
            symbol=MARKERS[(place - 4) % len(MARKERS)] if place > 3 else None,
            symbolBrush=color,
            symbolPen=None,
            symbolSize=6,
        )
        self.item.addItem(line)
        self._lines.append((line, place, compared))

    def place_at(self, x: float, y: float) -> int | None:
        del y
        return max(0, min(round(x), self.count - 1))

    def mark(self, place: int | None) -> None:
        if self._rule is None:
            self._rule = pg.InfiniteLine(0, angle=90, pen=self._rule_pen())
            self._ring = pg.ScatterPlotItem(
                size=RING_SIZE,
                pen=self._ring_pen(),
                brush=pg.mkBrush(self.look.color("surface")),
            )
            self.item.addItem(self._rule, ignoreBounds=True)
            self.item.addItem(self._ring, ignoreBounds=True)
        self._rule.setVisible(place is not None)
        self._ring.setVisible(place is not None)
        if place is not None and self.data is not None:
            self._rule.setValue(place)
            self._ring.setData([place], [self._value(place)])

    def _rule_pen(self) -> QPen:
        pen: QPen = pg.mkPen(self.look.color("border-control"), width=1)
        return pen

    def _ring_pen(self) -> QPen:
        pen: QPen = pg.mkPen(self.look.series(0), width=2)
        return pen

    def _value(self, place: int) -> float:
        data = self.data
        return data.series[0].values[place] if data and data.series else 0.0

    def spot(self, place: int) -> QPoint:
        return self.pixel(place, self._value(place))

    def hint(self, place: int) -> HoverText:
        data = self.data
        if data is None:
            return HoverText("", ())
        lines = tuple(
            (data.format(one.values[place]), data.compared_noun if one.compared else data.noun)
            for one in data.series
        )
        return HoverText(data.titles[place], lines)


class BarPlot(Plot):
    """Bars of one hue, standing with values above, or lying with names beside them."""

    def __init__(self, look: Look, name: str, *, lying: bool = False) -> None:
        super().__init__(look, name)
        self.lying = lying
        self.steps_down = lying
        self.data: BarData | None = None
        self._bars: Any = None
        self._written: list[Any] = []
        if lying:
            self.box.invertY(True)

    @property
    def count(self) -> int:
        return self.data.count if self.data else 0

    def set_data(self, data: BarData) -> None:
        """Show other bars."""
        self.data = data
        self.go_to(None)
        self.refill()

    def refill(self) -> None:
        data = self.data
        if data is None:
            return
        self._clear()
        self._written.clear()
        ticks = round_ticks(max(data.values, default=0))
        side = self.show_axes(value_axis=not self.lying)
        places = list(range(data.count))
        if self.lying:
            self._lying(data, side, max(data.values, default=0) or 1)
        else:
            self._standing(data, side, ticks)
        brush = pg.mkBrush(self.look.series(0))
        if self.lying:
            self._bars = pg.BarGraphItem(
                x0=0, y=places, width=list(data.values), height=BAR_SHARE, pen=None, brush=brush
            )
        else:
            self._bars = pg.BarGraphItem(
                x=places, height=list(data.values), width=BAR_SHARE, pen=None, brush=brush
            )
        self.item.addItem(self._bars)
        self._texts(data)
        self.mark(self.current)

    def recolor(self) -> None:
        super().recolor()
        if self.lying:
            for side in ("left", "right"):
                self.item.getAxis(side).setTextPen(self.look.color("text"))
        for one in self._written:
            one.setColor(self.look.color("text"))
        self.mark(self.current)

    def _standing(self, data: BarData, side: str, ticks: list[float]) -> None:
        axis = self.axis(side, [(value, data.format(value)) for value in ticks])
        axis.setWidth(None)
        self.axis("bottom", list(enumerate(data.names)))
        self._fit_bottom()
        for value in ticks:
            self.grid_line(value)
        top = max(ticks[-1], max(data.values, default=0) * 1.12)
        self.box.setRange(
            xRange=(-0.5, max(0.5, data.count - 0.5)), yRange=(-0.012 * top, top * 1.02), padding=0
        )

    def _lying(self, data: BarData, side: str, top: float) -> None:
        metrics = QFontMetrics(self.look.font("small"))
        most = round(NAMES_WIDTH * max(1.0, self.look.text_scale))
        most = min(most, max(80, self.width() * 2 // 5))
        names = [metrics.elidedText(name, Qt.TextElideMode.ElideRight, most) for name in data.names]
        axis = self.axis(side, list(enumerate(names)))
        axis.setStyle(tickFont=self.look.font("small"))
        axis.setTextPen(self.look.color("text"))
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        beside = min(most, widest) + 16
        axis.setWidth(beside)
        room = max(1, self.width() - beside)
        reach = 1 / (1 - min(0.6, max(1 / 6, self._figures_width(data) / room)))
        self.box.setRange(
            xRange=(0, top * reach), yRange=(-0.5, max(0.5, data.count - 0.5)), padding=0
        )

    def _figures_width(self, data: BarData) -> int:
        """Pixels that the figures at the ends of bars take."""
        metrics = QFontMetrics(self.look.font("small", 600, tabular=True))
        return max(map(metrics.horizontalAdvance, data.texts), default=0) + FIGURE_EDGES

    def _texts(self, data: BarData) -> None:
        before = 1 if rtl(self) else 0
        for place, (value, text) in enumerate(zip(data.values, data.texts, strict=True)):
            item = pg.TextItem(
                text,
                color=self.look.color("text"),
                anchor=(before, 0.5) if self.lying else (0.5, 1.0),
            )
            item.setFont(self.look.font("small", 600, tabular=True))
            item.setPos(*((value, place) if self.lying else (place, value)))
            self.item.addItem(item, ignoreBounds=True)
            self._written.append(item)

    def place_at(self, x: float, y: float) -> int | None:
        place = round(y if self.lying else x)
        return place if 0 <= place < self.count else None

    def mark(self, place: int | None) -> None:
        if self._bars is None:
            return
        plain = pg.mkBrush(self.look.series(0))
        marked = pg.mkBrush(self.look.color("accent-hover"))
        self._bars.setOpts(brushes=[marked if one == place else plain for one in range(self.count)])

    def spot(self, place: int) -> QPoint:
        value = self.data.values[place] if self.data else 0.0
        if self.lying:
            return self.pixel(value / 2, place)
        return self.pixel(place, value / 2)

    def hint(self, place: int) -> HoverText:
        data = self.data
        if data is None:
            return HoverText("", ())
        figure, *rest = data.details[place]
        return HoverText(
            data.names[place],
            ((figure, rest[0] if rest else ""), *(("", line) for line in rest[1:])),
        )
