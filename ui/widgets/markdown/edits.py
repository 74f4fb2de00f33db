"""What the toolbar does to a text: pure, so that one undo step takes each back.

Every function takes the text of whole lines with a selection in it (start and end, 0-based) and
answers the new text with the new selection.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from app.domain.dataclass import dataclass

_PREFIX = re.compile(
    r"^(\s*)(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+)?"
)
_ITEM = re.compile(
    r"^(?P<lead>\s*)(?:(?P<quote>>[ \t]?)"
    r"|(?P<bullet>[-*+][ \t]+)(?P<box>\[[ xX]\][ \t]+)?"
    r"|(?P<number>\d{1,9})(?P<stop>[.)][ \t]+))"
)
_HEADING = re.compile(r"^(#{1,6})[ \t]+")


@dataclass(frozen=True, slots=True)
class Edit:
    """New text for the lines, and what is selected in it."""

    text: str
    start: int
    end: int


def wrap(text: str, start: int, end: int, mark: str, sample: str) -> Edit:
    """Put *mark* round the selection, or take it away; without one, round a *sample*."""
    inside = text[start:end]
    size = len(mark)
    if text[:start].endswith(mark) and text[end:].startswith(mark):
        return Edit(text[: start - size] + inside + text[end + size :], start - size, end - size)
    if len(inside) >= 2 * size and inside.startswith(mark) and inside.endswith(mark):
        bare = inside[size:-size]
        return Edit(text[:start] + bare + text[end:], start, start + len(bare))
    body = inside or sample
    made = f"{text[:start]}{mark}{body}{mark}{text[end:]}"
    return Edit(made, start + size, start + size + len(body))


def link(text: str, start: int, end: int) -> Edit:
    """Make the selection a link and select where its address goes."""
    words = text[start:end]
    if re.match(r"\w+:\S+$", words):
        made = f"[text]({words})"
        return Edit(text[:start] + made + text[end:], start + 1, start + 5)
    made = f"[{words or 'text'}](https://)"
    at = start + len(made) - 9
    return Edit(text[:start] + made + text[end:], at, at + 8)


def heading(text: str, start: int, end: int) -> Edit:
    """Make each line a heading, one level deeper, or (after level 4) none."""

    def deeper(line: str, place: int) -> str:
        del place
        found = _HEADING.match(line)
        if found is None:
            return f"## {line}"
        bare = line[found.end() :]
        level = len(found[1])
        return bare if level >= 4 else f"{'#' * (level + 1)} {bare}"

    return _by_line(text, start, end, deeper)


def prefixed(text: str, start: int, end: int, prefix: str) -> Edit:
    """Begin each line with *prefix* (``{n}`` is its number), or take it away where all have it."""
    lines = text.split("\n")
    marked = [line for line in lines if line.strip()] or lines
    there = all(_prefix_is(line, prefix) for line in marked)

    def change(line: str, place: int) -> str:
        found = _PREFIX.match(line)
        lead, bare = (found[1], line[found.end() :]) if found else ("", line)
        if there:
            return lead + bare
        if not line.strip() and len(lines) > 1:
            return line
        return lead + prefix.replace("{n}", str(place)) + bare

    return _by_line(text, start, end, change)


def _prefix_is(line: str, prefix: str) -> bool:
    pattern = re.escape(prefix).replace(r"\{n\}", r"\d+").replace(r"\[\ \]", r"\[[ xX]\]")
    return re.match(rf"\s*{pattern}", line) is not None


def fenced(text: str, start: int, end: int) -> Edit:
    """Code: a word in backticks, lines in a fence."""
    if "\n" not in text[start:end] and (start < end or text.strip()):
        return wrap(text, start, end, "`", "code")
    body = text.strip("\n")
    made = f"```python\n{body}\n```"
    return Edit(made, 10, 10 + len(body))


def indented(text: str, start: int, end: int, *, back: bool) -> Edit:
    """Move the lines two spaces in or out."""

    def change(line: str, place: int) -> str:
        del place
        if not back:
            return f"  {line}" if line else line
        return line[min(2, len(line) - len(line.lstrip(" "))) :]

    return _by_line(text, start, end, change)


def continuation(line: str, column: int) -> str | None:
    """What a new line after *column* of a list or quote begins with.

    Empty text: the item is empty and ends the list. None: the line is no item.
    """
    found = _ITEM.match(line)
    if found is None or column < found.end():
        return None
    if not line[found.end() :].strip():
        return ""
    if found["number"] is not None:
        return f"{found['lead']}{int(found['number']) + 1}{found['stop']}"
    if found["quote"] is not None:
        return str(found["lead"] + found["quote"])
    box = "[ ] " if found["box"] else ""
    return f"{found['lead']}{found['bullet']}{box}"


def _by_line(text: str, start: int, end: int, change: Callable[[str, int], str]) -> Edit:
    lines = text.split("\n")
    made: list[str] = []
    place = 0
    for line in lines:
        place += bool(line.strip()) or len(lines) == 1
        made.append(change(line, place))
    new = "\n".join(made)
    if start == end and len(lines) == 1:
        at = max(0, start + len(new) - len(text))
        return Edit(new, at, at)
    return Edit(new, 0, len(new))
