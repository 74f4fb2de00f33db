"""Charts by pointer and keyboard, in every theme and both directions."""

import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.charts import figures
from ui.charts.chart import Chart
from ui.charts.data import BarData, LineData, Series
from ui.charts.plots import BarPlot, LinePlot, Plot
from ui.theme.look import Look
from ui.theme.tokens import ThemeName

LINE = LineData(
    places=tuple(f"W{week}" for week in range(10)),
    titles=tuple(f"Week {week}" for week in range(10)),
    series=(
        Series(name="Now", values=tuple(float(week * 3) for week in range(10))),
        Series(name="Before", values=(4.0,) * 10, compared=True),
    ),
    noun="enrolled",
    compared_noun="before",
    format=figures.whole,
)
BARS = BarData(
    names=("Active", "Completed", "Dropped"),
    values=(60.0, 30.0, 10.0),
    texts=("60 %", "30 %", "10 %"),
    details=(("60", "enrollments", "60 % of all"), ("30", "enrollments"), ("10",)),
    format=figures.whole,
)


@pytest.fixture
def look(qapp: object) -> Look:
    return Look()


KEPT: weakref.WeakKeyDictionary[QtBot, list[Chart]] = weakref.WeakKeyDictionary()
"""A test's charts, which live as long as the test: qtbot alone does not hold them."""


def shown(qtbot: QtBot, chart: Chart) -> None:
    KEPT.setdefault(qtbot, []).append(chart)
    qtbot.addWidget(chart)
    chart.resize(640, 240)
    chart.show()
    qtbot.waitExposed(chart)


def line(qtbot: QtBot, look: Look) -> LinePlot:
    made = LinePlot(look, "New enrollments")
    made.set_data(LINE)
    shown(qtbot, made)
    return made


def bars(qtbot: QtBot, look: Look, *, lying: bool = False) -> BarPlot:
    made = BarPlot(look, "By status", lying=lying)
    made.set_data(BARS)
    shown(qtbot, made)
    return made


def hover(chart: LinePlot | BarPlot, place: int) -> None:
    spot = chart.view.viewport().mapFrom(chart, chart.spot(place))
    QTest.mouseMove(chart.view.viewport(), spot)


def test_the_pointer_reaches_every_place(qtbot: QtBot, look: Look) -> None:
    chart = line(qtbot, look)
    for place in (0, 4, 9):
        hover(chart, place)
        assert chart.current == place
    assert chart.label.text.title == "Week 9"
    assert chart.label.text.lines == (("27", "enrolled"), ("4", "before"))


def test_the_label_turns_to_the_side_with_room(qtbot: QtBot, look: Look) -> None:
    chart = line(qtbot, look)
    chart.go_to(0)
    assert chart.label.x() > chart.spot(0).x()
    chart.go_to(9)
    assert chart.label.geometry().right() < chart.spot(9).x()
    assert chart.rect().contains(chart.label.geometry())


def test_a_click_asks_for_the_rows(qtbot: QtBot, look: Look) -> None:
    chart = line(qtbot, look)
    spot = chart.view.viewport().mapFrom(chart, chart.spot(6))
    with qtbot.waitSignal(chart.chosen) as told:
        QTest.mouseClick(
            chart.view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            spot,
        )
    assert told.args == [6]


def test_arrow_keys_walk_and_enter_asks_for_the_rows(qtbot: QtBot, look: Look) -> None:
    chart = line(qtbot, look)
    chosen: list[int] = []
    chart.chosen.connect(chosen.append)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert chosen == []
    for key, place in (
        (Qt.Key.Key_Right, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_End, 9),
        (Qt.Key.Key_Right, 9),
        (Qt.Key.Key_Left, 8),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Left, 0),
    ):
        QTest.keyClick(chart, key)
        assert chart.current == place
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert chosen == [0]
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.current is None
    assert chart.label.isHidden()


def test_lying_bars_are_walked_downwards(qtbot: QtBot, look: Look) -> None:
    chart = bars(qtbot, look, lying=True)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current == 1
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current == 1
    assert chart.spot(2).y() > chart.spot(1).y()


def test_places_run_from_right_to_left_where_reading_does(qtbot: QtBot, look: Look) -> None:
    chart = BarPlot(look, "By status")
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    chart.set_data(BARS)
    shown(qtbot, chart)
    assert chart.spot(0).x() > chart.spot(2).x()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current == 1


def test_the_pointer_reaches_bars_only_where_they_are(qtbot: QtBot, look: Look) -> None:
    chart = bars(qtbot, look)
    hover(chart, 1)
    assert chart.current == 1
    assert chart.label.text.lines == (("30", "enrollments"),)
    QTest.mouseMove(chart.view.viewport(), QPoint(4, 4))
    assert chart.current is None


