"""Reading one lesson's file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.canonical import field_codecs
from app.domain.checks import Checks, decode
from app.domain.dataclass import dataclass
from app.domain.entities import Entity, Lesson
from app.domain.entities.content import MAX_BODY_BYTES
from app.domain.errors import BadInput, Rejected
from app.usecases.content_values import LESSON_CHECKS
from services.interchange.front_matter import has_front_matter, split
from services.interchange.tree import FoundFile
from services.interchange.yaml_text import MAX_YAML_CHARACTERS

MARKDOWN = (".md", ".markdown", ".rmd")
COLUMNS = (
    "title",
    "type",
    "duration_minutes",
    "is_preview",
    "resources",
    "quiz",
    "assignment",
    "video",
)
"""What front matter can say of a lesson, in the order in which it is written."""


@dataclass(frozen=True, slots=True)
class LessonText:
    """A file's front matter and its Markdown; `has_front` is False where it has none at all."""

    front: Mapping[str, Any]
    body: str
    has_front: bool


def is_markdown(path: str) -> bool:
    """Whether a file's name says that it is Markdown."""
    return path.lower().endswith(MARKDOWN)


def read_lesson_text(file: FoundFile) -> LessonText:
    """The file's text in its two parts.

    Raises `BadInput`: ``lesson_file.too_long``, ``.not_utf8``, ``.unreadable``, ``front_matter.*``,
    ``yaml.*``.
    """
    text = read_text(file, MAX_BODY_BYTES + MAX_YAML_CHARACTERS)
    front, body = split(text)
    size = len(body.encode())
    if size > MAX_BODY_BYTES:
        raise BadInput("lesson_file.too_long", size=size, limit=MAX_BODY_BYTES)
    return LessonText(front, body, has_front_matter(text))


def read_text(file: FoundFile, limit: int) -> str:
    """A small text file, its byte order mark taken off; line ends stay as they are.

    Raises `BadInput`: ``lesson_file.too_long`` (*limit* is in bytes), ``.not_utf8``, ``.nul``,
    ``.unreadable``.
    """
    try:
        with file.place.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise BadInput("lesson_file.unreadable", problem=error.strerror or str(error)) from None
    if len(data) > limit:
        raise BadInput("lesson_file.too_long", size=max(file.size, len(data)), limit=limit)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("lesson_file.not_utf8", byte=error.start) from None
    if "\0" in text:
        raise BadInput("lesson_file.nul", character=text.index("\0"))
    return text


def given_columns(
    front: Mapping[str, Any], kind: type[Entity], checks: Checks, names: tuple[str, ...]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What *front* says of *kind*'s columns, as it will be stored, and the keys that say nothing.

    The values are canonical. Raises `BadInput` (``value.*``, ``quiz.*`` ...).
    """
    codecs = field_codecs(kind)
    given: dict[str, Any] = {}
    unknown: list[str] = []
    for name, value in front.items():
        if name not in names:
            unknown.append(name)
            continue
        try:
            decoded = checks[name](name, decode(kind, name, value))
        except Rejected as error:
            raise BadInput(error.reason, **error.data) from None
        encode = codecs[name].encode
        given[name] = decoded if encode is None else encode(decoded)
    return given, tuple(unknown)


def stated_id(front: Mapping[str, Any], name: str) -> int | None:
    """The id that an exported file states; raises `BadInput` where it is no positive number."""
    value = front.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise BadInput("front_matter.bad_value", key=name, wanted="a positive whole number")
    return value


def lesson_columns(front: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The lesson's columns in its front matter, and the keys that say nothing.

    Raises as `given_columns`.
    """
    known = {key: value for key, value in front.items() if key != "lesson_id"}
    return given_columns(known, Lesson, LESSON_CHECKS, COLUMNS)
