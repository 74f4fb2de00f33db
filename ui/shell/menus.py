"""The same menus behind the rail's button and in the menu bar that Alt shows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget
from shiboken6 import isValid

from ui.theme.look import Look
from ui.widgets.actions import ActionRegistry
from ui.widgets.words import tr

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("&Workspace", ("workspace.",)),
    ("&Edit", ("edit.",)),
    ("&Tasks", ("task.",)),
    ("&View", ("view.", "palette.")),
    ("&Go", ("go.",)),
    ("&Help", ("help.",)),
)
"""Menus with the id prefixes of the actions they hold; others are in the menu of the screen."""
PARTED = frozenset(
    {
        "go.home",
        "task.add_person",
        "task.issue",
        "view.preferences",
        "view.text.larger",
        "view.theme.light",
        "workspace.back_up",
        "workspace.quit",
        "workspace.switch_user",
    }
)
"""Actions that begin another group of their menu."""


def build_menus(look: Look, actions: ActionRegistry, parent: QMainWindow) -> list[QMenu]:
    """Every action, by menu."""
    made = []
    actions.refresh()
    known = tuple(prefix for _, prefixes in MENUS for prefix in prefixes)
    held: list[tuple[str, list[str]]] = [
        (title, [spec.id for spec in actions.all() if spec.id.startswith(prefixes)])
        for title, prefixes in MENUS
    ]
    rest = [spec.id for spec in actions.all() if not spec.id.startswith(known)]
    for title, names in (*held, ("This &screen", rest)):
        if not names:
            continue
        menu = QMenu(tr(title), parent)
        menu.setToolTipsVisible(True)
        look.dress(menu)
        for name in names:
            if name in PARTED:
                menu.addSeparator()
            menu.addAction(actions.action(name))
        made.append(menu)
    return made


class AltMenuBar(QObject):
    """Shows the window's menu bar when Alt is pressed alone, and hides it again.

    It listens to what the system sends to the window, not to the application: that would bring
    every event of every widget here, and a change of colours alone makes thousands.
    """

    def __init__(self, look: Look, window: QMainWindow, actions: ActionRegistry) -> None:
        super().__init__(window)
        self._look, self._window, self._actions = look, window, actions
        self._alone = False
        self._focused: QWidget | None = None

    @Slot()
    def listen(self) -> None:
        """Begin to wait for Alt; called once the window has a handle."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        kind = event.type()
        # A key that is a shortcut's never comes as a press.
        pressed = kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if pressed and isinstance(event, QKeyEvent):
            self._alone = event.key() == Qt.Key.Key_Alt
            if event.key() == Qt.Key.Key_Escape and self._window.menuBar().isVisible():
                self.hide()
        elif kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Alt and self._alone and self._window.isActiveWindow():
                self._alone = False
                self.toggle()
        elif kind == QEvent.Type.MouseButtonPress:
            self._alone = False
        return False

    def toggle(self) -> None:
        """Show the menu bar with the keyboard on it, or hide it."""
        if self._window.menuBar().isVisible():
            self.hide()
            return
        bar = self._window.menuBar()
        bar.clear()
        bar.setAccessibleName(tr("Menu bar"))
        for menu in build_menus(self._look, self._actions, self._window):
            menu.triggered.connect(self.hide)
            bar.addMenu(menu)
        self._look.dress(bar)
        bar.show()
        self._focused = QApplication.focusWidget()
        bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        self._mark_first()

    def _mark_first(self) -> None:
        """Mark the first menu as a pointer over it does: Qt has no other way but to open it."""
        bar = self._window.menuBar()
        at = QPointF(bar.actionGeometry(bar.actions()[0]).center())
        none = Qt.MouseButton.NoButton
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            at,
            bar.mapToGlobal(at),
            none,
            none,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(bar, moved)

    def hide(self) -> None:
        """Put the menu bar away; shortcuts stay alive, for they belong to the window."""
        bar, former = self._window.menuBar(), self._focused
        had_focus = self._window.focusWidget() is bar  # Though a dialog may be over the window.
        bar.hide()
        if had_focus and former is not None and isValid(former):
            former.setFocus(Qt.FocusReason.MenuBarFocusReason)
