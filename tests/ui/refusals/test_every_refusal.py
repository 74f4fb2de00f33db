"""Every refusal there is, shown in the window: in words, whole, and with a way on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from app.domain.errors import EnvironmentFault, SmartCourseError
from app.domain.messages import CATALOGUE, sentence
from tests.support.window import copy_demo, open_desktop
from tests.ui.refusals.samples import FOLDER, error, placeholders, raised
from ui.feedback.dialogs import Field, Sheet
from ui.feedback.toasts import Notice, Toast
from ui.shell.application import Desktop
from ui.shell.remedies import PLACES, WAYS, refusal

CLOSE = "Close this notice"
NARROW = (1024, 700)
UNFILLED = re.compile(r"[{}]|\([a-z_]+\)")
COMMAND_LINE = re.compile(r"--[a-z]|smartcourse-admin|SMARTCOURSE_")
OF_THE_COMMAND_LINE = {
    "actor.none",
    "actor.unclear",
    "course.unknown",
    "edit.nothing",
    "import.no_instructor",
    "password.not_given",
    "workspace.missing",
}
"""What to do about these is something else where it is typed in a terminal."""
ADDED = {
    "sync.depends_on": {"table"},
    "value.not_a_choice": {"field"},
    "value.wrong_type": {"field"},
}
"""Data that whoever passes the error on adds."""
RAW = re.compile(r"None|Traceback|Error\b|Errno|<class|\bext\.")


@pytest.fixture(scope="module")
def shared(
    demo_source: Path, tmp_path_factory: pytest.TempPathFactory, qapp: object
) -> Iterator[Desktop]:
    """One window for all: nothing is changed in it."""
    folder = tmp_path_factory.mktemp("refusals")
    workspace = copy_demo(demo_source, folder / "workspace")
    with open_desktop(workspace, folder / "memory.json", size=NARROW) as desktop:
        yield desktop


@pytest.fixture(scope="module")
def field(shared: Desktop) -> Iterator[Field]:
    """A field of a dialog as narrow as any."""
    sheet = Sheet(shared.look, shared.window, "A dialog", "", 480)
    made = Field(shared.look, "Address", QLineEdit())
    sheet.body.addWidget(made)
    sheet.open()
    yield made
    sheet.reject()


def shown(desktop: Desktop, refused: SmartCourseError) -> Toast:
    desktop.window.tell(refused)
    QApplication.processEvents()
    return [one for one in desktop.window.findChildren(Toast) if not one.isHidden()][-1]


def close(toast: Toast) -> None:
    next(o for o in toast.findChildren(QToolButton) if o.accessibleName() == CLOSE).click()
    QApplication.processEvents()


def settled() -> None:
    """A dialog that grows with what is in it has done so: a layout asks for another."""
    for _ in range(4):
        QApplication.processEvents()


def cut(words: QLabel) -> bool:
    """Whether something of a text lies outside of its label."""
    room = QRect(0, 0, words.contentsRect().width(), 100_000)
    wraps = int(Qt.TextFlag.TextWordWrap)
    needed = words.fontMetrics().boundingRect(room, wraps, QLabel.text(words))
    return needed.width() > room.width() or needed.height() > words.contentsRect().height()


def texts(part: QWidget) -> list[QLabel]:
    return [one for one in part.findChildren(QLabel) if one.isVisible() and one.text()]


@pytest.mark.parametrize("reason", sorted(CATALOGUE))
def test_a_notice_tells_cause_and_remedy_whole(shared: Desktop, reason: str) -> None:
    for awkward in (False, True):
        toast = shown(shared, error(reason, awkward=awkward))
        problem, remedy = texts(toast)
        for words in (problem, remedy):
            assert not UNFILLED.search(words.text())
            assert not RAW.search(words.text())
            assert words.text().rstrip().endswith((".", "?", "!"))
            assert not cut(words)
        within(toast, shared.window)
        for one in (problem, remedy, *toast.findChildren(QPushButton)):
            within(one, toast)
        close(toast)


@pytest.mark.parametrize("reason", sorted(CATALOGUE))
def test_a_field_tells_it_whole(field: Field, reason: str) -> None:
    field.wrong(sentence(error(reason, awkward=True)))
    settled()
    assert field.note.isVisible()
    assert not cut(field.note)
    within(field.note, field.window())


def within(part: QWidget, whole: QWidget) -> None:
    """Nothing of a part lies outside."""
    assert whole.rect().contains(QRect(part.mapTo(whole, part.rect().topLeft()), part.size()))


def test_only_the_command_line_is_told_of_its_options() -> None:
    assert not {one for one in CATALOGUE if COMMAND_LINE.search(sentence(error(one)))}
    typed = {one for one in CATALOGUE if COMMAND_LINE.search(sentence(error(one), typed=True))}
    assert typed == OF_THE_COMMAND_LINE


def test_each_is_raised_with_what_its_sentence_is_filled_from() -> None:
    lacking = {
        reason: missing
        for reason, _, given in raised()
        if reason in CATALOGUE
        for missing in [placeholders(reason) - given - ADDED.get(reason, set())]
        if missing and "None" not in given  # Given by two stars.
    }
    assert not lacking


@pytest.mark.parametrize(
    ("action", "reason"), [(a, r) for a, rs in WAYS.items() for r in sorted(rs)]
)
def test_a_button_leads_to_the_remedy(shared: Desktop, action: str, reason: str) -> None:
    assert shared.window.actions_registry.spec(action)
    assert reason in CATALOGUE
    ran: list[str] = []
    notice = refusal(error(reason), ran.append)
    button(shared, notice).click()
    assert ran == [action]


@pytest.mark.parametrize("reason", sorted(PLACES))
def test_a_folder_is_shown_where_a_look_helps(
    shared: Desktop, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    pressed = button(shared, refusal(error(reason), not_asked))
    assert pressed.text() == "Show the folder"
    pressed.click()
    assert [one.toLocalFile() for one in opened] == [FOLDER]


def test_what_may_work_later_is_tried_again_and_anything_else_can_be_copied(
    shared: Desktop,
) -> None:
    tried: list[int] = []
    full = EnvironmentFault("workspace.busy", path=FOLDER, cause="database is locked")
    button(shared, refusal(full, not_asked, lambda: tried.append(1))).click()
    assert tried == [1]
    button(shared, refusal(error("redo.nothing"), not_asked, lambda: tried.append(2))).click()
    assert tried == [1]
    assert QGuiApplication.clipboard().text().startswith("There is nothing to do again")


def test_a_refusal_that_comes_again_takes_the_place_of_the_first(shared: Desktop) -> None:
    full = EnvironmentFault("workspace.busy", path=FOLDER, cause="database is locked")
    for refused, kept in ((error("undo.nothing"), 1), (full, 2)):
        shared.window.toasts.forget()
        QApplication.processEvents()
        for _ in range(2):
            notice = refusal(refused, not_asked, lambda: None)
            shared.window.toasts.show_notice(notice)
        shown = [one for one in shared.window.findChildren(Toast) if not one.isHidden()]
        assert len(shown) == kept
    shared.window.toasts.forget()


def button(desktop: Desktop, notice: Notice) -> QPushButton:
    """The button of a notice that is shown."""
    toast = desktop.window.toasts.show_notice(notice)
    assert notice.action is not None
    return next(one for one in toast.findChildren(QPushButton) if one.text() == notice.action[0])


def not_asked(action: str) -> None:
    raise AssertionError(action)
