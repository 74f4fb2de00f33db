"""Every list of the window."""

from __future__ import annotations

from collections.abc import Mapping

from app.queries.grid import GridColumn, GridDefinition

Column = GridColumn

ENROLLMENT_STATUSES = ("active", "suspended", "completed", "dropped")
PAYMENTS = ("pending", "completed", "refunded")

_EMAIL = Column(id="email", title="E-mail", kind="muted", width=180)
_LEARNER = Column(
    id="learner", title="Learner", kind="person", width=190, detail="email", also=("name",)
)
_HIDDEN_EMAIL = Column(id="email", title="E-mail", kind="muted", width=220, shown=False)
_COURSE = Column(id="course", title="Course", width=158)
_LATE = Column(
    id="late",
    title="Days since last access",
    kind="age",
    sortable=False,
    offered=False,
    shown=False,
    also=("idle",),
)

ENROLLMENTS = GridDefinition(
    id="enrollments",
    sort="enrolled",
    descending=True,
    searched="learners, addresses and courses",
    tables=frozenset({"enrollments", "users", "courses", "progress"}),
    columns=(
        _LEARNER,
        _EMAIL,
        _COURSE,
        Column(id="status", title="Status", kind="status", width=124, choices=ENROLLMENT_STATUSES),
        Column(id="progress", title="Progress", kind="percent", width=130),
        Column(
            id="score",
            title="Score",
            kind="number",
            width=78,
            sortable=False,
            filtered=False,
            shown=False,
        ),
        Column(
            id="payment",
            title="Payment",
            kind="status",
            width=106,
            choices=PAYMENTS,
            sortable=False,
        ),
        Column(id="enrolled", title="Enrolled", kind="date", width=112),
        Column(
            id="accessed",
            title="Last access",
            kind="date",
            width=112,
            shown=False,
            also=("access",),
        ),
        Column(
            id="completed", title="Completed", kind="date", width=120, shown=False, sortable=False
        ),
        Column(id="amount", title="Amount", kind="money", width=100, shown=False, sortable=False),
        Column(id="source", title="Source", kind="muted", width=120, shown=False, sortable=False),
        _LATE,
    ),
)

PROGRESS = GridDefinition(
    id="progress",
    sort="accessed",
    descending=True,
    searched="learners, addresses and courses",
    tables=frozenset({"enrollments", "users", "courses", "progress", "ext.lessons"}),
    columns=(
        _LEARNER,
        _HIDDEN_EMAIL,
        _COURSE,
        Column(id="progress", title="Progress", kind="percent", width=150),
        Column(
            id="lessons", title="Lessons", kind="number", width=96, sortable=False, filtered=False
        ),
        Column(id="minutes", title="Minutes", kind="number", width=92, sortable=False),
        Column(id="lesson", title="Last lesson", width=190, sortable=False, filtered=False),
        Column(
            id="status",
            title="Status",
            kind="status",
            width=124,
            choices=ENROLLMENT_STATUSES,
            shown=False,
        ),
        Column(id="accessed", title="Last access", kind="date", width=112, also=("access",)),
        Column(id="enrolled", title="Enrolled", kind="date", width=120, shown=False),
        _LATE,
    ),
)

PEOPLE = GridDefinition(
    id="people",
    sort="name",
    searched="names and addresses",
    tables=frozenset({"users", "enrollments"}),
    columns=(
        Column(id="name", title="Name", kind="person", width=236, detail="email", also=("person",)),
        Column(id="email", title="E-mail", kind="muted", width=260),
        Column(
            id="role",
            title="Role",
            kind="status",
            width=120,
            choices=("student", "instructor", "admin"),
        ),
        Column(
            id="state",
            title="State",
            kind="status",
            width=112,
            choices=("active", "inactive"),
            also=("status",),
        ),
        Column(id="enrollments", title="Enrollments", kind="number", width=116, sortable=False),
        Column(id="joined", title="Joined", kind="date", width=120),
        Column(
            id="signed_in",
            title="Last sign-in",
            kind="date",
            width=120,
            shown=False,
            sortable=False,
        ),
        Column(id="username", title="Username", kind="muted", width=150, shown=False),
    ),
)

