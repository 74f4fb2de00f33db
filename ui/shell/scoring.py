"""How well a typed text fits a name: as a subsequence of its letters, best at words' beginnings."""

from __future__ import annotations

from unicodedata import combining, normalize

from app.domain.dataclass import dataclass

WHOLE, START, WORD, NEXT, ANY, GAP = 200, 120, 80, 12, 2, 1
OTHERWISE = 120
"""For what it is called otherwise: below any piece of its name, above letters here and there."""
MEANT = 4
"""From so many letters on they stand for beginnings of words; fewer may come from anywhere."""


@dataclass(frozen=True, slots=True)
class Fit:
    """`score`: more is better. `places`: the letters of the name that were typed."""

    score: int
    places: tuple[int, ...]


def plain(text: str) -> str:
    """Letters without case and accents, one for one with those of *text*."""
    if text.isascii():  # As nearly every name of a command is, and all are asked at every key.
        return text.lower()
    return "".join(_plain_letter(letter) for letter in text)


def _plain_letter(letter: str) -> str:
    bare = "".join(part for part in normalize("NFD", letter) if not combining(part))
    folded = (bare or letter).lower()
    return folded[0] if folded else letter


def fit(typed: str, name: str) -> Fit | None:
    """How *typed* fits *name*, or None where its letters do not come in this order."""
    wanted, there = plain(typed.strip()), plain(name)
    if not wanted:
        return Fit(0, ())
    at = _whole(wanted, there)
    if at is not None:
        bonus = START if at == 0 else WORD if _begins(there, at) else 0
        return Fit(WHOLE + bonus - len(there) // 8, tuple(range(at, at + len(wanted))))
    return _scattered(wanted, there)


def fit_words(typed: str, words: str) -> Fit | None:
    """How *typed* fits what something is called otherwise: whole, from a word's beginning on.

    No letters of the name were typed.
    """
    wanted, there = plain(typed.strip()), plain(words)
    at = _whole(wanted, there) if wanted else None
    return Fit(OTHERWISE, ()) if at is not None and _begins(there, at) else None


def fit_either(typed: str, name: str, words: str) -> Fit | None:
    """The better of how *typed* fits a name and what is called so otherwise."""
    fits = [one for one in (fit(typed, name), fit_words(typed, words)) if one is not None]
    return max(fits, key=lambda one: one.score, default=None)


def _whole(wanted: str, there: str) -> int | None:
    """Where *wanted* stands in one piece, at a word's beginning if it does anywhere."""
    first = at = there.find(wanted)
    while at > 0 and not _begins(there, at):
        at = there.find(wanted, at + 1)
    if at >= 0:
        return at
    return first if first >= 0 else None


def _begins(there: str, at: int) -> bool:
    return at == 0 or not there[at - 1].isalnum()


def _scattered(wanted: str, there: str) -> Fit | None:
    places: list[int] = []
    score, at = 0, -1
    letters = wanted.replace(" ", "")
    for letter in letters:
        found = _next_place(letter, there, at)
        if found is None:
            return None
        follows = found == at + 1
        if not follows and len(letters) >= MEANT and not _begins(there, found):
            return None
        score += WORD // 4 if _begins(there, found) else NEXT if follows else ANY
        score -= GAP * min(8, found - at - 1)
        places.append(found)
        at = found
    # Letters strewn over a long name are a coincidence, not a match.
    return Fit(score, tuple(places)) if score > 0 else None


def _next_place(letter: str, there: str, after: int) -> int | None:
    """The next place of a letter: right after the last one, else at a word's start, else any."""
    near = there.find(letter, after + 1)
    if near < 0 or near == after + 1:
        return near if near >= 0 else None
    at = near
    while at >= 0:
        if _begins(there, at):
            return at
        at = there.find(letter, at + 1)
    return near
