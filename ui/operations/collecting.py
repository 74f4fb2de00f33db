"""Garbage collections that the window can bear, on the one thread that may make them.

Whatever thread happens to fill the youngest generation collects it. What it finds may be widgets of
a closed sheet, and taking these apart beside the thread that paints corrupts the toolkit's memory:
the window dies later, anywhere. So no thread collects by itself; the window's does, between events.

A full collection looks at every object there is and stops every thread meanwhile: after an import
of a hundred thousand rows for a third of a second, and it finds nothing. So there are none while
somebody works; young and middle-aged garbage is collected as ever.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from types import ModuleType

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, QTimer, Slot

BESIDE_WORK = 50
"""Milliseconds between looks while lanes work: what they leave behind stays a small part."""


class Collector(QObject):
    """Collects in the thread that made it, at turns of its event loop.

    Where collecting was switched off before (the start of the program, which makes no garbage worth
    its time), it waits for `begin`.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._begun = gc.isenabled()
        self._looks = QTimer(self)
        self._looks.setInterval(BESIDE_WORK)
        self._looks.timeout.connect(self.look)
        gc.disable()
        dispatcher = QAbstractEventDispatcher.instance()
        if dispatcher is not None:
            dispatcher.awake.connect(self.look)

    def begin(self) -> None:
        """Collect from here on; what is there by now stays, and is not looked at."""
        gc.freeze()
        self._begun = True

    def work_began(self) -> None:
        """Lanes are at work, and the window may have nothing to do for long."""
        self._looks.start()

    def work_ended(self) -> None:
        """Garbage comes from the window alone again."""
        self._looks.stop()

    def end(self) -> None:
        """Every thread collects by itself again: the lanes are gone."""
        self._looks.stop()
        if self._begun:
            gc.enable()

    @Slot()
    def look(self) -> None:
        """Collect what is young, and what is middle-aged where that is due, but never all."""
        young, middle, _ = gc.get_count()
        enough_young, enough_middle, _ = gc.get_threshold()
        if self._begun and young > enough_young:
            gc.collect(1 if middle > enough_middle else 0)


def rest(state: Qt.ApplicationState) -> None:
    """Collect all if nobody looks: every window of the program is hidden or has lost the focus."""
    if state != Qt.ApplicationState.ApplicationActive:
        gc.collect()


def loaded(name: str) -> ModuleType:
    """A module; what comes with it stays, and is not looked at again."""
    known = name in sys.modules
    module = import_module(name)
    if not known:
        gc.freeze()
    return module
