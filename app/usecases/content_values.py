"""What every column of a lesson takes, and its text."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from app.domain import checks
from app.domain.entities import Json, LessonBody
from app.domain.entities.content import MAX_BODY_BYTES
from app.domain.errors import Invalid
from app.domain.lesson_links import leads_safely
from app.domain.quiz import validate_quiz
from app.ports.storage import UnitOfWork

MAX_MINUTES = 100_000
_RESOURCE = {"name": checks.text(255), "url": checks.text(2000), "type": checks.text(100)}


document = checks.document(MAX_BODY_BYTES)
"""A sub-document: any JSON object of at most 512 kB."""


def _quiz(field: str, value: Any) -> Any:
    if value is not None:
        validate_quiz(value)
    return document(field, value)


def _resources(field: str, value: Any) -> tuple[Json, ...]:
    """Each with name and url, and a type that may be empty; nothing else is kept."""
    return tuple(_resource(field, position, one) for position, one in enumerate(value, 1))


def _resource(field: str, position: int, value: Json) -> Json:
    known = all(isinstance(value.get(name, ""), str) for name in _RESOURCE)
    if not known or not value.get("name") or not value.get("url"):
        raise Invalid("lesson.bad_resource", field=field, position=position)
    if not leads_safely(value["url"]):
        raise Invalid(
            "lesson.resource_scheme", field=field, position=position, url=value["url"][:80]
        )
    return {name: check(name, value.get(name, "")) for name, check in _RESOURCE.items()}


LESSON_CHECKS: checks.Checks = {
    "title": checks.text(255, required=True),
    "type": checks.anything,
    "duration_minutes": checks.number(0, MAX_MINUTES, required=True),
    "is_preview": checks.anything,
    "resources": _resources,
    "quiz": _quiz,
    "assignment": document,
    "video": document,
    "source_path": checks.text(),
}
"""The columns of a lesson that commands write, beside its text."""


def checked_body(text: str) -> str:
    """The text; raises ``lesson.too_long`` over 512 kB of UTF-8, ``value.bad_character``."""
    size = len(checks.storable("body", text).encode())
    if size > MAX_BODY_BYTES:
        raise Invalid("lesson.too_long", field="body", size=size, limit=MAX_BODY_BYTES)
    return text


def keep_bodies(uow: UnitOfWork, *texts: str) -> list[str]:
    """Keep each text under its hash, where it is not kept yet; the hashes."""
    names = [sha256(text.encode()).hexdigest() for text in texts]
    uow.keep_all(
        [
            LessonBody(sha256=name, body=text, created_at=uow.now)
            for name, text in zip(names, texts, strict=True)
        ]
    )
    return names
