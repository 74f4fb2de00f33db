"""Names fit for a URL, from titles in any script, and what to append where one is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from app.domain.transliteration import code_points, to_ascii

MAX_SLUG = 255
FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a slug looks like; the slug of a deleted course (``slug~id``) deliberately does not."""

_TRIES = 8


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
    open_at: list[int] = []
    for index, name in enumerate(wanted):
        if name in used:
            open_at.append(index)
        used.add(name)
    first = 2
    while open_at:
        tries = range(first, first + _TRIES)
        used.update(taken({numbered(wanted[i], n, limit) for i in open_at for n in tries}))
        left = []
        for index in open_at:
            names = (numbered(wanted[index], number, limit) for number in tries)
            free = next((one for one in names if one not in used), None)
            if free is None:
                left.append(index)
                continue
            used.add(free)
            result[index] = free
        open_at = left
        first += _TRIES
    return result
