"""How a kind of paper looks: its first page, small, drawn once from an invented case and shipped with the program."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocdesk import places
from cocdesk.ui import theme
from cocdesk.ui.widgets.empty_state import Glyph

_WIDE, _TALL = 8.0, 11.25  # in steps of the grid: the shape of a sheet
_PAPER, _PAPER_AT_NIGHT = 1.0, 0.86


def sheet_picture(kind: str, glyph: str) -> QWidget:
    """The picture of a kind, or its glyph where none was drawn."""
    pixels = QPixmap(str(places.thumbnails() / f"{kind}.png"))
    return SheetPicture(pixels) if not pixels.isNull() else Glyph(glyph, "accent", 3.5)


class SheetPicture(QWidget):
    """A sheet of paper with a thin edge; says nothing to a screen reader, for the words beside it do."""

    def __init__(self, pixels: QPixmap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels = pixels
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_WIDE), theme.space(_TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._pixels.deviceIndependentSize().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        sheet = QRectF((self.width() - place.width()) / 2, 0, place.width(), place.height()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        painter.setOpacity(_PAPER_AT_NIGHT if theme.tokens().dark else _PAPER)
        painter.drawPixmap(sheet, self._pixels, QRectF(self._pixels.rect()))
        painter.setOpacity(1)
        painter.setPen(theme.color("edge"))
        painter.drawRect(sheet)
        painter.end()
