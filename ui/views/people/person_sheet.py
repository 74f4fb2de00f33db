"""The dialog that adds a person or changes one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import (
    AddPeople,
    AddStaff,
    Change,
    ChangeEmail,
    ChangeRole,
    Command,
    EditPeople,
    PersonEdit,
    PersonRow,
)
from app.domain.dataclass import dataclass
from app.domain.entities import Role as PersonRole
from app.domain.entities import User
from app.domain.errors import Rejected, SmartCourseError
from app.domain.messages import sentence
from app.usecases.batches import run_batch
from ui.feedback.dialogs import Field, Role, Sheet
from ui.feedback.toasts import Notice
from ui.views.page import Desk
from ui.widgets.basics import column, frame, row
from ui.widgets.words import tr

ROLES: tuple[tuple[PersonRole, str], ...] = (
    ("student", "Learner"),
    ("instructor", "Instructor"),
    ("admin", "Admin"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What the fields say when the decision falls."""

    first: str | None
    last: str | None
    email: str
    role: PersonRole


class PersonSheet(Sheet):
    """Names, address and role; `person` None adds somebody: `added` is told the id and address."""

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        person: User | None = None,
        added: Callable[[int, str], object] | None = None,
    ) -> None:
        super().__init__(
            desk.look, window, tr("Add person") if person is None else tr("Edit person")
        )
        self._desk, self._person, self._tell_added = desk, person, added
        look = desk.look
        names = frame("plain")
        across = row(names, gap=12)
        self.first = Field(
            look, tr("First name"), QLineEdit(person.first_name or "" if person else "")
        )
        self.last = Field(
            look, tr("Last name"), QLineEdit(person.last_name or "" if person else "")
        )
        for one in (self.first, self.last):
            holder = frame("plain")
            column(holder).addWidget(one)
            across.addWidget(holder, 1)
        self.body.addWidget(names)
        self.email = Field(look, tr("E-mail"), QLineEdit(person.email if person else ""))
        self.body.addWidget(self.email)
        self._role = QComboBox()
        for role, text in ROLES:
            self._role.addItem(tr(text), role)
        if person is not None:
            self._role.setCurrentIndex(self._role.findData(person.role))
        help_text = tr("Learners do not sign in here. Admins may do everything.")
        self.role = Field(look, tr("Role"), self._role, help_text)
        self.body.addWidget(self.role)
        self.add_button(tr("Cancel"), Role.RejectRole, self.reject)
        words = tr("Add person") if person is None else tr("Save changes")
        self.add_button(words, Role.AcceptRole, self._decide, kind="primary")

    # what the fields say

    def _text(self, field: Field) -> str:
        editor = field.editor
        return editor.text().strip() if isinstance(editor, QLineEdit) else ""

    def _entered(self) -> Entered:
        return Entered(
            first=self._text(self.first) or None,
            last=self._text(self.last) or None,
            email=self._text(self.email),
            role=ROLES[self._role.currentIndex()][0],
        )

    def _decide(self) -> None:
        if not self._text(self.email):
            self.email.wrong(tr("Give an address. Example: maya@uni.example"))
            self.email.editor.setFocus()
            return
        entered = self._entered()
        self.hold()
        if self._person is None:
            self._desk.operations.write(partial(_add, entered), self._added, self._refuse)
        else:
            change = partial(_change, self._person, entered)
            self._desk.operations.write(change, self._changed, self._refuse)

    # what came of it

    def _added(self, found: tuple[int, str]) -> None:
        key, email = found
        self.accept()
        if self._tell_added is not None:
            self._tell_added(key, email)
        self._tell(tr("{email} added", email=email))

    def _changed(self, email: str) -> None:
        self.accept()
        if email:
            self._tell(tr("{email} changed", email=email))

    def _tell(self, title: str) -> None:
        undo = (tr("Undo"), lambda: self._desk.actions.trigger("edit.undo"))
        self._desk.notify(
            Notice(
                title=title, icon="circle-check", tone="success", action=undo, of_last_change=True
            )
        )

    def _refuse(self, error: SmartCourseError) -> None:
        self.release()
        field = {
            "first_name": self.first,
            "last_name": self.last,
            "role": self.role,
        }.get(str(error.data.get("field")), self.email)
        field = self.role if error.reason.startswith("people.last_admin") else field
        field.wrong(sentence(error))
        field.editor.setFocus()


def _add(entered: Entered, context: Context, actor: Actor) -> tuple[int, str]:
    person = PersonRow(
        user_id=context.store.allocate_ids(User, 1)[0],
        email=entered.email,
        username=entered.email.partition("@")[0],
        first_name=entered.first,
        last_name=entered.last,
        role=entered.role,
    )
    learner = entered.role == "student"
    command: Command = AddPeople(rows=(person,)) if learner else AddStaff(rows=(person,))
    _refuse_rejected(context.bus.execute(command, actor).outcome.rows)
    return person.user_id, entered.email


def _change(person: User, entered: Entered, context: Context, actor: Actor) -> str:
    """The address of who was changed; empty where nothing was."""
    commands = _commands(person, entered)
    if not commands:
        return ""
    context.bus.rehearse(commands, actor)
    for done in run_batch(context.bus, context.store, "edit people", commands, actor):
        _refuse_rejected(done.outcome.rows)
    return entered.email


def _commands(person: User, entered: Entered) -> list[Command]:
    changes = tuple(
        Change(name, before, now)
        for name, before, now in (
            ("first_name", person.first_name, entered.first),
            ("last_name", person.last_name, entered.last),
        )
        if now != before
    )
    commands: list[Command] = []
    if changes:
        commands.append(EditPeople(rows=(PersonEdit(user_id=person.id, changes=changes),)))
    if entered.email.lower() != person.email:
        commands.append(ChangeEmail(user_id=person.id, base=person.email, email=entered.email))
    if entered.role != person.role:
        commands.append(ChangeRole(user_id=person.id, base=person.role, role=entered.role))
    return commands


def _refuse_rejected(rows: object) -> None:
    """Raise a row's refusal, so that nothing of what was asked stays."""
    for one in rows if isinstance(rows, tuple) else ():
        if one.kind == "rejected":
            raise Rejected(one.reason or "row.rejected", **one.data)
