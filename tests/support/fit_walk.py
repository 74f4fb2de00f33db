"""Walk through the window, and say in JSON what does not fit, is not translated or has no name.

A program of its own, for scale, direction and language are those of a whole program.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.accessible import shared_mnemonics, unnamed
from tests.support.fitting import misfits
from tests.support.painted_words import PaintedWords, watched_words
from tests.support.pseudo import Pseudo, data_words, untranslated
from tests.support.walk import OVER, STATES, STOPS, State, Stop, close_over, shown_over
from tests.support.window import open_desktop, settle
from ui.shell.application import Desktop, application

SMALLEST = (1024, 700)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--text", type=float, default=1.0)
    parser.add_argument("--rtl", action="store_true")
    parser.add_argument("--pseudo", action="store_true")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--size", type=int, nargs=2, default=SMALLEST)
    parser.add_argument("--states", action="store_true", help="also what screens come to show")
    asked = parser.parse_args()
    running = application([])
    assert isinstance(running, QApplication)
    translator = Pseudo()
    if asked.pseudo:
        QCoreApplication.installTranslator(translator)
    if asked.rtl:
        running.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    with tempfile.TemporaryDirectory(prefix="smartcourse-") as folder:
        memory = Path(folder) / "memory.json"
        width, height = asked.size
        with open_desktop(asked.workspace, memory, size=(width, height)) as desktop:
            desktop.appearance.set("text_scale", asked.text)
            settle(desktop)
            data = data_words(asked.workspace) if asked.pseudo else None
            with watched_words() as painted:
                walk = Walk(desktop, data, asked.pictures, painted)
                print(json.dumps(walk.faults(STATES if asked.states else ())))


class Walk:
    """Goes everywhere and looks; a fault counts where it is seen first."""

    def __init__(
        self,
        desktop: Desktop,
        data: frozenset[str] | None,
        pictures: Path | None,
        painted: PaintedWords,
    ) -> None:
        self._desktop, self._data, self._pictures = desktop, data, pictures
        self._painted = painted
        self._seen: set[str] = set()
        self._count = 0

    def faults(self, states: Sequence[State]) -> list[str]:
        """Every fault, with where it was."""
        found = []
        for stop in STOPS:
            self._go(stop)
            found += self._look(self._desktop.window, f"{stop[0]} {dict(stop[1])}")
        for name, stop, does in states:
            self._go(stop)
            does(self._desktop, self._desktop.window.page)
            settle(self._desktop)
            self._lay_out()
            found += self._look(self._desktop.window, name)
        for name, stop, opens in OVER:
            self._go(stop)
            opens(self._desktop, self._desktop.window.page)
            settle(self._desktop)
            shown = [one for one in shown_over(self._desktop) if type(one).__name__ == name]
            found += [f"{name} does not open"] if not shown else []
            self._lay_out()
            for one in shown:
                found += self._look(one, name)
            close_over(self._desktop)
            settle(self._desktop)
        return found

    def _go(self, stop: Stop) -> None:
        here = self._desktop.window.trail
        if not here.can_go_back or (here.here.place, here.here.params) != stop:
            self._desktop.window.go(*stop)
        settle(self._desktop)
        self._lay_out()

    def _lay_out(self) -> None:
        """Until no part asks another for room any more."""
        for _ in range(8):
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            QApplication.processEvents()

    def _look(self, root: QWidget, where: str) -> list[str]:
        self._painted.take()
        picture = root.window().grab()
        if self._pictures is not None:
            self._pictures.mkdir(parents=True, exist_ok=True)
            self._count += 1
            name = "".join(one if one.isalnum() else "-" for one in where)
            picture.save(str(self._pictures / f"{self._count:02d}-{name}.png"))
        found = misfits(root) + self._painted.take()
        found += [f"has no name: {one}" for one in unnamed(root)]
        found += [f"Alt finds twice: {one}" for one in shared_mnemonics(root)]
        if self._data is not None:
            found += [f"not translated: {one!r}" for one in untranslated(root, self._data)]
        new = [one for one in found if one not in self._seen]
        self._seen.update(new)
        return [f"{where}: {one}" for one in new]


if __name__ == "__main__":
    main()
