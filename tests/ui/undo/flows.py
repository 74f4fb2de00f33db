"""How the window gives each command: through the screen that has it, as a person would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from app.domain import commands as c
from app.domain import entities as e
from app.domain.commands import Change, Command
from tests.support.dragging import files, let_go
from tests.ui.undo.hand import KEY, MOD, Hand
from ui.views.announcements.page import AnnouncementsPage
from ui.views.announcements.sheet import AnnouncementSheet
from ui.views.course.files import Given, attach
from ui.views.course.page import CoursePage
from ui.views.courses.new_course import NewCourse
from ui.views.courses.page import CoursesPage
from ui.views.enrollments.enroll import EnrollSheet
from ui.views.enrollments.page import EnrollmentsPage
from ui.views.enrollments.summary import SummaryPopover
from ui.views.imports.page import ImportsPage
from ui.views.notifications.page import NotificationsPage
from ui.views.people.page import PeoplePage
from ui.views.people.person_sheet import PersonSheet

TEXT = 2
"""A lesson of course 1 that is a text."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What is done in the window, and (by whatever means) before."""

    act: Callable[[Hand], None]
    before: Callable[[Hand], None] = lambda _hand: None


# people


def add_person(role: int) -> Callable[[Hand], None]:
    def act(hand: Hand) -> None:
        hand.go("people", PeoplePage).add()
        sheet = hand.dialog(PersonSheet)
        hand.write(sheet.first.editor, "Jun")
        hand.write(sheet.email.editor, "jun@uni.example")
        sheet._role.setCurrentIndex(role)
        QTest.keyClick(sheet.email.editor, KEY.Key_Return)
        hand.rest()

    return act


def edit_person(change: Callable[[Hand, PersonSheet], None]) -> Callable[[Hand], None]:
    def act(hand: Hand) -> None:
        page = hand.go("people", PeoplePage)
        teacher = hand.one(e.User, role="instructor")
        hand.bar(page.grid, "people.edit", [teacher.id])
        sheet = hand.dialog(PersonSheet)
        change(hand, sheet)
        QTest.keyClick(sheet.email.editor, KEY.Key_Return)
        hand.rest()

    return act


def delete_people(hand: Hand) -> None:
    page = hand.go("people", PeoplePage)
    with hand.desktop.operations.context.store.reading() as rows:
        learners = rows.find(e.User, role="student", is_deleted=False)[:3]
    hand.bar(page.grid, "people.delete", [one.id for one in learners])


def edit_profile(hand: Hand) -> None:
    teacher = hand.one(e.User, role="instructor")
    held = hand.one(e.InstructorProfile, user_id=teacher.id)
    changes = (Change("bio", held.bio, "Teaches knots."),)
    hand.execute(lambda: c.EditProfile(user_id=teacher.id, profile_id=held.id, changes=changes))


# courses


def create_course(hand: Hand) -> None:
    hand.go("courses", CoursesPage)
    hand.key(KEY.Key_N, MOD.ControlModifier)
    dialog = hand.dialog(NewCourse)
    QTest.keyClicks(dialog.title.input, "Version control")
    QTest.keyClick(dialog.title.input, KEY.Key_Return)
    hand.rest()


def overview(entry: str, text: str) -> Callable[[Hand], None]:
    def act(hand: Hand) -> None:
        page = hand.go("course", CoursePage, course_id=1)
        line = page.overview.entries[entry].input
        hand.write(line, text)
        QTest.keyClick(line, KEY.Key_Tab)
        hand.rest()

    return act


def turn(action: str) -> Callable[[Hand], None]:
    return lambda hand: hand.bar(hand.go("courses", CoursesPage).grid, f"courses.{action}", [3])


# content


def chosen(
    key: Qt.Key, lesson: int | None, modifier: MOD = MOD.NoModifier
) -> Callable[[Hand], None]:
    def act(hand: Hand) -> None:
        view = hand.outline(1, lesson).panel.view
        QTest.keyClick(view, key, modifier)
        hand.rest()

    return act


def renamed(lesson: int | None) -> Callable[[Hand], None]:
    return lambda hand: hand.rename(hand.outline(1, lesson), "Another title")


def added(action: str) -> Callable[[Hand], None]:
    def act(hand: Hand) -> None:
        hand.outline(1)
        hand.desktop.window.actions_registry.trigger(f"course.{action}")
        hand.rest()
        hand.key(KEY.Key_Escape)

    return act


