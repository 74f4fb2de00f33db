"""Finding the link targets and the pictures of a Markdown text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.dataclass import dataclass

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*(\S+)")
_ATTRIBUTE = re.compile(r"\b(?:src|href)=\"([^\"<>]{1,1000})\"")
LONGEST_TARGET = 1000
_PICTURE = re.compile(
    r"!\[([^\]\n]{0,2000})\]\(\s*<?([^)>\s]{1,1000})>?[^)\n]{0,1000}\)(\{[^}]{0,3000}\})?"
)
_ALT = re.compile(r"\balt\s*=\s*(?:'([^']*)'|\"([^\"]*)\"|([^\s}]+))")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)[^`\n]{1,2000}(?<!`)\1(?!`)")


@dataclass(frozen=True, slots=True)
class PictureLink:
    """A picture in a text: what it is a picture of, in words ("" for none), and its target."""

    words: str
    target: str


def pictures(text: str) -> list[PictureLink]:
    """The pictures outside code in order; their words may also stand in ``{alt='...'}``."""
    found: list[PictureLink] = []
    for match in _PICTURE.finditer(without_code(text)):
        words = match[1].strip()
        if not words and match[3] and (told := _ALT.search(match[3])) is not None:
            words = (told[1] or told[2] or told[3] or "").strip()
        found.append(PictureLink(words, match[2]))
    return found


def without_code(text: str) -> str:
    """The text without its code blocks and code spans, which link nowhere."""
    return _CODE_SPAN.sub("", "\n".join(_outside_code(text)))


def link_targets(text: str) -> list[str]:
    """Targets of images, links, definitions and HTML attributes outside code, once each, in order.

    Time is linear in the text's length, whatever it is made of.
    """
    found: dict[str, None] = {}
    for line in _outside_code(text):
        if "](" in line:
            found.update(dict.fromkeys(_inline(line)))
        if (definition := _DEFINITION.match(line)) is not None:
            found[definition[1].strip("<>")] = None
        if "=" in line:
            found.update(dict.fromkeys(match[1] for match in _ATTRIBUTE.finditer(line)))
    return list(found)


def _outside_code(text: str) -> Iterator[str]:
    code: str | None = None
    for line in text.split("\n"):
        fence = _FENCE.match(line)
        if code is None:
            if fence is None:
                yield line
            else:
                code = fence[1]
        elif fence is not None and fence[1].startswith(code) and line.strip() == fence[1]:
            code = None


def _inline(line: str) -> Iterator[str]:
    """The destinations of ``[text](destination "title")`` in a line."""
    start = line.find("](")
    while start != -1:
        rest = line[start + 2 : start + 2 + LONGEST_TARGET].lstrip()
        target = _bracketed(rest) if rest.startswith("<") else _bare(rest)
        if target:
            yield target
        start = line.find("](", start + 2)


def _bracketed(rest: str) -> str:
    return rest[1:].partition(">")[0]


def _bare(rest: str) -> str:
    """Up to a space or the closing bracket; brackets inside have to match."""
    depth = 0
    for position, character in enumerate(rest):
        if character == "(":
            depth += 1
        elif character in " \t" or (character == ")" and depth == 0):
            return rest[:position]
        elif character == ")":
            depth -= 1
    return ""
