"""The analytics screen by mouse and keyboard: states, filters, drilling down, files."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.bootstrap import create_workspace
from app.domain.errors import EnvironmentFault
from app.queries.analytics_metrics import DEFINITIONS
from app.queries.analytics_spans import Span
from tests.support.window import copy_demo, open_desktop, settle
from ui.charts.twin import TwinView
from ui.feedback.popovers import Popover
from ui.feedback.states import StatePanel
from ui.shell.application import Desktop
from ui.views.analytics.courses import CoursesPopover
from ui.views.analytics.page import AnalyticsPage
from ui.views.analytics.spans import ALL, SpanPopover


def opened(desktop: Desktop) -> AnalyticsPage:
    desktop.window.go("analytics", {})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, AnalyticsPage)
    return page


@pytest.fixture(scope="module")
def desktop(
    demo_source: Path, tmp_path_factory: pytest.TempPathFactory, qapp: object
) -> Iterator[Desktop]:
    """One window for all: nothing here changes the workspace, and every test has its own page."""
    folder = tmp_path_factory.mktemp("analytics")
    workspace = copy_demo(demo_source, folder / "workspace")
    with open_desktop(workspace, folder / "memory.json") as opened_desktop:
        yield opened_desktop


@pytest.fixture(autouse=True)
def fresh(desktop: Desktop) -> Iterator[None]:
    """No page, and nothing remembered, from the test before."""
    desktop.window.activateWindow()
    desktop.window.go("home", {})
    settle(desktop)
    desktop.memory.put("analytics.preset", "")
    yield
    desktop.window.forget_pages()


@pytest.fixture
def page(desktop: Desktop) -> AnalyticsPage:
    return opened(desktop)


@pytest.fixture
def gone(page: AnalyticsPage) -> list[tuple[str, Any]]:
    """Where the screen wanted to go."""
    ways: list[tuple[str, Any]] = []
    page.desk = replace(page.desk, go=lambda place, params: ways.append((place, params)))
    return ways


def popover(desktop: Desktop, kind: type[Popover]) -> Any:
    found = [one for one in desktop.window.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_it_opens_with_the_last_weeks_held_against_those_before(page: AnalyticsPage) -> None:
    board = page.board
    assert board is not None
    assert board.asked.span is not None
    assert board.span.length == 91
    assert page.cards.line.isVisible()
    assert page.cards.line.legend.isVisible()
    assert "period before" in page.cards.line.subtitle.text()
    assert page.cards.kpis["total_students"].value.text() == "196"


def test_nothing_that_draws_is_loaded_before_it_is_opened(demo_workspace: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.support.window import copy_demo, open_desktop, settle\n"
        "with open_desktop(Path(sys.argv[1]), Path(sys.argv[2])) as desktop:\n"
        "    early = [name for name in ('pyqtgraph', 'numpy') if name in sys.modules]\n"
        "    desktop.window.go('analytics', {}); settle(desktop)\n"
        "    print(early, 'pyqtgraph' in sys.modules)\n"
    )
    memory = demo_workspace.parent / "other.json"
    done = subprocess.run(
        [sys.executable, "-c", program, str(demo_workspace), str(memory)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[] True"


def test_every_metric_has_its_meaning(desktop: Desktop, page: AnalyticsPage) -> None:
    table = page.cards.twelve.table.twin.table
    assert [row[0] for row in table.rows] == [one.title for one in DEFINITIONS]
    assert all(isinstance(row[2], str) and row[2].endswith(".") for row in table.rows)
    for name, kpi in page.cards.kpis.items():
        assert kpi.info is not None
        kpi.info.click()
        shown = popover(desktop, Popover)
        assert shown.accessibleName() == kpi.accessibleName().partition(":")[0]
        meaning = next(one.meaning for one in DEFINITIONS if one.name == name)
        assert meaning in [child.text() for child in shown.findChildren(QLabel)]
        QTest.keyClick(shown, Qt.Key.Key_Escape)
        settle(desktop)


def test_a_click_on_a_bar_goes_to_its_rows(
    page: AnalyticsPage, gone: list[tuple[str, Any]]
) -> None:
    board = page.board
    assert board is not None
    chart: Any = page.cards.statuses.chart
    viewport = chart.view.viewport()
    spot = viewport.mapFrom(chart, chart.spot(1))
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    days = f"enrolled:>={board.span.first} enrolled:<={board.span.last}"
    assert gone == [("enrollments", {"search": f"status:completed {days}"})]


def test_every_card_drills_down_by_keyboard(
    page: AnalyticsPage, gone: list[tuple[str, Any]]
) -> None:
    cards = page.cards
    for card in cards.charted:
        assert card.chart is not None
        card.chart.setFocus()
        key = Qt.Key.Key_Down if card.chart.steps_down else Qt.Key.Key_Right
        QTest.keyClick(card.chart, key)
        QTest.keyClick(card.chart, Qt.Key.Key_Return)
    QTest.keyClick(cards.popular.table, Qt.Key.Key_Return)
    for kpi in cards.kpis.values():
        QTest.keyClick(kpi, Qt.Key.Key_Space)
    for _ in DEFINITIONS:
        QTest.keyClick(cards.twelve.table, Qt.Key.Key_Return)
        QTest.keyClick(cards.twelve.table, Qt.Key.Key_Down)
    assert [place for place, _ in gone[:5]] == ["enrollments"] * 5
    assert [place for place, _ in gone[5:9]] == [
        "people",
        "enrollments",
        "enrollments",
        "activity",
    ]
    assert len(gone) == 9 + 12


def test_a_period_is_chosen_by_keyboard(desktop: Desktop, page: AnalyticsPage) -> None:
    page.head.period.setFocus()
    QTest.keyClick(page.head.period, Qt.Key.Key_Space)
    shown = popover(desktop, SpanPopover)
    assert shown.radios["91"].hasFocus()
    shown.radios[ALL].setFocus()
    QTest.keyClick(shown.radios[ALL], Qt.Key.Key_Space)
    settle(desktop)
    assert page.board is not None
    assert page.board.asked.span is None
    assert not page.cards.line.legend.isVisible()
    assert page.head.period.text() == "All times"
    assert desktop.memory.get("analytics.preset") == ALL


def test_days_are_taken_in_either_order(desktop: Desktop, page: AnalyticsPage) -> None:
    page.head.period.click()
    shown = popover(desktop, SpanPopover)
    shown.first.setDate(shown.last.date())
    shown.last.setDate(shown.first.date().addDays(-9))
    shown.apply.click()
    settle(desktop)
    assert page.board is not None
    assert page.board.span.length == 10
    assert page.board.step == "day"


def test_courses_are_found_and_chosen(desktop: Desktop, page: AnalyticsPage) -> None:
    page.head.courses.click()
    shown = popover(desktop, CoursesPopover)
    assert shown.search.hasFocus()
    QTest.keyClicks(shown.search, "aid")
    (box,) = shown.boxes
    box.click()
    buttons = {one.text(): one for one in shown.findChildren(QAbstractButton)}
    buttons["Show these courses"].click()
    settle(desktop)
    assert page.board is not None
    assert [one.course.title for one in page.board.courses] == ["First Aid at Work"]
    assert page.head.courses.text() == "First Aid at Work"
    page.head.clear.click()
    settle(desktop)
    assert page.head.courses.text() == "All courses"
    assert not page.head.clear.isVisible()


def test_steps_follow_one_another(desktop: Desktop, page: AnalyticsPage) -> None:
    assert page.board is not None
    counts = {page.board.step: len(page.board.points)}
    for _ in range(2):
        page.head.step.click()
        settle(desktop)
        counts[page.board.step] = len(page.board.points)
        assert sum(one.count for one in page.board.points) == page.board.new
    assert counts["week"] == 13
    assert counts["day"] == 91
    days = (page.board.span.shifted(by).first for by in range(91))
    assert counts["month"] == len({(day.year, day.month) for day in days})


def test_all_charts_become_tables_of_the_same_size(desktop: Desktop, page: AnalyticsPage) -> None:
    before = [card.size() for card in page.cards.charted]
    desktop.window.actions_registry.trigger("analytics.table")
    settle(desktop)
    assert all(card.as_table for card in page.cards.charted)
    assert [card.size() for card in page.cards.charted] == before
    table = page.cards.line.table.twin.table
    assert page.board is not None
    assert sum(row[1] for row in table.rows) == page.board.new  # type: ignore[misc]
    desktop.window.actions_registry.trigger("analytics.table")
    assert not any(card.as_table for card in page.cards.charted)


def test_the_report_has_every_number(desktop: Desktop, page: AnalyticsPage, tmp_path: Path) -> None:
    target = tmp_path / "report.csv"
    page.files.ask = lambda _name, _suffix, done: done(target)
    page.head.export.click()
    settle(desktop)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    titles = [row[0] for row in rows if len(row) == 1]
    assert titles == [card.accessibleName() for card in (page.cards.twelve, *page.cards.cards[:-1])]
    assert ["Learners", "196"] in [row[:2] for row in rows]
    assert "report.csv" in desktop.window.toasts.history[-1].notice.title


def test_a_chart_and_the_whole_board_are_saved(
    desktop: Desktop, page: AnalyticsPage, tmp_path: Path
) -> None:
    page.files.ask = lambda _name, suffix, done: done(tmp_path / f"out.{suffix}")
    for action in page.cards.line.menu().actions()[:3]:
        action.trigger()
    page.head.print.click()
    settle(desktop)
    starts = {path.suffix: path.read_bytes()[:5] for path in tmp_path.glob("out.*")}
    assert starts[".png"].startswith(b"\x89PNG")
    assert starts[".pdf"] == b"%PDF-"
    assert set(starts) == {".png", ".svg", ".csv", ".pdf"}


def test_a_file_that_cannot_be_written_is_said(
    desktop: Desktop, page: AnalyticsPage, tmp_path: Path
) -> None:
    page.files.ask = lambda _name, _suffix, done: done(tmp_path / "none" / "report.csv")
    page.head.export.click()
    settle(desktop)
    assert "could not be written" in desktop.window.toasts.history[-1].notice.title


def test_a_period_without_enrollments_offers_the_way_out(
    desktop: Desktop, page: AnalyticsPage
) -> None:
    page.pick_span("custom", Span(date(1999, 1, 1), date(1999, 1, 31)))
    settle(desktop)
    panel = page.cards.findChild(StatePanel)
    assert panel is not None
    assert panel.isVisible()
    assert not page.cards.line.isVisible()
    assert page.cards.kpis["total_students"].isVisible()
    assert "420" in panel.accessibleName()
    buttons = {one.text(): one for one in panel.findChildren(QAbstractButton)}
    buttons["Show all times"].click()
    settle(desktop)
    assert page.cards.line.isVisible()


def test_trouble_is_said_and_tried_again(
    desktop: Desktop, page: AnalyticsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = desktop.operations.context

    def broken(*_given: object) -> None:
        raise EnvironmentFault("workspace.disk_error", path="w", cause="no such thing")

    monkeypatch.setattr(desktop.operations, "_context", replace(context, board=broken))
    page.load()
    settle(desktop)
    panel = page.stack.currentWidget()
    assert isinstance(panel, StatePanel)
    assert "could not be read" in panel.accessibleName()
    buttons = {one.text(): one for one in panel.findChildren(QAbstractButton)}
    buttons["Copy details"].click()
    assert "workspace.disk_error" in QGuiApplication.clipboard().text()
    monkeypatch.setattr(desktop.operations, "_context", context)
    buttons["Try again"].click()
    settle(desktop)
    assert page.stack.currentWidget() is page.area


def test_an_empty_workspace_says_how_to_begin(tmp_path: Path, qapp: object) -> None:
    create_workspace(tmp_path / "w", "maya@example.org", "long-password-1")
    with open_desktop(tmp_path / "w", tmp_path / "memory.json") as desktop:
        panel = opened(desktop).stack.currentWidget()
        assert isinstance(panel, StatePanel)
        assert panel.accessibleName().startswith("No enrollments yet")


def test_loading_is_shown_where_it_takes_long(desktop: Desktop) -> None:
    desktop.window.go("analytics", {})
    page = desktop.window.page
    assert isinstance(page, AnalyticsPage)
    page._show_skeleton()
    assert page.stack.currentWidget() is page.skeleton
    settle(desktop)
    assert page.stack.currentWidget() is page.area


def test_every_control_has_a_name_and_is_reached_by_tab(page: AnalyticsPage) -> None:
    unnamed = [
        one
        for one in page.findChildren(QAbstractButton)
        if one.isVisible()
        and not one.accessibleName()
        and one.parent() is not None
        and not isinstance(one.parent(), TwinView)
    ]
    assert unnamed == []
    page.area.setFocus()
    reached: list[QWidget] = []
    while len(reached) < 60:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if not page.isAncestorOf(focused):
            break
        reached.append(focused)
    wanted = [*page.cards.kpis.values(), *(card.chart for card in page.cards.charted)]
    wanted += [page.cards.popular.table, page.cards.twelve.table]
    assert [one for one in wanted if one not in reached] == []
    assert [reached.index(one) for one in wanted[:5]] == sorted(
        reached.index(one) for one in wanted[:5]
    )


@pytest.mark.parametrize("theme", ["dark", "high-contrast", "light"])
def test_it_fits_the_smallest_window_in_every_theme(
    demo_workspace: Path, tmp_path: Path, qapp: object, theme: Any
) -> None:
    with open_desktop(
        demo_workspace, tmp_path / "m.json", theme=theme, size=(1024, 700)
    ) as desktop:
        page = opened(desktop)
        assert page.area.horizontalScrollBar().maximum() == 0
        widths = {kpi.width() for kpi in page.cards.kpis.values()}
        assert max(widths) - min(widths) <= 1
        for kpi in page.cards.kpis.values():
            assert page.cards.rect().contains(kpi.geometry())


def test_pointing_at_a_chart_speaks_of_the_place(page: AnalyticsPage) -> None:
    chart: Any = page.cards.line.chart
    viewport = chart.view.viewport()
    QTest.mouseMove(viewport, viewport.mapFrom(chart, chart.spot(3)))
    assert chart.label.isVisible()
    assert page.board is not None
    assert chart.label.text.lines[0][0] == str(page.board.points[3].count)
    QApplication.sendEvent(viewport, QEvent(QEvent.Type.Leave))
    assert not chart.label.isVisible()


def test_the_rows_that_a_bar_leads_to_are_as_many_as_it_says(
    desktop: Desktop, page: AnalyticsPage
) -> None:
    board = page.board
    assert board is not None
    done = sorted(board.courses, key=lambda one: -(one.rate or 0))[1]
    page.cards.rates.chosen.emit(1)
    settle(desktop)
    rows: Any = desktop.window.page
    assert rows.grid.model.rowCount() == done.completed > 0
    titles = {rows.grid.cell(rows.grid.model.row_at(at), "course") for at in range(done.completed)}
    assert titles == {done.course.title}
    desktop.window.back()
    assert desktop.window.page is page
