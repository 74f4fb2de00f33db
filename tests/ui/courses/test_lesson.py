"""Writing a lesson: kept, saved, undone; pictures; what others change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.domain.commands import BodyChange, EditLesson
from app.domain.errors import EnvironmentFault
from app.ports.drafts import Draft
from tests.support.window import settle
from tests.ui.courses.conftest import LESSON, OpenCourse, Stored
from ui.models.outline import Role
from ui.operations.drafts import LONGEST_MS, PAUSE_MS
from ui.shell.application import Desktop
from ui.views.course.lesson_editor import LEAST_PANE
from ui.views.course.page import CoursePage
from ui.views.course.session import IDLE_MS
from ui.widgets.markdown import preview

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Settled = Callable[[], None]


def type_at_end(page: CoursePage, text: str) -> None:
    editor = page.editor.editor
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, text)


def drafts(desktop: Desktop, qtbot: QtBot) -> list[Draft]:
    found: list[Draft] = []
    desktop.operations.drafts.flush()
    read: list[bool] = []
    desktop.operations.drafts.all(lambda all_: (found.extend(all_), read.append(True)))
    qtbot.waitUntil(lambda: bool(read), timeout=5_000)
    return found


def draft_kept(desktop: Desktop, qtbot: QtBot) -> Draft:
    qtbot.waitUntil(lambda: bool(drafts(desktop, qtbot)), timeout=5_000)
    return drafts(desktop, qtbot)[0]


def test_the_status_bar_says_what_the_head_says(
    open_course: OpenCourse, settled: Settled, desktop: Desktop
) -> None:
    page = open_course(lesson_id=LESSON)
    told = desktop.window.status.saved
    type_at_end(page, "one more")
    assert told.text() == "Changes not saved yet"
    # No draft is kept as long as it lasts, but something else is saved.
    keeper = desktop.operations.drafts
    keeper._pause.stop()
    keeper._longest.stop()
    page.outline_actions.add_module()
    settled()
    assert page.head.saved.text() == "Editing"
    assert told.text() == "Changes not saved yet"
    desktop.window.actions_registry.trigger("course.save")
    settled()
    assert told.text() == "All changes saved"
    type_at_end(page, "and more")
    page.go_to(None)
    settled()
    assert told.text() == "All changes saved"
    assert page.panel.model.find(lesson_id=LESSON).data(Role.UNSAVED) is False


def test_typing_is_kept_then_saved_by_keyboard(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop, qtbot: QtBot
) -> None:
    page = open_course(lesson_id=LESSON)
    before = stored.text()
    assert desktop.window.focusWidget() is page.editor.editor
    type_at_end(page, "one more")
    assert page.panel.model.find(lesson_id=LESSON).data(0x0101) is True  # The dot.
    assert draft_kept(desktop, qtbot).text == before + "one more"
    assert page.head.saved.text().startswith("Draft saved")
    QTest.keyClick(page.editor.editor, Key.Key_S, CONTROL)
    settled()
    assert stored.text() == before + "one more"
    assert page.head.saved.text().startswith("Saved")
    assert page.panel.model.find(lesson_id=LESSON).data(0x0101) is False
    qtbot.waitUntil(lambda: not drafts(desktop, qtbot), timeout=5_000)


def test_other_colours_are_no_edit(
    open_course: OpenCourse, settled: Settled, desktop: Desktop, qtbot: QtBot
) -> None:
    page = open_course(lesson_id=LESSON)
    for theme in ("dark", "light"):
        desktop.look.change(theme=theme)
        settled()
    assert page.head.saved.text() != "Editing"
    assert page.panel.model.find(lesson_id=LESSON).data(0x0101) is False
    assert not drafts(desktop, qtbot)


def test_times_hold_the_promise() -> None:
    assert PAUSE_MS <= 1_000
    assert LONGEST_MS <= 5_000
    assert IDLE_MS == 30_000


def test_undo_in_the_text_is_the_text_s_own(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop
) -> None:
    page = open_course(lesson_id=LESSON)
    before = stored.text()
    type_at_end(page, "x")
    QTest.keyClick(page.editor.editor, Key.Key_Z, CONTROL)
    assert page.editor.text() == before
    type_at_end(page, "y")
    page.editor.session.save()
    settled()
    page.panel.view.setFocus()
    desktop.window.actions_registry.trigger("edit.undo")
    settled()
    assert stored.text() == before
    assert page.editor.text() == before  # Nobody was writing in it.


def test_leaving_a_lesson_saves_it(
    open_course: OpenCourse, stored: Stored, settled: Settled
) -> None:
    page = open_course(lesson_id=LESSON)
    type_at_end(page, "left")
    open_course(lesson_id=3)
    settled()
    assert stored.text().endswith("left")
    assert page.editor.text() == stored.text(3)


def change_elsewhere(desktop: Desktop, text: str) -> None:
    def work(context: object, actor: object) -> None:
        stored = Stored(desktop)
        body = BodyChange(base_sha256=stored.lesson().body_sha256, text=text)
        context.bus.execute(EditLesson(lesson_id=LESSON, body=body), actor)  # type: ignore[attr-defined]

    desktop.operations.write(work)
    settle(desktop)


def test_a_change_elsewhere_never_replaces_what_is_being_written(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop
) -> None:
    page = open_course(lesson_id=LESSON)
    before = stored.text()
    type_at_end(page, "mine")
    change_elsewhere(desktop, "theirs\n\n" + before)
    settled()
    assert page.editor.text() == before + "mine"
    assert page.editor.banner.isVisible()
    page.editor.banner.compare()
    assert "theirs" in page.editor.banner.diff.toPlainText()
    page.editor.session.save()
    settled()
    assert stored.text() == "theirs\n\n" + before + "mine"
    take = next(
        one
        for one in page.editor.banner.findChildren(QPushButton)
        if one.isVisible() and "stored" in one.text()
    )
    take.click()
    settled()
    assert page.editor.text() == stored.text()
    assert not page.editor.banner.isVisible()


def test_a_picture_is_pasted(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop
) -> None:
    page = open_course(lesson_id=LESSON)
    image = QImage(80, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#4653C4"))
    data = QMimeData()
    data.setImageData(image)
    page.editor.editor.moveCursor(QTextCursor.MoveOperation.End)
    page.editor.editor.insertFromMimeData(data)
    settled()
    # Its words are for the author to write: a made-up file name would be read to learners.
    cursor = page.editor.editor.textCursor()
    line, column = cursor.block().text(), cursor.positionInBlock()
    assert line.startswith("![](picture-")
    assert column == len("![")
    page.editor.session.save()
    settled()
    QTest.qWait(250)
    settled()
    (resource,) = stored.lesson().resources
    assert resource["name"] in stored.text()
    assert str(resource["url"]).startswith("material:")
    assert [one.width for one in page.editor.preview.shown_pictures.values()] == [80]
    assert page.editor.files.text() == "1 file"
    desktop.window.toasts.history[-1].notice.action[1]()  # type: ignore[index]
    settled()
    assert stored.lesson().resources == ()


def test_a_file_is_dropped_and_removed(
    open_course: OpenCourse, stored: Stored, settled: Settled, tmp_path: Path
) -> None:
    page = open_course(lesson_id=LESSON)
    file = tmp_path / "my data.csv"
    file.write_text("a,b\n1,2\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    page.editor.editor.insertFromMimeData(data)
    settled()
    assert "[my data.csv](my%20data.csv)" in page.editor.text()
    stored_lesson = page.editor.stored
    assert stored_lesson is not None
    page.files.show_list()
    assert page.files.list.isVisible()
    page.files.remove(stored_lesson.materials[0])
    settled()
    assert stored.lesson().resources == ()


def test_a_lesson_is_authored_by_keyboard_alone(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop
) -> None:
    page = open_course()
    view = page.panel.view
    assert desktop.window.focusWidget() is view
    for _ in range(2):  # The first brings the keyboard into the tree.
        QTest.keyClick(view, Key.Key_End)
    QTest.keyClick(view, Key.Key_L, CONTROL | SHIFT)
    settled()
    title = view.findChild(QLineEdit)
    assert title is not None
    QTest.keyClicks(title, "Written by hand")
    QTest.keyClick(title, Key.Key_Return)
    settled()
    QTest.keyClick(view, Key.Key_Return)
    settled()
    editor = page.editor.editor
    assert desktop.window.focusWidget() is editor
    QTest.keyClicks(editor, "# Title")
    QTest.keyClick(editor, Key.Key_Return)
    QTest.keyClicks(editor, "- one")
    QTest.keyClick(editor, Key.Key_Return)
    QTest.keyClicks(editor, "two")
    QTest.keyClick(editor, Key.Key_Return)
    QTest.keyClick(editor, Key.Key_Return)
    QTest.keyClicks(editor, "strong")
    editor.moveCursor(QTextCursor.MoveOperation.StartOfLine, QTextCursor.MoveMode.KeepAnchor)
    QTest.keyClick(editor, Key.Key_B, CONTROL)
    QTest.keyClick(editor, Key.Key_S, CONTROL)
    settled()
    assert page.lesson_id is not None
    assert stored.text(page.lesson_id) == "# Title\n- one\n- two\n**strong**"
    assert stored.outline()[3][1][-1] == "Written by hand"


def test_the_toolbar_finds_and_formats_by_mouse(
    open_course: OpenCourse, desktop: Desktop, qtbot: QtBot
) -> None:
    page = open_course(lesson_id=LESSON)
    editor, bar = page.editor.editor, page.editor.finder
    for name in ("bold", "table"):
        made = page.editor.toolbar.findChild(QToolButton, f"tool.{name}")
        QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    assert "**bold**" in page.editor.text()
    assert "|----|" in page.editor.text()
    QTest.keyClick(editor, Key.Key_F, CONTROL)
    assert bar.isVisible()
    bar.words.setText("gate")
    bar.words.searched.emit("gate")
    assert bar.told.text() == "4 hits"
    bar.other.setText("door")
    bar.replace_all()
    assert "gate" not in page.editor.text()
    QTest.keyClick(bar.words, Key.Key_Escape)
    QTest.keyClick(bar, Key.Key_Escape)
    assert not bar.isVisible()


def test_a_kept_draft_is_offered_and_restored(
    open_course: OpenCourse, stored: Stored, settled: Settled, desktop: Desktop, qtbot: QtBot
) -> None:
    base = stored.lesson().body_sha256
    desktop.operations.drafts.keep("lesson", str(LESSON), base, "from before the crash")
    assert len(drafts(desktop, qtbot)) == 1
    page = open_course(lesson_id=LESSON)
    settled()
    assert page.editor.banner.isVisible()
    assert page.editor.text() == stored.text()
    restore = next(
        one for one in page.editor.banner.findChildren(QPushButton) if one.text() == "Restore"
    )
    restore.click()
    assert page.editor.text() == "from before the crash"


def test_modes_take_the_room_there_is(open_course: OpenCourse, desktop: Desktop) -> None:
    page = open_course(lesson_id=LESSON)
    assert page.editor.preview.isVisible()
    page.editor.show_mode("preview")
    assert not page.editor.editor.isVisible()
    page.editor.show_mode("both")
    desktop.window.resize(1024, 700)
    settle(desktop)
    assert not page.panel.isVisible()
    assert page.editor.preview.isVisible()
    # Where there is no room for both, the text stays.
    page.editor.setFixedWidth(2 * LEAST_PANE - 1)
    settle(desktop)
    assert page.editor.shown_mode == "text"


@pytest.mark.parametrize("error", [EnvironmentFault("file.unreadable"), ValueError("unforeseen")])
def test_the_preview_goes_on_after_one_that_failed(
    open_course: OpenCourse,
    desktop: Desktop,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    page = open_course(lesson_id=LESSON)
    told: list[object] = []
    for signal in (desktop.operations.failed, desktop.operations.broken):
        signal.disconnect()
        signal.connect(told.append)

    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(preview, "load_pictures", fail)
        type_at_end(page, " first")
        qtbot.waitUntil(lambda: bool(told))
    type_at_end(page, " second")
    qtbot.waitUntil(lambda: "first second" in page.editor.preview.toPlainText())
    assert told == [error]
