"""Drafts that were never saved: restore, compare, discard, or leave them for later."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QScrollArea, QTextBrowser, QWidget

from app.ports.drafts import Draft
from app.queries.drafts import DraftRow, draft_rows
from ui.feedback.states import StatePanel, StateWords
from ui.feedback.toasts import Notice
from ui.models.days import moment_text
from ui.views.page import Desk, Page
from ui.widgets.basics import button, column, frame, label, row
from ui.widgets.page_head import PageHead
from ui.widgets.words import tr, trn


class RecoveryPage(Page):
    """The list of drafts; each can be laid beside what is stored."""

    TITLE = "Unsaved drafts"
    TABLES = frozenset({"ext.lessons", "ext_lessons"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines = column(self)
        self._later = button(desk.look, tr("Later"), lambda: desk.go("home", {}))
        self._head = PageHead(desk.look, tr("Unsaved drafts"), self._later)
        self._lines.addWidget(self._head)
        self._body: QWidget | None = None
        self._compared: Collection[str] = ()

    @property
    def crumbs(self) -> tuple[str, ...]:
        return (tr("Home"), tr("Unsaved drafts"))

    def main_view(self) -> QWidget:
        return self._later

    def open(self, params: Mapping[str, Any]) -> None:
        self._compared = params.get("compared", ())

    def standing(self) -> Mapping[str, Any]:
        cards = self.findChildren(DraftCard)
        return {"compared": {one.key for one in cards if one.is_compared}}

    def load(self) -> None:
        self.operations.drafts.all(self._with_rows)

    def _with_rows(self, drafts: list[Draft]) -> None:
        if self.operations.is_open:
            self.operations.read(
                lambda rows: [one for one in draft_rows(rows, drafts) if not one.is_saved],
                self._show,
            )

    def _show(self, found: list[DraftRow]) -> None:
        if self._body is not None:
            self._lines.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        kept = tr("Kept on this computer until you decide.")
        count = trn("{n} draft.", "{n} drafts.", len(found))
        self._head.tell(f"{count} {kept}" if found else count)
        self._body = self._listed(found) if found else self._none()
        self._lines.addWidget(self._body, 1)

    def _none(self) -> QWidget:
        return StatePanel(
            self.look,
            StateWords(
                icon="history",
                title=tr("No draft waits"),
                line=tr(
                    "What you type is kept every few seconds. After a crash it is offered here."
                ),
                primary=(tr("Go to Home"), lambda: self.desk.go("home", {})),
            ),
        )

    def _listed(self, found: list[DraftRow]) -> QWidget:
        holder = frame("window")
        lines = column(holder, margins=(24, 16, 24, 24), gap=12)
        for one in found:
            card = DraftCard(self, one)
            if card.key in self._compared:
                card.compare()
            lines.addWidget(card)
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(holder)
        return area

    def restore(self, one: DraftRow) -> None:
        """Open the editor with the draft in it."""
        way = {"course_id": one.course_id, "lesson_id": one.lesson_id, "draft": one.draft.name}
        self.desk.go("course", way)

    def discard(self, one: DraftRow) -> None:
        """Forget a draft; for ten seconds it can be had back."""
        draft = one.draft
        drafts = self.operations.drafts
        drafts.discard(draft)

        def back() -> None:
            drafts.put(draft)
            drafts.flush()
            self.load()

        self.desk.notify(
            Notice(
                title=tr("The draft of {title} was discarded", title=one.title),
                icon="trash-2",
                action=(tr("Undo"), back),
            )
        )
        self.load()


class DraftCard(QFrame):
    """One draft: of what, how old, what became of the stored text, and the choices."""

    def __init__(self, page: RecoveryPage, one: DraftRow) -> None:
        super().__init__()
        look = page.look
        self._look, self._one = look, one
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("Draft of {title}", title=one.title))
        lines = self._lines = column(self, margins=(16, 14, 16, 14), gap=10)
        head = frame("plain")
        across = row(head, gap=8)
        words = frame("plain")
        texts = column(words, gap=2)
        texts.addWidget(label(look, one.title, "card-title"))
        texts.addWidget(label(look, self._told(), "small", "muted", wraps=True))
        across.addWidget(words, 1)
        discard = button(look, tr("Discard"), partial(page.discard, one), kind="quiet")
        self._compare = button(look, tr("Compare"), self.compare)
        restore = button(look, tr("Restore"), partial(page.restore, one), kind="primary")
        restore.setEnabled(one.lesson_id is not None)
        if one.lesson_id is None:
            restore.setToolTip(tr("The lesson is gone; copy the text from Compare."))
        for made in (discard, self._compare, restore):
            across.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        lines.addWidget(head)
        self._diff: QTextBrowser | None = None
        look.changed.connect(self._recolor)

    def _told(self) -> str:
        one = self._one
        told = [tr("kept {when}", when=moment_text(one.draft.kept_at))]
        if one.about:
            told.insert(0, one.about)
        if one.stored is not None and one.stored_sha256 != one.draft.base_sha256:
            told.append(tr("the saved lesson was changed since"))
        return ", ".join(told)

    @property
    def key(self) -> str:
        """Which draft it is."""
        return self._one.draft.key

    @property
    def is_compared(self) -> bool:
        """Whether the difference is shown."""
        return self._diff is not None and not self._diff.isHidden()

    def compare(self) -> None:
        """Show or hide how the draft differs from what is stored."""
        if self._diff is not None:
            self._diff.setVisible(self._diff.isHidden())
            return
        self._diff = QTextBrowser()
        self._diff.setAccessibleName(tr("Draft compared with the saved text"))
        self._diff.setFont(self._look.font("editor"))
        self._diff.setMinimumHeight(240)
        self._fill(self._diff)
        self._lines.addWidget(self._diff)

    @Slot()
    def _recolor(self) -> None:
        if self._diff is not None:
            self._diff.clear()
            self._fill(self._diff)

    def _fill(self, browser: QTextBrowser) -> None:
        stored = (self._one.stored or "").splitlines()
        draft = self._one.draft.text.splitlines()
        cursor = QTextCursor(browser.document())
        for kind, a, b, c, d in SequenceMatcher(None, stored, draft, autojunk=False).get_opcodes():
            if kind == "equal":
                self._lines_in(cursor, stored[a:b], "  ", None)
            else:
                self._lines_in(cursor, stored[a:b], "- ", "diff-del")
                self._lines_in(cursor, draft[c:d], "+ ", "diff-add")
        browser.moveCursor(QTextCursor.MoveOperation.Start)

    def _lines_in(
        self, cursor: QTextCursor, texts: list[str], sign: str, token: str | None
    ) -> None:
        shape = QTextCharFormat()
        shape.setForeground(self._look.color("text" if token else "text-muted"))
        if token:
            shape.setBackground(self._look.color(token))
        shape.setFontStrikeOut(token == "diff-del")
        shown = texts if token or len(texts) <= 6 else [*texts[:3], "...", *texts[-3:]]
        for text in shown:
            cursor.insertText(f"{sign}{text}\n", shape)
