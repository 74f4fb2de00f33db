"""How a list was left, for another one of its kind to go on from."""

from __future__ import annotations

from app.domain.dataclass import dataclass
from app.ports.grid import RowId
from ui.widgets.grid.spec import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What was asked, under which tab, what was selected, and where one was.

    `chosen` are the selected rows, or with `everything` those that were not. `row` is where the
    keyboard's row `key` stood, `in_sight` or not, and `section` its column; `top` is the first row
    that was seen, and `sideways` how far the columns were scrolled, from 0 to 1.
    """

    view: View
    tab: int
    everything: bool
    chosen: tuple[RowId, ...]
    key: RowId | None
    row: int
    section: int
    in_sight: bool
    top: int
    sideways: float
