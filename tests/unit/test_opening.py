"""A workspace that is given up while it is still being opened is closed: its lock goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, current_thread
from typing import TYPE_CHECKING, cast

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import SmartCourseError
from ui.operations.operations import Operations

if TYPE_CHECKING:
    from app.context import Context

A, B = Path("a"), Path("b")


class Opened:
    """As much of a context as opening and leaving it needs."""

    def __init__(self, folder: Path, told: list[str]) -> None:
        self.folder, self._told = folder, told
        self.bus = self
        self._thread = current_thread()

    def listen(self, _listener: object) -> None:
        pass

    def close(self) -> None:
        assert current_thread() is self._thread
        self._told.append(f"{self.folder} closed")


class Door:
    """Opens as soon as it may, and tells in which order what was opened and closed."""

    def __init__(self) -> None:
        self.may, self.waits = Event(), Event()
        self.told: list[str] = []

    def open(self, folder: Path) -> Context:
        self.waits.set()
        self.may.wait()
        self.told.append(f"{folder} opened")
        return cast("Context", Opened(folder, self.told))


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def operations(qapp: object, door: Door) -> Iterator[Operations]:
    made = Operations()
    yield made
    door.may.set()
    assert made.close(60)


def refuse(error: SmartCourseError) -> None:
    raise error


def test_one_that_is_overtaken_is_closed_before_the_next_is_opened(
    operations: Operations, door: Door, qtbot: QtBot
) -> None:
    got: list[Path] = []

    def open_one(folder: Path) -> None:
        operations.open(door.open, folder, lambda context: got.append(context.folder), refuse)

    open_one(A)
    assert door.waits.wait(60)
    operations.leave(lambda: open_one(B))
    door.may.set()
    qtbot.waitUntil(lambda: operations.idle)
    assert door.told == ["a opened", "a closed", "b opened"]
    assert got == [B]
    assert operations.context.folder == B


def test_one_that_is_open_but_not_yet_told_is_closed(
    operations: Operations, door: Door, qtbot: QtBot
) -> None:
    got: list[object] = []
    door.may.set()
    operations.open(door.open, A, got.append, refuse)
    waited = Event()
    operations.prepare("", "flask-conical", lambda _job: waited.set())
    # The lane has gone on; what it opened has not been told, for no event has been handled.
    assert waited.wait(60)
    operations.leave(lambda: None)
    qtbot.waitUntil(lambda: operations.idle)
    assert door.told == ["a opened", "a closed"]
    assert not got


def test_one_that_is_being_opened_on_quitting_is_closed(
    operations: Operations, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    operations.open(door.open, A, lambda _: None, refuse)
    assert door.waits.wait(60)
    # It is there only once closing has begun.
    monkeypatch.setattr(operations.jobs, "cancel_all", door.may.set)
    assert operations.close(60)
    assert door.told == ["a opened", "a closed"]


def test_one_that_is_open_is_closed_once(operations: Operations, door: Door, qtbot: QtBot) -> None:
    door.may.set()
    operations.open(door.open, A, lambda _: None, refuse)
    qtbot.waitUntil(lambda: operations.idle)
    operations.leave(lambda: None)
    qtbot.waitUntil(lambda: operations.idle)
    assert door.told == ["a opened", "a closed"]
