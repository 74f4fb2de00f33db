"""What can be done with the questions of a quiz: a bar, menus, the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from ui.views.course.quiz.document import ICONS
from ui.views.course.quiz.question_form import kinds
from ui.views.page import Desk
from ui.widgets.actions import ActionSpec
from ui.widgets.basics import Text, button, frame, icon_button, label, row
from ui.widgets.words import tr

if TYPE_CHECKING:
    from ui.views.course.quiz.builder import QuizBuilder

WORDS = ("up", "down", "duplicate", "delete")


class QuizActions:
    """The bar over a question, and the same actions in a menu and in the palette."""

    def __init__(self, desk: Desk, builder: QuizBuilder) -> None:
        self._desk, self._look, self._builder = desk, desk.look, builder
        self._told = (
            ("up", tr("Move the question up"), "arrow-up", "Alt+Up"),
            ("down", tr("Move the question down"), "arrow-down", "Alt+Down"),
            ("duplicate", tr("Duplicate the question"), "copy", "Ctrl+D"),
            ("delete", tr("Delete the question"), "trash-2", "Delete"),
        )
        self._compose()
        self._register()

    def _compose(self) -> None:
        look = self._look
        self.bar = frame("toolbar", height=look.size("workhead"))
        across = row(self.bar, margins=(24, 0, 16, 0), gap=2)
        self.place: Text = label(look, "", "body", "muted", tabular=True)
        across.addWidget(self.place, 1)
        self.buttons = {
            what: icon_button(look, icon, words, partial(self._builder.act, what), shortcut=keys)
            for what, words, icon, keys in self._told
        }
        for one in self.buttons.values():
            across.addWidget(one)
        across.addSpacing(10)
        self.trial = button(look, tr("Try it"), self._builder.toggle_trial, icon="play")
        self.trial.setToolTip("Ctrl+T")
        across.addWidget(self.trial)

    def _register(self) -> None:
        self._add("quiz_try", tr("Try the quiz"), "play", self._builder.toggle_trial, "Ctrl+T")
        self._add("quiz_add", tr("Add a question"), "plus", self.offer_kinds, "Ctrl+Shift+A")
        for kind, words in kinds():
            text = tr("Add a question: {kind}", kind=words)
            self._add(f"quiz_add_{kind}", text, ICONS[kind], partial(self._builder.add, kind))
        for what, words, icon, _ in self._told:
            self._add(f"quiz_{what}", words, icon, partial(self._builder.act, what))

    def _add(
        self, name: str, text: str, icon: str, run: Callable[[], object], keys: str = ""
    ) -> None:
        self._desk.actions.add(
            ActionSpec(
                id=f"course.{name}",
                text=text,
                icon=icon,
                run=run,
                shortcut=keys,
                why_not=self._why_not,
            )
        )

    def _why_not(self) -> str | None:
        return None if self._builder.isVisible() else tr("open a quiz first")

    def tell(self, place: int, count: int) -> None:
        """Show which question is the current one (from 0; -1 for the introduction)."""
        shown = tr("Question {n} of {all}", n=place + 1, all=count)
        self.place.setText(shown if place >= 0 else tr("Introduction") if count else "")
        able = (place > 0, 0 <= place < count - 1, place >= 0, place >= 0)
        for what, may in zip(WORDS, able, strict=True):
            self.buttons[what].setEnabled(may)

    def tell_trial(self, *, shown: bool) -> None:
        """Show whether the quiz is being tried."""
        self.trial.setText(tr("Close the trial") if shown else tr("Try it"))
        self.trial.setAccessibleName(self.trial.text())

    def offer_kinds(self) -> None:
        """Ask which kind of question to add."""
        menu = QMenu(self._builder)
        self._look.dress(menu)
        for kind, words in kinds():
            action = menu.addAction(self._look.icon(ICONS[kind]), words)
            action.triggered.connect(partial(self._added, kind))
        button_ = self._builder.side.add
        menu.popup(button_.mapToGlobal(QPoint(0, button_.height())))
        menu.setActiveAction(menu.actions()[0])

    def offer_actions(self, point: QPoint) -> None:
        """What can be done with the current question, at a point of the list."""
        if self._builder.current < 0:
            return
        menu = QMenu(self._builder)
        self._look.dress(menu)
        for what, words, icon, keys in self._told:
            action = menu.addAction(self._look.icon(icon), f"{words}\t{keys}")
            action.setEnabled(self.buttons[what].isEnabled())
            action.triggered.connect(partial(self._acted, what))
        menu.popup(self._builder.list.viewport().mapToGlobal(point))

    def _added(self, kind: str, _checked: bool = False) -> None:
        self._builder.add(kind)

    def _acted(self, what: str, _checked: bool = False) -> None:
        self._builder.act(what)
