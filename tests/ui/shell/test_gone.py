"""An answer for a view that has gone is let go, however the view asked for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from app.domain.entities import User
from app.domain.errors import Rejected, SmartCourseError
from tests.support.window import settle
from ui.operations.gone import is_gone, outliving
from ui.shell.application import Desktop
from ui.views.imports.page import ImportsPage
from ui.views.people.page import PeoplePage


class View(QObject):
    """Asks in every way there is."""

    told = Signal(object)

    def tell(self, found: object) -> None:
        self.told.emit(found)

    def ways(self) -> dict[str, Callable[[object], None]]:
        def within(found: object) -> None:
            self.told.emit(found)

        def again(found: object, times: int = 1) -> None:
            self.tell(found)
            if times:
                again(found, times - 1)

        def wrapped(done: Callable[[object], None]) -> Callable[[object], None]:
            return lambda found: done(found or None)

        return {
            "method": self.tell,
            "lambda": lambda found: self.told.emit(found or None),
            "nested": within,
            "recursive": again,
            "partial of a method": partial(View.tell, self),
            "partial of a lambda": partial(lambda _which, found: self.tell(found), 1),
            "wrapped": wrapped(self.tell),
            "part of it": Part(self).tell,
        }


class Part:
    """Works for a view without being one."""

    __module__ = "ui.views.part"

    def __init__(self, view: View) -> None:
        self._view = view

    def tell(self, found: object) -> None:
        self._view.tell(found)


WAYS = tuple(View().ways())


@pytest.mark.parametrize("way", WAYS)
def test_whatever_a_view_asks_with_goes_with_it(desktop: Desktop, way: str) -> None:
    heard: list[object] = []
    view = View()
    view.told.connect(heard.append)
    desktop.operations.compute(lambda: 1, view.ways()[way])
    settle(desktop)
    assert heard.count(1) >= 1
    told = view.ways()[way]
    desktop.operations.compute(lambda: 2, told)
    delete(view)
    assert is_gone(told)
    settle(desktop)  # Calling it would raise, and fail the test.
    assert 2 not in heard


def test_what_copes_by_itself_is_told_all_the_same(desktop: Desktop) -> None:
    heard: list[object] = []
    view = View()
    desktop.operations.compute(lambda: 1, outliving(lambda one: heard.append((one, view and 0))))
    delete(view)
    settle(desktop)
    assert heard == [(1, 0)]


@pytest.mark.parametrize("refused", [False, True])
def test_a_job_ends_without_its_view(desktop: Desktop, *, refused: bool) -> None:
    view, told = View(), list[SmartCourseError]()
    desktop.operations.failed.connect(told.append)

    def work(_job: object) -> None:
        if refused:
            raise Rejected("undo.nothing")

    way = view.ways()["lambda"]
    job = desktop.operations.prepare("Long", "x", work, way, way)
    delete(view)
    settle(desktop)
    assert job.state == ("failed" if refused else "finished")
    assert [one.reason for one in told] == (["undo.nothing"] if refused else [])


def test_an_import_goes_on_when_its_screen_is_left_for_another_person(
    desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    rows = [f"new{n}@school.example,new{n},New,Person,student" for n in range(50)]
    path.write_text("\n".join(["email,username,first_name,last_name,role", *rows]) + "\n")
    desktop.window.go("imports")
    page = desktop.window.page
    assert isinstance(page, ImportsPage)
    page.session.begin(path)
    settle(desktop)
    page.session.start_import()
    job = page.session.job
    with desktop.operations.context.store.reading() as found:
        teacher = found.get(User, 4)
    desktop.act_as(teacher)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(page)
    settle(desktop)
    assert job is not None
    assert job.state == "finished"
    with desktop.operations.context.store.reading() as found:
        assert found.count(User, email="new49@school.example") == 1


def test_a_screen_that_asks_after_its_workspace_was_left_is_not_answered(desktop: Desktop) -> None:
    desktop.window.go("people")
    page = desktop.window.page
    assert isinstance(page, PeoplePage)
    settle(desktop)
    answered: list[object] = []
    operations = desktop.operations
    operations.leave(lambda: None)
    page.grid.model.refresh()
    tickets = [
        operations.read(lambda _rows: 1, answered.append),
        operations.inquire(lambda _context, _actor: 1, answered.append),
    ]
    assert all(one.dropped for one in tickets)
    settle(desktop)
    assert answered == []
