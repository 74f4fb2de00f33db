"""Verify by file, edited copy, code, number, QR text, picture and paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.commands import ReissueCertificate, RevokeCertificate
from app.domain.entities import CertificateIssue
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.certificates.page import CertificatesPage
from ui.views.verify.page import VerifyPage
from ui.views.verify.recent import KEPT, RecentChecks
from ui.widgets.basics import Text
from ui.widgets.pdf_page import drawn, opened

NUMBER = "SC-2026-000001"


class Checker:
    """Whoever checks certificates at the page."""

    def __init__(self, desktop: Desktop, qtbot: QtBot, folder: Path) -> None:
        self.desktop, self.qtbot, self.folder = desktop, qtbot, folder
        desktop.window.go("verify", {})
        settle(desktop)
        page = desktop.window.page
        assert isinstance(page, VerifyPage)
        self.page = page
        context = desktop.operations.context
        with context.store.reading() as rows:
            (self.issue,) = rows.find(CertificateIssue, certificate_number=NUMBER)
        with context.files.open(self.issue.pdf_sha256 or "") as stored:
            self.pdf = stored.read()

    def after(self, deed: Callable[[], object]) -> str:
        """The verdict's word and its reason once a deed has been checked."""
        deed()
        settle(self.desktop)
        return "" if self.page.card is None else self.page.card.accessibleName()

    def typed(self, text: str) -> str:
        """The verdict on what is typed and entered."""
        self.page.field.setText(text)
        return self.after(lambda: self.qtbot.keyClick(self.page.field, Qt.Key.Key_Return))

    def file(self, name: str, data: bytes) -> str:
        """The verdict on a file."""
        path = self.folder / name
        path.write_bytes(data)
        return self.after(lambda: self.page.check_files([str(path)]))

    def words(self) -> list[str]:
        """Every text of the verdict's card."""
        assert self.page.card is not None
        return [one.text() for one in self.page.card.findChildren(Text)]

    def picture(self, turn: int = 0) -> Path:
        """A photo of the paper, turned by some degrees."""
        from PySide6.QtGui import QTransform

        with opened(self.pdf) as document:
            image = drawn(document, 1500)
        path = self.folder / f"photo-{turn}.png"
        image.transformed(QTransform().rotate(turn)).save(str(path))
        return path


