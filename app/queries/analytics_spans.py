"""Periods of time for charts: days of UTC, and how they are cut into days, weeks and months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from app.domain.dataclass import dataclass

Step = Literal["day", "week", "month"]
STEPS: tuple[Step, ...] = ("day", "week", "month")

MOST_DAYS = 45
"""A period of more days is cut into weeks unless something else is asked for."""
MOST_WEEKS = 130
"""A period of more weeks is cut into months."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from *first* to *last*, both included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    def before(self) -> Span:
        """As many days just before."""
        return self.shifted(-self.length)

    def shifted(self, days: int) -> Span:
        """The same length, some days later; the calendar's ends hold it back."""
        return Span(_day(self.first, days), _day(self.last, days))


def usual_step(span: Span) -> Step:
    """The step that leaves a chart readable."""
    if span.length <= MOST_DAYS:
        return "day"
    return "week" if span.length <= 7 * MOST_WEEKS else "month"


def cut(span: Span, step: Step) -> list[Span]:
    """The span's days, weeks or months, in order.

    Weeks are of seven days up to the last one, so that no line ends in a week that has hardly
    begun; the first may be shorter. Months are the calendar's, shortened at both ends.
    """
    pieces: list[Span] = []
    last = span.last
    while True:
        first = max(_begin(last, step), span.first)
        pieces.append(Span(first, last))
        if first <= span.first:
            return pieces[::-1]
        last = first - timedelta(days=1)


def _begin(day: date, step: Step) -> date:
    """The first day of the step that ends with *day*."""
    if step == "day":
        return day
    return _day(day, -6) if step == "week" else day.replace(day=1)


def _day(day: date, days: int) -> date:
    number = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(number)


def ratio(dividend: float, divisor: float) -> float | None:
    """A quotient; None where there is nothing to divide by."""
    return dividend / divisor if divisor else None
