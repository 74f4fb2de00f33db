"""Choosing a period: usual ones by name, or from a day to a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QRadioButton, QWidget

from app.queries.analytics_spans import Span
from ui.feedback.popovers import Popover
from ui.theme.look import Look
from ui.widgets.basics import button, column, frame, hairline, label, row
from ui.widgets.day_field import DayField
from ui.widgets.words import tr

ALL: Final = "all"
CUSTOM: Final = "custom"
USUAL: Final = "91"

PRESETS: Mapping[str, Callable[[date], Span | None]] = {
    "28": lambda today: Span(today - timedelta(days=27), today),
    "91": lambda today: Span(today - timedelta(days=90), today),
    "364": lambda today: Span(today - timedelta(days=363), today),
    "month": lambda today: Span(today.replace(day=1), today),
    "year": lambda today: Span(today.replace(month=1, day=1), today),
    ALL: lambda _today: None,
}


def preset_words(preset: str) -> str:
    """A usual period's name."""
    return {
        "28": tr("Last 4 weeks"),
        "91": tr("Last 13 weeks"),
        "364": tr("Last 52 weeks"),
        "month": tr("This month"),
        "year": tr("This year"),
        ALL: tr("All times"),
        CUSTOM: tr("From a day to a day"),
    }[preset]


class SpanPopover(Popover):
    """The period's editor.

    Signals:
        picked(str, Span | None): a period by name, or the days that were entered.
    """

    picked = Signal(str, object)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window, tr("Period"), 300)
        layout = column(self, margins=(16, 14, 16, 16), gap=2)
        layout.addWidget(label(look, tr("Enrolled"), "label"))
        self.radios: dict[str, QRadioButton] = {}
        for preset in PRESETS:
            radio = QRadioButton(preset_words(preset))
            radio.setFont(look.font("body"))
            radio.clicked.connect(lambda _checked, preset=preset: self._pick(preset))
            self.radios[preset] = radio
            layout.addWidget(radio)
        layout.addSpacing(6)
        layout.addWidget(hairline())
        layout.addSpacing(8)
        self.first = DayField(look, tr("From"))
        self.last = DayField(look, tr("Until"))
        days = frame("plain")
        inner = row(days, gap=8)
        inner.addWidget(self._field(tr("From"), self.first))
        inner.addWidget(self._field(tr("Until"), self.last))
        layout.addWidget(days)
        layout.addSpacing(10)
        self.apply = button(look, tr("Show these days"), self._pick_days, kind="primary")
        layout.addWidget(self.apply)

    def _field(self, name: str, edit: DayField) -> QWidget:
        field = frame("plain")
        layout = column(field, gap=4)
        layout.addWidget(label(self.look, name, "label"))
        layout.addWidget(edit)
        return field

    def show_choice(self, preset: str, span: Span) -> None:
        """Begin with what is chosen now."""
        for name, radio in self.radios.items():
            radio.setAutoExclusive(False)
            radio.setChecked(name == preset)
            radio.setAutoExclusive(True)
        self.first.setDate(QDate(span.first.year, span.first.month, span.first.day))
        self.last.setDate(QDate(span.last.year, span.last.month, span.last.day))

    def first_focus(self) -> None:
        """The chosen period, else the first day."""
        for radio in self.radios.values():
            if radio.isChecked():
                radio.setFocus(Qt.FocusReason.PopupFocusReason)
                return
        self.first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _pick(self, preset: str) -> None:
        self.close_up()
        today = QDate.currentDate()
        self.picked.emit(preset, PRESETS[preset](_date(today)))

    def _pick_days(self) -> None:
        ends = sorted((_date(self.first.date()), _date(self.last.date())))
        self.close_up()
        self.picked.emit(CUSTOM, Span(*ends))


def _date(value: QDate) -> date:
    return date(value.year(), value.month(), value.day())
