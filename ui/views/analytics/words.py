"""The board in words: what charts, tables, figures and screen readers say."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.dataclass import dataclass
from app.domain.entities.enrollments import EnrollmentStatus
from app.queries.analytics import Board, CourseFigures
from app.queries.analytics_metrics import DEFINITIONS, Unit
from app.queries.analytics_spans import Span, Step
from ui.charts import figures
from ui.charts.data import BarData, LineData, Series, TwinColumn, TwinTable
from ui.charts.kpi import Trend
from ui.models.days import month_text, short_day_text, span_text
from ui.widgets.words import tr, trn

SHOWN_BARS = 8
"""Bars in a chart by course; its table has all courses."""

STATUSES: tuple[EnrollmentStatus, ...] = ("active", "completed", "suspended", "dropped")


def status_words(status: str) -> str:
    """An enrollment's status as a word."""
    return {
        "active": tr("Active"),
        "completed": tr("Completed"),
        "suspended": tr("Suspended"),
        "dropped": tr("Dropped"),
    }[status]


def step_words(step: Step) -> str:
    """How a period is cut."""
    return {"day": tr("Per day"), "week": tr("Per week"), "month": tr("Per month")}[step]


def span_words(span: Span) -> str:
    """A span of days."""
    return span_text(span.first, span.last)


FORMATS: dict[Unit, Callable[[float], str]] = {
    "count": figures.whole,
    "percent": figures.percent,
    "days": figures.tenth,
    "ratio": figures.hundredth,
    "courses": figures.whole,
}


def value_words(unit: Unit, value: float | None) -> str:
    """One of the twelve as it is read."""
    if value is None:
        return "–"
    text = FORMATS[unit](value)
    return trn("{n} course", "{n} courses", round(value)) if unit == "courses" else text


# the line


def line_data(board: Board) -> LineData:
    """New enrollments, and those of the period before."""
    series = [Series(name=tr("This period"), values=tuple(float(p.count) for p in board.points))]
    if board.before is not None:
        former = tuple(float(point.before_count) for point in board.points)
        series.append(Series(name=tr("Period before"), values=former, compared=True))
    return LineData(
        places=tuple(_place(point.span, board.step) for point in board.points),
        titles=tuple(span_words(point.span) for point in board.points),
        series=tuple(series),
        noun=tr("enrolled"),
        compared_noun=tr("in the period before"),
        format=figures.whole,
    )


def _place(span: Span, step: Step) -> str:
    return month_text(span.first) if step == "month" else short_day_text(span.first)


def line_table(board: Board) -> TwinTable:
    """The same as rows."""
    columns = [
        TwinColumn(title=tr("Days"), stretch=True),
        TwinColumn(title=tr("Enrolled"), kind="number", format=figures.whole, width=120),
    ]
    if board.before is not None:
        columns += [
            TwinColumn(title=tr("Period before"), width=200),
            TwinColumn(title=tr("Enrolled then"), kind="number", format=figures.whole, width=140),
        ]
    rows = []
    for point in board.points:
        row: list[str | float | None] = [span_words(point.span), point.count]
        if board.before is not None:
            row += [span_words(point.before), point.before_count]
        rows.append(tuple(row))
    return TwinTable(columns=tuple(columns), rows=tuple(rows))


def line_subtitle(board: Board) -> str:
    """How many, in which steps, and how that compares."""
    total = trn("{n} enrollment", "{n} enrollments", board.new)
    parts = [step_words(board.step), total]
    if board.before is not None:
        parts.append(compared(board.new, board.before))
    return ", ".join(parts)


def compared(now: int, before: int) -> str:
    """A count against that of the period before."""
    if not before:
        return tr("none in the period before")
    change = 100 * (now - before) / before
    if round(change) == 0:
        return tr("as many as in the period before")
    amount = figures.whole_percent(abs(change))
    if change > 0:
        return tr("{amount} more than in the period before", amount=amount)
    return tr("{amount} fewer than in the period before", amount=amount)


