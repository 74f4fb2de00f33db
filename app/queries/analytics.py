"""The analytics board: the twelve metrics, and what its charts show, for a period and courses.

Values of the twelve are as of now. Charts count the enrollments made in the period, so that the
rows behind a bar (`app.queries.analytics_rows`) are the enrollments of that period, course and
status, and sum to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from app.domain.actor import Actor
from app.domain.dataclass import dataclass
from app.domain.metrics import utc_day
from app.ports.series import CourseCount, CourseIds, CourseName, Series
from app.queries.analytics_spans import Span, Step, cut, ratio, usual_step


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a board is asked for: a period (None: all times), courses (empty: all), a step."""

    span: Span | None = None
    courses: tuple[int, ...] = ()
    step: Step | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One step of the line: its days, its new enrollments, and those of the period before."""

    span: Span
    count: int
    before: Span
    before_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFigures:
    """A course's bars. `rate` is a percentage, `days` a mean; None where there is nothing."""

    course: CourseName
    enrolled: int
    completed: int
    rate: float | None
    days: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How things stood when a period began, to compare with now."""

    learners: int
    rate: float | None
    days: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything that the screen shows.

    `values` are the twelve by name (`popular_courses` as a count of `courses` listed);
    `before` the new enrollments of the period before, None where all times are shown.
    """

    asked: Asked
    at: datetime
    span: Span
    step: Step
    choices: tuple[CourseName, ...]
    values: Mapping[str, float | None]
    began: Standing | None
    points: tuple[Point, ...]
    new: int
    before: int | None
    statuses: Mapping[str, int]
    courses: tuple[CourseFigures, ...]
    ever: int

    @property
    def empty(self) -> bool:
        """Whether nobody has ever enrolled in what may be seen."""
        return self.ever == 0


def read_board(series: Series, asked: Asked, actor: Actor, at: datetime) -> Board:
    """The board as *actor* may see it: instructors see their own courses."""
    own = actor.user_id if actor.role == "instructor" else None
    choices = tuple(series.courses(own))
    ids = _scope(asked, choices, own)
    edges = series.edges(ids)
    today = utc_day(at)
    span = asked.span or (
        Span(date.fromisoformat(edges[0]), max(today, date.fromisoformat(edges[1])))
        if edges
        else Span(today, today)
    )
    step = asked.step or usual_step(span)
    whole = list(series.counts(ids))
    inside = whole if asked.span is None else list(series.counts_between(ids, *_texts(span)))
    among = [one for one in choices if ids is None or one.id in ids]
    points = _points(series, ids, span, step)
    return Board(
        asked=asked,
        at=at,
        span=span,
        step=step,
        choices=choices,
        values=_values(series, ids, whole, among, today, failures=series.failures(own)),
        began=None if asked.span is None else _standing(series, ids, span),
        points=points,
        new=sum(one.count for one in points),
        before=None if asked.span is None else sum(one.before_count for one in points),
        statuses=_by_status(inside),
        courses=_figures(choices, inside),
        ever=sum(one.enrolled for one in whole),
    )


def _scope(asked: Asked, choices: Sequence[CourseName], own: int | None) -> CourseIds:
    """None where nothing narrows; else the courses asked for that may be seen."""
    known = {one.id for one in choices}
    chosen = tuple(one for one in asked.courses if one in known)
    if chosen:
        return chosen
    return None if own is None else tuple(sorted(known))


def _texts(span: Span) -> tuple[str, str]:
    return span.first.isoformat(), span.last.isoformat()


def _points(series: Series, ids: CourseIds, span: Span, step: Step) -> tuple[Point, ...]:
    former = span.before()
    shift = former.first - span.first
    days = series.days(ids, *_texts(span))
    before = series.days(ids, *_texts(former))
    pieces = cut(span, step)
    return tuple(
        Point(
            span=piece,
            count=count,
            before=piece.shifted(shift.days),
            before_count=before_count,
        )
        for piece, count, before_count in zip(
            pieces, _sums(pieces, days, 0), _sums(pieces, before, shift.days), strict=True
        )
    )


def _sums(pieces: Sequence[Span], days: Mapping[str, int], shift: int) -> list[int]:
    """Each piece's sum of the days, the pieces moved by *shift* days."""
    sums = [0] * len(pieces)
    found = sorted(
        (date.fromisoformat(day) - timedelta(days=shift), count) for day, count in days.items()
    )
    place = 0
    for day, count in found:
        while day > pieces[place].last:
            place += 1
        sums[place] += count
    return sums


def _standing(series: Series, ids: CourseIds, span: Span) -> Standing:
    day = span.first.isoformat()
    enrolled, completed, days = series.counts_at(ids, day)
    return Standing(
        learners=series.students(day) if ids is None else series.learners(ids, day),
        rate=ratio(100 * completed, enrolled),
        days=ratio(days, completed),
    )


def _values(
    series: Series,
    ids: CourseIds,
    whole: Sequence[CourseCount],
    among: Sequence[CourseName],
    today: date,
    *,
    failures: tuple[int, int],
) -> Mapping[str, float | None]:
    """The twelve; see `DEFINITIONS` for what each counts."""
    live = sum(one.enrolled for one in whole)
    completed = sum(one.statuses.get("completed", 0) for one in whole)
    monday = today - timedelta(days=today.weekday()) if today.toordinal() > 6 else today
    recent = series.days(ids, min(monday, today.replace(day=1)).isoformat(), f"{today}~")
    learners = series.learners(ids)
    taught = {one.instructor_id for one in among}
    return {
        "total_students": series.students() if ids is None else learners,
        "total_instructors": series.instructors() if ids is None else len(taught),
        "total_courses_published": sum(one.status == "published" for one in among),
        "new_enrollments_daily": recent.get(today.isoformat(), 0),
        "new_enrollments_weekly": _since(recent, monday),
        "new_enrollments_monthly": _since(recent, today.replace(day=1)),
        "course_completion_rate": ratio(100 * completed, live),
        "avg_time_to_complete": ratio(
            sum(one.days for one in whole), sum(one.timed for one in whole)
        ),
        "popular_courses": min(POPULAR, len(among)),
        "avg_courses_per_student": ratio(live, learners),
        "failed_workflows": failures[0],
        "failed_events": failures[1],
    }


POPULAR = 10
"""How many courses count as the popular ones."""


def _since(days: Mapping[str, int], first: date) -> int:
    return sum(count for day, count in days.items() if day >= first.isoformat())


def _by_status(counts: Sequence[CourseCount]) -> Mapping[str, int]:
    sums: Counter[str] = Counter()
    for one in counts:
        sums.update(one.statuses)
    return dict(sums)


def _figures(
    choices: Sequence[CourseName], counts: Sequence[CourseCount]
) -> tuple[CourseFigures, ...]:
    """Courses with enrollments, most first, then by id."""
    names = {one.id: one for one in choices}
    made = [
        CourseFigures(
            course=names[one.course_id],
            enrolled=one.enrolled,
            completed=one.statuses.get("completed", 0),
            rate=ratio(100 * one.statuses.get("completed", 0), one.enrolled),
            days=ratio(one.days, one.timed),
        )
        for one in counts
        if one.course_id in names
    ]
    return tuple(sorted(made, key=lambda one: (-one.enrolled, one.course.id)))
