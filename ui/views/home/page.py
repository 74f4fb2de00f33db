"""Home: how things stand, what needs you, and what you worked on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTime, QTimer, Slot
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import SmartCourseError
from app.ports.drafts import Draft
from app.queries.home import Home, Later
from ui.charts import figures
from ui.charts.kpi import Kpi, KpiRow, Trend
from ui.feedback.states import Skeleton, StatePanel, StateWords
from ui.operations.tasks import Ticket
from ui.views.home import words
from ui.views.home.cards import FirstSteps, ListCard, MachineCard
from ui.views.page import Desk, Page
from ui.widgets.basics import button, column, frame, hairline, label, row
from ui.widgets.scrolled import scroll_back, scrolled
from ui.widgets.words import tr, trn


class HomePage(Page):
    """The first screen. One quick reading paints it; what takes longer to count follows."""

    TITLE = "Home"
    TABLES = frozenset(
        {
            "enrollments",
            "courses",
            "users",
            "events",
            "workflow_executions",
            "certificates",
            "ext.lessons",
            "ext.waiting_list",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.home: Home | None = None
        self.later: Later | None = None
        self.drafts = 0
        self._untold: SmartCourseError | None = None
        self._tickets: tuple[Ticket, ...] = ()
        self._panel: StatePanel | None = None
        self._steps: FirstSteps | None = None
        layout = column(self)
        head = self._head()
        layout.addWidget(head)
        self._title_bar = head
        self.look.changed.connect(self._fit)
        layout.addWidget(hairline())
        self.stack = QStackedWidget()
        self._blank = frame("window")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(tr("Overview"))
        self.area.setWidget(self._body())
        self.area.verticalScrollBar().rangeChanged.connect(self._keep_gutter)
        self.stack.addWidget(self._blank)
        self.stack.addWidget(self.area)
        layout.addWidget(self.stack, 1)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(self.look.milliseconds("loading-delay-ms"))
        self._slow.timeout.connect(self._show_skeleton)

    @Slot()
    def _fit(self) -> None:
        self._title_bar.setFixedHeight(self.look.size("pagehead"))

    def open(self, params: Mapping[str, Any]) -> None:
        scroll_back(self.area, params.get("scrolled"))

    def standing(self) -> Mapping[str, Any]:
        return {"scrolled": scrolled(self.area)}

    # composing

    def _head(self) -> QWidget:
        look = self.look
        head = frame("pagehead", height=look.size("pagehead"))
        layout = row(head, margins=(24, 0, 24, 0), gap=8)
        names = frame("plain")
        stacked: QVBoxLayout = column(names, gap=2)
        stacked.addStretch(1)
        self.greeting = label(look, tr("Home"), "page-title")
        self.facts = label(look, "", "body", "muted")
        stacked.addWidget(self.greeting)
        stacked.addWidget(self.facts)
        stacked.addStretch(1)
        layout.addWidget(names, 1)
        self.new_course = button(
            look,
            tr("New course"),
            lambda: self._begin(words.NEW_COURSE),
            kind="primary",
            icon="plus",
        )
        layout.addWidget(self.new_course)
        return head

    def _body(self) -> QWidget:
        look = self.look
        body = frame("window")
        grid = self._grid = QGridLayout(body)
        grid.setContentsMargins(24, 16, 24, 24)
        grid.setSpacing(12)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.addWidget(self._figures(), 0, 0, 1, 2)
        self.to_do = ListCard(look, tr("To do"), self._follow, tr("Nothing waits for you."))
        self.recent = ListCard(
            look, tr("Recent"), self._follow, tr("Courses and lessons that you edit appear here.")
        )
        self.machine = MachineCard(look, lambda: self.desk.actions.trigger("workspace.back_up"))
        self.courses = ListCard(
            look, tr("Busiest courses"), self._follow, tr("No course has been made yet.")
        )
        right = frame("plain")
        stacked = column(right, gap=12)
        stacked.addWidget(self.recent)
        stacked.addWidget(self.machine)
        stacked.addStretch(1)
        left = frame("plain")
        stacked = column(left, gap=12)
        stacked.addWidget(self.to_do)
        stacked.addWidget(self.courses)
        stacked.addStretch(1)
        grid.addWidget(left, 1, 0)
        grid.addWidget(right, 1, 1)
        grid.setRowStretch(1, 1)
        return body

    def _figures(self) -> QWidget:
        self.kpis = {
            "learners": Kpi(self.look, tr("Learners")),
            "rate": Kpi(self.look, tr("Completion rate")),
            "week": Kpi(self.look, tr("New in 7 days")),
            "certify": Kpi(self.look, tr("To certify")),
        }
        ways: dict[str, tuple[str, dict[str, Any]]] = {
            "learners": ("people", {}),
            "rate": ("analytics", {}),
            "week": ("enrollments", {}),
            "certify": ("certificates", {"tab": "eligible"}),
        }
        for name, one in self.kpis.items():
            one.chosen.connect(lambda way=ways[name]: self.desk.go(*way))
        return KpiRow(self.look, tuple(self.kpis.values()), 12)

    def _keep_gutter(self, least: int, most: int) -> None:
        taken = self.look.size("scrollbar") if most > least else 0
        self._grid.setContentsMargins(24, 16, 24 - taken, 24)

    # reading

    def load(self) -> None:
        for ticket in self._tickets:
            ticket.drop()
        self._untold = None
        self._tickets = (
            self.operations.inquire(
                lambda context, actor: context.home(actor, context.clock.now()),
                self._show,
                self._failed,
            ),
            # Counted beside it, while the rest is painted.
            self.operations.inquire(
                lambda context, actor: context.home_later(actor),
                self._show_later,
                self._later_failed,
            ),
        )
        if self.home is None:
            self._slow.start()

    def _show(self, home: Home) -> None:
        self._slow.stop()
        first, self.home = self.home is None, home
        if self._untold is not None:
            self._later_failed(self._untold)
            self._untold = None
        self.look.prepare(*words.names(home))
        self.greeting.setText(words.greeting(QTime.currentTime().hour(), home.name))
        self.facts.setText(words.facts(home))
        if home.empty:
            self._show_steps()
            self._take_focus(first)
            return
        self.new_course.setVisible(True)
        self._show_figures(home)
        self._show_to_do()
        self.courses.show_leads([words.course_lead(one) for one in home.busiest])
        self.recent.show_leads([words.edited_lead(one) for one in home.edited])
        self.machine.show_machine(home.machine)
        self.stack.setCurrentWidget(self.area)
        self._take_focus(first)
        self.operations.drafts.all(self._take_drafts)

    def _show_figures(self, home: Home) -> None:
        learners = home.learners
        if learners is None and self.later is not None:
            learners = self.later.learners
        known = "–" if learners is None else figures.whole(learners)
        self.kpis["learners"].show_figure(known, words.learners_trend(home))
        self.kpis["rate"].show_figure(*words.rate_words(home))
        self.kpis["week"].show_figure(*words.week_words(home))
        if self.later is None:
            self.kpis["certify"].show_figure("–", Trend(words=tr("counting")))
        else:
            self.kpis["certify"].show_figure(*words.certify_words(self.later.to_certify))

    def _show_later(self, later: Later) -> None:
        self.later = later
        if self.home is not None and not self.home.empty:
            self._show_figures(self.home)
            self._show_to_do()

    def _later_failed(self, error: SmartCourseError) -> None:
        # Where nothing can be read at all, the panel says so; that may not be known yet.
        if self.home is not None:
            self.operations.failed.emit(error)
        else:
            self._untold = error

    def _take_drafts(self, drafts: list[Draft]) -> None:
        if drafts and self.operations.is_open:
            from app.queries.drafts import draft_rows  # most sessions ended as they should

            self.operations.read(
                lambda rows: sum(not one.is_saved for one in draft_rows(rows, drafts)),
                self._count_drafts,
            )
        else:
            self._count_drafts(0)

    def _count_drafts(self, count: int) -> None:
        self.drafts = count
        self._show_to_do()

    def _show_to_do(self) -> None:
        home = self.home
        if home is None:
            return
        leads = [words.drafts_lead(self.drafts)] if self.drafts else []
        leads += [words.lead(one) for one in home.to_do]
        if self.later is not None and self.later.to_certify:
            leads.append(words.certify_lead(self.later.to_certify))
        self.to_do.show_leads(leads)
        count = trn("{n} thing", "{n} things", len(leads))
        self.to_do.count.setText(count if leads else "")

    # states

    def _show_skeleton(self) -> None:
        if self.home is None:
            skeleton = Skeleton(self.look, 48)
            self.stack.addWidget(skeleton)
            self.stack.setCurrentWidget(skeleton)

    def _show_steps(self) -> None:
        self.new_course.setVisible(False)
        if self._steps is None:
            self._steps = FirstSteps(self.look, self._begin)
            holder = frame("window")
            layout = column(holder, margins=(24, 48, 24, 24))
            layout.addWidget(self._steps)
            layout.addStretch(1)
            self.stack.addWidget(holder)
            self._steps_holder = holder
        self.stack.setCurrentWidget(self._steps_holder)

    def _failed(self, error: SmartCourseError) -> None:
        from app.domain.messages import sentence  # most starts have nothing to refuse

        self._slow.stop()
        if self._panel is not None:
            self.stack.removeWidget(self._panel)
            self._panel.deleteLater()
        self._panel = StatePanel(
            self.look,
            StateWords(
                icon="house",
                title=tr("The overview could not be read"),
                line=tr("{cause} Nothing was changed.", cause=sentence(error)),
                primary=(tr("Try again"), self.load),
                trouble=True,
            ),
        )
        self.stack.addWidget(self._panel)
        self.stack.setCurrentWidget(self._panel)

    # going

    def main_view(self) -> QWidget:
        if self._steps is not None and self.home is not None and self.home.empty:
            return self._steps.lines[0]
        return self.area

    def _take_focus(self, first: bool) -> None:
        """What was not there on entering gets the focus once it is."""
        focused = QApplication.focusWidget()
        if first and self.isVisible() and not (focused and self.isAncestorOf(focused)):
            self.main_view().setFocus()

    def _follow(self, lead: words.Lead) -> None:
        self.desk.go(lead.place, lead.params)

    def _begin(self, step: words.Step) -> None:
        if step.place:
            # An action of a screen is there once the screen is made.
            self.desk.go(step.place, step.params)
        self.desk.actions.trigger(step.action)
