"""A state in a word, with a dot and a tint: colour helps, the word tells."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocdesk.ui import theme


def pill_size(metrics: QFontMetricsF, text: str, *, dot: bool) -> tuple[float, float]:
    """Width and height of a painted pill, in pixels."""
    tall = metrics.height() + theme.space(0.75)
    return metrics.horizontalAdvance(text) + theme.space(2) + (theme.space(1.25) if dot else 0), tall


def paint_pill(
    painter: QPainter, left: float, middle: float, text: str, tone: str, *, dot: bool = True, most: float = 0
) -> float:
    """Paint a pill at its left edge, around its middle line; returns its width. ``most`` pixels at most, then the word is cut."""
    metrics = QFontMetricsF(painter.font())
    wide, tall = pill_size(metrics, text, dot=dot)
    if most and wide > most:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, most - (wide - metrics.horizontalAdvance(text))))
        wide = pill_size(metrics, text, dot=dot)[0]
    ink, tint = (QColor(name) for name in theme.tokens().tone(tone))
    box = QRectF(left, middle - tall / 2, wide, tall)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawRoundedRect(box, tall / 2, tall / 2)
    start = theme.space(1)
    if dot:
        radius = max(3.0, metrics.height() * 0.18)
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(left + start + radius, middle), radius, radius)
        start += round(radius * 2) + theme.space(0.5)
    painter.setPen(ink)
    painter.drawText(box.adjusted(start, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
    return wide


class Pill(QWidget):
    """A pill as a widget of its own, for headers."""

    def __init__(self, text: str = "", tone: str = "off", parent: QWidget | None = None, *, dot: bool = True) -> None:
        super().__init__(parent)
        self._text, self._tone, self._dot = text, tone, dot
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    @property
    def text(self) -> str:
        """The word in it."""
        return self._text

    def set_state(self, text: str, tone: str) -> None:
        """Show another word and tone."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide, tall = pill_size(QFontMetricsF(self.font()), self._text, dot=self._dot)
        return QSize(round(wide + 0.5), round(tall + 0.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_pill(painter, 0, self.height() / 2, self._text, self._tone, dot=self._dot, most=self.width())
        painter.end()
