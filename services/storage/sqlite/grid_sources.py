"""Where each list's rows come from."""

from __future__ import annotations

from collections.abc import Mapping

from services.storage.sqlite.grid_source import Column, Parent, Searched, Source


def name_of(alias: str) -> str:
    """A person's name as the window shows it; an index on users has the very same expression."""
    return (
        f"ifnull(nullif(trim(ifnull({alias}.first_name, '') || ' ' || "
        f"ifnull({alias}.last_name, '')), ''), {alias}.username) COLLATE NOCASE"
    )


def bucket(name: str, subject: str, period: str | None = None) -> str:
    """A running count of the metrics; all periods where none is told."""
    rest = f" AND period = '{period}'" if period is not None else ""
    return (
        "(SELECT ifnull(sum(value), 0) FROM ext_metric_buckets "
        f"WHERE name = '{name}' AND subject_id = {subject}{rest})"
    )


def _gone(link: str, table: str) -> tuple[str, str]:
    deleted = f"SELECT id FROM {table} WHERE is_deleted = 1"
    return f"{link} NOT IN ({deleted})", f"{deleted} LIMIT 1"


OWN_COURSES = "(SELECT id FROM courses WHERE instructor_id = ?)"
SCORE = (
    "(SELECT (SELECT round(avg(value), 1) FROM json_each(p.quiz_scores)) "
    "FROM progress AS p WHERE p.enrollment_id = e.id)"
)

USER = Parent(table="users", alias="u", link="e.student_id", index="people")
COURSE = Parent(table="courses", alias="c", link="e.course_id", index="courses")
LEARNER_COLUMNS: Mapping[str, Column] = {
    "learner": Column(show=name_of("u"), of="u", text="title"),
    "email": Column(show="u.email", of="u", text="detail"),
    "course": Column(show="c.title", order="c.title COLLATE NOCASE", of="c"),
}
BY_LEARNER = (Searched(index="people", link="e.student_id"),)
BY_LEARNER_AND_COURSE = (*BY_LEARNER, Searched(index="courses", link="e.course_id"))

_PERCENT = Column(show="e.completion_percentage", scale=100, indexed=True)
_STATUS = Column(show="e.status", indexed=True)
_ENROLLED = Column(show="e.enrolled_at", indexed=True)
_ACCESSED = Column(show="e.last_accessed_at", nullable=True, indexed=True)
_LATE = Column(show="NULL", test="e.last_accessed_at", nullable=True, indexed=True)

ENROLLMENTS = Source(
    base="enrollments",
    alias="e",
    id="e.id",
    parents=(USER, COURSE),
    gone=(_gone("e.student_id", "users"), _gone("e.course_id", "courses")),
    scope=f"e.course_id IN {OWN_COURSES}",
    searched=BY_LEARNER_AND_COURSE,
    columns={
        **LEARNER_COLUMNS,
        "status": _STATUS,
        "progress": _PERCENT,
        "score": Column(show=SCORE, nullable=True, dear=True),
        "payment": Column(show="e.payment_status", nullable=True),
        "enrolled": _ENROLLED,
        "accessed": _ACCESSED,
        "completed": Column(show="e.completed_at", nullable=True),
        "amount": Column(show="e.payment_amount", nullable=True, scale=100),
        "source": Column(show="e.enrollment_source", nullable=True),
        "late": _LATE,
    },
)

PROGRESS = Source(
    base="enrollments",
    alias="e",
    id="e.id",
    parents=(USER, COURSE),
    beside=(
        "LEFT JOIN progress AS p ON p.enrollment_id = e.id "
        "LEFT JOIN ext_lessons AS l ON l.id = p.current_lesson_id"
    ),
    gone=ENROLLMENTS.gone,
    scope=ENROLLMENTS.scope,
    searched=BY_LEARNER_AND_COURSE,
    columns={
        **LEARNER_COLUMNS,
        "progress": _PERCENT,
        "lessons": Column(
            show=(
                "CASE WHEN p.id IS NULL THEN NULL ELSE "
                "json_array_length(p.completed_lessons) || ' / ' || p.total_lessons END"
            ),
            nullable=True,
        ),
        "minutes": Column(
            show="p.time_spent_minutes",
            test="(SELECT time_spent_minutes FROM progress AS m WHERE m.enrollment_id = e.id)",
            nullable=True,
        ),
        "lesson": Column(show="l.title", nullable=True),
        "status": _STATUS,
        "accessed": _ACCESSED,
        "enrolled": _ENROLLED,
        "late": _LATE,
    },
)

PEOPLE = Source(
    base="users",
    alias="u",
    id="u.id",
    where=("u.is_deleted = 0",),
    scope=f"u.id IN (SELECT student_id FROM enrollments WHERE course_id IN {OWN_COURSES})",
    searched=(Searched(index="people", link="u.id"),),
    columns={
        "name": Column(show=name_of("u")),
        "email": Column(show="u.email"),
        "role": Column(show="u.role"),
        "state": Column(
            show="CASE u.is_active WHEN 1 THEN 'active' ELSE 'inactive' END",
            test="u.is_active",
            values={"active": 1, "inactive": 0},
        ),
        "enrollments": Column(show=bucket("student_enrollments", "u.id")),
        "joined": Column(show="u.created_at"),
        "signed_in": Column(show="u.last_login_at", nullable=True),
        "username": Column(show="u.username"),
    },
)

