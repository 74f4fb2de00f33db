"""What is written, chosen and looked at in a course stays when the text grows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.errors import EnvironmentFault
from tests.support.window import grow_text, settle
from tests.ui.courses.conftest import LESSON, OpenCourse, Stored
from ui.shell.application import Desktop
from ui.views.course.page import CoursePage
from ui.widgets.markdown.editor import MarkdownEditor

QUIZ = 6


@pytest.fixture(autouse=True)
def text_is_usual_afterwards(desktop: Desktop) -> Iterator[None]:
    yield
    desktop.appearance.set("text_scale", 1.0)
    settle(desktop)


def anew(desktop: Desktop, scale: float = 1.5) -> CoursePage:
    before = desktop.window.page
    desktop.appearance.set("text_scale", scale)
    settle(desktop)
    page = desktop.window.page
    assert page is not before
    assert isinstance(page, CoursePage)
    return page


def select(editor: MarkdownEditor, anchor: int, place: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(anchor)
    cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def ends(editor: MarkdownEditor) -> tuple[int, int]:
    cursor = editor.textCursor()
    return cursor.anchor(), cursor.position()


def test_caret_selection_and_undo_of_a_lesson_stay(
    desktop: Desktop, open_course: OpenCourse
) -> None:
    editor = open_course(lesson_id=LESSON).editor.editor
    was = editor.text()
    QTest.keyClicks(editor, "abc")
    written = editor.text()
    select(editor, 40, 25)
    page = anew(desktop)
    editor = page.editor.editor
    assert editor.text() == editor.toPlainText() == written
    assert ends(editor) == (40, 25)
    assert editor.hasFocus()
    assert page.editor.session.lesson_id == LESSON
    editor.undo()
    assert editor.text() == was
    editor.redo()
    assert editor.text() == written


def test_what_is_typed_afterwards_is_saved(
    desktop: Desktop, open_course: OpenCourse, stored: Stored
) -> None:
    open_course(lesson_id=LESSON)
    page = anew(desktop)
    assert not page.editor.session.dirty
    editor = page.editor.editor
    QTest.keyClicks(editor, "xyz")
    assert page.editor.session.dirty
    written = editor.text()
    assert "xyz" in written
    page.save()
    settle(desktop)
    assert stored.text() == written
    page = anew(desktop, 1.0)
    assert page.editor.text() == written
    QTest.keyClicks(page.editor.editor, "!")
    written = page.editor.text()
    desktop.window.go("home")
    settle(desktop)
    assert stored.text() == written


def test_the_preview_and_the_colours_follow_what_is_typed(
    desktop: Desktop, open_course: OpenCourse, qtbot: QtBot
) -> None:
    desktop.window.resize(1900, 900)
    open_course(lesson_id=LESSON)
    page = anew(desktop)
    editor = page.editor.editor
    document = editor.document()
    heading = next(n for n in range(99) if document.findBlockByNumber(n).text().startswith("#"))
    assert document.findBlockByNumber(heading).layout().formats()
    editor.insert_lines("# Newly written")
    assert document.find("Newly").block().layout().formats()
    qtbot.waitUntil(lambda: "Newly written" in page.editor.preview.toPlainText())


def test_a_long_text_is_seen_from_the_same_line(desktop: Desktop, open_course: OpenCourse) -> None:
    page = open_course(lesson_id=LESSON)
    editor = page.editor.editor
    editor.replace_all("\n".join(f"Line {n}" for n in range(400)))
    select(editor, 0, 0)
    editor.verticalScrollBar().setValue(200)
    settle(desktop)
    assert editor.firstVisibleBlock().blockNumber() == 200
    editor = anew(desktop).editor.editor
    assert editor.firstVisibleBlock().blockNumber() == 200


def test_text_that_was_typed_while_the_screen_was_made_is_there(
    desktop: Desktop, open_course: OpenCourse, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_course(lesson_id=LESSON)
    make = desktop.window._pages.get

    def typed_meanwhile(*told: Any) -> Any:
        monkeypatch.undo()
        QTest.keyClicks(page.editor.editor, "late ")
        return make(*told)

    monkeypatch.setattr(desktop.window._pages, "get", typed_meanwhile)
    page = anew(desktop)
    assert page.editor.text().startswith("late ")
    assert page.editor.session.dirty
    page.save()
    settle(desktop)
    assert stored.text().startswith("late ")


def test_a_save_is_answered_to_the_screen_that_was_left_before_another_came(
    desktop: Desktop, open_course: OpenCourse, stored: Stored
) -> None:
    before = open_course(lesson_id=LESSON)

    def write_and_leave() -> None:
        before.editor.editor.insert_lines("Typed in between")
        desktop.window.go("home")
        assert not desktop.operations.idle

    grow_text(desktop, write_and_leave)
    written = before.editor.text()
    assert stored.text() == written
    page = open_course(lesson_id=LESSON)
    assert page is not before
    assert page.editor.text() == written
    assert page.editor.banner.isHidden()
    assert not page.editor.session.dirty


def test_a_quiz_that_is_being_saved_when_it_is_left_holds_nothing_back(
    desktop: Desktop, open_course: OpenCourse
) -> None:
    before = open_course(lesson_id=QUIZ)

    def change_and_leave() -> None:
        before.parts.shown("quiz").act("duplicate")
        desktop.window.go("home")

    grow_text(desktop, change_and_leave)
    written = before.parts.shown("quiz").questions
    page = open_course(lesson_id=QUIZ)
    quiz = page.parts.shown("quiz")
    assert page is not before
    assert quiz.questions == written
    assert not quiz.session.held
    assert not quiz.session.dirty
    quiz.undo()


def test_who_comes_back_while_a_save_is_unanswered_finds_the_screen_that_asked(
    desktop: Desktop, open_course: OpenCourse
) -> None:
    before = open_course(lesson_id=LESSON)
    written: list[str] = []

    def write_leave_and_come_back() -> None:
        before.editor.editor.insert_lines("Typed in between")
        written.append(before.editor.text())
        desktop.window.go("home")
        desktop.window.go("course", {"course_id": 1, "lesson_id": LESSON})
        assert desktop.window.page is before

    grow_text(desktop, write_leave_and_come_back)
    page = desktop.window.page
    assert isinstance(page, CoursePage)
    assert page is not before
    assert [page.editor.text()] == written
    assert not page.editor.session.dirty


@pytest.fixture
def no_room(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nothing can be saved, nor kept as a draft, until this is undone."""

    def refuse(_command: Any, _done: Any, failed: Any, **_: Any) -> None:
        failed(EnvironmentFault("file.unreadable"))

    def hinder(_drafts: Any) -> None:
        raise EnvironmentFault("file.unreadable")

    monkeypatch.setattr(desktop.operations, "execute", refuse)
    monkeypatch.setattr(desktop.operations.drafts._drafts, "keep", hinder)
    return monkeypatch


