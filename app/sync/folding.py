"""Bringing several edits of one lesson into one, before they are sealed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from app.domain import commands as c
from app.domain.canonical import canonical_json
from app.domain.commands import BodyChange, Change, Command, EditLesson, Revert
from app.ports.replica import Pending

_INDEPENDENT: frozenset[type[Command]] = frozenset(
    {
        c.EditCourse,
        c.EditCourseSettings,
        c.EditLesson,
        c.EditMaterial,
        c.EditModule,
        c.EditPeople,
        c.EditProfile,
        c.EditAnnouncement,
    }
)
"""Commands past which an edit of a lesson may be moved without changing what either does."""


def fold(entries: Sequence[Pending]) -> list[Pending]:
    """The same commands with consecutive edits of one lesson made one, under the newest's id.

    Left alone are edits of different people or batches, those that a waiting `Revert` names (it
    inverts one edit, not all), those that do not follow from one another, and those that stand
    before and after a command that an edit cannot be moved past.
    """
    named = {entry.command.command_id for entry in entries if isinstance(entry.command, Revert)}
    folded: list[Pending | None] = []
    open_edits: dict[int, int] = {}
    for entry in entries:
        if type(entry.command) not in _INDEPENDENT:
            open_edits.clear()
        newest = entry
        if isinstance(entry.command, EditLesson):
            place = open_edits.pop(entry.command.lesson_id, None)
            if entry.command_id not in named:
                merged = None if place is None else _merged(folded[place], entry)
                if place is not None and merged is not None:
                    folded[place] = None
                    newest = merged
                open_edits[entry.command.lesson_id] = len(folded)
        folded.append(newest)
    return [entry for entry in folded if entry is not None]


def _merged(earlier: Pending | None, later: Pending) -> Pending | None:
    """Both edits as one; None where they cannot be."""
    if earlier is None or earlier.refusal is not None or later.refusal is not None:
        return None
    if (earlier.actor_id, earlier.batch_id) != (later.actor_id, later.batch_id):
        return None
    first, second = earlier.command, later.command
    if not isinstance(first, EditLesson) or not isinstance(second, EditLesson):
        return None
    if not _follows(first, second):
        return None
    changes = _changes((*first.changes, *second.changes))
    body = _body(first.body, second.body)
    if not changes and body is None:
        return None
    return replace(later, command=replace(second, changes=changes, body=body))


def _follows(first: EditLesson, second: EditLesson) -> bool:
    """Whether the second edit is based on what the first one left."""
    left = {change.column: canonical_json(change.value) for change in first.changes}
    if any(
        left.get(change.column, canonical_json(change.base)) != canonical_json(change.base)
        for change in second.changes
    ):
        return False
    return (
        first.body is None
        or second.body is None
        or second.body.base_sha256 == body_sha256(first.body.text)
    )


def _changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    """One change a column, from the first base to the last value, unless these are equal."""
    joined: dict[str, Change] = {}
    for change in changes:
        first = joined.get(change.column, change)
        joined[change.column] = Change(change.column, first.base, change.value)
    return tuple(
        change
        for change in joined.values()
        if canonical_json(change.base) != canonical_json(change.value)
    )


def _body(first: BodyChange | None, second: BodyChange | None) -> BodyChange | None:
    if first is None or second is None:
        return first or second
    if first.base_sha256 == body_sha256(second.text):
        return None
    return BodyChange(base_sha256=first.base_sha256, text=second.text)


def body_sha256(text: str) -> str:
    """The name of a lesson's text."""
    return sha256(text.encode()).hexdigest()
