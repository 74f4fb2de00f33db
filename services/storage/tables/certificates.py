"""certificates, ext.certificate_issues, ext.signing_keys."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Text

from services.storage.tables.catalog import Catalog, flag, index, moment, refers, serial
from services.storage.tables.types import CanonicalJson, IsoDate, ScaledDecimal, UtcTime


def define(catalog: Catalog) -> None:
    """Declare the tables about certificates."""
    _certificates(catalog)
    _certificate_issues(catalog)
    _signing_keys(catalog)


def _certificates(catalog: Catalog) -> None:
    catalog.table(
        "certificates",
        serial(),
        Column("enrollment_id", Integer),
        Column("student_id", Integer, nullable=False),
        Column("course_id", Integer, nullable=False),
        Column("certificate_number", String(100), nullable=False),
        Column("issue_date", IsoDate, nullable=False),
        Column("certificate_url", String(500)),
        Column("verification_code", String(50), nullable=False),
        Column("grade", String(10)),
        Column("score_percentage", ScaledDecimal(5, 2)),
        Column("issued_by_id", Integer),
        flag("is_revoked", default=False),
        Column("revoked_at", UtcTime),
        Column("revoked_reason", Text),
        moment(catalog, "created_at"),
        parts=(
            refers("enrollment_id", "enrollments.id", "CASCADE", name="fk_certificates_enrollment"),
            refers("student_id", "users.id", "CASCADE", name="fk_certificates_student"),
            refers("course_id", "courses.id", "CASCADE", name="fk_certificates_course"),
            refers("issued_by_id", "users.id", "SET NULL", name="fk_certificates_issued_by"),
            index("idx_certificates_enrollment", "enrollment_id", unique=True),
            index("idx_certificates_number", "certificate_number", unique=True),
            index("idx_certificates_verification", "verification_code", unique=True),
            index("idx_certificates_student", "student_id"),
            index("idx_certificates_course", "course_id"),
            index("idx_certificates_issued_by", "issued_by_id"),
        ),
    )


def _certificate_issues(catalog: Catalog) -> None:
    catalog.table(
        "ext.certificate_issues",
        Column("certificate_number", String(100), primary_key=True),
        Column("verification_code", String(50), nullable=False),
        Column("enrollment_id", Integer, nullable=False),
        Column("student_id", Integer, nullable=False),
        Column("course_id", Integer, nullable=False),
        Column("fields", CanonicalJson, nullable=False),
        Column("fields_sha256", String(64), nullable=False),
        Column("qr_text", Text, nullable=False),
        Column("signature", Text, nullable=False),
        Column("key_id", String(64), nullable=False),
        Column("pdf_sha256", String(64)),
        Column("paper", String(20), nullable=False),
        Column("template", String(50), nullable=False),
        Column("replaces", String(100)),
        Column("issued_by_id", Integer),
        moment(catalog, "issued_at"),
        Column("revoked_at", UtcTime),
        Column("revoked_reason", Text),
        parts=(
            # What was issued can be verified for ever, so nothing that it names can go.
            refers("enrollment_id", "enrollments.id", "RESTRICT", name="fk_issues_enrollment"),
            refers("student_id", "users.id", "RESTRICT", name="fk_issues_student"),
            refers("course_id", "courses.id", "RESTRICT", name="fk_issues_course"),
            refers("issued_by_id", "users.id", "SET NULL", name="fk_issues_issued_by"),
            index("idx_issues_verification", "verification_code", unique=True),
            index("idx_issues_enrollment", "enrollment_id"),
            index("idx_issues_student", "student_id"),
            index("idx_issues_course", "course_id"),
            index("idx_issues_issued_by", "issued_by_id"),
            index("idx_issues_pdf", "pdf_sha256"),
        ),
    )


def _signing_keys(catalog: Catalog) -> None:
    catalog.table(
        "ext.signing_keys",
        Column("key_id", String(64), primary_key=True),
        Column("institution", String(255), nullable=False),
        Column("public_key", Text, nullable=False),
        Column("valid_from", UtcTime, nullable=False),
        Column("valid_until", UtcTime),
    )
