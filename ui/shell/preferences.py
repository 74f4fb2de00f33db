"""Preferences: searchable, applied at once, each with a way back to its default."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from app.domain.errors import SmartCourseError
from app.domain.messages import sentence
from ui.feedback.dialogs import Role, Sheet
from ui.shell.appearance import SYSTEM, Appearance
from ui.shell.scoring import fit
from ui.theme.look import TEXT_SCALES, Look
from ui.widgets.basics import column, frame, icon_button, label, row, set_property
from ui.widgets.search_field import SearchField
from ui.widgets.words import tr

FORMATS = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "sv_SE", "ar_EG", "hi_IN", "zh_CN")
"""Locales offered for numbers and dates."""

CONTROL_WIDTH = 220
Choice = tuple[str, Any]


class PreferenceRow(QFrame):
    """One preference: its name, what it does, its control, and the way back."""

    def __init__(self, look: Look, title: str, about: str, control: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self.words = f"{title} {about}"
        control.setAccessibleName(title)
        control.setAccessibleDescription(about)
        control.setFixedWidth(CONTROL_WIDTH)
        across = row(self, gap=12)
        texts = frame("plain")
        lines = column(texts, gap=2)
        lines.addWidget(label(look, title, "body-strong"))
        lines.addWidget(label(look, about, "small", "muted", wraps=True))
        self._wrong = label(look, "", "small", "danger", wraps=True)
        self._wrong.hide()
        lines.addWidget(self._wrong)
        self._look, self._named, self._about = look, control, about
        across.addWidget(texts, 1)
        across.addWidget(control)
        self.reset = icon_button(look, "rotate-ccw", tr("Reset {name}", name=title))
        self.reset.setEnabled(False)
        across.addWidget(self.reset)
        look.resized.connect(self._resized)
        self._resized()

    @Slot()
    def _resized(self) -> None:
        self._named.setFont(self._look.font("body"))

    @Slot(str)
    def tell(self, wrong: str) -> None:
        """Say what is wrong with what was entered; nothing where it is well."""
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        set_property(self._named, "wrong", "true" if wrong else "false")
        self._named.setAccessibleDescription(wrong or self._about)

    def no_reset(self) -> None:
        """There is no default to go back to; the place stays empty."""
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)
        self.reset.hide()


class ChoiceRow(PreferenceRow):
    """A preference with a few values; it follows the appearance, whoever changes that."""

    def __init__(
        self,
        look: Look,
        texts: tuple[str, str],
        name: str,
        choices: Sequence[Choice],
        kept: Appearance,
    ) -> None:
        self._control = QComboBox()
        super().__init__(look, *texts, self._control)
        self._name, self._kept = name, kept
        for text, value in choices:
            self._control.addItem(text, value)
        self._control.activated.connect(self._chosen)
        self.reset.clicked.connect(self._reset)
        kept.changed.connect(self._changed)
        self._changed(name)

    @Slot(int)
    def _chosen(self, at: int) -> None:
        self._kept.set(self._name, self._control.itemData(at))

    @Slot()
    def _reset(self) -> None:
        self._kept.reset(self._name)

    @Slot(str)
    def _changed(self, name: str) -> None:
        if name == self._name:
            at = self._control.findData(self._kept.value(name))
            self._control.setCurrentIndex(max(0, at))
            self.reset.setEnabled(not self._kept.is_default(name))


Refused = Callable[[SmartCourseError], None]


class Institution(QLineEdit):
    """The institution's name; `save` is called with it, and with what is told of a refusal.

    Signals:
        told(str): why the name that was entered cannot be; empty once it can.
    """

    told = Signal(str)

    def __init__(
        self, name: str, save: Callable[[str, Refused], object], why_not: str | None
    ) -> None:
        super().__init__(name)
        self._save, self._asked = save, name
        self.setEnabled(why_not is None)
        self.setToolTip(why_not or "")
        self.editingFinished.connect(self._finished)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # Else the sheet would close before it can tell of a refusal.

    @Slot()
    def _finished(self) -> None:
        name = self.text().strip()
        if name != self._asked:
            self._asked = name
            self.told.emit("")
            self._save(name, self._refused)

    def _refused(self, error: SmartCourseError) -> None:
        self.told.emit(sentence(error))


class Preferences(Sheet):
    """The preferences dialog."""

    def __init__(
        self, look: Look, parent: QWidget, appearance: Appearance, institution: Institution | None
    ) -> None:
        super().__init__(look, parent, tr("Preferences"), tr("Every change applies at once."), 640)
        self._appearance = appearance
        self._rows: list[PreferenceRow] = []
        self.search = SearchField(look, tr("Search preferences"), tr("Search preferences"))
        self.search.textChanged.connect(self._filter)
        self.body.addWidget(self.search)
        self._add_choices()
        if institution is not None:
            about = tr("Stands on certificates issued from now on. Undo does not take it back.")
            named = self._add(tr("Institution"), about, institution)
            named.no_reset()
            institution.told.connect(named.tell)
        self._nothing = label(look, tr("No preference has these words."), "body", "muted")
        self._nothing.hide()
        self.body.addWidget(self._nothing)
        self.body.addStretch(1)
        self.add_button(tr("Reset all"), Role.ResetRole, appearance.reset_all)
        self.add_button(tr("Close"), Role.AcceptRole, self.accept, kind="primary")
        self.search.setFocus()

    def _add_choices(self) -> None:
        self._choice("theme", tr("Colors"), tr("Light, dark, or high contrast."), _themes())
        self._choice(
            "density",
            tr("Row height"),
            tr("Compact shows more rows of a list at once."),
            ((tr("Comfortable"), "comfortable"), (tr("Compact"), "compact")),
        )
        sizes = tuple((tr("{n} %", n=round(scale * 100)), scale) for scale in TEXT_SCALES)
        self._choice("text_scale", tr("Text size"), tr("Of everything but the paper."), sizes)
        self._add_language()
        self._choice(
            "formats",
            tr("Numbers and dates"),
            tr("How they are written."),
            ((tr("As the system"), SYSTEM), *((_locale_name(name), name) for name in FORMATS)),
        )
        self._choice(
            "motion",
            tr("Movement"),
            tr("Reduced: nothing slides or fades."),
            ((tr("As the system"), SYSTEM), (tr("Full"), "full"), (tr("Reduced"), "reduced")),
        )

    def _add_language(self) -> None:
        control = QComboBox()
        control.addItem("English")
        self._add(tr("Language"), tr("English is the only one so far."), control).no_reset()

    def _choice(self, name: str, title: str, about: str, choices: Sequence[Choice]) -> None:
        made = ChoiceRow(self.look, (title, about), name, choices, self._appearance)
        self._rows.append(made)
        self.body.addWidget(made)

    def _add(self, title: str, about: str, control: QWidget) -> PreferenceRow:
        made = PreferenceRow(self.look, title, about, control)
        self._rows.append(made)
        self.body.addWidget(made)
        return made

    @Slot(str)
    def _filter(self, text: str) -> None:
        for one in self._rows:
            one.setVisible(fit(text, one.words) is not None)
        self._nothing.setVisible(all(one.isHidden() for one in self._rows))


def _themes() -> Sequence[Choice]:
    return (
        (tr("As the system"), SYSTEM),
        (tr("Light"), "light"),
        (tr("Dark"), "dark"),
        (tr("High contrast"), "high-contrast"),
    )


def _locale_name(name: str) -> str:
    locale = QLocale(name)
    language = tr(QLocale.languageToString(locale.language()))
    return f"{language} ({tr(QLocale.territoryToString(locale.territory()))})"
