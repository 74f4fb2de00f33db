"""HTML in its outermost elements: paragraphs, lists, tables. What did not change stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.dataclass import dataclass

_TAG = re.compile(r"<(/?)(?:p|table|ul|ol|blockquote)\b[^>]*>")
_CONTENT = re.compile(r"(?:^|>)[^<]*[^\s<]|<(?:img|hr|table)\b")
_WORDLESS = re.compile(r"(<(?:p|li)\b[^>]*>(?:<a [^>]*></a>)*)\s*(?=</(?:p|li)>)")
_BLANK = "&nbsp;"
_ANCHOR = re.compile(r'<a name="L(\d+)"></a>')


@dataclass(frozen=True, slots=True)
class Element:
    """An outermost element, and the line that it begins at; -1 where it does not say.

    `empty`: there is nothing in it to be seen, as in a heading whose words are still to come.

    A line without words has a blank: one that is empty the toolkit sometimes takes for the
    beginning of the next.

    In it, ``+3`` is the anchor of the third line after that: an element that has only moved is the
    same HTML. And the toolkit looks for each name among all others.
    """

    html: str
    line: int = -1
    empty: bool = False


def elements(html: str) -> tuple[Element, ...]:
    """What `Markup` made, with its anchors ``L12``, as elements; together they are all of it."""
    return tuple(_anchored(one) for one in _outermost(html))


def _outermost(html: str) -> Iterator[str]:
    depth = start = 0
    for tag in _TAG.finditer(html):
        depth += -1 if tag[1] else 1
        if depth == 0:
            yield html[start : tag.end()]
            start = tag.end()
    if html[start:].strip():
        yield html[start:]


def _anchored(html: str) -> Element:
    empty = _CONTENT.search(html) is None
    html = _WORDLESS.sub(rf"\1{_BLANK}", html)
    found = _ANCHOR.search(html)
    if found is None:
        return Element(html, empty=empty)
    first = int(found[1])

    def after(anchor: re.Match[str]) -> str:
        by = int(anchor[1]) - first
        return f'<a name="+{by}"></a>' if by else ""

    return Element(_ANCHOR.sub(after, html), first, empty)
