"""The disk is full while somebody types and saves: told, held, and saved once there is room."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.domain.commands import Change, EditPeople, PersonEdit
from app.domain.entities import Lesson, LessonBody, User
from tests.support.typing_on import LESSON, course
from tests.support.window import settle
from tests.ui.faults.conftest import Disk, not_saved, notices, press
from ui.shell.application import Desktop
from ui.shell.losing import LosingSheet

OTHER = 3
LONG = "Many words that need room. " * 4000
SOON = 12_000
"""Milliseconds: a draft that was refused is tried again after four seconds."""


def stored(desktop: Desktop, lesson_id: int = LESSON) -> str:
    with desktop.operations.context.store.reading() as rows:
        return rows.get(LessonBody, rows.get(Lesson, lesson_id).body_sha256).body


def kept(desktop: Desktop) -> list[str]:
    return [one.text for one in desktop.doors.drafts(desktop.operations.context.folder).all()]


def test_a_draft_that_found_no_room_is_told_held_and_kept_later(
    on_disk: Desktop, disk: Disk, qtbot: QtBot
) -> None:
    drafts = on_disk.operations.drafts
    page = course(on_disk, LESSON)
    disk.fill()
    with qtbot.waitSignal(drafts.failed, timeout=SOON):
        page.editor.editor.appendPlainText(LONG)
    told = notices(on_disk)[-1]
    assert "There is no room left for" in told.title
    assert "No space left on device" in told.title
    assert "Free some space on that disk" in told.line
    assert told.stays
    assert told.action is not None
    assert told.action[0] == "Show the folder"
    assert [LONG in one.text for one in drafts.held] == [True]
    assert kept(on_disk) == []
    disk.free()
    with qtbot.waitSignal(drafts.kept, timeout=SOON):
        pass
    assert [LONG in text for text in kept(on_disk)] == [True]
    assert drafts.held == []
    assert len(notices(on_disk)) == 1


def test_a_lesson_that_found_no_room_is_saved_once_there_is_some(
    on_disk: Desktop, disk: Disk
) -> None:
    page = course(on_disk, LESSON)
    before = stored(on_disk)
    page.editor.editor.appendPlainText(LONG)
    disk.fill()
    page.save()
    settle(on_disk)
    assert page.head.saved.text() == "Not saved"
    told = not_saved(on_disk)
    assert "There is no room left for" in told.line
    assert "Free some space on that disk" in told.line
    assert told.stays
    assert stored(on_disk) == before
    press(on_disk, "Try again")
    settle(on_disk)
    assert stored(on_disk) == before
    disk.free()
    press(on_disk, "Try again")
    settle(on_disk)
    assert LONG in stored(on_disk)
    assert page.head.saved.text().startswith("Saved")


def test_room_that_comes_back_is_used_without_being_asked(on_disk: Desktop, disk: Disk) -> None:
    page = course(on_disk, LESSON)
    page.editor.editor.appendPlainText(LONG)
    disk.fill()
    # Its time has come.
    page.editor.session._idle.stop()
    page.editor.session._save()
    settle(on_disk)
    assert page.head.saved.text() == "Not saved"
    assert page.editor.session._idle.isActive()
    disk.free()
    page.editor.session._idle.timeout.emit()
    settle(on_disk)
    assert LONG in stored(on_disk)


def test_a_lesson_left_unsaved_waits_with_its_text(
    on_disk: Desktop, disk: Disk, qtbot: QtBot
) -> None:
    page = course(on_disk, LESSON)
    page.editor.editor.appendPlainText(LONG)
    disk.fill()
    course(on_disk, OTHER)
    assert page.editor.session.lesson_id == OTHER
    told = [one for one in notices(on_disk) if "kept as a draft" in one.line]
    assert told[0].action is not None
    assert told[0].action[0] == "Open it"
    press(on_disk, "Open it")
    settle(on_disk)
    qtbot.waitUntil(lambda: LONG in page.editor.text(), timeout=SOON)
    assert page.editor.session.lesson_id == LESSON
    disk.free()
    page.save()
    settle(on_disk)
    assert LONG in stored(on_disk)


def test_closing_asks_before_anything_typed_is_lost(
    on_disk: Desktop, disk: Disk, qtbot: QtBot
) -> None:
    page = course(on_disk, LESSON)
    disk.fill()
    page.editor.editor.appendPlainText(LONG)
    on_disk.window.close()
    qtbot.waitUntil(lambda: bool(on_disk.window.findChildren(LosingSheet)))
    (sheet,) = on_disk.window.findChildren(LosingSheet)
    assert on_disk.window.isVisible()
    assert sheet.windowTitle() == "1 text is not on the disk"
    sheet.reject()
    disk.free()
    on_disk.window.close()
    assert not on_disk.window.isVisible()
    assert [LONG in text for text in kept(on_disk)] == [True]


def test_a_change_in_a_list_that_found_no_room_can_be_tried_again(
    on_disk: Desktop, disk: Disk
) -> None:
    with on_disk.operations.context.store.reading() as rows:
        person = rows.find(User, role="student")[0]
    change = Change("first_name", person.first_name, "Ada")
    disk.fill()
    on_disk.operations.execute(EditPeople(rows=(PersonEdit(user_id=person.id, changes=(change,)),)))
    settle(on_disk)
    # Whatever else was at work just then found no room either.
    (told,) = [one for one in notices(on_disk) if one.action and one.action[0] == "Try again"]
    assert "There is no room left for" in told.title
    assert told.action is not None
    disk.free()
    told.action[1]()
    settle(on_disk)
    with on_disk.operations.context.store.reading() as rows:
        assert rows.get(User, person.id).first_name == "Ada"


def test_a_backup_that_found_no_room_is_told_and_made_later(on_disk: Desktop, disk: Disk) -> None:
    folder = on_disk.operations.context.folder
    on_disk.operations.changed_since_backup = True
    disk.fill(leave=64 * 1024)
    on_disk.safety.back_up_if_changed()
    settle(on_disk)
    assert "There is no room left for" in notices(on_disk)[-1].title
    assert on_disk.operations.changed_since_backup
    assert list((folder / "backups").iterdir()) == []
    disk.free()
    on_disk.safety.back_up_if_changed()
    settle(on_disk)
    assert len(list((folder / "backups").iterdir())) == 1
