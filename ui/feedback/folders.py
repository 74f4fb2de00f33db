"""Showing a folder in the system's file manager, which not every computer has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from ui.feedback.toasts import Notice
from ui.widgets.words import tr


def show_folder(folder: Path, notify: Callable[[Notice], object]) -> None:
    """Open *folder*; where nothing can, tell where it is instead."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        notify(
            Notice(
                title=tr("No program on this computer shows folders"),
                line=str(folder),
                icon="folder-open",
                action=(tr("Copy the path"), lambda: _copy(folder)),
                stays=True,
            )
        )


def _copy(folder: Path) -> None:
    QGuiApplication.clipboard().setText(str(folder))
