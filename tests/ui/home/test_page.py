"""Home: figures as counted by hand, what waits and where it leads, the first steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import create_workspace
from app.domain.actor import Actor
from app.domain.entities import Certificate, Course, Enrollment, User, WaitingEntry
from app.domain.errors import EnvironmentFault, SmartCourseError
from app.ports.home import Machine
from app.queries.home import Home, Later, ToDo, read_home
from services.analytics.home import SqliteHome
from services.storage.sqlite.store import SqliteStore
from tests.support.window import copy_demo, open_desktop, settle
from ui.charts import figures
from ui.charts.kpi import Trend
from ui.feedback.states import Skeleton, StatePanel
from ui.shell.application import Desktop
from ui.shell.window import MainWindow
from ui.views.home import words
from ui.views.home.line import Line
from ui.views.home.page import HomePage


@pytest.fixture(scope="module")
def desktop(
    demo_source: Path, tmp_path_factory: pytest.TempPathFactory, qapp: object
) -> Iterator[Desktop]:
    """One window for all: nothing here changes the workspace."""
    folder = tmp_path_factory.mktemp("home")
    workspace = copy_demo(demo_source, folder / "workspace")
    with open_desktop(workspace, folder / "memory.json") as opened:
        yield opened


@pytest.fixture
def page(desktop: Desktop) -> HomePage:
    """A page of the test's own."""
    desktop.window.forget_pages()
    desktop.window.activateWindow()
    desktop.window.go("home", {})
    settle(desktop)
    shown = desktop.window.page
    assert isinstance(shown, HomePage)
    return shown


@pytest.fixture
def gone(page: HomePage) -> list[tuple[str, Any]]:
    """Where the screen wanted to go."""
    ways: list[tuple[str, Any]] = []
    page.desk = replace(page.desk, go=lambda place, params: ways.append((place, params)))
    return ways


def lines(page: HomePage) -> list[str]:
    return [line.line.title for line in page.to_do.lines]


# figures


def test_figures_equal_a_count_by_hand(desktop: Desktop, page: HomePage) -> None:
    context = desktop.operations.context
    with context.store.reading() as rows:
        enrollments = rows.find(Enrollment)
        students = rows.find(User, role="student", is_active=True, is_deleted=False)
        certified = {one.enrollment_id for one in rows.find(Certificate)}
        waiting = rows.count(WaitingEntry)
    done = [one for one in enrollments if one.status == "completed"]
    start = datetime.combine(context.clock.now().astimezone(UTC).date(), datetime.min.time(), UTC)
    week = sum(one.enrolled_at >= start - timedelta(days=6) for one in enrollments)
    to_certify = sum(one.id not in certified for one in done)
    shown = {name: kpi.value.text() for name, kpi in page.kpis.items()}
    assert shown == {
        "learners": figures.whole(len(students)),
        "rate": figures.percent(100 * len(done) / len(enrollments)),
        "week": figures.whole(week),
        "certify": figures.whole(to_certify),
    }
    assert lines(page) == [f"{waiting} people wait for a seat", f"{to_certify} to certify"]


def test_the_busiest_courses_and_the_newest_edits(desktop: Desktop, page: HomePage) -> None:
    with desktop.operations.context.store.reading() as rows:
        courses = rows.find(Course)
        counts = {one.title: rows.count(Enrollment, course_id=one.id) for one in courses}
    titles = [line.line.title for line in page.courses.lines]
    assert titles == sorted(counts, key=lambda title: -counts[title])
    assert str(counts[titles[0]]) in page.courses.lines[0].line.facts
    home = page.home
    assert home is not None
    times = [one.at for one in home.edited]
    assert times == sorted(times, reverse=True)
    assert len(page.recent.lines) == len(home.edited) == 6


