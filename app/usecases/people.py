"""The commands on people and their use cases (see docs/rules.md)."""

from __future__ import annotations

from app.domain import commands as c
from app.domain.commands import Command
from app.usecases.bus import UseCase
from app.usecases.people_add import add_people, add_staff
from app.usecases.people_delete import delete_people
from app.usecases.people_edit import edit_people
from app.usecases.people_profiles import edit_profile
from app.usecases.people_single import change_email, change_role

USE_CASES: dict[type[Command], UseCase] = {
    c.AddPeople: add_people,
    c.AddStaff: add_staff,
    c.EditPeople: edit_people,
    c.ChangeEmail: change_email,
    c.ChangeRole: change_role,
    c.DeletePeople: delete_people,
    c.EditProfile: edit_profile,
}