INSTRUCTOR = Parent(table="users", alias="u", link="c.instructor_id")

COURSES = Source(
    base="courses",
    alias="c",
    id="c.id",
    parents=(INSTRUCTOR,),
    where=("c.is_deleted = 0",),
    scope="c.instructor_id = ?",
    searched=(
        Searched(text="c.title"),
        Searched(index="people", link="c.instructor_id"),
    ),
    columns={
        "course": Column(show="c.title", order="c.title COLLATE NOCASE"),
        "instructor": Column(show=name_of("u"), of="u"),
        "status": Column(show="c.status"),
        "learners": Column(show=bucket("course_status", "c.id")),
        "completion": Column(
            show=(
                f"round(100.0 * {bucket('course_status', 'c.id', 'completed')} / "
                f"nullif({bucket('course_status', 'c.id')}, 0))"
            ),
            nullable=True,
        ),
        "updated": Column(show="ifnull(c.updated_at, c.created_at)"),
        "category": Column(show="c.category", nullable=True),
        "level": Column(show="c.level", nullable=True),
        "published": Column(show="c.published_at", nullable=True),
        "seats": Column(show="c.max_students", nullable=True),
        "facts": Column(
            show=(
                "(SELECT count(*) FROM ext_lessons WHERE course_id = c.id) || ',' || "
                "(SELECT count(*) FROM ext_modules WHERE course_id = c.id)"
            )
        ),
        "address": Column(show="u.email", of="u"),
    },
)

ELIGIBLE = Source(
    base="enrollments",
    alias="e",
    id="e.id",
    parents=(USER, COURSE),
    where=(
        "{}e.status = 'completed'",
        "NOT EXISTS (SELECT 1 FROM certificates AS k WHERE k.enrollment_id = e.id)",
    ),
    gone=ENROLLMENTS.gone,
    scope=ENROLLMENTS.scope,
    searched=BY_LEARNER_AND_COURSE,
    columns={
        **LEARNER_COLUMNS,
        "score": Column(show=SCORE, nullable=True, dear=True),
        # No table knows what fits on paper; whoever shows the list measures it.
        "fits": Column(show="NULL", nullable=True),
        "completed": Column(show="e.completed_at", nullable=True),
        "progress": _PERCENT,
    },
)

_REPLACED = (
    "e.enrollment_id IN (SELECT i.enrollment_id FROM ext_certificate_issues AS i WHERE i.rowid IN ("
    "SELECT n.rowid FROM ext_certificate_issues AS n "
    "WHERE n.certificate_number LIKE ? ESCAPE '\\' AND NOT EXISTS ("
    "SELECT 1 FROM certificates AS k WHERE k.certificate_number = n.certificate_number)))"
)
"""A number that was replaced leads to what took its place. The numbers' own index is read, once a
query: the rows of that table hold long texts."""

CERTIFICATES = Source(
    base="certificates",
    alias="e",
    id="e.enrollment_id",
    key="e.id",
    parents=(USER, COURSE),
    gone=(_gone("e.course_id", "courses"),),
    scope=ENROLLMENTS.scope,
    searched=(
        *BY_LEARNER_AND_COURSE,
        Searched(text="e.certificate_number"),
        Searched(text="e.verification_code"),
        Searched(within=_REPLACED),
    ),
    columns={
        **LEARNER_COLUMNS,
        "number": Column(show="e.certificate_number"),
        "grade": Column(show="e.grade", nullable=True),
        "score": Column(show="e.score_percentage", nullable=True, scale=100),
        "state": Column(
            show="CASE e.is_revoked WHEN 1 THEN 'revoked' ELSE 'valid' END",
            test="e.is_revoked",
            values={"valid": 0, "revoked": 1},
        ),
        "issued": Column(show="e.issue_date"),
        "code": Column(show="e.verification_code"),
        "reason": Column(show="e.revoked_reason", nullable=True),
        "replaced": Column(
            show=(
                "(SELECT group_concat(i.certificate_number, ', ') "
                "FROM ext_certificate_issues AS i WHERE i.enrollment_id = e.enrollment_id "
                "AND i.certificate_number <> e.certificate_number)"
            ),
            nullable=True,
            dear=True,
        ),
    },
)

NOTIFICATIONS = Source(
    base="notifications",
    alias="n",
    id="n.id",
    own="n.user_id = ?",
    searched=(Searched(text="n.title"), Searched(text="n.message")),
    columns={
        "title": Column(show="n.title", order="n.title COLLATE NOCASE"),
        "type": Column(show="n.type"),
        "priority": Column(show="n.priority", nullable=True),
        "state": Column(
            show="CASE n.is_read WHEN 1 THEN 'read' ELSE 'unread' END",
            test="n.is_read",
            values={"unread": 0, "read": 1},
        ),
        "at": Column(show="n.created_at", order="n.id"),
        "message": Column(show="n.message"),
        "entity": Column(show="n.related_entity_type || ' ' || n.related_entity_id", nullable=True),
    },
)