@pytest.mark.parametrize("theme", ["light", "dark", "high-contrast"])
def test_bars_have_the_themes_hue_after_a_switch(qtbot: QtBot, look: Look, theme: str) -> None:
    chart = bars(qtbot, look)
    look.change(theme=theme)  # type: ignore[arg-type]
    spot = chart.spot(0)
    painted = QColor(chart.grab().toImage().pixel(spot))
    assert painted.name() == look.series(0).name()
    corner = QColor(chart.grab().toImage().pixel(chart.width() - 12, 12))
    assert corner.name() == look.color("surface").name()


def six_lines(qtbot: QtBot, look: Look) -> LinePlot:
    made = LinePlot(look, "Six")
    series = tuple(Series(name=str(n), values=(1.0 + n, 2.0 + n, 3.0)) for n in range(6))
    made.set_data(
        LineData(
            places=("a", "b", "c"),
            titles=("a", "b", "c"),
            series=(*series, Series(name="Before", values=(4.0,) * 3, compared=True)),
            noun="",
            compared_noun="",
            format=figures.whole,
        )
    )
    shown(qtbot, made)
    return made


def lying(qtbot: QtBot, look: Look) -> BarPlot:
    made = BarPlot(look, "Lying", lying=True)
    made.set_data(BARS)
    shown(qtbot, made)
    return made


@pytest.mark.parametrize("make", [six_lines, bars, lying])
@pytest.mark.parametrize("theme", ["dark", "high-contrast"])
def test_other_colours_give_what_a_chart_made_in_them_would_show(
    qtbot: QtBot, look: Look, make: Callable[[QtBot, Look], Plot], theme: ThemeName
) -> None:
    switched = make(qtbot, look)
    switched.go_to(1)
    switched.view.viewport().grab()
    look.change(theme=theme)
    made = make(qtbot, look)
    made.go_to(1)
    assert switched.view.grab().toImage() == made.view.grab().toImage()


def test_other_colours_draw_nothing_anew(
    qtbot: QtBot, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = line(qtbot, look)
    anew: list[None] = []
    monkeypatch.setattr(chart, "refill", lambda: anew.append(None))
    look.change(theme="dark")
    assert anew == []
    look.change(text_scale=1.1)
    assert anew == [None]


def test_a_hidden_chart_follows_when_it_is_shown(qtbot: QtBot, look: Look) -> None:
    chart = bars(qtbot, look)
    chart.hide()
    look.change(theme="dark")
    chart.show()
    painted = QColor(chart.grab().toImage().pixel(chart.spot(0)))
    assert painted.name() == look.series(0).name()


def test_the_sixth_line_differs_by_dash_and_mark_too(qtbot: QtBot, look: Look) -> None:
    series = tuple(Series(name=str(n), values=(1.0 + n, 2.0 + n)) for n in range(6))
    chart = LinePlot(look, "Six")
    chart.set_data(
        LineData(
            places=("a", "b"),
            titles=("a", "b"),
            series=series,
            noun="",
            compared_noun="",
            format=figures.whole,
        )
    )
    shown(qtbot, chart)
    lines = chart.item.listDataItems()
    assert [one.opts["symbol"] is not None for one in lines] == [False] * 4 + [True] * 2
    styles = [one.opts["pen"].style() for one in lines]
    assert styles[:4] == [Qt.PenStyle.SolidLine] * 4
    assert Qt.PenStyle.SolidLine not in styles[4:]


def test_ten_thousand_points_are_thinned(qtbot: QtBot, look: Look) -> None:
    many = tuple(float(n % 97) for n in range(10_000))
    chart = LinePlot(look, "Many")
    chart.set_data(
        LineData(
            places=("x",) * 10_000,
            titles=("x",) * 10_000,
            series=(Series(name="n", values=many),),
            noun="",
            compared_noun="",
            format=figures.whole,
        )
    )
    shown(qtbot, chart)
    drawn = chart.item.listDataItems()[0].getData()[0]
    assert len(drawn) <= 2_000
    chart.go_to(7_777)
    assert chart.label.text.lines[0][0] == figures.whole(7_777 % 97)


def test_without_numbers_nothing_can_be_reached(qtbot: QtBot, look: Look) -> None:
    makers: tuple[Callable[[], LinePlot | BarPlot], ...] = (
        lambda: LinePlot(look, "Empty"),
        lambda: BarPlot(look, "Empty"),
    )
    for make in makers:
        chart = make()
        shown(qtbot, chart)
        QTest.keyClick(chart, Qt.Key.Key_Right)
        assert chart.current is None
