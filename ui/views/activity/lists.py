"""The three lists of the activity screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from app.context import Context
from app.domain.dataclass import dataclass
from app.ports.grid import GridPage, GridRow
from app.queries.activity_about import about, names
from app.queries.grid import GridDefinition
from app.queries.grids import AUDIT, EVENTS, WORKFLOWS
from ui.feedback.states import StateWords
from ui.views.activity.words import event_name, spaced
from ui.widgets.grid import GridAction, GridSpec, Selection, View
from ui.widgets.words import tr

Deed = Callable[[Selection], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """What can be done with selected rows; `why_not` answers why not, or None."""

    retry_events: Deed
    retry_workflow: Deed
    cancel_workflow: Deed
    why_not: Callable[[Selection], str | None]


def events_spec(deeds: Deeds) -> GridSpec:
    """What happened, and whether everything that follows from it was done."""
    return GridSpec(
        name="activity.events",
        beside=True,
        definition=EVENTS,
        nouns=(tr("event"), tr("events")),
        first_use=StateWords(
            icon="activity",
            title=tr("Nothing has happened yet"),
            line=tr("Publishing, enrolling and completing courses show here."),
        ),
        views=(View(title="All"), View(title="Failed", search="status:failed")),
        actions=(
            GridAction(
                id="activity.events.retry",
                text=tr("Try again"),
                icon="rotate-ccw",
                run=deeds.retry_events,
                shortcut="Ctrl+R",
                why_not=deeds.why_not,
            ),
        ),
        hint="event:enrollment status:failed",
        complete=partial(_in_words, EVENTS, {"type": event_name}),
    )


def workflows_spec(deeds: Deeds) -> GridSpec:
    """Long work, step by step."""
    return GridSpec(
        name="activity.workflows",
        beside=True,
        definition=WORKFLOWS,
        nouns=(tr("workflow"), tr("workflows")),
        first_use=StateWords(
            icon="workflow",
            title=tr("No long work yet"),
            line=tr("Publishing a course and issuing certificates run as workflows."),
        ),
        views=(
            View(title="All"),
            View(title="Running", search="status:running"),
            View(title="Failed", search="status:failed"),
        ),
        actions=(
            GridAction(
                id="activity.workflows.retry",
                text=tr("Try again"),
                icon="rotate-ccw",
                run=deeds.retry_workflow,
                shortcut="Ctrl+R",
                one_only=True,
                why_not=deeds.why_not,
            ),
            GridAction(
                id="activity.workflows.cancel",
                text=tr("Cancel"),
                icon="circle-stop",
                run=deeds.cancel_workflow,
                one_only=True,
                why_not=deeds.why_not,
            ),
        ),
        hint="workflow:certificate status:failed",
        complete=partial(_in_words, WORKFLOWS, {"type": spaced, "activity": spaced}),
    )


def audit_spec() -> GridSpec:
    """Who changed whose rights, and which course's status."""
    return GridSpec(
        name="activity.audit",
        beside=True,
        definition=AUDIT,
        nouns=(tr("change"), tr("changes")),
        first_use=StateWords(
            icon="key-round",
            title=tr("No changes of roles or course status yet"),
            line=tr("Who changed them, when and why, is kept here."),
        ),
        hint="what:role",
        complete=partial(_in_words, AUDIT, {"action": spaced}),
    )


def _in_words(
    definition: GridDefinition,
    ways: Mapping[str, Callable[[str], str]],
    context: Context,
    page: GridPage,
) -> GridPage:
    """The page with some of its columns' stored names in words, and whom its rows are about."""
    places = {definition.place(name): way for name, way in ways.items()}
    entity = definition.place("entity")
    meant = {str(row[entity]): about(str(row[entity])) for row in page.rows if row[entity]}
    with context.store.reading() as rows:
        known = names(rows, [one for one in meant.values() if one is not None])
    places[entity] = lambda text: known.get(meant[text] or ("", 0), text)

    def told(row: GridRow) -> GridRow:
        return tuple(
            places[at](cell) if at in places and isinstance(cell, str) and cell else cell
            for at, cell in enumerate(row)
        )

    return replace(page, rows=tuple(told(row) for row in page.rows))
