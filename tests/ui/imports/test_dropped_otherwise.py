"""Links, texts and pictures dropped on the window: a field takes them, or a notice says why not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLineEdit, QPushButton

from tests.support.dragging import files, let_go
from tests.support.window import copy_demo, open_desktop, settle
from ui.feedback.toasts import Toast
from ui.shell.application import Desktop
from ui.shell.places import PLACES
from ui.views.course.page import CoursePage
from ui.views.verify.page import VerifyPage

ADDRESS = "https://uni.example/learners.csv"
TOP = QPoint(300, 24)


@pytest.fixture(scope="module")
def shared(
    demo_source: Path, tmp_path_factory: pytest.TempPathFactory, qapp: object
) -> Iterator[Desktop]:
    """One window for all: nothing is changed in it."""
    folder = tmp_path_factory.mktemp("drops")
    workspace = copy_demo(demo_source, folder / "workspace")
    with open_desktop(workspace, folder / "memory.json") as desktop:
        yield desktop


def link() -> QMimeData:
    """What a browser drags."""
    data = QMimeData()
    data.setUrls([QUrl(ADDRESS)])
    data.setText(ADDRESS)
    data.setHtml(f'<a href="{ADDRESS}">Learners</a>')
    return data


def text(words: str) -> QMimeData:
    data = QMimeData()
    data.setText(words)
    return data


def picture() -> QMimeData:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("#4653C4"))
    data = QMimeData()
    data.setImageData(image)
    return data


def attachment() -> QMimeData:
    """What a mail program drags before anything is saved."""
    data = QMimeData()
    data.setData("application/x-promised-file", b"letter.docx")
    return data


def dropped(desktop: Desktop, data: QMimeData, at: QPoint = TOP) -> str:
    """The line of the notice that came of it; empty for none."""
    before = len(desktop.window.toasts.history)
    assert let_go(desktop.window, at, data)
    settle(desktop)
    told = desktop.window.toasts.history[before:]
    assert len(told) <= 1
    return told[0].notice.line if told else ""


@pytest.mark.parametrize("place", [one.id for one in PLACES])
def test_a_link_is_answered_on_every_screen(shared: Desktop, place: str) -> None:
    shared.window.go(place, {"course_id": 1, "user_id": 5})
    settle(shared)
    assert "save what it leads to, then drop that file" in dropped(shared, link())
    assert shared.window.trail.here.place == place


def test_each_is_told_what_to_do_instead(shared: Desktop) -> None:
    shared.window.go("home")
    settle(shared)
    assert "Nothing is fetched from the web" in dropped(shared, text(f" {ADDRESS}\n"))
    assert "Whole lists come in as CSV files" in dropped(shared, text("maya@uni.example\nlia"))
    assert "Drop it into a field" in dropped(shared, text("http://[ is no address"))
    assert "Save it, then drop that file" in dropped(shared, picture())
    assert "Save it as a file" in dropped(shared, attachment())
    toast = shared.window.findChildren(Toast)[-1]
    way = next(o for o in toast.findChildren(QPushButton) if o.text() == "What can be imported")
    way.click()
    settle(shared)
    assert shared.window.trail.here.place == "imports"


def test_files_beside_a_link_are_taken(shared: Desktop, tmp_path: Path) -> None:
    data = files([tmp_path / "gone.csv"])
    data.setUrls([QUrl(ADDRESS), *data.urls()])
    assert "It is not there any more" in dropped(shared, data)


def test_what_is_written_in_takes_texts_and_links(shared: Desktop) -> None:
    shared.window.go("people")
    settle(shared)
    page = shared.window.page
    assert page is not None
    search = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    place = search.mapTo(shared.window, search.rect().center())
    assert dropped(shared, text("maya"), place) == ""
    assert search.text() == "maya"
    shared.window.go("course", {"course_id": 1, "lesson_id": 2})
    settle(shared)
    course = shared.window.page
    assert isinstance(course, CoursePage)
    editor = course.editor.editor
    inside = editor.mapTo(shared.window, QPoint(200, 60))
    assert dropped(shared, link(), inside) == ""
    assert ADDRESS in course.editor.text()
    editor.undo()


def test_where_certificates_are_verified_pictures_and_texts_are(shared: Desktop) -> None:
    shared.window.go("verify")
    settle(shared)
    page = shared.window.page
    assert isinstance(page, VerifyPage)
    place = page.zone.mapTo(shared.window, page.zone.rect().center())
    assert dropped(shared, picture(), place) == ""
    assert "No QR code could be read" in page.trouble.text()
    assert dropped(shared, link(), place) == ""
    assert "nothing is fetched from the web" in page.trouble.text()
    assert page.trouble.isVisible()
    assert page.field.text() == ""


def test_a_link_that_comes_without_text_is_answered_too(shared: Desktop) -> None:
    shared.window.go("home")
    settle(shared)
    data = QMimeData()
    data.setData("text/uri-list", f"{ADDRESS}\r\n".encode())
    assert "save what it leads to" in dropped(shared, data)
