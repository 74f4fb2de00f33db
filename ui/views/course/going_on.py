"""A course's screen that takes another one's place goes on where that one was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.views.course.page import CoursePage


class GoingOn:
    """Tells how a screen stands, and has another one stand so."""

    def __init__(self, page: CoursePage) -> None:
        self._page = page

    def standing(self) -> Mapping[str, Any]:
        """What is open and being written; the editors hand it over, and are empty afterwards."""
        page = self._page
        if not page.course_id or page.tree is None:
            return {}
        aside, quiz = page.parts.aside(), page.parts.made("quiz")
        view = next((name for name in ("review", "learner") if page.parts.shown(name)), "")
        return {
            "course_id": page.course_id,
            "lesson_id": page.lesson_id,
            "view": view,
            "aside": aside.standing() if aside is not None else None,
            "tree": page.tree,
            "outline": page.panel.standing(),
            "in_outline": page.in_outline,
            "side": page.side.wish,
            "text": page.editor.hand_over(),
            "quiz": quiz.hand_over() if quiz is not None else None,
            "overview": page.overview.standing() if page.lesson_id is None else None,
        }

    def take(self, stood: Mapping[str, Any]) -> bool:
        """Take up what another screen was at, unread; whether the keyboard was in the outline."""
        page = self._page
        page.head.forget_state()
        for handed, name in ((stood["text"], ""), (stood["quiz"], "quiz")):
            if handed is not None:
                writes = page.parts.get(name) if name else page.editor
                page.stack.setCurrentWidget(writes)
                writes.go_on_with(handed)
                page.settings.begin(handed.stored.lesson)
        if stood["overview"] is not None:
            page.overview.go_on(stood["overview"])
        page.show_outline(stood["tree"])
        page.panel.stand(stood["outline"])
        page.side.wish = stood["side"]
        return bool(stood["in_outline"])

    def take_aside(self, stood: Mapping[str, Any]) -> None:
        """Take up what was shown in the lesson's place."""
        aside = self._page.parts.aside()
        if aside is not None and stood.get("aside") is not None:
            aside.stand(stood["aside"])
