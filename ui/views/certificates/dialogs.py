"""What is asked before something that cannot be undone, and for a reason or a printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from app.ports.printing import Printer
from app.usecases.certificates_sample import Sample
from ui.feedback.dialogs import Field, Role, Sheet
from ui.theme.look import Look
from ui.views.certificates.issuing import Foreseen
from ui.views.certificates.wording import finding_long
from ui.widgets.basics import column, frame, label
from ui.widgets.words import tr, trn

LISTED = 40
"""Findings that are told by name; the rest are counted."""


class IssueDialog(Sheet):
    """Issue so many? With what is known beforehand: whom it will be refused, what is set small."""

    def __init__(
        self, look: Look, parent: QWidget, foreseen: Foreseen, issue: Callable[[], object]
    ) -> None:
        count = foreseen.count - len(foreseen.missing)
        button_text = trn("Issue {n} certificate", "Issue {n} certificates", count)
        super().__init__(
            look,
            parent,
            f"{button_text}?",
            trn(
                "Its number is final: it can be revoked, not deleted.",
                "Their numbers are final: they can be revoked, not deleted.",
                count,
            ),
            width=480 if not (foreseen.missing or foreseen.small) else 640,
        )
        self._issue = issue
        self._told(
            foreseen.missing,
            trn(
                "{n} will be left out: a letter cannot be printed",
                "{n} will be left out: letters cannot be printed",
                len(foreseen.missing),
            ),
        )
        self._told(
            foreseen.small,
            trn(
                "{n} does not fit and will be set smaller",
                "{n} do not fit and will be set smaller",
                len(foreseen.small),
            ),
        )
        if not (foreseen.missing or foreseen.small):
            fits = trn("All names and titles fit.", "All names and titles fit.", count)
            self.body.addWidget(label(look, fits, "body"))
        self.add_button(tr("Cancel"), Role.RejectRole, self.reject)
        self.go = self.add_button(button_text, Role.AcceptRole, self._decide, kind="primary")
        self.go.setEnabled(count > 0)
        self.go.setFocus()

    def _told(self, samples: Sequence[Sample], title: str) -> None:
        if not samples:
            return
        holder = frame("plain")
        lines = column(holder, gap=6)
        lines.addWidget(label(self.look, title, "card-title"))
        for sample in samples[:LISTED]:
            words = "; ".join(finding_long(one) for one in sample.findings)
            line = f"{sample.job.fields.holder} – {words}"
            lines.addWidget(label(self.look, line, "small", "muted", wraps=True))
        if len(samples) > LISTED:
            rest = trn("and {n} more", "and {n} more", len(samples) - LISTED)
            lines.addWidget(label(self.look, rest, "small", "muted"))
        self.body.addWidget(holder)

    def _decide(self) -> None:
        self.accept()
        self._issue()


class ReasonDialog(Sheet):
    """Revoke or reissue, with the reason that everyone who verifies will read."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        number: str,
        decide: Callable[[str], object],
        *,
        reissue: bool,
    ) -> None:
        title = tr("Reissue {number}?", number=number)
        line = tr(
            "It is revoked, and a new one is issued from today's name, title and grade, under a "
            "new number. This cannot be undone."
        )
        if not reissue:
            title = tr("Revoke {number}?", number=number)
            line = tr("Whoever verifies it will read that it was revoked. This cannot be undone.")
        super().__init__(look, parent, title, line)
        self._decide_with = decide
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self._field = Field(look, tr("Reason"), self.reason, tr("Everyone who verifies reads it."))
        self.body.addWidget(self._field)
        self.add_button(tr("Cancel"), Role.RejectRole, self.reject)
        text = tr("Reissue certificate") if reissue else tr("Revoke certificate")
        self.go = self.add_button(
            text, Role.AcceptRole, self._decide, kind="primary" if reissue else "danger"
        )
        self.go.setDefault(True)
        self.reason.setFocus()

    def _decide(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self._field.wrong(tr("Say why. Example: the name was misspelled."))
            self.reason.setFocus()
            return
        self.accept()
        self._decide_with(reason)


class PrintDialog(Sheet):
    """Which printer; without one, how else."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        count: int,
        printers: Sequence[Printer],
        *,
        print_on: Callable[[str], object],
        save: Callable[[], object],
    ) -> None:
        title = trn("Print {n} certificate", "Print {n} certificates", count)
        none = tr("No printer is set up on this computer.")
        line = tr("The files themselves go to the printer, as they were issued.")
        super().__init__(look, parent, title, line if printers else none, width=400)
        self._print_on, self._save = print_on, save
        self.printers = QComboBox()
        for printer in printers:
            self.printers.addItem(printer.name)
        self.add_button(tr("Cancel"), Role.RejectRole, self.reject)
        if printers:
            self.body.addWidget(Field(look, tr("Printer"), self.printers))
            self.go = self.add_button(title, Role.AcceptRole, self._print, kind="primary")
        else:
            self.printers.hide()
            self.printers.setParent(self)
            self.body.addWidget(self._remedy())
            self.go = self.add_button(
                tr("Save the files"), Role.AcceptRole, self._instead, kind="primary"
            )

    def _remedy(self) -> QFrame:
        holder = frame("plain")
        lines = column(holder)
        words = tr("Add one in the system's settings, or save the files and print them elsewhere.")
        lines.addWidget(label(self.look, words, "body", wraps=True))
        return holder

    def _print(self) -> None:
        self.accept()
        self._print_on(self.printers.currentText())

    def _instead(self) -> None:
        self.accept()
        self._save()
