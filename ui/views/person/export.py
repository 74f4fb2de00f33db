"""One person's data as a file to hand over."""

from __future__ import annotations

import zipfile
from pathlib import Path

from app.context import Context
from app.queries.person_export import person_files
from ui.operations.whole_file import whole_file


def write_person(context: Context, user_id: int, target: Path) -> int:
    """Write a zip archive of JSON files and certificates; how many files are in it.

    Raises `EnvironmentFault` (``file.not_written``).
    """
    count = 0
    with (
        whole_file(target) as draft,
        context.store.reading() as rows,
        zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for one in person_files(rows, context.files, user_id):
            archive.writestr(one.path, one.data)
            count += 1
    return count
