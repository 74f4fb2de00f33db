"""A lesson's file: YAML front matter between two ``---`` lines, then its Markdown untouched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.errors import BadInput
from services.interchange.yaml_text import read_map, write_map

_FENCES = ("---", "...")


def has_front_matter(text: str) -> bool:
    """Whether the text begins with a ``---`` line."""
    return text.partition("\n")[0].rstrip() == "---"


def split(text: str) -> tuple[dict[str, Any], str]:
    """The front matter's map and the Markdown after it, to the character.

    A text without front matter is all Markdown. Raises `BadInput` (``yaml.*``,
    ``front_matter.unclosed``).
    """
    if not has_front_matter(text):
        return {}, text
    start = position = text.find("\n") + 1 or len(text)
    while position < len(text):
        after = text.find("\n", position) + 1 or len(text)
        if text[position:after].rstrip() in _FENCES:
            return read_map(text[start:position]), text[after:]
        position = after
    raise BadInput("front_matter.unclosed")


def join(values: Mapping[str, Any], body: str) -> str:
    """The file's text; `split` gives both back."""
    return f"---\n{write_map(values)}---\n{body}"
