"""The third step: what the import would do, counted and row by row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QWidget

from app.ports.interchange import TableCheck
from app.queries.grid import GridColumn
from ui.models.listing import ListRow
from ui.models.wording import number_text, stored_moment_text
from ui.theme.look import Look
from ui.widgets.basics import Text, column, frame, label, row
from ui.widgets.icon_label import IconLabel
from ui.widgets.listing import Listing
from ui.widgets.tab_strip import TabStrip
from ui.widgets.words import tr, trn

ALL, ADD, CHANGE, SAME, PROBLEMS = range(5)
NUMBER = GridColumn(id="row", title="Row", kind="number", width=84)
CHANGES: tuple[GridColumn, ...] = (
    NUMBER,
    GridColumn(id="what", title="What", kind="text", width=88),
    GridColumn(id="subject", title="Who", kind="text", width=260),
    GridColumn(id="column", title="Column", kind="text", width=130),
    GridColumn(id="before", title="Now", kind="muted", width=150),
    GridColumn(id="after", title="Will be", kind="text", width=190),
)
FAULTS: tuple[GridColumn, ...] = (
    NUMBER,
    GridColumn(id="column", title="Column", kind="text", width=120),
    GridColumn(id="value", title="Value", kind="text", width=180),
    GridColumn(id="wrong", title="What is wrong", kind="text", width=340),
    GridColumn(id="helps", title="What helps", kind="muted", width=300),
)


class CountCard(QFrame):
    """A number with what it counts."""

    def __init__(self, look: Look, icon: str, tone: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        across = row(self, margins=(16, 9, 12, 9), gap=12)
        across.addWidget(IconLabel(look, icon, tone))
        words = frame("plain")
        lines = column(words)
        self._number: Text = label(look, "0", "count", tabular=True)
        self._words: Text = label(look, "", "small", "muted")
        lines.addWidget(self._number)
        lines.addWidget(self._words)
        across.addWidget(words, 1)

    def tell(self, count: int, words: str) -> None:
        """Show a count; nothing stands out where there is nothing."""
        self._number.setText(number_text(count))
        self._words.setText(words)
        self.setAccessibleName(f"{number_text(count)} {words}")


class CheckStep(QFrame):
    """Cards, tabs with counts and the rows behind them.

    Signals:
        looked_at(str): words about the rows that are shown, for the status bar.
    """

    looked_at = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "surface")
        self._check: TableCheck | None = None
        lines = column(self)
        lines.addWidget(self._counts())
        self.notes = frame("infobar")
        across = row(self.notes, margins=(24, 8, 24, 8), gap=8)
        picture = IconLabel(look, "info", "info")
        across.addWidget(picture)
        self._note = label(look, "", "body", wraps=True)
        across.addWidget(self._note, 1)
        lines.addWidget(self.notes)
        self.tabs = TabStrip(look, tr("Rows by what they do"), ("",) * 5)
        self.tabs.chosen.connect(self._choose)
        lines.addWidget(self.tabs)
        self.rows = Listing(look, tr("Rows of the file"), CHANGES, "subject")
        self.nothing = label(look, "", "body", "muted", wraps=True)
        self.nothing.setContentsMargins(24, 20, 24, 20)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sheet = QStackedWidget()
        self._sheet.addWidget(self.rows)
        self._sheet.addWidget(self.nothing)
        lines.addWidget(self._sheet, 1)

    def _counts(self) -> QWidget:
        strip = frame("window")
        across = row(strip, margins=(24, 12, 24, 12), gap=12)
        look = self._look
        self._cards = (
            CountCard(look, "plus", "success"),
            CountCard(look, "pencil", "info"),
            CountCard(look, "equal", "text-muted"),
            CountCard(look, "triangle-alert", "danger"),
        )
        for card in self._cards:
            across.addWidget(card, 1)
        return strip

    def show_check(self, check: TableCheck) -> None:
        """Show what would come of it; problems first, if there are any."""
        self._check = check
        bad = len(check.problems)
        counts = (check.added, check.updated, check.unchanged, bad)
        words = (
            trn("will be added", "will be added", check.added),
            tr("will change"),
            tr("stay the same"),
            trn("row has a problem", "rows have a problem", bad),
        )
        for card, count, text in zip(self._cards, counts, words, strict=True):
            card.tell(count, text)
        self._note.setText(" ".join(check.warnings))
        self.notes.setVisible(bool(check.warnings))
        titles = (tr("All"), tr("Add"), tr("Change"), tr("Same"), tr("Problems"))
        for place, (title, count) in enumerate(zip(titles, (sum(counts), *counts), strict=True)):
            self.tabs.set_title(place, f"{title} {number_text(count)}")
        start = PROBLEMS if bad else ALL
        self.tabs.set_current(start)
        self._choose(start)

    def _choose(self, place: int) -> None:
        check = self._check
        if check is None:
            return
        self._sheet.setCurrentWidget(self.rows)
        if place == SAME or not _count(check, place):
            self._tell_nothing(place, check.unchanged)
            return
        if place == PROBLEMS:
            self.rows.stretch("helps")
            self.rows.show_rows(_problems(check), FAULTS)
            self.looked_at.emit(tr("Rows with a problem: {n}", n=number_text(len(check.problems))))
            return
        kinds = {ALL: ("add", "change"), ADD: ("add",), CHANGE: ("change",)}[place]
        rows = _changes(check, kinds)
        if place == ALL:
            rows = sorted([*rows, *_as_changes(check)], key=lambda one: int(str(one[0])))
        self.rows.stretch("subject")
        self.rows.show_rows(rows, CHANGES)
        total = {ALL: check.added + check.updated, ADD: check.added, CHANGE: check.updated}[place]
        numbers = {one.row for one in check.changes if one.kind in kinds}
        self.looked_at.emit(
            tr("The first {n} of {total}", n=number_text(len(numbers)), total=number_text(total))
            if len(numbers) < total
            else trn("{n} row", "{n} rows", len(rows))
        )

    def _tell_nothing(self, place: int, same: int) -> None:
        """Words where no row is listed."""
        told = {
            ADD: tr("No row adds anything new."),
            CHANGE: tr("No row changes what is here."),
            PROBLEMS: tr("No row has a problem."),
        }
        words = told.get(place) or (
            trn(
                "{n} row says what is here already: it stays as it is.",
                "{n} rows say what is here already: they stay as they are.",
                same,
            )
            if same
            else tr("No row says only what is here already.")
        )
        self.nothing.setText(words)
        self._sheet.setCurrentWidget(self.nothing)
        self.looked_at.emit("")


def _count(check: TableCheck, place: int) -> int:
    """How many rows a tab lists."""
    bad = len(check.problems)
    counts = {ADD: check.added, CHANGE: check.updated, PROBLEMS: bad}
    return counts.get(place, check.added + check.updated + bad)


def _problems(check: TableCheck) -> list[ListRow]:
    return [(one.row, one.column, one.value, one.wrong, one.helps) for one in check.problems]


def _changes(check: TableCheck, kinds: Sequence[str]) -> list[ListRow]:
    words = {"add": tr("Add"), "change": tr("Change")}
    return [
        (one.row, words[one.kind], one.subject, one.column, _plain(one.before), one.after)
        for one in check.changes
        if one.kind in kinds
    ]


def _plain(value: str) -> str:
    """A stored value as people write it."""
    is_time = len(value) > 19 and value[10] == "T" and value.endswith("Z")
    return stored_moment_text(value) if is_time else value


def _as_changes(check: TableCheck) -> list[ListRow]:
    return [
        (one.row, tr("Problem"), one.value, one.column, "", one.wrong) for one in check.problems
    ]
