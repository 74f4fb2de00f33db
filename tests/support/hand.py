"""A hand on a real mouse and keyboard: presses go through the X server, as from a device."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QWidget

LEFT = 1
NOW = ctypes.c_ulong(0)
PATIENCE = 5_000
"""Milliseconds after which what a step should cause is missed."""

Story = Generator[Callable[[], bool], None, None]
"""Steps; after each comes what must be true before the next."""


class Hand:
    """Moves, presses and lets go on the display that ``DISPLAY`` names."""

    def __init__(self) -> None:
        self._x11, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XStringToKeysym.restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x11.XOpenDisplay(None))
        self._pressed = False

    def close(self) -> None:
        """Leave the mouse and the display."""
        self.let_go()
        self._x11.XCloseDisplay(self._display)

    def move(self, at: QPoint) -> None:
        """Put the pointer on a spot of the screen."""
        self._test.XTestFakeMotionEvent(self._display, 0, at.x(), at.y(), NOW)
        self._x11.XFlush(self._display)

    def press(self) -> None:
        """Press the left button."""
        self._button(down=True)

    def let_go(self) -> None:
        """Let go of the left button, if it is pressed."""
        if self._pressed:
            self._button(down=False)

    def click(self, at: QPoint) -> None:
        """Press and let go on a spot of the screen."""
        self.move(at)
        self.press()
        self.let_go()

    def type(self, *keys: str) -> None:
        """Press keys together, named as X names them: ``type("Alt_L", "w")``."""
        self.hold(*keys)
        self.leave(*reversed(keys))

    def hold(self, *keys: str) -> None:
        """Press keys and keep them down."""
        for key in keys:
            self._key(key, down=True)

    def leave(self, *keys: str) -> None:
        """Let keys go."""
        for key in keys:
            self._key(key, down=False)

    def play(self, story: Story) -> None:
        """Run the steps in whatever event loop is at work: a drag runs one of its own."""
        loop, timer, failed = QEventLoop(), QTimer(), list[Exception]()
        come, deadline = next(story), QDeadlineTimer(PATIENCE)

        def look() -> None:
            nonlocal come, deadline
            try:
                if come():
                    come, deadline = next(story), QDeadlineTimer(PATIENCE)
                elif deadline.hasExpired():
                    story.throw(TimeoutError("what this step should cause does not come"))
                return
            except StopIteration:
                pass
            except Exception as error:  # noqa: BLE001 - told once the loop has ended
                failed.append(error)
                self.let_go()  # So that the loop of a drag ends too.
            timer.stop()
            loop.quit()

        timer.timeout.connect(look)
        timer.start(5)
        loop.exec()
        if failed:
            raise failed[0]

    def _button(self, *, down: bool) -> None:
        self._pressed = down
        self._test.XTestFakeButtonEvent(self._display, LEFT, int(down), NOW)
        self._x11.XFlush(self._display)

    def _key(self, name: str, *, down: bool) -> None:
        symbol = ctypes.c_ulong(self._x11.XStringToKeysym(name.encode()))
        code = self._x11.XKeysymToKeycode(self._display, symbol)
        self._test.XTestFakeKeyEvent(self._display, code, int(down), NOW)
        self._x11.XFlush(self._display)


@contextmanager
def hand() -> Iterator[Hand]:
    """A hand that lets go at the end."""
    made = Hand()
    try:
        yield made
    finally:
        made.close()


def middle(widget: QWidget) -> QPoint:
    """The middle of a widget, on the screen."""
    return widget.mapToGlobal(widget.rect().center())
