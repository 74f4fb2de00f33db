"""The window: it composes and routes, and knows no feature."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from ui.feedback.toasts import Notice, Toasts
from ui.operations.operations import Operations
from ui.shell.appearance import Appearance
from ui.shell.bars import StatusBar, TopBar
from ui.shell.drops import Drops
from ui.shell.gate import Gate
from ui.shell.memory import FileMemory
from ui.shell.menus import AltMenuBar
from ui.shell.overlays import Overlays
from ui.shell.pages import Pages, Screens
from ui.shell.panes import bar, next_pane, panes_of
from ui.shell.places import PLACES, Place
from ui.shell.rail import Rail
from ui.shell.room import stay_in_sight, take_usual_size
from ui.shell.standard_actions import StandardActions
from ui.shell.trail import Stop, Trail
from ui.theme.dressing import Dressing
from ui.theme.look import Look
from ui.theme.tokens import ThemeName, tokens
from ui.views.page import Desk, Page
from ui.widgets.actions import ActionRegistry
from ui.widgets.basics import column, frame, row

if TYPE_CHECKING:
    from app.domain.errors import SmartCourseError
    from app.domain.journal import ChangeSet
    from ui.views.imports.dropped import Loose


class MainWindow(QMainWindow):
    """Rail, top bar, the current screen, status bar, notices; or the gate instead of them.

    Signals:
        closing(): the window is about to go; what is open must give itself up.
    """

    closing = Signal()

    def __init__(
        self, look: Look, operations: Operations, memory: FileMemory, appearance: Appearance
    ) -> None:
        super().__init__()
        self._look, self._operations, self._memory = look, operations, memory
        self.appearance = appearance
        self.setWindowTitle("SmartCourse")
        self._dressing = Dressing(look, self)
        self._drops = Drops(self, self.take_dropped, self.refuse_dropped)
        self._leaves = False
        self.setMinimumSize(*tokens().breakpoints["min-window"])
        self.actions_registry = ActionRegistry(look, self)
        self._trail = Trail()
        self._growth = self._made_for = look.growth
        self._renewals = 0
        wish = memory.get("rail.compact")
        self._rail_wish = wish if isinstance(wish, bool) else None
        self.standard = StandardActions(self, operations, self.actions_registry)
        self._compose()
        self.overlays = Overlays(look, self, self.actions_registry, operations, self.go)
        self._alt = AltMenuBar(look, self, self.actions_registry)
        self.desk = Desk(
            look=look,
            operations=operations,
            actions=self.actions_registry,
            notify=self.notify,
            go=self.go,
            status=self.status.position.setText,
            unsaved=self.status.tell_unsaved,
            staged=self.status.tell_staged,
            memory=memory,
        )
        operations.committed.connect(self._changed)
        operations.failed.connect(self.tell)
        operations.drafts.failed.connect(self.tell)
        look.resized.connect(self._pages.hold)
        look.changed.connect(self._restyle)
        self._restore()

    def _compose(self) -> None:
        look = self._look
        shown = [place for place in PLACES if not place.under]
        self.rail = Rail(look, shown, self.standard.open_menu)
        self.rail.chosen.connect(self.standard.rail_chosen)
        self.top = TopBar(look, self.actions_registry)
        self.status = StatusBar(look, self.standard.explain_sync)
        self.stack = Screens()
        self._pages = Pages(self.stack, self.refresh_bars, self._arrive)
        centre = frame("window")
        stacked = column(centre)
        stacked.addWidget(self.top)
        stacked.addWidget(self.stack, 1)
        stacked.addWidget(self.status)
        self._body = frame("window")
        across = row(self._body)
        across.addWidget(self.rail)
        across.addWidget(centre, 1)
        self.gate = Gate(look)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._body)
        self._whole.addWidget(self.gate)
        self.setCentralWidget(self._whole)
        self.menuBar().hide()
        self.toasts = Toasts(look, self, look.size("statusbar"))

    # going places

    def go(self, place_id: str, params: Mapping[str, Any] | None = None) -> None:
        """Show a screen, with what the way there carries."""
        strays = not self._operations.is_open or self._operations.answers_another
        if strays or not self._may_leave():
            return
        self._trail.visit(Stop(place_id, dict(params or {})))
        self._arrive()

    def back(self) -> None:
        """Where one was before."""
        if self._may_leave():
            self._trail.back()
            self._arrive()

    def forward(self) -> None:
        """Where one went back from."""
        if self._may_leave():
            self._trail.forward()
            self._arrive()

    @property
    def look(self) -> Look:
        """The look in force."""
        return self._look

    def set_theme(self, theme: ThemeName) -> None:
        """Take another theme, and remember it."""
        self.appearance.set("theme", theme)

    @property
    def trail(self) -> Trail:
        """Where one has been."""
        return self._trail

    @property
    def page(self) -> Page | None:
        """The current screen."""
        return self._pages.current

    def show_gate(self, gated: bool) -> None:
        """Show the gate instead of the screens, or the screens again."""
        self._whole.setCurrentWidget(self.gate if gated else self._body)

    def forget_pages(self) -> None:
        """Another workspace comes: no screen of this one stays."""
        self._pages.forget()
        self.status.begin()
        self._trail = Trail()

    def _may_leave(self) -> bool:
        return self.page is None or self.page.may_leave()

    def _arrive(self, *, anew: bool = False) -> None:
        stop, place = self._trail.here, self._place()
        way = {} if anew else stop.params
        # What was asked for is answered to the screen that asked: until then no other replaces it.
        former = None if self._operations.idle else self._pages.former(place)
        page = former or self._pages.get(place, self.desk)
        if former is None:
            self._pages.replace(place, way)
        if page is not self.page:
            # Before the next is shown: it may say something as it comes.
            self.status.position.setText("")
        self.stack.setCurrentWidget(page)
        self._pages.arrived()
        self._trail.arrived()
        stood = self._pages.stood(place, way)
        if stood:
            page.open(stood)
        if not (anew and stood):
            # Else what the way here carried was taken long ago; it may have been to do something.
            page.open(stop.params)
        self._fit()
        self.refresh_bars()
        page.main_view().setFocus()
        if former is not None and not self.makes_anew:
            self._renewals += 1
            self._operations.once_idle(self._show_anew)

    def _place(self) -> Place:
        return next(one for one in PLACES if one.id == self._trail.here.place)

    def refresh_bars(self) -> None:
        """Bring crumbs and actions up to where one is."""
        page = self.page
        if page is not None:
            place = self._place()
            self.rail.set_current(page.under or place.under or place.id)
            self.top.set_crumbs(page.crumbs)
        self.actions_registry.refresh()

    # what happens

    def notify(self, notice: Notice) -> None:
        """Tell whoever sits here; what came of another's work stands in the list of jobs."""
        if not self._operations.answers_another:
            self.toasts.show_notice(notice)

    @Slot(object)
    def tell(self, error: SmartCourseError) -> None:
        """Show a refusal as a sentence that stays until it is read, with what to do about it."""
        from ui.shell.remedies import refusal  # most sessions have nothing to refuse

        again = self._operations.again
        self.toasts.show_notice(refusal(error, self.actions_registry.trigger, again))

    @Slot(object)
    def _changed(self, changes: ChangeSet) -> None:
        for page in self._pages:
            page.take_changes(changes)
        self.standard.refresh_undo()
        self.status.tell_committed()

    @Slot()
    def _restyle(self) -> None:
        if self._look.growth != self._growth:
            self._growth = self._look.growth
            self._remake()

    @property
    def makes_anew(self) -> bool:
        """Whether screens of other measures are about to take the place of those there are."""
        return self._renewals > 0

    def _remake(self) -> None:
        """Make the screens anew, for other measures, once what they asked for is answered."""
        if self.page is None or not self._may_leave():
            return
        self._renewals += 1
        # Not in one go with the change: what is there follows first, and is painted.
        QTimer.singleShot(0, self, lambda: self._operations.once_idle(self._make_anew))

    @Slot()
    def _make_anew(self) -> None:
        if self._operations.is_open and self._made_for != self._look.growth:
            self._made_for = self._look.growth
            self._pages.begin_anew()
        # Made and shown in turns of their own: together that would be felt.
        QTimer.singleShot(0, self, self._make_here)

    @Slot()
    def _make_here(self) -> None:
        if self._pages.begins_anew:
            self._pages.get(self._place(), self.desk)
        QTimer.singleShot(0, self, self._show_anew)

    @Slot()
    def _show_anew(self) -> None:
        if self._pages.begins_anew and not self._operations.idle:
            # Something was begun meanwhile; its answer belongs to the screen that asked.
            self._operations.once_idle(self._show_anew)
            return
        if self._pages.begins_anew and self.page is not None:
            self._arrive(anew=True)
        self._renewals -= 1

    # panels, palette, help

    def jump(self) -> None:
        """Open the palette for things."""
        self.overlays.palette.open_for(commands=False)

    def commands(self) -> None:
        """Open the palette for commands."""
        self.overlays.palette.open_for(commands=True)

    def toggle_jobs(self) -> None:
        """Open or close the job centre."""
        self.overlays.jobs.toggle(self.top.jobs)

    def toggle_notices(self) -> None:
        """Open or close the history of notices."""
        self.overlays.notices.toggle(self.top.bell)

    def show_shortcuts(self) -> None:
        """Open the shortcut sheet."""
        self.overlays.show_shortcuts()

    def show_about(self) -> None:
        """Tell what this program is."""
        self.overlays.show_about()

    def next_pane(self, step: int = 1) -> None:
        """Move the focus to the next part of the window, or *step* parts on."""
        middle = panes_of(self.page) if self.page is not None else []
        target = next_pane([bar(self.rail), bar(self.top), *middle, bar(self.status)], step)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    # shape

    def toggle_rail(self) -> None:
        """Icons alone, or icons and words; remembered."""
        self._rail_wish = not self.rail.compact
        self._memory.put("rail.compact", self._rail_wish)
        self._fit()

    def reset_layout(self) -> None:
        """Forget how window, panels and columns were arranged."""
        self._memory.forget_layout()
        self._rail_wish = None
        take_usual_size(self)
        self._fit()

    # what is dropped on it

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Open what was let go on the window with whatever is for it, or say why nothing is."""
        from ui.views.imports.dropping import open_dropped  # not before the first paint

        open_dropped(self.desk, paths, self.page)

    def refuse_dropped(self, kind: Loose) -> None:
        """Say what to do with what was let go on the window and is no file."""
        from ui.views.imports.dropping import refuse_dropped  # not before the first paint

        refuse_dropped(self.desk, kind)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._drops.watch()
        self._alt.listen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        points = tokens().breakpoints
        narrow = self.width() < points["rail-full-from"]
        place = next((one for one in PLACES if self._at(one)), None)
        works = place is not None and place.works
        tight = narrow or (works and self.width() < points["work-screens-rail-full-from"])
        self.rail.set_compact(tight if self._rail_wish is None else self._rail_wish or narrow)
        self.top.set_narrow(narrow)

    def _at(self, place: Place) -> bool:
        page = self.page
        return page is not None and page.objectName() == place.id

    def _restore(self) -> None:
        stored = self._memory.get("window.geometry", "")
        if not stored or not self.restoreGeometry(QByteArray.fromBase64(stored.encode())):
            take_usual_size(self)
        else:
            stay_in_sight(self)

    def leave_safely(self, go: Callable[[], object]) -> bool:
        """Whether nothing that was typed is lost by leaving now; otherwise *go* may follow."""
        if self._leaves or self._operations.drafts.safe(0):
            return True
        from ui.shell.losing import leave_safely  # not before the first paint

        def gone() -> None:
            self._leaves = True
            go()
            self._leaves = False

        return leave_safely(self._look, self, self._operations, self._may_leave, gone)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.leave_safely(self.close):
            event.ignore()
            return
        geometry = self.saveGeometry().toBase64().data()
        self._memory.put("window.geometry", bytes(geometry).decode())
        self.hide()
        self.closing.emit()
        super().closeEvent(event)
