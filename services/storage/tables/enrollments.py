"""enrollments, enrollment_history, progress, ext.waiting_list."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Text

from services.storage.tables.catalog import (
    Catalog,
    array_default,
    check,
    choice,
    decimal_default,
    index,
    moment,
    range_check,
    refers,
    serial,
)
from services.storage.tables.types import CanonicalJson, IntegerArray, ScaledDecimal, UtcTime

STATUSES = ("active", "completed", "dropped", "suspended")
ACTIONS = ("enrolled", "started", "completed", "dropped", "suspended", "reactivated", "imported")


def define(catalog: Catalog) -> None:
    """Declare the tables about learning."""
    _enrollments(catalog)
    _enrollment_history(catalog)
    _progress(catalog)
    _waiting_list(catalog)


def _enrollments(catalog: Catalog) -> None:
    statuses = "status IN ('active', 'completed', 'dropped', 'suspended')"
    payments = ("pending", "completed", "refunded")
    percentage = decimal_default(catalog)
    catalog.table(
        "enrollments",
        serial(),
        Column("student_id", Integer, nullable=False),
        Column("course_id", Integer, nullable=False),
        choice("status", "enrollment_status", STATUSES, nullable=False),
        moment(catalog, "enrolled_at"),
        Column("started_at", UtcTime),
        Column("completed_at", UtcTime),
        Column("dropped_at", UtcTime),
        Column("completion_percentage", ScaledDecimal(5, 2), server_default=percentage),
        Column("last_accessed_at", UtcTime),
        choice("payment_status", "payment_status", payments),
        Column("payment_amount", ScaledDecimal(10, 2)),
        Column("enrollment_source", String(100)),
        moment(catalog, "created_at"),
        Column("updated_at", UtcTime),
        parts=(
            refers("student_id", "users.id", "CASCADE", name="fk_enrollments_student"),
            refers("course_id", "courses.id", "CASCADE", name="fk_enrollments_course"),
            check("chk_enrollments_status", statuses),
            # The ERD puts this on progress, which has no such column.
            range_check("chk_progress_percentage", "completion_percentage", 0, 100),
            index("idx_enrollments_student_course", "student_id", "course_id", unique=True),
            index("idx_enrollments_student", "student_id"),
            index("idx_enrollments_course", "course_id"),
            index("idx_enrollments_status", "status"),
            index("idx_enrollments_enrolled_at", "enrolled_at"),
        ),
    )


def _enrollment_history(catalog: Catalog) -> None:
    catalog.table(
        "enrollment_history",
        serial(),
        Column("enrollment_id", Integer, nullable=False),
        choice("action", "history_action", ACTIONS, nullable=False),
        choice("previous_status", "enrollment_status", STATUSES),
        choice("new_status", "enrollment_status", STATUSES),
        Column("reason", Text),
        Column("performed_by", Integer),
        moment(catalog, "created_at"),
        parts=(
            refers(
                "enrollment_id",
                "enrollments.id",
                "CASCADE",
                name="fk_enrollment_history_enrollment",
            ),
            refers(
                "performed_by", "users.id", "SET NULL", name="fk_enrollment_history_performed_by"
            ),
            index("idx_enrollment_history_enrollment", "enrollment_id"),
            index("idx_enrollment_history_performed_by", "performed_by"),
        ),
    )


def _progress(catalog: Catalog) -> None:
    empty = array_default(catalog)
    catalog.table(
        "progress",
        serial(),
        Column("enrollment_id", Integer),
        Column("completed_modules", IntegerArray, server_default=empty),
        Column("completed_lessons", IntegerArray, server_default=empty),
        Column("total_modules", Integer, nullable=False),
        Column("total_lessons", Integer, nullable=False),
        Column("completed_quizzes", IntegerArray, server_default=empty),
        Column("quiz_scores", CanonicalJson),
        Column("time_spent_minutes", Integer, server_default="0"),
        Column("current_module_id", Integer),
        Column("current_lesson_id", Integer),
        moment(catalog, "last_accessed_at"),
        moment(catalog, "created_at"),
        Column("updated_at", UtcTime),
        parts=(
            refers("enrollment_id", "enrollments.id", "CASCADE", name="fk_progress_enrollment"),
            index("idx_progress_enrollment", "enrollment_id", unique=True),
            index("idx_progress_last_accessed", "last_accessed_at"),
        ),
    )


def _waiting_list(catalog: Catalog) -> None:
    catalog.table(
        "ext.waiting_list",
        Column("course_id", Integer, primary_key=True, autoincrement=False),
        Column("student_id", Integer, primary_key=True, autoincrement=False),
        Column("asked_at", UtcTime, nullable=False),
        parts=(
            refers("course_id", "courses.id", "CASCADE", name="fk_waiting_list_course"),
            refers("student_id", "users.id", "CASCADE", name="fk_waiting_list_student"),
            index("idx_waiting_list_course", "course_id", "asked_at"),
            index("idx_waiting_list_student", "student_id"),
        ),
    )
