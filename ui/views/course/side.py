"""The outline at the side of a course's screen: beside what is open, or over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from ui.feedback.popovers import cast_shadow

if TYPE_CHECKING:
    from ui.views.course.page import CoursePage

NARROW = 980
"""Pixels from which on the outline stands beside a lesson, if its preview has room there too."""

LEAST, MOST = 200, 420
BLUR, DOWN = 32, 8


class Side(QObject):
    """Where the outline is: docked, afloat or hidden.

    Docked it stands in a splitter and keeps its width. Where the screen is narrow it is hidden
    until it is asked for; then it floats over the lesson and goes once something is chosen in it,
    with Esc, or when the lesson gets the keyboard. `wish` is what was asked for, whatever the width
    says; None for nothing.
    """

    _soon = Signal()

    def __init__(self, page: CoursePage, right: QWidget) -> None:
        super().__init__(page)
        self._page, self._panel, self._head = page, page.panel, page.head
        self.wish: bool | None = None
        self._wanted = 0
        self._fitted, self._waits = True, False
        self._soon.connect(self.arrange, Qt.ConnectionType.QueuedConnection)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self._panel.setMinimumWidth(LEAST)
        self._panel.setMaximumWidth(MOST)
        self.split.addWidget(self._panel)
        self.split.addWidget(right)
        self._width = int(page.desk.memory.get("course.outline", page.look.size("outline")))
        self.split.setSizes([self._width, 2000])
        self.split.setStretchFactor(1, 1)
        self.split.splitterMoved.connect(self._remember_width)
        self._panel.escaped.connect(self.close)
        page.look.changed.connect(self._shade)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def resized(self) -> None:
        """Arrange before the next paint, and once: a screen that comes has more than one width."""
        if not self._waits:
            self._waits = True
            self._soon.emit()

    @property
    def afloat(self) -> bool:
        """Whether the outline lies over the lesson."""
        return self._panel.parent() is self._page and self._panel.isVisible()

    def toggle(self) -> None:
        """Show the outline or hide it, whatever the width says."""
        if self._panel.isVisible():
            self._hide()
        else:
            self.wish = True
            self.arrange()
            if self.afloat:
                self._panel.view.setFocus()

    def close(self) -> None:
        """What floats has done its work; what is docked stays."""
        if self.afloat:
            self._hide()

    def make_room(self, width: int) -> None:
        """What is shown needs so much width: the outline makes room where it would not fit."""
        self._wanted = width
        self.arrange()

    @Slot()
    def arrange(self) -> None:
        """Bring the outline to where the width and what was asked for say."""
        self._waits = False
        width = self._page.width()
        beside = self._width + self.split.handleWidth()
        enough = max(NARROW, beside + self._page.editor.wanted_width)
        fits = width >= max(enough, self._wanted + LEAST if self._wanted else 0)
        if (width >= enough) != self._fitted:
            self._fitted, self.wish = width >= enough, None
        whole = self._page.parts.aside() is not None
        focus: QWidget | None = self._page.window().focusWidget()
        inside = focus if focus is not None and self._panel.isAncestorOf(focus) else None
        shown = fits if self.wish is None else self.wish
        self._dock() if fits else self._float()
        self._panel.setVisible(shown and not whole)
        self._head.setVisible(not whole)
        self._head.panel.setChecked(shown)
        if self.afloat:
            self._place()
        if inside is not None and not whole:
            # Neither taking it elsewhere nor hiding it may lose the keyboard.
            inside.setFocus() if inside.isVisible() else self._page.to_work()

    def _hide(self) -> None:
        self.wish = False
        self.arrange()

    def _dock(self) -> None:
        if self._panel.parent() is self._page:
            self.split.insertWidget(0, self._panel)
            self.split.setSizes([self._width, 2000])
            self._shade()

    def _float(self) -> None:
        if self._panel.parent() is not self._page:
            self._width = self._panel.width() if self._panel.isVisible() else self._width
            self._panel.setParent(self._page)
            self._shade()

    def _shade(self) -> None:
        if self._panel.parent() is self._page:
            cast_shadow(self._page.look, self._panel, BLUR, DOWN)
        else:
            self._panel.setGraphicsEffect(None)  # type: ignore[arg-type]

    def _place(self) -> None:
        """Below the head, so that what opened it is there to close it."""
        top = self._head.height()
        width = max(LEAST, min(MOST, self._width))
        mirrored = self._page.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self._page.width() - width if mirrored else 0
        self._panel.setGeometry(x, top, width, self._page.height() - top)
        self._panel.raise_()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.afloat and self._page.stack.isAncestorOf(new):
            self.close()

    def _remember_width(self) -> None:
        QTimer.singleShot(0, self, self._put_width)

    def _put_width(self) -> None:
        if self._panel.isVisible() and not self.afloat:
            self._width = self._panel.width()
            self._page.desk.memory.put("course.outline", self._width)
