"""The panel at the right: the page, where one is among the rows, and what is known of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.errors import SmartCourseError
from app.domain.messages import sentence
from ui.operations.tasks import Ticket
from ui.views.certificates.facts import Facts
from ui.views.certificates.foot import PreviewFoot
from ui.views.certificates.paper import Paper
from ui.views.certificates.showing import Shown, page_of, show_issued, show_sample
from ui.views.page import Desk
from ui.widgets.basics import Text, column, frame, icon_button, label, row
from ui.widgets.words import tr

WIDTH = 480
LEAST = 330
REST = 60
"""Milliseconds that a row must stay the current one before its page is drawn."""


class Preview(QFrame):
    """Shows the certificate of one enrollment at a time.

    Signals:
        stepped(int): the row before (-1) or after (1) is wanted.
        settings_wanted(int): the certificate settings of this course.
        open_wanted(): the file is wanted in the system's own viewer.
        shown(Shown): another certificate is here.
    """

    stepped = Signal(int)
    settings_wanted = Signal(int)
    open_wanted = Signal()
    shown = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        self.setProperty("kind", "side")
        self.setAccessibleName(tr("Preview"))
        self.setMinimumWidth(LEAST)
        self.now: Shown | None = None
        self._old_look = False
        self._wanted: tuple[int, bool] | None = None
        self._ticket: Ticket | None = None
        self._redraw: Ticket | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self._read)
        self._compose()
        self.clear()
        desk.look.changed.connect(self._restyle)

    def _compose(self) -> None:
        look = self._look
        lines = column(self)
        head = frame("plain", height=look.size("filterbar"))
        across = row(head, margins=(16, 0, 8, 0), gap=2)
        across.addWidget(label(look, tr("Preview"), "section-title"))
        across.addSpacing(8)
        self.place: Text = label(look, "", "body", "muted", tabular=True)
        across.addWidget(self.place)
        across.addStretch(1)
        self.back = icon_button(
            look, "chevron-left", tr("Previous certificate"), lambda: self.stepped.emit(-1),
            shortcut="Alt+Up",
        )  # fmt: skip
        self.forth = icon_button(
            look, "chevron-right", tr("Next certificate"), lambda: self.stepped.emit(1),
            shortcut="Alt+Down",
        )  # fmt: skip
        self.viewer = icon_button(
            look, "external-link", tr("Open in the PDF viewer"), self.open_wanted.emit,
            shortcut="Ctrl+Return",
        )  # fmt: skip
        for made in (self.back, self.forth, self.viewer):
            across.addWidget(made)
        lines.addWidget(head)
        self.paper = Paper(look)
        self.paper.resized.connect(self._draw_again)
        lines.addWidget(self.paper)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(tr("About this certificate"))
        # Large text leaves it little: the paper and what can be done are seen first.
        self._area.setMinimumHeight(72)
        lines.addWidget(self._area, 1)
        self.foot = PreviewFoot()
        lines.addWidget(self.foot)

    # what is asked of it

    @property
    def is_wanted(self) -> bool:
        """Whether any certificate is shown, or on its way."""
        return self._wanted is not None

    def want(self, enrollment_id: int, *, issued: bool) -> None:
        """Show this enrollment's certificate soon, if nothing newer is wanted."""
        if self._wanted != (enrollment_id, issued):
            self._wanted = (enrollment_id, issued)
            self._timer.start()

    def again(self) -> None:
        """Read anew what is shown: it may have changed."""
        if self._wanted is not None:
            self._timer.start()

    def clear(self) -> None:
        """Nothing is chosen."""
        self._forget()
        self._wanted, self.now = None, None
        self.place.setText("")
        self.paper.show_words(tr("Choose a row to see its certificate."))
        self._put(QWidget())
        self._enable()

    def set_place(self, row_number: int, count: int | None) -> None:
        """Tell which of the rows this is, counted from 1."""
        if row_number < 1:
            self.place.setText("")
            return
        number = self.locale().toString
        words = tr("{n} of {count}", n=number(row_number), count=number(count or row_number))
        self.place.setText(words)
        self.back.setEnabled(row_number > 1)
        self.forth.setEnabled(count is None or row_number < count)

    # reading and drawing

    def _read(self) -> None:
        if self._wanted is None or not self._desk.operations.is_open:
            return
        self._forget()
        enrollment_id, issued = self._wanted
        width = self.paper.pixels

        def work(context: Context, actor: Actor) -> Shown:
            del actor
            show = show_issued if issued else show_sample
            return show(context, enrollment_id, width)

        self._ticket = self._desk.operations.inquire(work, self._take, self._failed)

    def _take(self, shown: Shown) -> None:
        self.now = shown
        if shown.image is None:
            self.paper.show_words(tr("This certificate cannot be drawn."))
        else:
            self._show_image(shown, shown.image)
        self._put(Facts(self._look, shown, self.settings_wanted.emit))
        self._enable()
        self.shown.emit(shown)

    def _show_image(self, shown: Shown, image: QImage) -> None:
        stamp = ""
        if shown.sample is not None:
            stamp = tr("Preview, not issued")
        elif shown.detail is not None and shown.detail.issue.revoked_at is not None:
            stamp = tr("Revoked")
        self.paper.show_page(image, stamp)

    def _failed(self, error: SmartCourseError) -> None:
        self.now = None
        self.paper.show_words(sentence(error))
        self._put(QWidget())
        self._enable()

    @Slot(int)
    def _draw_again(self, width: int) -> None:
        shown = self.now
        image = self.paper.image
        if shown is None or shown.data is None or image is None or image.width() == width:
            return
        data = shown.data
        if self._redraw is not None:
            self._redraw.drop()

        def take(drawn: tuple[QImage, int]) -> None:
            if self.now is shown:
                self._show_image(shown, drawn[0])

        self._redraw = self._desk.operations.compute(lambda: page_of(data, width), take)

    def _forget(self) -> None:
        for ticket in (self._ticket, self._redraw):
            if ticket is not None:
                ticket.drop()
        self._ticket = self._redraw = None

    def _put(self, widget: QWidget) -> None:
        self._area.setWidget(widget)
        # The area fills what it is given, and would hide the panel's ground.
        widget.setAutoFillBackground(False)
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _enable(self) -> None:
        self.viewer.setEnabled(self.now is not None and self.now.data is not None)
        if self._wanted is None:
            self.back.setEnabled(False)
            self.forth.setEnabled(False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._old_look:
            self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self._old_look = not self.isVisible()
        if self.now is not None and not self._old_look:
            self._put(Facts(self._look, self.now, self.settings_wanted.emit))