def test_what_is_not_kept_is_not_said_to_be_kept(
    desktop: Desktop, open_course: OpenCourse, no_room: pytest.MonkeyPatch
) -> None:
    page = open_course(lesson_id=LESSON)
    QTest.keyClicks(page.editor.editor, "abc")
    desktop.operations.drafts.flush()
    settle(desktop)
    assert desktop.operations.drafts.trouble is not None
    page = anew(desktop)
    assert page.head.saved.text() == "Not saved"
    no_room.undo()
    page.save()
    settle(desktop)
    assert page.head.saved.text().startswith("Saved")


@pytest.mark.parametrize("lesson_id", [LESSON, QUIZ])
def test_what_found_no_room_is_saved_once_there_is_some_though_its_screen_is_hidden(
    desktop: Desktop, open_course: OpenCourse, no_room: pytest.MonkeyPatch, lesson_id: int
) -> None:
    before = open_course(lesson_id=lesson_id)
    part: Any = before.parts.shown("quiz") or before.editor
    if lesson_id == QUIZ:
        part.act("duplicate")
    else:
        QTest.keyClicks(part.editor, "abc")
    written = part.text()
    desktop.window.go("home")
    settle(desktop)
    desktop.appearance.set("text_scale", 1.5)
    settle(desktop)
    assert part.session._idle.isActive()
    no_room.undo()
    part.session._idle.timeout.emit()
    settle(desktop)
    assert not part.session.dirty
    page = open_course(lesson_id=lesson_id)
    assert page is not before
    part = page.parts.shown("quiz") or page.editor
    assert part.text() == written
    assert part.banner.isHidden()
    assert not part.session.dirty