def test_instructors_see_their_own(desktop: Desktop) -> None:
    context = desktop.operations.context
    with context.store.reading() as rows:
        course = rows.find(Course)[1]
        own = rows.find(Enrollment, course_id=course.id)
    actor = Actor(course.instructor_id, "instructor")
    home = context.home(actor, context.clock.now())
    later = context.home_later(actor)
    assert (home.courses, home.enrolled, home.learners) == (1, len(own), None)
    assert later.learners == len({one.student_id for one in own})
    assert {one.course_id for one in home.edited} == {course.id}
    assert 0 <= home.recent <= len(own)


def test_it_asks_the_database_few_questions(desktop: Desktop) -> None:
    store = desktop.operations.context.store
    assert isinstance(store, SqliteStore)
    machine = Machine(folder=Path("w"), database_bytes=0, backup_at=None, backups=0)
    asked: list[str] = []
    with store.connection() as connection:

        class Counting:
            def all(self, sql: str, values: Any = ()) -> list[tuple[Any, ...]]:
                asked.append(sql)
                return connection.all(sql, values)

        read_home(SqliteHome(Counting()), machine, Actor(1, "admin"), datetime.now(UTC))
    assert len(asked) <= 9
    assert not any("enrollments" in sql.replace("student_enrollments", "") for sql in asked)


def test_the_machine_is_told(desktop: Desktop, page: HomePage) -> None:
    facts = page.machine.facts
    context = desktop.operations.context
    assert facts["folder"].toolTip() == str(context.folder)
    assert facts["database"].text().split()[-1] in ("MB", "kB", "MiB")
    assert page.machine.back_up.accessibleName() == "Back up now"


def test_a_backup_is_told_of(desktop: Desktop, page: HomePage) -> None:
    desktop.window.actions_registry.trigger("workspace.back_up")
    settle(desktop)
    page.load()
    settle(desktop)
    assert page.home is not None
    assert page.home.machine.backups == 1
    assert page.machine.facts["backup"].text().endswith("1 copy kept")


# where things lead


def test_lines_lead_by_mouse_and_by_keyboard(page: HomePage, gone: list[tuple[str, Any]]) -> None:
    waiting, certify = page.to_do.lines
    QTest.mouseClick(waiting, Qt.MouseButton.LeftButton)
    QTest.keyClick(certify, Qt.Key.Key_Return)
    QTest.keyClick(page.courses.lines[0], Qt.Key.Key_Space)
    QTest.keyClick(page.recent.lines[1], Qt.Key.Key_Return)
    assert page.home is not None
    edited, busiest = page.home.edited[1], page.home.busiest[0]
    assert gone == [
        (
            "enrollments",
            {"tab": "waiting", "search": 'course:="First Aid at Work"'},
        ),
        ("certificates", {"tab": "eligible"}),
        ("course", {"course_id": busiest.id}),
        ("course", {"course_id": edited.course_id, "lesson_id": edited.id}),
    ]


def test_figures_lead_to_their_rows(page: HomePage, gone: list[tuple[str, Any]]) -> None:
    for kpi in page.kpis.values():
        QTest.keyClick(kpi, Qt.Key.Key_Return)
    assert [place for place, _ in gone] == ["people", "analytics", "enrollments", "certificates"]


@pytest.mark.parametrize(
    ("task", "title", "place"),
    [
        ("failed_events", "3 events failed", "activity"),
        ("failed_workflows", "3 workflows failed", "activity"),
        ("without_lessons", "3 courses have no lessons", "courses"),
        ("ready", "3 drafts are ready to publish", "courses"),
    ],
)
def test_each_task_has_its_words_and_its_way(task: Any, title: str, place: str) -> None:
    lead = words.lead(ToDo(task=task, count=3))
    assert (lead.text.title, lead.place) == (title, place)


@pytest.mark.parametrize("task", ["without_lessons", "ready"])
def test_one_course_is_led_to_itself(task: Any) -> None:
    lead = words.lead(ToDo(task=task, count=1, course_id=4, course="Ethics"))
    assert (lead.place, lead.params, lead.text.facts) == ("course", {"course_id": 4}, "Ethics")


