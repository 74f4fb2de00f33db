"""Certificates as they would be printed, drawn beforehand: nothing of them is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from app.domain.canonical import to_canonical
from app.domain.dataclass import dataclass
from app.domain.entities import Enrollment
from app.ports.certificates import CertificateRenderer, Finding, RenderJob
from app.ports.storage import Rows
from app.usecases.certificates_fields import Sources, printed_fields, read_sources

SAMPLE_CODE = "PREVIEWPREVIEW"
SAMPLE_TEXT = "PREVIEW: NOT A CERTIFICATE. Nothing was issued under this number."
"""What the QR code of a sample says; it bears no signature."""
SAMPLE_COUNT = 0
"""The running number of samples: real ones begin with 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One certificate to come: the drawing to ask for, and what should be known before."""

    enrollment_id: int
    job: RenderJob
    findings: tuple[Finding, ...] = ()

    @property
    def missing(self) -> Finding | None:
        """The characters for which it cannot be issued, if there are any."""
        return next((one for one in self.findings if one.kind == "missing"), None)


def samples(
    rows: Rows,
    renderer: CertificateRenderer,
    enrollment_ids: Collection[int],
    *,
    institution: str,
    on: date,
) -> Iterator[Sample]:
    """The certificates that *enrollment_ids* would get if they were issued *on* that day.

    In the order asked for, with their findings; enrollments that are gone are left out. Reading
    costs four look-ups for all, findings are made one by one as they are asked for.
    """
    found = rows.get_many(Enrollment, list(enrollment_ids))
    enrollments = [found[one] for one in enrollment_ids if one in found]
    sources = read_sources(rows, enrollments)
    for enrollment in enrollments:
        job = _job(sources, enrollment, institution, on)
        findings = () if _plain(job) else renderer.findings(job)
        yield Sample(enrollment_id=enrollment.id, job=job, findings=findings)


PLAIN = 34
"""A plain text so short is never set small, whatever its letters: no need to measure it."""


def _plain(job: RenderJob) -> bool:
    texts = [text for text in to_canonical(job.fields).values() if isinstance(text, str)]
    return all(len(text) <= PLAIN and text.isascii() and text.isprintable() for text in texts)


def _job(sources: Sources, enrollment: Enrollment, institution: str, on: date) -> RenderJob:
    settings = sources.settings_of(enrollment.course_id)
    fields = printed_fields(
        sources,
        enrollment,
        number=f"SC-{on.year:04d}-{SAMPLE_COUNT:06d}",
        code=SAMPLE_CODE,
        issue_date=on,
        institution=institution,
    )
    return RenderJob(
        fields=fields, qr_text=SAMPLE_TEXT, paper=settings.paper, template=settings.template
    )
