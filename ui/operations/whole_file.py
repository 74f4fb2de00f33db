"""Files that people ask for, written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.domain.errors import EnvironmentFault


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Where to write what then gets the name *target*; whatever goes wrong, nothing stays behind.

    Raises `EnvironmentFault` (``file.not_written``).
    """
    draft = target.with_name(f".{target.name}.new")
    try:
        try:
            yield draft
            draft.replace(target)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise
    except OSError as error:
        cause = error.strerror or str(error)
        raise EnvironmentFault("file.not_written", path=str(target), cause=cause) from None
