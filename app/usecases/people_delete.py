"""Deleting people: softly, so that what they did stays and can come back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from app.domain.commands import DeletePeople
from app.domain.entities import Course, User
from app.domain.errors import Rejected
from app.domain.outcomes import Outcome, RowOutcome
from app.ports.storage import UnitOfWork
from app.usecases.audit import Audited, write_audit
from app.usecases.people_names import Admins
from app.usecases.people_single import leave_waiting_lists
from app.usecases.row_outcomes import applied, missing, refused


def delete_people(command: DeletePeople, uow: UnitOfWork) -> Outcome:
    """Hide people, row by row; their address and username stay taken.

    A row is rejected with ``row.missing``, ``people.deleted``, ``people.last_admin``, or
    ``people.has_courses`` where a course that is not deleted names them as instructor.
    """
    users = uow.get_many(User, set(command.user_ids))
    courses = uow.find(Course, instructor_id=list(users), is_deleted=False) if users else []
    taught = Counter(course.instructor_id for course in courses)
    admins = Admins(uow)
    outcomes: list[RowOutcome] = []
    gone: dict[int, User] = {}
    for position, user_id in enumerate(command.user_ids):
        user = users.get(user_id)
        if user is None:
            outcomes.append(missing(position, User.TABLE, user_id))
            continue
        try:
            if user.is_deleted or user_id in gone:
                raise Rejected("people.deleted", user_id=user_id)
            if taught[user_id]:
                raise Rejected("people.has_courses", email=user.email, count=taught[user_id])
            admins.leave(user_id)
        except Rejected as error:
            outcomes.append(refused(position, error, user_id))
            continue
        gone[user_id] = replace(user, is_deleted=True, updated_at=uow.now)
        outcomes.append(applied(position, user_id))
    uow.save_all(list(gone.values()))
    if gone:
        leave_waiting_lists(uow, list(gone))
    write_audit(uow, [Audited(User, user_id, "is_deleted", False, True) for user_id in gone])
    return Outcome(rows=tuple(outcomes))
