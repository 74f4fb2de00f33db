"""Enrolling and changing enrollments in the window, by mouse and by keyboard, and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.domain.actor import Actor
from app.domain.entities import Enrollment, User, WaitingEntry
from tests.support.window import settle
from ui.feedback.toasts import Notice
from ui.models.staged import StagedEdit
from ui.shell.application import Desktop
from ui.views.enrollments.enroll import EnrollSheet
from ui.views.enrollments.page import EnrollmentsPage
from ui.views.enrollments.summary import SummaryPopover

KEY = Qt.Key


@pytest.fixture
def page(desktop: Desktop) -> EnrollmentsPage:
    desktop.window.go("enrollments", {})
    settle(desktop)
    shown = desktop.window.page
    assert isinstance(shown, EnrollmentsPage)
    return shown


def statuses(desktop: Desktop) -> Counter[str]:
    with desktop.operations.context.store.reading() as rows:
        return Counter(one for (one,) in rows.values(Enrollment, ("status",)))


def last(desktop: Desktop) -> Notice:
    return desktop.window.toasts.history[-1].notice


def undo(desktop: Desktop) -> None:
    desktop.window.actions_registry.trigger("edit.undo")
    settle(desktop)


def decide(desktop: Desktop) -> SummaryPopover:
    settle(desktop)
    found = desktop.window.findChild(SummaryPopover)
    assert found is not None
    return found


def test_many_are_suspended_after_a_summary_and_come_back_with_one_undo(
    desktop: Desktop, page: EnrollmentsPage
) -> None:
    before = statuses(desktop)
    page.grid.selected.all()
    button = page.grid.selection_bar.buttons["enrollments.suspend"]
    assert isinstance(button, QPushButton)
    button.click()
    popover = decide(desktop)
    active = before["active"]
    assert popover.decide.text() == f"Suspend {active} enrollments"
    popover.findChild(QLineEdit).setText("Summer break")  # type: ignore[union-attr]
    popover.decide.click()
    settle(desktop)
    after = statuses(desktop)
    assert after["suspended"] == before["suspended"] + active
    assert last(desktop).title == f"{active} enrollments set to Suspended"
    assert last(desktop).line.startswith(f"{420 - active} stay as they were")
    assert not page.grid.selected.ids or page.grid.selected.everything
    undo(desktop)
    assert statuses(desktop) == before


def test_the_same_by_keyboard_alone(desktop: Desktop, page: EnrollmentsPage) -> None:
    window = desktop.window
    page.grid.search_for("status:active")
    settle(desktop)
    before = statuses(desktop)
    window.activateWindow()
    page.grid.table.frozen.setFocus(Qt.FocusReason.TabFocusReason)
    view = page.grid.table.frozen
    for key in (KEY.Key_Down, KEY.Key_Space, KEY.Key_Down, KEY.Key_Space):
        QTest.keyClick(view, key)
    window.actions_registry.trigger("enrollments.drop")
    popover = decide(desktop)
    field = popover.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "Moved away")
    QTest.keyClick(field, KEY.Key_Return)
    settle(desktop)
    assert statuses(desktop)["dropped"] >= before["dropped"] + 2
    undo(desktop)
    assert statuses(desktop) == before


def test_nothing_happens_where_the_summary_is_left_with_esc(
    desktop: Desktop, page: EnrollmentsPage
) -> None:
    before = statuses(desktop)
    page.grid.selected.all()
    page.grid.acting.run(page.grid.spec.actions[0])
    popover = decide(desktop)
    QTest.keyClick(popover, KEY.Key_Escape)
    settle(desktop)
    assert statuses(desktop) == before


def test_a_summary_goes_with_its_page_and_with_its_selection(
    desktop: Desktop, page: EnrollmentsPage
) -> None:
    before = statuses(desktop)
    page.grid.selected.all()
    complete = page.grid.selection_bar.buttons["enrollments.complete"]
    complete.click()
    decide(desktop)
    desktop.window.go("certificates", {})
    settle(desktop)
    assert not desktop.window.findChildren(SummaryPopover)
    desktop.window.go("enrollments", {})
    settle(desktop)
    complete.click()
    decide(desktop)
    page.grid.selected.clear()
    settle(desktop)
    assert not desktop.window.findChildren(SummaryPopover)
    assert statuses(desktop) == before


def test_what_fits_none_of_the_rows_cannot_be_decided(
    desktop: Desktop, page: EnrollmentsPage
) -> None:
    page.grid.search_for("status:completed")
    settle(desktop)
    page.grid.selected.all()
    page.grid.acting.run(page.grid.spec.actions[0])
    popover = decide(desktop)
    assert not popover.decide.isEnabled()
    assert popover.decide.toolTip()


def test_staged_edits_are_applied_as_one(desktop: Desktop, page: EnrollmentsPage) -> None:
    grid = page.grid
    grid.search_for("status:active payment:pending")
    settle(desktop)
    first, second = grid.model.id_at(0), grid.model.id_at(1)
    assert first is not None
    assert second is not None
    stage: Callable[[StagedEdit], None] = grid.staged.stage
    stage(StagedEdit(row=first, column="status", value="suspended", was="active"))
    stage(StagedEdit(row=second, column="payment", value="completed", was="pending"))
    grid.staging.bar.apply.click()
    settle(desktop)
    assert not len(grid.staged)

    def read() -> tuple[str, str | None]:
        with desktop.operations.context.store.reading() as rows:
            one, other = rows.get(Enrollment, int(first)), rows.get(Enrollment, int(second))
        return one.status, other.payment_status

    assert read() == ("suspended", "completed")
    assert last(desktop).title == "2 changes applied"
    undo(desktop)
    assert read() == ("active", "pending")


def test_payments_are_marked(desktop: Desktop, page: EnrollmentsPage) -> None:
    page.grid.views.go(3)
    settle(desktop)
    unpaid = page.grid.model.count or 0
    assert unpaid
    page.grid.selected.all()
    button = page.grid.selection_bar.buttons["enrollments.payment_completed"]
    assert isinstance(button, QPushButton)
    button.click()
    settle(desktop)
    assert last(desktop).title == f"{unpaid} enrollments marked as paid"
    page.grid.load()
    settle(desktop)
    assert page.grid.model.count == 0
    undo(desktop)
    page.grid.load()
    settle(desktop)
    assert page.grid.model.count == unpaid


def sheet(desktop: Desktop) -> EnrollSheet:
    settle(desktop)
    settle(desktop)
    return desktop.window.findChildren(EnrollSheet)[-1]


def test_a_person_is_found_and_enrolled(desktop: Desktop, page: EnrollmentsPage) -> None:
    page.enroll()
    asked = sheet(desktop)
    asked._enroll()
    assert asked.people.note.text() == "Choose at least one person."
    with desktop.operations.context.store.reading() as rows:
        taken = {(one.student_id, one.course_id) for one in rows.find(Enrollment)}
        waits = {(one.student_id, one.course_id) for one in rows.find(WaitingEntry)}
        course_id = int(asked._course.currentData())
        free = next(
            one
            for one in rows.find(User, role="student", is_active=True, is_deleted=False)
            if (one.id, course_id) not in taken | waits
        )
    QTest.keyClicks(asked.search, free.email)
    QTest.keyClick(asked.search, KEY.Key_Return)
    settle(desktop)
    assert len(asked._boxes) == 1
    asked._boxes[0].click()
    assert asked.decide.text() == "Enroll 1 person"
    asked.decide.click()
    settle(desktop)
    assert last(desktop).action is not None

    def there() -> bool:
        with desktop.operations.context.store.reading() as rows:
            return bool(
                rows.find(Enrollment, student_id=free.id, course_id=course_id)
                or rows.find(WaitingEntry, student_id=free.id, course_id=course_id)
            )

    assert there()
    undo(desktop)
    assert not there()


def test_who_is_enrolled_already_is_told(desktop: Desktop, page: EnrollmentsPage) -> None:
    page.enroll()
    asked = sheet(desktop)
    course_id = int(asked._course.currentData())
    with desktop.operations.context.store.reading() as rows:
        one = rows.find(Enrollment, course_id=course_id, status="active")[0]
        email = rows.get(User, one.student_id).email
    QTest.keyClicks(asked.search, email)
    QTest.keyClick(asked.search, KEY.Key_Return)
    settle(desktop)
    assert "  ·  Active  ·  " in asked._boxes[0].text(), "it is told before, too"
    asked._boxes[0].click()
    asked.decide.click()
    settle(desktop)
    assert last(desktop).title.startswith("0 people enrolled")
    assert email in last(desktop).line
    assert last(desktop).action is None


def test_those_who_wait_have_a_list_of_their_own(desktop: Desktop, page: EnrollmentsPage) -> None:
    tabs = page.grid.tabs.tabs
    tabs.setCurrentIndex(2)
    settle(desktop)
    assert page.waiting.isVisible()
    assert page.waiting.model.count == 3
    assert page.waiting.tabs.tabs.currentIndex() == 2
    page.waiting.tabs.tabs.setCurrentIndex(1)
    settle(desktop)
    assert page.grid.isVisible()
    assert page.grid.tabs.tabs.currentIndex() == 1
    assert page.grid.model.cell(0, "status") == "active"


def test_an_instructor_sees_own_learners_and_is_told_why_not(
    desktop: Desktop, page: EnrollmentsPage
) -> None:
    with desktop.operations.context.store.reading() as rows:
        teacher = rows.find(User, role="instructor")[0]
    whole = page.grid.model.count or 0
    desktop.operations.actor = Actor(teacher.id, "instructor")
    page.grid._ask()
    settle(desktop)
    assert 0 < (page.grid.model.count or 0) < whole
    page.grid.table.set_current(0)
    reason = page.grid.acting.why_not(page.grid.spec.actions[0])
    assert reason == "only admins change enrollments"


def test_down_goes_from_the_search_into_the_list_of_whole_lines(
    desktop: Desktop, page: EnrollmentsPage
) -> None:
    page.enroll()
    asked = sheet(desktop)
    asked.activateWindow()
    asked.search.setFocus()
    for place in range(9):
        QTest.keyClick(asked.focusWidget(), KEY.Key_Down)
        box = asked._boxes[place]
        assert asked.focusWidget() is box
        shown = asked._area.viewport().rect()
        assert shown.contains(QRect(box.mapTo(asked._area.viewport(), QPoint()), box.size()))
    QTest.keyClick(asked.focusWidget(), KEY.Key_Space)
    assert asked.decide.text() == "Enroll 1 person"
    for _ in range(9):
        QTest.keyClick(asked.focusWidget(), KEY.Key_Up)
    assert asked.search.hasFocus()
    asked._area.verticalScrollBar().setValue(0)
    seen = asked._area.viewport().rect()
    tops = [QRect(one.mapTo(asked._area.viewport(), QPoint()), one.size()) for one in asked._boxes]
    assert not [one for one in tops if one.intersects(seen) and not seen.contains(one)]
    asked.reject()


def test_a_change_of_many_is_named_by_what_it_does_and_to_how_many(
    desktop: Desktop, page: EnrollmentsPage
) -> None:
    page.grid.selected.only([page.grid.model.id_at(row) or 0 for row in range(2)])
    page._change_payment("refunded", page.grid.selection())
    settle(desktop)
    page.grid.selected.only([page.grid.model.id_at(row) or 0 for row in range(3)])
    page._change_status("suspend", page.grid.selection(), "")
    settle(desktop)
    titles = [one.title for one in desktop.operations.jobs.all()]
    assert {"Mark 2 enrollments as refunded", "Suspend 3 enrollments"} <= set(titles)
