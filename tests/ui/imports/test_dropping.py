"""Things dropped on the window open the right importer, or a notice says why not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

import resources
from app.domain.entities import Course, Lesson
from tests.support.dragging import files, let_go
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.shell.places import PLACES
from ui.views.course.page import CoursePage
from ui.views.imports import dropping
from ui.views.imports.page import ImportsPage
from ui.views.verify.page import VerifyPage
from ui.widgets.basics import TAKES_FILES

COURSE = "demo/courses/first-aid"
LESSON, QUIZ = 2, 6


def drop(desktop: Desktop, *paths: Path, at: QPoint | None = None) -> bool:
    window = desktop.window
    taken = let_go(window, at or QPoint(window.width() // 2, 24), files(paths))
    settle(desktop)
    return taken


def told(desktop: Desktop) -> tuple[str, str]:
    """Title and line of the newest notice."""
    notice = desktop.window.toasts.history[-1].notice
    return notice.title, notice.line


def lesson(desktop: Desktop, lesson_id: int = LESSON) -> CoursePage:
    desktop.window.go("course", {"course_id": 1, "lesson_id": lesson_id})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, CoursePage)
    return page


def resources_of(desktop: Desktop, lesson_id: int = LESSON) -> list[str]:
    with desktop.operations.context.store.reading() as rows:
        return [str(one["name"]) for one in rows.get(Lesson, lesson_id).resources]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("email,username,first_name,last_name,role\n", encoding="utf-8")
    return path


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "sunset.png"
    image = QImage(60, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#4653C4"))
    image.save(str(path))
    return path


@pytest.mark.parametrize("place", [one.id for one in PLACES])
def test_a_csv_file_is_taken_wherever_it_is_let_go(
    desktop: Desktop, people: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desktop.window
    window.go(place, {"course_id": 1, "user_id": 5})
    settle(desktop)
    taken: list[list[Path]] = []
    monkeypatch.setattr(dropping, "open_dropped", lambda _desk, paths, _page: taken.append(paths))
    fields = [one for one in window.findChildren(QWidget) if one.isVisible()]
    points = [one.mapTo(window, one.rect().center()) for one in fields]
    points = [one for one in points if window.rect().contains(one) and not own(window, one)]
    assert len(points) > 20
    for point in points:
        assert let_go(window, point, files([people])), (point, window.childAt(point))
    assert taken == [[people]] * len(points)
    monkeypatch.undo()
    drop(desktop, people)
    page = window.page
    assert isinstance(page, ImportsPage)
    assert page.stack.currentWidget() is page.columns_step


def own(window: QWidget, point: QPoint) -> bool:
    """Whether what lies there does something of its own with files."""
    under: QWidget | None = window.childAt(point)
    while under is not None and not under.property(TAKES_FILES):
        under = under.parentWidget()
    return under is not None


def test_a_course_folder_is_looked_at_imported_and_undone(desktop: Desktop) -> None:
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


def test_what_became_of_a_folder_follows_undo_and_redo(desktop: Desktop, tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(str(resources.path(COURSE)), folder)
    text = next(one for one in sorted(folder.rglob("*.md")) if one.name != "README.md")
    text.chmod(0o600)
    text.write_text(text.read_text("utf-8") + "\nOne line more.\n", "utf-8")
    drop(desktop, folder)
    page = desktop.window.page
    assert isinstance(page, ImportsPage)
    page.go_on()
    settle(desktop)
    assert page.session.result is not None
    assert page.session.result.command_id is not None
    told = page.ledger.facts.text()
    desktop.window.actions_registry.trigger("edit.undo")
    settle(desktop)
    assert "The import was taken back" in page.ledger.facts.text()
    assert not page.ledger.undo.isEnabled()
    desktop.window.actions_registry.trigger("edit.redo")
    settle(desktop)
    assert page.ledger.facts.text() == told
    assert page.ledger.undo.isEnabled()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sunset.png", "A picture belongs to a lesson"),
        ("talk.mp4", "A video belongs to a lesson"),
        ("all.zip", "Unpack it"),
        ("loops.md", "One lesson has no course"),
        ("budget.xlsx", "Save it as CSV"),
        ("letter.docx", "Drop a CSV file"),
        ("noending", "Drop a CSV file"),
    ],
)
def test_what_cannot_be_imported_is_told_why(
    desktop: Desktop, tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / name).write_bytes(b"x")
    drop(desktop, tmp_path / name)
    assert words in told(desktop)[1]
    assert desktop.window.trail.here.place == "home"


def test_what_is_not_there_or_no_file_is_told(desktop: Desktop, tmp_path: Path) -> None:
    gone, round_about, pipe = (tmp_path / name for name in ("gone.csv", "round.csv", "pipe.csv"))
    dangling = tmp_path / "link.csv"
    dangling.symlink_to(gone)
    round_about.symlink_to(round_about)
    os.mkfifo(pipe)
    for path, words in (
        (gone, "not there any more"),
        (dangling, "what it leads to is gone"),
        (round_about, "Check who may read it"),
        (pipe, "a device or a pipe"),
    ):
        drop(desktop, path)
        title, line = told(desktop)
        assert title == f"{path.name} cannot be read"
        assert words in line


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_what_may_not_be_read_is_told(desktop: Desktop, people: Path, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    for path in (people, folder):
        path.chmod(0)
        drop(desktop, path)
        assert "Check who may read it" in told(desktop)[1]
        path.chmod(0o700)


def test_a_link_is_followed_for_it_was_named(
    desktop: Desktop, people: Path, tmp_path: Path
) -> None:
    link = tmp_path / "shortcut.csv"
    link.symlink_to(people)
    drop(desktop, link)
    page = desktop.window.page
    assert isinstance(page, ImportsPage)
    assert page.stack.currentWidget() is page.columns_step


def test_a_csv_file_with_other_columns_is_refused_in_the_wizard(
    desktop: Desktop, tmp_path: Path
) -> None:
    (tmp_path / "ages.csv").write_text("name,age\nKim,7\n")
    drop(desktop, tmp_path / "ages.csv")
    page = desktop.window.page
    assert isinstance(page, ImportsPage)
    assert "is no table of people" in page.file_step.trouble.accessibleName()


def test_folders_are_told_apart(desktop: Desktop, tmp_path: Path) -> None:
    empty, unwritten = tmp_path / "empty", tmp_path / "unwritten"
    empty.mkdir()
    (unwritten / "one").mkdir(parents=True)
    (unwritten / "one" / "text.txt").write_text("x")
    (unwritten / "materials").mkdir()
    (unwritten / "materials" / "notes.md").write_text("# Not a lesson\n")
    for folder in (empty, unwritten):
        drop(desktop, folder)
        assert told(desktop)[0] == f"{folder.name} holds no course"
    drop(desktop, desktop.operations.context.folder)
    assert told(desktop)[0] == "workspace is a workspace"
    assert desktop.window.trail.here.place == "home"
    (unwritten / "one" / "loops.md").write_text("# Loops\n")
    drop(desktop, unwritten)
    page = desktop.window.page
    assert isinstance(page, ImportsPage)
    assert page.stack.currentWidget() is page.course_step
    page.foot.primary.click()
    settle(desktop)
    with desktop.operations.context.store.reading() as rows:
        assert rows.count(Course, title="unwritten") == 1


def test_several_at_once(desktop: Desktop, people: Path, picture: Path, tmp_path: Path) -> None:
    drop(desktop, people, tmp_path)
    assert told(desktop)[0] == "2 things were dropped"
    drop(desktop, people, tmp_path / "gone.csv")
    assert told(desktop)[0] == "gone.csv cannot be read"
    (tmp_path / "talk.mp4").write_bytes(b"x")
    drop(desktop, picture, tmp_path / "talk.mp4")
    assert told(desktop)[0] == "2 files were not imported"
    papers = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for paper in papers:
        paper.write_bytes(b"%PDF-1.4 none of ours")
    drop(desktop, *papers)
    page = desktop.window.page
    assert isinstance(page, VerifyPage)
    assert page.recent.rowCount() == 2


def test_a_picture_may_be_a_certificate(desktop: Desktop, picture: Path) -> None:
    desktop.window.go("verify")
    drop(desktop, picture)
    page = desktop.window.page
    assert isinstance(page, VerifyPage)
    assert "sunset.png" in page.trouble.text()


def test_pictures_videos_and_papers_become_materials_of_the_open_lesson(
    desktop: Desktop, picture: Path, tmp_path: Path
) -> None:
    page = lesson(desktop)
    video, paper = tmp_path / "talk.mp4", tmp_path / "handout.pdf"
    for path in (video, paper):
        path.write_bytes(b"%PDF-")
    drop(desktop, picture, at=QPoint(700, 24))
    assert resources_of(desktop) == ["sunset.png"]
    assert "![sunset](sunset.png)" in page.editor.text()
    drop(desktop, video, paper, at=QPoint(150, 400))
    assert resources_of(desktop) == ["sunset.png", "talk.mp4", "handout.pdf"]
    assert told(desktop)[0] == "2 files attached"
    place = page.editor.editor.mapTo(desktop.window, QPoint(200, 60))
    drop(desktop, tmp_path / "sunset.png", at=place)
    assert resources_of(desktop)[-1] == "sunset-2.png"


def test_on_the_text_itself_data_is_the_lesson_s_and_a_course_is_not(
    desktop: Desktop, people: Path
) -> None:
    page = lesson(desktop)
    place = page.editor.editor.mapTo(desktop.window, QPoint(200, 60))
    drop(desktop, people, at=place)
    assert resources_of(desktop) == ["people.csv"]
    drop(desktop, Path(str(resources.path(COURSE))), at=place)
    assert desktop.window.trail.here.place == "imports"


def test_with_a_quiz_open_a_picture_has_no_text_to_go_into(desktop: Desktop, picture: Path) -> None:
    lesson(desktop, QUIZ)
    drop(desktop, picture)
    assert "open one and drop it there" in told(desktop)[1]
    assert resources_of(desktop, QUIZ) == []


def test_while_an_import_is_at_work_another_has_to_wait(
    desktop: Desktop, people: Path, tmp_path: Path
) -> None:
    many = tmp_path / "many.csv"
    rows = [f"new{n}@example.org,new{n},New,{n},student" for n in range(2_000)]
    many.write_text("\n".join([people.read_text().strip(), *rows]), encoding="utf-8")
    drop(desktop, many)
    page = desktop.window.page
    assert isinstance(page, ImportsPage)
    page.go_on()
    desktop.window.go("imports", {"path": str(people)})
    assert "people.csv was not taken" in page.told.accessibleName()
    settle(desktop)
    assert page.session.path == many
