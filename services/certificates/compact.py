"""reportlab's document in the compact form of PDF 1.5: small objects and the table are packed.

The plain form spends more than 4 kB of a 20 kB certificate on dictionaries and the table.
"""

from __future__ import annotations

from hashlib import sha256

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.pdfdoc import format as formatted

from services.certificates.embedding import stream

HEADER = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"  # bytes beyond ASCII say that the file is binary


class CompactDocument(PDFDocument):  # type: ignore[misc] # reportlab has no types
    """A document whose objects other than streams lie in one object stream (ISO 32000-1, 7.5.7)."""

    def format(self) -> bytes:
        """The whole file."""
        root = formatted(self.Reference(self.Catalog), self)
        info = formatted(self.Reference(self.info), self)
        streams, others = self._formatted_objects()
        parts, size = [HEADER], len(HEADER)
        places: dict[int, bytes] = {0: _entry(0, 0, 255)}
        holder = len(places) + len(streams) + len(others)
        for index, number in enumerate(others):
            places[number] = _entry(2, holder, index)
        streams[holder] = self._packed(others)
        for number, body in streams.items():
            places[number] = _entry(1, size, 0)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            size += len(parts[-1])
        own = holder + 1
        places[own] = _entry(1, size, 0)
        name = sha256(b"".join(parts)).hexdigest()[:32]
        table = stream(
            b"".join(places[number] for number in range(own + 1)),
            Type="/XRef",
            Size=own + 1,
            W="[1 3 1]",
            Root=root.decode("ascii"),
            Info=info.decode("ascii"),
            ID=f"[<{name}> <{name}>]",
        )
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (own, table.format(self)))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % size)
        return b"".join(parts)

    def _formatted_objects(self) -> tuple[dict[int, bytes], dict[int, bytes]]:
        """Streams and other objects by number; formatting one may bring further ones."""
        streams: dict[int, bytes] = {}
        others: dict[int, bytes] = {}
        number = 1
        while number in self.numberToId:
            item = self.idToObject[self.numberToId[number]]
            kind = streams if isinstance(item, PDFStream) else others
            kind[number] = formatted(item, self, toplevel=1)
            number += 1
        return streams, others

    def _packed(self, others: dict[int, bytes]) -> bytes:
        offsets, at = [], 0
        for number, body in others.items():
            offsets.append(b"%d %d" % (number, at))
            at += len(body) + 1
        head = b" ".join(offsets) + b"\n"
        content = head + b"\n".join(others.values())
        packed: bytes = stream(content, Type="/ObjStm", N=len(others), First=len(head)).format(self)
        return packed


def _entry(kind: int, place: int, index: int) -> bytes:
    return bytes((kind, *place.to_bytes(3, "big"), index))
