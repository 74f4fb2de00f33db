"""The other tabs: courses, certificates and the log as lists."""

from __future__ import annotations

from app.domain.clock import format_time
from app.queries.grid import GridColumn
from app.queries.person import PersonView
from app.queries.person_log import LogLine
from ui.models.listing import ListRow
from ui.views.person.words import value_text, what_text
from ui.widgets.words import tr

COURSES: tuple[GridColumn, ...] = (
    GridColumn(id="course", title="Course", kind="title", width=260),
    GridColumn(
        id="status",
        title="Status",
        kind="status",
        width=130,
        choices=("active", "completed", "dropped", "suspended"),
    ),
    GridColumn(id="progress", title="Progress", kind="percent", width=170),
    GridColumn(id="enrolled", title="Enrolled", kind="date", width=120),
    GridColumn(id="seen", title="Last access", kind="date", width=120),
    GridColumn(id="completed", title="Completed", kind="date", width=132),
)
CERTIFICATES: tuple[GridColumn, ...] = (
    GridColumn(id="number", title="Number", kind="title", width=170),
    GridColumn(id="course", title="Course", width=260),
    GridColumn(id="grade", title="Grade", width=90),
    GridColumn(id="state", title="State", kind="status", width=120, choices=("valid", "revoked")),
    GridColumn(id="issued", title="Issued", kind="date", width=132),
)
LOG: tuple[GridColumn, ...] = (
    GridColumn(id="what", title="What", kind="title", width=260),
    GridColumn(id="before", title="Before", kind="muted", width=116),
    GridColumn(id="after", title="After", kind="text", width=116),
    GridColumn(id="by", title="By", kind="text", width=146),
    GridColumn(id="how", title="How", kind="muted", width=150),
    GridColumn(id="at", title="When", kind="time", width=182),
)


def course_rows(view: PersonView) -> list[ListRow]:
    """What the person learns."""
    return [
        (
            one.course,
            one.status,
            one.percentage,
            format_time(one.enrolled_at),
            format_time(one.last_accessed_at) if one.last_accessed_at else None,
            format_time(one.completed_at) if one.completed_at else None,
        )
        for one in view.learning
    ]


def certificate_rows(view: PersonView) -> list[ListRow]:
    """What the person has earned."""
    return [
        (
            one.number,
            one.course,
            one.grade,
            "revoked" if one.is_revoked else "valid",
            one.issued_on,
        )
        for one in view.certificates
    ]


def log_rows(lines: tuple[LogLine, ...]) -> list[ListRow]:
    """Who changed what."""
    return [
        (
            what_text(one),
            value_text(one, one.before) if one.before != one.after else "",
            value_text(one, one.after) if one.before != one.after else "",
            one.by or tr("SmartCourse"),
            one.reason or one.batch,
            format_time(one.at),
        )
        for one in lines
    ]
