"""A text editor for Markdown: numbers, colours, lists that go on by themselves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextDocumentLayout,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.domain.dataclass import dataclass
from ui.theme.look import Look, rtl
from ui.widgets.basics import TAKES_FILES
from ui.widgets.markdown import edits
from ui.widgets.markdown.edits import Edit
from ui.widgets.markdown.highlighter import Highlighter
from ui.widgets.markdown.snippets import Snippet

GUTTER = 52
AFTER_NUMBER, BEFORE_NUMBER = 18, 4
LEAST_DIGITS = 4
"""Up to so many the gutter does not become wider while lines are added."""
TOP = 14
LONGEST_WORD = 4_000
"""Characters; to look for where to break longer ones (a picture as text, say) takes half a second a
key, so while there is one, lines break anywhere."""
FOLLOWED = 10_000
"""Characters of a change beyond which the text is taken anew."""

_PLAIN = dict.fromkeys((0x2028, 0x2029, 0xFDD0, 0xFDD1), "\n") | {0xA0: " "}
"""How the document's text is written in plain."""
BETWEEN_WORDS = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
Change = Callable[[str, int, int], Edit]


@dataclass(frozen=True, slots=True)
class Given:
    """A text with its undo, handed from one editor to another, and where one was in it."""

    document: QTextDocument
    place: int
    anchor: int
    top: int


