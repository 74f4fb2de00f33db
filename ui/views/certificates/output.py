"""Certificates' files to a folder, to a printer, to the system's own viewer; off the GUI thread."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.context import Context
from app.ports.printing import Printer
from app.queries.certificates_detail import CertificateFile, certificate_files
from ui.operations.whole_file import whole_file
from ui.views.certificates.raster import print_pages, system_printers
from ui.widgets.words import tr

AT_ONCE = 10
"""Files between two looks at whether the job was cancelled."""


def files_of(context: Context, enrollment_ids: Sequence[int]) -> list[CertificateFile]:
    """The files of these enrollments' certificates."""
    with context.store.reading() as rows:
        return certificate_files(rows, enrollment_ids)


def read_file(context: Context, file: CertificateFile) -> bytes:
    """A certificate's bytes; raises `NotFound` (``file.missing``)."""
    with context.files.open(file.pdf_sha256) as stored:
        return stored.read()


def save_files(context: Context, files: Sequence[CertificateFile], folder: Path) -> list[Path]:
    """Write files as NUMBER.pdf, whole or not at all each; what was there is replaced.

    Raises `EnvironmentFault` (``file.not_written``).
    """
    return [
        _save(folder / f"{one.certificate_number}.pdf", read_file(context, one)) for one in files
    ]


def _save(path: Path, data: bytes) -> Path:
    with whole_file(path) as draft:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
    return path


def save_as(context: Context, file: CertificateFile, path: Path) -> Path:
    """Write one file under a name of the user's own."""
    return _save(path, read_file(context, file))


def viewer_copy(context: Context, files: Sequence[CertificateFile]) -> list[Path]:
    """Copies for the system's viewer: nothing that it does reaches the files that are kept."""
    return save_files(context, files, Path(tempfile.mkdtemp(prefix="smartcourse-")))


def printers(context: Context) -> tuple[Printer, ...]:
    """The printers of this computer, the usual one first."""
    if context.spooler.takes_files():
        return context.spooler.printers()
    return system_printers()


def print_files(context: Context, files: Sequence[CertificateFile], printer: str) -> list[str]:
    """Queue files as they are, or as pictures where the system takes none; their numbers.

    Raises `EnvironmentFault` (``print.refused``, ``print.no_printer``).
    """
    spools = context.spooler.takes_files()
    for file in files:
        title = tr("Certificate {number}", number=file.certificate_number)
        if spools:
            with context.files.open(file.pdf_sha256) as stored:
                path = Path(stored.name)
                media = f"media={file.paper}"
                context.spooler.print_file(path, printer, title, (media,))
        else:
            made = QPrinter(QPrinterInfo.printerInfo(printer), QPrinter.PrinterMode.HighResolution)
            print_pages(read_file(context, file), made, title)
    return [file.certificate_number for file in files]
