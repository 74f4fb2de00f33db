"""A person's head: initials, name, facts, status, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.entities import User
from ui.theme.look import Look
from ui.views.person.words import ROLES, day
from ui.widgets.basics import Button, Text, button, column, frame, icon_button, label, row
from ui.widgets.painting import draw_avatar
from ui.widgets.pill import StatusPill
from ui.widgets.words import tr

SIDE = 40


class Avatar(QWidget):
    """Initials on the person's colour."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._name = self._email = ""
        self.setFixedSize(SIDE, SIDE)
        look.changed.connect(self.update)

    def show_person(self, name: str, email: str) -> None:
        """Another person."""
        self._name, self._email = name, email
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        try:
            box = QRectF(self.rect())
            draw_avatar(painter, self._look, box, self._name, self._email)
        finally:
            painter.end()


class PersonHead(QFrame):
    """Name and facts at the left, actions at the right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "pagehead")
        self.setFixedHeight(look.size("pagehead") + 4)
        across = row(self, margins=(24, 0, 24, 0), gap=8)
        self._avatar = Avatar(look)
        across.addWidget(self._avatar)
        across.addSpacing(6)
        words = frame("plain")
        lines = column(words, gap=2)
        lines.addStretch(1)
        first = frame("plain")
        named = row(first, gap=10)
        self._name: Text = label(look, "", "page-title")
        self.pill = StatusPill(look)
        named.addWidget(self._name)
        named.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignVCenter)
        named.addStretch(1)
        lines.addWidget(first)
        self._facts: Text = label(look, "", "body", "muted")
        lines.addWidget(self._facts)
        lines.addStretch(1)
        across.addWidget(words, 1)
        self.export: Button = button(look, tr("Export data"), icon="download")
        self.edit: Button = button(look, tr("Edit"), icon="pencil")
        self.more = icon_button(look, "ellipsis", tr("More actions"))
        for one in (self.export, self.edit, self.more):
            across.addWidget(one)

    def show_user(self, user: User) -> None:
        """Another person, or the same one changed."""
        self._avatar.show_person(user.full_name, user.email)
        self._name.setText(user.full_name)
        seen = day(user.last_login_at)
        facts = [
            tr(ROLES[user.role]),
            user.email,
            tr("last signed in {day}", day=seen) if seen else tr("never signed in"),
        ]
        self._facts.setText("  ·  ".join(facts if user.role != "student" else facts[:2]))
        if user.is_deleted:
            self.pill.tell(tr("Deleted"), "danger", "trash-2")
        elif user.is_active:
            self.pill.tell(tr("Active"), "success", "circle-check")
        else:
            self.pill.tell(tr("Inactive"), "neutral", "circle-slash")
