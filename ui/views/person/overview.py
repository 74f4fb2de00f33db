"""The first tab: what the person learns and teaches, and who they are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget

from app.queries.person import Learning, PersonView, Teaching
from ui.models.wording import STATUS_WORDS, number_text, percent_text
from ui.theme.look import Look, rtl
from ui.views.person.words import ROLES, day, moment_text
from ui.widgets.basics import Button, column, frame, label, row
from ui.widgets.grid.statuses import status_look
from ui.widgets.pill import StatusPill
from ui.widgets.words import tip, tr, trn

ABOUT = 300
NARROW = 900
SHOWN = 8
PILL = 34
"""What a pill is wider than its word."""

LINE = 34
LINK = 5
"""A link's frame and padding before its words."""


def learning_text(view: PersonView) -> str:
    """How many courses, how many of them were dropped, and how much of the rest is done."""
    if not view.learning:
        return tr("Not enrolled in any course.")
    parts = [trn("{n} course", "{n} courses", len(view.learning))]
    dropped = sum(one.status == "dropped" for one in view.learning)
    mean = view.mean_progress
    if dropped:
        parts.append(tr("{n} dropped", n=number_text(dropped)))
    if mean is not None:
        share = percent_text(round(mean))
        words = tr("{share} of the others done on average", share=share)
        parts.append(words if dropped else tr("{share} done on average", share=share))
    return ", ".join(parts)


def _pill_width(look: Look) -> int:
    """The width at which the statuses of enrollments stand below one another."""
    metrics = QFontMetrics(look.font("pill"))
    words = (tr(STATUS_WORDS[one]) for one in ("active", "completed", "dropped", "suspended"))
    return max(112, *(metrics.horizontalAdvance(one) + PILL for one in words))


