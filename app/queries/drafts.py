"""Unsaved drafts beside what is stored of the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.entities import Course, Lesson, LessonBody
from app.ports.drafts import Draft
from app.ports.storage import Rows

LESSON = "lesson"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A draft with the lesson it is of; what is None is not there any more."""

    draft: Draft
    title: str
    about: str
    lesson_id: int | None
    course_id: int | None
    stored: str | None
    stored_sha256: str | None


def draft_rows(rows: Rows, drafts: Sequence[Draft]) -> list[DraftRow]:
    """Each draft with its lesson, in the drafts' order; a draft's key is the lesson's id."""
    keys = {int(one.key) for one in drafts if one.kind == LESSON and one.key.isdecimal()}
    lessons = rows.get_many(Lesson, keys)
    bodies = rows.get_many(LessonBody, {one.body_sha256 for one in lessons.values()})
    courses = rows.get_many(Course, {one.course_id for one in lessons.values()})
    made = []
    for draft in drafts:
        lesson = lessons.get(int(draft.key)) if draft.key.isdecimal() else None
        body = bodies.get(lesson.body_sha256) if lesson else None
        course = courses.get(lesson.course_id) if lesson else None
        made.append(
            DraftRow(
                draft=draft,
                title=lesson.title if lesson else _first_line(draft.text),
                about=course.title if course else "",
                lesson_id=lesson.id if lesson else None,
                course_id=lesson.course_id if lesson else None,
                stored=body.body if body else None,
                stored_sha256=lesson.body_sha256 if lesson else None,
            )
        )
    return made


def _first_line(text: str) -> str:
    line = next((line.strip("# ") for line in text.splitlines() if line.strip()), "")
    return line[:60] or "Untitled"
