"""How two texts differ, by lines and words, as HTML for a preview of the difference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from html import escape

from ui.theme.look import Look

FOLD = 3
"""Unchanged lines that are shown about a change."""


def diff_html(look: Look, before: str, after: str) -> str:
    """The difference: deleted lines struck, added ones marked, what did not change folded."""
    old, new = before.splitlines(), after.splitlines()
    made: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            made += _context(look, old[a:b], first=a == 0, last=b == len(old))
        elif kind == "replace" and b - a == d - c:
            for left, right in zip(old[a:b], new[c:d], strict=True):
                made += _words(look, left, right)
        else:
            made += [_line(look, "diff-del", "-", escape(one)) for one in old[a:b]]
            made += [_line(look, "diff-add", "+", escape(one)) for one in new[c:d]]
    return f'<table width="100%" cellspacing="0" cellpadding="0">{"".join(made)}</table>'


def _context(look: Look, lines: Sequence[str], *, first: bool, last: bool) -> list[str]:
    head = 0 if first else FOLD
    tail = 0 if last else FOLD
    if len(lines) <= head + tail + 1:
        return [_line(look, "surface", "", escape(one)) for one in lines]
    folded = len(lines) - head - tail
    shown = [_line(look, "surface", "", escape(one)) for one in lines[:head]]
    shown.append(_line(look, "surface-sunken", "", f"{folded} lines are the same"))
    shown += [_line(look, "surface", "", escape(one)) for one in lines[len(lines) - tail :]]
    return shown


def _words(look: Look, left: str, right: str) -> list[str]:
    old, new = re.findall(r"\w+|\W", left), re.findall(r"\w+|\W", right)
    before: list[str] = []
    after: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = escape("".join(old[a:b])), escape("".join(new[c:d]))
        if kind == "equal":
            before.append(gone)
            after.append(come)
            continue
        if gone:
            before.append(_mark(look, "diff-del-word", gone, "line-through"))
        if come:
            under = "underline" if look.theme == "high-contrast" else "none"
            after.append(_mark(look, "diff-add-word", come, under))
    return [
        _line(look, "diff-del", "-", "".join(before)),
        _line(look, "diff-add", "+", "".join(after)),
    ]


def _mark(look: Look, token: str, text: str, line: str) -> str:
    return f'<span style="background:{look.value(token)};text-decoration:{line}">{text}</span>'


def _line(look: Look, token: str, sign: str, text: str) -> str:
    tone = look.value("text" if sign else "text-muted")
    return (
        f'<tr><td width="24" bgcolor="{look.value(token)}" style="padding:2px 8px;color:{tone}">'
        f'{sign}</td><td bgcolor="{look.value(token)}" style="padding:2px 8px;color:{tone}">'
        f"{text or '&nbsp;'}</td></tr>"
    )