class MarkdownEditor(QPlainTextEdit):
    """Writes Markdown. Undo and redo are the text's own.

    Signals:
        files_given(QMimeData): a picture or files were pasted or dropped.
        line_shown(int): the first visible line is another.
    """

    files_given = Signal(object)
    line_shown = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "editor")
        self.setProperty(TAKES_FILES, True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(BETWEEN_WORDS)
        # Lines wrap, yet the layout remembers how wide a line was before the pane shrank.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().rangeChanged.connect(self._keep_left)
        self.setCenterOnScroll(False)
        self.setUndoRedoEnabled(True)
        self.document().setDocumentMargin(0)
        self.restyling = False
        self._numbers = Numbers(self, look)
        self._text: str | None = None
        self._listen()
        self._shown = self._strong = -1
        self._digits = 1
        self._finds: list[QTextEdit.ExtraSelection] = []
        self.updateRequest.connect(self._scrolled)
        self.cursorPositionChanged.connect(self._mark_line)
        self.blockCountChanged.connect(self._count_changed)
        look.changed.connect(self._restyle)
        self._restyle()
        self._mark_line()

    def _listen(self) -> None:
        """Follow the document, and colour it."""
        # Before colours, which tell of changes as well.
        self.document().contentsChange.connect(self._follow)
        self._highlighter = Highlighter(self._look, self.document())
        self.document().contentsChange.connect(self._wrap)

    # content

    def give(self) -> Given:
        """Hand over the text, with what can be undone; this editor is left empty."""
        cursor, document = self.textCursor(), self.document()
        top = self.firstVisibleBlock().blockNumber()
        self.restyling = True
        self._look.changed.disconnect(self._restyle)
        document.contentsChange.disconnect(self._follow)
        document.contentsChange.disconnect(self._wrap)
        self._highlighter.setDocument(None)
        document.setParent(None)
        self.setDocument(_plain(QTextDocument(self)))
        return Given(document, cursor.position(), cursor.anchor(), top)

    def take(self, given: Given) -> None:
        """Go on with a text where another editor was in it."""
        document = given.document
        self.restyling = True
        try:
            # The layout that it has still belongs to the other editor.
            self.setDocument(_plain(document))
            document.setParent(self)
            document.setDefaultFont(self.font())
            self._text = None
            self._listen()
            # Colours come at once, lest they be taken for a change of the text.
            QCoreApplication.sendPostedEvents(self._highlighter, QEvent.Type.MetaCall)
        finally:
            self.restyling = False
        cursor = QTextCursor(document)
        cursor.setPosition(given.anchor)
        cursor.setPosition(given.place, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        top = document.findBlockByNumber(given.top)
        self.verticalScrollBar().setValue(top.firstLineNumber())

    def begin(self, text: str) -> None:
        """Edit another text from its start; what was undone before is forgotten."""
        self.setPlainText(text)
        self.document().clearUndoRedoStacks()
        self.document().setModified(False)

    def replace_all(self, text: str) -> None:
        """Put another text in the place of this one, as one step that can be undone."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def text(self) -> str:
        """What `toPlainText` says, without copying a long text out of the document at each key."""
        if self._text is None:
            self._text = self.toPlainText()
        return self._text

    @Slot(int, int, int)
    def _follow(self, place: int, removed: int, added: int) -> None:
        """Keep the text that is known the document's, where a small part of it changed."""
        known, length = self._text, self.document().characterCount() - 1
        if known is None or self.restyling:
            return
        self._text = None
        # Some signs count twice in the document, and it may tell of its end as of one.
        fits = length - len(known) == added - removed and place + added <= length
        if fits and added <= FOLLOWED:
            new = self._between(place, place + added).translate(_PLAIN)
            if len(new) == added:
                self._text = known[:place] + new + known[place + removed :]

    @property
    def line(self) -> int:
        """The cursor's line, from 0."""
        return self.textCursor().blockNumber()

    @property
    def first_line(self) -> int:
        """The line at the upper edge, from 0."""
        return self.firstVisibleBlock().blockNumber()

    @property
    def lines_in_sight(self) -> range:
        """The lines from the upper edge to the lower, from 0."""
        last = self.cursorForPosition(self.viewport().rect().bottomLeft()).blockNumber()
        return range(self.first_line, max(self.first_line, last) + 1)

    @property
    def shows_cursor(self) -> bool:
        """Whether the cursor is where one looks."""
        return self.viewport().rect().intersects(self.cursorRect())

    def apply(self, change: Change) -> None:
        """Change the selected lines as one step."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        document = self.document()
        first, last = document.findBlock(start), document.findBlock(end)
        if last.blockNumber() > first.blockNumber() and end == last.position():
            # A selection that ends where a line begins does not mean that line.
            last = last.previous()
            end = last.position() + last.length() - 1
        origin, stop = first.position(), last.position() + last.length() - 1
        lines = self._between(origin, stop).replace("\u2029", "\n")
        edit = change(lines, start - origin, end - origin)
        # Undo brings the caret back to where it is now.
        cursor.beginEditBlock()
        cursor.setPosition(origin)
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(edit.text)
        cursor.endEditBlock()
        cursor.setPosition(origin + edit.start)
        cursor.setPosition(origin + edit.end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus()

    def insert_snippet(self, snippet: Snippet) -> None:
        """Insert whole lines after the cursor's, with the cursor at the snippet's place."""
        self.insert_lines(snippet.text)

    def insert_lines(self, text: str) -> None:
        """Insert lines at the cursor's, apart from their neighbours by an empty one."""
        cursor = self.textCursor()
        block = cursor.block()
        empty = not block.text().strip()
        lead = "" if empty else "\n\n"
        if empty and block.previous().isValid() and block.previous().text().strip():
            lead = "\n"
        before, mark, after = text.partition("$0")
        follows = block.next().isValid() and bool(block.next().text().strip())
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText(lead + before)
        place = cursor.position()
        cursor.insertText(after + ("\n" if follows else ""))
        cursor.endEditBlock()
        cursor.setPosition(place if mark else cursor.position())
        self.setTextCursor(cursor)
        self.setFocus()

    def _between(self, start: int, stop: int) -> str:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._continued():
            return
        if key == Qt.Key.Key_Tab and plain and self._tabbed():
            return
        if key == Qt.Key.Key_Backtab:
            self.apply(lambda text, start, end: edits.indented(text, start, end, back=True))
            return
        super().keyPressEvent(event)

    def _continued(self) -> bool:
        """Go on with the list or quote that the cursor is in, or end it."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return False
        lead = edits.continuation(cursor.block().text(), cursor.positionInBlock())
        if lead is None:
            return False
        if lead:
            cursor.insertText("\n" + lead)
        else:
            cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            cursor.removeSelectedText()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _tabbed(self) -> bool:
        cursor = self.textCursor()
        at_item = edits.continuation(cursor.block().text(), len(cursor.block().text())) is not None
        if cursor.hasSelection() or at_item:
            self.apply(lambda text, start, end: edits.indented(text, start, end, back=False))
        else:
            cursor.insertText("    "[cursor.positionInBlock() % 4 :])
        return True

    # what is given

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = source.hasUrls() and any(url.isLocalFile() for url in source.urls())
        if files or (source.hasImage() and not source.hasText()):
            self.files_given.emit(source)
            return
        if source.hasText():
            self.textCursor().insertText(source.text())
            self.ensureCursorVisible()

    # looks

    def set_finds(self, finds: list[QTextEdit.ExtraSelection]) -> None:
        """Mark what a search has found."""
        self._finds = finds
        self._mark_line()

    @Slot()
    def _mark_line(self) -> None:
        line = QTextEdit.ExtraSelection()
        line.format.setBackground(self._look.color("hover"))
        line.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        line.cursor = self.textCursor()
        line.cursor.clearSelection()
        self.setExtraSelections([line, *self._finds])
        number = line.cursor.blockNumber()
        if number != self._strong:
            self._strong = number
            self._numbers.update()

    @Slot(QRect, int)
    def _scrolled(self, area: QRect, by: int) -> None:
        if by:
            self._numbers.scroll(0, by)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())
        first = self.first_line
        if first != self._shown:
            self._shown = first
            self.line_shown.emit(first)

    @Slot(int, int, int)
    def _wrap(self, place: int, removed: int, added: int) -> None:
        """Choose how lines break, before they do; what was not changed is as it was."""
        del removed
        anywhere = self.wordWrapMode() != BETWEEN_WORDS
        block = self.document().begin() if anywhere else self.document().findBlock(place)
        end = self.document().characterCount() if anywhere else place + added
        huge = False
        while block.isValid() and block.position() <= end and not huge:
            huge = block.length() > LONGEST_WORD and _has_huge_word(block.text())
            block = block.next()
        if huge != anywhere:
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere if huge else BETWEEN_WORDS)

    @Slot()
    def _keep_left(self) -> None:
        self.horizontalScrollBar().setRange(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        inner = self.contentsRect()
        gutter = self._gutter()
        x = inner.right() - gutter + 1 if rtl(self) else inner.left()
        # As far down as the text: below it a cut number would stand alone.
        height = self.viewport().geometry().bottom() - inner.top() + 1
        self._numbers.setGeometry(QRect(x, inner.top(), gutter, height))

    def _gutter(self) -> int:
        digits = max(LEAST_DIGITS, len(str(self.blockCount())))
        metrics = QFontMetrics(self._look.font("axis", tabular=True))
        return max(GUTTER, AFTER_NUMBER + digits * metrics.horizontalAdvance("0") + BEFORE_NUMBER)

    @Slot(int)
    def _count_changed(self, count: int) -> None:
        # Each added line tells of itself; only another digit needs room.
        if len(str(count)) != self._digits:
            self._digits = len(str(count))
            self._make_room()

    @Slot()
    def _make_room(self) -> None:
        """Have the gutter as wide as the numbers need."""
        gutter, right = self._gutter(), rtl(self)
        self.setViewportMargins(4 if right else gutter, TOP, gutter if right else 16, 8)
        self._place()

    @Slot()
    def _restyle(self) -> None:
        font = QFont(self._look.font("editor"))
        font.setFeature(QFont.Tag("calt"), 0)  # Code shows the signs that were typed.
        self.setFont(font)
        self.setTabStopDistance(4 * self.fontMetrics().horizontalAdvance(" "))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, self._look.color("text"))
        self.setPalette(palette)
        self._make_room()
        # Drawing all anew says that the text changed, and is a revision of it.
        self.restyling = True
        try:
            self._highlighter.restyle()
        finally:
            self.restyling = False
        for one in self._finds:
            form = one.format
            form.setBackground(self._look.color("search-hit"))
            one.format = form
        self._mark_line()
        self._numbers.update()

    def paint_numbers(self, painter: QPainter, area: QRect) -> None:
        """Draw the numbers of the lines in an area of the gutter."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top() + TOP
        current = self.textCursor().blockNumber()
        painter.setFont(self._look.font("axis", tabular=True))
        muted, strong = self._look.color("text-muted"), self._look.color("text")
        height = self.fontMetrics().height()
        width = self._numbers.width() - AFTER_NUMBER
        while block.isValid() and top <= area.bottom():
            if top + height >= area.top():
                number = block.blockNumber()
                painter.setPen(QColor(strong if number == current else muted))
                side = Qt.AlignmentFlag.AlignLeft if rtl(self) else Qt.AlignmentFlag.AlignRight
                x = AFTER_NUMBER if rtl(self) else 0
                box = QRect(QPoint(x, round(top)), QSize(width, height))
                flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
                painter.drawText(box, flags, str(number + 1))
            top += self.blockBoundingRect(block).height()
            block = block.next()


class Numbers(QWidget):
    """The gutter with line numbers."""

    def __init__(self, editor: MarkdownEditor, look: Look) -> None:
        super().__init__(editor)
        self._editor, self._look = editor, look

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.fillRect(event.rect(), self._look.color("surface"))
            self._editor.paint_numbers(painter, event.rect())
        finally:
            painter.end()


def _plain(document: QTextDocument) -> QTextDocument:
    """A document laid out as an editor of plain text needs it."""
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    return document


def _has_huge_word(line: str) -> bool:
    return max(map(len, line.split()), default=0) > LONGEST_WORD
