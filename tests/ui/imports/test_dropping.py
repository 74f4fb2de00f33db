"""Things dropped on the window open the right importer, or a notice says why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

import resources
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.imports.page import ImportsPage

COURSE = "demo/courses/first-aid"


def drop(desktop: Desktop, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desktop.window.dropEvent(event)
    settle(desktop)


def test_a_csv_file_opens_the_wizard(desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("email,username,first_name,last_name,role\n", encoding="utf-8")
    drop(desktop, path)
    page = desktop.window.page
    assert isinstance(page, ImportsPage)
    assert page.stack.currentWidget() is page.columns_step
    assert page.crumbs == ("People", "Import")


def test_a_course_folder_is_imported_and_its_files_are_told(desktop: Desktop) -> None:
    drop(desktop, Path(str(resources.path(COURSE))))
    page = desktop.window.page
    assert isinstance(page, ImportsPage)
    assert page.stack.currentWidget() is page.course_step
    page.go_on()
    settle(desktop)
    assert page.stack.currentWidget() is page.ledger
    assert page.ledger.files.listing.rowCount() == 19
    page.ledger.tabs.set_current(3)
    assert page.ledger.files.listing.rowCount() == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sunset.png", "A picture belongs to a lesson"),
        ("talk.mp4", "A video belongs to a lesson"),
        ("all.zip", "Unpack it"),
        ("loops.md", "One lesson has no course"),
        ("budget.xlsx", "Drop a CSV file"),
    ],
)
def test_what_cannot_be_imported_is_told_why(
    desktop: Desktop, tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / name).write_bytes(b"x")
    drop(desktop, tmp_path / name)
    notice = desktop.window.toasts.history[-1].notice
    assert words in notice.line
    assert desktop.window.trail.here.place == "home"


def test_a_folder_without_a_course_and_two_things_are_refused(
    desktop: Desktop, tmp_path: Path
) -> None:
    drop(desktop, tmp_path)
    assert "holds no course" in desktop.window.toasts.history[-1].notice.title
    drop(desktop, tmp_path, tmp_path / "b")
    assert desktop.window.toasts.history[-1].notice.title == "2 things were dropped"
