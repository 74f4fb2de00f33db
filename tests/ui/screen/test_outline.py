"""Rows of the outline, dragged with a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QApplication

from app.domain.entities import Lesson, Module
from app.domain.rank import in_order
from tests.support.hand import Hand, Story
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.course.outline_view import OutlineView
from ui.views.course.page import CoursePage

Order = list[tuple[str, list[str]]]
IN_THE_ROW = 90


def stored(desktop: Desktop) -> Order:
    """Module titles of the course with their lessons' titles, in order."""
    with desktop.operations.context.store.reading() as rows:
        modules = in_order(rows.find(Module, course_id=1))
        lessons = [in_order(rows.find(Lesson, module_id=one.id)) for one in modules]
    return [
        (module.title, [one.title for one in inside])
        for module, inside in zip(modules, lessons, strict=True)
    ]


class Outline:
    """The outline of the first course, and where its rows lie on the screen."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        desktop.window.go("course", {"course_id": 1})
        settle(desktop)
        page = desktop.window.page
        assert isinstance(page, CoursePage)
        self.view: OutlineView = page.panel.view

    def index(self, row: int, module: int | None = None) -> QModelIndex:
        model = self.view.outline
        return model.index(row, 0, model.index(module, 0) if module is not None else QModelIndex())

    def spot(self, row: int, module: int | None = None, *, below: bool = False) -> QPoint:
        """The upper part of a row, or the lower."""
        box = self.view.visualRect(self.index(row, module))
        y = box.bottom() - 3 if below else box.top() + 3
        return self.view.viewport().mapToGlobal(QPoint(IN_THE_ROW, y))

    def edge(self, row: int, module: int | None = None) -> int:
        """The height at which a line below a row is drawn."""
        return self.view.visualRect(self.index(row, module)).bottom() + 1

    def pick(self, mouse: Hand, at: QPoint) -> Story:
        """Press on a row and pull until it hangs at the pointer."""
        mouse.move(at)
        mouse.press()
        yield lambda: True
        for step in (8, 16, 24):
            mouse.move(at + QPoint(0, step))
        yield lambda: self.view._line is not None or bool(self.told())

    def line(self) -> int | None:
        """The height of the drop line, if there is one."""
        return None if self.view._line is None else self.view._line[1]

    def told(self) -> str:
        """What the status bar says."""
        return self.desktop.window.status.position.text()


@pytest.fixture
def outline(window: Desktop) -> Outline:
    return Outline(window)


def test_a_lesson_is_dragged_to_another_module_and_undone(outline: Outline, mouse: Hand) -> None:
    before = stored(outline.desktop)

    def drag() -> Story:
        yield from outline.pick(mouse, outline.spot(0, 0))
        mouse.move(outline.spot(1, 2, below=True))
        yield lambda: outline.line() == outline.edge(1, 2)
        mouse.let_go()
        yield lambda: outline.line() is None

    def undo() -> Story:
        mouse.type("Control_L", "z")
        yield lambda: stored(outline.desktop) == before

    mouse.play(drag())
    settle(outline.desktop)
    moved = before[0][1][0]
    wanted = [(title, [one for one in inside if one != moved]) for title, inside in before]
    wanted[2][1].insert(2, moved)
    assert stored(outline.desktop) == wanted
    assert [one.title for one in outline.view.chosen()] == [moved]
    mouse.play(undo())
    settle(outline.desktop)
    assert outline.index(0, 0).data() == moved
    assert QApplication.focusWidget() is outline.view


def test_a_module_is_dragged_above_another(outline: Outline, mouse: Hand) -> None:
    before = stored(outline.desktop)

    def drag() -> Story:
        yield from outline.pick(mouse, outline.spot(2))
        mouse.move(outline.spot(0))
        yield lambda: outline.line() == outline.view.visualRect(outline.index(0)).top()
        mouse.let_go()
        yield lambda: outline.line() is None

    mouse.play(drag())
    settle(outline.desktop)
    assert stored(outline.desktop) == [before[2], *before[:2], *before[3:]]


def test_a_module_and_a_lesson_find_no_place_together(outline: Outline, mouse: Hand) -> None:
    before = stored(outline.desktop)

    def drag() -> Story:
        mouse.click(outline.spot(0, 1))
        yield lambda: outline.view.currentIndex() == outline.index(0, 1)
        mouse.hold("Control_L")
        mouse.click(outline.spot(2))
        yield lambda: len(outline.view.chosen()) == 2
        mouse.leave("Control_L")
        # From the other row: a second press on this one would be a double click.
        yield from outline.pick(mouse, outline.spot(0, 1))
        mouse.move(outline.spot(1, 2, below=True))
        yield lambda: "cannot be moved together" in outline.told()
        assert outline.line() is None
        mouse.let_go()
        yield lambda: not outline.told()

    mouse.play(drag())
    settle(outline.desktop)
    assert stored(outline.desktop) == before


def test_escape_puts_back_what_hangs_at_the_pointer(outline: Outline, mouse: Hand) -> None:
    before = stored(outline.desktop)

    def drag() -> Story:
        yield from outline.pick(mouse, outline.spot(0, 0))
        mouse.move(outline.spot(1, 2, below=True))
        yield lambda: outline.line() == outline.edge(1, 2)
        mouse.type("Escape")
        yield lambda: outline.line() is None
        mouse.let_go()
        yield lambda: outline.view.state() == OutlineView.State.NoState

    mouse.play(drag())
    settle(outline.desktop)
    assert stored(outline.desktop) == before
