"""Links of a lesson's text to files and lessons of its course.

The text keeps the author's own targets (``fig/grid.png``). Which of them mean a material or
another lesson is told by the lesson's `resources`, ``{"name", "url", "type"}``: a resource stands
for every target that is its name or ends with ``/`` and its name, the longest such name winning.
Its `url` is ``material:<id>`` or ``lesson:<id>``, which holds through renames and new versions of
a file; any other url (``https:``) is meant as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, get_args
from urllib.parse import unquote

from app.domain.entities import Json

UrlKind = Literal["material", "lesson"]
SCHEMES = frozenset({"http", "https", "mailto"})
"""What a resource may lead to outside the course, and all that the window opens."""
MAX_DIGITS = 18
"""Of an id: what every store can hold."""


def material_url(material_id: int) -> str:
    """The url by which lessons refer to a material."""
    return f"material:{material_id}"


def lesson_url(lesson_id: int) -> str:
    """The url by which lessons refer to another lesson."""
    return f"lesson:{lesson_id}"


def referred(url: str) -> tuple[UrlKind, int] | None:
    """What a resource's url refers to within the course; None for any other url."""
    kind, colon, number = url.partition(":")
    if not colon or not (number.isascii() and number.isdigit() and len(number) <= MAX_DIGITS):
        return None
    if kind == "material":
        return "material", int(number)
    return ("lesson", int(number)) if kind == "lesson" else None


def target_path(target: str) -> str | None:
    """A link target's path without query and fragment; None where it leads out of the course."""
    path = unquote(target.partition("#")[0].partition("?")[0])
    if not path or path.startswith(("/", "\\")) or "\0" in path:
        return None
    head = path.partition("/")[0]
    return None if ":" in head else path


def leads_safely(url: str) -> bool:
    """Whether a resource's url is a file or lesson of the course, a path, or one of `SCHEMES`.

    What browsers leave out of an address is left out here as well.
    """
    head = re.split(r"[/?#]", re.sub(r"[\x00-\x20]", "", url), maxsplit=1)[0]
    scheme, colon, _ = head.partition(":")
    return not colon or scheme.lower() in SCHEMES or scheme in get_args(UrlKind)


def resource_for(target: str, resources: Sequence[Json]) -> Json | None:
    """The resource that a target in the lesson's text stands for, if any."""
    path = target_path(target)
    best: Json | None = None
    for resource in resources:
        name = str(resource.get("name", ""))
        below = path is not None and path.endswith("/" + name)
        if not name or not (below or name in (path, target)):
            continue
        if best is None or len(name) > len(str(best["name"])):
            best = resource
    return best
