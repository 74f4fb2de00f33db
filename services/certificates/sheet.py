"""A template on one paper: its fixed parts are drawn, packed and numbered once, then reused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zlib import compress

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFName,
    PDFPage,
    PDFString,
)

from app.domain.dataclass import dataclass
from app.domain.errors import Rejected
from app.ports.certificates import Finding, RenderJob
from services.certificates.compact import CompactDocument
from services.certificates.embedding import EmbeddedFace, packed, stream
from services.certificates.faces import Face
from services.certificates.ink import Ink
from services.certificates.layout import Fitted, fit
from services.certificates.printed import values
from services.certificates.qr import picture
from services.certificates.shaping import Shaper
from services.certificates.template import Template, TextElement

PRODUCER = "SmartCourse"
MM_A_POINT = 25.4 / 72


class FileFaces:
    """The faces of one PDF file, by name."""

    def __init__(self, used: Mapping[str, EmbeddedFace] | None = None) -> None:
        self.used = {name: face.copy() for name, face in (used or {}).items()}

    def __call__(self, face: Face) -> EmbeddedFace:
        """The file's use of *face*."""
        found = self.used.get(face.name)
        if found is None:
            found = self.used[face.name] = EmbeddedFace(face, f"F{len(self.used) + 1}")
        return found


class _Info(PDFInfo):  # type: ignore[misc] # reportlab has no types
    """The document's title, author and subject, and no dates: the bytes depend on the job alone."""

    def format(self, document: PDFDocument) -> bytes:
        entries = {
            "Title": PDFString(self.title),
            "Author": PDFString(self.author),
            "Subject": PDFString(self.subject),
            "Producer": PDFString(PRODUCER),
        }
        formatted: bytes = PDFDictionary(entries).format(document)
        return formatted


@dataclass(frozen=True, slots=True)
class _Set:
    """An element with its text as set."""

    element: TextElement
    fitted: Fitted


class Sheet:
    """Draws certificates of one template on one paper."""

    def __init__(self, template: Template, paper: str, shaper: Shaper) -> None:
        self._template = template
        self._paper = template.paper(paper)
        self._shaper = shaper
        self._filled = tuple(text for text in template.texts if text.names)
        faces = FileFaces()
        ink = Ink(template.colours, faces)
        for rosette in template.rosettes:
            ink.rosette(rosette, self._paper)
        for border in template.borders:
            ink.border(border, self._paper)
        for rule in template.rules:
            ink.rule(rule, self._paper)
        for text in template.texts:
            if not text.names:
                for placed in fit(text, text.filled({}), self._paper, shaper).placed:
                    ink.text(placed)
        self._fixed = compress(b"q\n" + ink.content() + b"\nQ")
        self._faces = faces.used

    def findings(self, job: RenderJob) -> tuple[Finding, ...]:
        """What a reader should know before *job* is issued."""
        return tuple(self._told(self._set(job)))

    def _told(self, texts: list[_Set]) -> Iterator[Finding]:
        for one in texts:
            field = "+".join(sorted(one.element.names))
            if one.fitted.missing:
                yield Finding(field=field, kind="missing", detail=one.fitted.missing)
            if one.fitted.small:
                size = one.fitted.placed[0].size
                yield Finding(
                    field=field,
                    kind="small",
                    detail=f"{size:.1f}",
                    too_wide_mm=self._excess(one.element, size),
                )

    def _excess(self, element: TextElement, size: float) -> int:
        """By how many millimetres the element would be too wide at its least size, at least 1."""
        width = element.width * self._paper.measure
        return max(1, round(width * (element.min_size / size - 1) * MM_A_POINT))

    def _set(self, job: RenderJob) -> list[_Set]:
        printed = values(job.fields)
        texts = ((element, element.filled(printed)) for element in self._filled)
        return [
            _Set(element, fit(element, text, self._paper, self._shaper))
            for element, text in texts
            if text
        ]

    def draw(self, job: RenderJob) -> bytes:
        """The PDF of *job*.

        Raises `Rejected` (``certificate.missing_characters``) where a text cannot be set whole.
        """
        texts = self._set(job)
        for finding in self._told(texts):
            if finding.kind == "missing":
                raise Rejected(
                    "certificate.missing_characters",
                    number=job.fields.certificate_number,
                    field=finding.field,
                    characters=finding.detail,
                )
        faces = FileFaces(self._faces)
        ink = Ink(self._template.colours, faces)
        for one in texts:
            for placed in one.fitted.placed:
                ink.text(placed)
        return self._document(job, ink.content(), faces)

    def _document(self, job: RenderJob, content: bytes, faces: FileFaces) -> bytes:
        document = CompactDocument(invariant=1, lang=self._template.language)
        document.info = _Info()
        document.setTitle(f"{self._template.title}: {job.fields.holder}, {job.fields.course}")
        document.setAuthor(job.fields.institution)
        document.setSubject(job.fields.certificate_number)
        code = picture(job.qr_text)
        image = packed(
            code.enlarged(),
            Type=PDFName("XObject"),
            Subtype=PDFName("Image"),
            Width=code.pixels,
            Height=code.pixels,
            ColorSpace=PDFName("DeviceGray"),
            BitsPerComponent=1,
            Decode=PDFArray([1, 0]),
            DecodeParms=PDFDictionary(
                {"Predictor": 15, "Colors": 1, "BitsPerComponent": 1, "Columns": code.pixels}
            ),
        )
        page = PDFPage()
        page.pagewidth, page.pageheight = self._paper.width, self._paper.height
        page.Resources = PDFDictionary(
            {
                "Font": PDFDictionary(
                    {face.resource: face.add_to(document) for face in faces.used.values()}
                ),
                "XObject": PDFDictionary({"Code": document.Reference(image)}),
            }
        )
        fixed, filled = packed(self._fixed), stream(content + self._code())
        page.Contents = PDFArray([document.Reference(fixed), document.Reference(filled)])
        document.addPage(page)
        data: bytes = document.GetPDFData(None)
        return data

    def _code(self) -> bytes:
        """The operators that place the QR picture."""
        code = self._template.code
        left = self._paper.width / 2 + code.x - code.side / 2
        bottom = self._paper.height / 2 + code.y
        return f"\nq {code.side} 0 0 {code.side} {left} {bottom} cm /Code Do Q".encode("ascii")
