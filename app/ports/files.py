"""Files by the sha256 of their bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from app.domain.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A stored file: sha256 hex of its bytes, and its size in bytes."""

    sha256: str
    size: int


class FileStore(Protocol):
    """Keeps bytes under their own hash; the same bytes are kept once and never half."""

    def put_path(self, path: Path) -> StoredFile:
        """Store a file's bytes, streamed.

        Raises `EnvironmentFault` (disk) or `BadInput` (unreadable).
        """
        ...

    def put_bytes(self, data: bytes) -> StoredFile:
        """Store bytes."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Read a stored file; raises `NotFound` (``file.missing``)."""
        ...

    def exists(self, sha256: str) -> bool:
        """Whether the bytes are here."""
        ...

    def verify(self, sha256: str) -> bool:
        """Whether the stored bytes still have their hash."""
        ...

    def names(self) -> Iterator[str]:
        """The sha256 of every stored file."""
        ...
