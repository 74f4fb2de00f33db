"""What is selected and what can be done with it, in whatever width there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from ui.models.wording import number_text
from ui.theme.look import Look, rtl
from ui.widgets.basics import Button, button, frame, icon_button, label, row
from ui.widgets.grid.spec import GridAction
from ui.widgets.words import tr

GAP = 4


class ActionRow(QWidget):
    """Buttons side by side; those that do not fit are in the menu behind the last.

    Signals:
        triggered(str): an action, by its id.
    """

    triggered = Signal(str)

    def __init__(self, look: Look, actions: Sequence[GridAction]) -> None:
        super().__init__()
        self._look, self._actions = look, actions
        self._reasons: Mapping[str, str | None] = {}
        self.buttons: dict[str, Button] = {}
        for one in actions:
            made = button(look, one.text, kind="quiet", icon=one.icon)
            made.clicked.connect(partial(self._chosen, one.id))
            made.setParent(self)
            self.buttons[one.id] = made
        self.more = icon_button(look, "ellipsis", tr("More actions"), self._open_more)
        self.more.setParent(self)
        self.more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def tell(self, reasons: Mapping[str, str | None]) -> None:
        """Why actions cannot be done just now."""
        self._reasons = reasons
        for name, made in self.buttons.items():
            reason = reasons.get(name)
            made.setEnabled(reason is None)
            made.setToolTip(reason or "")
        self._lay_out()

    def sizeHint(self) -> QSize:
        wide = sum(one.sizeHint().width() + GAP for one in self.buttons.values())
        return QSize(wide, self._look.size("control"))

    def minimumSizeHint(self) -> QSize:
        return self.more.sizeHint() if self.buttons else QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        widths = [one.sizeHint().width() for one in self.buttons.values()]
        count, room = len(widths), self.width()
        while count and sum(widths[:count]) + GAP * (count - 1) > room:
            count -= 1
            room = self.width() - self.more.sizeHint().width() - GAP
        x = 0
        for place, one in enumerate(self.buttons.values()):
            one.setVisible(place < count)
            if place < count:
                x = self._put(one, x)
        self.more.setVisible(count < len(widths))
        if count < len(widths):
            self._put(self.more, x)

    def _put(self, one: QWidget, x: int) -> int:
        size = one.sizeHint()
        left = self.width() - x - size.width() if rtl(self) else x
        one.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())
        return x + size.width() + GAP

    def _open_more(self) -> None:
        menu = QMenu(self)
        self._look.dress(menu)
        menu.setToolTipsVisible(True)
        for one in self._actions:
            if self.buttons[one.id].isHidden():
                action = menu.addAction(self._look.icon(one.icon), one.text)
                reason = self._reasons.get(one.id)
                action.setEnabled(reason is None)
                action.setToolTip(reason or one.text)
                action.triggered.connect(partial(self._chosen, one.id))
        menu.popup(self.more.mapToGlobal(self.more.rect().topLeft()))

    def _chosen(self, name: str, checked: bool = False) -> None:
        del checked
        self.triggered.emit(name)


class SelectionBar(QFrame):
    """What is selected and what can be done with it."""

    def __init__(
        self,
        look: Look,
        actions: Sequence[GridAction],
        select_all: Callable[[], object],
        clear: Callable[[], object],
    ) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "selectionbar")
        self.setAccessibleName(tr("Selection"))
        layout = row(self, margins=(24, 0, 12, 0), gap=4)
        self._count = label(look, "", "card-title", tabular=True)
        layout.addWidget(self._count)
        self.all = button(look, "", select_all, kind="link")
        # Its room stays: an action must not come to stand where another was a moment ago.
        policy = self.all.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.all.setSizePolicy(policy)
        layout.addWidget(self.all)
        layout.addSpacing(8)
        line = frame("vline")
        line.setFixedHeight(18)
        layout.addWidget(line)
        layout.addSpacing(8)
        self.actions_row = ActionRow(look, [one for one in actions if one.in_bar])
        self.triggered = self.actions_row.triggered
        self.buttons = self.actions_row.buttons
        layout.addWidget(self.actions_row, 1)
        self._hint = label(look, tr("Esc clears"), "small", "muted")
        layout.addWidget(self._hint)
        layout.addWidget(icon_button(look, "x", tr("Clear the selection"), clear))
        look.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def tell(self, count: int, total: int, why_not: Mapping[str, str | None]) -> None:
        """How many of how many are selected, and what cannot be done with them."""
        words = "{n} of {total} selected"
        self._count.setText(tr(words, n=number_text(count), total=number_text(total)))
        widest = tr(words, n=number_text(total), total=number_text(total))
        self._count.setMinimumWidth(self._count.fontMetrics().horizontalAdvance(widest))
        self.setVisible(count > 0)
        self.all.setVisible(count < total)
        every = tr("Select all {total}", total=number_text(total))
        self.all.setText(every)
        self.all.setAccessibleName(every)
        self.actions_row.tell(why_not)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The hint is the first to go: the button beside it says the same.
        self._hint.setVisible(event.size().width() >= self._roomy())
        super().resizeEvent(event)

    def _roomy(self) -> int:
        rest = self._count.minimumWidth() + self.all.sizeHint().width() + 120
        return rest + self.actions_row.sizeHint().width() + self._hint.sizeHint().width()

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.size("selection-bar"))
