"""Paper out of a printer: the pages of a PDF as pictures, painted on the sheet; nothing is written to disk by us."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from cocdesk.model.documents.render.preview import Page, pages
from cocdesk.model.vault import process
from cocdesk.words import _

DOTS_PER_INCH = 300
_SIZES = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}


def picture(page: Page) -> QImage:
    """A rendered page as an image of its own."""
    image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    # The image above only borrows the bytes.
    return image.copy()


def ask_printer(parent: QWidget, *, paper: str, title: str, chosen: Callable[[QPrinter], None]) -> QPrintDialog:
    """Open the print dialog; ``chosen(printer)`` when a person presses Print.

    ``paper`` is "A4" or "Letter"; ``title`` is what the spooler shows and keeps: a neutral word.
    """
    process.keep_printing_local()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(_SIZES[paper]))
    printer.setResolution(DOTS_PER_INCH)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print"))
    dialog.accepted.connect(lambda: chosen(printer))
    # The print dialog hides the plain open() behind one that wants a slot by name.
    QDialog.open(dialog)
    return dialog


def paint(pdf: bytes, printer: QPrinter) -> int:
    """Print every page, as large as the sheet allows; returns how many pages went out, 0 when the printer refused."""
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    count = 0
    try:
        for page in pages(pdf, printer.resolution() / 72):
            if count and not printer.newPage():
                break
            sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
            size = QRectF(0, 0, page.width, page.height).size()
            if abs(size.width() - sheet.width()) > 2 or abs(size.height() - sheet.height()) > 2:
                factor = min(sheet.width() / size.width(), sheet.height() / size.height())
                size *= factor
            painter.drawImage(QRectF((sheet.width() - size.width()) / 2, 0, size.width(), size.height()), picture(page))
            count += 1
    finally:
        painter.end()
    return count
