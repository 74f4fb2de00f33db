"""Unsaved drafts beside what is stored of the same thing."""

import hashlib
from typing import Any

from app.domain.entities import LessonBody
from app.domain.quiz import quiz_text
from app.ports.drafts import Draft
from app.queries.drafts import LESSON, QUIZ, DraftRow, draft_rows
from tests.support.memory import START, course, empty_body, instructor, lesson, make_bus, module

TASKS: dict[str, Any] = {"questions": [{"type": "true_false", "text": "?", "answer": True}]}


def _draft(kind: str, key: str, text: str) -> Draft:
    return Draft(kind=kind, key=key, base_sha256="", text=text, kept_at=START)


def _rows(*drafts: Draft) -> list[DraftRow]:
    bench = make_bus()
    part = module(1, 7)
    bench.put(
        instructor(1),
        course(7, 1, title="First aid"),
        part,
        empty_body(),
        LessonBody(sha256="s", body="Stored", created_at=START),
        lesson(11, part, title="Breathing", body_sha256="s"),
        lesson(12, part, title="Checks", type="quiz", quiz=TASKS),
    )
    with bench.store.reading() as rows:
        return draft_rows(rows, drafts)


def test_a_draft_stands_beside_its_lesson_in_the_drafts_order() -> None:
    second, first = _rows(_draft(LESSON, "11~b", "Typed"), _draft(LESSON, "11", "Stored"))
    assert (second.title, second.about, second.lesson_id, second.course_id) == (
        "Breathing",
        "First aid",
        11,
        7,
    )
    assert (second.stored, second.stored_sha256) == ("Stored", "s")
    assert not second.is_saved
    assert first.is_saved


def test_a_quiz_is_compared_as_its_text() -> None:
    stored = quiz_text(TASKS)
    saved, of_text = _rows(_draft(QUIZ, "12", stored), _draft(QUIZ, "11", "{}"))
    assert saved.is_saved
    assert saved.stored_sha256 == hashlib.sha256(stored.encode()).hexdigest()
    assert of_text.stored == ""


def test_what_is_gone_is_named_by_the_drafts_own_words() -> None:
    gone, wordless, odd = _rows(
        _draft(LESSON, "99", "\n# Shock\nLay them down"),
        _draft(LESSON, "98", " \n"),
        _draft("note", "new", "x" * 80),
    )
    assert (gone.title, gone.about, gone.lesson_id, gone.stored) == ("Shock", "", None, None)
    assert wordless.title == "Untitled"
    assert odd.title == "x" * 60
    assert not gone.is_saved
