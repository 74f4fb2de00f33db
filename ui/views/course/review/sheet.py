"""What is known of one finding or change: the problem and its remedy, the texts side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QButtonGroup, QFrame, QTextBrowser

from app.domain.dataclass import dataclass
from app.ports.storage import Rows
from app.queries.course_changes import Change, LessonChange
from app.queries.course_review import stored_text
from ui.operations.tasks import Ticket
from ui.theme.look import Look
from ui.views.course.diff import diff_html
from ui.views.course.review import words
from ui.views.course.review.sides import sides_html
from ui.views.page import Desk
from ui.widgets.basics import Button, Text, button, column, frame, icon_button, label, row
from ui.widgets.basics import set_property as set_property_of
from ui.widgets.icon_label import IconLabel
from ui.widgets.words import tr

Part = tuple[str, str, str]
"""Title, before, after."""

MARGIN = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the sheet shows. `lesson_id` is what its button opens; `problem` has a remedy."""

    title: str
    facts: str
    icon: str
    lesson_id: int | None = None
    go: str = ""
    problem: str = ""
    remedy: str = ""
    blocking: bool = False
    change: Change | None = None


class Sheet(QFrame):
    """The middle of a review.

    Signals:
        asked(): whoever reads wants to go where it can be mended.
    """

    asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        self._told: Told | None = None
        self._ticket: Ticket | None = None
        self.sided = bool(desk.memory.get("course.review_sides", False))
        self.setProperty("kind", "surface")
        self.setAccessibleName(tr("What was found or changed"))
        lines = column(self)
        lines.addWidget(self._head())
        lines.addWidget(self._callout())
        self.text = QTextBrowser()
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(tr("What changed"))
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.document().setDocumentMargin(0)
        self.text.setViewportMargins(MARGIN, 4, MARGIN, 16)
        lines.addWidget(self.text, 1)
        self._look.changed.connect(self._fill)

    def _head(self) -> QFrame:
        look = self._look
        head = frame("plain")
        across = row(head, margins=(MARGIN, 16, 16, 12), gap=8)
        self._icon = IconLabel(self._look)
        self._icon.setContentsMargins(0, 2, 0, 0)
        across.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        both = frame("plain")
        lines = column(both, gap=2)
        self.title: Text = label(look, "", "section-title", wraps=True)
        self.facts: Text = label(look, "", "small", "muted", wraps=True)
        lines.addWidget(self.title)
        lines.addWidget(self.facts)
        across.addWidget(both, 1)
        self.open: Button = button(look, tr("Open the lesson"), self.asked.emit)
        self.inline = icon_button(look, "align-left", tr("One below the other"), checkable=True)
        self.sides = icon_button(look, "columns-2", tr("Side by side"), checkable=True)
        self._modes = QButtonGroup(self)
        for one in (self.inline, self.sides):
            self._modes.addButton(one)
            across.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        (self.sides if self.sided else self.inline).setChecked(True)
        self.sides.toggled.connect(self._turn)
        return head

    def _callout(self) -> QFrame:
        holder = frame("plain")
        row(holder, margins=(MARGIN, 0, MARGIN, 12)).addWidget(box := frame("callout"))
        lines = column(box, margins=(14, 10, 14, 12), gap=2)
        self.problem: Text = label(self._look, "", "body-strong", wraps=True)
        self.remedy: Text = label(self._look, "", "body", wraps=True)
        lines.addWidget(self.problem)
        lines.addWidget(self.remedy)
        self._box, self._holder = box, holder
        return holder

    def show_told(self, told: Told) -> None:
        """Show one finding or change."""
        self._told = told
        self.title.setText(told.title)
        self.facts.setText(told.facts)
        self.facts.setVisible(bool(told.facts))
        self.open.setVisible(bool(told.go))
        self.open.setText(told.go)
        self.open.setAccessibleName(told.go)
        self._holder.setVisible(bool(told.problem))
        self.problem.setText(told.problem)
        self.remedy.setText(told.remedy)
        set_property_of(self._box, "tone", "danger" if told.blocking else "warning")
        for one in (self.inline, self.sides):
            one.setVisible(told.change is not None)
        self._fill()

    @property
    def shown(self) -> Told | None:
        """What is shown."""
        return self._told

    @Slot(bool)
    def _turn(self, sided: bool) -> None:
        self.sided = sided
        self._desk.memory.put("course.review_sides", sided)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        told = self._told
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None
        if told is None:
            return
        self._icon.show_icon(told.icon, "text-muted")
        if told.change is None:
            self.text.clear()
            return
        draw = sides_html if self.sided else diff_html
        # Comparing long texts takes a while: they are read and compared beside the window.
        work = partial(_html, change=told.change, look=self._look, draw=draw)
        self._ticket = self._desk.operations.read(work, self._put)

    def _put(self, html: str) -> None:
        self._ticket = None
        self.text.setFont(self._look.font("editor"))
        self.text.setHtml(html)


def _html(rows: Rows, change: Change, look: Look, draw: Callable[[Look, str, str], str]) -> str:
    made: list[str] = []
    for title, before, after in _parts(rows, change):
        made.append(
            f'<p style="margin-top:12px;margin-bottom:6px;font-family:Inter;font-weight:600;'
            f'color:{look.value("text")}">{escape(title)}</p>'
            f'<p style="font-size:4px;margin:0">&nbsp;</p>{draw(look, before, after)}'
        )
    if not made:
        tone = look.value("text-muted")
        told = escape(tr("Its texts are the same as before."))
        made.append(f'<p style="font-family:Inter;color:{tone}">{told}</p>')
    return "".join(made)


def _parts(rows: Rows, change: Change) -> Sequence[Part]:
    """What of a module or lesson differs, part by part."""
    if not isinstance(change, LessonChange):
        was, now = change.before, change.after
        parts = [
            (tr("Title"), was.title if was else "", now.title if now else ""),
            (
                tr("Description"),
                (was.description or "") if was else "",
                (now.description or "") if now else "",
            ),
        ]
    else:
        old, new = change.before, change.after
        parts = [
            (tr("Title"), old.title if old else "", new.title if new else ""),
            (tr("Text"), stored_text(rows, old), stored_text(rows, new)),
            (tr("Questions"), words.quiz_words(old), words.quiz_words(new)),
            (tr("Details"), words.details_text(old), words.details_text(new)),
        ]
    return [one for one in parts if one[1] != one[2]]
