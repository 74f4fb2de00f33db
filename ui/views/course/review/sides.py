"""Two texts beside one another, line by line, with the words marked that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape
from itertools import zip_longest

from ui.theme.look import Look
from ui.views.course.diff import FOLD
from ui.widgets.words import trn

_WORDS = re.compile(r"\w+|\W")


def sides_html(look: Look, before: str, after: str) -> str:
    """What was on the leading side, what is on the other; what did not change is folded."""
    old, new = before.splitlines(), after.splitlines()
    made: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            made += _same(look, old[a:b], first=a == 0, last=b == len(old))
        else:
            pairs = zip_longest(old[a:b], new[c:d])
            made += [_changed(look, left, right) for left, right in pairs]
    return f'<table width="100%" cellspacing="0" cellpadding="0">{"".join(made)}</table>'


def _same(look: Look, lines: list[str], *, first: bool, last: bool) -> Iterator[str]:
    head, tail = 0 if first else FOLD, 0 if last else FOLD
    folded = len(lines) - head - tail
    if folded <= 1:
        yield from (_row(look, ("surface", one), ("surface", one)) for one in map(escape, lines))
        return
    for one in map(escape, lines[:head]):
        yield _row(look, ("surface", one), ("surface", one))
    words = trn("{n} line is the same", "{n} lines are the same", folded)
    ground, tone = look.value("surface-sunken"), look.value("text-muted")
    style = f'colspan="3" bgcolor="{ground}" style="padding:2px 8px;color:{tone}"'
    yield f"<tr><td {style}>{words}</td></tr>"
    for one in map(escape, lines[len(lines) - tail :]):
        yield _row(look, ("surface", one), ("surface", one))


def _changed(look: Look, left: str | None, right: str | None) -> str:
    if left is None or right is None:
        gone = ("surface-sunken", "") if left is None else ("diff-del", escape(left))
        come = ("surface-sunken", "") if right is None else ("diff-add", escape(right))
        return _row(look, gone, come)
    old, new = _WORDS.findall(left), _WORDS.findall(right)
    was, now = "", ""
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone_words, come_words = escape("".join(old[a:b])), escape("".join(new[c:d]))
        if kind == "equal":
            was, now = was + gone_words, now + come_words
            continue
        was += _mark(look, "diff-del-word", gone_words, "line-through")
        under = "underline" if look.theme == "high-contrast" else "none"
        now += _mark(look, "diff-add-word", come_words, under)
    return _row(look, ("diff-del", was), ("diff-add", now))


def _mark(look: Look, token: str, text: str, line: str) -> str:
    if not text:
        return ""
    return f'<span style="background:{look.value(token)};text-decoration:{line}">{text}</span>'


def _row(look: Look, left: tuple[str, str], right: tuple[str, str]) -> str:
    cells = [_cell(look, *left), f'<td width="1" bgcolor="{look.value("border")}"></td>']
    return f"<tr>{''.join([*cells, _cell(look, *right)])}</tr>"


def _cell(look: Look, token: str, text: str) -> str:
    tone = look.value("text-muted" if token == "surface" else "text")
    return (
        f'<td width="49%" bgcolor="{look.value(token)}" style="padding:2px 10px;color:{tone}">'
        f"{text or '&nbsp;'}</td>"
    )
