"""Says, wherever one is, that a lesson could not be saved, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.domain.errors import EnvironmentFault
from app.domain.messages import sentence
from ui.feedback.toasts import Notice
from ui.views.course.session import LessonSession, NotSaved
from ui.views.page import Desk
from ui.widgets.words import tr


class NotSavedNotices(QObject):
    """The notices of one session; *beside* says which are told beside the fields, so not here."""

    def __init__(
        self,
        desk: Desk,
        session: LessonSession,
        beside: Callable[[NotSaved], bool] = lambda _told: False,
    ) -> None:
        super().__init__(session)
        self._desk, self._session, self._beside = desk, session, beside
        session.not_saved.connect(self._tell)

    def _tell(self, told: NotSaved) -> None:
        if self._beside(told):
            return
        if isinstance(told.error, EnvironmentFault) and not told.left:
            action = (tr("Try again"), self._session.save)
        elif told.left:
            action = (tr("Open it"), lambda: self._open(told))
        else:
            action = (tr("Copy the text"), lambda: _copy(told.text))
        kept = tr("What was typed is kept as a draft.") if told.left else ""
        self._desk.notify(
            Notice(
                title=tr("{title} was not saved", title=told.title),
                line=f"{sentence(told.error)} {kept}".strip(),
                icon="circle-alert",
                tone="danger",
                action=action,
                stays=True,
            )
        )

    def _open(self, told: NotSaved) -> None:
        key = str(told.lesson_id)
        self._desk.go(
            "course", {"course_id": told.course_id, "lesson_id": told.lesson_id, "draft": key}
        )


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
