"""Copying case text: only on request, gone after a short while, and marked so that clipboard keepers leave it alone."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS = 15


def copy_for_a_moment(text: str) -> None:
    """Put text on the clipboard; it is taken away after 15 seconds if it is still ours. A clipboard keeper may disobey."""
    data = QMimeData()
    data.setText(text)
    data.setData("x-kde-passwordManagerHint", QByteArray(b"secret"))
    data.setData('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', QByteArray(b"1"))
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(data)

    def clear() -> None:
        if clipboard.ownsClipboard() and clipboard.text() == text:
            clipboard.clear()

    QTimer.singleShot(SECONDS * 1000, clipboard, clear)
