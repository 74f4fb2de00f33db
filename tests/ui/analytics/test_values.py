"""The board's figures equal a count by hand of the demo academy; the rows behind sum to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.context import Context
from app.domain.actor import SYSTEM, Actor
from app.domain.commands import DeleteCourse
from app.domain.entities import Course, Enrollment, User
from app.ports.grid import Filter, GridQuery
from app.queries.analytics import Asked, Board
from app.queries.analytics_rows import enrollments
from app.queries.analytics_spans import Span
from app.queries.grid_search import line, parse
from app.queries.grids import ENROLLMENTS, GRIDS
from services.storage.sqlite.grids import SqliteGrids
from services.storage.sqlite.store import SqliteStore
from tests.support.window import copy_demo
from ui.views.analytics.drill import Way, behind_metric

ADMIN = Actor(1, "admin")


@pytest.fixture(scope="module")
def academy(demo_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """The demo academy, open without a window, to be read only."""
    folder = tmp_path_factory.mktemp("values")
    context = open_workspace(copy_demo(demo_source, folder / "workspace"))
    yield context
    context.close()


def everything(context: Context) -> list[Enrollment]:
    with context.store.reading() as rows:
        dead = {one.id for one in rows.find(Course, is_deleted=True)}
        gone = {one.id for one in rows.find(User, is_deleted=True)}
        return [
            one
            for one in rows.find(Enrollment)
            if one.course_id not in dead and one.student_id not in gone
        ]


def teacher(context: Context) -> Actor:
    with context.store.reading() as rows:
        return Actor(rows.find(Course)[0].instructor_id, "instructor")


def board(context: Context, asked: Asked, actor: Actor = ADMIN) -> Board:
    return context.board(asked, actor, context.clock.now())


def thirteen_weeks(context: Context) -> Span:
    today = context.clock.now().astimezone(UTC).date()
    return Span(today - timedelta(days=90), today)


def within(rows: list[Enrollment], span: Span) -> list[Enrollment]:
    return [one for one in rows if span.first <= one.enrolled_at.date() <= span.last]


def mean_days(rows: list[Enrollment]) -> float:
    times = [
        (one.completed_at - one.enrolled_at).total_seconds() / 86_400
        for one in rows
        if one.status == "completed" and one.completed_at is not None
    ]
    return sum(times) / len(times)


def counted(context: Context, filters: tuple[Filter, ...], actor: Actor = ADMIN) -> int:
    assert isinstance(context.store, SqliteStore)
    assert parse(line(filters, ()), ENROLLMENTS).filters == filters
    query = GridQuery(grid="enrollments", sort="enrolled", filters=filters)
    return SqliteGrids(context.store).count(query, actor)


def listed(context: Context, grid: str, way: Way, actor: Actor = ADMIN) -> int:
    assert isinstance(context.store, SqliteStore)
    filters = parse(way.params["search"], GRIDS[grid]).filters
    sort = {"people": "name", "courses": "updated", "enrollments": "enrolled"}.get(grid, "at")
    query = GridQuery(grid=grid, sort=sort, filters=filters)
    return SqliteGrids(context.store).count(query, actor)


@pytest.mark.parametrize("whole", [True, False])
def test_charts_count_what_was_enrolled_in_the_period(academy: Context, whole: bool) -> None:
    span = None if whole else thirteen_weeks(academy)
    found = board(academy, Asked(span=span))
    rows = everything(academy) if span is None else within(everything(academy), span)
    assert found.new == len(rows) > 0
    assert found.statuses == Counter(one.status for one in rows)
    for point in found.points:
        assert point.count == len(within(rows, point.span))
    assert {one.course.id: one.enrolled for one in found.courses} == Counter(
        one.course_id for one in rows
    )
    for figures in found.courses:
        own = [one for one in rows if one.course_id == figures.course.id]
        done = [one for one in own if one.status == "completed"]
        assert figures.rate == pytest.approx(100 * len(done) / len(own))
        assert figures.days == pytest.approx(mean_days(own), abs=1e-6)


def test_the_twelve_equal_those_of_the_command_line(academy: Context) -> None:
    values = board(academy, Asked(span=thirteen_weeks(academy))).values
    metrics = academy.metrics(academy.clock.now())
    assert len(values) == len(metrics) == 12
    assert set(values) == set(metrics)
    for name, value in values.items():
        if name == "popular_courses":
            assert value == len(metrics[name])
        else:
            assert float(metrics[name]) == pytest.approx(value, abs=0.0051)


def test_the_period_before_is_counted_too(academy: Context) -> None:
    span = thirteen_weeks(academy)
    found = board(academy, Asked(span=span))
    rows = everything(academy)
    assert found.before == len(within(rows, span.before())) > 0
    for point in found.points:
        assert point.before_count == len(within(rows, point.before))


def test_how_things_stood_when_the_period_began(academy: Context) -> None:
    span = thirteen_weeks(academy)
    began = board(academy, Asked(span=span)).began
    assert began is not None
    start = datetime.combine(span.first, datetime.min.time(), UTC)
    rows = [one for one in everything(academy) if one.enrolled_at < start]
    done = [one for one in rows if one.completed_at is not None and one.completed_at < start]
    done = [one for one in done if one.status == "completed"]
    with academy.store.reading() as reading:
        people = reading.find(User, role="student", is_active=True, is_deleted=False)
    assert began.learners == sum(one.created_at < start for one in people)
    assert began.rate == pytest.approx(100 * len(done) / len(rows))
    assert began.days == pytest.approx(mean_days(done), abs=1e-6)


def test_chosen_courses_alone_are_counted(academy: Context) -> None:
    rows = [one for one in everything(academy) if one.course_id in (1, 2)]
    found = board(academy, Asked(courses=(1, 2), span=thirteen_weeks(academy)))
    assert found.ever == len(rows)
    assert found.new == len(within(rows, found.span))
    assert found.values["total_students"] == len({one.student_id for one in rows})
    assert found.values["total_courses_published"] == 2
    assert found.values["total_instructors"] == 2
    assert found.began is not None
    early = [one for one in rows if one.enrolled_at.date() < found.span.first]
    assert found.began.learners == len({one.student_id for one in early})


def test_instructors_see_their_own_courses(academy: Context) -> None:
    actor = teacher(academy)
    found = board(academy, Asked(), actor)
    rows = [one for one in everything(academy) if one.course_id in {c.id for c in found.choices}]
    assert {one.instructor_id for one in found.choices} == {actor.user_id}
    assert found.ever == found.new == len(rows) < len(everything(academy))
    others = board(academy, Asked(courses=(1, 2, 3)), actor)
    assert others.ever == len(rows)


def test_deleted_courses_are_left_out(demo_workspace: Path) -> None:
    context = open_workspace(demo_workspace)
    try:
        context.bus.execute(DeleteCourse(course_id=1), SYSTEM)
        for span in (None, thirteen_weeks(context)):
            found = board(context, Asked(span=span))
            assert all(one.course.id != 1 for one in found.courses)
            assert found.ever == len(everything(context))
            assert found.new == sum(found.statuses.values())
    finally:
        context.close()


def test_a_period_without_enrollments_is_empty_but_not_the_workspace(academy: Context) -> None:
    found = board(academy, Asked(span=Span(date(1999, 1, 1), date(1999, 1, 31))))
    assert (found.new, found.statuses, found.courses) == (0, {}, ())
    assert found.began is not None
    assert (found.began.rate, found.began.days) == (None, None)
    assert not found.empty


@pytest.mark.parametrize("whole", [True, False])
def test_the_rows_behind_every_bar_sum_to_it(academy: Context, whole: bool) -> None:
    span = None if whole else thirteen_weeks(academy)
    for actor in (ADMIN, teacher(academy)):
        found = board(academy, Asked(span=span, step="month"), actor)
        for point in found.points:
            assert counted(academy, enrollments(found, span=point.span), actor) == point.count
        for status, count in found.statuses.items():
            assert counted(academy, enrollments(found, status=status), actor) == count
        for one in found.courses:
            mine = enrollments(found, course_id=one.course.id)
            assert counted(academy, mine, actor) == one.enrolled
            done = enrollments(found, course_id=one.course.id, status="completed")
            assert counted(academy, done, actor) == one.completed


def test_the_rows_behind_the_twelve(academy: Context) -> None:
    found = board(academy, Asked())
    values = found.values
    for name in (
        "total_students",
        "total_instructors",
        "total_courses_published",
        "new_enrollments_daily",
        "new_enrollments_weekly",
        "new_enrollments_monthly",
    ):
        way = behind_metric(name, found)
        assert listed(academy, way.place, way) == values[name], name
    completed = behind_metric("course_completion_rate", found)
    assert listed(academy, "enrollments", completed) == found.statuses["completed"]
    chosen = board(academy, Asked(courses=(2,)))
    learners = behind_metric("total_students", chosen)
    assert listed(academy, learners.place, learners) == chosen.values["total_students"]
    for name, tab in (("failed_events", "events"), ("failed_workflows", "workflows")):
        way = behind_metric(name, found)
        assert (way.place, way.params["tab"]) == ("activity", tab)
        assert listed(academy, tab, way) == values[name]


def test_chosen_courses_stay_chosen_on_the_way_to_the_rows(academy: Context) -> None:
    found = board(academy, Asked(courses=(1, 3)))
    assert counted(academy, enrollments(found)) == found.ever
    narrowed = replace(found, asked=replace(found.asked, courses=()))
    assert counted(academy, enrollments(narrowed)) > found.ever
