"""People: everyone who learns, teaches or administers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import Change, Command, DeletePeople, EditPeople, PersonEdit
from app.domain.entities import User
from app.ports.grid import Filter, RowId
from app.queries.grids import PEOPLE
from ui.feedback.states import StateWords
from ui.feedback.toasts import Notice
from ui.operations.jobs import Job
from ui.views.enrollments.changing import Changed, chunks, numbers, run
from ui.views.list_page import ListPage
from ui.views.people.person_sheet import PersonSheet
from ui.widgets.basics import button
from ui.widgets.grid import GridAction, GridSpec, Selection, View
from ui.widgets.words import tr, trn

ASKED: Mapping[str, tuple[str, str]] = {
    "activate": ("Activate {n} person", "Activate {n} people"),
    "deactivate": ("Deactivate {n} person", "Deactivate {n} people"),
    "delete": ("Delete {n} person", "Delete {n} people"),
}
DONE: Mapping[str, tuple[str, str]] = {
    "activate": ("{n} person activated", "{n} people activated"),
    "deactivate": ("{n} person deactivated", "{n} people deactivated"),
    "delete": ("{n} person deleted", "{n} people deleted"),
}


class PeoplePage(ListPage):
    """Everyone, by role."""

    TITLE = "People"
    TABLES = PEOPLE.tables

    def buttons(self) -> Sequence[QWidget]:
        look = self.look
        return (
            self.admins_only(button(look, tr("Import"), self._import, icon="upload")),
            self.admins_only(
                button(look, tr("Add person"), self.add, kind="primary", icon="user-plus")
            ),
        )

    def open(self, params: Mapping[str, Any]) -> None:
        super().open(params)
        if params.get("add"):
            self.add()

    def spec(self) -> GridSpec:
        return GridSpec(
            name="people",
            definition=PEOPLE,
            nouns=(tr("person"), tr("people")),
            first_use=StateWords(
                icon="users",
                title=tr("Nobody here yet"),
                line=tr("Add learners and colleagues one by one, or import a list of them."),
                primary=(tr("Add person"), self.add) if self.for_admin else None,
                secondary=(tr("Import"), self._import) if self.for_admin else None,
            ),
            views=(
                View(title="All"),
                View(title="Learners", search="role:student"),
                View(title="Instructors", search="role:instructor"),
                View(title="Admins", search="role:admin"),
                View(title="Inactive", search="state:inactive"),
            ),
            actions=(
                self._action("edit", "Edit", "pencil", self._edit, one_only=True),
                self._action("activate", "Activate", "circle-check", partial(self._activate, True)),
                self._action(
                    "deactivate", "Deactivate", "circle-slash", partial(self._activate, False)
                ),
                self._action("delete", "Delete", "trash-2", self._delete),
            ),
            open=self._open_person,
            hint="role:instructor",
        )

    def _action(
        self,
        name: str,
        text: str,
        icon: str,
        do: Callable[[Selection], object],
        *,
        one_only: bool = False,
    ) -> GridAction:
        return GridAction(
            id=f"people.{name}",
            text=tr(text),
            icon=icon,
            run=do,
            one_only=one_only,
            why_not=self._why_not,
        )

    def read_facts(self) -> None:
        roles = ("student", "instructor", "admin")

        def work(context: Context, actor: Actor) -> list[int]:
            return [
                context.grids.count(PEOPLE.query(Filter("role", "is", (role,))), actor)
                for role in roles
            ]

        def done(counts: list[int]) -> None:
            students, instructors, admins = counts
            parts = (
                trn("{n} learner", "{n} learners", students),
                trn("{n} instructor", "{n} instructors", instructors),
                trn("{n} admin", "{n} admins", admins),
            )
            self.head.tell(", ".join(parts))

        self.operations.inquire(work, done)

    # doing

    def add(self) -> None:
        """Ask who is to be added."""
        PersonSheet(self.desk, self.window(), added=self._show_added).open()

    def _show_added(self, key: int, email: str) -> None:
        """Go to whoever is new, in another view where this one does not show them."""
        self.grid.reveal(key, lambda: self.grid.search_for(email))

    def _import(self) -> None:
        self.desk.go("imports", {"new": "users"})

    def _why_not(self, selection: Selection) -> str | None:
        del selection
        actor = self.operations.actor
        return None if actor and actor.role == "admin" else tr("only admins change people")

    def _edit(self, selection: Selection) -> None:
        def opened(person: User) -> None:
            PersonSheet(self.desk, self.window(), person).open()

        if selection.chosen:
            key = int(selection.chosen[0])
            self.operations.read(lambda rows: rows.get(User, key), opened)

    def _activate(self, active: bool, selection: Selection) -> None:
        def commands(context: Context, ids: Sequence[int]) -> Iterator[Command]:
            for part in chunks(ids):
                with context.store.reading() as rows:
                    found = rows.get_many(User, list(part))
                yield EditPeople(
                    rows=tuple(
                        PersonEdit(
                            user_id=one.id, changes=(Change("is_active", one.is_active, active),)
                        )
                        for one in found.values()
                    )
                )

        self._run("activate" if active else "deactivate", selection, commands)

    def _delete(self, selection: Selection) -> None:
        def commands(context: Context, ids: Sequence[int]) -> Iterator[Command]:
            del context
            for part in chunks(ids):
                yield DeletePeople(user_ids=tuple(part))

        self._run("delete", selection, commands)

    def _run(
        self,
        name: str,
        selection: Selection,
        commands: Callable[[Context, Sequence[int]], Iterator[Command]],
    ) -> None:
        def work(context: Context, actor: Actor, job: Job) -> Changed:
            ids = numbers(selection.resolve(context.grids, actor))
            label = f"{name} people"
            return run(context, actor, job, (label, lambda: commands(context, ids), len(ids)))

        title = trn(*ASKED[name], selection.count)
        self.operations.job(title, "users", work, partial(self._tell, name))

    def _tell(self, name: str, changed: Changed) -> None:
        line = ""
        if changed.refused:
            line = trn(
                "{n} stays as it was: the last admin and instructors with courses have to stay.",
                "{n} stay as they were: the last admin and instructors with courses have to stay.",
                changed.refused,
            )
        undo = (tr("Undo"), lambda: self.desk.actions.trigger("edit.undo"))
        self.desk.notify(
            Notice(
                title=trn(*DONE[name], changed.done),
                line=line,
                icon="circle-check" if changed.done else "circle-alert",
                tone="success" if changed.done else "warning",
                action=undo if changed.done else None,
                of_last_change=True,
            )
        )
        self.grid.selected.clear()

    def _open_person(self, key: RowId) -> None:
        self.desk.go("person", {"id": int(key)})
