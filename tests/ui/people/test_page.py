"""People in the window: adding, changing, deactivating, deleting; progress beside them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from shiboken6 import isValid

from app.domain.entities import User
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.people.page import PeoplePage
from ui.views.people.person_sheet import PersonSheet
from ui.views.progress.page import ProgressPage
from ui.widgets.grid import GridAction


@pytest.fixture
def page(desktop: Desktop) -> PeoplePage:
    desktop.window.go("people", {})
    settle(desktop)
    shown = desktop.window.page
    assert isinstance(shown, PeoplePage)
    return shown


def people(desktop: Desktop, **equal: object) -> list[User]:
    with desktop.operations.context.store.reading() as rows:
        return rows.find(User, **equal)


def action(page: PeoplePage, name: str) -> GridAction:
    return next(one for one in page.grid.spec.actions if one.id == f"people.{name}")


def sheet(desktop: Desktop) -> PersonSheet:
    settle(desktop)
    return desktop.window.findChildren(PersonSheet)[-1]


def write(asked: PersonSheet, **texts: str) -> None:
    for name, text in texts.items():
        field = getattr(asked, name).editor
        assert isinstance(field, QLineEdit)
        field.clear()
        QTest.keyClicks(field, text)


def undo(desktop: Desktop) -> None:
    desktop.window.actions_registry.trigger("edit.undo")
    settle(desktop)


def test_a_person_is_added_by_keyboard_and_taken_back(desktop: Desktop, page: PeoplePage) -> None:
    page.add()
    asked = sheet(desktop)
    write(asked, first="Jun", last="Tanaka", email="jun.tanaka@uni.example")
    QTest.keyClick(asked.email.editor, Qt.Key.Key_Return)
    settle(desktop)
    assert not isValid(asked) or not asked.isVisible()
    (made,) = people(desktop, email="jun.tanaka@uni.example")
    assert (made.full_name, made.role) == ("Jun Tanaka", "student")
    assert desktop.window.toasts.history[-1].notice.title == "jun.tanaka@uni.example added"
    page.grid.search_for("jun.tanaka")
    settle(desktop)
    assert page.grid.model.cell(0, "name") == "Jun Tanaka"
    undo(desktop)
    assert not people(desktop, email="jun.tanaka@uni.example", is_deleted=False)


@pytest.mark.parametrize("email", ["", "ana@", "taken"])
def test_what_is_wrong_stands_below_the_field(
    desktop: Desktop, page: PeoplePage, email: str
) -> None:
    if email == "taken":
        email = people(desktop, role="student", is_deleted=False)[0].email
    page.add()
    asked = sheet(desktop)
    write(asked, email=email)
    asked._decide()
    settle(desktop)
    assert asked.isVisible()
    assert asked.email.note.isVisible()
    assert asked.email.note.text()
    asked.reject()


def test_what_was_refused_can_be_mended_and_decided_again(
    desktop: Desktop, page: PeoplePage
) -> None:
    page.add()
    asked = sheet(desktop)
    write(asked, email="jun@")
    QTest.keyClick(asked.email.editor, Qt.Key.Key_Return)
    settle(desktop)
    write(asked, email="jun@uni.example")
    for _ in range(2):
        QTest.keyClick(asked.email.editor, Qt.Key.Key_Return)
    settle(desktop)
    assert len(people(desktop, email="jun@uni.example")) == 1
    assert desktop.window.toasts.history[-1].notice.tone == "success"


def test_a_person_is_changed_in_several_ways_at_once(desktop: Desktop, page: PeoplePage) -> None:
    before = people(desktop, role="instructor", is_deleted=False)[0]
    page.grid.search_for(before.email)
    settle(desktop)
    page.grid.table.set_current(0)
    page.grid.acting.run(action(page, "edit"))
    asked = sheet(desktop)
    write(asked, first="Amara Grace", email="amara.grace@uni.example")
    asked._decide()
    settle(desktop)
    with desktop.operations.context.store.reading() as rows:
        after = rows.get(User, before.id)
    assert (after.first_name, after.email) == ("Amara Grace", "amara.grace@uni.example")
    undo(desktop)
    with desktop.operations.context.store.reading() as rows:
        again = rows.get(User, before.id)
    assert (again.first_name, again.email) == (before.first_name, before.email)


def test_the_last_admin_keeps_the_role(desktop: Desktop, page: PeoplePage) -> None:
    admin = people(desktop, role="admin")[0]
    page.grid.search_for(admin.email)
    settle(desktop)
    page.grid.table.set_current(0)
    page.grid.acting.run(action(page, "edit"))
    asked = sheet(desktop)
    asked._role.setCurrentIndex(0)
    asked._decide()
    settle(desktop)
    assert asked.isVisible()
    assert "last active admin" in asked.role.note.text()
    asked.reject()


def test_many_are_deactivated_and_come_back(desktop: Desktop, page: PeoplePage) -> None:
    page.grid.views.go(1)
    settle(desktop)
    active = len(people(desktop, role="student", is_active=True, is_deleted=False))
    page.grid.selected.all()
    page.grid.acting.run(action(page, "deactivate"))
    settle(desktop)
    assert not people(desktop, role="student", is_active=True, is_deleted=False)
    undo(desktop)
    assert len(people(desktop, role="student", is_active=True, is_deleted=False)) == active


def test_who_has_to_stay_is_told_and_others_are_deleted(desktop: Desktop, page: PeoplePage) -> None:
    page.grid.selected.all()
    page.grid.acting.run(action(page, "delete"))
    settle(desktop)
    left = people(desktop, is_deleted=False)
    assert {one.role for one in left} == {"admin", "instructor"}
    assert "have to stay" in desktop.window.toasts.history[-1].notice.line
    undo(desktop)
    assert len(people(desktop, is_deleted=False)) == 204


def test_the_facts_follow(desktop: Desktop, page: PeoplePage) -> None:
    assert page.head._facts.text() == "200 learners, 3 instructors, 1 admin"
    page.grid.search_for("role:student")
    settle(desktop)
    page.grid.table.set_current(0)
    page.grid.acting.run(action(page, "delete"))
    settle(desktop)
    settle(desktop)
    assert page.head._facts.text() == "199 learners, 3 instructors, 1 admin"


def test_progress_leads_to_the_person(desktop: Desktop) -> None:
    desktop.window.go("progress", {"search": "progress:>50"})
    settle(desktop)
    shown = desktop.window.page
    assert isinstance(shown, ProgressPage)
    assert shown.grid.model.count
    assert "not seen for two weeks" in shown.head._facts.text()
    went: list[tuple[str, object]] = []
    object.__setattr__(shown.desk, "go", lambda place, params: went.append((place, params)))
    shown.grid.table.frozen.setFocus()
    shown.grid.table.set_current(0)
    QTest.keyClick(shown.grid.table.frozen, Qt.Key.Key_Return)
    settle(desktop)
    assert went
    assert went[0][0] == "person"


def test_whoever_was_added_is_where_the_keyboard_is(desktop: Desktop, page: PeoplePage) -> None:
    """In the list as it stands, or alone where it shows only others."""
    for email, role in (("zoe@uni.example", "student"), ("yan@uni.example", "instructor")):
        page.add()
        asked = sheet(desktop)
        write(asked, first="Aa", last="Bb", email=email)
        asked._role.setCurrentIndex(asked._role.findData(role))
        QTest.keyClick(asked.email.editor, Qt.Key.Key_Return)
        settle(desktop)
        settle(desktop)
        (made,) = people(desktop, email=email)
        assert page.grid.current_id == made.id
        if role == "student":
            assert page.grid.model.rowCount() > 1
            page.grid.search_for("role:student")
            settle(desktop)
    assert page.grid.model.rowCount() == 1


def test_work_on_many_is_named_by_what_it_does_and_to_how_many(
    desktop: Desktop, page: PeoplePage
) -> None:
    page.grid.search_for("role:student")
    settle(desktop)
    page.grid.selected.only([page.grid.model.id_at(row) or 0 for row in range(3)])
    page.grid.acting.run(action(page, "deactivate"))
    settle(desktop)
    assert desktop.operations.jobs.all()[-1].title == "Deactivate 3 people"
