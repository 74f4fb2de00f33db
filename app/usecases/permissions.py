"""Judging whether the acting user may run a command, by the table in `app.domain.permissions`."""

from __future__ import annotations

from app.domain import commands as c
from app.domain.commands import COMMAND_TYPES, Command
from app.domain.entities import Course, InstructorProfile, User
from app.domain.errors import NotAllowed
from app.domain.journal import JournalEntry
from app.domain.permissions import RULES, Rule
from app.ports.storage import UnitOfWork
from app.usecases.permissions_courses import KINDS, courses_of_command, instructors_of_entry
from app.usecases.permissions_words import ACTIONS


def authorize(command: Command, uow: UnitOfWork) -> None:
    """Raise `NotAllowed` unless the actor may run *command*, as the stored user says now.

    Reasons: ``role.not_allowed`` (`action`, `role`), ``role.inactive``, ``undo.not_yours``. Also
    raises `NotFound` where the command names a record that is not there.
    """
    if uow.actor.is_system:
        return
    user = _acting_user(uow)
    if isinstance(command, c.Revert):
        _authorize_revert(command, user, uow)
        return
    if not _allowed(RULES[type(command)], command, user, uow):
        words = ACTIONS[type(command)]
        if user.role == "instructor" and isinstance(command, c.CreateCourse):
            words = "create a course for someone else"
        raise NotAllowed("role.not_allowed", action=words, role=user.role)


def _acting_user(uow: UnitOfWork) -> User:
    key = uow.actor.user_id
    user = None if key is None else uow.get_many(User, [key]).get(key)
    if user is None or user.is_deleted or not user.is_active:
        raise NotAllowed("role.inactive", user_id=key)
    return user


def _require(allowed: bool, kind: type[Command], user: User) -> None:
    if not allowed:
        raise NotAllowed("role.not_allowed", action=f"undo: {ACTIONS[kind]}", role=user.role)


def _allowed(rule: Rule, command: Command, user: User, uow: UnitOfWork) -> bool:
    if user.role == "admin":
        return rule != "system"
    if user.role != "instructor":
        return False
    if rule == "own_profile":
        return isinstance(command, c.EditProfile) and command.user_id == user.id
    if rule == "own_course":
        return _teaches_all(command, user, uow)
    return rule == "anyone"


def _teaches_all(command: Command, user: User, uow: UnitOfWork) -> bool:
    """Whether every course that *command* touches is the instructor's, and stays so."""
    if isinstance(command, c.CreateCourse):
        return command.instructor_id == user.id
    if isinstance(command, c.EditCourse) and any(
        change.column == "instructor_id" for change in command.changes
    ):
        return False
    ids = courses_of_command(command, uow)
    courses = uow.get_many(Course, ids)
    return bool(ids) and all(
        key in courses and courses[key].instructor_id == user.id for key in ids
    )


def _authorize_revert(command: c.Revert, user: User, uow: UnitOfWork) -> None:
    """By the rule of the command at the root of the chain of reverts; own entries only."""
    entry = uow.journal_entry(command.command_id)
    if user.role != "admin" and entry.actor_id != user.id:
        raise NotAllowed("undo.not_yours", command=entry.command_type)
    kind = COMMAND_TYPES[root_entry(entry, uow).command_type]
    rule = RULES[kind]
    if rule == "own_course" and user.role == "instructor":
        _require(instructors_of_entry(entry, uow) <= {user.id}, kind, user)
    elif rule == "own_profile" and user.role == "instructor":
        _require(_profile_owners(entry, uow) <= {user.id}, kind, user)
    else:
        _require(user.role == "admin" or (user.role, rule) == ("instructor", "anyone"), kind, user)


def _profile_owners(entry: JournalEntry, uow: UnitOfWork) -> set[int]:
    """Whose profiles a journal entry holds; an admin's may be someone else's."""
    images = [one for one in entry.images if KINDS[one.table] is InstructorProfile]
    deleted = {one.before["user_id"] for one in images if one.after is None and one.before}
    profiles = uow.get_many(InstructorProfile, [one.key for one in images])
    return deleted | {profile.user_id for profile in profiles.values()}


def root_entry(entry: JournalEntry, uow: UnitOfWork) -> JournalEntry:
    """The entry of the command that a chain of reverts began with; *entry* if it is no revert."""
    while entry.reverts is not None:
        entry = uow.journal_entry(entry.reverts)
    return entry
