"""Editing a lesson: its columns by value, its text by paragraph block."""

from __future__ import annotations

from dataclasses import replace

from app.domain import checks
from app.domain.commands import BodyChange, EditLesson
from app.domain.entities import Lesson, LessonBody
from app.domain.outcomes import Conflict, Outcome, RowOutcome
from app.ports.storage import UnitOfWork
from app.sync.blocks import merge_blocks
from app.sync.merge import merge_columns
from app.usecases.content_values import LESSON_CHECKS, checked_body, keep_bodies
from app.usecases.courses_rows import present_course, tell_updated


def edit_lesson(command: EditLesson, uow: UnitOfWork) -> Outcome:
    """Change a lesson's columns, its text, or both.

    A text that was based on an older one is merged with the stored one (the row's outcome is
    merged); where both changed the same paragraph the stored one stays and the other is a
    conflict. Raises ``course.deleted``, ``lesson.too_long``, ``quiz.*``, ``value.*``.
    """
    lesson = uow.get(Lesson, command.lesson_id)
    course = present_course(uow, lesson.course_id)
    merge = merge_columns(lesson, checks.clean_changes(Lesson, command.changes, LESSON_CHECKS))
    name, conflicts, merged = lesson.body_sha256, list(merge.conflicts), False
    if command.body is not None:
        name, lost, merged = _merge_body(lesson, command.body, uow)
        conflicts += lost
    if merge.changed or name != lesson.body_sha256:
        uow.save_all([replace(merge.row, body_sha256=name, updated_at=uow.now)])
        tell_updated(uow, course, Lesson.TABLE)
    row = RowOutcome(
        position=0,
        kind="conflict" if conflicts else "merged" if merged else "applied",
        key=lesson.id,
    )
    return Outcome(
        rows=(row,),
        conflicts=tuple(conflicts),
        data={"id": lesson.id, "body_sha256": name},
    )


def _merge_body(
    lesson: Lesson, change: BodyChange, uow: UnitOfWork
) -> tuple[str, list[Conflict], bool]:
    """The lesson's new text by its hash, what lost, and whether two texts became one.

    What was submitted is kept under its hash too: the next edit may be based on it. A base that
    is kept no longer cannot be compared with, so the stored text stays and the submitted one is
    the conflict.
    """
    mine = checked_body(change.text)
    (name,) = keep_bodies(uow, mine)
    if lesson.body_sha256 in {change.base_sha256, name}:
        return name, [], False
    texts = uow.get_many(LessonBody, [change.base_sha256, lesson.body_sha256])
    theirs = texts[lesson.body_sha256].body
    if change.base_sha256 not in texts:
        return lesson.body_sha256, [_conflict(lesson, None, mine, theirs)], False
    merge = merge_blocks(texts[change.base_sha256].body, mine, theirs)
    (name,) = keep_bodies(uow, checked_body(merge.text))
    return (
        name,
        [_conflict(lesson, lost.base, lost.mine, lost.theirs) for lost in merge.conflicts],
        name != lesson.body_sha256,
    )


def _conflict(lesson: Lesson, base: str | None, mine: str, theirs: str) -> Conflict:
    return Conflict(
        table=Lesson.TABLE, key=lesson.id, column="body", base=base, mine=mine, theirs=theirs
    )
