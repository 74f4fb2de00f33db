"""Unsaved drafts beside what is stored of the same thing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from app.domain.dataclass import dataclass
from app.domain.entities import Course, Key, Lesson, LessonBody
from app.domain.quiz import quiz_text
from app.ports.drafts import Draft
from app.ports.storage import Rows

LESSON, QUIZ = "lesson", "quiz"
"""Kinds of drafts: a lesson's text, and its quiz as `quiz_text` writes it."""


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

    @property
    def is_saved(self) -> bool:
        """Whether the very text is stored by now: the program ended before it could forget it."""
        return self.stored == self.draft.text


def draft_rows(rows: Rows, drafts: Sequence[Draft]) -> list[DraftRow]:
    """Each draft with its lesson, in the drafts' order; a draft is about a lesson's id."""
    keys = {
        int(one.about) for one in drafts if one.kind in (LESSON, QUIZ) and one.about.isdecimal()
    }
    lessons = rows.get_many(Lesson, keys)
    bodies = rows.get_many(LessonBody, {one.body_sha256 for one in lessons.values()})
    courses = rows.get_many(Course, {one.course_id for one in lessons.values()})
    made = []
    for draft in drafts:
        lesson = lessons.get(int(draft.about)) if draft.about.isdecimal() else None
        course = courses.get(lesson.course_id) if lesson else None
        stored, sha256 = _stored(draft, lesson, bodies)
        made.append(
            DraftRow(
                draft=draft,
                title=lesson.title if lesson else _first_line(draft.text),
                about=course.title if course else "",
                lesson_id=lesson.id if lesson else None,
                course_id=lesson.course_id if lesson else None,
                stored=stored,
                stored_sha256=sha256,
            )
        )
    return made


def _stored(
    draft: Draft, lesson: Lesson | None, bodies: Mapping[Key, LessonBody]
) -> tuple[str | None, str | None]:
    """What is stored of the same thing, and its sha256."""
    if lesson is None:
        return None, None
    if draft.kind == QUIZ:
        text = quiz_text(lesson.quiz) if lesson.quiz is not None else ""
        return text, hashlib.sha256(text.encode()).hexdigest()
    body = bodies.get(lesson.body_sha256)
    return body.body if body else None, lesson.body_sha256


def _first_line(text: str) -> str:
    line = next((line.strip("# ") for line in text.splitlines() if line.strip()), "")
    return line[:60] or "Untitled"
