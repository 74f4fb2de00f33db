"""Which rows a command makes and which it needs, told from its form alone."""

from __future__ import annotations

from typing import Any

from app.domain import commands as c
from app.domain import entities as e
from app.domain.commands import Command
from app.domain.dataclass import dataclass
from app.domain.entities import Entity

RowName = tuple[str, int | str]
"""A row by its table's logical name and its id (a journal entry's is its command_id)."""

JOURNAL = "sync.journal"
"""The table that commands are rows of: a `Revert` needs the command that it inverts."""

_Field = tuple[str, type[Entity]]


@dataclass(frozen=True, slots=True)
class RowTouch:
    """What one row of a command makes (if it makes one) and needs to be there."""

    makes: RowName | None
    needs: tuple[RowName, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """Where a command, or each member of its field `rows`, holds ids; `each`: these are ids."""

    makes: _Field | None = None
    needs: tuple[_Field, ...] = ()
    rows: str | None = None
    each: type[Entity] | None = None
    journal: str | None = None


_COURSE = ("course_id", e.Course)
_MODULE = ("module_id", e.Module)
_LESSON = ("lesson_id", e.Lesson)
_USER = ("user_id", e.User)
_LEARNER = (("student_id", e.User), _COURSE)
_ENROLLMENT = ("enrollment_id", e.Enrollment)

_FORMS: dict[type[Command], _Form] = {
    c.AddPeople: _Form(makes=_USER, rows="rows"),
    c.AddStaff: _Form(makes=_USER, rows="rows"),
    c.EditPeople: _Form(needs=(_USER,), rows="rows"),
    c.ChangeEmail: _Form(needs=(_USER,)),
    c.ChangeRole: _Form(needs=(_USER,)),
    c.DeletePeople: _Form(rows="user_ids", each=e.User),
    c.EditProfile: _Form(needs=(_USER,)),
    c.CreateCourse: _Form(makes=_COURSE, needs=(("instructor_id", e.User),)),
    c.EditCourse: _Form(needs=(_COURSE,)),
    c.EditCourseSettings: _Form(needs=(_COURSE,)),
    c.PublishCourse: _Form(needs=(_COURSE,)),
    c.UnpublishCourse: _Form(needs=(_COURSE,)),
    c.ArchiveCourse: _Form(needs=(_COURSE,)),
    c.DeleteCourse: _Form(needs=(_COURSE,)),
    c.AddModule: _Form(makes=_MODULE, needs=(_COURSE,)),
    c.EditModule: _Form(needs=(_MODULE,)),
    c.MoveModule: _Form(needs=(_MODULE,)),
    c.DeleteModule: _Form(needs=(_MODULE,)),
    c.AddLesson: _Form(makes=_LESSON, needs=(_MODULE,)),
    c.EditLesson: _Form(needs=(_LESSON,)),
    c.MoveLesson: _Form(needs=(_LESSON, _MODULE)),
    c.DeleteLesson: _Form(needs=(_LESSON,)),
    c.AttachMaterial: _Form(makes=("material_id", e.Material), needs=(_COURSE, _MODULE, _LESSON)),
    c.EditMaterial: _Form(needs=(("material_id", e.Material),)),
    c.RemoveMaterial: _Form(needs=(("material_id", e.Material),)),
    c.PublishAnnouncement: _Form(makes=("announcement_id", e.Announcement), needs=(_COURSE,)),
    c.EditAnnouncement: _Form(needs=(("announcement_id", e.Announcement),)),
    c.DeleteAnnouncement: _Form(needs=(("announcement_id", e.Announcement),)),
    c.EnrollStudents: _Form(makes=_ENROLLMENT, needs=_LEARNER, rows="rows"),
    c.ImportEnrollments: _Form(makes=_ENROLLMENT, needs=_LEARNER, rows="rows"),
    c.ChangeEnrollmentStatus: _Form(rows="enrollment_ids", each=e.Enrollment),
    c.RecordProgress: _Form(needs=(_ENROLLMENT, _LESSON), rows="rows"),
    c.IssueCertificates: _Form(needs=(_ENROLLMENT,), rows="rows"),
    c.RefreshTotals: _Form(rows="enrollment_ids", each=e.Enrollment),
    c.Revert: _Form(journal="command_id"),
    c.MarkNotificationsRead: _Form(rows="notification_ids", each=e.Notification),
}


def touches(command: Command) -> tuple[RowTouch, ...]:
    """The rows that each row of a command makes and needs; one entry for a single-row command.

    Commands that name no row by id (a certificate by its number) have none.
    """
    form = _FORMS.get(type(command))
    if form is None:
        return ()
    if form.journal is not None:
        return (RowTouch(None, ((JOURNAL, getattr(command, form.journal)),)),)
    if form.each is not None:
        table = form.each.TABLE
        return tuple(RowTouch(None, ((table, key),)) for key in getattr(command, form.rows or ""))
    members = (command,) if form.rows is None else getattr(command, form.rows)
    return tuple(_touch(form, member) for member in members)


def rows_field(kind: type[Command]) -> str | None:
    """The field that holds a set-wise command's rows; None for other commands."""
    form = _FORMS.get(kind)
    return None if form is None else form.rows


def _touch(form: _Form, member: Any) -> RowTouch:
    return RowTouch(
        None if form.makes is None else _name(form.makes, member),
        tuple(_name(one, member) for one in form.needs if getattr(member, one[0]) is not None),
    )


def _name(one: _Field, member: Any) -> RowName:
    return one[1].TABLE, getattr(member, one[0])
