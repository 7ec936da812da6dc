"""Fields in a page that scrolls: the wheel moves the page, never the value that lies in its way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject


class StillWheel(QObject):
    """An event filter that keeps the mouse wheel from a field."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)
