"""A course as a whole from its screen: review, try, back to draft, archive, delete, export."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QFileDialog, QMenu

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import (
    ArchiveCourse,
    Command,
    DeleteCourse,
    UnpublishCourse,
)
from app.usecases.bus import Done
from ui.operations.jobs import Job
from ui.views.course.changes import Changes, Words
from ui.widgets.actions import ActionSpec
from ui.widgets.words import tr

if TYPE_CHECKING:
    from ui.views.course.page import CoursePage

MENU = (
    "course.publish",
    "course.learner",
    "course.unpublish",
    "course.archive",
    "course.export",
    "course.delete_course",
)


class Publishing(QObject):
    """Registers what can be done with the open course as a whole."""

    def __init__(self, page: CoursePage) -> None:
        super().__init__(page)
        self._page = page
        self._changes = Changes(page.desk)
        page.desk.actions.add(
            ActionSpec(
                id="course.unpublish",
                text=tr("Back to draft"),
                icon="pencil",
                run=self.unpublish,
                group=tr("Course"),
                why_not=self._why_not_unpublish,
            )
        )
        for name, text, icon, keys, run in (
            ("publish", tr("Review and publish"), "send", "Ctrl+Shift+Return", page.publish),
            ("learner", tr("Try as learner"), "eye", "Ctrl+Shift+Y", page.preview),
            ("export", tr("Export the course to a folder"), "download", "", self.ask_export),
            ("archive", tr("Archive the course"), "archive", "", self.archive),
            ("delete_course", tr("Delete the course"), "trash-2", "", self.delete),
        ):
            page.desk.actions.add(
                ActionSpec(
                    id=f"course.{name}",
                    text=text,
                    icon=icon,
                    run=run,
                    shortcut=keys,
                    group=tr("Course"),
                    why_not=self._why_not if name == "learner" else self._why_not_change,
                )
            )

    def _why_not(self) -> str | None:
        return None if self._page.isVisible() and self._page.tree else tr("open a course first")

    def _why_not_change(self) -> str | None:
        tree = self._page.tree
        if tree is not None and tree.is_deleted:
            return tr("the course was deleted; undo that first")
        return self._why_not()

    def _why_not_unpublish(self) -> str | None:
        tree = self._page.tree
        if tree is not None and not tree.is_deleted and tree.status != "published":
            return tr("the course is not published")
        return self._why_not_change()

    def open_menu(self) -> None:
        """The actions on the whole course, below the head's button."""
        menu = QMenu(self._page)
        actions = self._page.desk.actions
        actions.refresh()
        for name in MENU:
            menu.addAction(actions.action(name))
        more = self._page.head.more
        menu.popup(more.mapToGlobal(QPoint(0, more.height() + 2)))

    def unpublish(self) -> None:
        """Make a published course a draft again."""
        tree = self._page.tree
        if tree is not None:
            words = Words(
                title=tr("{title} is a draft again", title=tree.title),
                line=tr("Learners keep their progress."),
                icon="pencil",
            )
            self._run(UnpublishCourse(course_id=tree.course_id), words)

    def archive(self) -> None:
        """Close the course for new learners."""
        tree = self._page.tree
        if tree is not None:
            words = Words(
                title=tr("{title} archived", title=tree.title),
                line=tr("Learners keep their progress."),
                icon="archive",
            )
            self._run(ArchiveCourse(course_id=tree.course_id), words)

    def delete(self) -> None:
        """Delete the course and go back to the list."""
        tree = self._page.tree
        if tree is not None:
            words = Words(title=tr("{title} deleted", title=tree.title), icon="trash-2")
            self._run(DeleteCourse(course_id=tree.course_id), words, leaves=True)

    def _run(self, command: Command, words: Words, *, leaves: bool = False) -> None:
        def done(made: list[Done]) -> None:
            del made
            if leaves:
                self._page.desk.go("courses", {})

        self._changes.run(words.title, lambda _context: [command], words, done)

    def ask_export(self) -> None:
        """Let a folder be chosen for the course."""
        dialog = QFileDialog(self._page, tr("Export the course to a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._export)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export(self, name: str) -> None:
        tree = self._page.tree
        if tree is None:
            return
        folder = Path(name) / tree.slug
        title = tr("Export {title}", title=tree.title)
        self._page.desk.operations.job(title, "download", partial(_export, tree.slug, folder))


def _export(slug: str, folder: Path, context: Context, actor: Actor, job: Job) -> int:
    del actor, job
    return context.interchange.export_course(slug, folder)
