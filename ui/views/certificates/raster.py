"""Pages as pictures, to printers whose system takes no PDF files."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.errors import EnvironmentFault
from app.ports.printing import Printer
from ui.widgets.pdf_page import drawn, opened, page_size

LEAST_DPI = 150
MOST_DPI = 600
"""More only takes longer: paper does not show it."""


def system_printers() -> tuple[Printer, ...]:
    """The printers that Qt finds, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    found = [Printer(name=name, usual=name == usual) for name in names]
    return tuple(sorted(found, key=lambda one: not one.usual))


def print_pages(data: bytes, printer: QPrinter, title: str) -> None:
    """Print every page of a PDF; raises `EnvironmentFault` (``print.refused``)."""
    printer.setDocName(title)
    with opened(data) as document:
        _set_paper(printer, document.pagePointSize(0))
        painter = QPainter()
        if not painter.begin(printer):
            name = printer.printerName() or title
            raise EnvironmentFault("print.refused", printer=name, cause="it cannot be opened")
        try:
            dpi = min(MOST_DPI, max(LEAST_DPI, printer.resolution()))
            for page in range(document.pageCount()):
                if page:
                    printer.newPage()
                width = round(page_size(document, page).width * dpi / 72)
                painter.drawImage(painter.viewport(), drawn(document, width, page))
        finally:
            painter.end()


def _set_paper(printer: QPrinter, size: QSizeF) -> None:
    across = size.width() > size.height()
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    orientation = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(paper, orientation, QMarginsF(0, 0, 0, 0)))
