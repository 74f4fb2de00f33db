"""The lesson as learners see it, beside the text or alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QMimeData, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from app.domain.dataclass import dataclass
from app.domain.errors import SmartCourseError
from ui.operations.operations import Operations
from ui.operations.tasks import Ticket, unasked
from ui.theme.look import Look
from ui.widgets.markdown import check_lists
from ui.widgets.markdown.code_colors import whole
from ui.widgets.markdown.document import ElementDocument
from ui.widgets.markdown.html import picture_target, picture_url
from ui.widgets.markdown.pictures import Picture, PictureSource, load_pictures
from ui.widgets.markdown.render import Rendered, Renderer, Scene
from ui.widgets.markdown.style import PreviewStyle, preview_style, sheet

QUIET = 180
"""Milliseconds without a key before the preview follows."""

WIDEST = 720
MARGIN = 32
IMAGE = QTextDocument.ResourceType.ImageResource.value
ICONS = tuple(f"icon:{name}" for name in ("chevron-down", "chevron-right", *check_lists.ICONS))
BELOW = 16
"""Pixels that stay free below a line that was scrolled to."""

STEP = 20
"""The column's width follows the window's in steps, so that pulling it does not draw each pixel."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    rendered: Rendered
    pictures: Mapping[str, Picture]
    by_name: Mapping[str, Picture]
    style: PreviewStyle


