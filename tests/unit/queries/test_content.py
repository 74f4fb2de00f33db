"""A course's content as the ERD's document, and its outline."""

from datetime import timedelta

from app.domain.canonical import canonical_json
from app.domain.entities import Course, LessonBody
from app.queries.content import content_document, outline
from tests.support.memory import (
    START,
    Bench,
    course,
    course_settings,
    empty_body,
    instructor,
    lesson,
    make_bus,
    module,
)

QUIZ = {"questions": [{"type": "true_false", "text": "?", "answer": True}]}
LATER = START + timedelta(days=3)


EMPTY = {
    "title": "Lesson 13",
    "type": "text",
    "content": "",
    "duration_minutes": 0,
    "is_preview": False,
}
DOCUMENT = {
    "course_id": 7,
    "modules": [
        {
            "module_id": 2,
            "title": "Module 2",
            "description": None,
            "order": 1,
            "is_published": True,
            "lessons": [],
        },
        {
            "module_id": 1,
            "title": "Module 1",
            "description": "d",
            "order": 2,
            "is_published": False,
            "lessons": [
                {
                    "lesson_id": 12,
                    "title": "Lesson 12",
                    "type": "quiz",
                    "content": "Text",
                    "duration_minutes": 14,
                    "order": 1,
                    "is_preview": False,
                    "resources": [],
                    "quiz": QUIZ,
                },
                {
                    **EMPTY,
                    "lesson_id": 13,
                    "order": 2,
                    "resources": [{"name": "n", "url": "u", "type": "pdf"}],
                },
                {
                    **EMPTY,
                    "lesson_id": 11,
                    "title": "Lesson 11",
                    "duration_minutes": 20,
                    "order": 3,
                    "resources": [],
                },
            ],
        },
    ],
    "metadata": {
        "total_modules": 2,
        "total_lessons": 3,
        "total_duration_hours": 0.57,
        "tags": ["python", "programming"],
    },
    "created_at": "2026-02-10T09:00:00.000000Z",
    "updated_at": "2026-02-13T09:00:00.000000Z",
}
"""What `bench`'s course 7 is, but for its ``_id``."""


def bench() -> Bench:
    made = make_bus()
    last = module(1, 7, rank="z", description="d", is_published=False)
    first = module(2, 7, rank="a")
    made.put(
        instructor(1),
        course(7, 1, updated_at=START + timedelta(days=1)),
        course_settings(7, tags=("python", "programming")),
        last,
        first,
        empty_body(),
        LessonBody(sha256="s", body="Text", created_at=START),
        lesson(11, last, rank="b", duration_minutes=20, updated_at=LATER),
        lesson(12, last, rank="a", body_sha256="s", duration_minutes=14, type="quiz", quiz=QUIZ),
        lesson(13, last, rank="a", resources=({"name": "n", "url": "u", "type": "pdf"},)),
        course(8, 1),
    )
    return made


def test_the_document_is_the_erds() -> None:
    made = bench()
    with made.store.reading() as rows:
        document = content_document(rows, made.get(Course, 7))
    assert len(document.pop("_id")) == 24
    assert document == DOCUMENT
    assert canonical_json(document)


def test_a_course_without_content_has_a_document_too() -> None:
    made = bench()
    with made.store.reading() as rows:
        seven, eight = (made.get(Course, key) for key in (7, 8))
        document = content_document(rows, eight)
        assert document["_id"] == content_document(rows, eight)["_id"]
        assert document["_id"] != content_document(rows, seven)["_id"]
    assert document["modules"] == []
    assert document["metadata"] == {
        "total_modules": 0,
        "total_lessons": 0,
        "total_duration_hours": 0.0,
        "tags": [],
    }
    assert document["updated_at"] == document["created_at"]


def test_the_outline_has_the_same_order_without_texts() -> None:
    made = bench()
    with made.store.reading() as rows:
        found = outline(rows, made.get(Course, 7))
    assert [(one.id, one.order, one.is_published) for one in found.modules] == [
        (2, 1, True),
        (1, 2, False),
    ]
    assert [(one.id, one.order) for one in found.modules[1].lessons] == [(12, 1), (13, 2), (11, 3)]
    assert (found.course_id, found.total_lessons, found.total_minutes) == (7, 3, 34)
