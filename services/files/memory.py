"""Files in memory, by the sha256 of their bytes: for tests and rehearsals."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import NotFound
from app.ports.files import StoredFile
from services.files.opening import chunks_of, opened


class MemoryFileStore:
    """Keeps bytes for as long as it lives."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def put_path(self, path: Path) -> StoredFile:
        """Store a file's bytes; raises `BadInput` where it is no readable regular file."""
        with opened(path) as stream:
            return self.put_bytes(b"".join(chunks_of(stream, path)))

    def put_bytes(self, data: bytes) -> StoredFile:
        """Store bytes."""
        name = sha256(data).hexdigest()
        self._files[name] = bytes(data)
        return StoredFile(name, len(data))

    def open(self, sha256: str) -> BinaryIO:
        """Read a stored file; raises `NotFound` (``file.missing``)."""
        if sha256 not in self._files:
            raise NotFound("file.missing", table="files", key=sha256)
        return BytesIO(self._files[sha256])

    def exists(self, sha256: str) -> bool:
        """Whether the bytes are here."""
        return sha256 in self._files

    def verify(self, sha256: str) -> bool:
        """Whether the bytes are here: memory does not decay."""
        return sha256 in self._files

    def names(self) -> Iterator[str]:
        """The sha256 of every stored file, ascending."""
        yield from sorted(self._files)
