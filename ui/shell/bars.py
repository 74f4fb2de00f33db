"""The top bar and the status bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from ui.shell.bar_buttons import BellButton, JobsButton, JumpField
from ui.theme.look import Look
from ui.widgets.actions import ActionRegistry, ActionSpec
from ui.widgets.basics import Button, IconButton, Text, label, row
from ui.widgets.words import tip, tr, trn

SEARCH_WIDTH, SEARCH_NARROW = 280, 220


class TiedButton(IconButton):
    """An icon button that shows an action: enabled as it is, with its words and shortcut."""

    def __init__(self, look: Look, spec: ActionSpec, action: QAction) -> None:
        super().__init__(look, spec.icon)
        self._action = action
        self.setObjectName(f"button.{spec.id}")
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        action = self._action
        self.setEnabled(action.isEnabled())
        self.setAccessibleName(action.text())
        keys = action.shortcut().toString()
        self.setToolTip(f"{action.toolTip()} ({keys})" if keys else action.toolTip())


class TopBar(QFrame):
    """Back, forward, where one is, the way to anything, undo, redo, jobs, notices."""

    def __init__(self, look: Look, actions: ActionRegistry) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "topbar")
        self.setAccessibleName(tr("Top bar"))
        self._actions = actions
        layout = row(self, margins=(12, 0, 12, 0), gap=7)
        for name in ("go.back", "go.forward"):
            layout.addWidget(self._tied(name))
        self._crumbs = Crumbs(look)
        layout.addWidget(self._crumbs, 1)
        self.search = JumpField(look)
        self.search.clicked.connect(actions.action("palette.jump").trigger)
        layout.addWidget(self.search)
        layout.addSpacing(6)
        for name in ("edit.undo", "edit.redo"):
            layout.addWidget(self._tied(name))
        self.jobs = JobsButton(look)
        self.jobs.clicked.connect(actions.action("view.jobs").trigger)
        self.bell = BellButton(look)
        self.bell.clicked.connect(actions.action("view.notices").trigger)
        layout.addWidget(self.jobs)
        layout.addWidget(self.bell)
        self._narrow = False
        self._fit()
        look.resized.connect(self._fit)

    def set_crumbs(self, crumbs: Sequence[str]) -> None:
        """The path to where one is; the last is the place itself."""
        self._crumbs.set_path(crumbs)

    def set_narrow(self, narrow: bool) -> None:
        """Give the search less room where the window has little."""
        self._narrow = narrow
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(self._look.size("topbar"))
        usual = SEARCH_NARROW if self._narrow else SEARCH_WIDTH
        self.search.setFixedWidth(round(usual * max(1.0, self._look.text_scale)))

    def _tied(self, name: str) -> TiedButton:
        return TiedButton(self._look, self._actions.spec(name), self._actions.action(name))


class Crumb(Text):
    """One step of the path; it gives up its room first where it is not the last."""

    def __init__(self, look: Look, text: str, *, last: bool) -> None:
        super().__init__(look, text, "body-strong" if last else "body")
        self._whole = text
        self.setToolTip(tip(text))
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(24 if not last else 48)
        if not last:
            self.setProperty("tone", "muted")

    def fit(self, width: int) -> None:
        """Show as much of the text as goes into *width*."""
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, width))

    @property
    def natural(self) -> int:
        """The width of the whole text."""
        return self.fontMetrics().horizontalAdvance(self._whole) + 4


class Crumbs(QFrame):
    """The path to where one is; where it is too long, the steps before the last shrink."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._steps: list[Crumb] = []
        self._arrows: list[QLabel] = []
        self._layout = row(self, margins=(8, 0, 16, 0), gap=6)
        self._layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        look.changed.connect(self._restyle)

    def set_path(self, crumbs: Sequence[str]) -> None:
        """Show another path."""
        for widget in (*self._steps, *self._arrows):
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._steps, self._arrows = [], []
        for place, crumb in enumerate(crumbs):
            if place:
                arrow = QLabel()
                self._arrows.append(arrow)
                self._layout.insertWidget(self._layout.count() - 1, arrow)
            step = Crumb(self._look, crumb, last=place == len(crumbs) - 1)
            self._steps.append(step)
            self._layout.insertWidget(self._layout.count() - 1, step)
        self._restyle()

    def resizeEvent(self, event: object) -> None:
        del event
        self._share()

    def _share(self) -> None:
        """Give the last step what it needs, the others what is left."""
        if not self._steps:
            return
        room = self.width() - 24 - len(self._arrows) * 26
        last = self._steps[-1]
        others = self._steps[:-1]
        wanted = [step.natural for step in others]
        own = min(last.natural, max(48, room - 40 * len(others)))
        left = room - own
        for step, width in zip(others, wanted, strict=True):
            fair = left if sum(wanted) <= left else max(24, left * width // max(1, sum(wanted)))
            step.fit(min(width, fair))
        last.fit(own)

    @Slot()
    def _restyle(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        name = "chevron-left" if mirrored else "chevron-right"
        picture = self._look.pixmap(name, "text-muted", 14, self.devicePixelRatioF())
        for arrow in self._arrows:
            arrow.setPixmap(picture)
        self._share()


class StatusBar(QFrame):
    """Where the data is, whether it is saved, and what the screen counts."""

    def __init__(self, look: Look, explain: Callable[[], object]) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "statusbar")
        self.setAccessibleName(tr("Status"))
        layout = row(self, margins=(8, 0, 16, 0), gap=14)
        self.sync = Button(look, tr("Local only"), "status", "hard-drive")
        self.sync.setAccessibleName(tr("Local only"))
        self.sync.clicked.connect(explain)
        self.sync.setToolTip(tr("Everything is kept on this computer. No server is connected."))
        self.saved: Text = label(look, "", "small", "muted")
        self.position: Text = label(look, "", "small", "muted", tabular=True)
        self._unsaved = self._touched = False
        self._staged: dict[str, int] = {}
        layout.addWidget(self.sync)
        layout.addWidget(self.saved)
        layout.addStretch(1)
        layout.addWidget(self.position)
        self._fit()
        look.resized.connect(self._fit)

    def begin(self) -> None:
        """Another workspace comes: nothing was changed in it yet."""
        self._unsaved = self._touched = False
        self._staged.clear()
        self._tell()

    def tell_unsaved(self, unsaved: bool) -> None:
        """Whether something is being written that is not saved yet."""
        self._unsaved, self._touched = unsaved, True
        self._tell()

    def tell_staged(self, name: str, count: int) -> None:
        """How many edits of the list *name* wait to be applied, whatever screen is shown."""
        self._staged[name] = count
        self._tell()

    def tell_committed(self) -> None:
        """Something was saved; what is being written may not be."""
        self.tell_unsaved(self._unsaved)

    def _tell(self) -> None:
        waiting = sum(self._staged.values())
        if self._unsaved:
            words = tr("Changes not saved yet")
        elif waiting:
            words = trn("{n} change not applied", "{n} changes not applied", waiting)
        else:
            words = tr("All changes saved") if self._touched else ""
        self.saved.setText(words)

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(self._look.size("statusbar"))
