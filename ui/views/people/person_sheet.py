"""The dialog that adds a person or changes one."""

from __future__ import annotations

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


class PersonSheet(Sheet):
    """Names, address and role; `person` None adds somebody."""

    def __init__(self, desk: Desk, window: QWidget, person: User | None = None) -> None:
        super().__init__(
            desk.look, window, tr("Add person") if person is None else tr("Edit person")
        )
        self._desk, self._person = desk, person
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
        self.email = Field(look, tr("Email"), QLineEdit(person.email if person else ""))
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

    def _chosen_role(self) -> PersonRole:
        return ROLES[self._role.currentIndex()][0]

    def _decide(self) -> None:
        if not self._text(self.email):
            self.email.wrong(tr("Give an address. Example: maya@uni.example"))
            self.email.editor.setFocus()
            return
        if self._person is None:
            self._desk.operations.write(self._add, self._added, self._refuse)
        else:
            self._desk.operations.write(self._change, self._changed, self._refuse)

    # adding

    def _add(self, context: Context, actor: Actor) -> str:
        email, role = self._text(self.email), self._chosen_role()
        person = PersonRow(
            user_id=context.store.allocate_ids(User, 1)[0],
            email=email,
            username=email.partition("@")[0],
            first_name=self._text(self.first) or None,
            last_name=self._text(self.last) or None,
            role=role,
        )
        command: Command
        command = AddPeople(rows=(person,)) if role == "student" else AddStaff(rows=(person,))
        _refuse_rejected(context.bus.execute(command, actor).outcome.rows)
        return email

    def _added(self, email: str) -> None:
        self.accept()
        self._tell(tr("{email} added", email=email))

    # changing

    def _change(self, context: Context, actor: Actor) -> bool:
        commands = self._commands()
        if not commands:
            return False
        context.bus.rehearse(commands, actor)
        for done in run_batch(context.bus, context.store, "people.edit", commands, actor):
            _refuse_rejected(done.outcome.rows)
        return True

    def _commands(self) -> list[Command]:
        person = self._person
        if person is None:
            return []
        texts = {"first_name": self._text(self.first), "last_name": self._text(self.last)}
        changes = tuple(
            Change(name, getattr(person, name), text or None)
            for name, text in texts.items()
            if (text or None) != getattr(person, name)
        )
        commands: list[Command] = []
        if changes:
            commands.append(EditPeople(rows=(PersonEdit(user_id=person.id, changes=changes),)))
        email, role = self._text(self.email), self._chosen_role()
        if email.lower() != person.email:
            commands.append(ChangeEmail(user_id=person.id, base=person.email, email=email))
        if role != person.role:
            commands.append(ChangeRole(user_id=person.id, base=person.role, role=role))
        return commands

    def _changed(self, anything: bool) -> None:
        self.accept()
        if anything and self._person is not None:
            self._tell(tr("{email} changed", email=self._text(self.email)))

    # what came of it

    def _tell(self, title: str) -> None:
        undo = (tr("Undo"), lambda: self._desk.actions.trigger("edit.undo"))
        self._desk.notify(Notice(title=title, icon="circle-check", tone="success", action=undo))

    def _refuse(self, error: SmartCourseError) -> None:
        field = {
            "first_name": self.first,
            "last_name": self.last,
            "role": self.role,
        }.get(str(error.data.get("field")), self.email)
        field = self.role if error.reason.startswith("people.last_admin") else field
        field.wrong(sentence(error))
        field.editor.setFocus()


def _refuse_rejected(rows: object) -> None:
    """Raise a row's refusal, so that nothing of what was asked stays."""
    for one in rows if isinstance(rows, tuple) else ():
        if one.kind == "rejected":
            raise Rejected(one.reason or "row.rejected", **one.data)
