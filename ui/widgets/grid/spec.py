"""What a page says about its list: columns, views, actions, what may be edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from app.domain.actor import Actor
from app.domain.dataclass import dataclass
from app.ports.grid import Cell, GridQuery, GridReader, RowId
from app.queries.grid import GridDefinition
from ui.feedback.states import StateWords
from ui.models.keyset import Complete
from ui.models.staged import StagedEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is selected: some rows by id, or all that match a query but some.

    `count` is how many. `resolve` reads which; never on the GUI thread where `everything` is set.
    """

    query: GridQuery
    chosen: tuple[RowId, ...] = ()
    everything: bool = False
    without: frozenset[RowId] = frozenset()
    count: int = 0

    def resolve(self, grids: GridReader, actor: Actor) -> tuple[RowId, ...]:
        """The ids, in the list's order where all that match are selected."""
        if not self.everything:
            return self.chosen
        return tuple(one for one in grids.ids(self.query, actor) if one not in self.without)


Refusal = Callable[[Selection], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridAction:
    """Something to do with the selected rows (or, with none selected, with the current one).

    It stands in the selection bar, the context menu and, as `id`, among the window's actions.
    `why_not` answers why it cannot be done with a selection, or None.
    """

    id: str
    text: str
    icon: str
    run: Callable[[Selection], object]
    shortcut: str = ""
    in_bar: bool = True
    one_only: bool = False
    why_not: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A tab: the words of a search (``status:active progress:<20``) and an order (None: usual).

    One that is `elsewhere` belongs to another list of the page, which is told when it is chosen.
    """

    title: str
    search: str = ""
    sort: str | None = None
    descending: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """How a column's cells are edited: by one of the values that `offers` gives for the present."""

    offers: Callable[[Cell], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridSpec:
    """A page's list.

    `name` prefixes what is remembered and every action's id; `nouns` are one and many of its rows.
    `open` is run with a row's id by Enter or a double click. `apply` gets the staged edits.
    `complete` fills cells that no table holds, off the GUI thread. `beside` tells that a view
    beside the list shows its current row, which is marked then.
    """

    name: str
    definition: GridDefinition
    nouns: tuple[str, str]
    first_use: StateWords
    views: tuple[View, ...] = (View(title="All"),)
    actions: tuple[GridAction, ...] = ()
    open: Callable[[RowId], object] | None = None
    editors: Mapping[str, Editor] = field(default_factory=dict[str, Editor])
    apply: Callable[[tuple[StagedEdit, ...]], object] | None = None
    export: Callable[[GridQuery], object] | None = None
    hint: str = ""
    two_lines: bool = False
    selects: bool = True
    beside: bool = False
    complete: Complete | None = None