def attach_picture(hand: Hand) -> None:
    path = hand.folder / "sunset.png"
    image = QImage(60, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#4653C4"))
    image.save(str(path))
    page = hand.go("course", CoursePage, course_id=1, lesson_id=TEXT)
    let_go(hand.desktop.window, QPoint(700, 24), files([path]))
    hand.rest()
    # The text that shows it is not part of this change: it is saved, or not, as any text.
    page.editor.editor.undo()


def attach_without_the_window(hand: Hand) -> None:
    given = [Given("notes.txt", data=b"Bring a rope.")]
    hand.desktop.operations.write(lambda context, actor: attach(context, actor, TEXT, given))
    hand.rest()


def remove_file(hand: Hand) -> None:
    page = hand.go("course", CoursePage, course_id=1, lesson_id=TEXT)
    page.files.remove(hand.one(e.Material, file_name="notes.txt"))
    hand.rest()


def edit_file(hand: Hand) -> None:
    held = hand.one(e.Material, file_name="notes.txt")
    changes = (Change("file_name", "notes.txt", "rope.txt"),)
    hand.execute(lambda: c.EditMaterial(material_id=held.id, changes=changes))


# telling


def announce(hand: Hand) -> None:
    hand.go("announcements", AnnouncementsPage).write()
    sheet = hand.dialog(AnnouncementSheet)
    sheet._course.setCurrentIndex(sheet._course.findData(1))
    hand.write(sheet.title.editor, "Room change")
    assert isinstance(sheet.content.editor, QPlainTextEdit)
    sheet.content.editor.setPlainText("Thursday is in room 4.12.")
    hand.press(sheet.decide)


def announcement(action: str) -> Callable[[Hand], None]:
    def act(hand: Hand) -> None:
        page = hand.go("announcements", AnnouncementsPage)
        hand.bar(page.grid, f"announcements.{action}", [hand.one(e.Announcement).id])

    return act


def read_all(hand: Hand) -> None:
    hand.press(hand.go("notifications", NotificationsPage).all_read)


# learning


def enroll(hand: Hand) -> None:
    hand.go("enrollments", EnrollmentsPage).enroll()
    sheet = hand.dialog(EnrollSheet)
    hand.rest()
    course_id = int(sheet._course.currentData())
    with hand.desktop.operations.context.store.reading() as rows:
        taken = {one.student_id for one in rows.find(e.Enrollment, course_id=course_id)}
        taken |= {one.student_id for one in rows.find(e.WaitingEntry, course_id=course_id)}
        learners = rows.find(e.User, role="student", is_active=True, is_deleted=False)
    free = next(one for one in learners if one.id not in taken)
    QTest.keyClicks(sheet.search, free.email)
    QTest.keyClick(sheet.search, KEY.Key_Return)
    hand.rest()
    sheet._boxes[0].click()
    hand.press(sheet.decide)


def mark_paid(hand: Hand) -> None:
    page = hand.go("enrollments", EnrollmentsPage)
    unpaid = hand.one(e.Enrollment, payment_status="pending")
    hand.bar(page.grid, "enrollments.payment_completed", [unpaid.id])


def suspend(hand: Hand) -> None:
    page = hand.go("enrollments", EnrollmentsPage)
    hand.bar(page.grid, "enrollments.suspend", [hand.one(e.Enrollment, status="active").id])
    hand.press(hand.dialog(SummaryPopover).decide)


def record_progress(hand: Hand) -> None:
    with hand.desktop.operations.context.store.reading() as rows:
        lessons = {one.id for one in rows.find(e.Lesson, course_id=1, type="text")}
        learner = next(
            one
            for one in rows.find(e.Enrollment, status="active", course_id=1)
            if lessons - set(rows.find(e.Progress, enrollment_id=one.id)[0].completed_lessons)
        )
        done = rows.find(e.Progress, enrollment_id=learner.id)[0].completed_lessons
        email, slug = rows.get(e.User, learner.student_id).email, rows.get(e.Course, 1).slug
    path = hand.folder / "progress.csv"
    head = "email,course,lesson,minutes"
    path.write_text(f"{head}\n{email},{slug},{min(lessons - set(done))},7\n", encoding="utf-8")
    page = hand.go("imports", ImportsPage, path=str(path))
    for _ in range(2):
        page.go_on()
        hand.rest()


FLOWS: Mapping[type[Command], Flow] = {
    c.AddPeople: Flow(add_person(role=0)),
    c.AddStaff: Flow(add_person(role=1)),
    c.EditPeople: Flow(edit_person(lambda hand, one: hand.write(one.first.editor, "Grace"))),
    c.ChangeEmail: Flow(
        edit_person(lambda hand, one: hand.write(one.email.editor, "g@uni.example"))
    ),
    c.ChangeRole: Flow(edit_person(lambda _hand, one: one._role.setCurrentIndex(2))),
    c.DeletePeople: Flow(delete_people),
    c.EditProfile: Flow(edit_profile),
    c.CreateCourse: Flow(create_course),
    c.EditCourse: Flow(overview("title", "Another course")),
    c.EditCourseSettings: Flow(overview("pass_mark", "65")),
    c.UnpublishCourse: Flow(turn("unpublish")),
    c.PublishCourse: Flow(turn("publish"), before=turn("unpublish")),
    c.ArchiveCourse: Flow(turn("archive")),
    c.DeleteCourse: Flow(turn("delete")),
    c.AddModule: Flow(added("add_module")),
    c.EditModule: Flow(renamed(None)),
    c.MoveModule: Flow(chosen(KEY.Key_Up, None, MOD.AltModifier)),
    c.DeleteModule: Flow(chosen(KEY.Key_Delete, None)),
    c.AddLesson: Flow(added("add_text")),
    c.EditLesson: Flow(renamed(0)),
    c.MoveLesson: Flow(chosen(KEY.Key_Down, 0, MOD.AltModifier)),
    c.DeleteLesson: Flow(chosen(KEY.Key_Delete, 0)),
    c.AttachMaterial: Flow(attach_picture),
    c.RemoveMaterial: Flow(remove_file, before=attach_without_the_window),
    c.EditMaterial: Flow(edit_file, before=attach_without_the_window),
    c.PublishAnnouncement: Flow(announce),
    c.EditAnnouncement: Flow(announcement("pin"), before=announce),
    c.DeleteAnnouncement: Flow(announcement("delete"), before=announce),
    c.EnrollStudents: Flow(enroll),
    c.ImportEnrollments: Flow(mark_paid),
    c.ChangeEnrollmentStatus: Flow(suspend),
    c.RecordProgress: Flow(record_progress),
}

WITHOUT: Mapping[type[Command], str] = {
    c.MarkNotificationsRead: "a mark of one's own reading: undo goes past it to the change before",
    c.RefreshTotals: "the program's own: it follows from changes of lessons and goes with them",
    c.Revert: "undo and redo themselves",
}
"""Commands that nobody gives in a window, and why."""
