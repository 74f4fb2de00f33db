"""Issued certificates: preview, files, paper, revoking and reissuing."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.certificates.conftest import Staff
from ui.operations.jobs import Job
from ui.views.certificates.dialogs import PrintDialog, ReasonDialog
from ui.views.certificates.output import files_of, read_file
from ui.views.certificates.raster import print_pages
from ui.views.verify.pictures import gray
from ui.widgets.basics import Button, Text
from ui.widgets.pdf_page import drawn, lines, opened

Key = Qt.Key


@pytest.fixture
def office(staff: Staff) -> Staff:
    """At the list of issued certificates."""
    staff.page.show_tab(1)
    staff.wait_for_rows(staff.page.issued)
    return staff


def ink(image: QImage) -> int:
    """How many different colours a picture has, on a coarse raster of points."""
    step = max(1, image.width() // 100)
    return len(
        {
            image.pixel(x, y)
            for x in range(0, image.width(), step)
            for y in range(0, image.height(), step)
        }
    )


def test_the_preview_is_the_stored_file(office: Staff) -> None:
    grid, page = office.page.issued, office.page
    QAbstractItemModelTester(grid.model)
    assert grid.model.count == 91
    for row in (0, 40, 90):
        grid.table.set_current(row)
        shown = office.shown()
        assert shown.pages == 1
        assert shown.data is not None
        assert shown.detail is not None
        assert sha256(shown.data).hexdigest() == shown.detail.issue.pdf_sha256
        with opened(shown.data) as document:
            number = grid.model.cell(row, "number")
            assert any(str(number) in line for line in lines(document))
        image = page.preview.paper.image
        assert image is not None
        assert ink(image) > 20
    assert page.preview.place.text() == "91 of 91"
    assert not page.preview.forth.isEnabled()


def test_revoking_needs_a_reason_and_reissuing_keeps_the_history(office: Staff) -> None:
    page = office.page
    shown = office.shown()
    assert shown.detail is not None
    number = shown.detail.issue.certificate_number
    page.revoke_this.click()
    dialog = office.dialog(ReasonDialog)
    dialog.go.click()
    assert dialog.isVisible()
    assert dialog.reason.property("wrong") == "true"
    office.qtbot.keyClicks(dialog.reason, "Issued to the wrong person")
    office.qtbot.keyClick(dialog.reason, Key.Key_Return)
    office.wait(lambda: page.issued.model.cell(0, "state") == "revoked")
    office.wait(lambda: not page.revoke_this.isVisible())
    window, keys = office.desktop.window, Qt.KeyboardModifier
    office.come_back()
    page.main_view().setFocus()
    office.qtbot.keyClick(window, Key.Key_N, keys.ControlModifier | keys.AltModifier)
    again = office.dialog(ReasonDialog)
    office.qtbot.keyClicks(again.reason, "The right person this time")
    office.qtbot.keyClick(again.reason, Key.Key_Return)
    office.wait(lambda: page.issued.model.cell(0, "state") == "valid")
    office.wait(lambda: page.preview.now and page.preview.now.detail
                and len(page.preview.now.detail.history) == 2)  # fmt: skip
    now = office.shown()
    assert now.detail is not None
    old = now.detail.history[1]
    assert old.certificate_number == number
    assert old.revoked_reason == "Issued to the wrong person"
    assert now.detail.issue.replaces == number


def test_many_are_saved_under_their_numbers(office: Staff, tmp_path: Path) -> None:
    context = office.desktop.operations.context
    ids = [int(office.page.issued.model.id_at(row) or 0) for row in range(25)]
    jobs: list[Job] = []
    office.page.handling.with_files(
        ids, lambda files: jobs.append(office.page.handling.save_into(files, tmp_path / "out"))
    )
    office.wait(lambda: jobs and jobs[0].state != "running")
    assert jobs[0].state == "finished"
    files = files_of(context, ids)
    assert len(files) == 25
    for file in files:
        saved = (tmp_path / "out" / f"{file.certificate_number}.pdf").read_bytes()
        assert sha256(saved).hexdigest() == file.pdf_sha256
    assert len(list((tmp_path / "out").iterdir())) == 25


def test_a_folder_that_cannot_be_written_is_told(office: Staff, tmp_path: Path) -> None:
    taken = tmp_path / "a file"
    taken.write_text("in the way")
    handling, context = office.page.handling, office.desktop.operations.context
    files = files_of(context, [int(office.page.issued.model.id_at(0) or 0)])
    job = handling.save_into(files, taken / "below")
    office.wait(lambda: job.state != "running")
    assert job.state == "failed"
    assert str(taken) in job.detail


def test_printing_hands_the_very_files_to_the_spooler(office: Staff, spooler: Path) -> None:
    page, bot = office.page, office.qtbot
    page.main_view().setFocus()
    for _ in range(2):
        bot.keyClick(page.main_view(), Key.Key_Space)
        bot.keyClick(page.main_view(), Key.Key_Down)
    keys = Qt.KeyboardModifier
    bot.keyClick(office.desktop.window, Key.Key_Q, keys.ControlModifier | keys.ShiftModifier)
    office.wait(lambda: len(page.queue.numbers) == 2)
    numbers = set(page.queue.numbers)
    bot.keyClick(office.desktop.window, Key.Key_3, keys.AltModifier)
    office.wait_for_rows(page.queued)
    assert page.queued.model.count == 2
    page.primary.click()
    dialog = office.dialog(PrintDialog)
    assert dialog.printers.currentText() == "Office"
    assert dialog.windowTitle() == "Print 2 certificates"
    bot.keyClick(dialog, Key.Key_Return)
    office.wait(lambda: not page.queue.numbers)
    told = spooler.read_text().splitlines()
    assert len(told) == 2
    kept = {one.certificate_number: one for one in files_of(
        office.desktop.operations.context,
        [int(page.issued.model.id_at(row) or 0) for row in range(5)])}  # fmt: skip
    for number in numbers:
        line = next(one for one in told if number in one)
        assert line.startswith(f"-d Office -t Certificate {number} -o media=A4 -- ")
        assert (
            sha256(Path(line.split(" -- ")[1]).read_bytes()).hexdigest() == kept[number].pdf_sha256
        )
    office.wait(lambda: page.queued.model.rowCount() == 0)


def test_a_printer_that_refuses_is_told(office: Staff, spooler: Path) -> None:
    handling = office.page.handling
    files = files_of(
        office.desktop.operations.context, [int(office.page.issued.model.id_at(0) or 0)]
    )
    job = handling.print_on(files, "Broken")
    office.wait(lambda: job.state != "running")
    assert job.state == "failed"
    assert "jammed" in job.detail


def test_without_a_printer_a_sentence_says_what_else(
    office: Staff, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "lp").write_text("#!/bin/sh\n")
    (tmp_path / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    office.page.print_this.click()
    dialog = office.dialog(PrintDialog)
    words = " ".join(one.text() for one in dialog.findChildren(Text))
    assert "No printer is set up on this computer." in words
    assert "save the files and print them elsewhere" in words
    assert dialog.go.text() == "Save the files"
    office.qtbot.keyClick(dialog, Key.Key_Escape)


def test_pages_reach_a_printer_that_takes_no_files_as_pictures(
    office: Staff, tmp_path: Path
) -> None:
    shown = office.shown()
    assert shown.data is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setResolution(200)
    print_pages(shown.data, printer, "Certificate")
    with opened((tmp_path / "paper.pdf").read_bytes()) as document:
        assert document.pageCount() == 1
        size = document.pagePointSize(0)
        assert (round(size.width()), round(size.height())) == (842, 595)
        texts = office.desktop.operations.context.scanner.texts(gray(drawn(document, 1600)))
    assert shown.detail is not None
    assert shown.detail.issue.certificate_number in texts[0]


class Viewer(QObject):
    """Stands for the system's PDF viewer."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def show_file(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


def test_the_viewer_gets_a_copy(office: Staff) -> None:
    viewer = Viewer()
    QDesktopServices.setUrlHandler("file", viewer, "show_file")
    try:
        keys = Qt.KeyboardModifier.ControlModifier
        office.page.main_view().setFocus()
        office.qtbot.keyClick(office.desktop.window, Key.Key_Return, keys)
        office.wait(lambda: viewer.opened)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    context = office.desktop.operations.context
    (file,) = files_of(context, [int(office.page.issued.current_id or 0)])
    assert viewer.opened[0].name == f"{file.certificate_number}.pdf"
    assert viewer.opened[0].read_bytes() == read_file(context, file)
    assert context.folder not in viewer.opened[0].parents


def test_the_way_to_the_courses_settings(office: Staff) -> None:
    shown = office.shown()
    assert shown.detail is not None
    link = next(one for one in office.page.preview.findChildren(Button) if "settings" in one.text())
    link.click()
    assert office.desktop.window.trail.here.place == "course"
    assert office.desktop.window.trail.here.params["course_id"] == shown.detail.course_id
