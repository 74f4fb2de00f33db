"""The wizard stays at its step, with what was chosen there, when the text grows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.window import grow_text, settle
from ui.shell.application import Desktop
from ui.views.imports.check_step import ADD
from ui.views.imports.page import ImportsPage

HEAD = ["email", "username", "first_name", "last_name", "role", "nick"]


@pytest.fixture(autouse=True)
def text_is_usual_afterwards(desktop: Desktop) -> Iterator[None]:
    yield
    desktop.appearance.set("text_scale", 1.0)
    settle(desktop)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Four people, one of whom cannot go in."""
    path = tmp_path / "people.csv"
    rows = [[f"new{n}@example.org", f"new{n}", "New", f"Nr {n}", "student", "x"] for n in range(4)]
    rows[2][0] = "new2@"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEAD, *rows])
    return path


def wizard(desktop: Desktop, path: Path) -> ImportsPage:
    desktop.window.go("imports", {"path": str(path)})
    settle(desktop)
    return _shown(desktop)


def _shown(desktop: Desktop) -> ImportsPage:
    page = desktop.window.page
    assert isinstance(page, ImportsPage)
    return page


def anew(desktop: Desktop) -> ImportsPage:
    before = desktop.window.page
    desktop.appearance.set("text_scale", 1.5)
    settle(desktop)
    assert desktop.window.page is not before
    return _shown(desktop)


def step(desktop: Desktop, page: ImportsPage) -> None:
    page.go_on()
    settle(desktop)


def test_which_column_is_which_stays_and_goes_into_the_check(desktop: Desktop, table: Path) -> None:
    page = wizard(desktop, table)
    page.columns_step.meaning.combos["first_name"].setCurrentIndex(HEAD.index("nick") + 1)
    meant = dict(page.session.meant)
    assert meant["first_name"] == HEAD.index("nick")
    page = anew(desktop)
    assert page.stack.currentWidget() is page.columns_step
    assert page.session.meant == page.columns_step.meaning.meant == meant
    step(desktop, page)
    assert page.stack.currentWidget() is page.check_step


def test_what_was_checked_is_imported_from_the_screen_that_came(
    desktop: Desktop, table: Path
) -> None:
    page = wizard(desktop, table)
    step(desktop, page)
    page.check_step.tabs.set_current(ADD)
    page = anew(desktop)
    assert page.stack.currentWidget() is page.check_step
    assert page.check_step.tabs.current == ADD
    assert page.foot.primary.text() == "Import 3 rows"
    step(desktop, page)
    assert page.stack.currentWidget() is page.done_step


def test_an_import_that_was_left_running_before_another_screen_came_is_told(
    desktop: Desktop, table: Path
) -> None:
    before = wizard(desktop, table)
    step(desktop, before)

    def begin_and_leave() -> None:
        before.go_on()
        assert before.session.is_running
        desktop.window.go("home")

    grow_text(desktop, begin_and_leave)
    assert [one.notice.title for one in desktop.window.toasts.history] == ["3 rows imported"]
    desktop.window.go("imports", {})
    settle(desktop)
    page = _shown(desktop)
    assert page is not before
    assert page.session.result is not None
    assert page.stack.currentWidget() is page.done_step


def test_an_import_that_is_done_can_still_be_taken_back(desktop: Desktop, table: Path) -> None:
    page = wizard(desktop, table)
    step(desktop, page)
    step(desktop, page)
    page = anew(desktop)
    assert page.stack.currentWidget() is page.done_step
    page.session.undo()
    settle(desktop)
    assert page.told.words.startswith("Undone:")
    assert page.stack.currentWidget() is page.columns_step
    words = page.told.words
    before = desktop.window.page
    desktop.appearance.set("text_scale", 1.0)
    settle(desktop)
    page = _shown(desktop)
    assert page is not before
    assert page.told.words == words


def test_a_refused_file_stays_refused(desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "nothing.csv"
    path.write_text("")
    page = wizard(desktop, path)
    assert page.file_step.trouble.isVisible()
    page = anew(desktop)
    assert page.stack.currentWidget() is page.file_step
    assert page.file_step.trouble.isVisible()


def test_a_table_that_is_meant_stays_meant(desktop: Desktop) -> None:
    desktop.window.go("imports", {"new": "progress"})
    settle(desktop)
    title = _shown(desktop).title.text()
    assert anew(desktop).title.text() == title != "Import"


def test_the_teacher_of_a_course_stays_chosen(desktop: Desktop, tmp_path: Path) -> None:
    folder = tmp_path / "pottery"
    folder.mkdir()
    (folder / "01-clay.md").write_text("# Clay\n\nSoft.\n")
    page = wizard(desktop, folder)
    assert page.stack.currentWidget() is page.course_step
    box = page.course_step.teacher
    box.setCurrentIndex(next(at for at in range(box.count()) if at != box.currentIndex()))
    teacher = page.course_step.teacher_id
    page = anew(desktop)
    assert page.stack.currentWidget() is page.course_step
    assert page.course_step.teacher_id == teacher


def test_a_wizard_that_is_hidden_meanwhile_stays_too(desktop: Desktop, table: Path) -> None:
    page = wizard(desktop, table)
    step(desktop, page)
    desktop.window.go("home")
    settle(desktop)
    anew_home = desktop.window.page
    desktop.appearance.set("text_scale", 1.5)
    settle(desktop)
    assert desktop.window.page is not anew_home
    desktop.window.go("imports", {})
    settle(desktop)
    assert _shown(desktop) is not page
    assert _shown(desktop).stack.currentWidget() is _shown(desktop).check_step
