"""A preview's document, changed only where its HTML changed, and a little at a time.

To lay out a long text holds the window up for as long as somebody notices; what was typed is one
paragraph of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
)

from app.domain.dataclass import dataclass
from ui.widgets.markdown.elements import Element

_HELD = "x"
"""Stands for a moment in a line that would else be taken for a part of its neighbour."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What decides how an element looks; `first`: nothing is above it."""

    html: str
    first: bool
    sheet: int


class ElementDocument:
    """Shows a sequence of elements in a document that nobody else changes.

    Above all of them is an empty line that is not shown: an element begins at the end of what
    stands before it. `aim` says what to show, and `step` goes on towards it.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        document.setUndoRedoEnabled(False)
        self._single = QTextDocument()
        self._style = ""
        self._sheet = 0
        self._shown: list[_Look]
        self._lengths: list[int]
        self._lines: list[int]
        self._coming: list[tuple[_Look, int]]
        self.clear()

    def clear(self) -> None:
        """Show nothing, and forget all pictures."""
        self._document.clear()
        self._document.firstBlock().setVisible(False)
        self._shown, self._lengths, self._lines, self._coming = [], [], [], []
        self._at = self._place = self._going = 0

    def aim(self, wanted: Sequence[Element], style: str) -> None:
        """Show these elements, dressed with a style sheet, after some steps."""
        if style != self._style:
            self._style = style
            self._sheet += 1
            self._single.setDefaultStyleSheet(style)
        # The toolkit gives what is empty no room, but at the very end.
        wanted = [one for one in wanted[:-1] if not one.empty] + [*wanted[-1:]]
        looks = [_Look(one.html, at == 0, self._sheet) for at, one in enumerate(wanted)]
        lines = [one.line for one in wanted]
        shown = self._shown
        most = min(len(shown), len(looks))
        head = next((at for at in range(most) if shown[at] != looks[at]), most)
        most -= head
        tail = next((at for at in range(most) if shown[-1 - at] != looks[-1 - at]), most)
        until = len(looks) - tail
        self._coming = list(zip(looks[head:until], lines[head:until], strict=True))
        self._coming.reverse()
        self._going = len(shown) - tail - head
        self._lines[:head] = lines[:head]
        self._lines[len(shown) - tail :] = lines[until:]
        self._at, self._place = head, sum(self._lengths[:head])

    @property
    def complete(self) -> bool:
        """Whether what was aimed at is shown, and nothing else."""
        return not self._coming and not self._going

    def step(self) -> None:
        """Put the next element, if there is one, in the place of what stands there."""
        cursor = QTextCursor(self._document)
        begun = bool(self._coming) and self._coming[-1][0].first
        cursor.beginEditBlock()
        if self._going:
            self._remove(cursor)
        if self._coming:
            look, line = self._coming.pop()
            length = self._insert(cursor, look)
            self._shown.insert(self._at, look)
            self._lengths.insert(self._at, length)
            self._lines.insert(self._at, line)
            self._at += 1
            self._place += length
        cursor.endEditBlock()
        if begun:  # Only now do tables tell of themselves.
            self._begin_at_top()

    def block(self, line: int) -> QTextBlock:
        """Where a line of the text is shown, or else what stands before it; none above all."""
        place, start, stop, offset = 0, -1, -1, 0
        for length, first in zip(self._lengths, self._lines, strict=True):
            if first > line:
                break
            if first >= 0:
                start, stop, offset = place + 1, place + length, line - first
            place += length
        block = found = self._document.findBlock(start)
        while block.isValid() and block.position() <= stop:
            if any(0 < by <= offset for by in _offsets(block)):
                found = block
            block = block.next()
        return found

    def _remove(self, cursor: QTextCursor) -> None:
        length = self._lengths[self._at]
        cursor.setPosition(self._place)
        # An empty line would take the looks of what is taken away below it.
        held = cursor.block().length() == 1
        if held:
            cursor.insertText(_HELD)
        cursor.setPosition(self._place + held + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if held:
            cursor.deletePreviousChar()
        del self._shown[self._at], self._lengths[self._at], self._lines[self._at]
        self._going -= 1

    def _insert(self, cursor: QTextCursor, look: _Look) -> int:
        # From the end of a line on, so that an element brings the looks of its first line too.
        self._single.setHtml(f"<p>{_HELD}</p>{look.html}")
        taken = QTextCursor(self._single)
        taken.setPosition(1)
        taken.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        before = self._document.characterCount()
        cursor.setPosition(self._place)
        cursor.insertFragment(QTextDocumentFragment(taken))
        return self._document.characterCount() - before

    def _begin_at_top(self) -> None:
        """Give the first block the room that it has where nothing at all is above."""
        cursor = QTextCursor(self._document.firstBlock().next())
        if cursor.currentFrame() != self._document.rootFrame():
            return
        block = cursor.block()
        room = block.blockFormat().topMargin()
        below = QTextCursor(block.next()).currentTable() if block.length() == 1 else None
        if block.length() == 1 and (below is None or block.textList() is None):
            return  # The line that the toolkit puts above a box in a quote keeps its room.
        tight = QTextBlockFormat()
        tight.setTopMargin(0)
        cursor.mergeBlockFormat(tight)
        if below is not None:
            # The mark of a list stands at the top, and what is quoted in it below its room.
            form = below.format()
            form.setTopMargin(form.topMargin() + room)
            below.setFormat(form)


def _offsets(block: QTextBlock) -> Iterator[int]:
    """How many lines after its element's first what stands in a block begins."""
    for one in block.textFormats():
        for name in one.format.anchorNames():
            if name.startswith("+"):
                yield int(name)