def test_unsaved_drafts_come_first(desktop: Desktop, page: HomePage, qtbot: QtBot) -> None:
    keeper = desktop.operations.drafts
    keeper.keep("lesson", "1", "0" * 64, "text")
    keeper.flush()
    page.load()
    try:
        # Drafts are read in a lane of their own.
        qtbot.waitUntil(lambda: lines(page)[0] == "1 unsaved draft")
    finally:
        keeper.drop("lesson", "1")


def test_many_to_certify_are_said_to_be_more() -> None:
    assert words.many(999) == figures.whole(999)
    assert words.many(1000) == f"{figures.whole(1000)}+"


# greeting, states


@pytest.mark.parametrize(
    ("hour", "begins"),
    [(4, "Good evening"), (5, "Good morning"), (12, "Good afternoon"), (18, "Good evening")],
)
def test_the_greeting_knows_the_hour(hour: int, begins: str) -> None:
    assert words.greeting(hour, "Maya") == f"{begins}, Maya"


def test_the_head_greets_by_name(page: HomePage) -> None:
    assert page.greeting.text().endswith(", Ingrid")
    assert QLocale().toString(420) in page.facts.text()


def test_nothing_to_do_is_said_too(page: HomePage) -> None:
    page.to_do.show_leads([])
    assert page.to_do.lines == []
    page.to_do.show_leads([words.drafts_lead(2)])
    assert lines(page) == ["2 unsaved drafts"]


def test_lines_that_say_the_same_keep_the_focus(desktop: Desktop, page: HomePage) -> None:
    page.to_do.lines[1].setFocus()
    page.load()
    settle(desktop)
    assert page.to_do.lines[1].hasFocus()