def line_summary(board: Board) -> str:
    """The line for those who cannot see it."""
    if not board.points:
        return tr("No enrollments.")
    most = max(board.points, key=lambda point: point.count)
    return tr(
        "{total} from {span}. The most are {most}: {days}.",
        total=line_subtitle(board),
        span=span_words(board.span),
        most=figures.whole(most.count),
        days=span_words(most.span),
    )


# the statuses


def status_data(board: Board) -> BarData:
    """How many enrollments have each status now."""
    total = sum(board.statuses.values())
    counts = [board.statuses.get(status, 0) for status in STATUSES]
    shares = [_share(count, total) for count in counts]
    return BarData(
        names=tuple(status_words(status) for status in STATUSES),
        values=tuple(float(count) for count in counts),
        # As the axis counts; the share of all is told by the hover and the table.
        texts=tuple(figures.whole(count) for count in counts),
        details=tuple(
            (figures.whole(count), tr("enrollments"), tr("{share} of all", share=share))
            for count, share in zip(counts, shares, strict=True)
        ),
        format=figures.whole,
    )


def _share(count: int, total: int) -> str:
    """A share of all, never 0 where there is something."""
    if not total:
        return "–"
    share = 100 * count / total
    return f"<{figures.whole_percent(1)}" if 0 < share < 0.5 else figures.whole_percent(share)


def status_table(board: Board) -> TwinTable:
    """The same as rows."""
    total = sum(board.statuses.values())
    return TwinTable(
        columns=(
            TwinColumn(title=tr("Status"), stretch=True),
            TwinColumn(title=tr("Enrollments"), kind="number", format=figures.whole, width=110),
            TwinColumn(title=tr("Share"), kind="bar", format=figures.whole_percent, width=150),
        ),
        rows=tuple(
            (
                status_words(status),
                board.statuses.get(status, 0),
                100 * board.statuses.get(status, 0) / total if total else None,
            )
            for status in STATUSES
        ),
    )


def scope_words(board: Board) -> str:
    """Which enrollments the bars are of."""
    if board.asked.span is None:
        return tr("Of all enrollments")
    return tr("Of those enrolled {span}", span=span_words(board.span))


# the courses


@dataclass(frozen=True, slots=True, kw_only=True)
class ByCourse:
    """Bars by course, their rows, and which courses they are, in the same order."""

    data: BarData
    table: TwinTable
    courses: tuple[CourseFigures, ...]


def popular_table(board: Board) -> TwinTable:
    """Courses with most enrollments first, and what share of each is completed."""
    return TwinTable(
        columns=(
            TwinColumn(title=tr("Course"), stretch=True),
            TwinColumn(title=tr("Enrolled"), kind="number", format=figures.whole, width=104),
            TwinColumn(title=tr("Completion"), kind="bar", format=figures.whole_percent, width=136),
        ),
        rows=tuple((one.course.title, one.enrolled, one.rate) for one in board.courses),
        sorted_by=1,
    )


def rates(board: Board) -> ByCourse:
    """Completion rates, best first."""
    chosen = sorted(
        board.courses, key=lambda one: (-(one.rate or 0), one.course.title, one.course.id)
    )
    table = TwinTable(
        columns=(
            TwinColumn(title=tr("Course"), stretch=True),
            TwinColumn(title=tr("Completed"), kind="number", format=figures.whole, width=96),
            TwinColumn(title=tr("Enrolled"), kind="number", format=figures.whole, width=84),
            TwinColumn(title=tr("Rate"), kind="bar", format=figures.percent, width=124),
        ),
        rows=tuple((one.course.title, one.completed, one.enrolled, one.rate) for one in chosen),
        sorted_by=3,
    )
    shown = chosen[:SHOWN_BARS]
    data = BarData(
        names=tuple(one.course.title for one in shown),
        values=tuple(one.rate or 0.0 for one in shown),
        texts=tuple(figures.percent(one.rate or 0.0) for one in shown),
        details=tuple(
            (
                figures.percent(one.rate or 0.0),
                tr(
                    "completed, {done} of {all}",
                    done=figures.whole(one.completed),
                    all=figures.whole(one.enrolled),
                ),
            )
            for one in shown
        ),
        format=figures.whole_percent,
    )
    return ByCourse(data=data, table=table, courses=tuple(chosen))


