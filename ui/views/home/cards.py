"""Home's cards: lines under a title, facts about this computer, the first steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ports.home import Machine
from ui.models.days import moment_text
from ui.theme.look import Look
from ui.views.home.line import Line, LineText
from ui.views.home.words import FIRST_STEPS, Lead, Step
from ui.widgets.basics import button, column, frame, hairline, label, row
from ui.widgets.words import tip, tr, trn

Follow = Callable[[Lead], None]
STEPS_WIDTH = 480


class ListCard(QFrame):
    """Lines that lead somewhere, or a sentence where there are none."""

    def __init__(self, look: Look, title: str, follow: Follow, none: str) -> None:
        super().__init__()
        self.look, self._follow, self._none = look, follow, none
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = column(self, margins=(0, 0, 0, 4))
        head = frame("plain", height=42)
        inner = row(head, margins=(16, 0, 16, 0))
        inner.addWidget(label(look, title, "card-title"))
        inner.addStretch(1)
        self.count = label(look, "", "small", "muted", tabular=True)
        inner.addWidget(self.count)
        layout.addWidget(head)
        layout.addWidget(hairline())
        self._lines = layout
        self.lines: list[Line] = []
        self._sentence: QLabel | None = None

    def show_leads(self, leads: Sequence[Lead]) -> None:
        """Show other lines; those that say the same stay, with the focus."""
        if [line.line for line in self.lines] == [one.text for one in leads] and leads:
            return
        for line in self.lines:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for place, one in enumerate(leads):
            line = Line(self.look, one.text, last=place == len(leads) - 1)
            line.clicked.connect(lambda _checked=False, one=one: self._follow(one))
            self._lines.addWidget(line)
            self.lines.append(line)
        self._say_none(not leads)

    def _say_none(self, none: bool) -> None:
        if none and self._sentence is None:
            self._sentence = label(self.look, self._none, "body", "muted", wraps=True)
            self._sentence.setContentsMargins(16, 14, 16, 12)
            self._lines.addWidget(self._sentence)
        if self._sentence is not None:
            self._sentence.setVisible(none)


class MachineCard(QFrame):
    """Where the workspace is, how large, and when it was copied last."""

    def __init__(self, look: Look, back_up: Callable[[], object]) -> None:
        super().__init__()
        self.look = look
        self._machine: Machine | None = None
        names = {
            "folder": tr("Workspace"),
            "backup": tr("Last backup"),
            "database": tr("Database"),
        }
        metrics = QFontMetrics(look.font("small"))
        self._name_width = max(84, *(metrics.horizontalAdvance(one) + 2 for one in names.values()))
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("This computer"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = column(self, margins=(0, 0, 0, 8))
        head = frame("plain", height=42)
        inner = row(head, margins=(16, 0, 11, 0))
        inner.addWidget(label(look, tr("This computer"), "card-title"))
        inner.addStretch(1)
        self.back_up = button(look, tr("Back up now"), back_up, kind="link")
        inner.addWidget(self.back_up)
        layout.addWidget(head)
        layout.addWidget(hairline())
        facts = frame("plain")
        stacked = column(facts, margins=(16, 8, 16, 4), gap=6)
        self.facts = {name: self._fact(stacked, words) for name, words in names.items()}
        layout.addWidget(facts)

    def _fact(self, layout: QVBoxLayout, words: str) -> QLabel:
        holder = frame("plain")
        inner = row(holder, gap=12)
        name = label(self.look, words, "small", "muted")
        name.setFixedWidth(self._name_width)
        inner.addWidget(name)
        value = label(self.look, "", "body", tabular=True)
        value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        inner.addWidget(value, 1)
        layout.addWidget(holder)
        return value

    def show_machine(self, machine: Machine) -> None:
        """Say other facts."""
        self._machine = machine
        copies = trn("{n} copy kept", "{n} copies kept", machine.backups)
        made = tr("None yet")
        if machine.backup_at is not None:
            made = f"{moment_text(machine.backup_at)}, {copies}"
        size = QLocale().formattedDataSize(
            machine.database_bytes, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat
        )
        for name, text in (("backup", made), ("database", size)):
            self.facts[name].setText(text)
        self.facts["folder"].setToolTip(tip(str(machine.folder)))
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        if self._machine is not None:
            shown = self.facts["folder"]
            room = self.width() - self._name_width - 12 - 32 - 2  # the card's edge
            folder = str(self._machine.folder)
            middle = Qt.TextElideMode.ElideMiddle
            shown.setText(shown.fontMetrics().elidedText(folder, middle, room))


class FirstSteps(QWidget):
    """One card in the middle of an empty workspace."""

    def __init__(self, look: Look, run: Callable[[Step], None]) -> None:
        super().__init__()
        outer = row(self)
        outer.addStretch(1)
        card = frame("card")
        card.setFixedWidth(STEPS_WIDTH)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        outer.addStretch(1)
        layout = column(card, margins=(0, 0, 0, 6))
        head = frame("plain")
        words = column(head, margins=(16, 16, 16, 12), gap=4)
        words.addWidget(label(look, tr("First steps"), "dialog-title"))
        words.addWidget(
            label(
                look,
                tr("Begin with any of these; nothing has to be done first."),
                "body",
                "muted",
                wraps=True,
            )
        )
        layout.addWidget(head)
        layout.addWidget(hairline())
        self.lines: list[Line] = []
        for place, step in enumerate(FIRST_STEPS):
            text = LineText(
                icon=step.icon,
                tone="accent",
                title=tr(step.title),
                facts=tr(step.facts),
                verb=tr("Begin"),
            )
            line = Line(look, text, last=place == len(FIRST_STEPS) - 1)
            line.clicked.connect(lambda _checked=False, step=step: run(step))
            layout.addWidget(line)
            self.lines.append(line)