def test_what_found_no_room_is_tried_again_in_the_screen_that_comes(
    desktop: Desktop, open_course: OpenCourse, no_room: pytest.MonkeyPatch, stored: Stored
) -> None:
    before = open_course(lesson_id=LESSON)
    QTest.keyClicks(before.editor.editor, "abc")
    written = before.editor.text()
    desktop.window.go("home")
    settle(desktop)
    desktop.appearance.set("text_scale", 1.5)
    settle(desktop)
    page = open_course(lesson_id=LESSON)
    assert page is not before
    assert page.editor.session._idle.isActive()
    no_room.undo()
    page.editor.session._idle.timeout.emit()
    settle(desktop)
    assert stored.text() == written


def test_a_draft_that_waits_for_a_decision_waits_on(
    desktop: Desktop, open_course: OpenCourse, stored: Stored
) -> None:
    page = open_course(lesson_id=LESSON)
    desktop.operations.drafts.keep("lesson", "3", "", "Kept from before")
    desktop.operations.drafts.flush()
    page.go_to(3)
    settle(desktop)
    assert page.editor.banner.isVisible()
    page = anew(desktop)
    assert page.editor.banner.isVisible()
    page.editor._restore_draft(page.editor.session._found)
    assert page.editor.text() == "Kept from before"
    assert stored.text(3) != "Kept from before"


def test_the_outline_stays_as_it_was_opened_sought_and_chosen(
    desktop: Desktop, open_course: OpenCourse
) -> None:
    page = open_course(lesson_id=LESSON)
    panel = page.panel
    tree = page.tree
    assert tree is not None
    shut, other = tree.modules[1], tree.modules[2].lessons[0]
    panel.view.collapse(panel.model.find(module_id=shut.id))
    panel.view.setFocus()
    flag = QItemSelectionModel.SelectionFlag
    panel.view.selectionModel().setCurrentIndex(panel.view.index_of(other), flag.ClearAndSelect)
    chosen = panel.chosen()
    assert [one.id for one in chosen] == [other.id]
    page = anew(desktop)
    panel = page.panel
    assert not panel.view.isExpanded(panel.model.find(module_id=shut.id))
    assert panel.chosen() == chosen
    assert panel.model.item(panel.view.currentIndex()) == other
    assert page.lesson_id == LESSON
    assert desktop.window.focusWidget() is panel.view
    panel.filter.setText(other.title)
    panel.filter._search()
    panel = anew(desktop, 1.0).panel
    assert panel.filter.text() == other.title
    assert panel.view.isRowHidden(0, panel.view.rootIndex())


def test_a_lesson_that_is_hidden_meanwhile_keeps_its_caret_and_undo(
    desktop: Desktop, open_course: OpenCourse
) -> None:
    before = open_course(lesson_id=LESSON)
    was = before.editor.text()
    QTest.keyClicks(before.editor.editor, "abc")
    select(before.editor.editor, 12, 12)
    desktop.window.go("home")
    settle(desktop)
    desktop.appearance.set("text_scale", 1.5)
    settle(desktop)
    page = open_course(lesson_id=LESSON)
    assert page is not before
    assert ends(page.editor.editor) == (12, 12)
    page.editor.editor.undo()
    assert page.editor.text() == was


def test_questions_their_undo_and_the_trial_stay(desktop: Desktop, open_course: OpenCourse) -> None:
    quiz = open_course(lesson_id=QUIZ).parts.shown("quiz")
    quiz.list.setCurrentRow(2)
    was = quiz.questions
    quiz.act("duplicate")
    now = quiz.questions
    assert len(now) == len(was) + 1
    quiz.toggle_trial()
    settle(desktop)
    quiz.trial.cards[0]._marks[1][0].click()
    answered = quiz.trial.answers()
    place = quiz.current
    page = anew(desktop)
    quiz = page.parts.shown("quiz")
    assert quiz.questions == now
    assert quiz.current == place
    assert quiz.trial.isVisible()
    assert quiz.trial.answers() == answered
    quiz.undo()
    assert quiz.questions == was