@pytest.fixture
def checker(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> Checker:
    """At the page, with a certificate at hand."""
    folder = tmp_path / "given"
    folder.mkdir()
    return Checker(desktop, qtbot, folder)


def with_another_name(pdf: bytes, folder: Path) -> bytes:
    """A copy on which somebody overwrote the words: the page now says other ones."""
    source, target = folder / "source.pdf", folder / "forged.pdf"
    source.write_bytes(pdf)
    writer = PdfWriter(clone_from=PdfReader(source))
    page = writer.pages[0]
    font = writer._add_object(
        _dictionary({"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"})
    )
    page["/Resources"]["/Font"][NameObject("/Forged")] = font  # type: ignore[index]
    stream = DecodedStreamObject()
    stream.set_data(f"BT /Forged 20 Tf 100 300 Td (Mallory) Tj 0 -40 Td ({NUMBER}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(target)
    return target.read_bytes()


def _dictionary(entries: dict[str, str]):  # type: ignore[no-untyped-def]
    from pypdf.generic import DictionaryObject

    return DictionaryObject({NameObject(key): NameObject(it) for key, it in entries.items()})


def test_files_genuine_edited_forged_and_strange(checker: Checker) -> None:
    assert checker.file("good.pdf", checker.pdf).startswith("Genuine. good.pdf.")
    edited = checker.file("edited.pdf", checker.pdf + b"\n% a line more")
    assert edited.startswith("Edited.")
    assert "Its words are the same" in edited
    forged = checker.file("forged.pdf", with_another_name(checker.pdf, checker.folder))
    assert forged.startswith("Edited.")
    assert "Trust only what was issued." in forged
    holder = checker.issue.fields["holder"]
    assert holder in checker.words()
    assert "Issued" in checker.words()
    assert "This copy shows" in checker.words()
    assert checker.page.card is not None
    shown = {one.field: one for one in checker.page.card.check.compared}
    assert not shown["holder"].same
    assert shown["certificate_number"].same
    assert checker.file("empty.pdf", b"%PDF-1.7 and nothing else").startswith("Unknown.")


def test_numbers_codes_and_texts_by_keyboard(checker: Checker) -> None:
    issue = checker.issue
    assert checker.typed(NUMBER.lower()).startswith("Genuine.")
    assert checker.typed(issue.verification_code).startswith("Genuine.")
    assert checker.typed("SC-2026-999999").startswith("Unknown.")
    assert checker.typed(issue.qr_text).startswith("Genuine.")
    holder = str(issue.fields["holder"])
    changed = issue.qr_text.replace("*20", "*19", 1)
    assert changed != issue.qr_text
    assert checker.typed(changed).startswith("Edited.")
    assert holder in checker.words()
    checker.page.field.clear()
    checker.after(checker.page.check_field)
    assert "Example: SC-2026-000123" in checker.page.note.text()
    assert checker.page.field.property("wrong") == "true"
    checker.qtbot.keyClick(checker.page, Qt.Key.Key_Escape)
    assert checker.page.card is None


def test_pictures_of_the_code(checker: Checker) -> None:
    for turn in (0, 90, 12):
        told = checker.after(lambda t=turn: checker.page.check_files([str(checker.picture(t))]))
        assert told.startswith(f"Genuine. photo-{turn}.png.")
    blank = QImage(600, 400, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    blank.save(str(checker.folder / "blank.png"))
    checker.after(lambda: checker.page.check_files([str(checker.folder / "blank.png")]))
    assert checker.page.card is None
    assert checker.page.trouble.text().startswith("No QR code could be read in blank.png.")
    checker.file("notes.txt", b"not a certificate")
    assert "neither a PDF nor a picture" in checker.page.trouble.text()
    checker.after(lambda: checker.page.check_files([str(checker.folder / "gone.pdf")]))
    assert checker.page.trouble.text().startswith("gone.pdf cannot be read")


def test_what_is_dropped_or_pasted(checker: Checker) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(checker.picture()))])
    event = QDropEvent(
        QPointF(QPoint(20, 20)), Qt.DropAction.CopyAction, data,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    assert checker.after(lambda: checker.page.zone.dropEvent(event)).startswith("Genuine.")
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(QImage(str(checker.picture())))
    assert checker.after(checker.page.paste).startswith("Genuine. Pasted picture.")
    clipboard.setText("SC-2026-999999")
    assert checker.after(checker.page.paste).startswith("Unknown.")
    clipboard.clear()
    checker.after(checker.page.paste)
    assert "nothing here that can be checked" in checker.page.trouble.text()


def test_a_revoked_one_tells_why_and_leads_to_the_record(checker: Checker) -> None:
    revoke = RevokeCertificate(certificate_number=NUMBER, reason="Wrong course")
    checker.desktop.operations.execute(revoke)
    settle(checker.desktop)
    told = checker.file("good.pdf", checker.pdf)
    assert told.startswith("Revoked.")
    assert "Wrong course" in told
    assert checker.page.card is not None
    checker.page.card.open.click()
    page = checker.desktop.window.page
    assert isinstance(page, CertificatesPage)
    checker.qtbot.waitUntil(lambda: page.issued.model.count == 1)
    assert page.issued.model.cell(0, "number") == NUMBER


def test_recent_checks_are_listed_and_shown_again(checker: Checker) -> None:
    model = checker.page.recent
    QAbstractItemModelTester(model)
    checker.typed(NUMBER)
    checker.typed("SC-2026-999999")
    assert [model.index(row).data() for row in range(2)] == ["SC-2026-999999", NUMBER]
    checker.page.list.setCurrentIndex(model.index(1))
    checker.page.list.activated.emit(model.index(1))
    assert checker.page.card is not None
    assert checker.page.card.accessibleName().startswith("Genuine.")
    checker.desktop.look.change(theme="dark")
    assert checker.page.card.accessibleName().startswith("Genuine.")
    full = RecentChecks()
    QAbstractItemModelTester(full)
    for _ in range(KEPT + 5):
        full.add(checker.page.card.check)
    assert full.rowCount() == KEPT


def _texts(view: QWidget) -> list[str]:
    return [one.text() for one in view.findChildren(Text)]


def test_a_reissued_number_tells_which_took_its_place(checker: Checker) -> None:
    done: list[str] = []
    checker.desktop.operations.execute(
        ReissueCertificate(
            certificate_number=NUMBER, reason="A slip in the name", verification_code="ABCD2345EFGH"
        ),
        lambda one: done.append(str(one.outcome.data["certificate_number"])),
    )
    settle(checker.desktop)
    told = checker.typed(NUMBER)
    assert told.startswith("Revoked.")
    assert told.endswith(f"Reason: A slip in the name. {done[0]} has taken its place.")
    assert checker.page.card is not None
    assert done[0] in checker.page.card.open.text()
    checker.page.card.open.click()
    settle(checker.desktop)
    page = checker.desktop.window.page
    assert isinstance(page, CertificatesPage)
    # The replaced number leads to it as well, in whole and in part, and is listed with it.
    assert page.issued.query.words == (done[0],)
    for words in (NUMBER, NUMBER[-6:], f"replaced:{NUMBER[-6:]}"):
        page.issued.search_for(words)
        settle(checker.desktop)
        assert page.issued.model.count == 1, words
        assert page.issued.model.cell(0, "number") == done[0]
        # The preview follows a moment after the list.
        checker.qtbot.waitUntil(lambda: NUMBER in _texts(page.preview))
        assert any(one.startswith("Revoked") for one in _texts(page.preview))
    page.issued.search_for(f"-{NUMBER[-6:]}")
    settle(checker.desktop)
    others = page.issued.model.count
    page.issued.search_for("")
    settle(checker.desktop)
    assert others is not None
    assert page.issued.model.count == others + 1
    checker.desktop.window.go("verify", {})
    settle(checker.desktop)
    assert "taken its place" not in checker.typed(done[0])
    assert checker.page.card.open.text() == "Open the certificate"


def test_a_picture_without_a_code_is_told_at_the_zone_which_keeps_its_size(
    checker: Checker,
) -> None:
    page = checker.page
    blank = QImage(40, 40, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    path = checker.folder / "blank.png"
    blank.save(str(path))
    assert checker.typed(NUMBER)
    low = page.zone.height()
    page.check_files([str(path)])
    settle(checker.desktop)
    assert page.trouble.isVisible()
    assert page.zone.accessibleDescription() == page.trouble.text()
    assert page.zone.height() == low
    assert page.field.property("wrong") != "true"
    assert page.note.isHidden()
    assert checker.typed(NUMBER)
    assert page.trouble.isHidden()


def test_what_is_typed_after_coming_back_replaces_what_was_checked(checker: Checker) -> None:
    window = checker.desktop.window
    assert checker.typed(NUMBER).startswith("Genuine.")
    window.go("home", {})
    settle(checker.desktop)
    window.go("verify", {})
    settle(checker.desktop)
    checker.qtbot.keyClicks(checker.page.field, "SC-2026-999999")
    assert checker.page.field.text() == "SC-2026-999999"
    told = checker.after(lambda: checker.qtbot.keyClick(checker.page.field, Qt.Key.Key_Return))
    assert told.startswith("Unknown.")
