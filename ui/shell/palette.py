"""The command palette: Ctrl+P goes to things, Ctrl+Shift+P runs commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from app.ports.search import KINDS, Found, FoundKind
from ui.feedback.popovers import Popover, cast_shadow
from ui.operations.operations import Operations
from ui.operations.tasks import Ticket
from ui.shell.palette_rows import Entry, PaletteDelegate, PaletteModel
from ui.shell.scoring import Fit, fit, fit_either
from ui.theme.look import Look
from ui.widgets.actions import ActionRegistry, ActionSpec
from ui.widgets.basics import column, frame, hairline, label, row
from ui.widgets.words import tr, trn

TOP = 88
KEPT_MS = 60_000
ROWS_SHOWN = 10
MOST_COMMANDS, MOST_THINGS = 6, 10
PAUSE_MS = 60
COMMAND_SIGN = ">"
KIND_WORDS: dict[FoundKind, tuple[str, str, str]] = {
    "course": ("book-open", "Courses", "course"),
    "lesson": ("file-text", "Lessons", "course"),
    "person": ("user", "People", "person"),
    "certificate": ("file-check", "Certificates", "verify"),
}
"""The icon, the heading and the screen of each kind of thing."""


class Palette(Popover):
    """One line to type into, and what fits it below; things are looked up off this thread."""

    def __init__(
        self,
        look: Look,
        window: QWidget,
        actions: ActionRegistry,
        operations: Operations,
        go: Callable[[str, Mapping[str, Any]], None],
    ) -> None:
        super().__init__(look, window, tr("Command palette"), look.size("palette-width"))
        self._actions, self._operations, self._go = actions, operations, go
        self._closed_at = QElapsedTimer()
        self._ticket: Ticket | None = None
        self._commands: list[Entry] = []
        layout = self._lines = column(self, margins=(1, 1, 1, 1))
        self.input = QLineEdit()
        self.input.setProperty("kind", "palette")
        self.input.setAccessibleName(tr("Search or run a command"))
        self.input.setFixedHeight(46)
        self.input.setTextMargins(14, 0, 14, 0)
        self.input.textEdited.connect(self._typed)
        self.input.installEventFilter(self)
        layout.addWidget(self.input)
        layout.addWidget(hairline())
        self.model = PaletteModel(self)
        self.list = QListView()
        self.list.setProperty("kind", "raised")
        self.list.setAccessibleName(tr("Results"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(look, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(self._choose)
        layout.addWidget(self.list)
        layout.addWidget(hairline())
        self._add_foot()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._look_up)

    def _add_foot(self) -> None:
        foot = frame("plain", height=34)
        across = row(foot, margins=(18, 0, 18, 0), gap=18)
        for words in (tr("Enter opens"), tr("> lists commands"), tr("Esc closes")):
            across.addWidget(label(self.look, words, "small", "muted"))
        across.addStretch(1)
        self._count = label(self.look, "", "small", "muted", tabular=True)
        across.addWidget(self._count)
        self._lines.addWidget(foot)

    # opening and closing

    def open_for(self, *, commands: bool) -> None:
        """Open for commands or for things; what was typed less than a minute ago is still there."""
        keeps = self._closed_at.isValid() and self._closed_at.elapsed() < KEPT_MS
        text = self.input.text() if keeps else ""
        text = text.removeprefix(COMMAND_SIGN).lstrip()
        self.input.setText(f"{COMMAND_SIGN} {text}" if commands else text)
        self.input.setFont(self.look.font("palette-input"))
        self.setFixedWidth(min(self.look.size("palette-width"), self.window().width() - 48))
        self._actions.refresh()
        self._typed(self.input.text())
        self.hang(self.window())
        if text:
            start = len(self.input.text()) - len(text)
            self.input.setSelection(start, len(text))

    def place(self) -> None:
        window = self.window()
        cast_shadow(self.look, self, 48, 16)
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, TOP)

    def first_focus(self) -> None:
        self.input.setFocus()

    def close_up(self) -> None:
        self._closed_at.start()
        self._timer.stop()
        super().close_up()

    # what fits

    def _typed(self, text: str) -> None:
        if self._ticket is not None:
            self._ticket.drop()
        if text.startswith(COMMAND_SIGN):
            self._commands = self._fitting(text.removeprefix(COMMAND_SIGN).strip(), None)
            self._show(self._commands)
            return
        typed = text.strip()
        self._commands = self._fitting(typed, MOST_COMMANDS if typed else None, go=not typed)
        self._show(self._commands)
        if text.strip() and self._operations.is_open:
            self._timer.start()

    def _fitting(self, typed: str, most: int | None, *, go: bool = False) -> list[Entry]:
        """Commands that fit, best first; *go* takes only the ways to screens."""
        found: list[tuple[Fit, int, ActionSpec]] = []
        for place, spec in enumerate(self._actions.all()):
            if spec.id.startswith("palette.") or (go and not spec.id.startswith("go.")):
                continue
            fits = fit_either(typed, spec.text, spec.words)
            if fits is not None:
                found.append((fits, place, spec))
        found.sort(key=lambda one: (-one[0].score, one[1]))
        return [self._command(fits, spec) for fits, _, spec in found[:most]]

    def _command(self, fits: Fit, spec: ActionSpec) -> Entry:
        return Entry(
            group=tr("Commands"),
            icon=spec.icon,
            name=spec.text,
            about=spec.group,
            run=partial(self._actions.trigger, spec.id),
            places=fits.places,
            keys=spec.shortcut,
            refused=spec.why_not() if spec.why_not else None,
        )

    def _look_up(self) -> None:
        typed = self.input.text().strip()
        self._ticket = self._operations.inquire(
            lambda context, actor: context.search.search(typed, actor, limit=MOST_THINGS),
            lambda found: self._take_things(found, typed),
        )

    def _take_things(self, found: Sequence[Found], typed: str) -> None:
        by_kind = sorted(found, key=lambda one: KINDS.index(one.kind))
        things = [self._thing(one, typed) for one in by_kind]
        self._show([*things, *self._commands])

    def _thing(self, found: Found, typed: str) -> Entry:
        icon, group, place = KIND_WORDS[found.kind]
        fits = fit(typed, found.title)
        return Entry(
            group=tr(group),
            icon=icon,
            name=found.title,
            about=found.detail,
            run=partial(self._go, place, _params(found)),
            places=fits.places if fits is not None else (),
        )

    def _show(self, entries: Sequence[Entry]) -> None:
        self.model.show_entries(entries)
        shown = trn("{n} result", "{n} results", len(entries))
        self._count.setText(shown if entries else tr("Nothing fits"))
        rows = [self.list.sizeHintForRow(at) for at in range(self.model.rowCount())]
        self.list.setFixedHeight(max(0, min(sum(rows), ROWS_SHOWN * 36) + (8 if rows else 0)))
        for at in range(self.model.rowCount()):
            if self.model.entry(self.model.index(at)) is not None:
                self.list.setCurrentIndex(self.model.index(at))
                break
        if self.isVisible():
            self.place()

    # choosing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.input and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            return pressed and self._key(event.key())
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        if key in steps:
            self._step(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_up()
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        """Go *by* entries on, past headings, around the ends."""
        places = [
            at
            for at in range(self.model.rowCount())
            if self.model.entry(self.model.index(at)) is not None
        ]
        if not places:
            return
        here = self.list.currentIndex().row()
        at = places.index(here) if here in places else -1
        wanted = (at + by) % len(places) if abs(by) == 1 else max(0, min(len(places) - 1, at + by))
        self.list.setCurrentIndex(self.model.index(places[wanted]))

    def _choose(self, index: QModelIndex) -> None:
        entry = self.model.entry(index)
        if entry is None or entry.refused is not None:
            return
        self.close_up()
        entry.run()


def _params(found: Found) -> dict[str, Any]:
    """What the way to the thing's screen carries."""
    if found.kind == "course":
        return {"course_id": found.id}
    if found.kind == "lesson":
        return {"course_id": found.course_id, "lesson_id": found.id}
    if found.kind == "person":
        return {"person_id": found.id}
    return {"number": found.title}