def test_a_quiz_that_cannot_be_saved_yet_stays_unsaved_without_a_word(
    desktop: Desktop, open_course: OpenCourse
) -> None:
    quiz = open_course(lesson_id=QUIZ).parts.shown("quiz")
    quiz.add("short")
    count = len(quiz.questions)
    notices: list[Any] = []
    desktop.window.toasts.show_notice = notices.append  # type: ignore[method-assign]
    page = anew(desktop)
    quiz = page.parts.shown("quiz")
    assert len(quiz.questions) == count
    assert quiz.session.dirty
    assert notices == []
    quiz.undo()


def test_the_review_keeps_its_note_and_the_finding(
    desktop: Desktop, open_course: OpenCourse
) -> None:
    for lesson_id in (LESSON, LESSON + 1):
        page = open_course(lesson_id=lesson_id)
        page.editor.editor.insert_lines("More of it.")
        page.save()
        settle(desktop)
    page = open_course(view="review")
    review = page.parts.shown("review")
    review.note.setText("Have fun")
    at = review.list.keys()[-1]
    assert at != review.list.current
    review.list.choose(at)
    review = anew(desktop).parts.shown("review")
    assert review.note.text() == "Have fun"
    assert review.list.current == at


def test_a_learners_view_stays_at_its_lesson(desktop: Desktop, open_course: OpenCourse) -> None:
    page = open_course(lesson_id=LESSON, view="learner")
    learner = page.parts.shown("learner")
    learner.go_to(QUIZ)
    settle(desktop)
    learner.sheet.quiz.cards[0]._marks[0][0].click()
    answers = learner.sheet.quiz.answers()
    page = anew(desktop)
    learner = page.parts.shown("learner")
    assert learner._shown.lesson.id == QUIZ
    assert learner.sheet.quiz.answers() == answers
    QTest.keyClick(learner, Qt.Key.Key_Escape)
    settle(desktop)
    assert page.lesson_id == LESSON
    assert page.stack.currentWidget() is page.editor


def test_what_the_courses_form_could_not_save_still_stands_there(
    desktop: Desktop, open_course: OpenCourse
) -> None:
    overview = open_course().overview
    seats: Any = overview.entries["max_students"]
    seats.show("many")
    overview._left("max_students")
    assert seats.is_wrong
    overview = anew(desktop).overview
    assert overview.entries["max_students"].shown == "many"
    assert overview.entries["max_students"].is_wrong


def refuse_seats(page: CoursePage) -> None:
    seats: Any = page.overview.entries["max_students"]
    seats.show("many")
    page.overview._left("max_students")
    assert seats.is_wrong


def test_what_one_courses_form_could_not_save_is_not_put_into_anothers(
    desktop: Desktop, open_course: OpenCourse
) -> None:
    refuse_seats(open_course())
    desktop.window.go("home")
    settle(desktop)
    desktop.appearance.set("text_scale", 1.5)
    settle(desktop)
    seats = open_course(2).overview.entries["max_students"]
    assert seats.shown != "many"
    assert not seats.is_wrong


def test_who_goes_on_to_another_course_at_once_finds_its_own_form(
    desktop: Desktop, open_course: OpenCourse
) -> None:
    refuse_seats(open_course())
    desktop.window.go("home")
    settle(desktop)
    desktop.appearance.set("text_scale", 1.5)
    settle(desktop)
    desktop.window.go("course", {"course_id": 1})
    seats = open_course(2).overview.entries["max_students"]
    assert seats.shown != "many"
    assert not seats.is_wrong


def test_what_found_no_room_is_saved_on_the_way_to_another_course(
    desktop: Desktop, open_course: OpenCourse, no_room: pytest.MonkeyPatch, stored: Stored
) -> None:
    before = open_course(lesson_id=LESSON)
    QTest.keyClicks(before.editor.editor, "abc")
    written = before.editor.text()
    desktop.window.go("home")
    settle(desktop)
    desktop.appearance.set("text_scale", 1.5)
    settle(desktop)
    no_room.undo()
    page = open_course(2)
    assert page is not before
    assert page.course_id == 2
    assert stored.text() == written
