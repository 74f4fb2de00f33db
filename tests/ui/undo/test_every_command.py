"""Every command there is, given in the window, undone and done again from the window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain import commands as c
from app.domain.commands import COMMAND_TYPES, Command
from tests.support.window import copy_demo, open_desktop
from tests.ui.undo.flows import FLOWS, WITHOUT, read_all
from tests.ui.undo.hand import Hand, State
from ui.shell.application import Desktop
from ui.views.certificates.dialogs import IssueDialog, ReasonDialog
from ui.views.certificates.page import CertificatesPage

FINAL = (c.IssueCertificates, c.ReissueCertificate, c.RevokeCertificate)


@pytest.fixture(scope="module")
def shared(
    demo_source: Path, tmp_path_factory: pytest.TempPathFactory, qapp: object
) -> Iterator[Desktop]:
    """One window for all: each test leaves the workspace as it was."""
    folder = tmp_path_factory.mktemp("undo")
    workspace = copy_demo(demo_source, folder / "workspace")
    with open_desktop(workspace, folder / "memory.json") as desktop:
        yield desktop


@pytest.fixture
def hand(shared: Desktop, qtbot: QtBot, tmp_path: Path) -> Hand:
    return Hand(shared, qtbot, tmp_path)


def differing(one: State, other: State) -> dict[object, tuple[object, object]]:
    """What is not the same in both, for the message of a failure."""
    keys = {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
    return {key: (one.get(key), other.get(key)) for key in keys}


def test_every_command_is_given_here_or_has_its_reason() -> None:
    final = {one for one in COMMAND_TYPES.values() if not one.UNDOABLE}
    assert final == set(FINAL)
    listed = [*FLOWS, *WITHOUT, *FINAL]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(COMMAND_TYPES.values())


@pytest.mark.parametrize("kind", FLOWS, ids=lambda one: one.TYPE)
def test_it_is_undone_and_done_again(hand: Hand, kind: type[Command]) -> None:
    flow, untouched = FLOWS[kind], hand.state()
    flow.before(hand)
    start, known = hand.state(), len(hand.commands())
    flow.act(hand)
    after = hand.state()
    assert differing(start, after)
    assert kind.TYPE in hand.commands()[known:]
    back = hand.offered() or hand.undo
    back()
    assert not differing(start, hand.state())
    hand.redo()
    assert hand.told().title.startswith("Done again: ")
    assert not differing(after, hand.state())
    undone(hand)
    assert not differing(start, hand.state())
    while differing(untouched, hand.state()):
        undone(hand)


def undone(hand: Hand) -> None:
    """Undo by keyboard, which tells in words what was undone."""
    hand.undo()
    # Words: "delete people", not "people.delete".
    assert re.fullmatch(r"Undone: \w+ .+", hand.told().title)


def test_having_read_something_is_no_change_that_undo_takes_back(hand: Hand) -> None:
    start = hand.state()
    FLOWS[c.EditCourse].act(hand)
    read_all(hand)
    assert hand.told().title.endswith("marked as read")
    assert hand.offered() is None
    assert hand.commands()[-1] == c.MarkNotificationsRead.TYPE
    hand.undo()
    assert hand.told().title == "Undone: edit this course"
    assert set(differing(start, hand.state())) == {"read"}


def words(dialog: QWidget) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def test_what_is_final_says_so_before_and_what_to_do_instead_after(hand: Hand) -> None:
    page = hand.go("certificates", CertificatesPage)
    hand.qtbot.waitUntil(lambda: page.eligible.model.rowCount() > 0)
    page.eligible.selected.add([page.eligible.model.id_at(0)])
    hand.press(page.primary)
    issue = hand.dialog(IssueDialog)
    assert "number is final: it can be revoked, not deleted" in words(issue)
    hand.press(issue.go)
    final(hand, c.IssueCertificates)
    page.show_tab(1)
    hand.rest()
    hand.qtbot.waitUntil(lambda: page.preview.now is not None)
    for action, kind in (
        (page.reissue_this, c.ReissueCertificate),
        (page.revoke_this, c.RevokeCertificate),
    ):
        hand.press(action)
        dialog = hand.dialog(ReasonDialog)
        assert "This cannot be undone." in words(dialog)
        hand.write(dialog.reason, "Another name")
        hand.press(dialog.go)
        final(hand, kind)


def final(hand: Hand, kind: type[Command]) -> None:
    """The last change was of this kind; undo says that it stays, and Ctrl+Z leaves it."""
    assert hand.commands()[-1] == kind.TYPE
    assert hand.offered() is None
    stored = hand.state()
    undo = hand.desktop.window.actions_registry.action("edit.undo")
    assert not undo.isEnabled()
    assert "your last step cannot be undone" in undo.toolTip()
    hand.undo()
    assert not differing(stored, hand.state())
