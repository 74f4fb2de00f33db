"""Instructor profiles: made with the instructor, edited by them, with totals that are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from app.domain import checks
from app.domain.commands import EditProfile
from app.domain.entities import Course, Enrollment, InstructorProfile, User
from app.domain.errors import Rejected
from app.domain.outcomes import Outcome
from app.ports.storage import UnitOfWork
from app.sync.merge import merge_columns

PROFILE_CHECKS: checks.Checks = {
    "specialization": checks.text(255),
    "bio": checks.text(),
    "website_url": checks.text(500),
    "linkedin_url": checks.text(500),
}
ENROLLED = ("active", "completed", "suspended")
"""The statuses that count into `total_students`: everything but dropped."""


def make_profiles(uow: UnitOfWork, user_ids: Sequence[int]) -> None:
    """Give each of *user_ids* without a profile an empty one."""
    if not user_ids:
        return
    held = {profile.user_id for profile in uow.find(InstructorProfile, user_id=list(user_ids))}
    new = [user_id for user_id in user_ids if user_id not in held]
    if new:
        ids = uow.take_ids(InstructorProfile, len(new))
        uow.save_all(
            [
                InstructorProfile(id=number, user_id=user_id, created_at=uow.now)
                for number, user_id in zip(ids, new, strict=True)
            ]
        )
        refresh_instructor_totals(uow, new)


def edit_profile(command: EditProfile, uow: UnitOfWork) -> Outcome:
    """Change an instructor's profile; `profile_id` is used only if there is none yet.

    Raises ``people.deleted``, ``people.not_an_instructor`` and ``value.*``.
    """
    user = uow.get(User, command.user_id)
    if user.is_deleted:
        raise Rejected("people.deleted", user_id=user.id)
    if user.role == "student":
        raise Rejected("people.not_an_instructor", email=user.email)
    held = uow.find(InstructorProfile, user_id=user.id)
    profile = (
        held[0]
        if held
        else InstructorProfile(id=command.profile_id, user_id=user.id, created_at=uow.now)
    )
    merge = merge_columns(
        profile, checks.clean_changes(InstructorProfile, command.changes, PROFILE_CHECKS)
    )
    if held and merge.changed:
        uow.save_all([replace(merge.row, updated_at=uow.now)])
    elif not held:
        uow.save_all([merge.row])
        refresh_instructor_totals(uow, [user.id])
    return Outcome(conflicts=merge.conflicts, data={"id": merge.row.id})


def refresh_instructor_totals(uow: UnitOfWork, instructor_ids: Collection[int]) -> None:
    """Count `total_courses` and `total_students` of these instructors' profiles anew.

    To be called, after its rows were saved, by every use case that changes which courses an
    instructor has published; enrolling uses `count_students`. Published, not deleted courses count;
    a student counts once in each not deleted course unless they dropped it. People without a
    profile are passed over.
    """
    if not instructor_ids:
        return
    profiles = uow.find(InstructorProfile, user_id=sorted(instructor_ids))
    if not profiles:
        return
    taught: dict[int, list[Course]] = {profile.user_id: [] for profile in profiles}
    for course in uow.find(Course, instructor_id=sorted(taught), is_deleted=False):
        taught[course.instructor_id].append(course)
    counted = [_counted(uow, profile, taught[profile.user_id]) for profile in profiles]
    uow.save_all([new for new, old in zip(counted, profiles, strict=True) if new != old])


def count_students(uow: UnitOfWork, joined: Mapping[int, int]) -> None:
    """Add to `total_students` of the instructors of these courses (course id to how many more).

    What `refresh_instructor_totals` would count, without counting a large course anew each time.
    """
    changed = {course_id: more for course_id, more in joined.items() if more}
    if not changed:
        return
    more: Counter[int] = Counter()
    for course in uow.get_many(Course, changed.keys()).values():
        if not course.is_deleted:
            more[course.instructor_id] += changed[course.id]
    profiles = uow.find(InstructorProfile, user_id=sorted(more))
    uow.save_all(
        [
            replace(profile, total_students=profile.total_students + more[profile.user_id])
            for profile in profiles
            if more[profile.user_id]
        ]
    )


def _counted(
    uow: UnitOfWork, profile: InstructorProfile, courses: Sequence[Course]
) -> InstructorProfile:
    ids = [course.id for course in courses]
    return replace(
        profile,
        total_courses=sum(course.status == "published" for course in courses),
        total_students=uow.count(Enrollment, course_id=ids, status=ENROLLED) if ids else 0,
    )
