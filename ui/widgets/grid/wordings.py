"""Sentences that every list says in its own nouns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.ports.grid import GridRow
from ui.feedback.states import StateWords
from ui.models.filter_words import filter_text
from ui.models.wording import cell_text, number_text
from ui.widgets.grid.asking import Part
from ui.widgets.grid.spec import GridSpec
from ui.widgets.words import tr, trn


def unknown_text(unknown: Sequence[str]) -> str:
    """What of a search means nothing here."""
    if not unknown:
        return ""
    parts = ", ".join(f"“{one}”" for one in unknown)
    return tr("{parts} means nothing in this list and was left out.", parts=parts)


def position_text(first: int, last: int, count: int | None, rows: int) -> str:
    """Which rows are seen, for the status bar."""
    if not rows:
        return ""
    if count is not None and first <= 0 and last + 1 >= count:
        return trn("{n} row", "{n} rows", count)
    total = tr("more") if count is None else number_text(count)
    return tr(
        "Row {first} of {total}" if first == last else "Rows {first}–{last} of {total}",
        first=number_text(first + 1),
        last=number_text(last + 1),
        total=total,
    )


def for_whom_text(spec: GridSpec, count: int, row: GridRow | None) -> str:
    """What a menu's actions are for: the only row by its first column, others by how many."""
    column = spec.definition.columns[0]
    name = None if row is None else row[spec.definition.place(column.id)]
    if count == 1 and name:
        return cell_text(column, name)
    return tr("{n} {things}", n=number_text(count), things=spec.nouns[0 if count == 1 else 1])


def error_words(
    things: str, line: str, again: Callable[[], object], copy: Callable[[], object]
) -> StateWords:
    """The list could not be read."""
    return StateWords(
        icon="circle-alert",
        title=tr("The {things} could not be opened", things=things),
        line=line,
        primary=(tr("Try again"), again),
        secondary=(tr("Copy details"), copy),
        trouble=True,
    )


def part_text(spec: GridSpec, part: Part) -> str:
    """A condition in words."""
    if part.filter is not None:
        return filter_text(spec.definition, part.filter)
    return tr("not {word}", word=part.word) if part.without else part.word


def no_match_words(
    spec: GridSpec,
    found: tuple[Sequence[Part], Part, int],
    less: Callable[[], object],
    clear: Callable[[], object],
) -> StateWords:
    """Nothing fulfils all conditions; which one hides most."""
    parts, nearest, count = found
    things = spec.nouns[1]
    filters = trn("{n} filter is on.", "{n} filters are on.", len(parts))
    if len(parts) == 1 or not count:
        line = filters
        primary = (tr("Clear all filters"), clear)
        secondary = None
    else:
        there = trn("there is 1", "there are {n}", count)
        line = tr(
            "{filters} Without “{one}” {there}.",
            filters=filters,
            one=part_text(spec, nearest),
            there=there,
        )
        primary = (tr("Remove that filter"), less)
        secondary = (tr("Clear all filters"), clear)
    return StateWords(
        icon="search",
        title=tr("No {things} match", things=things),
        line=line,
        primary=primary,
        secondary=secondary,
    )
