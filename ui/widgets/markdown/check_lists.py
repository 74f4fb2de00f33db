"""Check lists: ``- [ ] to do`` and ``- [x] done`` have boxes, which only show how things are."""

from __future__ import annotations

import re
from html import escape

from markdown_it.token import Token

from ui.widgets.words import tr

_BOX = re.compile(r"\[([ xX])\](?=\s|$)")
"""As GFM has it: something blank must follow, so ``[x]**words**`` is no box."""

ICONS = ("square", "square-check")
"""The boxes of numbered lists, whose numbers stand where other lists have theirs."""

WORDS = ("(not done)", "(done)")
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
    # Brackets that are escaped are meant as brackets; what only looks so is a link or code.
    found = _BOX.match(inline.content)
    if found is None or first is None or first.type != "text":
        return
    checked = found[1] != " "
    first.content = first.content[found.end() :].lstrip()
    told = [_html(f'<span class="unseen"> {escape(tr(WORDS[checked]))}</span>')]
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
