"""Pictures and files of the open lesson: pasted, dropped, chosen, listed; and links followed."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QDateTime, QIODevice, QMimeData, QObject, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QFileDialog

from app.context import Context
from app.domain.entities import Material
from app.domain.lesson_links import referred
from app.usecases.bus import Done
from ui.feedback.toasts import Notice
from ui.views.course.changes import Changes
from ui.views.course.files import Attached, Given, attach, detach, link_to
from ui.views.course.popovers import FileList
from ui.views.imports.dropping import open_dropped
from ui.widgets.markdown.pictures import PictureSource
from ui.widgets.words import tr, trn

if TYPE_CHECKING:
    from ui.views.course.page import CoursePage

PICTURES = "*.png *.jpg *.jpeg *.gif *.svg *.webp *.bmp"


class LessonFiles(QObject):
    """What a lesson's editor asks for in matters of files."""

    def __init__(self, page: CoursePage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._changes = Changes(page.desk)
        self.list = FileList(
            page.desk,
            page,
            add=self._add_from_list,
            insert=self._insert,
            export=self._export,
            remove=self.remove,
        )

    # attaching

    def take(self, paths: Sequence[Path]) -> bool:
        """Attach what was dropped elsewhere on the window, if a lesson's text is open."""
        if self._page.stack.currentWidget() is not self._page.editor:
            return False
        self.attach([Given(path.name, path) for path in paths])
        return True

    def given(self, data: QMimeData) -> None:
        """Attach what was pasted or dropped; a folder or what cannot be read goes its own way."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        image = data.imageData() if data.hasImage() else None
        lesson_id = self._page.lesson_id

        def sorted_out(files: list[Given]) -> None:
            if not files and isinstance(image, QImage) and not image.isNull():
                stamp = QDateTime.currentDateTime().toString("yyyyMMdd-HHmmss")
                files = [Given(f"picture-{stamp}.png", data=_png(image))]
            if not files:
                open_dropped(self._desk, paths)
            elif self._page.lesson_id == lesson_id:
                self.attach(files)

        self._desk.operations.compute(
            lambda: [Given(path.name, path) for path in paths if path.is_file()], sorted_out
        )

    def attach(self, files: Sequence[Given]) -> None:
        """Store files, make them materials of the lesson, and show or link them in the text."""
        lesson_id = self._page.lesson_id
        if lesson_id is None:
            return

        def attached(made: Attached) -> None:
            if self._page.lesson_id == lesson_id:
                self._page.editor.editor.insert_lines(made.markdown)
            words = trn("{n} file attached", "{n} files attached", len(files))
            back = (tr("Undo"), partial(self._changes.take_back, words, made.done))
            undoes = made.done[-1].command_id if made.done else ""
            notice = Notice(title=words, icon="paperclip", action=back, undoes=undoes)
            self._desk.notify(notice)

        self._desk.operations.write(
            lambda context, actor: attach(context, actor, lesson_id, files), attached
        )

    def ask(self, picture: bool) -> None:
        """Let a file be chosen."""
        title = tr("Insert a picture") if picture else tr("Attach a file")
        dialog = QFileDialog(self._page, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        if picture:
            dialog.setNameFilter(tr("Pictures ({kinds})", kinds=PICTURES))
        dialog.filesSelected.connect(self._selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _selected(self, names: list[str]) -> None:
        self.attach([Given(Path(name).name, Path(name)) for name in names])

    # the list

    def show_list(self) -> None:
        """The lesson's files, over the button."""
        stored = self._page.editor.stored
        if stored is not None:
            self.list.begin(stored.materials)
            self.list.toggle(self._page.editor.files, above=True)

    def _add_from_list(self) -> None:
        self.list.close_up()
        self.ask(picture=False)

    def _insert(self, one: Material) -> None:
        self.list.close_up()
        self._page.editor.editor.insert_lines(link_to(one.file_name, one.file_type))

    def remove(self, one: Material) -> None:
        """Take a file out of the lesson; the toast takes it back."""
        self.list.close_up()
        lesson_id = self._page.lesson_id
        if lesson_id is None:
            return

        def removed(made: list[Done]) -> None:
            words = tr("{name} removed", name=one.file_name)
            line = tr("The text still names it.")
            back = (tr("Undo"), partial(self._changes.take_back, words, made))
            undoes = made[-1].command_id if made else ""
            self._desk.notify(
                Notice(title=words, line=line, icon="trash-2", action=back, undoes=undoes)
            )

        self._desk.operations.write(
            lambda context, actor: detach(context, actor, lesson_id, one.id), removed
        )

    def _export(self, one: Material) -> None:
        self.list.close_up()
        dialog = QFileDialog(self._page, tr("Save {name} elsewhere", name=one.file_name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(one.file_name)
        dialog.fileSelected.connect(partial(self._save_as, one.sha256))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_as(self, sha256: str, name: str) -> None:
        context = self._desk.operations.context
        self._desk.operations.compute(
            partial(_copy, context, sha256, Path(name)),
            lambda _: self._saved(name),
        )

    def _saved(self, name: str) -> None:
        self._desk.notify(Notice(title=tr("Saved"), line=name, icon="circle-check", tone="success"))

    # links

    def follow(self, target: str) -> None:
        """A link in the preview was followed: to a lesson, a file of the course, or the web."""
        stored = self._page.editor.stored
        if stored is None:
            return
        opener = self._desk.operations.context.files.open
        source = PictureSource(stored.lesson.resources, stored.files, stored.names, opener)
        lesson, material = source.lesson(target), source.material(target)
        kind = referred(target)
        if lesson is not None:
            self._page.go_to(lesson)
        elif material is not None:
            found = next((one for one in stored.materials if one.id == material), None)
            if found is not None:
                self._export(found)
        elif QUrl(target).scheme() in ("http", "https", "mailto"):
            QDesktopServices.openUrl(QUrl(target))
        else:
            title = tr("The link leads nowhere") if kind is None else tr("It is not in this course")
            self._desk.notify(Notice(title=title, line=target, icon="circle-alert"))


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _copy(context: Context, sha256: str, target: Path) -> None:
    with context.files.open(sha256) as source, target.open("wb") as written:
        shutil.copyfileobj(source, written)
