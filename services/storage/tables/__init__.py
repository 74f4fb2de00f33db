"""Every table of SmartCourse, declared once for SQLite and PostgreSQL (see docs/erd.md)."""

from __future__ import annotations

from functools import cache

from sqlalchemy import MetaData, Table

from services.storage.tables import (
    certificates,
    content,
    courses,
    enrollments,
    people,
    records,
    sync,
)
from services.storage.tables.catalog import Catalog, DialectName

ERD_TABLES = (
    "users",
    "courses",
    "enrollments",
    "progress",
    "certificates",
    "notifications",
    "instructor_profiles",
    "analytics_metrics",
    "events",
    "workflow_executions",
    "refresh_tokens",
    "enrollment_history",
    "announcements",
)
"""The ERD's relational tables; the last three are in its diagram only."""


@cache
def metadata(dialect: DialectName) -> MetaData:
    """All tables as the dialect has them: in SQLite ``ext.modules`` is ``ext_modules``."""
    catalog = Catalog(dialect)
    for part in (people, courses, content, enrollments, certificates, records, sync):
        part.define(catalog)
    return catalog.metadata


@cache
def tables(dialect: DialectName) -> dict[str, Table]:
    """The tables by their logical names (``users``, ``ext.modules``, ``sync.journal``)."""
    return {table.info["logical"]: table for table in metadata(dialect).tables.values()}


__all__ = ["ERD_TABLES", "DialectName", "metadata", "tables"]
