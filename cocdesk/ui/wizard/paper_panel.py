"""The picture of a paper form beside the fields it is typed into."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.attach import picture
from cocdesk.ui.widgets.card import glyph_button
from cocdesk.words import _

_ROOM = QSize(3000, 3000)
_STEP, _LEAST, _MOST = 1.25, 0.5, 6.0


class PaperPanel(QWidget):
    """Shows one picture at a time, as wide as there is room; larger, smaller, turned by quarters. It writes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("The paper form"))
        self._pictures: list[QImage] = []
        self._at = 0
        self._zoom = 1.0
        self._turn = 0
        self.sheet = QLabel()
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.place = plain.label("", "muted", wrap=False)
        self.smaller = glyph_button("magnifying-glass-minus", _("Smaller"))
        self.larger = glyph_button("magnifying-glass-plus", _("Larger"))
        self.turn = glyph_button("arrow-clockwise", _("Turn by a quarter"))
        self.before = glyph_button("caret-left", _("Picture before"))
        self.after = glyph_button("caret-right", _("Next picture"))
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.sheet)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(_("The paper form"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout()
        row.setSpacing(theme.space(0.5))
        for part in (self.before, self.place, self.after):
            row.addWidget(part)
        row.addStretch(1)
        for part in (self.turn, self.smaller, self.larger):
            row.addWidget(part)
        column = QVBoxLayout(self)
        edge = theme.space(1)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space(1))
        column.addWidget(self._scroll, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.smaller.clicked.connect(lambda: self._zoomed(1 / _STEP))
        self.larger.clicked.connect(lambda: self._zoomed(_STEP))
        self.turn.clicked.connect(self._turned)
        self.before.clicked.connect(lambda: self._go(-1))
        self.after.clicked.connect(lambda: self._go(1))

    def show_pictures(self, kept: Sequence[tuple[str, bytes]]) -> None:
        """Show these (media type, bytes); one that is damaged is passed over."""
        found = (picture(data, media_type, _ROOM) for media_type, data in kept)
        self._pictures = [image for image in found if image is not None]
        self._at, self._zoom, self._turn = 0, 1.0, 0
        self._paint()

    def forget(self) -> None:
        """Let go of every picture."""
        self.show_pictures(())

    def _go(self, by: int) -> None:
        self._at = min(max(0, self._at + by), max(0, len(self._pictures) - 1))
        self._paint()

    def _zoomed(self, by: float) -> None:
        self._zoom = min(_MOST, max(_LEAST, self._zoom * by))
        self._paint()

    def _turned(self) -> None:
        self._turn = (self._turn + 90) % 360
        self._paint()

    def _paint(self) -> None:
        several = len(self._pictures) > 1
        for part in (self.before, self.place, self.after):
            part.setVisible(several)
        self.place.setText(_("{number} of {count}").format(number=self._at + 1, count=len(self._pictures)))
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at + 1 < len(self._pictures))
        if not self._pictures:
            self.sheet.setPixmap(QPixmap())
            self.sheet.setText(_("The picture cannot be shown here. It is kept whole, and goes into the case with the report."))
            self.sheet.setWordWrap(True)
            return
        image = self._pictures[self._at].transformed(QTransform().rotate(self._turn))
        ratio = self.devicePixelRatioF()
        wide = max(120, round(self._scroll.viewport().width() * self._zoom))
        shown = QPixmap.fromImage(image.scaledToWidth(round(wide * ratio), Qt.TransformationMode.SmoothTransformation))
        shown.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._pictures:
            self._paint()
