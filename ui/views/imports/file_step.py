"""The first step: drop or choose a file or a course's folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.domain.errors import SmartCourseError
from app.domain.messages.sentence import sentences
from ui.theme.look import Look
from ui.widgets.basics import TAKES_FILES, Button, button, column, frame, label, row
from ui.widgets.icon_label import IconLabel
from ui.widgets.words import tr

WIDE = 640
FORMS: tuple[tuple[str, str, str], ...] = (
    ("users", "People", "email, username, first_name, last_name, role"),
    ("clipboard-list", "Enrollments", "email, course; status, dates and payment where known"),
    ("align-left", "Progress", "email, course, lesson; score, minutes and time where known"),
    ("book-open", "A course", "a folder of Markdown or with course.yaml, or a Carpentries lesson"),
)
"""Icon, name and what the file or folder has to hold."""


class DropCard(QFrame):
    """Where a file is let go.

    Signals:
        dropped(list[Path]): files or folders.
    """

    dropped = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._over = look, False
        self.setProperty("kind", "plain")
        self.setProperty(TAKES_FILES, True)
        self.setAcceptDrops(True)
        self.setMinimumHeight(168)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = self._look.color("accent" if self._over else "border-strong")
            pen = QPen(edge, 2 if self._over else 1)
            if not self._over:
                pen.setDashPattern([5, 4])
            painter.setPen(pen)
            ground = "accent-soft" if self._over else "surface-sunken"
            painter.setBrush(self._look.color(ground))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        finally:
            painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(one.isLocalFile() for one in event.mimeData().urls()):
            event.acceptProposedAction()
            self._hover(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self._hover(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hover(over=False)
        event.acceptProposedAction()
        urls = event.mimeData().urls()
        self.dropped.emit([Path(one.toLocalFile()) for one in urls if one.isLocalFile()])

    def _hover(self, *, over: bool) -> None:
        self._over = over
        self.update()


class FileStep(QScrollArea):
    """Asks for a file; says why one was refused.

    Signals:
        file_wanted(): a file is to be chosen.
        folder_wanted(): a folder is to be chosen.
        given(list[Path]): files or folders were dropped.
    """

    file_wanted = Signal()
    folder_wanted = Signal()
    given = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = frame("surface")
        self.setWidget(body)
        outer = row(body, margins=(24, 24, 24, 24))
        holder = frame("plain")
        holder.setMaximumWidth(WIDE)
        lines = column(holder, gap=16)
        self.trouble = self._bar()
        lines.addWidget(self.trouble)
        lines.addWidget(self._drop())
        lines.addWidget(label(look, tr("What can be imported"), "section-title"))
        metrics = QFontMetrics(look.font("body-strong"))
        self._name_width = max(metrics.horizontalAdvance(tr(name)) for _, name, _ in FORMS) + 4
        for icon, name, holds in FORMS:
            lines.addWidget(self._form(icon, tr(name), tr(holds)))
        lines.addStretch(1)
        outer.addWidget(holder, 1)
        outer.addStretch(0)

    def show_error(self, error: SmartCourseError | None, file: str) -> None:
        """Say why *file* was refused, or that nothing is wrong."""
        self.trouble.setVisible(error is not None)
        self._drop_title.setText(
            tr("Drop a CSV file or a course's folder here")
            if error is None
            else tr("Drop another file or folder here")
        )
        if error is not None:
            wrong, helps = sentences(error)
            self._wrong.setText(wrong)
            self._helps.setText(helps)
            # A layout inside a layout does not ask how high wrapped words become.
            for words in (self._wrong, self._helps):
                words.setMinimumHeight(words.heightForWidth(WIDE - 80))
            high = self._wrong.minimumHeight() + self._helps.minimumHeight()
            self.trouble.setMinimumHeight(high + 28)
            self.trouble.setAccessibleName(f"{file}: {wrong} {helps}")

    def _bar(self) -> QFrame:
        bar = frame("danger-card")
        across = row(bar, margins=(14, 12, 14, 12), gap=10)
        picture = IconLabel(self._look, "file-warning", "danger", 18)
        across.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = frame("plain")
        lines = column(words, gap=2)
        self._wrong = label(self._look, "", "body-strong", wraps=True)
        self._helps = label(self._look, "", "body", wraps=True)
        lines.addWidget(self._wrong)
        lines.addWidget(self._helps)
        across.addWidget(words, 1)
        bar.hide()
        return bar

    def _drop(self) -> QWidget:
        card = DropCard(self._look)
        card.setAccessibleName(tr("Drop a file or folder here"))
        card.dropped.connect(self.given)
        lines = column(card, margins=(24, 20, 24, 20), gap=4)
        lines.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._drop_title = label(self._look, "", "section-title")
        lines.addWidget(self._drop_title, 0, middle)
        words = tr("It is read and checked first. Nothing is written until you choose Import.")
        told = label(self._look, words, "body", "muted", wraps=True)
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        lines.addWidget(told)
        lines.addSpacing(12)
        holder = frame("plain")
        across = row(holder, gap=8)
        self.choose: Button = button(
            self._look,
            tr("Choose a file"),
            self.file_wanted.emit,
            kind="primary",
            icon="file-spreadsheet",
        )
        self.folder: Button = button(
            self._look, tr("Choose a folder"), self.folder_wanted.emit, icon="folder-open"
        )
        across.addWidget(self.choose)
        across.addWidget(self.folder)
        lines.addWidget(holder, 0, middle)
        lines.addStretch(1)
        return card

    def _form(self, icon: str, name: str, holds: str) -> QWidget:
        made = frame("plain")
        across = row(made, gap=12)
        picture = IconLabel(self._look, icon, "text-muted")
        picture.setFixedWidth(20)
        across.addWidget(picture)
        title = label(self._look, name, "body-strong")
        title.setFixedWidth(self._name_width)
        across.addWidget(title)
        across.addWidget(label(self._look, holds, "body", "muted", wraps=True), 1)
        return made
