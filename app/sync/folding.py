"""Bringing several edits of one lesson into one, before they are sealed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

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
    open_edits: dict[int, _Edit] = {}
    for entry in entries:
        if type(entry.command) not in _INDEPENDENT:
            open_edits.clear()
        if isinstance(entry.command, EditLesson):
            edit = _Edit(len(folded), entry, entry.command)
            before = open_edits.pop(entry.command.lesson_id, None)
            if entry.command_id not in named:
                merged = None if before is None else _merged(before, edit)
                if before is not None and merged is not None:
                    folded[before.place] = None
                    edit = merged
                open_edits[entry.command.lesson_id] = edit
            folded.append(edit.entry)
        else:
            folded.append(entry)
    return [entry for entry in folded if entry is not None]


class _Edit(NamedTuple):
    """An edit of a lesson and its place among the folded commands."""

    place: int
    entry: Pending
    command: EditLesson


def _merged(earlier: _Edit, later: _Edit) -> _Edit | None:
    """Both edits as one in the later's place; None where they cannot be."""
    one, other = earlier.entry, later.entry
    if one.refusal is not None or other.refusal is not None:
        return None
    if (one.actor_id, one.batch_id) != (other.actor_id, other.batch_id):
        return None
    first, second = earlier.command, later.command
    if not _follows(first, second):
        return None
    changes = _changes((*first.changes, *second.changes))
    body = _body(first.body, second.body)
    if not changes and body is None:
        return None
    command = replace(second, changes=changes, body=body)
    return _Edit(later.place, replace(other, command=command), command)


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
