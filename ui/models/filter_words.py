"""Filters in words, as chips and sentences show them."""

from __future__ import annotations

from app.ports.grid import Cell, Filter
from app.queries.grid import TIMES, GridColumn, GridDefinition
from ui.models.wording import choice_text, column_title, number_text
from ui.widgets.words import tr

NUMBER_PATTERNS = {
    "is": "{title}: {value}",
    "not": "{title} not {value}",
    "below": "{title} below {value}",
    "at_most": "{title} at most {value}",
    "above": "{title} above {value}",
    "at_least": "{title} at least {value}",
}
DAY_PATTERNS = {
    "is": "{title}: {value}",
    "not": "{title} not {value}",
    "below": "{title} before {value}",
    "at_most": "{title} until {value}",
    "above": "{title} after {value}",
    "at_least": "{title} from {value}",
}
TEXT_PATTERNS = {
    "is": "{title}: {value}",
    "not": "{title} not {value}",
    "contains": "{title}: {value}",
    "lacks": "{title} without {value}",
}


def filter_text(definition: GridDefinition, one: Filter) -> str:
    """A filter as a chip shows it, such as ``Progress below 20 %``."""
    column = definition.column(one.column)
    title = column_title(column)
    if one.op == "empty":
        return tr("{title}: none", title=title)
    value = ", ".join(_value(column, value) for value in one.values)
    if column.kind in TIMES:
        pattern = DAY_PATTERNS[one.op]
    else:
        pattern = {**NUMBER_PATTERNS, **TEXT_PATTERNS}[one.op]
    return tr(pattern, title=title, value=value)


def _value(column: GridColumn, value: Cell) -> str:
    if column.choices:
        return choice_text(column, value)
    if isinstance(value, int | float):
        text = number_text(value)
        return tr("{n} %", n=text) if column.kind == "percent" else text
    return str(value)
