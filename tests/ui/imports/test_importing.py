"""Importing tables in the window: preview, check, import, cancel, undo."""

from __future__ import annotations

import csv
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.entities import Course, Enrollment, User
from app.domain.errors import SmartCourseError
from app.ports.interchange import TableImport
from tests.support.window import settle
from ui.operations.jobs import Job
from ui.shell.application import Desktop
from ui.views.imports.check_step import ADD, CHANGE, PROBLEMS, SAME
from ui.views.imports.page import ImportsPage
from ui.widgets.basics import Text

PEOPLE = ["email", "username", "first_name", "last_name", "role"]


def write(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def people(count: int, faults: dict[int, list[str]]) -> list[list[str]]:
    """A table whose records number *faults* are these instead."""
    rows = [PEOPLE]
    for number in range(2, count + 2):
        usual = [f"new{number}@example.org", f"new{number}", "New", f"Nr {number}", "student"]
        rows.append(faults.get(number, usual))
    return rows


def imports(desktop: Desktop, path: Path | None = None) -> ImportsPage:
    desktop.window.go("imports", {"path": str(path)} if path else {})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, ImportsPage)
    return page


def count(desktop: Desktop, kind: type[User | Enrollment]) -> int:
    with desktop.operations.context.store.reading() as rows:
        return rows.count(kind, **({"is_deleted": False} if kind is User else {}))


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """5,000 people of whom three cannot go in."""
    faults = {
        37: ["ana@", "ana", "Ana", "Ruiz", "student"],
        1200: ["pope@example.org", "pope", "Leo", "Pope", "pontiff"],
        4999: ["new2@example.org", "again", "New", "Again", "student"],
    }
    return write(tmp_path / "people.csv", people(5000, faults))


def test_a_file_of_5000_rows_with_planted_faults_lists_exactly_those(
    desktop: Desktop, planted: Path, qtbot: QtBot
) -> None:
    before = count(desktop, User)
    page = imports(desktop, planted)
    assert page.stack.currentWidget() is page.columns_step
    assert page.columns_step.rows.listing.rowCount() == 50
    QAbstractItemModelTester(page.check_step.rows.listing, page)

    qtbot.mouseClick(page.foot.primary, Qt.MouseButton.LeftButton)
    settle(desktop)
    assert page.check_step.tabs.current == PROBLEMS
    model = page.check_step.rows.listing
    assert [row[:3] for row in model.rows] == [
        (37, "email", "ana@"),
        (1200, "role", "pontiff"),
        (4999, "", ""),
    ]
    assert page.foot.primary.text() == "Import 4,997 rows"
    assert page.foot.save.text() == "Save 3 bad rows"
    assert count(desktop, User) == before

    qtbot.mouseClick(page.foot.primary, Qt.MouseButton.LeftButton)
    settle(desktop)
    assert page.stack.currentWidget() is page.done_step
    assert count(desktop, User) == before + 4997
    result = page.session.result
    assert result is not None
    assert isinstance(result.report, TableImport)
    assert result.report.error_file is not None
    assert Path(result.report.error_file).exists()


