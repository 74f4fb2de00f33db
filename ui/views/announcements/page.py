"""Announcements: what the learners of a course were told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import Change, Command, DeleteAnnouncement, EditAnnouncement
from app.domain.entities import Announcement
from app.ports.grid import Filter
from app.queries.announcements import announcement
from app.queries.grids import ANNOUNCEMENTS
from app.usecases.batches import run_batch
from ui.feedback.states import StateWords
from ui.feedback.toasts import Notice
from ui.models.wording import number_text
from ui.views.announcements.sheet import AnnouncementSheet
from ui.views.list_page import ListPage
from ui.widgets.basics import button
from ui.widgets.grid import GridAction, GridSpec, Selection, View
from ui.widgets.words import tr, trn

PINNED = ("{n} announcement pinned", "{n} announcements pinned")
UNPINNED = ("{n} announcement unpinned", "{n} announcements unpinned")
DELETED = ("{n} announcement deleted", "{n} announcements deleted")

Make = Callable[[Announcement], Command | None]


class AnnouncementsPage(ListPage):
    """Every announcement of the courses that one may announce in, newest first."""

    TITLE = "Announcements"
    TABLES = ANNOUNCEMENTS.tables

    def buttons(self) -> Sequence[QWidget]:
        return (
            button(self.look, tr("New announcement"), self.write, kind="primary", icon="megaphone"),
        )

    def open(self, params: Mapping[str, Any]) -> None:
        super().open(params)
        if params.get("id") is not None:
            self._edit_row(int(params["id"]))
        if params.get("write"):
            self.write()

    def spec(self) -> GridSpec:
        return GridSpec(
            name="announcements",
            definition=ANNOUNCEMENTS,
            nouns=(tr("announcement"), tr("announcements")),
            first_use=StateWords(
                icon="megaphone",
                title=tr("No announcements yet"),
                line=tr("Tell the learners of a course about dates, changes or results."),
                primary=(tr("Write an announcement"), self.write),
            ),
            views=(
                View(title="All"),
                View(title="Pinned", search="pinned:pinned"),
                View(title="Urgent", search="priority:urgent"),
            ),
            actions=(
                GridAction(
                    id="announcements.edit",
                    text=tr("Edit"),
                    icon="pencil",
                    run=self._edit,
                    shortcut="F2",
                    one_only=True,
                ),
                GridAction(
                    id="announcements.pin",
                    text=tr("Pin"),
                    icon="star",
                    run=partial(self._change, partial(_pin, wanted=True), PINNED),
                ),
                GridAction(
                    id="announcements.unpin",
                    text=tr("Unpin"),
                    icon="x",
                    run=partial(self._change, partial(_pin, wanted=False), UNPINNED),
                    in_bar=False,
                ),
                GridAction(
                    id="announcements.delete",
                    text=tr("Delete"),
                    icon="trash-2",
                    run=partial(self._change, _delete, DELETED),
                    shortcut="Delete",
                ),
            ),
            open=lambda key: self._edit_row(int(key)),
            hint="course:python priority:high",
            two_lines=True,
        )

    def read_facts(self) -> None:
        def done(found: tuple[int, int]) -> None:
            everything, pinned = found
            if not everything:
                self.head.tell(tr("None yet"))
                return
            rows = trn("{n} announcement", "{n} announcements", everything)
            self.head.tell(f"{rows}, {tr('{n} pinned', n=number_text(pinned))}")

        self.operations.inquire(_facts, done)

    def write(self) -> None:
        """Ask what to tell whom."""
        AnnouncementSheet(self.desk, self.window()).open()

    def _edit(self, selection: Selection) -> None:
        if selection.chosen:
            self._edit_row(int(selection.chosen[0]))

    def _edit_row(self, key: int) -> None:
        def show(found: tuple[Announcement, str]) -> None:
            AnnouncementSheet(self.desk, self.window(), found).open()

        self.operations.read(partial(announcement, announcement_id=key), show)

    def _change(self, make: Make, words: tuple[str, str], selection: Selection) -> None:
        def work(context: Context, actor: Actor) -> int:
            ids = selection.resolve(context.grids, actor)
            with context.store.reading() as rows:
                found = rows.get_many(Announcement, [int(one) for one in ids])
            commands = [one for one in map(make, found.values()) if one is not None]
            if commands:
                run_batch(context.bus, context.store, "change announcements", commands, actor)
            return len(commands)

        self.operations.write(work, partial(self._tell, words))

    def _tell(self, words: tuple[str, str], count: int) -> None:
        if not count:
            self.desk.status(tr("Nothing to change"))
            return
        undo = (tr("Undo"), lambda: self.desk.actions.trigger("edit.undo"))
        self.desk.notify(
            Notice(
                title=trn(*words, count),
                icon="circle-check",
                tone="success",
                action=undo,
                of_last_change=True,
            )
        )


def _facts(context: Context, actor: Actor) -> tuple[int, int]:
    pinned = ANNOUNCEMENTS.query(Filter("pinned", "is", ("pinned",)))
    return context.grids.count(ANNOUNCEMENTS.query(), actor), context.grids.count(pinned, actor)


def _pin(row: Announcement, *, wanted: bool) -> Command | None:
    if row.is_pinned == wanted:
        return None
    change = Change("is_pinned", row.is_pinned, wanted)
    return EditAnnouncement(announcement_id=row.id, changes=(change,))


def _delete(row: Announcement) -> Command:
    return DeleteAnnouncement(announcement_id=row.id)
