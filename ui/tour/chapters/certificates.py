"""Certificates: foreseen, issued in a batch, shown, printed, saved, revoked, issued again."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView

from app.domain.entities import CertificateIssue
from ui.tour.tour import Tour

ROWS = "Rows, first column"
TABS = "Lists of certificates"
KEPT = 5
"""Certificates of which the tour keeps the files."""


def walk(tour: Tour) -> None:
    """From who can get one to files on disk and paper from the printer."""
    _foresee(tour)
    _issue(tour)
    _show(tour)
    _print(tour)
    _save(tour)
    _revoke(tour)


def issues(tour: Tour) -> list[CertificateIssue]:
    """Every certificate that was ever issued, oldest first."""
    found = tour.ask(lambda rows: rows.find(CertificateIssue))
    return sorted(found, key=lambda one: one.certificate_number)


def issued_list(tour: Tour) -> QAbstractItemView:
    """Go to the list of what was issued."""
    tour.click_tab(TABS, "Issued")
    view = tour.view(ROWS)
    tour.wait(lambda: view.model().rowCount(), "certificates")
    tour.settle()
    return view


def _foresee(tour: Tour) -> None:
    with tour.step("Look at who can get a certificate"):
        tour.go("Certificates")
        view = tour.view(ROWS)
        tour.wait(lambda: view.model().rowCount(), "learners")
        before = len(issues(tour))
        tour.click_cell(view, 1, 1)
        tour.wait_to_say("A preview: nothing of it is stored.")
        tour.picture("certificates-eligible")
        tour.check(len(issues(tour)) == before, "a preview issues nothing")


def _issue(tour: Tour) -> None:
    before = len(issues(tour))
    with tour.step("Say what a batch will do before it is done"):
        count = tour.view(ROWS).model().rowCount()
        tour.kept["eligible"] = count
        tour.click(f"Issue {count} certificates")
        tour.wait_to_say("All names and titles fit.")
        tour.picture("certificates-issue")
    with tour.step("Issue a batch with progress"):
        tour.keys("Return")
        tour.keys("Ctrl+J")
        tour.picture("job-centre")
        tour.wait(lambda: len(issues(tour)) == before + count, "the batch", 120)
        tour.keys("Escape")
        files = {one.pdf_sha256 for one in issues(tour)}
        tour.check(None not in files and len(files) == before + count, "each has its own file")


def _show(tour: Tour) -> None:
    with tour.step("See the file of a certificate as it was issued"):
        view = issued_list(tour)
        tour.click_cell(view, 0, 1)
        tour.wait_to_say("SHA-256")
        tour.picture("certificates-issued")
    with tour.step("Step through certificates by keyboard"):
        before = tour.words("Preview")
        tour.keys("Alt+Down")
        tour.wait(lambda: tour.words("Preview") != before, "the next one")


def _print(tour: Tour) -> None:
    spooler = tour.kept["spooler"]
    with tour.step("Put two aside to print them together"):
        view = tour.view(ROWS)
        for row in range(2):
            tour.click_cell(view, row, 0)
        tour.do_with_selection("Add to queue")
        tour.click_tab(TABS, "Print queue")
        queue = tour.view(ROWS)
        tour.wait(lambda: queue.model().rowCount() == 2, "two in the queue")
        tour.picture("print-queue")
    with tour.step("Print the very files"):
        tour.click("Print 2 certificates")
        tour.wait_for("Printer")
        tour.picture("print")
        tour.keys("Return")
        tour.wait(lambda: len(spooler.printed) == 2, "two papers", 30)
        hashes = {one.pdf_sha256 for one in issues(tour)}
        for paper in spooler.printed:
            tour.check(sha256(paper.read_bytes()).hexdigest() in hashes, "what was issued")


def _save(tour: Tour) -> None:
    with tour.step("Save certificates as files"):
        view = issued_list(tour)
        if tour.shows("Clear the selection"):
            tour.click("Clear the selection")
        for row in range(KEPT):
            tour.click_cell(view, row, 0)
        tour.do_with_selection("Save")
        tour.give_file(tour.out)
        tour.wait(lambda: len(papers(tour)) >= KEPT, "the files", 30)
        tour.settle()
        hashes = {one.certificate_number: one.pdf_sha256 for one in issues(tour)}
        for path in papers(tour):
            found = sha256(path.read_bytes()).hexdigest()
            tour.check(hashes[path.stem] == found, f"{path.name} is what was issued")


def papers(tour: Tour) -> list[Path]:
    """The certificates that lie among the tour's pictures."""
    return sorted(tour.out.glob("SC-*.pdf"))


def _revoke(tour: Tour) -> None:
    with tour.step("Refuse to revoke without a reason"):
        view = issued_list(tour)
        tour.click_cell(view, 0, 1)
        tour.wait_to_say("SHA-256")
        tour.click("Revoke", "Preview")
        tour.click("Revoke certificate")
        tour.wait_to_say("Say why.")
        tour.picture("revoke")
    with tour.step("Revoke a certificate"):
        tour.type("Reason", "Issued under a former name")
        tour.keys("Return")
        tour.wait(
            lambda: [one for one in issues(tour) if one.revoked_at is not None], "the revoking"
        )
        tour.kept["revoked"] = next(
            one.certificate_number for one in issues(tour) if one.revoked_at is not None
        )
    with tour.step("Issue it again"):
        before = len(issues(tour))
        tour.click("Reissue", "Preview")
        tour.type("Reason", "Now with the right name")
        tour.keys("Return")
        tour.wait(lambda: len(issues(tour)) == before + 1, "the new one")
        newest = issues(tour)[-1]
        tour.check(newest.replaces == tour.kept["revoked"], "it takes the other's place")
        tour.picture("reissued")