def test_trouble_is_said_and_tried_again(
    desktop: Desktop, page: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = desktop.operations.context

    def broken(*_given: object) -> Home:
        raise EnvironmentFault("workspace.disk_error", path="w", cause="no such thing")

    monkeypatch.setattr(desktop.operations, "_context", replace(context, home=broken))
    page.load()
    settle(desktop)
    panel = page.stack.currentWidget()
    assert isinstance(panel, StatePanel)
    assert "could not be read" in panel.accessibleName()
    monkeypatch.setattr(desktop.operations, "_context", context)
    next(one for one in panel.findChildren(QAbstractButton) if one.text() == "Try again").click()
    settle(desktop)
    assert page.stack.currentWidget() is page.area


def test_loading_is_shown_where_it_takes_long(desktop: Desktop, page: HomePage) -> None:
    page.home = None
    page._show_skeleton()
    assert isinstance(page.stack.currentWidget(), Skeleton)
    page.load()
    settle(desktop)
    assert page.stack.currentWidget() is page.area


@pytest.mark.parametrize("order", ["later first", "later last"])
def test_what_takes_longer_is_counted_beside_the_rest(
    order: str, desktop: Desktop, page: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = desktop.operations.context
    figure = page.kpis["certify"].accessibleName()
    asked, told = Event(), Event()
    beside: list[bool] = []

    def home(actor: Actor, at: datetime) -> Home:
        beside.append(asked.wait(10))
        return context.home(actor, at)

    def later(actor: Actor) -> Later:
        asked.set()
        if order == "later last":
            told.wait(10)
        return context.home_later(actor)

    page.home, page.later = None, None
    page.kpis["certify"].show_figure("?", Trend())
    monkeypatch.setattr(
        desktop.operations, "_context", replace(context, home=home, home_later=later)
    )
    monkeypatch.setattr(page.machine, "show_machine", lambda _machine: told.set())
    page.load()
    settle(desktop)
    assert beside == [True]
    assert page.kpis["certify"].accessibleName() == figure
    assert page.stack.currentWidget() is page.area


@pytest.mark.parametrize("read", [True, False])
def test_what_cannot_be_counted_is_said_once(
    read: bool, desktop: Desktop, page: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = desktop.operations.context
    refused: list[SmartCourseError] = []

    def broken(*_given: object) -> Any:
        raise EnvironmentFault("workspace.disk_error", path="w", cause="no such thing")

    page.home = page.home if read else None
    homes = {} if read else {"home": broken}
    monkeypatch.setattr(
        desktop.operations, "_context", replace(context, home_later=broken, **homes)
    )
    desktop.operations.failed.connect(refused.append)
    page.load()
    settle(desktop)
    desktop.operations.failed.disconnect(refused.append)
    assert len(refused) == int(read)
    assert isinstance(page.stack.currentWidget(), StatePanel) is not read


def test_what_cannot_be_counted_is_said_where_that_is_known_before_the_rest(
    desktop: Desktop, page: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, error = page.home, EnvironmentFault("workspace.disk_error", path="w", cause="nothing")
    assert home is not None
    refused: list[SmartCourseError] = []
    desktop.operations.failed.connect(refused.append)
    monkeypatch.setattr(page, "home", None)
    page._later_failed(error)
    assert not refused
    page._show(home)
    assert refused == [error]
    page._show(home)
    assert refused == [error]
    settle(desktop)
    desktop.operations.failed.disconnect(refused.append)


def test_the_window_is_named_after_its_workspace_once_home_is_painted(
    demo_source: Path, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    paint, name = Line.paintEvent, MainWindow.setWindowTitle

    def painted(line: Line, event: QPaintEvent) -> None:
        paint(line, event)
        seen.append("painted")

    def named(window: MainWindow, title: str) -> None:
        name(window, title)
        seen.append(title)

    monkeypatch.setattr(Line, "paintEvent", painted)
    monkeypatch.setattr(MainWindow, "setWindowTitle", named)
    with open_desktop(copy_demo(demo_source, tmp_path / "w"), tmp_path / "memory.json") as desktop:
        title = f"{desktop.operations.context.settings.institution} - SmartCourse"
        page = desktop.window.page
        assert isinstance(page, HomePage)
        shown = len(page.findChildren(Line))
    assert seen[: seen.index(title)].count("painted") >= shown > 0


def test_an_empty_workspace_offers_the_first_steps(tmp_path: Path, qapp: object) -> None:
    create_workspace(tmp_path / "w", "maya@example.org", "long-password-1")
    with open_desktop(tmp_path / "w", tmp_path / "memory.json") as desktop:
        page = desktop.window.page
        assert isinstance(page, HomePage)
        assert page._steps is not None
        assert page._steps.isVisible()
        assert not page.new_course.isVisible()
        assert page._steps.lines[0].hasFocus()
        ways: list[Any] = []
        page.desk = replace(page.desk, go=lambda place, params: ways.append((place, params)))
        ran: list[str] = []
        registry = desktop.window.actions_registry
        registry.trigger = ran.append  # type: ignore[method-assign]
        for line in page._steps.lines:
            QTest.keyClick(line, Qt.Key.Key_Return)
        assert ways == [
            ("courses", {"new": 1}),
            ("courses", {"import": 1}),
            ("people", {"add": 1}),
        ]
        assert [one for one in ran if one] == ["workspace.demo"]


def test_tab_goes_through_everything_in_order(page: HomePage) -> None:
    page.area.setFocus()
    reached: list[QWidget] = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is None or not page.isAncestorOf(focused):
            break
        reached.append(focused)
    wanted: list[QWidget] = [*page.kpis.values(), *page.to_do.lines, *page.courses.lines]
    wanted += page.recent.lines
    assert [one for one in wanted if one not in reached] == []
    assert all(one.accessibleName() for one in page.findChildren(Line))


@pytest.mark.parametrize("theme", ["dark", "high-contrast"])
def test_it_fits_the_smallest_window(
    demo_workspace: Path, tmp_path: Path, qapp: object, theme: Any
) -> None:
    with open_desktop(
        demo_workspace, tmp_path / "m.json", theme=theme, size=(1024, 700)
    ) as desktop:
        page = desktop.window.page
        assert isinstance(page, HomePage)
        assert page.area.horizontalScrollBar().maximum() == 0
        widths = {kpi.width() for kpi in page.kpis.values()}
        assert max(widths) - min(widths) <= 1