def test_what_a_check_says_in_the_status_bar_goes_and_comes_with_it(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    words = desktop.window.status.position
    faults = {3: ["ana@", "ana", "Ana", "Ruiz", "student"]}
    page = imports(desktop, write(tmp_path / "people.csv", people(3, faults)))
    qtbot.mouseClick(page.foot.primary, Qt.MouseButton.LeftButton)
    settle(desktop)
    assert words.text() == "Rows with a problem: 1"
    desktop.window.go("course", {"course_id": 1, "lesson_id": 2})
    settle(desktop)
    assert words.text() == ""
    assert imports(desktop) is page
    assert words.text() == "Rows with a problem: 1"


def test_importing_again_adds_nothing_and_undo_takes_the_whole_back(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    before = count(desktop, User)
    path = write(tmp_path / "people.csv", people(1100, {}))
    page = imports(desktop, path)
    for _ in range(2):
        page.go_on()
        settle(desktop)
    result = page.session.result
    assert result is not None
    qtbot.mouseClick(page.foot.back, Qt.MouseButton.LeftButton)
    assert page.stack.currentWidget() is page.file_step
    page.take(path)
    settle(desktop)
    page.go_on()
    settle(desktop)
    assert page.session.check is not None
    assert (page.session.check.added, page.session.check.updated) == (0, 0)
    assert not page.foot.primary.isEnabled()

    page.session.result = result
    page.session.undo()
    settle(desktop)
    assert count(desktop, User) == before
    assert page.told.isVisible()


def test_a_cancelled_import_leaves_nothing(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = count(desktop, User)
    cancelled, report = threading.Event(), Job.report

    def held(job: Job, done: int, total: int | None) -> None:
        report(job, done, total)
        if total is not None and done >= 1000:
            cancelled.wait()

    monkeypatch.setattr(Job, "report", held)
    page = imports(desktop, write(tmp_path / "people.csv", people(3000, {})))
    page.go_on()
    settle(desktop)
    page.go_on()
    job = page.session.job
    assert job is not None
    qtbot.waitUntil(lambda: job.total is not None and job.done >= 1000, timeout=20_000)
    assert page.stack.currentWidget() is page.running
    qtbot.mouseClick(page.running.cancel, Qt.MouseButton.LeftButton)
    cancelled.set()
    settle(desktop)
    assert job.state == "stopped"
    assert count(desktop, User) == before
    assert page.stack.currentWidget() is page.check_step
    assert "Nothing of it is left" in page.told.accessibleName()


def test_the_whole_way_by_keyboard_alone(desktop: Desktop, tmp_path: Path, qtbot: QtBot) -> None:
    with desktop.operations.context.store.reading() as rows:
        slug = rows.find(Course, is_deleted=False)[0].slug
    known = write(tmp_path / "people.csv", people(3, {}))
    page = imports(desktop, known)
    for step in (page.columns_step, page.check_step):
        assert page.stack.currentWidget() is step
        page.foot.primary.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(page.foot.primary, Qt.Key.Key_Space)
        settle(desktop)
    assert page.stack.currentWidget() is page.done_step

    rows_ = [["email", "course", "note"], *([f"new{n}@example.org", slug, "x"] for n in (2, 3))]
    page = imports(desktop, write(tmp_path / "enrollments.csv", rows_))
    assert page.title.text() == "Import enrollments"
    assert "left out: note" in page.columns_step.note.text()
    enrolled = count(desktop, Enrollment)
    for _ in range(2):
        page.go_on()
        settle(desktop)
    assert count(desktop, Enrollment) == enrolled + 2
    qtbot.keyClick(page.foot.primary, Qt.Key.Key_Space)
    settle(desktop)
    assert desktop.window.trail.here.place == "enrollments"


def test_bad_rows_are_saved_to_be_corrected(desktop: Desktop, planted: Path) -> None:
    page = imports(desktop, planted)
    page.go_on()
    settle(desktop)
    target = planted.with_name("bad.csv")
    page.save_bad_rows(target)
    settle(desktop)
    with target.open(encoding="utf-8", newline="") as stream:
        saved = list(csv.reader(stream))
    assert [row[0] for row in saved[1:]] == ["ana@", "pope@example.org", "new2@example.org"]
    assert saved[0][-1] == "error"


def test_a_file_of_no_table_is_refused_in_a_sentence(desktop: Desktop, tmp_path: Path) -> None:
    page = imports(desktop, write(tmp_path / "x.csv", [["name", "age"], ["Kim", "7"]]))
    assert page.stack.currentWidget() is page.file_step
    assert "is no table of people" in page.file_step.trouble.accessibleName()


def marked(desktop: Desktop) -> list[str]:
    return [name for name, item in desktop.window.rail._items.items() if item.isChecked()]


def press_import(desktop: Desktop, place: str) -> ImportsPage:
    """The button of a list's page."""
    desktop.window.go(place, {})
    settle(desktop)
    page = desktop.window.page
    assert page is not None
    words = ("Import", "Import progress")
    found = [one for one in page.findChildren(QPushButton) if one.text() in words]
    next(one for one in found if one.isVisible()).click()
    settle(desktop)
    return imports_shown(desktop)


def imports_shown(desktop: Desktop) -> ImportsPage:
    page = desktop.window.page
    assert isinstance(page, ImportsPage)
    return page


@pytest.mark.parametrize(
    ("place", "title"),
    [
        ("people", "Import people"),
        ("enrollments", "Import enrollments"),
        ("progress", "Import progress"),
    ],
)
def test_the_button_import_begins_anew_after_an_import_and_after_a_refusal(
    desktop: Desktop, tmp_path: Path, place: str, title: str
) -> None:
    page = imports(desktop, write(tmp_path / "people.csv", people(3, {})))
    for _ in range(2):
        page.go_on()
        settle(desktop)
    assert page.stack.currentWidget() is page.done_step
    for _ in range(2):
        page = press_import(desktop, place)
        assert page.stack.currentWidget() is page.file_step
        assert page.file_step.trouble.isHidden()
        assert page.title.text() == title
        assert marked(desktop) == [place]
        page.take(write(tmp_path / "x.csv", [["name", "age"], ["Kim", "7"]]))
        settle(desktop)
        assert page.file_step.trouble.isVisible()


def test_an_import_stands_as_it_was_left_for_whoever_comes_back(
    desktop: Desktop, tmp_path: Path
) -> None:
    page = imports(desktop, write(tmp_path / "people.csv", people(3, {})))
    page.go_on()
    settle(desktop)
    assert page.stack.currentWidget() is page.check_step
    assert marked(desktop) == ["people"]
    desktop.window.go("home", {})
    desktop.window.back()
    settle(desktop)
    assert page.stack.currentWidget() is page.check_step


def test_the_line_about_what_was_taken_back_goes_with_the_next_change(
    desktop: Desktop, tmp_path: Path
) -> None:
    page = imports(desktop, write(tmp_path / "people.csv", people(3, {})))
    for _ in range(2):
        page.go_on()
        settle(desktop)
    page.session.undo()
    settle(desktop)
    assert page.told.isVisible()
    desktop.window.actions_registry.trigger("edit.redo")
    settle(desktop)
    assert page.told.isHidden()


ODD = ["Address of e-mail", "User name", "First name", "Surname", "Role"]


def test_columns_are_said_by_keyboard_where_their_names_do_not_tell(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    before = count(desktop, User)
    path = tmp_path / "odd.csv"
    lines = [";".join(ODD), *(f"new{n}@example.org;new{n};New;Nr {n};student" for n in range(60))]
    path.write_text("\n".join(lines), encoding="utf-8")
    page = imports(desktop, path)
    meaning = page.columns_step.meaning
    assert page.columns_step.rows.listing.rowCount() == 50
    assert meaning.meant == {"username": 1, "first_name": 2, "last_name": 3, "role": 4}
    assert meaning.lacking == ("email",)
    assert not page.foot.primary.isEnabled()
    assert "1 more column" in page.foot.primary.toolTip()
    email = meaning.combos["email"]
    assert email.accessibleDescription()
    email.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(email, Qt.Key.Key_Down)
    assert meaning.lacking == ()
    assert email.hasFocus()
    assert page.foot.primary.isEnabled()
    qtbot.keyClick(page.foot.primary, Qt.Key.Key_Space)
    settle(desktop)
    assert page.facts.text() == "odd.csv, 60 rows, UTF-8, semicolon"
    assert page.session.check is not None
    assert (page.session.check.added, page.session.check.problems) == (60, ())
    page.back()
    assert meaning.combos["email"].currentData() == 0
    page.go_on()
    settle(desktop)
    page.go_on()
    settle(desktop)
    assert count(desktop, User) == before + 60


def test_a_column_is_for_one_field_alone(desktop: Desktop, tmp_path: Path) -> None:
    page = imports(desktop, write(tmp_path / "people.csv", people(2, {})))
    meaning = page.columns_step.meaning
    assert meaning.lacking == ()
    meaning.combos["username"].setCurrentIndex(1)
    assert meaning.lacking == ("email",)
    assert meaning.meant["username"] == 0
    assert page.session.meant == meaning.meant


def test_another_table_shows_what_it_lacks_instead_of_being_refused(
    desktop: Desktop, tmp_path: Path
) -> None:
    page = imports(desktop, write(tmp_path / "people.csv", people(2, {})))
    page.columns_step.retold.emit("enrollments")
    settle(desktop)
    assert page.stack.currentWidget() is page.columns_step
    assert page.columns_step.meaning.lacking == ("course",)


def test_every_tab_of_a_check_says_something(desktop: Desktop, tmp_path: Path) -> None:
    path = write(tmp_path / "people.csv", people(4, {}))
    page = imports(desktop, path)
    page.go_on()
    settle(desktop)
    step = page.check_step
    for tab in (CHANGE, SAME, PROBLEMS):
        step.tabs.set_current(tab)
        step._choose(tab)
        assert step.nothing.isVisible()
        assert step.nothing.text().startswith("No row ")
    step.tabs.set_current(ADD)
    step._choose(ADD)
    assert step.rows.isVisible()
    page.go_on()
    settle(desktop)
    page.take(path)
    settle(desktop)
    page.go_on()
    settle(desktop)
    step._choose(SAME)
    assert step.nothing.text() == "4 rows say what is here already: they stay as they are."


def test_a_folder_that_nothing_can_show_is_told(
    desktop: Desktop, planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    page = imports(desktop)
    page._show_file(planted)
    told = desktop.window.toasts.history[-1].notice
    assert told.title == "No program on this computer shows folders"
    assert told.line == str(planted.parent)
    assert told.action is not None


def _said(page: ImportsPage) -> list[str]:
    """Every word of the step that is shown."""
    step = page.stack.currentWidget()
    assert step is not None
    return [one.text() for one in step.findChildren(Text) if one.isVisible()]


def _way_back(page: ImportsPage) -> QPushButton:
    step = page.stack.currentWidget()
    assert step is not None
    (made,) = [
        one
        for one in step.findChildren(QPushButton)
        if one.text() == "Undo this import" and one.isVisible()
    ]
    return made


def test_what_came_of_an_import_follows_undo_and_redo(
    desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    before = count(desktop, User)
    page = imports(desktop, write(tmp_path / "people.csv", people(5, {})))
    for _ in range(2):
        page.go_on()
        settle(desktop)
    assert "5 rows imported" in _said(page)
    for _ in range(2):
        desktop.window.actions_registry.trigger("edit.undo")
        settle(desktop)
        assert "The import was taken back" in _said(page)
        assert "5 rows imported" not in _said(page)
        assert not _way_back(page).isEnabled()
        assert "taken back" in _way_back(page).toolTip()
        desktop.window.actions_registry.trigger("edit.redo")
        settle(desktop)
        assert "5 rows imported" in _said(page)
        assert _way_back(page).isEnabled()
        assert _way_back(page).toolTip() == ""
    qtbot.mouseClick(_way_back(page), Qt.MouseButton.LeftButton)
    settle(desktop)
    assert count(desktop, User) == before
    assert "Nothing of it is left" in page.told.words
    assert page.session.error is None


def test_an_undoing_that_was_refused_leaves_no_trace_in_the_next(
    desktop: Desktop, tmp_path: Path
) -> None:
    page = imports(desktop, write(tmp_path / "people.csv", people(5, {})))
    for _ in range(2):
        page.go_on()
        settle(desktop)
    desktop.window.actions_registry.trigger("edit.undo")
    settle(desktop)
    told: list[SmartCourseError] = []
    desktop.operations.failed.connect(told.append)
    page.session.undo()
    settle(desktop)
    assert [one.reason for one in told] == ["undo.nothing"]
    desktop.window.actions_registry.trigger("edit.redo")
    settle(desktop)
    page.session.undo()
    settle(desktop)
    assert page.session.error is None
    assert page.stack.currentWidget() is page.columns_step
