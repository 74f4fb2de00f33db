"""Cut text by bytes without cutting what a reader sees as one character (Unicode annex 29)."""

from __future__ import annotations

import unicodedata

JOINER = "\u200d"
NON_JOINER = "\u200c"
VIRAMA = 9
"""Canonical combining class of the signs that join the consonants around them."""
_TRAILING_VOWELS = frozenset("\u0e33\u0eb3")
"""Thai and Lao AM: letters by category, but never the beginning of anything."""


def cut(text: str, limit: int) -> str:
    """The longest beginning of *text* of at most *limit* UTF-8 bytes that splits no grapheme."""
    data = text.encode()
    if len(data) <= limit:
        return text
    end = len(data[:limit].decode(errors="ignore"))
    while end and not _may_break(text, end):
        end -= 1
    return text[:end]


def _may_break(text: str, position: int) -> bool:
    """Whether a grapheme may end before *position* (which is inside the text)."""
    before, after = text[position - 1], text[position]
    if _extends(after) or before == JOINER:
        return False
    if unicodedata.combining(before) == VIRAMA and after.isalpha():
        return False
    if _is_flag(before) and _is_flag(after):
        flags = 0
        while flags < position and _is_flag(text[position - 1 - flags]):
            flags += 1
        return flags % 2 == 0
    return not (_is_leading_jamo(before) and _is_hangul(after))


def _extends(char: str) -> bool:
    """Whether *char* belongs to what stands before it: marks, joiners, vowels, emoji modifiers."""
    return (
        unicodedata.category(char) in ("Mn", "Mc", "Me")
        or char in (JOINER, NON_JOINER)
        or char in _TRAILING_VOWELS
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
        or "\u1160" <= char <= "\u11ff"
        or "\ud7b0" <= char <= "\ud7fb"
    )


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_leading_jamo(char: str) -> bool:
    return "\u1100" <= char <= "\u115f" or "\ua960" <= char <= "\ua97c"


def _is_hangul(char: str) -> bool:
    return _is_leading_jamo(char) or "\uac00" <= char <= "\ud7a3"
