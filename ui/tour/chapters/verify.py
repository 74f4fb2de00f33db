"""Verifying: a file, an edited one, a number, a dropped picture, what was revoked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtPdf import QPdfDocument

from ui.tour.chapters.certificates import papers
from ui.tour.tour import Tour

FIELD = "Number, code or QR text"
ZONE = "Drop a certificate here"


def walk(tour: Tour) -> None:
    """From a file that is genuine to one that is not."""
    with tour.step("Verify a certificate's file"):
        tour.go("Verify")
        tour.wait_for(ZONE)
        tour.picture("verify")
        tour.click("Choose a file")
        tour.give_file(_valid(tour))
        tour.wait_to_say("Genuine")
        tour.picture("verify-genuine")
    with tour.step("Find out an edited file"):
        edited = Path(tour.kept["home"]) / "edited.pdf"
        edited.write_bytes(_valid(tour).read_bytes() + b"\n% a line more")
        tour.drop([edited], tour.find(ZONE))
        tour.wait_to_say("Edited")
        tour.picture("verify-edited")
    with tour.step("Verify a photo of a certificate that was dropped"):
        tour.drop([_photo(tour)], tour.find(ZONE))
        tour.wait_to_say("Genuine")
        tour.picture("verify-picture")
    with tour.step("Verify by number and by code"):
        tour.type(FIELD, _valid(tour).stem)
        tour.keys("Return")
        tour.wait_to_say("Genuine")
    with tour.step("Find out what was revoked"):
        tour.type(FIELD, tour.kept["revoked"])
        tour.keys("Return")
        tour.wait_to_say("Issued under a former name")
        tour.picture("verify-revoked")
    with tour.step("Say what is unknown"):
        tour.type(FIELD, "SC-1999-000001")
        tour.keys("Return")
        tour.wait_to_say("Unknown")


def _valid(tour: Tour) -> Path:
    """A saved certificate that stands."""
    return next(one for one in papers(tour) if one.stem != tour.kept["revoked"])


def _photo(tour: Tour) -> Path:
    """A picture of the paper."""
    document = QPdfDocument()
    document.load(str(_valid(tour)))
    points = document.pagePointSize(0)
    size = QSize(1500, round(1500 * points.height() / points.width()))
    path = Path(tour.kept["home"]) / "photo.png"
    document.render(0, size).save(str(path))
    document.close()
    return path
