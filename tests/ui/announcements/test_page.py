"""Announcements in the window: writing, changing, pinning, deleting, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QDate, QDeadlineTimer, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from shiboken6 import isValid

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import PublishAnnouncement
from app.domain.entities import Announcement, Course, Enrollment, Notification
from app.domain.errors import EnvironmentFault, Rejected
from tests.support.window import PATIENCE, settle
from ui.feedback.states import Skeleton, StatePanel
from ui.feedback.toasts import Notice
from ui.shell.application import Desktop
from ui.views.announcements.page import AnnouncementsPage
from ui.views.announcements.sheet import AnnouncementSheet

KEY = Qt.Key
COURSE = 1


@pytest.fixture
def page(desktop: Desktop) -> AnnouncementsPage:
    desktop.window.go("announcements", {})
    settle(desktop)
    shown = desktop.window.page
    assert isinstance(shown, AnnouncementsPage)
    return shown


def stored(desktop: Desktop) -> list[Announcement]:
    with desktop.operations.context.store.reading() as rows:
        return rows.find(Announcement)


def announce(desktop: Desktop, *titles: str, pinned: bool = False) -> list[int]:
    """Publish in course 1; the ids."""

    def work(context: Context, actor: Actor) -> list[int]:
        ids = list(context.store.allocate_ids(Announcement, len(titles)))
        for key, title in zip(ids, titles, strict=True):
            command = PublishAnnouncement(
                announcement_id=key,
                course_id=COURSE,
                title=title,
                content=f"About {title}",
                is_pinned=pinned,
            )
            context.bus.execute(command, actor)
        return ids

    made: list[int] = []
    page = desktop.window.page
    assert isinstance(page, AnnouncementsPage)
    before = page.grid.model.count or 0
    desktop.operations.write(work, made.extend)
    shows(desktop, page, before + len(titles))
    return made


def shows(desktop: Desktop, page: AnnouncementsPage, count: int) -> None:
    """Wait until the list has read the last commit: it reads once for several."""
    wait(lambda: page.grid.model.count == count)
    settle(desktop)


def wait(true: Callable[[], object]) -> None:
    """Until something holds."""
    deadline = QDeadlineTimer(PATIENCE)
    while not true():
        assert not deadline.hasExpired()
        QTest.qWait(5)


def sheet(desktop: Desktop) -> AnnouncementSheet:
    settle(desktop)
    return desktop.window.findChildren(AnnouncementSheet)[-1]


def line(asked: AnnouncementSheet) -> QLineEdit:
    found = asked.title.editor
    assert isinstance(found, QLineEdit)
    return found


def text(asked: AnnouncementSheet) -> QPlainTextEdit:
    found = asked.content.editor
    assert isinstance(found, QPlainTextEdit)
    return found


def last(desktop: Desktop) -> Notice:
    return desktop.window.toasts.history[-1].notice


def act(desktop: Desktop, name: str) -> None:
    desktop.window.actions_registry.trigger(name)
    settle(desktop)
    settle(desktop)


def panel(page: AnnouncementsPage) -> StatePanel:
    shown = page.grid.states.stack.currentWidget()
    assert isinstance(shown, StatePanel)
    return shown


def press(panel: StatePanel, words: str) -> None:
    next(one for one in panel.findChildren(QPushButton) if one.text() == words).click()


def test_the_first_announcement_is_written_and_taken_back(
    desktop: Desktop, page: AnnouncementsPage
) -> None:
    assert "No announcements yet" in panel(page).accessibleName()
    with desktop.operations.context.store.reading() as rows:
        active = rows.count(Enrollment, course_id=COURSE, status="active")
    assert not page.head.findChild(QPushButton).isVisible(), "one primary is enough"  # type: ignore[union-attr]
    press(panel(page), "Write an announcement")
    asked = sheet(desktop)
    chosen = asked._course
    chosen.setCurrentIndex(chosen.findData(COURSE))
    assert chosen.currentText().endswith(f"{active} learners")
    line(asked).setText("Room change")
    text(asked).setPlainText("Thursday is in room 4.12.")
    asked._priority.setCurrentIndex(asked._priority.findData("high"))
    asked._ends.setChecked(True)
    asked._day.setDate(QDate(2026, 12, 24))
    asked.decide.click()
    settle(desktop)
    settle(desktop)
    assert not isValid(asked) or not asked.isVisible()
    (made,) = stored(desktop)
    assert (made.course_id, made.title, made.priority) == (COURSE, "Room change", "high")
    assert made.published_at is not None
    assert made.expires_at is not None
    assert made.expires_at.astimezone() == datetime(2026, 12, 24, 23, 59, 59).astimezone()
    assert last(desktop).title == "Announcement published"
    assert last(desktop).line == f"{active} learners notified"
    with desktop.operations.context.store.reading() as rows:
        assert rows.count(Notification, related_entity_id=made.id, type="announcement") == active
    shows(desktop, page, 1)
    assert page.grid.states.shows_rows
    assert page.grid.model.cell(0, "title") == "Room change"
    act(desktop, "edit.undo")
    assert not stored(desktop)
    act(desktop, "edit.redo")
    assert [one.title for one in stored(desktop)] == ["Room change"]


def test_the_same_by_keyboard_alone(desktop: Desktop, page: AnnouncementsPage) -> None:
    QTest.keyClick(panel(page).findChildren(QPushButton)[0], KEY.Key_Space)
    asked = sheet(desktop)
    assert asked.focusWidget() is asked._course
    QTest.keyClick(asked._course, KEY.Key_Down)
    QTest.keyClick(asked._course, KEY.Key_Tab)
    assert asked.focusWidget() is line(asked)
    QTest.keyClicks(line(asked), "Slides")
    QTest.keyClick(line(asked), KEY.Key_Tab)
    assert asked.focusWidget() is text(asked)
    QTest.keyClicks(text(asked), "They are online.")
    QTest.keyClick(text(asked), KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(desktop)
    assert [(one.title, one.content) for one in stored(desktop)] == [("Slides", "They are online.")]


def test_what_is_missing_is_said_below_its_field(desktop: Desktop, page: AnnouncementsPage) -> None:
    page.write()
    asked = sheet(desktop)
    asked.decide.click()
    assert "Choose the course" in asked.course.note.text()
    assert asked.focusWidget() is asked._course
    QTest.keyClick(asked._course, KEY.Key_Down)
    assert not asked.course.note.isVisible()
    asked.decide.click()
    assert asked.title.note.isVisible()
    assert asked.focusWidget() is line(asked)
    line(asked).setText("T")
    asked.decide.click()
    assert "what the learners are to know" in asked.content.note.text()
    assert asked.focusWidget() is text(asked)
    asked.reject()
    settle(desktop)
    assert not stored(desktop)


def test_what_the_workspace_refuses_is_said_below_its_field(
    desktop: Desktop, page: AnnouncementsPage
) -> None:
    page.write()
    asked = sheet(desktop)
    asked._course.setCurrentIndex(0)
    line(asked).setText("x" * 300)
    text(asked).setPlainText("C")
    asked.decide.click()
    settle(desktop)
    assert asked.isVisible()
    assert "255" in asked.title.note.text()
    asked._refuse(Rejected("course.deleted", key=1))
    assert asked.course.note.isVisible()
    asked.reject()


def test_one_is_changed_and_nobody_is_told_again(desktop: Desktop, page: AnnouncementsPage) -> None:
    (key,) = announce(desktop, "Exam")
    with desktop.operations.context.store.reading() as rows:
        told = rows.count(Notification)
    page.grid.table.frozen.setFocus()
    page.grid.table.set_current(0)
    QTest.keyClick(page.grid.table.frozen, KEY.Key_Return)
    asked = sheet(desktop)
    assert (line(asked).text(), text(asked).toPlainText()) == ("Exam", "About Exam")
    assert not asked._course.isEnabled()
    line(asked).setText("Exam dates")
    asked.decide.click()
    settle(desktop)
    settle(desktop)
    assert [(one.id, one.title, one.content) for one in stored(desktop)] == [
        (key, "Exam dates", "About Exam")
    ]
    with desktop.operations.context.store.reading() as rows:
        assert rows.count(Notification) == told
    shows(desktop, page, 1)
    wait(lambda: page.grid.model.cell(0, "title") == "Exam dates")
    act(desktop, "edit.undo")
    assert stored(desktop)[0].title == "Exam"


def test_an_end_that_was_set_is_shown_and_can_be_taken_away(
    desktop: Desktop, page: AnnouncementsPage
) -> None:
    (key,) = announce(desktop, "Exam")
    page.open({"id": key})
    asked = sheet(desktop)
    assert not asked._day.isEnabled()
    asked._ends.setChecked(True)
    asked._day.setDate(QDate(2027, 1, 5))
    asked.decide.click()
    settle(desktop)
    ends = stored(desktop)[0].expires_at
    assert ends is not None
    assert ends > datetime(2027, 1, 5, tzinfo=UTC)
    page.open({"id": key})
    again = sheet(desktop)
    assert again._ends.isChecked()
    assert again._day.date() == QDate(2027, 1, 5)
    again._ends.setChecked(False)
    again.decide.click()
    settle(desktop)
    assert stored(desktop)[0].expires_at is None


def test_several_are_pinned_and_deleted_with_one_undo_each(
    desktop: Desktop, page: AnnouncementsPage
) -> None:
    announce(desktop, "One", "Two", "Three")
    page.grid.selected.all()
    page.grid.selection_bar.buttons["announcements.pin"].click()
    settle(desktop)
    settle(desktop)
    assert [one.is_pinned for one in stored(desktop)] == [True] * 3
    assert last(desktop).title == "3 announcements pinned"
    assert page.head._facts.text() == "3 announcements, 3 pinned"
    act(desktop, "edit.undo")
    assert [one.is_pinned for one in stored(desktop)] == [False] * 3
    page.grid.selected.all()
    page.grid.selection_bar.buttons["announcements.delete"].click()
    settle(desktop)
    settle(desktop)
    assert not stored(desktop)
    wait(lambda: not page.grid.states.shows_rows)
    assert "No announcements yet" in panel(page).accessibleName()
    act(desktop, "edit.undo")
    assert {one.title for one in stored(desktop)} == {"One", "Two", "Three"}


def test_delete_and_unpin_by_keyboard(desktop: Desktop, page: AnnouncementsPage) -> None:
    announce(desktop, "One", "Two", pinned=True)
    page.grid.table.frozen.setFocus()
    page.grid.table.set_current(0)
    settle(desktop)
    QTest.keyClick(page.grid.table.frozen, KEY.Key_Delete)
    settle(desktop)
    settle(desktop)
    assert [one.title for one in stored(desktop)] == ["One"]
    shows(desktop, page, 1)
    page.grid.table.set_current(0)
    act(desktop, "announcements.unpin")
    assert not stored(desktop)[0].is_pinned
    count = len(desktop.window.toasts.history)
    act(desktop, "announcements.unpin")
    assert len(desktop.window.toasts.history) == count


def test_views_filters_and_what_is_not_found(desktop: Desktop, page: AnnouncementsPage) -> None:
    announce(desktop, "One", "Two")
    announce(desktop, "Three", pinned=True)
    page.grid.views.go(1)
    settle(desktop)
    assert [page.grid.model.cell(0, "title"), page.grid.model.count] == ["Three", 1]
    page.open({"search": "two"})
    settle(desktop)
    assert [page.grid.model.cell(0, "title"), page.grid.model.count] == ["Two", 1]
    page.grid.search_for("nothing-like-it")
    settle(desktop)
    press(panel(page), "Clear all filters")
    settle(desktop)
    assert page.grid.model.count == 3


def test_loading_and_trouble(desktop: Desktop, page: AnnouncementsPage) -> None:
    announce(desktop, "One")
    page.grid.model.asked.emit(page.grid.query)
    page.grid.states._late.timeout.emit()
    assert isinstance(page.grid.states.stack.currentWidget(), Skeleton)
    page.grid.states.refuse(EnvironmentFault("workspace.busy", path="x", cause="locked"))
    assert "announcements" in panel(page).accessibleName()
    press(panel(page), "Try again")
    settle(desktop)
    assert page.grid.states.shows_rows


def test_its_model_keeps_the_rules_of_models(desktop: Desktop, page: AnnouncementsPage) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(page.grid.model, fatal)
    announce(desktop, "One", "Two")
    page.grid.search_for("two")
    settle(desktop)
    assert tester.model() is page.grid.model
    assert page.grid.model.count == 1


def test_an_instructor_writes_to_own_courses_only(
    desktop: Desktop, page: AnnouncementsPage
) -> None:
    with desktop.operations.context.store.reading() as rows:
        mine = rows.get(Course, COURSE)
        own = {one.id for one in rows.find(Course, instructor_id=mine.instructor_id)}
    desktop.operations.actor = Actor(mine.instructor_id, "instructor")
    page.write()
    asked = sheet(desktop)
    offered = {asked._course.itemData(place) for place in range(asked._course.count())}
    assert offered == own
    asked.reject()
    desktop.operations.actor = Actor(999, "instructor")
    page.write()
    nobody = sheet(desktop)
    assert "Make a course first" in nobody.course.note.text()
    nobody.decide.click()
    assert nobody.isVisible()
    assert not stored(desktop)
    nobody.reject()


def test_the_keyboard_goes_on_in_the_list_after_its_first_announcement(
    desktop: Desktop, page: AnnouncementsPage
) -> None:
    desktop.window.activateWindow()
    begin = page.grid.findChild(StatePanel)
    assert begin is not None
    begin.findChildren(QPushButton)[0].setFocus()
    announce(desktop, "Welcome")
    settle(desktop)
    assert page.grid.main_view().hasFocus()
