"""Names fit for a URL, from titles in any script, and what to append where one is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from app.domain.transliteration import code_points, to_ascii

MAX_SLUG = 255
FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a slug looks like; the slug of a deleted course (``slug~id``) deliberately does not."""

_SPARE = 8
"""How many more numbers are tried at once than are needed if all are free."""


def slugify(title: str, limit: int = MAX_SLUG) -> str:
    """A slug for *title*: lower-case ASCII words joined by hyphens, never empty, at most *limit*.

    A title without a single letter or digit is spelt by its code points.
    """
    words = to_ascii(title).split() or code_points(title).split() or ["untitled"]
    return "-".join(words)[:limit].strip("-")


def is_slug(text: str) -> bool:
    """Whether *text* can stand as a slug."""
    return len(text) <= MAX_SLUG and FORM.fullmatch(text) is not None


def numbered(name: str, number: int, limit: int = MAX_SLUG) -> str:
    """*name* with ``-number`` appended, cut so that the whole stays within *limit*."""
    suffix = f"-{number}"
    return name[: limit - len(suffix)].rstrip("-") + suffix


def free_names(
    wanted: Sequence[str],
    taken: Callable[[Collection[str]], Iterable[str]],
    limit: int = MAX_SLUG,
) -> list[str]:
    """*wanted* in order, each made unique by ``-2``, ``-3`` and so on where it is not.

    `taken` answers which of some names are in use already; it is asked once for all of *wanted*
    and again only for those that were in use. Earlier names of *wanted* count as in use.
    """
    used = set(taken(set(wanted)))
    result = list(wanted)
    left: dict[str, list[int]] = {}
    for index, name in enumerate(wanted):
        if name in used:
            left.setdefault(name, []).append(index)
        used.add(name)
    first = 2
    while left:
        tries = range(first, first + _SPARE + max(map(len, left.values())))
        numbers = {name: [numbered(name, number, limit) for number in tries] for name in left}
        used.update(taken({one for names in numbers.values() for one in names}))
        for name, places in list(left.items()):
            free = [one for one in numbers[name] if one not in used][: len(places)]
            used.update(free)
            for index, one in zip(places, free, strict=False):
                result[index] = one
            left[name] = places[len(free) :]
        left = {name: places for name, places in left.items() if places}
        first = tries.stop
    return result