def times(board: Board) -> ByCourse:
    """Mean days to complete, quickest first; courses that nobody has completed are left out."""
    known = [(one.days, one) for one in board.courses if one.days is not None]
    known.sort(key=lambda pair: (pair[0], pair[1].course.title, pair[1].course.id))
    table = TwinTable(
        columns=(
            TwinColumn(title=tr("Course"), stretch=True),
            TwinColumn(title=tr("Completed"), kind="number", format=figures.whole, width=104),
            TwinColumn(title=tr("Days"), kind="number", format=figures.tenth, width=96),
        ),
        rows=tuple((one.course.title, one.completed, days) for days, one in known),
        sorted_by=2,
    )
    shown = known[:SHOWN_BARS]
    data = BarData(
        names=tuple(one.course.title for _, one in shown),
        values=tuple(days for days, _ in shown),
        texts=tuple(figures.tenth(days) for days, _ in shown),
        details=tuple(
            (
                figures.tenth(days),
                tr("days to complete"),
                trn("mean of {n} learner", "mean of {n} learners", one.completed),
            )
            for days, one in shown
        ),
        format=figures.whole,
    )
    return ByCourse(data=data, table=table, courses=tuple(one for _, one in known))


def bars_summary(data: BarData, table: TwinTable, title: str) -> str:
    """Bars for those who cannot see them."""
    if not data.count:
        return tr("{title}: nothing to show.", title=title)
    parts = [f"{name} {text}" for name, text in zip(data.names, data.texts, strict=True)]
    more = len(table.rows) - data.count
    rest = trn("; {n} more in the table", "; {n} more in the table", more) if more > 0 else ""
    return f"{title}: {', '.join(parts)}{rest}."


def shown_words(by: ByCourse, words: str) -> str:
    """What a chart by course shows of all courses."""
    if len(by.courses) <= SHOWN_BARS:
        return words
    return tr(
        "{words}, {shown} of {all} courses",
        words=words,
        shown=figures.whole(SHOWN_BARS),
        all=figures.whole(len(by.courses)),
    )


# the twelve


def twelve_table(board: Board) -> TwinTable:
    """Every metric with its value as of now and what it means."""
    rows = []
    for one in DEFINITIONS:
        value = board.values[one.name]
        rows.append((tr(one.title), value_words(one.unit, value), tr(one.meaning)))
    return TwinTable(
        columns=(
            TwinColumn(title=tr("Metric"), width=210),
            TwinColumn(title=tr("Now"), kind="number", width=110),
            TwinColumn(title=tr("What it counts"), stretch=True),
        ),
        rows=tuple(rows),
    )


def trend(now: float | None, before: float | None, unit: str, board: Board, *, good: int) -> Trend:
    """How a figure moved since the period began; *good* is 1 where more is better, -1 if less."""
    if board.began is None:
        return Trend(words=tr("as of now"))
    since = tr("since {day}", day=short_day_text(board.span.first))
    if now is None or before is None:
        return Trend(words=tr("nothing to compare with"))
    change = now - before
    text = {
        "count": figures.whole(abs(change)),
        "percent": tr("{n} pt", n=figures.tenth(abs(change))),
        "days": tr("{n} days", n=figures.tenth(abs(change))),
    }[unit]
    if abs(change) < (0.5 if unit == "count" else 0.05):
        return Trend(words=tr("unchanged {since}", since=since))
    up = change > 0
    better = (change > 0) == (good > 0)
    sign = "+" if up else "\u2212"
    return Trend(
        change=f"{sign}{text}",
        words=since,
        icon="trending-up" if up else "trending-down",
        tone="success" if better else "danger",
    )
