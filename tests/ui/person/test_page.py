"""The page of a person: what it tells, what can be done, who changed what and the way back."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu, QPushButton
from shiboken6 import isValid

from app.domain.actor import Actor
from app.domain.entities import Certificate, Course, Enrollment, User
from app.domain.errors import EnvironmentFault
from tests.support.window import PATIENCE, settle
from ui.feedback.states import Skeleton
from ui.feedback.toasts import Notice
from ui.shell.application import Desktop
from ui.views.people.person_sheet import PersonSheet
from ui.views.person.overview import learning_text
from ui.views.person.page import EARNED, LEARNS, LOG, PersonPage
from ui.widgets.basics import Text

KEY = Qt.Key


def wait(true: Callable[[], object]) -> None:
    """Until something holds."""
    deadline = QDeadlineTimer(PATIENCE)
    while not true():
        assert not deadline.hasExpired()
        QTest.qWait(5)


def find(desktop: Desktop, kind: type[Any], **equal: Any) -> list[Any]:
    with desktop.operations.context.store.reading() as rows:
        return rows.find(kind, **equal)


@pytest.fixture
def learner(desktop: Desktop) -> User:
    """Somebody with a certificate and an enrollment besides."""
    earned = {one.student_id for one in find(desktop, Certificate)}
    for user in find(desktop, User, role="student"):
        if user.id in earned and len(find(desktop, Enrollment, student_id=user.id)) == 2:
            return user  # type: ignore[no-any-return]
    raise AssertionError("the demo academy has nobody like that")


@pytest.fixture
def page(desktop: Desktop, learner: User) -> PersonPage:
    return opened(desktop, learner.id)


def opened(desktop: Desktop, user_id: int, **params: Any) -> PersonPage:
    desktop.window.go("person", {"user_id": user_id, **params})
    settle(desktop)
    shown = desktop.window.page
    assert isinstance(shown, PersonPage)
    return shown


def act(desktop: Desktop, name: str) -> None:
    desktop.window.actions_registry.trigger(name)
    settle(desktop)
    settle(desktop)


def texts(widget: Any) -> list[str]:
    return [one.text() for one in widget.findChildren(Text)]


def last(desktop: Desktop) -> Notice:
    return desktop.window.toasts.history[-1].notice


def user(desktop: Desktop, key: int) -> User:
    with desktop.operations.context.store.reading() as rows:
        return rows.get(User, key)


def test_who_they_are_stands_in_the_head_and_the_path(
    desktop: Desktop, page: PersonPage, learner: User
) -> None:
    assert page.crumbs == ("People", learner.full_name)
    assert page.head._name.text() == learner.full_name
    assert page.head._facts.text() == f"Learner  ·  {learner.email}"
    assert page.head.pill.accessibleName() == "Active"
    told = texts(page.overview)
    assert learner.username in told
    assert page.tabs.tabs.tabText(LEARNS) == "Courses 2"
    courses = {one.course_id for one in find(desktop, Enrollment, student_id=learner.id)}
    titles = {one.title for one in find(desktop, Course, id=list(courses))}
    offered = {one.text() for one in page.overview.findChildren(QPushButton)}
    assert titles <= offered


def test_dropped_courses_are_counted_apart(page: PersonPage) -> None:
    assert page._found is not None
    view = page._found.view
    done = [replace(one, status="completed", percentage=100) for one in view.learning]
    gone = [replace(one, status="dropped", percentage=10) for one in view.learning]
    assert learning_text(replace(view, learning=tuple(done))) == "2 courses, 100 % done on average"
    mixed = replace(view, learning=(done[0], gone[1]))
    assert learning_text(mixed) == "2 courses, 1 dropped, 100 % of the others done on average"
    assert learning_text(replace(view, learning=(gone[0],))) == "1 course, 1 dropped"


def test_courses_and_certificates_lead_to_their_screens(
    desktop: Desktop, page: PersonPage, learner: User
) -> None:
    went: list[tuple[str, Any]] = []
    object.__setattr__(page.desk, "go", lambda place, params: went.append((place, params)))
    (number, *_) = [
        one.certificate_number for one in find(desktop, Certificate, student_id=learner.id)
    ]
    page.tabs.tabs.setFocus()
    QTest.keyClick(page.tabs.tabs, KEY.Key_Right)
    assert page.main_view() is page.courses
    page.courses.setFocus()
    QTest.keyClick(page.courses, KEY.Key_Return)
    first = page._found.view.learning[0].course_id  # type: ignore[union-attr]
    page.tabs.set_current(EARNED)
    page.certificates.setFocus()
    QTest.keyClick(page.certificates, KEY.Key_Return)
    assert went == [
        ("course", {"course_id": first}),
        ("certificates", {"search": number}),
    ]
    page.overview.findChildren(QPushButton)[0].click()
    assert went[-1] == ("course", {"course_id": first})


def test_an_instructor_has_courses_taught(desktop: Desktop) -> None:
    teacher = find(desktop, User, role="instructor")[0]
    page = opened(desktop, teacher.id)
    assert "Teaches" in texts(page.overview)
    assert "never signed in" in page.head._facts.text()
    page.tabs.set_current(LEARNS)
    assert page.no_courses.state is not None
    assert "Not enrolled" in page.no_courses.state.accessibleName()
    page.tabs.set_current(EARNED)
    assert page.no_certificates.state is not None
    assert "No certificates yet" in page.no_certificates.state.accessibleName()


def test_deactivating_is_said_and_taken_back_from_the_toast(
    desktop: Desktop, page: PersonPage, learner: User
) -> None:
    act(desktop, "person.activate")
    assert not user(desktop, learner.id).is_active
    assert last(desktop).title == f"{learner.full_name} deactivated"
    wait(lambda: page.head.pill.accessibleName() == "Inactive")
    assert last(desktop).action is not None
    last(desktop).action[1]()  # type: ignore[index]
    settle(desktop)
    settle(desktop)
    assert user(desktop, learner.id).is_active
    assert last(desktop).title.startswith("Undone")
    wait(lambda: page.head.pill.accessibleName() == "Active")


def test_deleting_leaves_the_page_and_undo_brings_them_back(
    desktop: Desktop, page: PersonPage, learner: User
) -> None:
    act(desktop, "person.delete")
    assert user(desktop, learner.id).is_deleted
    wait(lambda: page.head.pill.accessibleName() == "Deleted")
    assert not page.head.edit.isEnabled() or page._why_not() == "this person was deleted"
    act(desktop, "edit.undo")
    assert not user(desktop, learner.id).is_deleted
    wait(lambda: page.head.pill.accessibleName() == "Active")


def test_who_has_to_stay_is_told_so(desktop: Desktop) -> None:
    teacher = find(desktop, User, role="instructor")[0]
    opened(desktop, teacher.id)
    act(desktop, "person.delete")
    assert not user(desktop, teacher.id).is_deleted
    assert last(desktop).tone == "danger"
    assert "course" in last(desktop).title


def test_edited_by_keyboard_and_the_log_has_the_way_back(
    desktop: Desktop, page: PersonPage, learner: User
) -> None:
    page.overview.setFocus()
    QTest.keyClick(page.overview, KEY.Key_F2)
    settle(desktop)
    asked = desktop.window.findChildren(PersonSheet)[-1]
    field = asked.first.editor
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClicks(field, "Grace")
    QTest.keyClick(field, KEY.Key_Return)
    settle(desktop)
    wait(lambda: user(desktop, learner.id).first_name == "Grace")
    assert not isValid(asked) or not asked.isVisible()
    wait(lambda: page.head._name.text().startswith("Grace"))
    # Without a window manager nobody makes the window the active one after a dialog.
    desktop.window.activateWindow()
    wait(desktop.window.isActiveWindow)
    page.tabs.set_current(LOG)
    page.log.list.setFocus()
    newest = page.log.current
    assert newest is not None
    assert (newest.column, newest.after) == ("first_name", "Grace")
    assert page.log.undo.isEnabled()
    before = page.log.list.listing.rowCount()
    page.log.undo.click()
    settle(desktop)
    wait(lambda: user(desktop, learner.id).first_name == learner.first_name)
    wait(lambda: page.log.list.listing.rowCount() == before + 1)
    assert page.log.current is page.log._lines[0]
    assert page.log.current.before == "Grace"
    assert not page.log.undo.isEnabled()
    assert "undone already" in page.log.undo.toolTip()


def test_a_line_of_a_batch_says_what_it_is_part_of(desktop: Desktop, page: PersonPage) -> None:
    page.tabs.set_current(LOG)
    page.log.list.setFocus()
    lines = page.log._lines
    place = next(at for at, one in enumerate(lines) if one.batch)
    for _ in range(place):
        QTest.keyClick(page.log.list, KEY.Key_Down)
    assert page.log._words.text().endswith(f"part of {lines[place].batch}")


def test_all_that_is_kept_is_written_to_a_file(
    desktop: Desktop, page: PersonPage, learner: User, tmp_path: Path
) -> None:
    target = tmp_path / "ada.zip"
    page.export_to(target)
    settle(desktop)
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        (person,) = json.loads(archive.read("person.json"))
    assert person["email"] == learner.email
    assert any(name.startswith("certificates/") and name.endswith(".pdf") for name in names)
    assert last(desktop).title == "Data exported"
    assert last(desktop).line == f"{len(names)} files in ada.zip"
    page.export_to(tmp_path / "absent" / "ada.zip")
    settle(desktop)
    assert last(desktop).tone == "danger"
    assert not (tmp_path / "absent").exists()


def test_exporting_asks_where_to(desktop: Desktop, page: PersonPage, learner: User) -> None:
    page.head.export.click()
    (dialog,) = [one for one in desktop.window.findChildren(QFileDialog) if one.isVisible()]
    assert dialog.selectedFiles()[0].endswith(f"{learner.username}.zip")
    dialog.reject()
    settle(desktop)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_more_offers_what_can_be_done(desktop: Desktop, page: PersonPage) -> None:
    page.head.more.click()
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    assert menu.actions()[0].text() == "Deactivate"
    assert all(one.isEnabled() for one in menu.actions())
    menu.close()
    settle(desktop)


def test_only_admins_change_people(desktop: Desktop, learner: User) -> None:
    course = find(desktop, Enrollment, student_id=learner.id)[0].course_id
    with desktop.operations.context.store.reading() as rows:
        teacher = rows.get(Course, course).instructor_id
    desktop.operations.actor = Actor(teacher, "instructor")
    page = opened(desktop, learner.id)
    assert page._why_not() == "only admins change people"
    seen = page._found.view.learning  # type: ignore[union-attr]
    assert {one.course_id for one in seen} <= {
        one.id for one in find(desktop, Course, instructor_id=teacher)
    }


def test_nobody_is_said_with_a_way_on(desktop: Desktop) -> None:
    page = opened(desktop, 999_999)
    state = page.waiting.state
    assert state is not None
    assert "could not be opened" in state.accessibleName()
    went: list[str] = []
    object.__setattr__(page.desk, "go", lambda place, _params: went.append(place))
    buttons = {one.text(): one for one in state.findChildren(QPushButton)}
    buttons["Try again"].click()
    settle(desktop)
    assert page.waiting.state is not None
    buttons = {one.text(): one for one in page.waiting.state.findChildren(QPushButton)}
    buttons["Go to People"].click()
    assert went == ["people"]


def test_trouble_and_waiting_are_shown(desktop: Desktop, page: PersonPage) -> None:
    page._refuse(EnvironmentFault("workspace.busy", path="x", cause="locked"))
    assert page.waiting.state is not None
    page.waiting.wait()
    page.waiting._timer.timeout.emit()
    assert isinstance(page.waiting.currentWidget(), Skeleton)
    page.load()
    settle(desktop)
    assert page.waiting.state is None
    assert page.head.isVisible()


def test_another_person_begins_at_the_overview(desktop: Desktop, page: PersonPage) -> None:
    page.tabs.set_current(LOG)
    page.log.list.selectRow(0)
    assert page.log.current is not None
    other = next(one for one in find(desktop, User, role="student") if one.id != page._user_id)
    again = opened(desktop, other.id)
    assert again is page
    assert page.tabs.current == 0
    assert page.head._name.text() == other.full_name
    assert page.log._lines
    assert page.log.current is None


def test_their_models_keep_the_rules_of_models(
    desktop: Desktop, page: PersonPage, learner: User
) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    lists = (page.courses, page.certificates, page.log.list)
    testers = [QAbstractItemModelTester(one.listing, fatal) for one in lists]
    opened(desktop, find(desktop, User, role="instructor")[0].id)
    opened(desktop, learner.id)
    assert len(testers) == len(lists)
    assert page.courses.listing.rowCount() == 2
