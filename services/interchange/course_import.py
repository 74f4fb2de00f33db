"""Importing a folder as a course, from looking through it to the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from app.domain.entities import Course
from app.domain.errors import BadInput
from app.domain.messages.sentence import sentence
from app.ports.files import FileStore, StoredFile
from app.ports.interchange import LedgerEntry, Progress
from app.ports.storage import Rows
from services.interchange.carpentries import CONFIG_FILE, EPISODES, read_carpentries
from services.interchange.course_folder import COURSE_FILE, read_course_folder
from services.interchange.course_plan import CoursePlan, plan_course
from services.interchange.markdown_folder import TOP, has_markdown, read_markdown_folder
from services.interchange.matching import Allocate, match
from services.interchange.source import CourseSource
from services.interchange.stored_course import StoredCourse, stored_course
from services.interchange.tree import FoundFile, Tree, look_through

CHUNK = 1024 * 1024


def read_course(root: Path) -> CourseSource:
    """The course that a folder holds, in whichever form it follows.

    Raises `BadInput`: ``import.not_a_course``, ``import.no_folder``, ``import.too_many_files``, and
    ``import.bad_file`` for what is wrong with the file that says what the course is.
    """
    tree = look_through(root)
    if COURSE_FILE in tree.files:
        about, read = COURSE_FILE, read_course_folder
    elif CONFIG_FILE in tree.files and _has_episodes(tree):
        about, read = CONFIG_FILE, read_carpentries
    elif has_markdown(tree):
        about, read = TOP, read_markdown_folder
    else:
        raise BadInput("import.not_a_course", path=str(root))
    try:
        return read(tree)
    except BadInput as error:
        raise BadInput("import.bad_file", path=about, why=sentence(error, typed=True)) from None


def _has_episodes(tree: Tree) -> bool:
    return any(path.startswith(EPISODES + "/") for path in tree.files)


def plan_import(
    source: CourseSource,
    rows: Rows,
    files: FileStore,
    allocate: Allocate,
    *,
    instructor_id: int,
    progress: Progress,
) -> CoursePlan:
    """Store the materials' bytes and plan the rest; bytes that nothing names do no harm."""
    there = any(not course.is_deleted for course in rows.find(Course, slug=source.slug))
    stored = stored_course(rows, source.slug) if there else None
    source, digests = _store_materials(source, stored, files, progress)
    matches = match(source, stored, digests, allocate)
    return plan_course(
        source,
        stored,
        matches,
        digests,
        course_id=allocate(Course, 1)[0] if stored is None else stored.course.id,
        instructor_id=instructor_id,
    )


def _store_materials(
    source: CourseSource, stored: StoredCourse | None, files: FileStore, progress: Progress
) -> tuple[CourseSource, dict[str, StoredFile]]:
    """The source without the materials that cannot be read, and what is stored of the others."""
    known = _Known(files, stored)
    digests: dict[str, StoredFile] = {}
    dropped: list[LedgerEntry] = []
    for done, material in enumerate(source.materials):
        progress(done, len(source.materials))
        file = material.file
        try:
            digests[file.path] = known.find(file) or files.put_path(file.place)
        except BadInput as error:
            dropped.append(
                LedgerEntry(path=file.path, outcome="dropped", reason=sentence(error, typed=True))
            )
    kept = tuple(one for one in source.materials if one.file.path in digests)
    return replace(source, materials=kept, dropped=(*source.dropped, *dropped)), digests


class _Known:
    """Recognises files that the course has already, without writing them once more."""

    def __init__(self, files: FileStore, stored: StoredCourse | None) -> None:
        materials: Iterable[StoredFile] = ()
        if stored is not None:
            materials = (StoredFile(one.sha256, one.file_size_bytes) for one in stored.materials)
        self._known = {one for one in materials if files.exists(one.sha256)}
        self._sizes = {one.size for one in self._known}

    def find(self, file: FoundFile) -> StoredFile | None:
        """The stored file with these bytes; raises `BadInput` (``lesson_file.unreadable``)."""
        if file.size not in self._sizes:
            return None
        digest, size = sha256(), 0
        try:
            with file.place.open("rb") as stream:
                while chunk := stream.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
        except OSError as error:
            raise BadInput("lesson_file.unreadable", problem=error.strerror or "") from None
        found = StoredFile(digest.hexdigest(), size)
        return found if found in self._known else None
