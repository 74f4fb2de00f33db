"""One person's data as a file to hand over."""

from __future__ import annotations

import zipfile
from pathlib import Path

from app.context import Context
from app.domain.errors import EnvironmentFault
from app.queries.person_export import person_files


def write_person(context: Context, user_id: int, target: Path) -> int:
    """Write a zip archive of JSON files and certificates; how many files are in it.

    Raises `EnvironmentFault` (``file.not_written``).
    """
    count = 0
    temporary = target.with_name(f".{target.name}.new")
    try:
        with (
            context.store.reading() as rows,
            zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            for one in person_files(rows, context.files, user_id):
                archive.writestr(one.path, one.data)
                count += 1
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        cause = error.strerror or str(error)
        raise EnvironmentFault("file.not_written", path=target.name, cause=cause) from None
    return count
