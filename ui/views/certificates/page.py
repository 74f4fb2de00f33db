"""Certificates: who can get one, who has one, what waits to be printed; the paper beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.journal import ChangeSet
from app.queries.grids import CERTIFICATES, ELIGIBLE
from ui.models.wording import number_text
from ui.views.certificates.handling import Handling
from ui.views.certificates.lists import Deeds, eligible_spec, issued_spec, queue_spec
from ui.views.certificates.preview import LEAST, WIDTH, Preview
from ui.views.certificates.queue import PrintQueue
from ui.views.certificates.showing import Shown
from ui.views.page import Desk, Page
from ui.widgets.actions import ActionSpec
from ui.widgets.basics import Button, Text, button, column, frame, label, row
from ui.widgets.grid import Grid, Selection
from ui.widgets.words import tr, trn

ISSUE, ISSUED, QUEUE = range(3)
LIST_LEAST = 360
SHARE, LARGE_SHARE = 0.375, 0.378
"""Of the page, what the preview takes; more with large text, for codes that have no second line."""
"""The part of the page that the preview takes."""
TABS = ("eligible", "issued", "queue")


class CertificatesPage(Page):
    """Three lists as tabs, one preview for them all."""

    TITLE = "Certificates"
    TABLES = ELIGIBLE.tables | CERTIFICATES.tables | {"ext.course_settings"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.handling = Handling(desk, self)
        self.queue = PrintQueue(desk, self)
        self._counts: list[int | None] = [None, None, None]
        self._depends: tuple[object, ...] = ()
        deeds = self._deeds()
        self.eligible = Grid(desk, eligible_spec(deeds))
        self.issued = Grid(desk, issued_spec(deeds))
        self.queued = Grid(desk, queue_spec(deeds))
        self._grids = (self.eligible, self.issued, self.queued)
        self.queued.limit(self.queue.filter())
        self.preview = Preview(desk)
        self._compose()
        self._connect()
        self._tell_counts()

    def _deeds(self) -> Deeds:
        handling = self.handling
        return Deeds(
            issue=handling.issue,
            save=handling.save,
            print=handling.print_files,
            view=handling.open_files,
            queue=self._put_aside,
            unqueue=self._put_back,
            revoke=lambda _chosen: self._with_number(handling.revoke),
            reissue=lambda _chosen: self._with_number(handling.reissue),
            to_enrollments=partial(self.desk.go, "enrollments", {}),
            to_eligible=partial(self.show_tab, ISSUE),
            to_issued=partial(self.show_tab, ISSUED),
            why_not_revoke=self._why_not_revoke,
        )

    # what it is made of

    def _compose(self) -> None:
        lines = column(self)
        lines.addWidget(self._head())
        lines.addWidget(self._tabs())
        self.stack = QStackedWidget()
        for grid in self._grids:
            self.stack.addWidget(grid)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        # Bars that are wider fold; without this they would push the preview away.
        self.stack.setMinimumWidth(LIST_LEAST)
        self._split.addWidget(self.stack)
        self._split.addWidget(self.preview)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.splitterMoved.connect(self._keep_width)
        lines.addWidget(self._split, 1)
        self._foot()

    def _head(self) -> QWidget:
        look = self.look
        head = frame("pagehead", height=look.size("pagehead"))
        across = row(head, margins=(24, 0, 24, 0), gap=8)
        words = frame("plain")
        lines = column(words, gap=2)
        lines.addStretch(1)
        lines.addWidget(label(look, tr("Certificates"), "page-title"))
        self._facts: Text = label(look, "", "body", "muted")
        lines.addWidget(self._facts)
        lines.addStretch(1)
        across.addWidget(words, 1)
        self.primary: Button = button(look, "", self._main_deed, kind="primary", icon="award")
        across.addWidget(self.primary)
        return head

    def _tabs(self) -> QWidget:
        holder = frame("tabs", height=self.look.size("tabs"))
        across = row(holder, margins=(24, 0, 24, 0))
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFont(self.look.font("body-strong"))
        self.tabs.setAccessibleName(tr("Lists of certificates"))
        for title in (tr("Eligible"), tr("Issued"), tr("Print queue")):
            self.tabs.addTab(title)
        across.addWidget(self.tabs)
        across.addStretch(1)
        return holder

    def _foot(self) -> None:
        look, handling, foot = self.look, self.handling, self.preview.foot
        self.issue_this = button(look, tr("Issue this one"), self._issue_this)
        self.print_this = button(
            look, tr("Print"), partial(self._with_shown, handling.print_files), icon="printer"
        )
        self.save_this = button(
            look, tr("Save"), partial(self._with_shown, handling.save), icon="save"
        )
        self.reissue_this = button(
            look, tr("Reissue"), partial(self._with_number, handling.reissue), kind="quiet"
        )
        self.revoke_this = button(
            look, tr("Revoke"), partial(self._with_number, handling.revoke), kind="quiet"
        )
        foot.put(
            (self.issue_this, self.print_this, self.save_this),
            (self.reissue_this, self.revoke_this),
        )
        self._fit_foot(None)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_chosen)
        self.queue.changed.connect(self._queue_changed)
        self.handling.printed.connect(self.queue.take)
        self.preview.stepped.connect(self.step)
        self.preview.settings_wanted.connect(self._open_settings)
        self.preview.open_wanted.connect(partial(self._with_shown, self.handling.open_files))
        self.preview.shown.connect(self._fit_foot)
        self.look.changed.connect(self._restyle)
        for grid in self._grids:
            grid.current_changed.connect(self._follow)
            grid.counted.connect(self._follow)
            grid.model.arrived.connect(self._arrived)
            grid.model.dataChanged.connect(self._follow)
            grid.selection_changed.connect(self._tell_primary)

    # coming and going

    @property
    def grid(self) -> Grid:
        """The list that is shown."""
        return self._grids[self.stack.currentIndex()]

    def main_view(self) -> QWidget:
        return self.grid.main_view()

    def open(self, params: Mapping[str, Any]) -> None:
        """Take `tab` (eligible, issued, queue), `search` (a line), `course` (a course's title)."""
        if params.get("tab") in TABS:
            self.show_tab(TABS.index(str(params["tab"])))
        if params.get("course"):
            self.grid.search_for('course:"{}"'.format(str(params["course"]).replace('"', "")))
        elif params.get("search"):
            self.grid.search_for(str(params["search"]))
        for grid, asked in zip(self._grids, params.get("lists", ()), strict=False):
            grid.ask_again(asked)

    def standing(self) -> Mapping[str, Any]:
        tab = TABS[self.stack.currentIndex()]
        return {"tab": tab, "lists": [grid.asked() for grid in self._grids]}

    def load(self) -> None:
        self.grid.load()
        self._count()

    def take_changes(self, changes: ChangeSet) -> None:
        for grid in self._grids:
            grid.take_changes(changes)
        if self.TABLES.isdisjoint(changes.tables):
            return
        if self.isVisible():
            self._count()
            self.preview.again()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._register()
        self._fit_preview()
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Elsewhere these keys belong to others.
        self.desk.actions.remove("certificates.page.")

    def _register(self) -> None:
        self.desk.actions.remove("certificates.page.")
        told: tuple[tuple[str, str, str, str, Callable[[], object]], ...] = (
            ("previous", tr("Previous certificate"), "chevron-left", "Alt+Up", self._back),
            ("next", tr("Next certificate"), "chevron-right", "Alt+Down", self._forth),
            ("eligible", tr("Show who can get one"), "award", "Alt+1", partial(self.show_tab, 0)),
            ("issued", tr("Show issued certificates"), "list", "Alt+2", partial(self.show_tab, 1)),
            ("queue", tr("Show the print queue"), "printer", "Alt+3", partial(self.show_tab, 2)),
        )
        for name, text, icon, keys, run in told:
            self.desk.actions.add(
                ActionSpec(
                    id=f"certificates.page.{name}",
                    text=text,
                    icon=icon,
                    run=run,
                    shortcut=keys,
                    group=tr("Certificates"),
                )
            )

    def show_tab(self, place: int) -> None:
        """Show one of the lists."""
        self.tabs.setCurrentIndex(place)
        self.grid.main_view().setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(int)
    def _tab_chosen(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.preview.clear()
        self._fit_foot(None)
        if self.isVisible():
            self.grid.load()
        self._tell_primary()
        self._follow()

    # the preview follows the list

    @Slot()
    def _arrived(self) -> None:
        grid = self.grid
        if grid.model.rowCount() and grid.table.current_row < 0:
            grid.table.set_current(0)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        grid = self.grid
        found, place = grid.current_id, grid.table.current_row
        if found is None:
            if not grid.model.rowCount() and self.preview.is_wanted:
                self.preview.clear()
                self._fit_foot(None)
            return
        self.preview.want(int(found), issued=self.stack.currentIndex() != ISSUE)
        self.preview.set_place(place + 1, grid.model.count)
        self._tell_primary()

    @Slot(int)
    def step(self, by: int) -> None:
        """Go to a row before or after."""
        grid = self.grid
        grid.table.set_current(max(0, grid.table.current_row + by))

    def _back(self) -> None:
        self.step(-1)

    def _forth(self) -> None:
        self.step(1)

    # deeds

    def _main_deed(self) -> None:
        place = self.stack.currentIndex()
        deeds = (self.handling.issue, self.handling.save, self.handling.print_files)
        deeds[place](self._meant())

    def _meant(self) -> Selection:
        """The selected rows, or all that match where none is selected."""
        grid = self.grid
        total = grid.model.count or 0
        if grid.selected.count(total):
            return grid.selection()
        return Selection(query=grid.query, everything=True, count=total)

    def _issue_this(self) -> None:
        shown = self.preview.now
        if shown is not None:
            chosen = (shown.enrollment_id,)
            self.handling.issue(Selection(query=self.grid.query, chosen=chosen, count=1))

    def _with_shown(self, deed: Callable[[list[int]], object]) -> None:
        shown = self.preview.now
        if shown is not None and shown.detail is not None:
            deed([shown.enrollment_id])

    def _with_number(self, deed: Callable[[str], object]) -> None:
        found = self.grid.current
        if found is not None and self.stack.currentIndex() != ISSUE:
            deed(str(self.grid.cell(found, "number")))

    def _why_not_revoke(self, chosen: Selection) -> str | None:
        del chosen
        found = self.grid.current
        revoked = found is not None and self.grid.cell(found, "state") == "revoked"
        return tr("it is revoked already") if revoked else None

    def _open_settings(self, course_id: int) -> None:
        self.desk.go("course", {"course_id": course_id})

    def _put_aside(self, chosen: Selection) -> None:
        self.handling.with_files(
            chosen, lambda files: self._queue_up([one.certificate_number for one in files])
        )

    def _queue_up(self, numbers: list[str]) -> None:
        added = self.queue.add(numbers)
        words = trn(
            "{n} certificate put into the print queue",
            "{n} certificates put into the print queue",
            added,
        )
        self.handling.told(words, "printer", (tr("Undo"), partial(self.queue.take, numbers)))
        self.grid.selected.clear()

    def _put_back(self, chosen: Selection) -> None:
        def take(numbers: list[str]) -> None:
            self.queue.take(numbers)
            words = trn(
                "{n} certificate taken out of the print queue",
                "{n} certificates taken out of the print queue",
                len(numbers),
            )
            self.handling.told(words, "x", (tr("Undo"), partial(self.queue.add, numbers)))

        self.handling.with_files(
            chosen, lambda files: take([one.certificate_number for one in files])
        )

    @Slot()
    def _queue_changed(self) -> None:
        self.queued.limit(self.queue.filter())
        self._count()

    # figures

    def _count(self) -> None:
        if not self.operations.is_open:
            return
        queue = self.queue.filter()

        def work(context: Context, actor: Actor) -> list[int]:
            grids = context.grids
            return [
                grids.count(ELIGIBLE.query(), actor),
                grids.count(CERTIFICATES.query(), actor),
                grids.count(CERTIFICATES.query(queue), actor),
            ]

        self.operations.inquire(work, self._take_counts)

    def _take_counts(self, counts: list[int]) -> None:
        self._counts = list(counts)
        self._tell_counts()

    def _tell_counts(self) -> None:
        titles = (tr("Eligible"), tr("Issued"), tr("Print queue"))
        for place, (title, count) in enumerate(zip(titles, self._counts, strict=True)):
            self.tabs.setTabText(place, f"{title}  {number_text(count)}" if count else title)
        waiting, issued = self._counts[ISSUE], self._counts[ISSUED]
        if waiting is None or issued is None:
            self._facts.setText("")
        else:
            told = trn("{n} to be issued", "{n} to be issued", waiting)
            self._facts.setText(f"{told}, {trn('{n} issued', '{n} issued', issued)}")
        self._tell_primary()

    @Slot()
    def _tell_primary(self) -> None:
        count = self._meant().count
        place = self.stack.currentIndex()
        words = (
            trn("Issue {n} certificate", "Issue {n} certificates", count),
            trn("Save {n} file", "Save {n} files", count),
            trn("Print {n} certificate", "Print {n} certificates", count),
        )[place]
        self.primary.setText(words)
        self.primary.setAccessibleName(words)
        self.primary.set_kind("secondary" if place == ISSUED else "primary")
        self.primary.set_icon(("award", "save", "printer")[place])
        self.primary.setVisible(count > 0)
        self._refresh_actions()

    def _refresh_actions(self) -> None:
        """Let the lists' actions be had, once what they depend on has changed."""
        grid = self.grid
        found = grid.current
        state = grid.cell(found, "state") if found and grid is not self.eligible else None
        depends = (self.stack.currentIndex(), min(grid.selection().count, 2), state)
        if depends != self._depends:
            self._depends = depends
            self.desk.actions.refresh()

    @Slot(object)
    def _fit_foot(self, shown: Shown | None) -> None:
        """Offer what can be done with what is shown."""
        detail = shown.detail if shown is not None else None
        sample = shown.sample if shown is not None else None
        self.issue_this.setVisible(sample is not None)
        self.issue_this.setEnabled(sample is not None and sample.missing is None)
        revoked = detail is not None and detail.issue.revoked_at is not None
        for made in (self.print_this, self.save_this, self.reissue_this):
            made.setVisible(detail is not None)
        self.reissue_this.setEnabled(detail is not None and detail.completed)
        self.reissue_this.setToolTip(
            "" if self.reissue_this.isEnabled() else tr("The enrollment is not completed any more.")
        )
        self.revoke_this.setVisible(detail is not None and not revoked)
        self.preview.foot.setVisible(shown is not None)
        self.preview.foot.fit()

    def _fit_preview(self) -> None:
        """Give the preview the width that was chosen, or its share of the page."""
        share = LARGE_SHARE if self.look.growth > 1 else SHARE
        usual = max(LEAST, min(WIDTH, round(self.width() * share)))
        width = int(self.desk.memory.get("certificates.preview", usual))
        self._split.setSizes([max(1, self.width() - width), width])

    def _keep_width(self) -> None:
        self.desk.memory.put("certificates.preview", self.preview.width())

    @Slot()
    def _restyle(self) -> None:
        self.tabs.setFont(self.look.font("body-strong"))
