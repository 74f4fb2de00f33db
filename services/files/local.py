"""Files in a local folder, named by the sha256 of their bytes.

A file's place is ``ab/abcdef...``: two letters of its name, so that no folder grows too large.
It is written beside its place, hashed on the way, forced to disk and renamed: whoever looks finds
a whole file or none.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from app.domain.disk import disk_fault
from app.domain.errors import EnvironmentFault, NotFound
from app.ports.files import StoredFile
from services.files.opening import CHUNK, chunks_of, opened

_NAME = re.compile(r"[0-9a-f]{64}")


class LocalFileStore:
    """Keeps bytes in a folder; what a crash left unfinished is removed when it is opened."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unfinished = folder / "unfinished"
        try:
            self._unfinished.mkdir(parents=True, exist_ok=True)
            for left in self._unfinished.iterdir():
                left.unlink()
        except OSError as error:
            raise self._fault(error) from error

    def put_path(self, path: Path) -> StoredFile:
        """Store a file's bytes, streamed.

        Raises `BadInput` (``file.unreadable``, ``file.not_regular`` for links and devices) or
        `EnvironmentFault` (the store's disk).
        """
        with opened(path) as stream:
            return self._put(chunks_of(stream, path))

    def put_bytes(self, data: bytes) -> StoredFile:
        """Store bytes."""
        return self._put(iter((data,)))

    def open(self, sha256: str) -> BinaryIO:
        """Read a stored file; raises `NotFound` (``file.missing``)."""
        place = self._place(sha256)
        try:
            return place.open("rb")
        except (FileNotFoundError, NotADirectoryError):
            raise NotFound("file.missing", table="files", key=sha256) from None
        except OSError as error:
            raise self._fault(error) from error

    def exists(self, sha256: str) -> bool:
        """Whether the bytes are here."""
        return self._place(sha256).is_file()

    def verify(self, sha256: str) -> bool:
        """Whether the stored bytes are here and still have their hash."""
        try:
            with self.open(sha256) as stream:
                return _digest(stream) == sha256
        except NotFound:
            return False

    def names(self) -> Iterator[str]:
        """The sha256 of every stored file, ascending."""
        for folder in sorted(self._folder.iterdir()):
            if len(folder.name) == 2 and folder.is_dir():
                yield from sorted(one.name for one in folder.iterdir() if _NAME.fullmatch(one.name))

    def _place(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise NotFound("file.missing", table="files", key=name)
        return self._folder / name[:2] / name

    def _put(self, chunks: Iterator[bytes]) -> StoredFile:
        from uuid import uuid4  # nothing that only reads makes a new name

        unfinished = self._unfinished / uuid4().hex
        try:
            stored = _write(unfinished, chunks)
            place = self._place(stored.sha256)
            if not place.parent.is_dir():
                place.parent.mkdir(exist_ok=True)
                _force_folder(self._folder)
            # Also over bytes that are there already: what had decayed is whole again.
            unfinished.replace(place)
            _force_folder(place.parent)
        except OSError as error:
            raise self._fault(error) from error
        finally:
            # What cannot be removed now is removed when the folder is opened again.
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
        return stored

    def _fault(self, error: OSError) -> EnvironmentFault:
        return disk_fault(error, self._folder)


def _write(path: Path, chunks: Iterator[bytes]) -> StoredFile:
    """Write, hash and force to disk."""
    digest, size = sha256(), 0
    with path.open("xb", buffering=0) as stream:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            left = memoryview(chunk)
            while left:
                left = left[stream.write(left) :]
        os.fsync(stream.fileno())
    return StoredFile(digest.hexdigest(), size)


def _digest(stream: BinaryIO) -> str:
    digest = sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _force_folder(folder: Path) -> None:
    """Make a new name in *folder* outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
