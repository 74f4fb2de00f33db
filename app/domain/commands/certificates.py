"""Commands on certificates. What is issued never changes, so none of these can be undone."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from app.domain.commands.base import Command, register
from app.domain.dataclass import dataclass

MOST_CERTIFICATES = 50
"""In one command of a batch: an edit beside it waits for no more than these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """One certificate to issue; `verification_code` is random and made by the caller."""

    enrollment_id: int
    verification_code: str


@register("certificate.issue")
@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCertificates(Command):
    """Issue for completed enrollments that have no valid certificate; outcomes are per row."""

    SERVER_FIRST: ClassVar[bool] = True
    UNDOABLE: ClassVar[bool] = False
    rows: tuple[IssueRow, ...]
    issue_date: date | None = None


@register("certificate.revoke")
@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeCertificate(Command):
    """Revoke for ever, with the reason that `verify` shows."""

    SERVER_FIRST: ClassVar[bool] = True
    UNDOABLE: ClassVar[bool] = False
    certificate_number: str
    reason: str


@register("certificate.reissue")
@dataclass(frozen=True, slots=True, kw_only=True)
class ReissueCertificate(Command):
    """Revoke and issue anew from today's name, title and grade, under a new number."""

    SERVER_FIRST: ClassVar[bool] = True
    UNDOABLE: ClassVar[bool] = False
    certificate_number: str
    reason: str
    verification_code: str
