"""How many words a lesson's text has."""

from __future__ import annotations

import re

_MARKS = re.compile(
    r"^[ \t]*(?:"
    r":::.*"  # where a fenced block begins
    r"|(?:```|~~~).*"  # where code begins
    r"|(?:>[ \t]?)+\[![\w-]+\]"  # what a callout is
    r"|[-*+][ \t]+\[[ xX]\](?=\s)"  # what is done
    r"|\d{1,9}[.)](?=\s)"  # which item it is
    r")",
    re.MULTILINE,
)
_PICTURE = re.compile(r"!\[([^\[\]\n]*)\]\([^()\n]*\)")
_LETTER = re.compile(r"[^\W_]")


def count_words(text: str) -> int:
    """The words of a Markdown text that are read; its marks and its pictures' files are none."""
    bare = _PICTURE.sub(r"\1", _MARKS.sub("", text))
    return sum(_LETTER.search(one) is not None for one in bare.split())
