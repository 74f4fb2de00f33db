"""A quiz without questions: what it could begin with."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.theme.look import Look
from ui.views.course.quiz.document import ICONS
from ui.views.course.quiz.question_form import kinds
from ui.widgets.basics import button, column, label
from ui.widgets.words import tr

WIDTH = 220


class Start(QFrame):
    """Offers the kinds of questions.

    Signals:
        chosen(str): a question of this kind shall be added.
    """

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "surface")
        lines = column(self, margins=(24, 24, 24, 24), gap=10)
        lines.addWidget(label(look, tr("What do you want to ask?"), "section-title"))
        told = tr("Choose a kind of question. It can become another kind later.")
        lines.addWidget(label(look, told, "body", "muted"))
        lines.addSpacing(4)
        for kind, words in kinds():
            made = button(look, words, partial(self.chosen.emit, kind), icon=ICONS[kind])
            made.setProperty("align", "start")
            made.setMinimumWidth(WIDTH)
            made.setMaximumWidth(2 * WIDTH)
            lines.addWidget(made)
        lines.addStretch(1)
