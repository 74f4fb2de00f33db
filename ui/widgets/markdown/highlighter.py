"""Colours Markdown while it is written; only lines that changed are looked at again."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat

from ui.theme.look import Look

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"( {0,3}#{1,6})(?=[ \t]|$)")
_BLOCK = re.compile(r" {0,3}:{3,}")
_TABLE = re.compile(r" *\|.*\|? *$")
_LEAD = re.compile(r" *(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)+(?:\[[ xX]\](?=[ \t]))?")
_INLINE = re.compile(
    r"(?P<code>`+)(?P<inside>.+?)(?P=code)"
    r"|(?P<link>!?\[[^\]]*\]\([^)]*\)|!?\[[^\]]+\]\[[^\]]*\]|<[a-z]+:[^>\s]+>)"
    r"|(?P<bold>\*\*(?=\S)(?:.+?)(?<=\S)\*\*|__(?=\S)(?:.+?)(?<=\S)__)"
    r"|(?P<italic>\*(?=[^\s*])(?:[^*]*[^\s*])?\*|(?<!\w)_(?=[^\s_])(?:[^_]*[^\s_])?_(?!\w))"
    r"|(?P<callout>\[!\w+\])"
)
NORMAL = -1
LONGEST = 4_000
"""Characters of a line in which words are coloured; what stays open in a longer one is looked for
to its end again and again."""


class Highlighter(QSyntaxHighlighter):
    """A block's state is -1 outside code, else twice its fence's length, plus 1 for tildes."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._dress()

    def restyle(self) -> None:
        """Take the look's colours and draw all anew."""
        self._dress()
        self.rehighlight()

    def _dress(self) -> None:
        ink = self._look.color
        self._heading = _form(ink("md-heading"), bold=True)
        self._markup = _form(ink("md-markup"))
        self._code = _form(ink("md-code"))
        self._link = _form(ink("md-link"))
        self._table = _form(ink("text-muted"))
        self._bold = _form(ink("text"), bold=True)
        self._italic = _form(ink("text"))
        self._italic.setFontItalic(True)
        self._fence_words = _form(ink("md-heading"), bold=True)

    def highlightBlock(self, text: str) -> None:
        state = self.previousBlockState()
        fence = _FENCE.match(text)
        if state != NORMAL:
            closes = fence is not None and _closes(fence[1], state, text)
            self.setCurrentBlockState(NORMAL if closes else state)
            self.setFormat(0, len(text), self._markup if closes else self._code)
            return
        if fence is not None:
            self.setCurrentBlockState(2 * len(fence[1]) + (fence[1][0] == "~"))
            self.setFormat(0, len(text), self._markup)
            return
        self.setCurrentBlockState(NORMAL)
        if text:
            self._line(text)

    def _line(self, text: str) -> None:
        heading = _HEADING.match(text)
        if heading is not None:
            self.setFormat(0, heading.end(), self._markup)
            self.setFormat(heading.end(), len(text) - heading.end(), self._heading)
            return
        block = _BLOCK.match(text)
        if block is not None:
            self.setFormat(0, block.end(), self._markup)
            self.setFormat(block.end(), len(text) - block.end(), self._fence_words)
            return
        if text.lstrip().startswith("|") and _TABLE.match(text):
            self.setFormat(0, len(text), self._table)
        lead = _LEAD.match(text)
        if lead is not None:
            self.setFormat(0, lead.end(), self._markup)
        if len(text) <= LONGEST:
            for found in _INLINE.finditer(text):
                self._inline(found)

    def _inline(self, found: re.Match[str]) -> None:
        start, length = found.start(), found.end() - found.start()
        kind = found.lastgroup
        if kind == "inside":
            ticks = len(found["code"])
            self.setFormat(start, length, self._markup)
            self.setFormat(start + ticks, length - 2 * ticks, self._code)
        elif kind == "link":
            self.setFormat(start, length, self._link)
        elif kind == "bold":
            self.setFormat(start, length, self._bold)
        elif kind == "italic":
            self.setFormat(start, length, self._italic)
        else:
            self.setFormat(start, length, self._markup)


def _form(color: QColor, *, bold: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(color)
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    return made


def _closes(fence: str, state: int, text: str) -> bool:
    tilde = fence[0] == "~"
    return tilde == bool(state % 2) and len(fence) >= state // 2 and text.strip() == fence
