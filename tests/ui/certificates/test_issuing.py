"""Issuing: who can get one, what is foreseen, batches that are cancelled and carried on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.commands import MOST_CERTIFICATES, Change, EditPeople, PersonEdit
from app.domain.entities import Enrollment, User, WorkflowExecution
from tests.support.window import settle
from tests.ui.certificates.conftest import Staff
from ui.models.keyset import CHECK
from ui.operations.jobs import Job
from ui.views.certificates.chunked import ChunkedJob
from ui.views.certificates.dialogs import IssueDialog
from ui.widgets.grid import Selection

Key = Qt.Key


def rename(staff: Staff, enrollment_id: int, first: str) -> None:
    """Give the learner of an enrollment another first name."""

    def work(context: object, actor: object) -> None:
        from app.context import Context
        from app.domain.actor import Actor

        assert isinstance(context, Context)
        assert isinstance(actor, Actor)
        with context.store.reading() as rows:
            person = rows.get(User, rows.get(Enrollment, enrollment_id).student_id)
        change = Change("first_name", person.first_name, first)
        edit = PersonEdit(user_id=person.id, changes=(change,))
        context.bus.execute(EditPeople(rows=(edit,)), actor)

    staff.desktop.operations.write(work)
    settle(staff.desktop)


def test_whoever_completed_is_listed_with_a_preview_that_is_not_stored(staff: Staff) -> None:
    grid = staff.page.eligible
    QAbstractItemModelTester(grid.model)
    assert grid.model.count == 90
    assert staff.page.tabs.tabText(0) == "Eligible  90"
    assert {grid.model.cell(row, "fits") for row in range(90)} == {"yes"}
    before = len(staff.issued_ids())
    shown = staff.shown()
    assert shown.pages == 1
    assert shown.sample is not None
    assert shown.sample.job.fields.certificate_number.endswith("-000000")
    assert len(staff.issued_ids()) == before
    staff.qtbot.keyClick(staff.desktop.window, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert staff.shown().enrollment_id == grid.model.id_at(1)
    assert staff.page.preview.place.text() == "2 of 90"


def test_what_does_not_fit_is_told_before_and_left_out(staff: Staff) -> None:
    grid = staff.page.eligible
    wide, unprintable = (int(grid.model.id_at(row) or 0) for row in (0, 1))
    rename(staff, wide, "W" * 95)
    rename(staff, unprintable, "Ada 🙂")
    staff.wait(lambda: grid.model.cell(0, "fits") not in (None, "yes"))
    assert str(grid.model.cell(0, "fits")).endswith("mm too wide")
    assert grid.model.cell(1, "fits") == "No letter 🙂"
    for row in (0, 1, 2):
        grid.selected.toggle(grid.model.id_at(row) or 0)
    staff.page.primary.click()
    dialog = staff.dialog(IssueDialog)
    assert dialog.windowTitle() == "Issue 2 certificates?"
    words = [label.text() for label in dialog.findChildren(type(staff.page.preview.place))]
    assert "1 will be left out: a letter cannot be printed" in words
    assert "1 does not fit and will be set smaller" in words
    dialog.go.click()
    staff.wait(lambda: grid.model.count == 88)
    assert unprintable not in staff.issued_ids()
    assert wide in staff.issued_ids()


def test_issuing_by_keyboard_alone(staff: Staff) -> None:
    table, bot = staff.page.eligible.table.frozen, staff.qtbot
    table.setFocus()
    for _ in range(3):
        bot.keyClick(table, Key.Key_Space)
        bot.keyClick(table, Key.Key_Down)
    chosen = set(staff.page.eligible.selected.ids)
    before = staff.issued_ids()
    bot.keyClick(staff.desktop.window, Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    dialog = staff.dialog(IssueDialog)
    bot.keyClick(dialog, Key.Key_Return)
    staff.wait(lambda: staff.page.eligible.model.count == 87)
    after = staff.issued_ids()
    assert len(after) == len(before) + 3
    assert set(after) - set(before) == chosen
    assert staff.page.tabs.tabText(1) == "Issued  94"


def test_what_was_issued_is_not_selected_any_more(staff: Staff) -> None:
    grid = staff.page.eligible
    issued = [grid.model.id_at(row) or 0 for row in (0, 1)]
    kept = grid.model.id_at(2) or 0
    grid.selected.only([*issued, kept])
    staff.page.handling.issue_for([int(one) for one in issued])
    staff.wait(lambda: grid.model.count == 88)
    staff.wait(lambda: grid.selected.ids == (kept,))
    assert staff.page.primary.text() == "Issue 1 certificate"
    grid.selected.clear()
    assert grid.selection_bar.isHidden()
    assert staff.page.primary.text() == "Issue 88 certificates"


def test_nothing_is_asked_where_all_have_their_certificate_already(staff: Staff) -> None:
    grid = staff.page.eligible
    issued = [int(grid.model.id_at(row) or 0) for row in (0, 1)]
    stale = Selection(query=grid.query, chosen=tuple(issued), count=2)
    staff.page.handling.issue_for(issued)
    staff.wait(lambda: grid.model.count == 88)
    staff.page.handling.issue(stale)
    settle(staff.desktop)
    assert not staff.desktop.window.findChildren(IssueDialog)
    told = staff.desktop.window.toasts.history[-1].notice
    assert told.title == "They have their certificates already"


def test_cancelling_keeps_what_is_issued_and_going_on_repeats_nothing(staff: Staff) -> None:
    operations, before = staff.desktop.operations, len(staff.issued_ids())
    everybody = [int(staff.page.eligible.model.id_at(row) or 0) for row in range(90)]
    job = staff.page.handling.issue_for(everybody)
    job.cancel()  # The first chunk is under way: it is whole, and the last.
    staff.wait(lambda: job.state != "running")
    assert job.state == "stopped"
    issued = len(staff.issued_ids()) - before
    assert issued == MOST_CERTIFICATES
    assert f"{issued} certificates issued" in job.detail
    again: list[Job] = [staff.page.handling.issue_for(everybody)]
    staff.wait(lambda: again[0].state != "running")
    assert again[0].state == "finished"
    ids = staff.issued_ids()
    assert len(ids) == before + 90
    assert len(set(ids)) == len(ids)
    staff.wait(lambda: staff.page.eligible.model.rowCount() == 0)
    assert staff.page.preview.now is None
    assert not staff.page.primary.isVisible()
    staff.wait(lambda: not operations.findChildren(ChunkedJob))
    settle(staff.desktop)
    with operations.context.store.reading() as rows:
        batches = rows.find(WorkflowExecution, workflow_type="CertificateBatch")
    assert [one.status for one in batches][-2:] == ["cancelled", "completed"]
    assert batches[-1].result is not None
    assert len(batches[-1].result["issued"]) == 90


def test_the_row_that_the_preview_shows_is_marked(staff: Staff) -> None:
    def bar(row: int) -> QColor:
        view = staff.page.eligible.table.frozen
        box = view.visualRect(staff.page.eligible.model.index(row, CHECK))
        return view.viewport().grab().toImage().pixelColor(box.left() + 1, box.center().y())

    accent = staff.page.look.color("accent")
    assert (bar(0), bar(1) == accent) == (accent, False)
    staff.page.step(1)
    staff.shown()
    assert (bar(0) == accent, bar(1)) == (False, accent)
