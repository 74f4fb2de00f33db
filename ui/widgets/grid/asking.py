"""What a list is asked: chips, search line, order and view, put together into a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.domain.dataclass import dataclass
from app.ports.grid import Filter, GridQuery
from app.queries.grid import GridDefinition
from app.queries.grid_search import Parsed, line, parse
from ui.widgets.grid.spec import View


@dataclass(frozen=True, slots=True)
class Part:
    """A condition that can be taken away: a filter, a word, or a word that must not be there."""

    filter: Filter | None = None
    word: str = ""
    without: bool = False


class Asking:
    """The conditions of a list as they stand in its bars; `base` always hold, and stand nowhere."""

    def __init__(self, definition: GridDefinition) -> None:
        self.definition = definition
        self.base: tuple[Filter, ...] = ()
        self.filters: list[Filter] = []
        self.text = ""
        self.sort = definition.sort
        self.descending = definition.descending

    @property
    def typed(self) -> Parsed:
        """What the search field says."""
        return parse(self.text, self.definition)

    def query(self) -> GridQuery:
        """Everything together."""
        typed = self.typed
        return GridQuery(
            grid=self.definition.id,
            sort=self.sort,
            descending=self.descending,
            filters=(*self.base, *self.filters, *typed.filters),
            words=typed.words,
            without=typed.without,
        )

    def take_view(self, view: View) -> None:
        """Ask what a view asks; its words become chips and search text."""
        found = parse(view.search, self.definition)
        self.filters = list(found.filters)
        self.text = line((), found.words, found.without)
        self.sort = view.sort or self.definition.sort
        self.descending = view.descending if view.sort else self.definition.descending

    def as_view(self, title: str) -> View:
        """What is asked now, to be saved."""
        typed = self.typed
        search = line((*self.filters, *typed.filters), typed.words, typed.without)
        return View(title=title, search=search, sort=self.sort, descending=self.descending)

    def pin(self) -> bool:
        """Make chips of the typed filters; whether there were any."""
        typed = self.typed
        if not typed.filters:
            return False
        self.filters += typed.filters
        self.text = line((), typed.words, typed.without)
        return True

    def put(self, place: int | None, one: Filter | None) -> None:
        """Replace the filter at a place, take it away (None), or add one (no place)."""
        if place is None:
            if one is not None:
                self.filters.append(one)
        elif one is None:
            del self.filters[place]
        else:
            self.filters[place] = one

    def clear(self) -> None:
        """Ask for everything, in the order as it is."""
        self.filters, self.text = [], ""

    def parts(self) -> list[Part]:
        """Every condition."""
        typed = self.typed
        return [
            *(Part(filter=one) for one in (*self.filters, *typed.filters)),
            *(Part(word=word) for word in typed.words),
            *(Part(word=word, without=True) for word in typed.without),
        ]

    def without(self, part: Part) -> GridQuery:
        """The query with one condition fewer."""
        query = self.query()
        if part.filter is not None:
            filters = list(query.filters)
            filters.remove(part.filter)
            return replace(query, filters=tuple(filters))
        if part.without:
            return replace(query, without=tuple(one for one in query.without if one != part.word))
        return replace(query, words=tuple(one for one in query.words if one != part.word))

    def take_away(self, part: Part) -> None:
        """Ask for one condition less."""
        typed = self.typed
        if part.filter is not None and part.filter in self.filters:
            self.filters.remove(part.filter)
            return
        filters = [one for one in typed.filters if one != part.filter]
        words = [one for one in typed.words if part.without or one != part.word]
        others = [one for one in typed.without if not part.without or one != part.word]
        self.text = line(filters, words, others)


def to_memory(view: View) -> dict[str, Any]:
    """A view as it is remembered."""
    return {
        "title": view.title,
        "search": view.search,
        "sort": view.sort,
        "descending": view.descending,
    }


def from_memory(stored: object, definition: GridDefinition) -> list[View]:
    """The views that were remembered; what cannot be read, or names no column, is forgotten."""
    known = {one.id for one in definition.columns}
    views: list[View] = []
    for one in stored if isinstance(stored, list) else ():
        match one:
            case {
                "title": str() as title,
                "search": str() as search,
                "sort": str() | None as sort,
                "descending": bool() as descending,
            } if sort is None or sort in known:
                views.append(View(title=title, search=search, sort=sort, descending=descending))
            case _:
                continue
    return views


def same(one: View, other: View, definition: GridDefinition) -> bool:
    """Whether two views ask the same."""
    asked: Sequence[Asking] = (Asking(definition), Asking(definition))
    for asking, view in zip(asked, (one, other), strict=True):
        asking.take_view(view)
    return asked[0].query() == asked[1].query()
