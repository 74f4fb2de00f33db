"""How a certificate's fields read on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.domain.printed import PrintedFields, one_line

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def values(fields: PrintedFields) -> dict[str, str | None]:
    """The text of every placeholder that a template may have; None where there is no value."""
    raw = {
        "certificate_number": fields.certificate_number,
        "verification_code": fields.verification_code,
        "holder": fields.holder,
        "course": fields.course,
        "grade": fields.grade,
        "score": _score(fields.score_percentage),
        "issue_date": _day(fields.issue_date),
        "completed_on": _day(fields.completed_on),
        "signatory": fields.signatory,
        "signatory_title": fields.signatory_title,
        "institution": fields.institution,
    }
    return {name: one_line(text) if text else None for name, text in raw.items()}


def _day(day: date | None) -> str | None:
    return None if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _score(score: Decimal | None) -> str | None:
    """The score without trailing zeros: 92.5, 100."""
    if score is None:
        return None
    return f"{score.normalize():f}"
