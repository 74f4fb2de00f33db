"""Names and values in rows, and what went wrong on its own ground."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme.look import Look, rtl
from ui.widgets.basics import frame, label, row
from ui.widgets.icon_label import IconLabel

NAMES = 96
SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


def fact_table(look: Look, told: Sequence[tuple[str, str]]) -> QWidget:
    """Names at the left, muted; values beside them, which can be selected."""
    holder = frame("plain")
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, NAMES)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    side = Qt.AlignmentFlag.AlignRight if rtl(holder) else Qt.AlignmentFlag.AlignLeft
    for at, (name, value) in enumerate(told):
        named = label(look, name, "small", "muted", wraps=True)
        named.setMaximumWidth(NAMES)
        words = label(look, _breakable(value), "small", wraps=True, tabular=True)
        words.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | top)
        words.setTextInteractionFlags(SELECTABLE)
        words.setAccessibleName(f"{name}: {value}")
        words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        grid.addWidget(named, at, 0, top)
        grid.addWidget(words, at, 1, top)
    return holder


def problem_banner(look: Look, problem: str) -> QWidget:
    """What went wrong, with an icon."""
    banner = frame("callout")
    banner.setProperty("tone", "danger")
    across = row(banner, margins=(10, 8, 10, 8), gap=8)
    mark = IconLabel(look, "circle-alert", "danger")
    across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    words = label(look, _breakable(problem), "body", wraps=True)
    words.setTextInteractionFlags(SELECTABLE)
    words.setAccessibleName(problem)
    words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    across.addWidget(words, 1)
    return banner


def _breakable(text: str) -> str:
    """Let long names and addresses go on in the next line after a sign in them."""
    broken = text
    for sign in "-_./@":
        broken = broken.replace(sign, f"{sign}\u200b")
    return broken
