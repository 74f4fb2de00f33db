"""Notifications: what concerns whoever is signed in, and the way to what each is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import MarkNotificationsRead
from app.domain.entities import Notification
from app.ports.grid import Filter
from app.ports.storage import Rows
from app.queries.grids import NOTIFICATIONS
from app.queries.notices import Target, target_of, unread
from ui.feedback.states import StateWords
from ui.feedback.toasts import Notice
from ui.views.list_page import ListPage
from ui.views.notifications.targets import place_of
from ui.widgets.basics import button
from ui.widgets.grid import GridAction, GridSpec, Selection, View
from ui.widgets.words import tr, trn

CHUNK = 1000
"""Notifications that one command marks."""


class NotificationsPage(ListPage):
    """One's own notifications, newest first."""

    TITLE = "Notifications"
    TABLES = NOTIFICATIONS.tables

    def buttons(self) -> Sequence[QWidget]:
        self.all_read = button(
            self.look, tr("Mark all as read"), self._mark_all, icon="circle-check"
        )
        return (self.all_read,)

    def spec(self) -> GridSpec:
        return GridSpec(
            name="notifications",
            definition=NOTIFICATIONS,
            nouns=(tr("notification"), tr("notifications")),
            first_use=StateWords(
                icon="bell",
                title=tr("No notifications"),
                line=tr("Announcements, reminders and results that concern you come here."),
            ),
            views=(View(title="All"), View(title="Unread", search="state:unread")),
            actions=(
                GridAction(
                    id="notifications.read",
                    text=tr("Mark as read"),
                    icon="check",
                    run=self._mark,
                    shortcut="Ctrl+Shift+U",
                ),
                GridAction(
                    id="notifications.open",
                    text=tr("Open what it is about"),
                    icon="external-link",
                    run=self._open_selected,
                    one_only=True,
                ),
            ),
            open=lambda key: self._open(int(key)),
            hint="state:unread priority:high",
            two_lines=True,
        )

    def read_facts(self) -> None:
        def done(count: int) -> None:
            self.all_read.setEnabled(count > 0)
            self.head.tell(trn("{n} unread", "{n} unread", count) if count else tr("All read"))

        self.operations.inquire(_unread, done)

    def _mark(self, selection: Selection) -> None:
        def work(context: Context, actor: Actor) -> int:
            ids = selection.resolve(context.grids, actor)
            return _mark_read(context, actor, [int(one) for one in ids])

        self.operations.write(work, self._tell)

    def _mark_all(self) -> None:
        def work(context: Context, actor: Actor) -> int:
            unread_ones = NOTIFICATIONS.query(Filter("state", "is", ("unread",)))
            ids = context.grids.ids(unread_ones, actor)
            return _mark_read(context, actor, [int(one) for one in ids])

        self.operations.write(work, self._tell)

    def _tell(self, count: int) -> None:
        if not count:
            self.desk.status(tr("All of them were read already"))
            return
        words = trn("{n} notification marked as read", "{n} notifications marked as read", count)
        self.desk.notify(Notice(title=words, icon="circle-check", tone="success"))

    def _open_selected(self, selection: Selection) -> None:
        if selection.chosen:
            self._open(int(selection.chosen[0]))

    def _open(self, key: int) -> None:
        """Go to what it is about; what was opened has been read."""
        self.operations.write(lambda context, actor: _mark_read(context, actor, [key]))
        self.operations.read(partial(_target, key=key), self._go)

    def _go(self, target: Target | None) -> None:
        place = None if target is None else place_of(target)
        if place is None:
            self.desk.status(tr("What it was about is not there any more"))
        else:
            self.desk.go(*place)


def _unread(context: Context, actor: Actor) -> int:
    with context.store.reading() as rows:
        return unread(rows, actor.user_id)


def _mark_read(context: Context, actor: Actor, ids: Sequence[int]) -> int:
    """How many were unread before."""
    with context.store.reading() as rows:
        found = rows.get_many(Notification, ids)
    fresh = [one.id for one in found.values() if not one.is_read]
    for first in range(0, len(fresh), CHUNK):
        chunk = tuple(fresh[first : first + CHUNK])
        context.bus.execute(MarkNotificationsRead(notification_ids=chunk), actor)
    return len(fresh)


def _target(rows: Rows, key: int) -> Target | None:
    row = rows.get(Notification, key)
    return target_of(rows, row.related_entity_type, row.related_entity_id)
