"""A person's page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import Change, DeletePeople, EditPeople, PersonEdit
from app.domain.dataclass import dataclass
from app.domain.errors import NotFound, Rejected, SmartCourseError
from app.domain.messages import sentence
from app.queries.person import PersonView, person_view
from app.queries.person_log import LogLine, person_log
from app.usecases.bus import Done
from app.usecases.undo_unit import undo_unit
from ui.feedback.folders import show_folder
from ui.feedback.states import StateWords
from ui.feedback.toasts import Notice
from ui.operations.tasks import Ticket
from ui.views.page import Desk, Page
from ui.views.people.person_sheet import PersonSheet
from ui.views.person.export import write_person
from ui.views.person.head import PersonHead
from ui.views.person.lists import CERTIFICATES, COURSES, certificate_rows, course_rows
from ui.views.person.log_tab import LogTab
from ui.views.person.overview import Overview
from ui.widgets.actions import ActionSpec
from ui.widgets.basics import column, frame
from ui.widgets.listing import Listing
from ui.widgets.scrolled import scroll_back, scrolled
from ui.widgets.tab_strip import TabStrip
from ui.widgets.waiting import Waiting
from ui.widgets.words import tr, trn

OVERVIEW, LEARNS, EARNED, LOG = range(4)


@dataclass(frozen=True, slots=True)
class Found:
    """A person with their log."""

    view: PersonView
    log: tuple[LogLine, ...]


class PersonPage(Page):
    """One person; params ``user_id`` (or ``id``), and ``tab`` 0 to 3."""

    TITLE = "Person"
    TABLES = frozenset(
        {
            "users",
            "enrollments",
            "progress",
            "certificates",
            "courses",
            "instructor_profiles",
            "enrollment_history",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._user_id = 0
        self._found: Found | None = None
        self._ticket = Ticket()
        self._compose()
        self._register()

    # what it is made of

    def _compose(self) -> None:
        look = self.look
        body = frame("surface")
        lines = column(body)
        self.head = PersonHead(look)
        self.tabs = TabStrip(look, tr("About this person"), ("", "", "", ""))
        self.overview = Overview(look, self._open_course)
        self.courses = Listing(look, tr("Courses"), COURSES, "course")
        self.certificates = Listing(look, tr("Certificates"), CERTIFICATES, "course")
        self.log = LogTab(look)
        self.no_courses = Waiting(look, self.courses)
        self.no_certificates = Waiting(look, self.certificates)
        self.stack = QStackedWidget()
        for one in (self.overview, self.no_courses, self.no_certificates, self.log):
            self.stack.addWidget(one)
        lines.addWidget(self.head)
        lines.addWidget(self.tabs)
        lines.addWidget(self.stack, 1)
        self.waiting = Waiting(look, body)
        column(self).addWidget(self.waiting)
        self.tabs.chosen.connect(self._choose)
        self.courses.opened.connect(self._open_learning)
        self.certificates.opened.connect(self._open_certificate)
        self.log.undo_wanted.connect(self._undo_line)
        self.head.more.clicked.connect(self._open_menu)

    def _register(self) -> None:
        """The page's actions; its buttons show them."""
        told = (
            ("person.edit", tr("Edit this person"), "pencil", "F2", self.edit, self._why_not),
            ("person.export", tr("Export this person's data"), "download", "", self.export, None),
            (
                "person.activate",
                tr("Activate or deactivate this person"),
                "circle-slash",
                "",
                self.toggle_active,
                self._why_not,
            ),
            ("person.delete", tr("Delete this person"), "trash-2", "", self.delete, self._why_not),
        )
        for name, text, icon, keys, run, why_not in told:
            self.desk.actions.add(
                ActionSpec(
                    id=name,
                    text=text,
                    icon=icon,
                    shortcut=keys,
                    run=run,
                    group=tr("Person"),
                    why_not=why_not or self._why_nobody,
                )
            )
        for action, pressed in (
            ("person.edit", self.head.edit),
            ("person.export", self.head.export),
        ):
            pressed.clicked.connect(self.desk.actions.action(action).trigger)

    @property
    def crumbs(self) -> tuple[str, ...]:
        name = self._found.view.user.full_name if self._found else tr("Person")
        return (tr("People"), name)

    def main_view(self) -> QWidget:
        views = (self.overview, self.courses, self.certificates, self.log.list)
        return views[self.tabs.current]

    def open(self, params: Mapping[str, Any]) -> None:
        user_id = int(params.get("user_id") or params.get("id") or 0)
        if user_id != self._user_id:
            self._user_id, self._found = user_id, None
            self.log.show_log(())
            self.tabs.set_current(OVERVIEW)
        if "tab" in params:
            self.tabs.set_current(int(params["tab"]))
        scroll_back(self.overview, params.get("scrolled"))
        self.load()

    @property
    def about(self) -> Mapping[str, Any]:
        return {"id": self._user_id, "user_id": self._user_id}

    def standing(self) -> Mapping[str, Any]:
        tab = self.tabs.current
        return {"user_id": self._user_id, "tab": tab, "scrolled": scrolled(self.overview)}

    # reading

    def load(self) -> None:
        if not self._user_id:
            return
        user_id = self._user_id
        self._ticket.drop()
        self.waiting.wait()

        def work(context: Context, actor: Actor) -> Found:
            with context.store.reading() as rows:
                view = person_view(rows, user_id, actor)
                return Found(view, person_log(rows, context.history, user_id, actor))

        self._ticket = self.operations.inquire(work, self._show, self._refuse)

    def _show(self, found: Found) -> None:
        self._found = found
        view = found.view
        self.head.show_user(view.user)
        titles = (
            tr("Overview"),
            tr("Courses {n}", n=len(view.learning)),
            tr("Certificates {n}", n=len(view.certificates)),
            tr("Log"),
        )
        for place, title in enumerate(titles):
            self.tabs.set_title(place, title)
        self.overview.show_person(view)
        self.courses.show_rows(course_rows(view))
        self.certificates.show_rows(certificate_rows(view))
        self.log.show_log(found.log)
        self._show_nothings(view)
        self.waiting.ready()
        self.desk.actions.refresh()
        if self.isVisible():
            self.crumbs_changed.emit()
            self._tell_status()

    def _show_nothings(self, view: PersonView) -> None:
        if view.learning:
            self.no_courses.ready()
        else:
            self.no_courses.tell(
                StateWords(
                    icon="book-open",
                    title=tr("Not enrolled in any course"),
                    line=tr("Enrollments, with what has been done, are listed here."),
                    primary=(tr("Go to Enrollments"), lambda: self.desk.go("enrollments", {})),
                )
            )
        if view.certificates:
            self.no_certificates.ready()
        else:
            self.no_certificates.tell(
                StateWords(
                    icon="award",
                    title=tr("No certificates yet"),
                    line=tr("They are issued once a course is completed."),
                )
            )

    def _refuse(self, error: SmartCourseError) -> None:
        self.waiting.tell(
            StateWords(
                icon="user",
                title=tr("This person could not be opened"),
                line=tr("They are not here any more, or learn in no course of yours.")
                if isinstance(error, NotFound)
                else sentence(error),
                primary=(tr("Try again"), self.load),
                secondary=(tr("Go to People"), lambda: self.desk.go("people", {})),
                trouble=True,
            )
        )

    @Slot(int)
    def _choose(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self._tell_status()

    def _tell_status(self) -> None:
        if self._found is None:
            self.say("")
            return
        view, log = self._found.view, self._found.log
        words = (
            "",
            trn("{n} course", "{n} courses", len(view.learning)),
            trn("{n} certificate", "{n} certificates", len(view.certificates)),
            trn("{n} change", "{n} changes", len(log)),
        )
        self.say(words[self.tabs.current])

    # doing

    def _why_nobody(self) -> str | None:
        here = self._found is not None and self.isVisible()
        return None if here else tr("no person is open")

    def _why_not(self) -> str | None:
        actor = self.operations.actor
        if actor is None or actor.role != "admin":
            return tr("only admins change people")
        if self._found is not None and self._found.view.user.is_deleted:
            return tr("this person was deleted")
        return self._why_nobody()

    def edit(self) -> None:
        """Ask for names, address and role."""
        if self._found is not None:
            PersonSheet(self.desk, self.window(), self._found.view.user).open()

    def toggle_active(self) -> None:
        """Let the person in, or no longer."""
        if self._found is None:
            return
        user = self._found.view.user
        change = Change("is_active", user.is_active, not user.is_active)
        edit = PersonEdit(user_id=user.id, changes=(change,))
        words = tr("{name} deactivated") if user.is_active else tr("{name} activated")
        icon = "circle-slash" if user.is_active else "circle-check"
        title = words.format(name=user.full_name)
        self.operations.execute(
            EditPeople(rows=(edit,)), lambda done: self._done(done, title, icon)
        )

    def delete(self) -> None:
        """Delete the person; Undo brings them back."""
        if self._found is None:
            return
        user = self._found.view.user
        title = tr("{name} deleted", name=user.full_name)
        self.operations.execute(
            DeletePeople(user_ids=(user.id,)), lambda done: self._done(done, title, "trash-2")
        )

    def _done(self, done: Done, title: str, icon: str) -> None:
        refused = next((one for one in done.outcome.rows if one.kind == "rejected"), None)
        if refused is not None:
            error = Rejected(refused.reason or "row.missing", **refused.data)
            self.operations.failed.emit(error)
            return
        command_id = done.command_id
        undo = (tr("Undo"), lambda: self._undo(command_id))
        self.desk.notify(Notice(title=title, icon=icon, action=undo, undoes=command_id))

    @Slot(object)
    def _undo_line(self, line: LogLine) -> None:
        if line.command_id is not None:
            self._undo(line.command_id)

    def _undo(self, command_id: str) -> None:
        def work(context: Context, actor: Actor) -> str:
            return undo_unit(context.bus, context.store, actor, command_id)

        def undone(label_: str) -> None:
            self.desk.notify(Notice(title=tr("Undone: {what}", what=label_), icon="undo-2"))

        self.operations.write(work, undone)

    def export(self) -> None:
        """Ask where the data goes."""
        if self._found is None:
            return
        dialog = QFileDialog(self.window(), tr("Export this person's data"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("ZIP (*.zip)")
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(f"{self._found.view.user.username}.zip")
        dialog.fileSelected.connect(self._export_to)
        dialog.open()

    @Slot(str)
    def _export_to(self, name: str) -> None:
        self.export_to(Path(name))

    def export_to(self, target: Path) -> None:
        """Write all that is kept about the person to a zip archive."""
        user_id = self._user_id

        def told(count: int) -> None:
            words = trn("{n} file in {file}", "{n} files in {file}", count, file=target.name)
            show = (tr("Show the file"), lambda: show_folder(target.parent, self.desk.notify))
            self.desk.notify(
                Notice(title=tr("Data exported"), line=words, icon="download", action=show)
            )

        self.operations.inquire(
            lambda context, _actor: write_person(context, user_id, target), told
        )

    # ways

    @Slot()
    def _open_menu(self) -> None:
        menu = QMenu(self)
        self.look.dress(menu)
        self.desk.actions.refresh()
        for name in ("person.activate", "person.delete"):
            menu.addAction(self.desk.actions.action(name))
        if self._found is not None:
            active = self._found.view.user.is_active
            menu.actions()[0].setText(tr("Deactivate") if active else tr("Activate"))
        menu.setToolTipsVisible(True)
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.head.more
        menu.popup(button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), 34)))

    def _open_course(self, course_id: int) -> None:
        self.desk.go("course", {"course_id": course_id})

    @Slot(int)
    def _open_learning(self, place: int) -> None:
        if self._found is not None:
            self._open_course(self._found.view.learning[place].course_id)

    @Slot(int)
    def _open_certificate(self, place: int) -> None:
        if self._found is not None:
            number = self._found.view.certificates[place].number
            self.desk.go("certificates", {"search": number})
