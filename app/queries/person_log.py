"""Who changed what about a person, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from app.domain import commands as c
from app.domain.actor import Actor
from app.domain.commands import COMMAND_TYPES
from app.domain.dataclass import dataclass
from app.domain.entities import (
    AuditRecord,
    CertificateIssue,
    Course,
    Enrollment,
    EnrollmentHistory,
    Json,
    Key,
    User,
)
from app.ports.history import PastCommand, RowHistory
from app.ports.storage import Rows

LONGEST = 200
"""Lines of a log."""

TYPES = tuple(
    kind.TYPE
    for kind in (
        c.AddPeople,
        c.AddStaff,
        c.EditPeople,
        c.ChangeEmail,
        c.ChangeRole,
        c.DeletePeople,
        c.EnrollStudents,
        c.ImportEnrollments,
        c.ChangeEnrollmentStatus,
        c.Revert,
    )
)
UNSEEN = frozenset({"updated_at", "last_login_at"})
"""Columns whose changes tell nobody anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One change.

    `what` is ``person`` (a column), ``added``, ``deleted``, an enrollment's action with its course
    as `subject`, or ``issued`` and ``revoked`` with a certificate's number. `by` is None for the
    program. `command_id` is there where the change can be undone from here.
    """

    at: datetime
    by: str | None
    what: str
    subject: str = ""
    column: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    batch: str = ""
    command_id: str | None = None


def person_log(rows: Rows, history: RowHistory, user_id: int, actor: Actor) -> tuple[LogLine, ...]:
    """The newest changes of a person and of what they learn, newest first.

    Instructors see what happened in their own courses: *rows* shows no others, and what was changed
    about the person is for admins and the person.
    """
    enrollments = {one.id: one for one in rows.find(Enrollment, student_id=user_id)}
    touched = {Enrollment.TABLE: list(enrollments)}
    if actor.role == "admin" or actor.user_id == user_id:
        touched[User.TABLE] = [user_id]
    past = history.touching(touched, types=TYPES, limit=LONGEST)
    reader = _Reader(rows, user_id, enrollments, past)
    lines = [*reader.people(), *reader.enrollments(), *reader.certificates(), *reader.audit()]
    lines.sort(key=lambda one: one.at, reverse=True)
    return tuple(lines[:LONGEST])


class _Reader:
    def __init__(
        self,
        rows: Rows,
        user_id: int,
        enrollments: Mapping[int, Enrollment],
        past: Sequence[PastCommand],
    ) -> None:
        self._rows, self._user_id = rows, user_id
        self._enrollments = enrollments
        self._past = past
        self._by_time = {one.at: one for one in past}
        ids = {one.course_id for one in enrollments.values()}
        self._titles = {key: one.title for key, one in rows.get_many(Course, ids).items()}
        self._names: dict[Key, str] = {}
        self._learn(one.actor_id for one in past)

    def people(self) -> list[LogLine]:
        """What commands did to the person's own row."""
        lines: list[LogLine] = []
        for one in self._past:
            for image in one.images:
                if image.table == User.TABLE:
                    lines += self._of_image(one, image.before, image.after)
        return lines

    def enrollments(self) -> list[LogLine]:
        """Every status that an enrollment has had."""
        found = self._rows.find(EnrollmentHistory, enrollment_id=list(self._enrollments))
        self._learn(one.performed_by for one in found)
        return [self._of_status(one) for one in found]

    def certificates(self) -> list[LogLine]:
        """Certificates issued and revoked."""
        lines: list[LogLine] = []
        issues = self._rows.find(CertificateIssue, enrollment_id=list(self._enrollments))
        self._learn(one.issued_by_id for one in issues)
        for one in issues:
            number = one.certificate_number
            by = self._name(one.issued_by_id)
            lines.append(LogLine(at=one.issued_at, by=by, what="issued", subject=number))
            if one.revoked_at is not None:
                reason = one.revoked_reason or ""
                lines.append(
                    LogLine(
                        at=one.revoked_at, by=None, what="revoked", subject=number, reason=reason
                    )
                )
        return lines

    def audit(self) -> list[LogLine]:
        """What the audit tells that no command above does: sign-ins, and what lies further back."""
        found = self._rows.find(
            AuditRecord, subject_table=User.TABLE, subject_key=str(self._user_id)
        )
        found = [one for one in found if one.created_at not in self._by_time]
        self._learn(one.performed_by for one in found)
        return [
            LogLine(
                at=one.created_at,
                by=self._name(one.performed_by),
                what="person",
                column=one.action,
                before=one.previous or "",
                after=one.current or "",
                reason=one.reason or "",
            )
            for one in found
        ]

    def _of_image(
        self, command: PastCommand, before: Json | None, after: Json | None
    ) -> list[LogLine]:
        line = LogLine(
            at=command.at,
            by=self._name(command.actor_id),
            what="added",
            batch=command.label or "",
            command_id=_undoable(command),
        )
        if before is None:
            return [line]
        if after is None or after.get("is_deleted") is True:
            return [replace(line, what="deleted")]
        return [
            replace(
                line,
                what="person",
                column=column,
                before=_text(before.get(column)),
                after=_text(value),
            )
            for column, value in after.items()
            if column not in UNSEEN
        ]

    def _of_status(self, row: EnrollmentHistory) -> LogLine:
        command = self._by_time.get(row.created_at)
        course = self._enrollments[row.enrollment_id].course_id
        return LogLine(
            at=row.created_at,
            by=self._name(row.performed_by),
            what=row.action,
            subject=self._titles.get(course, ""),
            before=row.previous_status or "",
            after=row.new_status or "",
            reason=row.reason or "",
            batch=(command.label or "") if command else "",
            command_id=_undoable(command) if command else None,
        )

    def _learn(self, ids: Iterable[int | None]) -> None:
        wanted = {one for one in ids if one is not None and one not in self._names}
        found = self._rows.get_many(User, wanted) if wanted else {}
        self._names |= {key: user.full_name for key, user in found.items()}

    def _name(self, user_id: int | None) -> str | None:
        return None if user_id is None else self._names.get(user_id)


def _undoable(command: PastCommand) -> str | None:
    """A command that still stands and can be taken back as one; undoing an undo is redo."""
    kind = COMMAND_TYPES[command.command_type]
    stands = not command.undone and kind is not c.Revert and kind.UNDOABLE
    return command.command_id if stands else None


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
