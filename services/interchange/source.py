"""A course as a folder has it, whichever form the folder follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from app.domain.dataclass import dataclass
from app.ports.interchange import LedgerEntry
from services.interchange.tree import FoundFile

Given = Mapping[str, Any]
"""Column to canonical value, only of what the folder says; what it does not say stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonSource:
    """A lesson's file. `stated_id` is the lesson_id in its front matter, `notes` for the ledger."""

    path: str
    given: Given
    body: str
    stated_id: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleSource:
    """A module with its lessons in order; `path` is its folder, `about` its own file if any."""

    path: str
    given: Given
    lessons: tuple[LessonSource, ...]
    stated_id: int | None = None
    about: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialSource:
    """A file to keep as it is; `module` and `lesson` are paths of what it belongs to."""

    file: FoundFile
    module: str | None = None
    lesson: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseSource:
    """A whole course; `about` is what says what it is: course.yaml, config.yaml or the folder."""

    slug: str
    title: str
    about: str
    columns: Given
    settings: Given
    modules: tuple[ModuleSource, ...]
    materials: tuple[MaterialSource, ...]
    dropped: tuple[LedgerEntry, ...]
    notes: tuple[str, ...] = ()
    same_page: Mapping[str, str] = field(default_factory=dict[str, str])
    """Other names under which texts link to a lesson's file (a built page) to its path."""
