"""The verdict: a word, why, and what was issued beside what the copy shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from app.queries.certificates_compare import Compared
from ui.theme.look import Look
from ui.views.verify.checking import Check
from ui.views.verify.words import Face, face, field_name, told
from ui.widgets.basics import button, column, frame, label, row
from ui.widgets.icon_label import CircledIcon, IconLabel
from ui.widgets.words import tr

CIRCLE = 40
NAMES_WIDTH = 116
ROW = 18


class VerdictCard(QFrame):
    """One check's outcome. `open_certificate(number)` is offered where the record is here."""

    def __init__(self, look: Look, check: Check, open_certificate: Callable[[str], object]) -> None:
        super().__init__()
        self.check = check
        self._look = look
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        shown = face(check.verdict.verdict)
        why = told(check)
        self.setAccessibleName(f"{shown.word}. {check.what}. {why}")
        lines = column(self)
        lines.addWidget(self._head(check, shown, why))
        if check.compared:
            lines.addWidget(self._fields(check))
        if check.newest_number is not None:
            found = check.newest_number
            foot = frame("plain")
            across = row(foot, margins=(20, 0, 20, 16), gap=8)
            checked = check.verdict.certificate_number
            words = (
                tr("Open the certificate")
                if found == checked
                else tr("Open {number}, which took its place", number=found)
            )
            self.open = button(look, words, lambda: open_certificate(found), icon="award")
            across.addWidget(self.open)
            across.addStretch(1)
            lines.addWidget(foot)

    def _head(self, check: Check, shown: Face, why: str) -> QWidget:
        look = self._look
        head = frame("verdict")
        head.setProperty("tone", shown.tone or "neutral")
        head.setProperty("alone", "false" if check.compared else "true")
        across = row(head, margins=(20, 18, 20, 18), gap=16)
        across.addWidget(self._picture(shown), 0, Qt.AlignmentFlag.AlignTop)
        words = frame("plain")
        lines = column(words, gap=4)
        top = frame("plain")
        beside = row(top, gap=10)
        beside.addWidget(label(look, shown.word, "page-title", shown.tone))
        what = label(look, check.what, "body", "muted")
        what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        beside.addWidget(what, 1, Qt.AlignmentFlag.AlignBottom)
        lines.addWidget(top)
        lines.addWidget(label(look, why, "body", wraps=True))
        across.addWidget(words, 1)
        return head

    def _picture(self, shown: Face) -> QLabel:
        tone = shown.tone or "neutral"
        return CircledIcon(
            self._look, shown.icon, tone, across=CIRCLE, ground="surface", edge=f"{tone}-solid"
        )

    def _fields(self, check: Check) -> QWidget:
        holder = frame("plain")
        grid = QGridLayout(holder)
        grid.setContentsMargins(20, 14, 20, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, NAMES_WIDTH)
        both = any(one.shown is not None for one in check.compared)
        grid.setColumnStretch(1, 1)
        known = check.verdict.ground not in ("altered", "differs") or check.newest_number
        grid.addWidget(label(self._look, "", "label"), 0, 0)
        issued = tr("Issued") if known else tr("It says")
        grid.addWidget(label(self._look, issued, "label", "muted"), 0, 1)
        if both:
            grid.setColumnStretch(2, 1)
            grid.addWidget(label(self._look, tr("This copy shows"), "label", "muted"), 0, 2)
        shown = [one for one in check.compared if one.issued or one.shown]
        for at, one in enumerate(shown, start=1):
            self._field(grid, at, one, both=both)
        return holder

    def _field(self, grid: QGridLayout, at: int, one: Compared, *, both: bool) -> None:
        top = Qt.AlignmentFlag.AlignTop
        look = self._look
        grid.setRowMinimumHeight(at, ROW)
        grid.addWidget(label(look, field_name(one.field), "body", "muted"), at, 0, top)
        issued = label(look, one.issued or "–", "body-strong", wraps=True, tabular=True)
        issued.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(issued, at, 1, top)
        if both:
            grid.addWidget(self._shown(one), at, 2, top)

    def _shown(self, one: Compared) -> QWidget:
        look = self._look
        holder = frame("plain")
        across = row(holder, gap=6)
        if one.shown is None:
            across.addWidget(label(look, tr("not read"), "body", "muted"), 1)
            return holder
        icon, tone = ("check", "success") if one.same else ("circle-x", "danger")
        mark = IconLabel(look, icon, tone, 14)
        mark.setAccessibleName(tr("the same") if one.same else tr("different"))
        across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = one.shown or tr("not in this file")
        across.addWidget(
            label(
                look,
                words,
                "body" if one.same else "body-strong",
                "" if one.same else "danger",
                wraps=True,
                tabular=True,
            ),
            1,
        )
        return holder
