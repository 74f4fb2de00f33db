"""What stands in the place of a course's screen while it cannot be read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.errors import SmartCourseError
from app.domain.messages import sentence
from ui.feedback.states import StatePanel, StateWords
from ui.views.page import Desk
from ui.widgets.words import tr


class Trouble:
    """Says in a stack why nothing can be shown, and gives the place back once it can."""

    def __init__(self, desk: Desk, stack: QStackedWidget, again: Callable[[], object]) -> None:
        self._desk, self._stack, self._again = desk, stack, again
        self._told: StatePanel | None = None
        self._under: QWidget | None = None

    def tell(self, error: SmartCourseError) -> None:
        """Show why, over what is shown now."""
        self.over()
        self._under = self._stack.currentWidget()
        self._told = StatePanel(
            self._desk.look,
            StateWords(
                icon="circle-alert",
                title=tr("The course cannot be shown"),
                line=sentence(error),
                primary=(tr("Go to the courses"), lambda: self._desk.go("courses", {})),
                secondary=(tr("Try again"), self._again),
                trouble=True,
            ),
        )
        self._stack.addWidget(self._told)
        self._stack.setCurrentWidget(self._told)

    def over(self) -> None:
        """Show again what was shown."""
        if self._told is None:
            return
        # Left to itself the stack would show what stands beside it: a review, a learner's view.
        if self._stack.currentWidget() is self._told and self._under is not None:
            self._stack.setCurrentWidget(self._under)
        self._stack.removeWidget(self._told)
        self._told.deleteLater()
        self._told = None
