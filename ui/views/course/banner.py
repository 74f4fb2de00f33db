"""A bar over the text: a draft was found, or the lesson changed elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QTextBrowser

from app.ports.drafts import Draft
from ui.theme.look import Look
from ui.views.course.diff import diff_html
from ui.widgets.basics import Button, Text, button, column, frame, label, row, set_property
from ui.widgets.words import tr

DIFF_HEIGHT = 260
Choice = tuple[str, Callable[[], object]]


class Banner(QFrame):
    """Says something with its choices and, on demand, shows how two texts differ."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._texts = ("", "")
        lines = column(self)
        self._bar = frame("infobar", height=look.size("selection-bar"))
        self._across = row(self._bar, margins=(16, 0, 12, 0), gap=8)
        self.words: Text = label(look, "", "body")
        self._across.addWidget(self.words, 1)
        self._buttons: list[Button] = []
        lines.addWidget(self._bar)
        self.diff = QTextBrowser()
        self.diff.setAccessibleName(tr("The difference"))
        self.diff.setFixedHeight(DIFF_HEIGHT)
        self.diff.setFrameShape(QFrame.Shape.NoFrame)
        self.diff.hide()
        lines.addWidget(self.diff)
        self.hide()
        look.changed.connect(self._fill)

    def tell(
        self, words: str, before: str, after: str, choices: Sequence[Choice], *, warns: bool = False
    ) -> None:
        """Show the bar; *before* and *after* are what "Compare" compares."""
        set_property(self._bar, "kind", "stagedbar" if warns else "infobar")
        self.words.setText(words)
        self.words.setToolTip(words)
        self.setAccessibleName(words)
        self._texts = (before, after)
        for old in self._buttons:
            self._across.removeWidget(old)
            old.hide()
            old.deleteLater()
        compare = button(self._look, tr("Compare"), self.compare, kind="quiet")
        made = [compare]
        for place, (text, run) in enumerate(choices):
            last = place == len(choices) - 1
            made.append(button(self._look, text, run, kind="secondary" if last else "quiet"))
        self._buttons = made
        for one in made:
            self._across.addWidget(one)
        self.diff.hide()
        self.show()

    def offer(
        self,
        words: str,
        text: str,
        draft: Draft,
        discard: Callable[[], object],
        restore: Callable[[Draft], object],
    ) -> None:
        """Offer a draft that is newer than *text*; the words say when it was kept (``{at}``)."""
        at = f"{draft.kept_at.astimezone():%H:%M}"
        choices = ((tr("Discard"), discard), (tr("Restore"), partial(restore, draft)))
        self.tell(words.format(at=at), text, draft.text, choices, warns=True)

    def compare(self) -> None:
        """Show or hide the difference."""
        self.diff.setVisible(not self.diff.isVisible())
        self._fill()

    def _fill(self) -> None:
        if self.diff.isVisible():
            self.diff.setFont(self._look.font("editor"))
            self.diff.setHtml(diff_html(self._look, *self._texts))
