"""What the preview shows, read and drawn off the GUI thread."""

from __future__ import annotations

from PySide6.QtGui import QImage

from app.context import Context
from app.domain.dataclass import dataclass
from app.domain.errors import NotFound
from app.queries.certificates_detail import CertificateDetail, certificate_detail
from app.usecases.certificates_sample import Sample, samples
from ui.widgets.pdf_page import drawn, opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A certificate to look at: issued (`detail`), or one to come (`sample`).

    `data` are the PDF's bytes, None where it cannot be drawn; `image` its page.
    """

    enrollment_id: int
    data: bytes | None
    image: QImage | None
    pages: int = 0
    detail: CertificateDetail | None = None
    sample: Sample | None = None


def show_issued(context: Context, enrollment_id: int, width: int) -> Shown:
    """The certificate that an enrollment has; raises `NotFound` where it has none any more."""
    with context.store.reading() as rows:
        detail = certificate_detail(rows, enrollment_id)
    with context.files.open(detail.issue.pdf_sha256) as stored:
        data = stored.read()
    image, pages = page_of(data, width)
    return Shown(enrollment_id=enrollment_id, data=data, image=image, pages=pages, detail=detail)


def show_sample(context: Context, enrollment_id: int, width: int) -> Shown:
    """The certificate that an enrollment would get today; nothing of it is stored."""
    with context.store.reading() as rows:
        found = samples(
            rows,
            context.renderer,
            [enrollment_id],
            institution=context.settings.institution,
            on=context.clock.now().date(),
        )
        sample = next(iter(found), None)
    if sample is None:
        raise NotFound("row.missing", table="enrollments", key=enrollment_id)
    if sample.missing is not None:
        return Shown(enrollment_id=enrollment_id, data=None, image=None, sample=sample)
    data = context.renderer.render_many([sample.job])[0]
    image, pages = page_of(data, width)
    return Shown(enrollment_id=enrollment_id, data=data, image=image, pages=pages, sample=sample)


def page_of(data: bytes, width: int) -> tuple[QImage, int]:
    """The first page *width* pixels wide, and how many there are."""
    with opened(data) as document:
        return drawn(document, width), document.pageCount()
