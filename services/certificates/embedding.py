"""One face inside one PDF file: which glyphs it uses, under which codes, and its PDF objects.

Text is written as two-byte codes numbered in order of first use, so that the embedded subset is
dense and a template's fixed text keeps its codes in every file.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from zlib import compress

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream

from app.domain.dataclass import dataclass
from services.certificates.faces import Face
from services.certificates.shaping import Glyph

_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


@dataclass(frozen=True, slots=True)
class _Outlines:
    """A subset as embedded: compressed, its plain length, and the six capitals that name it."""

    packed: bytes
    length: int
    tag: str


@lru_cache(maxsize=64)
def _outlines(face: Face, glyphs: tuple[int, ...]) -> _Outlines:
    """The subset of *face*; certificates of one batch often share one."""
    subset = face.file.subset(glyphs)
    return _Outlines(compress(subset, 9), len(subset), _tag(subset))


class EmbeddedFace:
    """The glyphs of one face that a file uses."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self._codes: dict[int, int] = {0: 0}
        self._texts: list[str] = [""]

    def copy(self) -> EmbeddedFace:
        """The same uses, to go on from."""
        twin = EmbeddedFace(self.face, self.resource)
        twin._codes = self._codes.copy()
        twin._texts = self._texts.copy()
        return twin

    def code(self, glyph: Glyph) -> str:
        """The glyph's code as four hexadecimal digits; new ones are taken in."""
        code = self._codes.get(glyph.number)
        if code is None:
            code = self._codes[glyph.number] = len(self._texts)
            self._texts.append(glyph.text)
        return f"{code:04X}"

    def add_to(self, document: PDFDocument) -> object:
        """Put the font into *document*; returns the reference for the page's resources."""
        glyphs = tuple(self._codes)
        outlines = _outlines(self.face, glyphs)
        metrics = self.face.metrics
        name = PDFName(f"{outlines.tag}+{metrics.name}")
        descriptor = {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": 4 | (64 if metrics.italic_angle else 0),
            "FontBBox": f"[{' '.join(map(str, metrics.box))}]",
            "ItalicAngle": metrics.italic_angle,
            "Ascent": metrics.ascent,
            "Descent": metrics.descent,
            "CapHeight": metrics.cap_height,
            "StemV": 80,
            "FontFile2": document.Reference(packed(outlines.packed, Length1=outlines.length)),
        }
        advance, per_mille = self.face.file.advance, self.face.per_mille
        widths = " ".join(f"{advance(glyph) * per_mille:.0f}" for glyph in glyphs)
        descendant = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            "CIDToGIDMap": PDFName("Identity"),
            "DW": 1000,
            "W": f"[0 [{widths}]]",
            "FontDescriptor": document.Reference(PDFDictionary(descriptor)),
        }
        to_unicode = stream(self._to_unicode().encode("ascii"))
        font = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": name,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(PDFDictionary(descendant))]),
            "ToUnicode": document.Reference(to_unicode),
        }
        return document.Reference(PDFDictionary(font))

    def _to_unicode(self) -> str:
        told = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for code, text in enumerate(self._texts)
            if text
        ]
        blocks = [told[start : start + 100] for start in range(0, len(told), 100)]
        body = "".join(
            f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks
        )
        return f"{_CMAP_HEAD}{body}{_CMAP_TAIL}"


def stream(data: bytes, **entries: object) -> PDFStream:
    """*data* as a compressed stream with further dictionary *entries*."""
    return packed(compress(data), **entries)


def packed(data: bytes, **entries: object) -> PDFStream:
    """A stream of data that is compressed already."""
    return PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode"), **entries}), data)


def _tag(subset: bytes) -> str:
    """The six capitals that tell one subset of a face from another."""
    number = int.from_bytes(sha256(subset).digest()[:4], "big")
    letters = []
    for _ in range(6):
        number, digit = divmod(number, 26)
        letters.append(chr(65 + digit))
    return "".join(letters)
