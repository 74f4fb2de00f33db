"""Every action once: the palette, menus, buttons and shortcuts all show the same QAction."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.domain.dataclass import dataclass
from ui.theme.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """What an action is.

    `why_not` answers why it is disabled just now, or None; `about` what it would do just now.
    By `words` it is found as well: by what people call it otherwise, and what can be done there.
    """

    id: str
    text: str
    icon: str
    run: Callable[[], object]
    shortcut: str = ""
    group: str = ""
    words: str = ""
    why_not: Callable[[], str | None] | None = None
    about: Callable[[], str] | None = None


class ActionRegistry(QObject):
    """All actions of the window, by id. An action whose page has gone is taken back by `remove`."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._actions: dict[str, tuple[ActionSpec, QAction]] = {}

    def add(self, spec: ActionSpec) -> QAction:
        """Register an action; its shortcut works in the whole window."""
        action = QAction(spec.text, self)
        action.setObjectName(spec.id)
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked: self._run(spec))
        # An action that lives only in a hidden menu bar has a dead shortcut.
        self._window.addAction(action)
        self._actions[spec.id] = (spec, action)
        return action

    def remove(self, prefix: str) -> None:
        """Take back every action whose id begins with *prefix*."""
        for name in [name for name in self._actions if name.startswith(prefix)]:
            _, action = self._actions.pop(name)
            self._window.removeAction(action)
            action.deleteLater()

    def action(self, name: str) -> QAction:
        """The action registered as *name*; its icon is drawn when somebody first asks for it."""
        spec, action = self._actions[name]
        if action.icon().isNull():
            action.setIcon(self._look.icon(spec.icon))
        return action

    def spec(self, name: str) -> ActionSpec:
        """What was registered as *name*."""
        return self._actions[name][0]

    def trigger(self, name: str) -> None:
        """Run the action registered as *name*, if there is one and it may."""
        found = self._actions.get(name)
        if found is not None:
            self._run(found[0])

    def all(self) -> list[ActionSpec]:
        """Every action, in the order in which they were registered."""
        return [spec for spec, _ in self._actions.values()]

    def refresh(self) -> None:
        """Enable and disable by what each action says of itself; tooltips tell why."""
        for spec, action in self._actions.values():
            reason = spec.why_not() if spec.why_not else None
            action.setEnabled(reason is None)
            more = reason or (spec.about() if spec.about else "")
            action.setToolTip(f"{spec.text}: {more}" if more else spec.text)

    def _run(self, spec: ActionSpec) -> None:
        if spec.why_not is None or spec.why_not() is None:
            spec.run()
