"""How a certificate's fields read on paper."""

from __future__ import annotations

from app.domain.printed import PrintedFields, day_text, one_line, score_text


def values(fields: PrintedFields) -> dict[str, str | None]:
    """The text of every placeholder that a template may have; None where there is no value."""
    score, completed_on = fields.score_percentage, fields.completed_on
    raw = {
        "certificate_number": fields.certificate_number,
        "verification_code": fields.verification_code,
        "holder": fields.holder,
        "course": fields.course,
        "grade": fields.grade,
        "score": None if score is None else score_text(score),
        "issue_date": day_text(fields.issue_date),
        "completed_on": None if completed_on is None else day_text(completed_on),
        "signatory": fields.signatory,
        "signatory_title": fields.signatory_title,
        "institution": fields.institution,
    }
    return {name: one_line(text) if text else None for name, text in raw.items()}
