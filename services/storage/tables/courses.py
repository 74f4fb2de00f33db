"""courses, announcements, ext.course_settings."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Text

from services.storage.tables.catalog import (
    Catalog,
    check,
    choice,
    decimal_default,
    flag,
    index,
    moment,
    range_check,
    refers,
    serial,
)
from services.storage.tables.people import PRIORITIES
from services.storage.tables.types import CanonicalJson, ScaledDecimal, UtcTime


def define(catalog: Catalog) -> None:
    """Declare the tables about courses."""
    _courses(catalog)
    _course_settings(catalog)
    _announcements(catalog)


def _courses(catalog: Catalog) -> None:
    price = decimal_default(catalog)
    statuses = ("draft", "published", "archived")
    catalog.table(
        "courses",
        serial(),
        Column("title", String(255), nullable=False),
        Column("slug", String(255), nullable=False),
        Column("description", Text),
        Column("long_description", Text),
        Column("instructor_id", Integer, nullable=False),
        Column("category", String(100)),
        choice("level", "course_level", ("beginner", "intermediate", "advanced")),
        Column("language", String(50), server_default="en"),
        Column("duration_hours", ScaledDecimal(5, 2)),
        Column("price", ScaledDecimal(10, 2), server_default=price),
        Column("currency", String(3), server_default="USD"),
        Column("thumbnail_url", String(500)),
        choice("status", "course_status", statuses, nullable=False),
        Column("published_at", UtcTime),
        Column("max_students", Integer),
        Column("prerequisites", Text),
        Column("learning_objectives", Text),
        moment(catalog, "created_at"),
        Column("updated_at", UtcTime),
        flag("is_deleted", default=False),
        parts=(
            refers("instructor_id", "users.id", "RESTRICT", name="fk_courses_instructor"),
            check("chk_courses_status", "status IN ('draft', 'published', 'archived')"),
            range_check("chk_courses_price", "price", 0),
            index("idx_courses_slug", "slug", unique=True),
            index("idx_courses_instructor", "instructor_id"),
            index("idx_courses_status", "status"),
            index("idx_courses_category", "category"),
            index("idx_courses_published_at", "published_at"),
        ),
    )


def _course_settings(catalog: Catalog) -> None:
    catalog.table(
        "ext.course_settings",
        Column("course_id", Integer, primary_key=True, autoincrement=False),
        Column("pass_mark", Integer, nullable=False, server_default="40"),
        flag("auto_certificate", default=False),
        Column("grade_bands", CanonicalJson, nullable=False),
        Column("signatory", String(255)),
        Column("signatory_title", String(255)),
        Column("template", String(50), nullable=False, server_default="classic"),
        choice("paper", "paper_size", ("A4", "Letter"), nullable=False, server_default="A4"),
        Column("tags", CanonicalJson, nullable=False, server_default="[]"),
        parts=(
            refers("course_id", "courses.id", "CASCADE", name="fk_course_settings_course"),
            check("chk_course_settings_pass_mark", "pass_mark >= 0 AND pass_mark <= 100"),
        ),
    )


def _announcements(catalog: Catalog) -> None:
    catalog.table(
        "announcements",
        serial(),
        Column("course_id", Integer, nullable=False),
        Column("instructor_id", Integer, nullable=False),
        Column("title", String(255), nullable=False),
        Column("content", Text, nullable=False),
        choice("priority", "notification_priority", PRIORITIES, server_default="normal"),
        flag("is_pinned", default=False),
        Column("published_at", UtcTime),
        Column("expires_at", UtcTime),
        moment(catalog, "created_at"),
        parts=(
            refers("course_id", "courses.id", "CASCADE", name="fk_announcements_course"),
            refers("instructor_id", "users.id", "RESTRICT", name="fk_announcements_instructor"),
            index("idx_announcements_course", "course_id", "published_at"),
            index("idx_announcements_instructor", "instructor_id"),
        ),
    )
