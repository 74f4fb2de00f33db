"""The actions on an outline's rows, as the palette, the menus and the keyboard run them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.domain.commands import AddLesson, AddModule, Command
from app.domain.entities import LessonType
from app.queries.courses_outline import OutlineLesson
from ui.models.outline import Renamed
from ui.models.outline_moves import moves, nudged, shifted
from ui.views.course import outline_changes as to
from ui.views.course.changes import Changes, Words
from ui.views.course.outline_view import MoveAsked
from ui.views.course.words import TYPE_ICONS, type_word
from ui.widgets.actions import ActionSpec
from ui.widgets.words import tr

if TYPE_CHECKING:
    from ui.views.course.page import CoursePage


class OutlineActions(QObject):
    """Registers them, and carries out what the outline's view asks for."""

    def __init__(self, page: CoursePage) -> None:
        super().__init__(page)
        self._page = page
        self._changes = Changes(page.desk)
        self._made: Command | None = None
        self._new_lesson: int | None = None
        panel = page.panel
        panel.move_asked.connect(self._move)
        panel.renamed.connect(self._rename)
        panel.delete_asked.connect(self.delete)
        panel.view.selectionModel().selectionChanged.connect(self._selected)
        self._register()

    def _register(self) -> None:
        rows: tuple[tuple[str, str, str, str, Callable[[], object]], ...] = (
            ("rename", tr("Rename"), "pencil", "F2", self.rename),
            ("move_up", tr("Move up"), "arrow-up", "", partial(self._nudge, -1)),
            ("move_down", tr("Move down"), "arrow-down", "", partial(self._nudge, 1)),
            (
                "move_out",
                tr("Move to the module before"),
                "arrow-left",
                "",
                partial(self._shift, -1),
            ),
            ("move_in", tr("Move to the next module"), "arrow-right", "", partial(self._shift, 1)),
            ("duplicate", tr("Duplicate"), "copy", "Ctrl+D", self.duplicate),
            ("hide_module", tr("Hide from learners or show"), "eye-off", "", self.hide),
            ("delete", tr("Delete"), "trash-2", "", self.delete),
        )
        self._add("add_module", tr("Add a module"), "folder-plus", "Ctrl+Shift+M", self.add_module)
        for kind, icon in TYPE_ICONS.items():
            words = tr("Add a lesson: {kind}", kind=type_word(kind))
            keys = "Ctrl+Shift+L" if kind == "text" else ""
            self._add(f"add_{kind}", words, icon, keys, partial(self.add_lesson, kind))
        for name, words, icon, keys, run in rows:
            self._add(name, words, icon, keys, run, on_rows=True)

    def _add(
        self,
        name: str,
        text: str,
        icon: str,
        keys: str,
        run: Callable[[], object],
        *,
        on_rows: bool = False,
    ) -> None:
        self._page.desk.actions.add(
            ActionSpec(
                id=f"course.{name}",
                text=text,
                icon=icon,
                run=run,
                shortcut=keys,
                group=tr("Course"),
                why_not=self._why_not_rows if on_rows else self._why_not,
            )
        )

    def _why_not(self) -> str | None:
        return None if self._page.isVisible() and self._page.tree else tr("open a course first")

    def _why_not_rows(self) -> str | None:
        if self._why_not():
            return self._why_not()
        return None if self._page.panel.chosen() else tr("select a module or lesson first")

    def _selected(self) -> None:
        self._page.desk.actions.refresh()

    # adding

    def add_module(self) -> None:
        """A module after the chosen one; its title is written next."""
        tree = self._page.tree
        if tree is not None:
            place = to.place_for_module(tree.modules, self._page.chosen_or_open())
            make = partial(to.add_module, course_id=tree.course_id, place=place)
            self._run_new(tr("Add a module"), make)

    def add_lesson(self, kind: LessonType) -> None:
        """A lesson after the chosen one; its title is written next."""
        tree = self._page.tree
        if tree is not None:
            place = to.place_for_lesson(tree.modules, self._page.chosen_or_open())
            make = partial(to.add_lesson, course_id=tree.course_id, place=place, kind=kind)
            self._run_new(tr("Add a lesson"), make)

    def _run_new(self, label: str, make: Callable[..., list[Command]]) -> None:
        def remembering(context: object) -> list[Command]:
            commands = make(context)
            self._made = commands[-1]
            return commands

        self._changes.run(label, remembering, Words())

    def after_load(self) -> None:
        """The outline was read again: what was added is there to be named."""
        made, panel = self._made, self._page.panel
        module_id = made.module_id if isinstance(made, AddModule) else None
        lesson_id = made.lesson_id if isinstance(made, AddLesson) else None
        index = panel.model.find(module_id=module_id, lesson_id=lesson_id)
        if made is not None and index.isValid():
            # Until then the outline is one that was asked for before.
            self._made, self._new_lesson = None, lesson_id
            panel.rename_later(index)

    # changing

    def rename(self) -> None:
        """Write the current row's title."""
        self._page.panel.rename()

    def _rename(self, renamed: Renamed) -> None:
        command = to.rename(renamed.item, renamed.title)
        self._changes.run(tr("Rename"), lambda _context: [command], Words())
        # A lesson that was just made is named to be written: it opens, the outline keeps the focus.
        if isinstance(renamed.item, OutlineLesson) and renamed.item.id == self._new_lesson:
            QTimer.singleShot(0, self, partial(self._page.go_to, renamed.item.id))
        self._new_lesson = None

    def _move(self, asked: MoveAsked) -> None:
        tree = self._page.tree
        if tree is not None:
            commands = moves(tree.modules, asked.items, asked.spot)
            self._changes.run(tr("Move"), lambda _context: commands, Words())

    def _nudge(self, step: int) -> None:
        tree, chosen = self._page.tree, self._page.panel.chosen()
        spot = nudged(tree.modules, chosen, step) if tree else None
        if spot is not None:
            self._move(MoveAsked(chosen, spot))

    def _shift(self, step: int) -> None:
        tree, chosen = self._page.tree, self._page.panel.chosen()
        spot = shifted(tree.modules, chosen, step) if tree else None
        if spot is not None:
            self._move(MoveAsked(chosen, spot))

    def duplicate(self) -> None:
        """A copy of each chosen row after it."""
        chosen = self._page.panel.chosen()
        self._changes.run(
            tr("Duplicate"),
            partial(to.duplicate, chosen=chosen),
            Words(title=tr("Duplicated"), icon="copy"),
        )

    def hide(self) -> None:
        """Hide the chosen modules from learners, or show them."""
        commands = to.show_modules(self._page.panel.chosen())
        self._changes.run(tr("Hide or show"), lambda _context: commands, Words())

    def delete(self) -> None:
        """Delete what is chosen; the toast takes it back."""
        chosen = self._page.panel.chosen()
        if not chosen:
            return
        # What was typed is saved before its lesson goes, so that undo brings it back.
        self._page.save()
        commands = to.delete(chosen)
        words = Words(title=to.deleted_words(chosen), icon="trash-2")
        self._changes.run(tr("Delete"), lambda _context: commands, words)
