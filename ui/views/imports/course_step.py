"""A course's folder: who teaches it, and what became of each of its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame

from app.ports.interchange import CourseImport, CoursePreview, LedgerEntry
from app.queries.courses_form import Teacher
from app.queries.grid import GridColumn
from ui.feedback.dialogs import Field
from ui.models.listing import ListRow
from ui.models.wording import number_text
from ui.theme.look import Look
from ui.views.imports.done_step import offer_undo
from ui.views.imports.words import OUTCOMES
from ui.widgets.basics import Button, Text, button, column, frame, label, row
from ui.widgets.icon_label import IconLabel
from ui.widgets.listing import Listing
from ui.widgets.tab_strip import TabStrip
from ui.widgets.words import tr, trn

FILES: tuple[GridColumn, ...] = (
    GridColumn(id="path", title="File", kind="text", width=340),
    GridColumn(id="outcome", title="What became of it", kind="text", width=150),
    GridColumn(id="reason", title="Why", kind="muted", width=300),
)
FILTERS = (None, "changed", "kept", "dropped")


class CourseStep(QFrame):
    """Names the folder and asks who teaches the course, should it be new."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "surface")
        outer = row(self, margins=(24, 24, 24, 24))
        holder = frame("plain")
        holder.setMaximumWidth(480)
        lines = column(holder, gap=14)
        head = frame("plain")
        across = row(head, gap=12)
        picture = IconLabel(look, "folder-open", "accent", 24)
        across.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = frame("plain")
        texts = column(words, gap=2)
        self._name = label(look, "", "section-title")
        self._place = label(look, "", "small", "muted", wraps=True)
        texts.addWidget(self._name)
        texts.addWidget(self._place)
        across.addWidget(words, 1)
        lines.addWidget(head)
        self.teacher = QComboBox()
        self._what = label(look, "", "body", wraps=True)
        lines.addWidget(self._what)
        self._asks = Field(look, tr("Instructor"), self.teacher, tr("Who teaches the new course."))
        lines.addWidget(self._asks)
        self._facts = label(look, "", "body", "muted", wraps=True)
        lines.addWidget(self._facts)
        lines.addStretch(1)
        outer.addWidget(holder, 1)
        outer.addStretch(0)

    def show_folder(self, path: Path, found: CoursePreview) -> None:
        """Say what the folder holds and what would come of it."""
        self._name.setText(found.title)
        self._place.setText(str(path))
        parts = (
            trn("{n} lesson", "{n} lessons", found.lessons),
            trn("{n} module", "{n} modules", found.modules),
            trn("{n} other file", "{n} other files", found.files),
        )
        self._what.setText(", ".join(parts))
        self._asks.setVisible(found.is_new)
        if found.is_new:
            first = tr("A new draft is made of it, which you publish when it is ready.")
        else:
            first = tr(
                "The course {slug} is here: it is brought up to date. What the folder lacks stays.",
                slug=found.slug,
            )
        self._facts.setText(f"{first} {tr('Every file is told afterwards, with the reason.')}")

    def show_teachers(self, teachers: Sequence[Teacher], current: int | None) -> None:
        """Offer who may teach."""
        self.teacher.clear()
        for one in teachers:
            self.teacher.addItem(one.name, one.id)
        self.teacher.setCurrentIndex(max(0, self.teacher.findData(current)))

    @property
    def teacher_id(self) -> int | None:
        """Who was chosen."""
        chosen: int | None = self.teacher.currentData()
        return chosen


class LedgerStep(QFrame):
    """What came of the folder, the way back, and every file of it with what became of it."""

    def __init__(self, look: Look, undo: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "surface")
        self._ledger: tuple[LedgerEntry, ...] = ()
        lines = column(self)
        told = frame("plain", height=look.size("filterbar") + 8)
        across = row(told, margins=(24, 0, 24, 0), gap=10)
        self._told = ""
        self._picture = IconLabel(look, "circle-check", "success")
        across.addWidget(self._picture)
        self.facts: Text = label(look, "", "body-strong")
        across.addWidget(self.facts, 1)
        self.undo: Button = button(look, tr("Undo this import"), undo, icon="undo-2")
        across.addWidget(self.undo)
        lines.addWidget(told)
        self.tabs = TabStrip(look, tr("Files by outcome"), ("", "", "", ""))
        self.tabs.chosen.connect(self._choose)
        lines.addWidget(self.tabs)
        self.files = Listing(look, tr("Files of the folder"), FILES, "path")
        lines.addWidget(self.files, 1)

    def show_ledger(self, report: CourseImport, *, undoable: bool) -> None:
        """Show what became of the files."""
        self._ledger = report.ledger
        counts = Counter(one.outcome for one in report.ledger)
        left = counts["dropped"]
        taken = len(report.ledger) - left
        facts = trn("{n} file is in the course", "{n} files are in the course", taken)
        if not report.changed:
            facts = tr("Nothing in the folder has changed since it was imported")
        elif left:
            facts = f"{facts}, {trn('{n} was left out', '{n} were left out', left)}"
        self._told = facts
        self.set_back(is_back=False)
        self.undo.setVisible(undoable)
        titles = (tr("All"), tr("Changed"), tr("Kept"), tr("Left out"))
        for place, (title, outcome) in enumerate(zip(titles, FILTERS, strict=True)):
            count = len(report.ledger) if outcome is None else counts[outcome]  # type: ignore[index]
            self.tabs.set_title(place, f"{title} {number_text(count)}")
        self.tabs.set_current(0)
        self._choose(0)

    def set_back(self, *, is_back: bool) -> None:
        """Say that nothing of the import is left, or again what came of it."""
        words = tr("The import was taken back. Nothing of it is left; Redo brings it here again.")
        self.facts.setText(words if is_back else self._told)
        self._picture.show_icon(*(("undo-2", "accent") if is_back else ("circle-check", "success")))
        offer_undo(self.undo, is_back=is_back)

    def _choose(self, place: int) -> None:
        wanted = FILTERS[place]
        rows: list[ListRow] = [
            (one.path, tr(OUTCOMES[one.outcome]), one.reason)
            for one in self._ledger
            if wanted in (None, one.outcome)
        ]
        self.files.show_rows(rows)
