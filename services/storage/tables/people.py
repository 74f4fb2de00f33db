"""users, instructor_profiles, refresh_tokens, notifications."""

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
from services.storage.tables.types import CanonicalJson, ScaledDecimal, UtcTime

PRIORITIES = ("low", "normal", "high", "urgent")


def define(catalog: Catalog) -> None:
    """Declare the tables about people."""
    _users(catalog)
    _instructor_profiles(catalog)
    _refresh_tokens(catalog)
    _notifications(catalog)


def _users(catalog: Catalog) -> None:
    catalog.table(
        "users",
        serial(),
        Column("email", String(255), nullable=False),
        Column("username", String(100), nullable=False),
        Column("hashed_password", String(255), nullable=False),
        Column("first_name", String(100)),
        Column("last_name", String(100)),
        choice("role", "user_role", ("student", "instructor", "admin"), nullable=False),
        flag("is_active", default=True),
        flag("is_verified", default=False),
        Column("profile_image_url", String(500)),
        moment(catalog, "created_at"),
        Column("updated_at", UtcTime),
        Column("last_login_at", UtcTime),
        flag("is_deleted", default=False),
        parts=(
            check("chk_users_role", "role IN ('student', 'instructor', 'admin')"),
            index("idx_users_email", "email", unique=True),
            index("idx_users_username", "username", unique=True),
            index("idx_users_role", "role"),
            index("idx_users_is_active", "is_active"),
        ),
    )


def _instructor_profiles(catalog: Catalog) -> None:
    catalog.table(
        "instructor_profiles",
        serial(),
        Column("user_id", Integer, nullable=False),
        Column("specialization", String(255)),
        Column("bio", Text),
        Column("website_url", String(500)),
        Column("linkedin_url", String(500)),
        Column("total_students", Integer, server_default="0"),
        Column("total_courses", Integer, server_default="0"),
        Column("average_rating", ScaledDecimal(3, 2), server_default=decimal_default(catalog)),
        Column("total_reviews", Integer, server_default="0"),
        flag("is_verified", default=False),
        Column("verified_at", UtcTime),
        Column("payout_info", CanonicalJson),
        moment(catalog, "created_at"),
        Column("updated_at", UtcTime),
        parts=(
            refers("user_id", "users.id", "CASCADE", name="fk_instructor_profiles_user"),
            range_check("chk_instructor_rating", "average_rating", 0, 5),
            index("idx_instructor_profiles_user", "user_id", unique=True),
        ),
    )


def _refresh_tokens(catalog: Catalog) -> None:
    catalog.table(
        "refresh_tokens",
        serial(),
        Column("user_id", Integer, nullable=False),
        Column("token", String(64), nullable=False),
        Column("expires_at", UtcTime, nullable=False),
        flag("is_revoked", default=False),
        moment(catalog, "created_at"),
        parts=(
            refers("user_id", "users.id", "CASCADE", name="fk_refresh_tokens_user"),
            index("idx_refresh_tokens_token", "token", unique=True),
            index("idx_refresh_tokens_user", "user_id"),
        ),
    )


def _notifications(catalog: Catalog) -> None:
    types = ("enrollment", "completion", "announcement", "reminder", "system")
    catalog.table(
        "notifications",
        serial(),
        Column("user_id", Integer, nullable=False),
        choice("type", "notification_type", types, nullable=False),
        Column("title", String(255), nullable=False),
        Column("message", Text, nullable=False),
        Column("action_url", String(500)),
        choice("priority", "notification_priority", PRIORITIES, server_default="normal"),
        flag("is_read", default=False),
        Column("read_at", UtcTime),
        Column("related_entity_type", String(50)),
        Column("related_entity_id", Integer),
        Column("metadata", CanonicalJson),
        moment(catalog, "created_at"),
        Column("expires_at", UtcTime),
        parts=(
            refers("user_id", "users.id", "CASCADE", name="fk_notifications_user"),
            index("idx_notifications_user_read", "user_id", "is_read", "created_at"),
            index("idx_notifications_type", "type"),
        ),
    )
