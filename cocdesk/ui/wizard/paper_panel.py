"""The picture of a paper form beside the fields it is typed into."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.attach import picture
from cocdesk.ui.widgets.card import glyph_button
from cocdesk.words import _

_ROOM = QSize(3000, 3000)
_STEP, _LEAST, _MOST = 1.25, 0.5, 6.0

Reading = Callable[[int], tuple[str, bytes] | None]
"""A picture by its place from 0, as (media type, bytes); None where it is gone."""


class PaperPanel(QWidget):
    """Shows one picture at a time, as wide as there is room; larger, smaller, turned by quarters. It writes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("The paper form"))
        self._count = 0
        self._read: Reading = _nothing
        self._image: QImage | None = None
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

    def show_pictures(self, count: int, read: Reading) -> None:
        """Show the first of so many; each is read and unpacked when it is looked at, and only one at a time."""
        self._count, self._read = count, read
        self._at, self._zoom, self._turn = 0, 1.0, 0
        self._look()

    def forget(self) -> None:
        """Let go of every picture."""
        self.show_pictures(0, _nothing)

    def _go(self, by: int) -> None:
        self._at = min(max(0, self._at + by), max(0, self._count - 1))
        self._look()

    def _look(self) -> None:
        """Read the picture at this place, and let go of the one before it first."""
        self._image = None
        kept = self._read(self._at) if self._count else None
        if kept is not None:
            media_type, data = kept
            self._image = picture(data, media_type, _ROOM)
        self._paint()

    def _zoomed(self, by: float) -> None:
        self._zoom = min(_MOST, max(_LEAST, self._zoom * by))
        self._paint()

    def _turned(self) -> None:
        self._turn = (self._turn + 90) % 360
        self._paint()

    def _paint(self) -> None:
        several = self._count > 1
        for part in (self.before, self.place, self.after):
            part.setVisible(several)
        self.place.setText(_("{number} of {count}").format(number=self._at + 1, count=self._count))
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at + 1 < self._count)
        if self._image is None:
            self.sheet.setPixmap(QPixmap())
            self.sheet.setText(_("The picture cannot be shown here. It is kept whole, and goes into the case with the report."))
            self.sheet.setWordWrap(True)
            return
        image = self._image.transformed(QTransform().rotate(self._turn))
        ratio = self.devicePixelRatioF()
        wide = max(120, round(self._scroll.viewport().width() * self._zoom))
        shown = QPixmap.fromImage(image.scaledToWidth(round(wide * ratio), Qt.TransformationMode.SmoothTransformation))
        shown.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._image is not None:
            self._paint()


def _nothing(_place: int) -> None:
    """Where there is no picture to read."""