COURSES = GridDefinition(
    id="courses",
    sort="updated",
    descending=True,
    searched="titles and instructors",
    tables=frozenset({"courses", "ext.modules", "ext.lessons", "enrollments", "users"}),
    columns=(
        Column(
            id="course", title="Course", kind="title", width=310, detail="facts", also=("title",)
        ),
        Column(id="instructor", title="Instructor", kind="person", width=190, detail="address"),
        Column(
            id="status",
            title="Status",
            kind="status",
            width=130,
            choices=("draft", "published", "archived"),
        ),
        Column(id="learners", title="Learners", kind="number", width=100, also=("students",)),
        Column(id="completion", title="Completion", kind="percent", width=150),
        Column(id="updated", title="Updated", kind="date", width=120),
        Column(id="category", title="Category", width=140, shown=False),
        Column(
            id="level",
            title="Level",
            kind="status",
            width=120,
            shown=False,
            choices=("beginner", "intermediate", "advanced"),
        ),
        Column(id="published", title="Published", kind="date", width=120, shown=False),
        Column(id="seats", title="Seats", kind="number", width=90, shown=False),
        Column(
            id="facts",
            title="Contents",
            kind="muted",
            sortable=False,
            filtered=False,
            shown=False,
            offered=False,
        ),
        Column(
            id="address",
            title="Instructor's email",
            kind="muted",
            sortable=False,
            shown=False,
            offered=False,
        ),
    ),
)

ELIGIBLE = GridDefinition(
    id="eligible",
    sort="completed",
    descending=True,
    searched="learners, addresses and courses",
    tables=frozenset({"enrollments", "certificates", "users", "courses"}),
    columns=(
        _LEARNER,
        _HIDDEN_EMAIL,
        _COURSE,
        Column(id="score", title="Score", kind="number", width=84, sortable=False, filtered=False),
        Column(id="fits", title="Fits", kind="status", width=150, sortable=False, filtered=False),
        Column(id="completed", title="Completed", kind="date", width=130),
        Column(id="progress", title="Progress", kind="percent", width=136, shown=False),
    ),
)

CERTIFICATES = GridDefinition(
    id="certificates",
    sort="issued",
    descending=True,
    searched="learners, addresses, courses and numbers",
    tables=frozenset({"certificates", "ext.certificate_issues", "users", "courses"}),
    columns=(
        _LEARNER,
        Column(id="number", title="Number", kind="muted", width=144),
        _COURSE,
        Column(id="state", title="State", kind="status", width=112, choices=("valid", "revoked")),
        Column(id="issued", title="Issued", kind="date", width=120),
        Column(id="grade", title="Grade", kind="text", width=80),
        Column(id="score", title="Score", kind="number", width=84),
        _HIDDEN_EMAIL,
        Column(
            id="code",
            title="Verification code",
            kind="muted",
            width=170,
            shown=False,
            sortable=False,
        ),
        Column(id="reason", title="Reason", width=200, shown=False, sortable=False),
        Column(
            id="replaced",
            title="Replaced",
            kind="muted",
            width=170,
            shown=False,
            sortable=False,
        ),
    ),
)

NOTIFICATIONS = GridDefinition(
    id="notifications",
    sort="at",
    descending=True,
    searched="titles and messages",
    tables=frozenset({"notifications"}),
    columns=(
        Column(id="title", title="Notification", kind="title", width=460, detail="message"),
        Column(
            id="type",
            title="Kind",
            kind="status",
            width=140,
            choices=("enrollment", "completion", "announcement", "reminder", "system"),
        ),
        Column(
            id="priority",
            title="Priority",
            kind="status",
            width=110,
            choices=("low", "normal", "high", "urgent"),
        ),
        Column(id="state", title="State", kind="status", width=110, choices=("unread", "read")),
        Column(id="at", title="When", kind="time", width=180),
        Column(
            id="message", title="Message", kind="muted", sortable=False, shown=False, offered=False
        ),
        Column(id="entity", title="About", kind="muted", width=140, shown=False, sortable=False),
    ),
)

