"""Half a day as a calm picture: how much of the time for a response has gone by since the report, and how much is left, in
words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocdesk.ui import fonts, theme
from cocdesk.words import _


class HalfDayClock(QWidget):
    """A ring with twelve ticks. ``set_time`` takes shares and words: the rule that knows the hours is not here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._tone, self._words, self._under = 0.0, "off", "", ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.set_time(0.0, _("No time set"))

    def set_time(self, passed: float, words: str, *, under: str = "", tone: str = "info") -> None:
        """``passed``: share of the span gone by, 0 to 1 and more when overdue; ``words`` and ``under`` as they are read."""
        self._share, self._words, self._under, self._tone = max(0.0, passed), words, under, tone
        self.setAccessibleName(f"{words}. {under}".strip(". ") if under else words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        across = max(metrics.horizontalAdvance(self._words) * 1.3, metrics.height() * 7)
        side = round(across * 1.2 + 2 * self._band() + theme.space(3))
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _band(self) -> float:
        return max(6.0, self.fontMetrics().height() * 0.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.tokens()
        ink = QColor(look.tone(self._tone)[0])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, band = min(self.width(), self.height()), self._band()
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side).adjusted(band, band, -band, -band)
        painter.setPen(QPen(QColor(look.soft), band, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawEllipse(box)
        share = min(self._share, 1.0)
        if share > 0:
            painter.setPen(QPen(ink, band, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(box, 90 * 16, -round(share * 360 * 16))
        self._paint_ticks(painter, box, band)
        self._paint_words(painter, box, ink)
        painter.end()

    def _paint_ticks(self, painter: QPainter, box: QRectF, band: float) -> None:
        painter.save()
        painter.translate(box.center())
        painter.setPen(QPen(theme.color("base"), 1.5))
        for _hour in range(12):
            painter.drawLine(QPointF(0, -box.width() / 2 - band / 2), QPointF(0, -box.width() / 2 + band / 2))
            painter.rotate(30)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        large = fonts.strong(self.font(), 1.25)
        line = self.fontMetrics().height()
        middle = box.center().y() - (line * 0.55 if self._under else 0)
        painter.setFont(large)
        painter.setPen(ink if self._tone in ("bad", "warn") else theme.color("text"))
        painter.drawText(QRectF(box.left(), middle - line, box.width(), line * 2), int(Qt.AlignmentFlag.AlignCenter), self._words)
        if self._under:
            painter.setFont(self.font())
            painter.setPen(theme.color("muted"))
            under = QRectF(box.left() + line, middle + line * 0.75, box.width() - 2 * line, line * 2.4)
            flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
            painter.drawText(under, flags, self._under)
