"""The diagnostics bundle: a zip with what a report of trouble needs, and nothing about people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from PySide6.QtWidgets import QFileDialog, QLabel

from app.domain.entities import Course, User
from app.ports.storage import Rows
from ui.feedback.dialogs import Role, Sheet
from ui.feedback.folders import show_folder
from ui.feedback.toasts import Notice
from ui.operations.job_journal import FILE_NAME as JOBS
from ui.operations.whole_file import whole_file
from ui.shell.appearance import DEFAULTS
from ui.shell.help import versions
from ui.shell.logbook import CRASH_NAME, KEPT, LOG_NAME
from ui.widgets.basics import column, frame, label
from ui.widgets.words import tr

if TYPE_CHECKING:
    from ui.shell.application import Desktop

ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)*")
SECRET = re.compile(
    r"(?i)\b(password|passwd|secret|token|api[_-]?key|authorization|verifier)\b(\W{1,4})(\S+)"
)
WORD = re.compile(r"[^\s!-/:-@\[-`{-~\u2000-\u206f]+")
"""Letters with what belongs to them in any script, which the class of letters leaves out."""

MOST_LOG = 512 * 1024


def redacted(text: str, names: AbstractSet[str] = frozenset()) -> str:
    """A text without addresses, secrets, the user's own folder, and words that are *names*."""
    text = ADDRESS.sub("<e-mail>", text)
    text = SECRET.sub(r"\1\2<secret>", text)
    home = str(Path.home())
    text = text.replace(home, "~") if len(home) > 1 else text
    return WORD.sub(lambda word: "<name>" if word[0].lower() in names else word[0], text)


def names_in(rows: Rows) -> frozenset[str]:
    """Every word, in lower case, that names people or their courses in a workspace.

    A word that means something else as well is left out of a log needlessly; nobody is named.
    """
    found: set[str] = set()
    for one in rows.find(User):
        found.update((one.first_name or "").split(), (one.last_name or "").split(), [one.username])
    for course in rows.find(Course):
        found.update((course.title, course.slug))
    return frozenset(word.lower() for name in found for word in WORD.findall(name) if len(word) > 1)


def parts(
    told: Mapping[str, Any],
    logs: Path | None,
    workspace: Path | None,
    named: AbstractSet[str] = frozenset(),
) -> Iterator[tuple[str, str]]:
    """Each file's name in the bundle with its redacted text; *told* is about the program."""
    yield "about.json", redacted(json.dumps(told, indent=2, ensure_ascii=False, default=str))
    names = [LOG_NAME, *(f"{LOG_NAME}.{n}" for n in range(1, KEPT)), CRASH_NAME]
    for folder, name in (
        *((logs, name) for name in names),
        (workspace, JOBS),
    ):
        path = folder / name if folder is not None else None
        if path is not None and path.exists():
            text = path.read_text(encoding="utf-8", errors="replace")[-MOST_LOG:]
            yield name, redacted(text, named)


def write_bundle(target: Path, files: Iterator[tuple[str, str]]) -> Path:
    """Write the bundle, whole or not at all; raises `EnvironmentFault` (``file.not_written``)."""
    with whole_file(target) as draft, ZipFile(draft, "w", ZIP_DEFLATED) as bundle:
        for name, text in files:
            bundle.writestr(name, text)
    return target


class DiagnosticsSheet(Sheet):
    """Shows what the bundle will hold before it is saved."""

    def __init__(self, desktop: Desktop) -> None:
        line = tr("Passwords, keys, names, e-mail addresses and texts of courses are left out.")
        super().__init__(desktop.look, desktop.window, tr("Diagnostics"), line, 480)
        self._desktop = desktop
        self._files: list[tuple[str, str]] = []
        holder = frame("plain")
        self._list = column(holder, gap=6)
        self._list.addWidget(label(desktop.look, tr("Gathering what there is"), "body", "muted"))
        self.body.addWidget(holder)
        self.add_button(tr("Close"), Role.RejectRole, self.reject)
        self._save = self.add_button(
            tr("Save diagnostics"), Role.AcceptRole, self._choose, kind="primary"
        )
        self._save.setEnabled(False)
        self._gather()

    def _gather(self) -> None:
        desktop = self._desktop
        context = desktop.operations.context if desktop.operations.is_open else None
        folder = context.folder if context is not None else None
        # Read here: the toolkit's objects belong to this thread.
        told: dict[str, Any] = {
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "versions": versions(),
            "preferences": {name: desktop.appearance.value(name) for name in DEFAULTS},
            "missing_fonts": desktop.look.missing_fonts,
        }

        def gather() -> list[tuple[str, str]]:
            if context is None:
                return list(parts({**told, "workspace": None}, desktop.logs, None))
            workspace = desktop.doors.describe(context.folder)
            with context.store.reading() as rows:
                names = names_in(rows) | set(WORD.findall(context.settings.institution.lower()))
            return list(parts({**told, "workspace": workspace}, desktop.logs, folder, names))

        ticket = desktop.operations.compute(gather, self._show)
        self.finished.connect(lambda _: ticket.drop())

    def _show(self, files: list[tuple[str, str]]) -> None:
        self._files = files
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for name, text in files:
            size = len(text.encode())
            words = tr("{name}, {size} bytes", name=name, size=size)
            made: QLabel = label(self.look, words, "body", tabular=True)
            made.setToolTip(text[:2000])
            self._list.addWidget(made)
        self._save.setEnabled(True)
        self.fit()

    def _choose(self) -> None:
        picker = QFileDialog(self, tr("Save diagnostics"))
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setDefaultSuffix("zip")
        picker.selectFile(f"smartcourse-diagnostics-{datetime.now(UTC):%Y%m%d-%H%M}.zip")
        picker.fileSelected.connect(lambda path: self.save(Path(path)))
        picker.open()

    def save(self, target: Path) -> None:
        """Write the bundle to *target*, and say where it is."""
        files, notify = self._files, self._desktop.window.toasts.show_notice

        def written(path: Path) -> None:
            notify(
                Notice(
                    title=tr("Diagnostics saved"),
                    line=path.name,
                    icon="life-buoy",
                    tone="success",
                    action=(tr("Show"), lambda: show_folder(path.parent, notify)),
                )
            )

        self._desktop.operations.compute(lambda: write_bundle(target, iter(files)), written)
        self.accept()
