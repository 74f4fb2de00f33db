"""What each of the twelve metrics means, in words and units."""

from __future__ import annotations

from typing import Literal

from app.domain.dataclass import dataclass

Unit = Literal["count", "percent", "days", "ratio", "courses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A metric: its name in the ERD, its title, what exactly it counts, and in which unit.

    `scoped` tells that it follows a choice of courses; the others are of the whole workspace.
    """

    name: str
    title: str
    meaning: str
    unit: Unit
    scoped: bool = True


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        name="total_students",
        title="Learners",
        meaning="Active accounts with the role student; where courses are chosen, everybody "
        "enrolled in one of them.",
        unit="count",
    ),
    Definition(
        name="total_instructors",
        title="Instructors",
        meaning="Active accounts with the role instructor; where courses are chosen, those who "
        "teach one of them.",
        unit="count",
    ),
    Definition(
        name="total_courses_published",
        title="Published courses",
        meaning="Courses that are published now and not deleted.",
        unit="count",
    ),
    Definition(
        name="new_enrollments_daily",
        title="New enrollments today",
        meaning="Enrollments made since midnight UTC.",
        unit="count",
    ),
    Definition(
        name="new_enrollments_weekly",
        title="New enrollments this week",
        meaning="Enrollments made since Monday, midnight UTC.",
        unit="count",
    ),
    Definition(
        name="new_enrollments_monthly",
        title="New enrollments this month",
        meaning="Enrollments made since the first of the month, midnight UTC.",
        unit="count",
    ),
    Definition(
        name="course_completion_rate",
        title="Completion rate",
        meaning="Of all enrollments, whatever their status, the share that is completed.",
        unit="percent",
    ),
    Definition(
        name="avg_time_to_complete",
        title="Days to complete",
        meaning="Mean days from enrolling to completing, of completed enrollments with both times.",
        unit="days",
    ),
    Definition(
        name="popular_courses",
        title="Popular courses",
        meaning="Courses with most enrollments, whatever their status; the first ten.",
        unit="courses",
    ),
    Definition(
        name="avg_courses_per_student",
        title="Courses per learner",
        meaning="Enrollments divided by the learners who have at least one.",
        unit="ratio",
    ),
    Definition(
        name="failed_workflows",
        title="Failed workflows",
        meaning="Workflow runs that have ended as failed and wait for a retry.",
        unit="count",
        scoped=False,
    ),
    Definition(
        name="failed_events",
        title="Failed events",
        meaning="Events that were given up after five tries and wait for a retry.",
        unit="count",
        scoped=False,
    ),
)
"""The twelve, in the ERD's order."""


def definition(name: str) -> Definition:
    """The metric of this name."""
    return next(one for one in DEFINITIONS if one.name == name)