EVENTS = Source(
    base="events",
    alias="v",
    id="v.id",
    beside="LEFT JOIN users AS u ON u.id = v.user_id",
    scope="v.user_id = ?",
    searched=(Searched(text="v.event_type"), Searched(text="ifnull(v.error_message, '')")),
    columns={
        "type": Column(show="v.event_type"),
        "entity": Column(show="v.entity_type || ' ' || v.entity_id", nullable=True),
        "person": Column(
            show=f"CASE WHEN u.id IS NULL THEN NULL ELSE {name_of('u')} END",
            test="(SELECT email FROM users AS w WHERE w.id = v.user_id)",
            nullable=True,
        ),
        "status": Column(show="v.status"),
        "tries": Column(show="v.retry_count"),
        "error": Column(show="v.error_message", nullable=True),
        # Ids are given in the order of the times, and need no other index.
        "at": Column(show="v.created_at", order="v.id"),
    },
)

WORKFLOWS = Source(
    base="workflow_executions",
    alias="w",
    id="w.id",
    scope="w.user_id = ?",
    searched=(Searched(text="w.workflow_type"), Searched(text="ifnull(w.error_message, '')")),
    columns={
        "type": Column(show="w.workflow_type"),
        "entity": Column(show="w.entity_type || ' ' || w.entity_id", nullable=True),
        "status": Column(show="w.status"),
        "activity": Column(show="w.current_activity", nullable=True),
        "duration": Column(show="w.duration_ms", nullable=True),
        "error": Column(show="w.error_message", nullable=True),
        "at": Column(show="w.started_at", order="w.id"),
        "name": Column(show="w.workflow_id"),
    },
)

AUDIT = Source(
    base="ext_audit",
    alias="v",
    id="v.id",
    beside="LEFT JOIN users AS u ON u.id = v.performed_by",
    scope="v.performed_by = ?",
    searched=(
        Searched(text="v.action"),
        Searched(text="v.subject_table"),
        Searched(text="ifnull(v.reason, '')"),
    ),
    columns={
        "action": Column(show="v.action"),
        "entity": Column(show="v.subject_table || ' ' || v.subject_key"),
        "previous": Column(show="v.previous", nullable=True),
        "current": Column(show="v.current", nullable=True),
        "person": Column(
            show=f"CASE WHEN u.id IS NULL THEN NULL ELSE {name_of('u')} END",
            test="(SELECT email FROM users AS w WHERE w.id = v.performed_by)",
            nullable=True,
        ),
        "reason": Column(show="v.reason", nullable=True),
        "at": Column(show="v.created_at", order="v.id"),
    },
)

ANNOUNCEMENTS = Source(
    base="announcements",
    alias="e",
    id="e.id",
    parents=(COURSE, Parent(table="users", alias="u", link="e.instructor_id")),
    gone=(_gone("e.course_id", "courses"),),
    scope=ENROLLMENTS.scope,
    searched=(
        Searched(text="e.title"),
        Searched(text="e.content"),
        Searched(index="courses", link="e.course_id"),
    ),
    columns={
        "title": Column(show="e.title", order="e.title COLLATE NOCASE"),
        "course": LEARNER_COLUMNS["course"],
        "author": Column(show=name_of("u"), of="u"),
        "priority": Column(show="e.priority", nullable=True),
        "pinned": Column(
            show="CASE e.is_pinned WHEN 1 THEN 'pinned' END",
            test="e.is_pinned",
            values={"pinned": 1, "no": 0},
        ),
        "published": Column(show="e.published_at", nullable=True),
        "expires": Column(show="e.expires_at", nullable=True),
        "content": Column(show="e.content"),
        "address": Column(show="u.email", of="u"),
    },
)

WAITING = Source(
    base="ext_waiting_list",
    alias="e",
    id="e.course_id || ':' || e.student_id",
    key="e.rowid",
    parents=(USER, COURSE),
    gone=ENROLLMENTS.gone,
    scope=ENROLLMENTS.scope,
    searched=BY_LEARNER_AND_COURSE,
    columns={
        **LEARNER_COLUMNS,
        "place": Column(
            show=(
                "(SELECT count(*) FROM ext_waiting_list AS f WHERE f.course_id = e.course_id "
                "AND (f.asked_at, f.student_id) <= (e.asked_at, e.student_id))"
            )
        ),
        "asked": Column(show="e.asked_at"),
    },
)

SOURCES: Mapping[str, Source] = {
    "enrollments": ENROLLMENTS,
    "progress": PROGRESS,
    "people": PEOPLE,
    "courses": COURSES,
    "eligible": ELIGIBLE,
    "certificates": CERTIFICATES,
    "notifications": NOTIFICATIONS,
    "events": EVENTS,
    "workflows": WORKFLOWS,
    "audit": AUDIT,
    "announcements": ANNOUNCEMENTS,
    "waiting": WAITING,
}
