"""A list by mouse and by keyboard: filters, views, columns, selection, states, copying."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
)

from app.domain.errors import EnvironmentFault
from app.domain.journal import ChangeSet
from tests.support.window import settle
from ui.feedback.states import Skeleton, StatePanel
from ui.models.keyset import CHECK
from ui.shell.application import Desktop
from ui.theme.tokens import THEMES
from ui.views.enrollments.page import EnrollmentsPage
from ui.widgets.grid import Grid
from ui.widgets.grid.clipboard import plain
from ui.widgets.grid.filter_editor import FilterEditor

KEY = Qt.Key
OFFSCREEN_MENUS = (
    "^This plugin does not support raise",
    "^This plugin does not support grabbing",
)


def press(grid: Grid, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        target = grid.window().focusWidget() or grid.table.frozen
        QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def click(
    view: QTableView, row: int, section: int, modifier: Qt.KeyboardModifier | None = None
) -> None:
    box = view.visualRect(view.model().index(row, section))
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        modifier or Qt.KeyboardModifier.NoModifier,
        QPoint(box.left() + 32 if section == CHECK else box.center().x(), box.center().y()),
    )


def type_search(desktop: Desktop, grid: Grid, text: str) -> None:
    grid.bar.search.clear()
    QTest.keyClicks(grid.bar.search, text)
    press_enter = grid.bar.search
    QTest.keyClick(press_enter, KEY.Key_Return)
    settle(desktop)


def test_the_list_counts_its_rows_and_says_which_are_seen(desktop: Desktop, grid: Grid) -> None:
    assert grid.model.rowCount() == grid.model.count == 420
    assert desktop.window.status.position.text().startswith("Rows 1–")
    assert desktop.window.status.position.text().endswith("of 420")


def test_typed_filters_become_chips_and_words_stay(desktop: Desktop, grid: Grid) -> None:
    type_search(desktop, grid, "status:active progress:<20 an")
    assert [chip.text() for chip in grid.bar.chips._chips] == [
        "Status: Active",
        "Progress below 20 %",
    ]
    assert grid.bar.search.text() == "an"
    count = grid.model.count
    assert count is not None
    assert 0 < count < 420
    for row in range(min(count, 20)):
        assert grid.model.cell(row, "status") == "active"
        assert float(grid.model.cell(row, "progress") or 0) < 20
    chip = grid.bar.chips._chips[1]
    QTest.keyClick(chip, KEY.Key_Delete)
    settle(desktop)
    assert len(grid.bar.chips._chips) == 1
    assert (grid.model.count or 0) > count


def test_a_chips_end_takes_it_away_and_its_middle_edits_it(desktop: Desktop, grid: Grid) -> None:
    grid.search_for("status:active progress:<20")
    settle(desktop)
    chip = grid.bar.chips._chips[0]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center())
    editor = desktop.window.findChild(FilterEditor)
    assert editor is not None
    box = next(one for one in editor.findChildren(QCheckBox) if one.text() == "Suspended")
    box.setChecked(True)
    QTest.keyClick(editor, KEY.Key_Return)
    settle(desktop)
    assert grid.query.filters[0].values == ("active", "suspended")
    chip = grid.bar.chips._chips[0]
    QTest.mouseClick(
        chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 10, chip.height() // 2)
    )
    settle(desktop)
    assert [one.column for one in grid.query.filters] == ["progress"]


@pytest.mark.parametrize(
    ("column", "typed", "wanted"),
    [
        ("progress", "x", None),
        ("progress", "40", "Progress below 40 %"),
        ("learner", "an", "Learner: an"),
    ],
)
def test_a_filter_is_added_by_its_editor(
    desktop: Desktop, grid: Grid, column: str, typed: str, wanted: str | None
) -> None:
    grid._open_editor(column, None, grid.bar.chips.add_button)
    settle(desktop)
    editor = desktop.window.findChild(FilterEditor)
    assert editor is not None
    field = editor.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, KEY.Key_Return)
    settle(desktop)
    if wanted is None:
        assert editor.isVisible()
        assert field.property("wrong")
        QTest.keyClick(editor, KEY.Key_Escape)
    else:
        assert [chip.text() for chip in grid.bar.chips._chips] == [wanted]


def test_a_course_is_chosen_among_those_there_are(desktop: Desktop, grid: Grid) -> None:
    grid._open_editor("course", None, grid.bar.chips.add_button)
    settle(desktop)
    editor = desktop.window.findChild(FilterEditor)
    assert editor is not None
    boxes = {one.text(): one for one in editor.findChildren(QCheckBox)}
    assert set(boxes) == {
        "First Aid at Work",
        "Reading Data with Confidence",
        "Writing That Gets Read",
    }
    boxes["First Aid at Work"].click()
    editor.apply()
    settle(desktop)
    assert {grid.model.cell(row, "course") for row in range(20)} == {"First Aid at Work"}


def test_what_means_nothing_is_told_under_the_filter_bar(desktop: Desktop, grid: Grid) -> None:
    type_search(desktop, grid, "colour:red")
    assert grid.hint.isVisible()
    assert grid.model.count == 420
    grid.bar.search.clear()
    settle(desktop)
    assert not grid.hint.isVisible()


def test_a_click_on_a_header_orders_and_another_turns_round(desktop: Desktop, grid: Grid) -> None:
    header = grid.table.main.horizontalHeader()
    section = grid.model.section("progress")
    for descending in (False, True):
        x = header.sectionViewportPosition(section) + 20
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 15))
        settle(desktop)
        assert (grid.query.sort, grid.query.descending) == ("progress", descending)
        shares = [float(grid.model.cell(row, "progress") or 0) for row in range(100)]
        assert shares == sorted(shares, reverse=descending)


def test_rows_are_selected_by_mouse_and_stay_so_in_another_order(
    desktop: Desktop, grid: Grid
) -> None:
    for row in (1, 3):
        click(grid.table.frozen, row, CHECK)
    click(grid.table.main, 6, grid.model.section("email"), Qt.KeyboardModifier.ShiftModifier)
    settle(desktop)
    wanted = {grid.model.id_at(row) for row in (1, 3, 4, 5, 6)}
    assert set(grid.selected.ids) == wanted
    assert grid.selection_bar.isVisible()
    assert grid.selection_bar._count.text() == "5 of 420 selected"
    grid._sort("learner", False)
    settle(desktop)
    assert set(grid.selected.ids) == wanted
    grid.clear_filters()
    settle(desktop)
    assert set(grid.selected.ids) == wanted


def test_rows_are_selected_by_keyboard_and_esc_leaves_level_by_level(
    desktop: Desktop, grid: Grid
) -> None:
    type_search(desktop, grid, "an")
    desktop.window.activateWindow()
    grid.table.frozen.setFocus(Qt.FocusReason.TabFocusReason)
    press(grid, KEY.Key_Down, KEY.Key_Space, KEY.Key_Down, KEY.Key_Down, KEY.Key_Space)
    assert len(grid.selected.ids) == 2
    press(grid, KEY.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    assert grid.selected.everything
    assert grid.selection().count == grid.model.count
    press(grid, KEY.Key_Space)
    assert grid.selection().count == (grid.model.count or 0) - 1
    press(grid, KEY.Key_Escape)
    assert grid.selection().count == 1, "the row the keyboard is at"
    assert not grid.selection_bar.isVisible()
    press(grid, KEY.Key_Escape)
    settle(desktop)
    assert grid.bar.search.text() == ""
    assert grid.model.count == 420


def test_shift_and_an_arrow_take_the_selection_along(desktop: Desktop, grid: Grid) -> None:
    table, shift = grid.table, Qt.KeyboardModifier.ShiftModifier
    ids = [grid.model.id_at(row) or 0 for row in range(9)]
    desktop.window.activateWindow()
    table.frozen.setFocus(Qt.FocusReason.TabFocusReason)
    click(table.main, 0, grid.model.section("status"))
    press(grid, KEY.Key_Down, KEY.Key_Down)
    press(grid, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, modifier=shift)
    assert (set(grid.selected.ids), table.current_row) == (set(ids[2:6]), 5)
    press(grid, KEY.Key_Up, modifier=shift)
    assert (set(grid.selected.ids), table.current_row) == (set(ids[2:5]), 4)
    press(grid, *[KEY.Key_Up] * 3, modifier=shift)
    assert (set(grid.selected.ids), table.current_row) == (set(ids[1:3]), 1), "beyond its start"
    press(grid, *[KEY.Key_Up] * 3, modifier=shift)
    assert (set(grid.selected.ids), table.current_row) == (set(ids[:3]), 0), "the first row"
    press(grid, *[KEY.Key_Down] * 6)
    press(grid, KEY.Key_Up, modifier=shift)
    wanted = {*ids[:3], *ids[5:7]}
    assert set(grid.selected.ids) == wanted, "another range, from where the keyboard was"
    click(table.main, 8, grid.model.section("status"), shift)
    settle(desktop)
    assert set(grid.selected.ids) == wanted | set(ids[6:9]), "the mouse goes on from its start"
    press(grid, KEY.Key_Escape)
    press(grid, KEY.Key_Up, modifier=shift)
    assert set(grid.selected.ids) == set(ids[7:9]), "nothing is left of what was"
    grid.selected.clear()


@pytest.mark.lane_work
def test_all_that_match_but_some_are_resolved_in_order(desktop: Desktop, grid: Grid) -> None:
    grid.search_for("status:active")
    settle(desktop)
    grid.selected.all()
    left_out = grid.model.id_at(2)
    assert left_out is not None
    grid.selected.toggle(left_out)
    selection = grid.selection()
    context = desktop.operations.context
    actor = desktop.operations.actor
    assert actor is not None
    ids = selection.resolve(context.grids, actor)
    assert len(ids) == selection.count
    assert left_out not in ids


def test_the_keyboard_crosses_the_seam_and_the_ends(desktop: Desktop, grid: Grid) -> None:
    desktop.window.activateWindow()
    grid.table.frozen.setFocus(Qt.FocusReason.TabFocusReason)
    names = [name for name, _ in grid.table.columns()]
    for name in names[1:3]:
        press(grid, KEY.Key_Right)
        assert grid.model.column_at(grid.table.current_section).id == name
    press(grid, KEY.Key_Left, KEY.Key_Left, KEY.Key_Left)
    assert grid.model.column_at(grid.table.current_section).id == names[0]
    press(grid, KEY.Key_End)
    settle(desktop)
    assert grid.table.current_row == 419
    assert grid.model.row_at(419) is not None
    assert (
        grid.table.frozen.verticalScrollBar().value() == grid.table.main.verticalScrollBar().value()
    )
    press(grid, KEY.Key_Home)
    assert grid.table.current_row == 0


def test_rows_are_copied_as_a_table(desktop: Desktop, grid: Grid) -> None:
    grid.search_for("status:active")
    settle(desktop)
    ids = [grid.model.id_at(row) for row in (4, 2)]
    grid.selected.only([one for one in ids if one is not None])
    desktop.window.activateWindow()
    grid.table.frozen.setFocus()
    press(grid, KEY.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    settle(desktop)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Learner", "E-mail", "Course"]
    assert [line.split("\t")[1] for line in lines[1:]] == [
        grid.model.cell(row, "email") for row in (2, 4)
    ]


def test_what_a_spreadsheet_would_run_is_quoted(grid: Grid) -> None:
    column = grid.spec.definition.column("course")
    assert plain(column, "=1+1") == "'=1+1"
    assert plain(column, "-x") == "'-x"


def test_numbers_are_copied_whole(grid: Grid) -> None:
    amount, progress = (grid.spec.definition.column(one) for one in ("amount", "progress"))
    texts = [plain(amount, one) for one in (0.0, 0.5, 12345.67, 1234567.89, 99999999.99)]
    assert texts == ["0.00", "0.50", "12345.67", "1234567.89", "99999999.99"]
    assert [plain(progress, one) for one in (100.0, 12.5, 200 / 3)] == ["100", "12.5", "66.6667"]


def test_columns_are_chosen_resized_and_remembered(desktop: Desktop, grid: Grid) -> None:
    grid.layout_memory._toggle("score", True)
    grid.layout_memory._toggle("email", False)
    grid.table.main.setColumnWidth(grid.model.section("course"), 222)
    header = grid.table.main.horizontalHeader()
    header.moveSection(header.visualIndex(grid.model.section("score")), 0)
    wanted = grid.table.columns()
    grid.layout_memory._keep()
    settle(desktop)
    assert [name for name, _ in wanted][:3] == ["learner", "score", "course"]
    assert dict(wanted)["course"] == 222
    assert any(grid.model.cell(row, "score") is not None for row in range(60))
    desktop.window.forget_pages()
    desktop.window.go("enrollments", {})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, EnrollmentsPage)
    assert page.grid.table.columns() == wanted


def test_a_view_is_saved_chosen_and_forgotten(desktop: Desktop, grid: Grid) -> None:
    grid.search_for("status:completed")
    settle(desktop)
    assert grid.bar.save.isVisible()
    grid.save_view()
    field = next(
        one
        for one in desktop.window.findChildren(QLineEdit)
        if one.accessibleName() == "Name of the view"
    )
    QTest.keyClicks(field, "Done")
    QTest.keyClick(field, KEY.Key_Return)
    settle(desktop)
    tabs = grid.tabs.tabs
    assert tabs.tabText(tabs.count() - 1) == "Done"
    assert tabs.currentIndex() == tabs.count() - 1
    assert not grid.bar.save.isVisible()
    tabs.setCurrentIndex(0)
    settle(desktop)
    assert grid.model.count == 420
    tabs.setCurrentIndex(tabs.count() - 1)
    settle(desktop)
    assert grid.model.cell(0, "status") == "completed"
    grid.views._remove(tabs.count() - 1)
    settle(desktop)
    assert tabs.count() == 4
    assert grid.model.count == 420


def test_nothing_found_names_the_filter_that_hides_most(desktop: Desktop, grid: Grid) -> None:
    grid.search_for("status:active progress:<20 zzzz")
    settle(desktop)
    panel = grid.states.stack.currentWidget()
    assert isinstance(panel, StatePanel)
    assert "zzzz" in panel.accessibleName()
    remove = next(
        one for one in panel.findChildren(QPushButton) if one.text() == "Remove that filter"
    )
    remove.click()
    settle(desktop)
    assert grid.states.shows_rows
    assert grid.bar.search.text() == ""
    assert len(grid.asking.filters) == 2


def test_trouble_is_told_with_a_way_to_try_again(desktop: Desktop, grid: Grid) -> None:
    grid.states.refuse(EnvironmentFault("workspace.busy", path="x", cause="locked"))
    panel = grid.states.stack.currentWidget()
    assert isinstance(panel, StatePanel)
    buttons = {one.text(): one for one in panel.findChildren(QPushButton)}
    buttons["Copy details"].click()
    assert "workspace.busy" in QGuiApplication.clipboard().text()
    buttons["Try again"].click()
    settle(desktop)
    assert grid.states.shows_rows


def test_bars_to_come_are_shown_only_after_a_while(desktop: Desktop, grid: Grid) -> None:
    grid.model.asked.emit(grid.query)
    assert grid.states.shows_rows
    grid.states._late.timeout.emit()
    assert isinstance(grid.states.stack.currentWidget(), Skeleton)
    grid.load()
    settle(desktop)
    grid.states.arrived()
    assert grid.states.shows_rows


@pytest.mark.qt_log_ignore(*OFFSCREEN_MENUS, extend=True)
def test_f2_offers_the_statuses_that_can_be_reached(desktop: Desktop, grid: Grid) -> None:
    grid.search_for("status:active")
    settle(desktop)
    desktop.window.activateWindow()
    grid.table.frozen.setFocus(Qt.FocusReason.TabFocusReason)
    press(grid, KEY.Key_F2)
    menu = grid.findChildren(QMenu)[-1]
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Active", "Dropped", "Suspended", "Completed"]
    menu.actions()[2].trigger()
    menu.close()
    assert [one.value for one in grid.staged.all] == ["suspended"]
    grid.staged.drop(grid.staged.all)


@pytest.mark.qt_log_ignore(*OFFSCREEN_MENUS, extend=True)
def test_the_context_menu_has_what_the_palette_has(desktop: Desktop, grid: Grid) -> None:
    grid.table.set_current(0)
    grid.table.menu_wanted.emit(QPoint(10, 10))
    menu = grid.findChildren(QMenu)[-1]
    _, *actions = [one for one in menu.actions() if not one.isSeparator()]
    shown = {action.objectName() for action in actions}
    menu.close()
    known = {one.id for one in desktop.window.actions_registry.all()}
    assert shown <= known
    assert {"enrollments.drop", "enrollments.list.copy"} <= shown


def test_a_list_that_is_not_shown_takes_its_actions_back(desktop: Desktop, grid: Grid) -> None:
    known = {one.id for one in desktop.window.actions_registry.all()}
    assert "enrollments.list.filter" in known
    desktop.window.go("people", {})
    settle(desktop)
    known = {one.id for one in desktop.window.actions_registry.all()}
    assert "enrollments.list.filter" not in known
    assert "people.list.filter" in known


def test_only_changes_that_concern_it_are_read_again(desktop: Desktop, grid: Grid) -> None:
    assert not grid.take_changes(ChangeSet(tables={"announcements": ()}))
    assert not grid.take_changes(ChangeSet(tables={"text_index": ()}))
    assert grid.take_changes(ChangeSet(tables={"enrollments": ()}))
    settle(desktop)


@pytest.mark.parametrize("theme", THEMES)
def test_it_is_painted_in_every_theme_and_from_right_to_left(
    desktop: Desktop, grid: Grid, theme: str
) -> None:
    window = desktop.window
    window.look.change(theme=theme)  # type: ignore[arg-type]
    grid.selected.only([grid.model.id_at(1) or 0])
    pictures = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        grid.setLayoutDirection(direction)
        settle(desktop)
        pictures.append(grid.table.grab().toImage())
    grid.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    window.look.change(theme="light")
    left, right = pictures
    assert left != right
    # The second row's box is checked, at its leading edge.
    y = grid.table.main.horizontalHeader().height() + grid.table.main.rowHeight(0) * 3 // 2
    assert left.pixel(26, y) != left.pixel(8, y)
    assert right.pixel(right.width() - 27, y) != right.pixel(right.width() - 9, y)


def test_denser_rows_are_lower_everywhere(desktop: Desktop, grid: Grid) -> None:
    before = grid.table.main.rowHeight(0)
    grid.layout_memory.toggle_density()
    assert grid.table.main.rowHeight(0) == grid.table.frozen.rowHeight(0) < before
    grid.layout_memory.toggle_density()
    assert grid.table.main.rowHeight(0) == before
