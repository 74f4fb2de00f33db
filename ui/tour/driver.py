"""The few gestures with which the tour uses the window: look for, press, type, wait, picture."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import (
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QKeyCombination,
    QMimeData,
    QModelIndex,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QRadioButton,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

from app.ports.storage import Rows
from ui.charts.chart import Chart
from ui.feedback.popovers import Popover
from ui.feedback.toasts import Toast
from ui.shell.application import Desktop
from ui.tour.camera import Camera
from ui.tour.finding import (
    bring_into_view,
    controls,
    entry,
    foremost,
    named,
    only,
    reachable,
    row_with,
    said,
    spoken,
    written,
)
from ui.tour.report import Missed
from ui.widgets.words import tr

T = TypeVar("T")
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
SLICE_MS = 15
PAUSE_MS = 500
"""Longer waits (a notice's, an autosave's) are not waited for."""
LIMIT = 10.0
"""Seconds after which waiting for something is a failure."""

Pulse = Callable[[str], AbstractContextManager[object]]
"""Entered, with the step's name, while the window is at work, and left while the tour itself is."""


class Driver:
    """Uses the window by mouse and keyboard; everything goes to what lies foremost.

    `pictures` collects the names of what was taken since it was last emptied; `doing` is the name
    of the step that is being done.
    """

    def __init__(self, desktop: Desktop, out: Path, pulse: Pulse = nullcontext) -> None:
        self.desktop, self.out = desktop, out
        self.window = desktop.window
        self.pictures: list[str] = []
        self.camera = Camera(out, desktop.look, self.window, self.rest_wholly)
        self._take_pulse = pulse
        self.doing = ""
        self._old: list[Toast] = []

    def _pulse(self) -> AbstractContextManager[object]:
        return self._take_pulse(self.doing)

    # waiting

    def wait(self, true: Callable[[], T | None], what: str, limit: float = LIMIT) -> T:
        """Until *true* answers something true, which is answered. Raises `Missed` in the end."""
        deadline, waits = QDeadlineTimer(round(limit * 1000)), False
        while True:
            found = true()
            if found:
                return found
            if deadline.hasExpired():
                raise Missed(f"waited {limit:g} s for {what}")
            self._run(waits=waits)
            waits = True

    def settle(self) -> None:
        """Until nothing is at work and everything is painted."""
        self._run()
        self.wait(self._at_rest, "the window to come to rest", 60)
        self._run()

    def _at_rest(self) -> bool:
        return self.desktop.operations.idle and not self.window.makes_anew

    def rest_wholly(self) -> None:
        """Until also what waits for a pause (a preview, a count) has followed."""
        self.settle()
        self.wait(lambda: not self._waiting(), "the window to follow", 10)
        self.settle()

    def _waiting(self) -> bool:
        timers = self.window.findChildren(QTimer)
        short = (one for one in timers if one.isSingleShot() and one.interval() <= PAUSE_MS)
        return any(one.isActive() for one in short)

    def rest(self, milliseconds: int) -> None:
        """Let the window alone for a while, as a person does who reads."""
        deadline = QDeadlineTimer(milliseconds)
        while not deadline.hasExpired():
            self._run(waits=True)

    def _run(self, *, waits: bool = False) -> None:
        """Let the window do what there is to do; *waits* a moment for it, at leisure."""
        with self._pulse():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, SLICE_MS)
            if waits:
                glance = QTimer()
                glance.start(SLICE_MS)
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # finding

    @property
    def front(self) -> QWidget:
        """What lies foremost: a menu, a dialog or the window."""
        return foremost(self.window)

    def find(self, name: str, within: str = "") -> QWidget:
        """The control that a screen reader calls *name*; it is waited for."""
        self.wait_for(name, within)
        return only(self.front, name, within)

    def wait_for(self, name: str, within: str = "") -> None:
        """Until something visible has this name."""
        self.wait(partial(self.shows, name, within), f'"{name}" to be shown')

    def shows(self, name: str, within: str = "") -> bool:
        """Whether something visible has this name."""
        return bool(named(self.front, name, within))

    def named(self, name: str) -> list[QWidget]:
        """Everything visible with this name, also what cannot be used."""
        return named(self.front, name)

    def view(self, name: str) -> QAbstractItemView:
        """The list, table or tree called *name*."""
        found = self.find(name)
        if not isinstance(found, QAbstractItemView):
            raise Missed(f'"{name}" is no list')
        return found

    # mouse

    def click(self, name: str, within: str = "") -> None:
        """Press the control called *name*."""
        self.press(self.find(name, within))

    def press(self, widget: QWidget, spot: QPoint | None = None) -> None:
        """Press a control where it lies in its window; what lies over it would get the press."""
        self._come_back()
        bring_into_view(widget)
        if spot is None and isinstance(widget, QCheckBox | QRadioButton):
            spot = QPoint(9, widget.height() // 2)
        at = spot or widget.rect().center()
        self._clear_notices(widget, at)
        if not reachable(widget, at):
            over = widget.window().childAt(widget.mapTo(widget.window(), at))
            raise Missed(f'"{widget.accessibleName()}" lies under {over}')
        self._press_at(widget.window(), widget.mapTo(widget.window(), at))

    def _clear_notices(self, widget: QWidget, at: QPoint) -> None:
        """Close the notices that lie over a control, as a person would who cannot wait."""
        while not reachable(widget, at):
            over = widget.window().childAt(widget.mapTo(widget.window(), at))
            closing = [] if over is None else _closing(over)
            if not closing:
                return
            self._press_at(
                widget.window(), closing[0].mapTo(widget.window(), closing[0].rect().center())
            )

    def double_click(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Press a row twice."""
        spot = self._cell(view, index)
        window = view.window()
        with self._pulse():
            QTest.mouseDClick(
                window.windowHandle(), LEFT, NONE, view.viewport().mapTo(window, spot)
            )
        self.settle()

    def click_row(self, view: QAbstractItemView, text: str) -> QModelIndex:
        """Press the row whose visible cell says *text*, once it is there."""
        index = self.row(view, text)
        self.press(view.viewport(), self._cell(view, index))
        return index

    def row(self, view: QAbstractItemView, text: str) -> QModelIndex:
        """The row whose visible cell says *text*, once it is there."""

        def found() -> QModelIndex | None:
            try:
                return row_with(view, text)
            except Missed:
                return None

        return self.wait(found, f'a row that says "{text}"')

    def click_cell(self, view: QAbstractItemView, row: int, column: int) -> None:
        """Press a cell."""
        index = view.model().index(row, column)
        self.press(view.viewport(), self._cell(view, index))

    def click_tab(self, name: str, text: str) -> None:
        """Press the tab that begins with *text* in the row of tabs called *name*."""
        bar = self.find(name)
        if not isinstance(bar, QTabBar):
            raise Missed(f'"{name}" is no row of tabs')
        for at in range(bar.count()):
            if bar.tabText(at).startswith(text):
                self.press(bar, bar.tabRect(at).center())
                return
        raise Missed(f'no tab begins with "{text}"')

    def choose(self, name: str, text: str, within: str = "") -> None:
        """Choose what begins with *text* in the box called *name*, in its opened list."""
        box = self.find(name, within)
        if not isinstance(box, QComboBox):
            raise Missed(f'"{name}" is no box to choose from')
        self.press(box)
        view = box.view()
        self.wait(view.isVisible, f'the choices of "{name}"')
        at = next((i for i in range(box.count()) if box.itemText(i).startswith(text)), None)
        if at is None:
            raise Missed(f'"{name}" offers no "{text}"')
        index = box.model().index(at, box.modelColumn())
        self.press(view.viewport(), self._cell(view, index))
        self.wait(lambda: not view.isVisible(), "the choices to close")

    def pick(self, text: str) -> None:
        """Press an entry of the open menu."""
        menu = self.wait(QApplication.activePopupWidget, "a menu")
        if not isinstance(menu, QMenu):
            raise Missed("what is open is no menu")
        self.press(menu, menu.actionGeometry(entry(menu, text)).center())

    def do_with_selection(self, text: str) -> None:
        """Press a button of the bar over a list's selection; what has no room is in its menu."""
        bar = "Selection"
        self.wait_for(bar)
        if self.shows(text, bar):
            self.click(text, bar)
        else:
            self.click("More actions", bar)
            self.pick(text)
        self.settle()

    def drop(self, files: list[Path], target: QWidget) -> None:
        """Drop files in the middle of a widget, as a file manager would."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
        window, copy = target.window(), Qt.DropAction.CopyAction
        handle, at = window.windowHandle(), target.mapTo(window, target.rect().center())
        with self._pulse():
            QApplication.sendEvent(handle, QDragEnterEvent(at, copy, data, LEFT, NONE))
            QApplication.sendEvent(handle, QDragMoveEvent(at, copy, data, LEFT, NONE))
            dropped = QDropEvent(QPointF(at), copy, data, LEFT, NONE)
            QApplication.sendEvent(handle, dropped)
        if not dropped.isAccepted():
            raise Missed(f'"{target.accessibleName()}" takes no files')
        self.settle()

    def _press_at(self, window: QWidget, at: QPoint) -> None:
        with self._pulse():
            QTest.mouseClick(window.windowHandle(), LEFT, NONE, at)
        self._come_back()
        self.settle()

    def _cell(self, view: QAbstractItemView, index: QModelIndex) -> QPoint:
        view.scrollTo(index)
        box = view.visualRect(index)
        if not view.viewport().rect().intersects(box):
            raise Missed(f'the row "{said(index)}" cannot be seen')
        return box.intersected(view.viewport().rect()).center()

    # keyboard

    def keys(self, *sequences: str) -> None:
        """Press keys, as ``Ctrl+Shift+P``."""
        for one in sequences:
            combination = QKeyCombination.fromCombined(
                QKeySequence(one)[0].toCombined()  # type: ignore[index]
            )
            handle = self.front.windowHandle()
            told = combination.key(), combination.keyboardModifiers()
            with self._pulse():
                QTest.keyPress(handle, *told)
                if handle in QGuiApplication.allWindows():  # The key may have closed a dialog.
                    QTest.keyRelease(handle, *told)
            self._come_back()
            self.settle()

    def write(self, text: str) -> None:
        """Type where the keyboard is, letter by letter (of ASCII; others are pasted)."""
        for letter in text:
            handle = self.front.windowHandle()
            with self._pulse():
                if letter == "\n":
                    QTest.keyClick(handle, Qt.Key.Key_Return)
                else:
                    QTest.keyClick(handle, letter)  # type: ignore[call-overload]
        self.settle()

    def type(self, name: str, text: str, within: str = "") -> None:
        """Write *text* into the field called *name*, in place of what is there."""
        self.fill(self.find(name, within), text)

    def fill(self, field: QWidget, text: str) -> None:
        """Write *text* into a field, in place of what is there."""
        self.press(field)
        if QApplication.focusWidget() is not field:
            raise Missed(f'"{field.accessibleName()}" did not take the keyboard')
        self.keys("Ctrl+A", "Backspace")
        self.write(text)

    def paste(self, text: str) -> None:
        """Put a longer text where the keyboard is, by way of the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self.keys("Ctrl+V")

    def give_file(self, path: Path) -> None:
        """Name a file or folder in the open file dialog, and take it."""

        def dialog() -> QFileDialog | None:
            found = QApplication.activeModalWidget()
            return found if isinstance(found, QFileDialog) else None

        asked = self.wait(dialog, "a file dialog")
        field = asked.findChild(QLineEdit, "fileNameEdit")
        if field is None:
            raise Missed("the file dialog has no field for a name")
        field.setCompleter(None)  # type: ignore[arg-type]  # What it proposes would take the keys.
        self.press(field)
        self.keys("Ctrl+A")
        self.paste(str(path))
        self.keys("Return")
        self.wait(lambda: not isValid(asked) or not asked.isVisible(), "the file dialog to close")

    # the window

    def go(self, place: str) -> None:
        """Press an entry of the rail."""
        self.click_rail(place)
        self.settle()

    def click_rail(self, title: str) -> None:
        """Press the rail's entry called *title*."""
        self.click(title, "Navigation")

    def command(self, text: str) -> None:
        """Run a command by the palette."""
        self.keys("Ctrl+Shift+P")
        self.wait(self.window.overlays.palette.isVisible, "the palette")
        self.write(text)
        self.keys("Return")
        self.settle()

    def _come_back(self) -> None:
        """Without a window manager nobody gives a window the keyboard back after a dialog."""
        if QApplication.activePopupWidget() is None:
            front = self.front
            if not front.isActiveWindow():
                front.activateWindow()
                self._run()

    # looking

    def ask(self, question: Callable[[Rows], T]) -> T:
        """What the workspace holds, read beside the window."""
        with self.desktop.operations.context.store.reading() as rows:
            return question(rows)

    def check(self, true: object, what: str) -> None:
        """Raise `Missed` unless something holds."""
        if not true:
            raise Missed(what)

    def picture(self, name: str) -> None:
        """Take the window as it is now."""
        self.rest_wholly()
        self._let_pass()
        self.pictures += self.camera.take(name)

    def remember_notices(self) -> None:
        """What is told now is old once another picture is taken."""
        self._old = self._notices()

    def _notices(self) -> list[Toast]:
        return [one for one in self.window.toasts.findChildren(Toast) if not one.isHidden()]

    def _let_pass(self) -> None:
        """Close the notices of former steps: who takes their time never sees them together."""
        if self.front is not self.window or self._under_popover:
            return  # A press beside a popover would close it.
        for one in self._notices():
            if any(one is old for old in self._old):
                self.press(_closing(one)[0])
        self.rest_wholly()

    @property
    def _under_popover(self) -> bool:
        return any(one.isVisible() for one in self.window.findChildren(Popover))

    def column_of(self, view: QAbstractItemView, title: str) -> int:
        """The column of a table with this title."""
        header = getattr(view, "horizontalHeader", lambda: None)()
        if isinstance(header, QHeaderView):
            for at in range(view.model().columnCount()):
                if view.model().headerData(at, Qt.Orientation.Horizontal) == title:
                    return at
        raise Missed(f'no column is called "{title}"')

    def words(self, within: str = "") -> list[str]:
        """What is written in what lies foremost (or in what is called *within*)."""
        roots = named(self.front, within) if within else [self.front]
        return [text for root in roots for text in written(root)]

    def all_names(self) -> list[str]:
        """The name of everything that is visible in what lies foremost."""
        return [name for one in controls(self.front) if (name := spoken(one))]

    def focus_inside(self, name: str) -> None:
        """Give the keyboard to the chart or list in the card called *name*."""
        self.wait_for(name)
        inner = [
            one
            for card in named(self.front, name)
            for one in controls(card)
            if one.focusPolicy() == Qt.FocusPolicy.StrongFocus and one.isEnabled()
        ]
        wanted = [one for one in inner if isinstance(one, Chart | QAbstractItemView)]
        if not wanted:
            raise Missed(f'"{name}" has nothing to go into')
        bring_into_view(wanted[0])
        wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
        self.settle()

    def says(self, text: str, within: str = "") -> bool:
        """Whether some visible words hold *text*."""
        return any(text in one for one in self.words(within))

    def wait_to_say(self, text: str, within: str = "") -> None:
        """Until some visible words hold *text*."""
        self.wait(partial(self.says, text, within), f'the words "{text}"')

    def last_notice(self) -> str:
        """The newest notice's words."""
        history = self.window.toasts.history
        return history[-1].notice.title if history else ""


def _closing(over: QWidget) -> list[QWidget]:
    """The button that closes the notice a widget lies in; none where it lies in no notice."""
    notice: QWidget | None = over
    while notice is not None and not isinstance(notice, Toast):
        notice = notice.parentWidget()
    return [] if notice is None else named(notice, tr("Close this notice"))
