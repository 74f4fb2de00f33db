"""Opening what a user names: a regular file or nothing."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import BadInput

CHUNK = 1024 * 1024
"""Bytes read at a time: no file is ever held whole."""


def opened(path: Path) -> BinaryIO:
    """A regular file, opened; never what a link points to, never a device or a pipe.

    Raises `BadInput` (``file.not_regular``, ``file.unreadable``).
    """
    try:
        # Without O_NONBLOCK the opening of a pipe would wait for its writer.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):
            raise BadInput("file.not_regular", path=str(path)) from error
        cause = error.strerror or str(error)
        raise BadInput("file.unreadable", path=str(path), cause=cause) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise BadInput("file.not_regular", path=str(path))
    return os.fdopen(handle, "rb", buffering=0)


def chunks_of(stream: BinaryIO, path: Path) -> Iterator[bytes]:
    """The stream's bytes, `CHUNK` at a time; raises `BadInput` (``file.unreadable``)."""
    while True:
        try:
            chunk = stream.read(CHUNK)
        except OSError as error:
            cause = error.strerror or str(error)
            raise BadInput("file.unreadable", path=str(path), cause=cause) from error
        if not chunk:
            return
        yield chunk