class Preview(QTextBrowser):
    """Shows Markdown; renders on another thread, and only while it can be seen.

    Signals:
        followed(str): a link that leads out of the lesson was followed; its target.
        drawn(): what was asked for is shown.
    """

    followed = Signal(str)
    drawn = Signal()

    def __init__(self, look: Look, operations: Operations, name: str) -> None:
        super().__init__()
        self._look, self._operations = look, operations
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(26)
        self._elements = ElementDocument(self.document())
        self._space_out()
        self._text = ""
        self._source: PictureSource | None = None
        self._around: int | None = None
        self._lines = range(0)
        self._turned: frozenset[int] = frozenset()
        self._line = 0
        self._pictures: Mapping[str, Picture] = {}
        self._known: Mapping[str, Picture] = {}
        self._renderer = Renderer()
        self._ticket: Ticket | None = None
        self._stale = self._pointed = False
        self._html = ""
        self._growing = unasked()
        self._fresh = True
        self._drawn_column = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET)
        self._timer.timeout.connect(self._render)
        self.anchorClicked.connect(self._clicked)
        look.changed.connect(self._restyle)

    # what to show

    def show_text(self, text: str, *, soon: bool = False) -> None:
        """Show a text: at once, or where it is being typed *soon*."""
        if text == self._text and self._html:
            return
        self._text = text
        self._stale = True
        if soon:
            self._timer.start()
        else:
            self._render()

    def set_source(self, source: PictureSource) -> None:
        """Take pictures from here from now on."""
        self._source = source
        self._stale = True
        self._timer.start()

    def begin(self, text: str, source: PictureSource) -> None:
        """Show another lesson, from its start, with what can be folded folded."""
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None
        # What was asked for may still be at work; a renderer serves one thread at a time.
        self._renderer = Renderer()
        self._turned, self._html, self._line = frozenset(), "", 0
        self._text, self._source = text, source
        self._growing.drop()
        self._fresh = True
        self._stale = True
        self._render()

    def set_around(self, line: int | None) -> None:
        """Of a very long lesson show what is near a line, or (None) all."""
        if line != self._around:
            self._around = line
            self._stale = True
            self._timer.start()

    def has(self, lines: range) -> bool:
        """Whether the part that is shown of a very long lesson has these lines."""
        return not self.is_behind and lines[0] in self._lines and lines[-1] in self._lines

    def follow(self, line: int) -> None:
        """Scroll to what the text has at a line."""
        self._line = line
        block = self._elements.block(line)
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top) if block.isValid() else 0)

    def reveal(self, line: int) -> None:
        """Scroll as little as shows what the text has at a line; its start where it is long."""
        block = self._elements.block(line)
        if not block.isValid():
            return
        box, bar = (
            self.document().documentLayout().blockBoundingRect(block),
            self.verticalScrollBar(),
        )
        low = round(box.top())
        high = min(low, round(box.bottom()) + BELOW - self.viewport().height())
        if bar.value() < high:
            bar.setValue(high)
        elif bar.value() > low and round(box.bottom()) < bar.value() + self.viewport().height():
            bar.setValue(low)

    @property
    def is_behind(self) -> bool:
        """Whether something else was asked for than is shown."""
        return self._stale or self._ticket is not None or not self._elements.complete

    @property
    def html(self) -> str:
        """What is shown, as HTML; nothing until all of it is."""
        return self._html

    @property
    def shown_pictures(self) -> Mapping[str, Picture]:
        """The pictures of what is shown, by the target the text names them with."""
        return self._pictures

    def turn(self, number: int) -> None:
        """Open or close a fenced block."""
        self._turned = self._turned ^ {number}
        self._stale = True
        self._render()

    # drawing

    @Slot()
    def _render(self) -> None:
        if not self._stale or not self.isVisible() or self._ticket is not None:
            return
        self._stale = False
        text, source, known = self._text, self._source, self._known
        style = preview_style(self._look, self._column())
        turned, around, renderer = self._turned, self._around, self._renderer
        ticket = Ticket()

        def work() -> _Drawn:
            pictures = load_pictures(text, source, known) if source is not None else {}
            sizes = {target: (one.width, one.height) for target, one in pictures.items()}
            scene = Scene(style=style, pictures=sizes, turned=turned, around=around)
            rendered = renderer.render(text, scene, ticket.check)
            by_name = {
                name: one
                for target, one in pictures.items()
                if source is not None and (name := source.sha256(target)) is not None
            }
            return _Drawn(rendered, pictures, by_name, style)

        self._ticket = self._operations.compute(work, self._show, self._failed, broke=self._over)

    def _show(self, drawn: _Drawn) -> None:
        self._ticket = None
        if self._fresh:
            self._empty()
        for target, one in drawn.pictures.items():
            if self._pictures.get(target) is not one:
                self._replace(picture_url(target), one.image)
        self._pictures, self._known = drawn.pictures, drawn.by_name
        self._lines = drawn.rendered.lines
        self._elements.aim(drawn.rendered.elements, sheet(drawn.style))
        self._growing.drop()
        self._growing = self._operations.turns.take(lambda: self._grow(drawn.rendered))

    def _empty(self) -> None:
        self._fresh = False
        self._elements.clear()
        self._space_out()
        self._pictures = {}

    def _grow(self, rendered: Rendered) -> bool:
        """Show an element more of what was drawn; whether that is all."""
        cursor, bar = self.textCursor(), self.verticalScrollBar()
        focused = cursor.charFormat().anchorHref() if self._html else ""
        place, on_top = bar.value(), cursor.atStart() and not cursor.hasSelection()
        self._elements.step()
        if on_top and not self.textCursor().atStart():
            # The first element was put in at the cursor.
            self.moveCursor(QTextCursor.MoveOperation.Start)
            bar.setValue(place)
        if focused and self.textCursor().charFormat().anchorHref() != focused:
            self._focus_link(focused, by_key=not self._pointed)
        if not self._elements.complete:
            return False
        self._html = rendered.html
        if not rendered.whole:
            self.follow(self._line)
        self.drawn.emit()
        if self._stale:
            self._timer.start()
        return True

    def _replace(self, url: str, image: QImage | QPixmap) -> None:
        """Show another picture of the same name: the document goes on with the one it knows."""
        self.document().addResource(IMAGE, QUrl(url), image)

    def _failed(self, error: SmartCourseError) -> None:
        self._over()
        self._operations.failed.emit(error)

    def _over(self) -> None:
        # What comes next is drawn, whatever became of this.
        self._ticket = None

    def _focus_link(self, target: str, *, by_key: bool) -> None:
        """The keyboard goes on where it was before the new text; a click leaves no ring."""
        before = False
        block = self.document().begin()
        while block.isValid():
            for one in block.textFormats():
                if one.format.anchorHref() == target:
                    cursor = QTextCursor(block)
                    cursor.setPosition(block.position() + one.start)
                    self.setTextCursor(cursor)
                    if by_key:
                        self._ring(one.length if before else 0)
                    return
                before = before or bool(one.format.anchorHref())
            block = block.next()

    def _ring(self, length: int) -> None:
        """Put the focus on the link at the cursor; *length* of it where another is before it.

        Only the toolkit's own stepping from link to link draws a ring, without tinting the icon as
        a selection does: a step back from the link and one forward, or the first of all.
        """
        bar = self.verticalScrollBar()
        place = bar.value()
        if length:
            cursor = self.textCursor()
            cursor.movePosition(
                QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, length
            )
            self.setTextCursor(cursor)
            self.focusNextPrevChild(False)
        self.focusNextPrevChild(True)
        bar.setValue(place)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        url = name.toString() if isinstance(name, QUrl) else name
        if url.startswith("icon:"):
            return self._icon(url)
        target = picture_target(url)
        picture = self._pictures.get(target) if target is not None else None
        if picture is None or kind != IMAGE:
            return None
        return picture.image

    def _icon(self, url: str) -> QPixmap:
        icon, ratio = url.partition(":")[2], self.devicePixelRatioF()
        return self._look.pixmap(icon, "text-muted", 14, ratio)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        # Above everything is a line that is not shown.
        data.setText(whole(self.textCursor().selection().toPlainText().removeprefix("\n")))
        return data

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointed = True
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._pointed = False
        super().keyPressEvent(event)

    @Slot(QUrl)
    def _clicked(self, url: QUrl) -> None:
        target = url.toString()
        if target.startswith("block:"):
            self.turn(int(target.partition(":")[2]))
        elif target.startswith("#"):
            self.scrollToAnchor(target[1:])
        else:
            self.followed.emit(target)

    # shape

    def _column(self) -> int:
        room = self.width() - 2 * MARGIN - 14
        return max(240, min(WIDEST, room // STEP * STEP))

    def _place(self) -> None:
        """Keep the column at its width, at the leading edge, with the gutter round it."""
        column = self._column()
        spare = max(MARGIN, self.width() - 14 - MARGIN - column)
        self.setViewportMargins(MARGIN, 0, spare - 12, 0)
        # Margins set while the first size arrives leave the text as wide as it was before them.
        self.document().setTextWidth(self.viewport().width())
        if column != self._drawn_column:
            self._drawn_column = column
            self._stale = True
            self._timer.start()

    def _space_out(self) -> None:
        """Room above and below, which emptying the document takes away."""
        root = self.document().rootFrame()
        form = root.frameFormat()
        form.setTopMargin(24)
        form.setBottomMargin(40)
        root.setFrameFormat(form)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    @Slot()
    def _restyle(self) -> None:
        for url in ICONS:
            self._replace(url, self._icon(url))
        self._stale = True
        self._timer.start()