EVENTS = GridDefinition(
    id="events",
    sort="at",
    descending=True,
    searched="types and errors",
    tables=frozenset({"events"}),
    columns=(
        Column(id="type", title="Event", width=190, also=("event",)),
        Column(
            id="status",
            title="Status",
            kind="status",
            width=120,
            choices=("pending", "processing", "completed", "failed"),
        ),
        Column(id="at", title="When", kind="time", width=180),
        Column(id="entity", title="About", kind="muted", width=140, sortable=False),
        Column(id="person", title="By", width=160, sortable=False),
        Column(id="error", title="Problem", kind="muted", width=280, sortable=False),
        Column(id="tries", title="Tries", kind="number", width=76, sortable=False),
    ),
)

WORKFLOWS = GridDefinition(
    id="workflows",
    sort="at",
    descending=True,
    searched="workflows and errors",
    tables=frozenset({"workflow_executions"}),
    columns=(
        Column(id="type", title="Workflow", width=200, also=("workflow",)),
        Column(id="entity", title="About", kind="muted", width=160, sortable=False),
        Column(
            id="status",
            title="Status",
            kind="status",
            width=128,
            choices=("running", "completed", "failed", "cancelled"),
        ),
        Column(id="activity", title="Step", kind="muted", width=180, sortable=False),
        Column(id="duration", title="Milliseconds", kind="number", width=116),
        Column(id="error", title="Problem", kind="muted", width=280, sortable=False),
        Column(id="at", title="Started", kind="time", width=180),
        Column(id="name", title="Id", kind="muted", width=260, shown=False, sortable=False),
    ),
)

ANNOUNCEMENTS = GridDefinition(
    id="announcements",
    sort="published",
    descending=True,
    searched="titles, texts and courses",
    tables=frozenset({"announcements", "courses"}),
    columns=(
        Column(id="title", title="Announcement", kind="title", width=330, detail="content"),
        _COURSE,
        Column(id="author", title="By", kind="person", width=176, detail="address"),
        Column(
            id="priority",
            title="Priority",
            kind="status",
            width=110,
            choices=("low", "normal", "high", "urgent"),
        ),
        Column(id="pinned", title="Pinned", kind="status", width=100, choices=("pinned", "no")),
        Column(id="published", title="Published", kind="date", width=120),
        Column(id="expires", title="Expires", kind="date", width=120, shown=False),
        Column(
            id="content", title="Text", kind="muted", sortable=False, shown=False, offered=False
        ),
        Column(
            id="address",
            title="Author's email",
            kind="muted",
            sortable=False,
            filtered=False,
            shown=False,
            offered=False,
        ),
    ),
)

WAITING = GridDefinition(
    id="waiting",
    sort="asked",
    searched="learners, addresses and courses",
    tables=frozenset({"ext.waiting_list", "users", "courses"}),
    columns=(
        _LEARNER,
        _EMAIL,
        _COURSE,
        Column(id="place", title="Place", kind="number", width=80, sortable=False, filtered=False),
        Column(id="asked", title="Asked", kind="time", width=180),
    ),
)

AUDIT = GridDefinition(
    id="audit",
    sort="at",
    descending=True,
    searched="actions, subjects and reasons",
    tables=frozenset({"ext.audit"}),
    columns=(
        Column(id="action", title="What", width=190, also=("what",)),
        Column(id="entity", title="About", kind="muted", width=150, sortable=False),
        Column(id="previous", title="Before", width=150, sortable=False),
        Column(id="current", title="After", width=150, sortable=False),
        Column(id="person", title="By", width=180, sortable=False, also=("by",)),
        Column(id="reason", title="Reason", kind="muted", width=220, sortable=False),
        Column(id="at", title="When", kind="time", width=180),
    ),
)

GRIDS: Mapping[str, GridDefinition] = {
    one.id: one
    for one in (
        ENROLLMENTS,
        PROGRESS,
        PEOPLE,
        COURSES,
        ELIGIBLE,
        CERTIFICATES,
        NOTIFICATIONS,
        EVENTS,
        WORKFLOWS,
        AUDIT,
        ANNOUNCEMENTS,
        WAITING,
    )
}
