"""Stand-ins for what certificates are signed, drawn and stored with."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import BinaryIO

from app.domain.canonical import canonical_json, digest, to_canonical
from app.ports.certificates import Finding, PrintedFields, RenderJob, SignedFields
from app.ports.files import StoredFile


class PlainSigner:
    """Signs with nothing but the fields' digest."""

    def sign(self, fields: PrintedFields) -> SignedFields:
        """A proof that tells the number."""
        sha256 = digest(to_canonical(fields))
        return SignedFields(
            fields_sha256=sha256,
            qr_text=f"QR {fields.certificate_number}",
            signature=f"signed {sha256[:8]}",
            key_id="key-1",
        )


class TextRenderer:
    """Draws a job as its text, but has no "ж"; `batches` are the sizes of the calls."""

    def __init__(self) -> None:
        self.batches: list[int] = []
        self.broken = False

    def findings(self, job: RenderJob) -> tuple[Finding, ...]:
        """The holder's missing letter; a holder with accents is told to be small."""
        if "ж" in job.fields.holder:
            return (Finding(field="holder", kind="missing", detail="ж"),)
        return (Finding(field="holder", kind="small", detail="7.0"),)

    def render_many(self, jobs: Sequence[RenderJob]) -> list[bytes]:
        """The jobs' texts."""
        self.batches.append(len(jobs))
        if self.broken:
            raise OSError("the printer is on fire")
        return [canonical_json(to_canonical(job)).encode() for job in jobs]


class ShelfOfFiles:
    """Keeps bytes in a dict, by a name made of their text."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put_bytes(self, data: bytes) -> StoredFile:
        """Keep bytes."""
        name = digest(data.decode())
        self.kept[name] = data
        return StoredFile(name, len(data))

    def open(self, sha256: str) -> BinaryIO:
        """Read them."""
        return BytesIO(self.kept[sha256])
