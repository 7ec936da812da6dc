"""Pages of a PDF on a desk: pictures with a thin edge, one below the other, larger or smaller as wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from cocdesk.ui import printing, theme
from cocdesk.words import _

LEAST, MOST = 0.4, 3.0
MOST_SHOWN = 40


class SheetsView(QScrollArea):
    """``show_pdf`` fits the pages to the width; ``zoom`` multiplies from there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pdf = b""
        self._zoom = 1.0
        self._soon = QTimer(self, singleShot=True, interval=60)
        self._soon.timeout.connect(self._render)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Preview"))
        self.setProperty("look", "reading")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 30)

    def show_pdf(self, pdf: bytes) -> int:
        """Show these pages; returns how many there are."""
        self._pdf = pdf
        return self._render()

    def zoom(self, factor: float) -> None:
        """Larger or smaller."""
        self._zoom = min(max(self._zoom * factor, LEAST), MOST)
        self._render()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._pdf and event.size().width() != event.oldSize().width():
            self._soon.start()

    def _render(self) -> int:
        from cocdesk.model.documents.render.preview import page_count, pages, widest

        if not self._pdf:
            return 0
        place = self.verticalScrollBar().value()
        ratio = self.devicePixelRatioF()
        fit = max(self.viewport().width() - theme.space(4), 200) / max(widest(self._pdf), 200)
        scale = min(fit, 1.6) * self._zoom
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(*[theme.space(1)] * 4)
        column.setSpacing(theme.space(1.5))
        count = page_count(self._pdf)
        for number, page in enumerate(pages(self._pdf, scale * ratio), 1):
            if number > MOST_SHOWN:
                break
            image = QPixmap.fromImage(printing.picture(page))
            image.setDevicePixelRatio(ratio)
            shown = QLabel()
            shown.setPixmap(image)
            shown.setFrameShape(QFrame.Shape.Box)
            shown.setStyleSheet(f"border: 1px solid {theme.tokens().soft}")
            shown.setAccessibleName(_("Page {number} of {count}").format(number=number, count=count))
            column.addWidget(shown, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(sheet)
        self.verticalScrollBar().setValue(place)
        return count