class CourseLink(Button):
    """A course's title that leads to it; cut with an ellipsis where there is little room."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__(look, title, "link", None)
        self._whole = title
        self.setAccessibleName(tr("Open {course}", course=title))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * LINK - 2
        end = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._whole, end, room))


class Bar(QWidget):
    """How much of a course is done, as a line and a figure."""

    def __init__(self, look: Look, share: float) -> None:
        super().__init__()
        self._look, self._share = look, max(0.0, min(share, 100.0))
        self.setFixedHeight(max(20, QFontMetrics(look.font("small")).height()))
        self.setMinimumWidth(120)
        self.setAccessibleName(tr("{n} % done", n=number_text(round(share))))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            look, mirrored = self._look, rtl(self)
            metrics = QFontMetrics(look.font("small", tabular=True))
            figure = metrics.horizontalAdvance(percent_text(100)) + 12
            room = self.width() - figure
            start = figure if mirrored else 0
            painter.setBrush(look.color("track"))
            top = self.height() // 2 - 2
            painter.drawRoundedRect(QRectF(start, top, room, 4), 2, 2)
            filled = room * self._share / 100
            if filled >= 1:
                token = "success-solid" if self._share >= 100 else "accent"
                painter.setBrush(look.color(token))
                at = start + room - filled if mirrored else start
                painter.drawRoundedRect(QRectF(at, top, max(filled, 4), 4), 2, 2)
            painter.setFont(look.font("small", tabular=True))
            painter.setPen(look.color("text-muted"))
            box = QRectF(0 if mirrored else self.width() - figure, 0, figure, self.height())
            side = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
            flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, percent_text(round(self._share)))
        finally:
            painter.end()


class Overview(QScrollArea):
    """Cards, beside one another or, where there is little room, below."""

    def __init__(self, look: Look, open_course: Callable[[int], object]) -> None:
        super().__init__()
        self._look, self._open = look, open_course
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Overview"))
        self._across: QBoxLayout | None = None

    def show_person(self, view: PersonView) -> None:
        """Show the person's cards."""
        holder = frame("window")
        across = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        across.setContentsMargins(24, 16, 24, 24)
        across.setSpacing(12)
        left = frame("plain")
        cards = column(left, gap=12)
        if view.learning or view.user.role == "student":
            cards.addWidget(self._learning(view))
        if view.teaching:
            cards.addWidget(self._teaching(view.teaching))
        if not cards.count():
            cards.addWidget(self._nothing())
        cards.addStretch(1)
        across.addWidget(left, 1)
        right = frame("plain")
        column_ = column(right)
        column_.addWidget(self._about(view))
        column_.addStretch(1)
        across.addWidget(right)
        self._right = right
        self._across = across
        self.setWidget(holder)
        self._fit()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        if self._across is None:
            return
        narrow = self.viewport().width() < NARROW
        way = QBoxLayout.Direction
        self._across.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        about = round(ABOUT * self._look.growth)
        self._right.setMinimumWidth(0 if narrow else about)
        self._right.setMaximumWidth(16777215 if narrow else about)

    def _card(self, title: str, line: str = "", *, inset: int = 0) -> tuple[QFrame, QBoxLayout]:
        """A card; *inset* is what its lines begin with themselves, which the words make up for."""
        card = frame("card")
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        lines = column(card, margins=(16 - inset, 12, 16, 14), gap=4)
        told = [label(self._look, title, "card-title")]
        if line:
            told.append(label(self._look, line, "small", "muted"))
        for one in told:
            one.setIndent(inset)
            lines.addWidget(one)
        lines.addSpacing(4)
        return card, lines

    def _learning(self, view: PersonView) -> QFrame:
        card, lines = self._card(tr("Enrollments"), learning_text(view), inset=LINK)
        for one in view.learning[:SHOWN]:
            lines.addWidget(self._enrollment(one))
        if len(view.learning) > SHOWN:
            rest = len(view.learning) - SHOWN
            words = trn("{n} more under Courses", "{n} more under Courses", rest)
            lines.addWidget(label(self._look, words, "small", "muted"))
        return card

    def _enrollment(self, one: Learning) -> QWidget:
        line = frame("plain", height=round(LINE * self._look.growth))
        across = row(line, gap=12)
        across.addWidget(self._title(one.course, one.course_id), 3)
        pill = StatusPill(self._look)
        tone, icon = status_look("status", one.status)
        pill.tell(tr(STATUS_WORDS.get(one.status, one.status)), tone, icon)
        holder = frame("plain")
        holder.setFixedWidth(_pill_width(self._look))
        row(holder).addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)
        across.addWidget(holder)
        across.addWidget(Bar(self._look, one.percentage), 2)
        return line

    def _title(self, title: str, course_id: int) -> QWidget:
        made = CourseLink(self._look, title)
        made.clicked.connect(lambda _checked: self._open(course_id))
        made.setProperty("align", "start")
        made.setMinimumWidth(80)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        made.setToolTip(tip(title))
        return made

    def _teaching(self, teaching: tuple[Teaching, ...]) -> QFrame:
        count = trn("{n} course", "{n} courses", len(teaching))
        card, lines = self._card(tr("Teaches"), count, inset=LINK)
        for one in teaching:
            line = frame("plain", height=round(LINE * self._look.growth))
            across = row(line, gap=12)
            across.addWidget(self._title(one.course, one.course_id), 3)
            pill = StatusPill(self._look)
            tone, icon = status_look("status", one.status)
            pill.tell(tr(STATUS_WORDS.get(one.status, one.status)), tone, icon)
            across.addWidget(pill)
            learners = trn("{n} learner", "{n} learners", one.learners)
            told = label(self._look, learners, "small", "muted", tabular=True)
            told.setMinimumWidth(110)
            told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            across.addWidget(told)
            lines.addWidget(line)
        return card

    def _nothing(self) -> QFrame:
        card, lines = self._card(tr("Courses"))
        words = tr("Teaches no course yet, and learns in none.")
        lines.addWidget(label(self._look, words, "body", "muted", wraps=True))
        return card

    def _about(self, view: PersonView) -> QFrame:
        card, lines = self._card(tr("About"))
        user, profile = view.user, view.profile
        facts = [
            (tr("E-mail"), user.email),
            (tr("Username"), user.username),
            (tr("Role"), tr(ROLES[user.role])),
            (tr("E-mail verified"), tr("Yes") if user.is_verified else tr("No")),
            (tr("Added"), day(user.created_at)),
            (tr("Last signed in"), moment_text(user.last_login_at) or tr("Never")),
        ]
        if profile is not None:
            facts += [
                (tr("Subject"), profile.specialization or ""),
                (tr("About"), profile.bio or ""),
                (tr("Website"), profile.website_url or ""),
            ]
        for name, value in facts:
            if value:
                lines.addWidget(label(self._look, name, "label", "muted"))
                told = label(self._look, value, "body", wraps=True)
                told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                lines.addWidget(told)
                lines.addSpacing(6)
        return card
