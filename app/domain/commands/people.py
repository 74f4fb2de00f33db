"""Commands on people. Set-wise: a single person is a set of one."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from app.domain.commands.base import Change, Command, register
from app.domain.dataclass import dataclass
from app.domain.entities import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A new person. `created_at` None means now."""

    user_id: int
    email: str
    username: str
    first_name: str | None = None
    last_name: str | None = None
    role: Role = "student"
    is_active: bool = True
    is_verified: bool = False
    created_at: datetime | None = None


@register("people.add")
@dataclass(frozen=True, slots=True, kw_only=True)
class AddPeople(Command):
    """Add learners (role student); another role is rejected row by row."""

    rows: tuple[PersonRow, ...]


@register("people.add_staff")
@dataclass(frozen=True, slots=True, kw_only=True)
class AddStaff(Command):
    """Add instructors and admins."""

    SERVER_FIRST: ClassVar[bool] = True
    rows: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEdit:
    """Changes of one person's own columns (not e-mail or role)."""

    user_id: int
    changes: tuple[Change, ...]


@register("people.edit")
@dataclass(frozen=True, slots=True, kw_only=True)
class EditPeople(Command):
    """Change names, username, is_active, is_verified, profile_image_url."""

    rows: tuple[PersonEdit, ...]


@register("people.change_email")
@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEmail(Command):
    """Give a person another e-mail address."""

    SERVER_FIRST: ClassVar[bool] = True
    user_id: int
    base: str
    email: str


@register("people.change_role")
@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRole(Command):
    """Give a person another role; the last active admin keeps theirs."""

    SERVER_FIRST: ClassVar[bool] = True
    user_id: int
    base: Role
    role: Role


@register("people.delete")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeletePeople(Command):
    """Soft-delete people; the last active admin and instructors with courses stay."""

    user_ids: tuple[int, ...]


@register("people.edit_profile")
@dataclass(frozen=True, slots=True, kw_only=True)
class EditProfile(Command):
    """Change an instructor's profile (specialization, bio, links); made when absent."""

    user_id: int
    profile_id: int
    changes: tuple[Change, ...]
