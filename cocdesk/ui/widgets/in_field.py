"""A picture or a button inside a field, as large as its text: Qt's own stay at 16 pixels however large the text is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from cocdesk.ui import theme


class InField(QObject):
    """Keeps ``part`` at the beginning or the end of ``field``, and the typing clear of it."""

    def __init__(self, part: QWidget, field: QLineEdit, *, leading: bool) -> None:
        super().__init__(field)
        self._part, self._field, self._leading = part, field, leading
        part.setParent(field)
        field.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._place()
        return False

    def _place(self) -> None:
        size, field, gap = self._part.sizeHint(), self._field, theme.space(0.75)
        left = self._leading == (field.layoutDirection() == Qt.LayoutDirection.LeftToRight)
        self._part.resize(size)
        self._part.move(gap if left else field.width() - size.width() - gap, (field.height() - size.height()) // 2)
        taken = size.width() + (gap if self._leading else 0)
        field.setTextMargins(taken if left else 0, 0, 0 if left else taken, 0)
