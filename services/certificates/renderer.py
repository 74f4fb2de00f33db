"""The renderer of one process."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

import resources
from app.ports.certificates import Finding, RenderJob
from services.certificates.faces import Faces
from services.certificates.qr import picture
from services.certificates.shaping import Shaper
from services.certificates.sheet import Sheet
from services.certificates.template import read_template, template_names


class CertificateRenderer:
    """Draws certificates with the shipped templates and faces (port `CertificateRenderer`).

    Faces, templates and a sheet's fixed parts are read and drawn when first needed and kept.
    """

    def __init__(self) -> None:
        self._shaper = Shaper(Faces(resources.path("fonts")))
        self._template = cache(partial(read_template, resources.path("certificates")))
        self._sheet = cache(self._open_sheet)

    def _open_sheet(self, template: str, paper: str) -> Sheet:
        return Sheet(self._template(template), paper, self._shaper)

    def warm(self) -> None:
        """Read and draw beforehand what every certificate needs."""
        for template in template_names(resources.path("certificates")):
            for paper in self._template(template).papers:
                self._sheet(template, paper)
        for length in (280, 350):  # most texts lie between
            picture("S" * length)

    def findings(self, job: RenderJob) -> tuple[Finding, ...]:
        """What to tell before issuing: texts set very small, characters that no face has."""
        return self._sheet(job.template, job.paper).findings(job)

    def render_many(self, jobs: Sequence[RenderJob]) -> list[bytes]:
        """A PDF a job, in order; the same job gives the same bytes.

        Raises `Rejected` (``certificate.missing_characters``) where a text cannot be printed whole.
        """
        return [self._sheet(job.template, job.paper).draw(job) for job in jobs]
