"""Unsaved edits: kept soon, offered after a crash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.domain.entities import Lesson
from app.domain.errors import EnvironmentFault, SmartCourseError
from app.ports.drafts import Draft, Place
from tests.support.window import settle
from ui.feedback.toasts import Toast
from ui.operations.drafts import LONGEST_MS, PAUSE_MS, DraftKeeper
from ui.shell.application import Desktop
from ui.views.recovery.page import DraftCard


def _stored(desktop: Desktop) -> Sequence[Draft]:
    return desktop.doors.drafts(desktop.operations.context.folder).all()


def _lesson(desktop: Desktop) -> Lesson:
    with desktop.operations.context.store.reading() as rows:
        return rows.find(Lesson, type="text")[0]


def _keep(desktop: Desktop, qtbot: QtBot, text: str = "# Mine\n") -> Lesson:
    lesson = _lesson(desktop)
    drafts = desktop.operations.drafts
    with qtbot.waitSignal(drafts.kept):
        drafts.keep("lesson", str(lesson.id), lesson.body_sha256, text)
        drafts.flush()
    return lesson


def test_a_pause_is_enough_and_typing_on_does_not_put_it_off(
    desktop: Desktop, qtbot: QtBot
) -> None:
    drafts = desktop.operations.drafts
    assert PAUSE_MS < 1000
    assert LONGEST_MS < 5000
    drafts.keep("lesson", "1", "x", "a")
    drafts.keep("lesson", "1", "x", "ab")
    assert drafts._pause.isActive()
    assert drafts._longest.isActive()
    with qtbot.waitSignal(drafts.kept):
        drafts._longest.start(0)
    (draft,) = _stored(desktop)
    assert (draft.text, draft.key) == ("ab", "1")


def test_closing_keeps_what_waited(desktop: Desktop) -> None:
    folder = desktop.operations.context.folder
    desktop.operations.drafts.keep("lesson", "1", "x", "unsaved")
    desktop.window.close()
    assert [one.text for one in desktop.doors.drafts(folder).all()] == ["unsaved"]


def test_dropping_forgets_what_waits_and_what_is_stored(desktop: Desktop, qtbot: QtBot) -> None:
    lesson = _keep(desktop, qtbot)
    drafts = desktop.operations.drafts
    drafts.keep("lesson", str(lesson.id), "x", "more")
    drafts.drop("lesson", str(lesson.id))
    found: list[list[Draft]] = []
    drafts.all(found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [[]]


def test_a_full_disk_is_told_once(desktop: Desktop, qtbot: QtBot) -> None:
    class Full:
        def keep(self, draft: Draft) -> None:
            raise EnvironmentFault("workspace.disk_full", path="drafts", cause="no room")

        def drop(self, place: Place) -> None: ...

        def all(self) -> list[Draft]:
            return []

    keeper: DraftKeeper = desktop.operations.drafts
    keeper.use(Full())
    told: list[SmartCourseError] = []
    keeper.failed.connect(told.append)
    with qtbot.waitSignal(keeper.failed):
        keeper.keep("lesson", "1", "x", "a")
        keeper.flush()
    keeper.keep("lesson", "1", "x", "ab")
    keeper.flush()
    done: list[object] = []
    keeper.all(done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert [one.reason for one in told] == ["workspace.disk_full"]
    history = desktop.window.toasts.history
    assert "no room" in history[-1].notice.title
    keeper.use(None)


def test_what_is_typed_at_once_is_not_offered_as_left_by_a_crash(
    desktop: Desktop, qtbot: QtBot
) -> None:
    drafts = desktop.operations.drafts
    left: list[list[Draft]] = []
    drafts.left_behind(left.append)
    drafts.keep("lesson", "1", "x", "typed before the answer came")
    qtbot.waitUntil(lambda: bool(left))
    assert left == [[]]
    drafts.flush()
    drafts.left_behind(left.append)
    qtbot.waitUntil(lambda: len(left) == 2)
    assert [one.key for one in left[1]] == ["1"]


def test_after_a_crash_the_drafts_are_offered(desktop: Desktop, qtbot: QtBot) -> None:
    _keep(desktop, qtbot)
    desktop.workspaces.open(desktop.operations.context.folder)
    settle(desktop)
    qtbot.waitUntil(lambda: bool(desktop.window.toasts.history))
    notice = desktop.window.toasts.history[-1].notice
    assert "1 unsaved draft" in notice.title
    assert notice.action is not None
    notice.action[1]()
    assert desktop.window.page is not None
    assert desktop.window.page.objectName() == "recovery"


def _card(desktop: Desktop, qtbot: QtBot) -> DraftCard:
    desktop.window.go("recovery")
    qtbot.waitUntil(lambda: bool(desktop.window.findChildren(DraftCard)))
    return desktop.window.findChildren(DraftCard)[0]


def _press(card: DraftCard, words: str, qtbot: QtBot) -> None:
    made = next(one for one in card.findChildren(QAbstractButton) if one.text() == words)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)


def test_a_draft_is_compared_with_what_is_stored(desktop: Desktop, qtbot: QtBot) -> None:
    lesson = _keep(desktop, qtbot, "# Mine\n")
    card = _card(desktop, qtbot)
    assert lesson.title in card.accessibleName()
    _press(card, "Compare", qtbot)
    assert card._diff is not None
    assert "+ # Mine" in card._diff.toPlainText()
    assert "- " in card._diff.toPlainText()


def test_discarding_can_be_taken_back(desktop: Desktop, qtbot: QtBot) -> None:
    _keep(desktop, qtbot, "# Mine\n")
    _press(_card(desktop, qtbot), "Discard", qtbot)
    qtbot.waitUntil(lambda: not _stored(desktop))
    action = desktop.window.toasts.history[-1].notice.action
    assert action is not None
    action[1]()
    qtbot.waitUntil(lambda: bool(_stored(desktop)))


def test_restoring_leads_to_the_lesson_with_its_draft(desktop: Desktop, qtbot: QtBot) -> None:
    lesson = _keep(desktop, qtbot)
    card = _card(desktop, qtbot)
    page = desktop.window.page
    assert page is not None
    went: list[tuple[str, object]] = []
    page.desk = replace(page.desk, go=lambda place, params: went.append((place, params)))
    _press(card, "Restore", qtbot)
    wanted = {
        "course_id": lesson.course_id,
        "lesson_id": lesson.id,
        "draft": f"1:{lesson.id}",
    }
    assert went == [("course", wanted)]


def _offer(desktop: Desktop, qtbot: QtBot) -> Callable[[], bool]:
    """Come back after a crash; whether the offer of what was kept is shown."""
    desktop.workspaces.open(desktop.operations.context.folder)
    settle(desktop)

    def is_shown() -> bool:
        shown = desktop.window.toasts.findChildren(Toast)
        return any("unsaved draft" in one.notice.title and one.isVisible() for one in shown)

    qtbot.waitUntil(is_shown)
    return is_shown


def test_the_offer_goes_with_the_last_draft_that_was_discarded(
    desktop: Desktop, qtbot: QtBot
) -> None:
    first = _keep(desktop, qtbot)
    with desktop.operations.context.store.reading() as rows:
        second = rows.find(Lesson, type="text")[1]
    with qtbot.waitSignal(desktop.operations.drafts.kept):
        desktop.operations.drafts.keep("lesson", str(second.id), second.body_sha256, "# Other\n")
        desktop.operations.drafts.flush()
    is_offered = _offer(desktop, qtbot)
    assert first.id != second.id
    desktop.window.go("recovery")
    settle(desktop)
    for left in (1, 0):
        cards = [one for one in desktop.window.findChildren(DraftCard) if one.isVisible()]
        assert len(cards) == left + 1
        _press(cards[0], "Discard", qtbot)
        settle(desktop)
        assert len(_stored(desktop)) == left
        assert is_offered() == bool(left)


def test_the_offer_goes_once_what_was_restored_is_saved(desktop: Desktop, qtbot: QtBot) -> None:
    _keep(desktop, qtbot)
    is_offered = _offer(desktop, qtbot)
    _press(_card(desktop, qtbot), "Restore", qtbot)
    settle(desktop)
    desktop.window.go("home", {})
    settle(desktop)
    assert _stored(desktop) == []
    assert not is_offered()
