"""Opening a course's file with the program that the system has for it."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from app.domain.entities import Material
from app.domain.errors import SmartCourseError
from app.ports.files import FileStore
from ui.feedback.toasts import Notice
from ui.views.page import Desk
from ui.widgets.words import tr


class FileOpener(QObject):
    """Opens copies, so that nobody changes what is stored; they go with the window."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder: QTemporaryDir | None = None

    def open(self, one: Material) -> None:
        """Copy a file under its own name, then open the copy."""
        if self._folder is None:
            self._folder = QTemporaryDir()
        target = Path(self._folder.path()) / one.sha256[:12] / _plain(one.file_name)
        files = self._desk.operations.context.files
        work = partial(_copy, files, one.sha256, target)
        self._desk.operations.compute(work, self._show, self._failed)

    def follow(self, address: str) -> None:
        """Open an address of the web or a mail."""
        QDesktopServices.openUrl(QUrl(address))

    def _show(self, target: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            self._desk.notify(
                Notice(
                    title=tr("No program here opens {name}", name=target.name),
                    line=tr("Learners can save it all the same."),
                    icon="circle-alert",
                )
            )

    def _failed(self, error: SmartCourseError) -> None:
        self._desk.operations.failed.emit(error)


def _plain(name: str) -> str:
    """A file name that stays in its folder."""
    return Path(name.replace("\\", "/")).name or "file"


def _copy(files: FileStore, sha256: str, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    with files.open(sha256) as source, target.open("wb") as written:
        shutil.copyfileobj(source, written)
    return target
