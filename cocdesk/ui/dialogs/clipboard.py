"""Copying case text: only on request, gone after a short while or at locking, and marked so that keepers leave it alone."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS = 15


class _Copied:
    """What is ours on the clipboard: there is one clipboard, so there is one of these."""

    def __init__(self) -> None:
        self.text = ""
        self.times = 0


_copied = _Copied()


def copy_for_a_moment(text: str) -> None:
    """Put text on the clipboard; it is taken away after 15 seconds if it is still ours. A clipboard keeper may disobey."""
    data = QMimeData()
    data.setText(text)
    data.setData("x-kde-passwordManagerHint", QByteArray(b"secret"))
    data.setData('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', QByteArray(b"1"))
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(data)
    _copied.text = text
    _copied.times += 1
    this = _copied.times

    def clear() -> None:
        # What was copied again meanwhile has a while of its own.
        if _copied.times == this:
            clear_now()

    QTimer.singleShot(SECONDS * 1000, clipboard, clear)


def clear_now() -> None:
    """Take away what ``copy_for_a_moment`` put there, if it is still there: the vault is being locked."""
    text, _copied.text = _copied.text, ""
    clipboard = QGuiApplication.clipboard()
    # By its words, not by who holds it: a clipboard keeper may have taken it over, and not every platform tells.
    if text and clipboard.text() == text:
        clipboard.clear()
