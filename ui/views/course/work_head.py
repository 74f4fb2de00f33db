"""The head of a course's screen: what is open, whether it is saved, what comes next."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, QTime
from PySide6.QtWidgets import QFrame, QSizePolicy

from app.queries.courses_outline import OutlineTree
from ui.theme.look import Look
from ui.views.course.session import SaveState
from ui.views.course.words import STATUS_ICONS, STATUS_TONES, status_word
from ui.widgets.basics import Button, Text, button, frame, icon_button, label, row
from ui.widgets.icon_label import IconLabel
from ui.widgets.pill import StatusPill
from ui.widgets.words import tip, tr

NARROW = 760
LEAST_TITLE = 160
"""Pixels of a title, at the usual size of text, that are worth more than the words of a state."""
MARK, GAP = 16, 6


class WorkHead(QFrame):
    """Panel toggle, title, status, save state, settings, publish."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "workhead")
        self.setAccessibleName(tr("Course and lesson"))
        self.setFixedHeight(look.size("workhead"))
        across = row(self, margins=(10, 0, 16, 0), gap=8)
        self.panel = icon_button(look, "panel-left", tr("Show or hide the outline"), checkable=True)
        self.title: Text = label(look, "", "section-title")
        self.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.pill = StatusPill(look)
        self._mark = IconLabel(look)
        self.saved: Text = label(look, "", "body", "muted")
        self.settings = icon_button(look, "sliders-horizontal", tr("Lesson settings"))
        self.learner: Button = button(look, tr("Try as learner"), icon="eye")
        self.publish: Button = button(look, tr("Review and publish"), kind="primary")
        self.more = icon_button(look, "ellipsis", tr("More about this course"))
        across.addWidget(self.panel)
        across.addWidget(self.title)
        across.addWidget(self.pill)
        across.addStretch(1)
        # Its room is kept whatever is told, so that nothing beside it moves.
        self._state = frame("plain")
        told = row(self._state, gap=GAP)
        told.addStretch(1)
        told.addWidget(self._mark)
        told.addWidget(self.saved)
        across.addWidget(self._state)
        for one in (self.settings, self.learner, self.publish, self.more):
            across.addWidget(one)
        self._whole = ""
        self._status = "draft"
        look.changed.connect(self._restyle)

    def show_title(self, title: str, *, is_lesson: bool) -> None:
        """Name what is open."""
        self._whole = title
        self.title.setToolTip(tip(title))
        self.settings.setVisible(is_lesson)
        if not is_lesson:
            self.forget_state()
        self._elide()

    def forget_state(self) -> None:
        """Nothing was typed yet in what is open now."""
        self.saved.setText("")
        self._mark.show_icon("", "")
        self._mark.clear()
        self._mark.setToolTip("")
        self._mark.setAccessibleName("")

    def show_course(self, tree: OutlineTree) -> None:
        """The course's status, and what may follow from it."""
        self._status = tree.status
        if tree.is_deleted:
            self.pill.tell(tr("Deleted"), "danger", "trash-2")
        else:
            self.pill.tell(
                status_word(tree.status), STATUS_TONES[tree.status], STATUS_ICONS[tree.status]
            )
        self.publish.setEnabled(not tree.is_deleted)
        self.publish.setToolTip(
            tr("This course was deleted. Undo the deletion first.") if tree.is_deleted else ""
        )
        is_public = tree.status == "published"
        self.publish.set_kind("secondary" if is_public else "primary")
        self._elide()

    def show_state(self, state: SaveState) -> None:
        """Whether what was typed is kept."""
        at = QLocale().toString(state.at, "HH:mm")
        words, icon, tone = {
            "typing": (tr("Editing"), "pencil", "text-muted"),
            "drafted": (tr("Draft saved {at}", at=at), "check", "success"),
            "saving": (tr("Saving"), "pencil", "text-muted"),
            "saved": (tr("Saved {at}", at=at), "check", "success"),
            "failed": (tr("Not saved"), "circle-alert", "danger"),
        }[state.kind]
        if self.saved.text() == words:
            return
        self.saved.setText(words)
        self.saved.set_tone("danger" if state.kind == "failed" else "muted")
        self.saved.setToolTip(state.why)
        self._mark.setToolTip(state.why or words)
        self._mark.setAccessibleName(words)
        self._mark.show_icon(icon, tone)

    def resizeEvent(self, event: object) -> None:
        del event
        self.learner.setVisible(self.width() >= NARROW - 120)
        self._elide()

    def _elide(self) -> None:
        others = (self.panel, self.pill, self.learner, self.publish, self.more)
        taken = sum(one.sizeHint().width() + 8 for one in others if not one.isHidden())
        metrics = self.title.fontMetrics()
        wanted = metrics.horizontalAdvance(self._whole) + 4
        spare = self.width() - taken - 110 - MARK - 8
        words = GAP + self._longest_state()
        says = spare - words >= min(wanted, round(LEAST_TITLE * self._look.text_scale))
        says = says and self.width() >= NARROW - 200
        self.saved.setVisible(says)
        self._state.setFixedWidth(MARK + words if says else MARK)
        room = max(60, spare - words if says else spare)
        self.title.setFixedWidth(min(room, wanted))
        self.title.setText(
            metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, min(room, wanted))
        )

    def _longest_state(self) -> int:
        """Pixels of the widest words that are told of saving."""
        at = QLocale().toString(QTime(20, 0), "HH:mm")
        told = (
            tr("Editing"),
            tr("Draft saved {at}", at=at),
            tr("Saving"),
            tr("Saved {at}", at=at),
            tr("Not saved"),
        )
        return max(map(self.saved.fontMetrics().horizontalAdvance, told)) + 8

    def _restyle(self) -> None:
        self._elide()

    def sizeHint(self) -> QSize:
        return QSize(600, self._look.size("workhead"))
