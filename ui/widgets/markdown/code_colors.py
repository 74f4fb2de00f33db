"""Colouring code in previews: words, texts, comments and calls, the same for every language."""

from __future__ import annotations

import re
from html import escape

_KEYWORDS = frozenset(
    re.findall(
        r"\w+",
        "and as assert async await break case class const continue def del do done echo elif else "
        "end esac except export extends fi finally for foreach from function global if implements "
        "import in insert interface into is lambda let local match new nonlocal not null or "
        "package pass private public raise return select self set static struct switch then this "
        "throw try type until update var void where while with yield False None True false true "
        "nil",
    )
)
_PARTS = re.compile(
    r"(?P<comment>#[^\n]*|//[^\n]*|--[ \t][^\n]*)"
    r"|(?P<text>'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\")"
    r"|(?P<number>\b\d[\d_.]*\b)"
    r"|(?P<word>[A-Za-z_]\w*)(?P<call>(?=\())?",
    re.DOTALL,
)
_SIGNS = re.compile(r"[-!#$%&*+./:<=>?@^_|~\\](?=[-!#$%&*+./:<=>?@^_|~\\])")
PARTING = "\u200c"
_PLAIN = frozenset({"", "text", "output", "error", "plain", "console", "txt", "csv", "markdown"})


def colored(code: str, language: str, colors: dict[str, str]) -> str:
    """The code as HTML; *colors* has ``comment``, ``text``, ``number``, ``keyword``, ``call``."""
    if language.lower() in _PLAIN:
        return apart(code)
    made: list[str] = []
    last = 0
    for found in _PARTS.finditer(code):
        kind = _kind(found)
        if kind is None:
            continue
        made.append(apart(code[last : found.start()]))
        part = apart(found.group())
        made.append(f'<span style="color:{colors[kind]}">{part}</span>')
        last = found.end()
    made.append(apart(code[last:]))
    return "".join(made)


def apart(code: str) -> str:
    """Code as HTML whose signs stay two signs: ``>=`` must not be drawn as one.

    Qt's rich text cannot turn a font's ligatures off, so an invisible character parts them;
    `whole` takes it away again from what is copied.
    """
    return escape(_SIGNS.sub(lambda found: found.group() + PARTING, code), quote=False)


def whole(text: str) -> str:
    """Text without what `apart` put in."""
    return text.replace(PARTING, "")


def _kind(found: re.Match[str]) -> str | None:
    word = found["word"]
    if word is None:
        return found.lastgroup
    if word in _KEYWORDS:
        return "keyword"
    return "call" if found["call"] is not None else None
