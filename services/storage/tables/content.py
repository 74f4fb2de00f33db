"""ext.modules, ext.lessons, ext.lesson_bodies, ext.materials: what a course is made of."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Text

from services.storage.tables.catalog import (
    Catalog,
    choice,
    flag,
    index,
    moment,
    refers,
    serial,
)
from services.storage.tables.types import CanonicalJson, UtcTime

RANK = Text().with_variant(Text(collation="C"), "postgresql")
"""Ranks are compared byte by byte everywhere, whatever the language of the database."""


def define(catalog: Catalog) -> None:
    """Declare the tables about content."""
    _modules(catalog)
    _lessons(catalog)
    _lesson_bodies(catalog)
    _materials(catalog)


def _modules(catalog: Catalog) -> None:
    catalog.table(
        "ext.modules",
        serial(),
        Column("course_id", Integer, nullable=False),
        Column("title", String(255), nullable=False),
        Column("description", Text),
        Column("rank", RANK, nullable=False),
        flag("is_published", default=True),
        Column("source_path", Text),
        moment(catalog, "created_at"),
        Column("updated_at", UtcTime),
        parts=(
            refers("course_id", "courses.id", "CASCADE", name="fk_modules_course"),
            index("idx_modules_course", "course_id", "rank"),
        ),
    )


def _lessons(catalog: Catalog) -> None:
    types = ("video", "text", "quiz", "assignment")
    catalog.table(
        "ext.lessons",
        serial(),
        Column("module_id", Integer, nullable=False),
        Column("course_id", Integer, nullable=False),
        Column("title", String(255), nullable=False),
        choice("type", "lesson_type", types, nullable=False, server_default="text"),
        Column("body_sha256", String(64), nullable=False),
        Column("duration_minutes", Integer, nullable=False, server_default="0"),
        Column("rank", RANK, nullable=False),
        flag("is_preview", default=False),
        Column("resources", CanonicalJson, nullable=False, server_default="[]"),
        Column("quiz", CanonicalJson),
        Column("assignment", CanonicalJson),
        Column("video", CanonicalJson),
        Column("source_path", Text),
        moment(catalog, "created_at"),
        Column("updated_at", UtcTime),
        parts=(
            refers("module_id", "ext.modules.id", "CASCADE", name="fk_lessons_module"),
            refers("course_id", "courses.id", "CASCADE", name="fk_lessons_course"),
            index("idx_lessons_module", "module_id", "rank"),
            index("idx_lessons_course", "course_id"),
        ),
    )


def _lesson_bodies(catalog: Catalog) -> None:
    catalog.table(
        "ext.lesson_bodies",
        Column("sha256", String(64), primary_key=True),
        Column("body", Text, nullable=False),
        moment(catalog, "created_at"),
    )


def _materials(catalog: Catalog) -> None:
    states = ("available", "uploading")
    catalog.table(
        "ext.materials",
        serial(),
        Column("course_id", Integer, nullable=False),
        Column("module_id", Integer),
        Column("lesson_id", Integer),
        Column("file_name", Text, nullable=False),
        Column("file_type", String(255), nullable=False),
        Column("file_size_bytes", BigInteger, nullable=False),
        Column("sha256", String(64), nullable=False),
        Column("storage_provider", String(50), nullable=False, server_default="local"),
        flag("is_downloadable", default=True),
        choice("state", "material_state", states, nullable=False, server_default="available"),
        Column("metadata", CanonicalJson),
        Column("source_path", Text),
        Column("uploaded_by", Integer),
        moment(catalog, "created_at"),
        parts=(
            refers("course_id", "courses.id", "CASCADE", name="fk_materials_course"),
            refers("module_id", "ext.modules.id", "SET NULL", name="fk_materials_module"),
            refers("lesson_id", "ext.lessons.id", "SET NULL", name="fk_materials_lesson"),
            refers("uploaded_by", "users.id", "SET NULL", name="fk_materials_uploaded_by"),
            index("idx_materials_place", "course_id", "module_id", "lesson_id"),
            index("idx_materials_module", "module_id"),
            index("idx_materials_lesson", "lesson_id"),
            index("idx_materials_uploaded_by", "uploaded_by"),
            index("idx_materials_type", "file_type"),
            index("idx_materials_created", "created_at"),
        ),
    )
