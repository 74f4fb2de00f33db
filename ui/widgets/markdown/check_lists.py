"""Check lists: ``- [ ] to do`` and ``- [x] done`` have boxes, which only show how things are."""

from __future__ import annotations

import re

from markdown_it.token import Token

_BOX = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
ICONS = ("square", "square-check")
"""The boxes of numbered lists, whose numbers stand where other lists have theirs."""

WORDS = (" (not done)", " (done)")
"""For those who hear a list, and for what is copied from it. They stand last and are too small to
be seen, so that what is seen begins below one another."""


def with_boxes(tokens: list[Token]) -> list[Token]:
    """Marks the items of check lists, and says in words what their boxes show."""
    for item, inline in zip(tokens, tokens[2:], strict=False):
        if item.type == "list_item_open" and inline.type == "inline":
            _mark(item, inline)
    return tokens


def _mark(item: Token, inline: Token) -> None:
    first = inline.children[0] if inline.children else None
    # What only looks so is a link or code, and no text.
    found = _BOX.match(first.content) if first is not None and first.type == "text" else None
    if first is None or found is None or not _as_written(inline, found):
        return
    checked = found[1] != " "
    first.content = first.content[found.end() :]
    told = [_html(f'<span class="unseen">{WORDS[checked]}</span>')]
    if item.markup in ("-", "*", "+"):
        item.attrSet("class", "checked" if checked else "unchecked")
        box = []
    else:
        box = [_html(f'<img src="icon:{ICONS[checked]}" width="14" height="14">&nbsp;')]
    # An item without words yet is as high as a line all the same.
    words = inline.children or []
    if len(words) == 1 and not first.content:
        words = [_html("&nbsp;")]
    inline.children = [*box, *words, *told]


def _html(content: str) -> Token:
    return Token("html_inline", "", 0, content=content)


def _as_written(inline: Token, found: re.Match[str]) -> bool:
    """Whether it stands so in the source too: brackets that are escaped are meant as brackets."""
    return inline.content.startswith(found.group().rstrip())
