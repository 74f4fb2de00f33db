"""Verify: tell whether a certificate is genuine, by file, picture, code, number or QR text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtGui import (
    QGuiApplication,
    QHideEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QScrollArea, QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.errors import SmartCourseError
from app.domain.messages import sentence
from ui.operations.tasks import Ticket
from ui.views.page import Desk, Page
from ui.views.verify.checking import Check, check_image, check_path, check_typed
from ui.views.verify.drop_zone import DropZone, given_files, given_image
from ui.views.verify.recent import RecentChecks, RecentList
from ui.views.verify.verdict_card import VerdictCard
from ui.widgets.actions import ActionSpec
from ui.widgets.basics import Button, Text, button, column, frame, label, row, set_property
from ui.widgets.page_head import PageHead
from ui.widgets.scrolled import scroll_back, scrolled
from ui.widgets.words import tr

COLUMN = 720
PANEL = 284
NARROW = 900


class VerifyPage(Page):
    """Drop zone and field, the verdict below, recent checks beside."""

    TITLE = "Verify"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._stale = False
        self._tickets: list[Ticket] = []
        self._waiting = 0
        self.card: VerdictCard | None = None
        self.recent = RecentChecks()
        self._compose()
        self.zone.choose.setToolTip(tr("Choose a file (Ctrl+Shift+O)"))
        self.zone.paste.setToolTip(tr("Check what was copied: a file, picture or text (Ctrl+V)"))
        desk.look.changed.connect(self._restyle)

    # what it is made of

    def _compose(self) -> None:
        lines = column(self)
        lines.addWidget(self._head())
        body = frame("surface")
        across = row(body)
        across.addWidget(self._middle(), 1)
        across.addWidget(self._side())
        lines.addWidget(body, 1)

    def _head(self) -> QWidget:
        head = PageHead(self.look, tr("Verify"))
        head.tell(tr("Is a certificate genuine? No network is needed: it proves itself."))
        return head

    def _middle(self) -> QWidget:
        look = self.look
        holder = frame("surface")
        centred = row(holder, margins=(24, 8, 24, 24))
        content = frame("plain")
        content.setMaximumWidth(COLUMN)
        self._lines = column(content, gap=16)
        self.zone = DropZone(look)
        self.zone.choosing.connect(self.choose)
        self.zone.pasting.connect(self.paste)
        self.zone.dropped.connect(self.take)
        self._lines.addWidget(self.zone)
        self.trouble: Text = label(look, "", "body", "danger", wraps=True)
        self.trouble.hide()
        self._lines.addWidget(self.trouble)
        self._lines.addWidget(self._typed())
        self._lines.addStretch(1)
        centred.addWidget(content, 1)
        centred.addStretch(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        self._area = area
        return area

    def _typed(self) -> QWidget:
        look = self.look
        holder = frame("plain")
        lines = column(holder, gap=4)
        name = label(look, tr("Number, code or QR text"), "label")
        lines.addWidget(name)
        across_frame = frame("plain")
        across = row(across_frame, gap=8)
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Number, code or QR text"))
        self.field.setFont(look.font("body", tabular=True))
        self.field.setPlaceholderText(tr("SC-2026-000123"))
        self.field.setMaxLength(2_000)
        self.field.returnPressed.connect(self.check_field)
        self.field.textEdited.connect(self._clear_note)
        name.setBuddy(self.field)
        self.check_button: Button = button(look, tr("Check"), self.check_field, kind="primary")
        across.addWidget(self.field, 1)
        across.addWidget(self.check_button)
        lines.addWidget(across_frame)
        self.note: Text = label(look, "", "small", "muted", wraps=True)
        self.note.hide()
        lines.addWidget(self.note)
        return holder

    def _side(self) -> QFrame:
        look = self.look
        panel = frame("inspector")
        panel.setFixedWidth(PANEL)
        panel.setAccessibleName(tr("Recent checks"))
        lines = column(panel, margins=(0, 12, 0, 0), gap=8)
        head = frame("plain")
        titles = column(head, margins=(16, 0, 16, 0), gap=4)
        titles.addWidget(label(look, tr("Recent checks"), "section-title"))
        hint = tr("What you check is listed here until SmartCourse closes.")
        self._hint = label(look, hint, "small", "muted", wraps=True)
        titles.addWidget(self._hint)
        lines.addWidget(head)
        self.list = RecentList(look, self.recent)
        self.list.chosen.connect(self._show)
        lines.addWidget(self.list, 1)
        self._panel = panel
        return panel

    def _register(self) -> None:
        self.desk.actions.remove("verify.")
        told = (
            ("verify.choose", tr("Verify a file"), "folder-open", "Ctrl+Shift+O", self.choose),
            ("verify.paste", tr("Verify what was copied"), "copy", "Ctrl+Shift+V", self.paste),
        )
        for name, text, icon, keys, run in told:
            self.desk.actions.add(
                ActionSpec(
                    id=name,
                    text=text,
                    icon=icon,
                    run=run,
                    shortcut=keys,
                    group=tr("Certificates"),
                )
            )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._register()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Elsewhere these keys belong to others.
        self.desk.actions.remove("verify.")

    # coming and going

    def main_view(self) -> QWidget:
        return self.field

    def open(self, params: Mapping[str, Any]) -> None:
        if params.get("number"):
            self.field.setText(str(params["number"]))
            self.check_field()
        for path in params.get("files", ()):
            self._check(partial(check_path, path=Path(path)), self._refuse_given)
        if "kept" in params:
            self._go_on(params)
        else:
            # Whoever comes back has another one to check: typing replaces the last.
            self.field.selectAll()

    def standing(self) -> Mapping[str, Any]:
        return {
            "kept": self.recent.kept,
            "at": self.list.currentIndex().row(),
            "shown": self.card.check if self.card is not None else None,
            "typed": self.field.text(),
            "wrong": "" if self.note.isHidden() else self.note.text(),
            "trouble": "" if self.trouble.isHidden() else self.trouble.text(),
            "scrolled": scrolled(self._area),
        }

    def _go_on(self, stood: Mapping[str, Any]) -> None:
        """Show what another page showed; nothing is checked again."""
        self.recent.take(stood["kept"])
        self._hint.setVisible(not stood["kept"])
        self.list.setCurrentIndex(self.recent.index(stood["at"]))
        self.field.setText(stood["typed"])
        if stood["shown"] is not None:
            self._show(stood["shown"])
        if stood["wrong"]:
            self._wrong(stood["wrong"])
        if stood["trouble"]:
            self._tell_trouble(stood["trouble"])
        scroll_back(self._area, stood["scrolled"])

    def take_files(self, paths: Sequence[Path]) -> bool:
        self.check_files([str(path) for path in paths])
        return True

    # what can be checked

    @Slot()
    def check_field(self) -> None:
        """Check what was typed."""
        typed = self.field.text().strip()
        if not typed:
            self._wrong(tr("Type a number, a code or a QR code's text. Example: SC-2026-000123"))
            self.field.setFocus()
            return
        self._check(lambda context: check_typed(context, typed), self._refuse_typed)

    @Slot()
    def choose(self) -> None:
        """Choose files to check."""
        dialog = QFileDialog(self, tr("Verify a certificate"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [tr("Certificates and pictures (*.pdf *.png *.jpg *.jpeg *.webp *.bmp)"), tr("All (*)")]
        )
        dialog.filesSelected.connect(self.check_files)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(list)
    def check_files(self, names: list[str]) -> None:
        """Check files, one after the other."""
        self.field.clear()
        for name in names:
            self._check(partial(check_path, path=Path(name)), self._refuse_given)

    @Slot()
    def paste(self) -> None:
        """Check what the clipboard holds."""
        # An empty clipboard has none, whatever its type says.
        held = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
        self.take(QMimeData() if held is None else held)

    @Slot(object)
    def take(self, data: QMimeData) -> None:
        """Check what was dropped or pasted."""
        files = given_files(data)
        image: QImage | None = given_image(data)
        if files:
            self.check_files([str(path) for path in files])
        elif image is not None:
            picture = image.copy()
            name = tr("Pasted picture")
            self.field.clear()
            self._check(lambda context: check_image(context, picture, name), self._refuse_given)
        elif data.text().strip().startswith(("http://", "https://")):
            self._clear_note()
            # Also a link to a certificate: its address is neither number nor code.
            words = tr(
                "This is a link, and nothing is fetched from the web: "
                "save what it leads to, then drop that file."
            )
            self._tell_trouble(words)
        elif data.hasText() and data.text().strip():
            self.field.setText(data.text().strip())
            self.check_field()
        else:
            self._clear_note()
            words = tr("There is nothing here that can be checked. Copy a PDF or a picture.")
            self._tell_trouble(words)

    # checking

    def _check(
        self, work: Callable[[Context], Check], refused: Callable[[SmartCourseError], None]
    ) -> None:
        def run(context: Context, actor: Actor) -> Check:
            del actor
            return work(context)

        self._clear_note()
        self._waiting += 1
        self.check_button.setEnabled(False)
        self.operations.inquire(run, self._checked, refused)

    def _checked(self, check: Check) -> None:
        self._ended()
        self.recent.add(check)
        self._hint.hide()
        self.list.setCurrentIndex(self.recent.index(0))
        self._show(check)

    def _refuse_typed(self, error: SmartCourseError) -> None:
        self._ended()
        self._drop_card()
        self._wrong(sentence(error))

    def _refuse_given(self, error: SmartCourseError) -> None:
        """Told where the file or picture was let go; the zone stays as large as it is."""
        self._ended()
        low = self.card is not None or self.trouble.isVisible()
        self._drop_card()
        self.zone.set_low(low=low)
        self._tell_trouble(sentence(error))

    def _tell_trouble(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.show()
        self.zone.setAccessibleDescription(words)

    def _ended(self) -> None:
        self._waiting -= 1
        self.check_button.setEnabled(self._waiting == 0)

    @Slot(object)
    def _show(self, check: Check) -> None:
        self._drop_card()
        self.zone.set_low(low=True)
        self.card = VerdictCard(self.look, check, self._open_certificate)
        self._lines.insertWidget(3, self.card)
        self._lines.activate()
        self._area.ensureWidgetVisible(self.card, 0, 24)

    def _drop_card(self) -> None:
        if self.card is not None:
            self._lines.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
            self.card = None
            self.zone.set_low(low=False)

    def _open_certificate(self, number: str) -> None:
        self.desk.go("certificates", {"tab": "issued", "search": number})

    # the line below the field

    def _wrong(self, words: str) -> None:
        set_property(self.field, "wrong", "true")
        self.note.setText(words)
        self.note.set_tone("danger")
        self.note.show()
        self.field.setAccessibleDescription(words)

    @Slot()
    def _clear_note(self) -> None:
        self.trouble.hide()
        self.zone.setAccessibleDescription("")
        set_property(self.field, "wrong", "false")
        self.note.hide()
        self.field.setAccessibleDescription("")

    # keys and looks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Escape and self.card is not None:
            self._drop_card()
            self.field.setFocus()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _restyle(self) -> None:
        self.field.setFont(self.look.font("body", tabular=True))
        if self.card is not None:
            self._show(self.card.check)
