"""Dialogs out of sight at once, and back again: for hiding, and for locking, which no dialog may stop."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QApplication, QDialog, QWidget


def open_dialogs(window: QWidget) -> list[QDialog]:
    """Every dialog that is on the screen, whoever opened it."""
    return [w for w in QApplication.topLevelWidgets() if w is not window and isinstance(w, QDialog) and w.isVisible()]


def close_popups() -> None:
    """Take open menus and lists away: they may name what lies behind."""
    # Each closing may bring the one below to the front.
    while (popup := QApplication.activePopupWidget()) is not None and popup.close():
        continue


def clear_away(window: QWidget) -> None:
    """Close everything over the window for good: the vault is locked."""
    close_popups()
    for dialog in open_dialogs(window):
        # Not rejected: a dialog may ask before it lets go of what was typed, and nobody is there to answer.
        dialog.done(0)


class Curtain:
    """Remembers what it hid."""

    def __init__(self) -> None:
        self._hidden: list[QDialog] = []

    def draw(self, window: QWidget) -> None:
        """Take every dialog off the screen. Nothing in them is lost."""
        close_popups()
        self._hidden = open_dialogs(window)
        for dialog in self._hidden:
            dialog.setVisible(False)

    def open(self) -> None:
        """Show again what was hidden, and is still there."""
        hidden, self._hidden = self._hidden, []
        for dialog in hidden:
            if shiboken6.isValid(dialog):
                dialog.setVisible(True)

    def drop(self) -> None:
        """Close what was hidden for good: the vault is locked."""
        hidden, self._hidden = self._hidden, []
        for dialog in hidden:
            if shiboken6.isValid(dialog):
                dialog.done(0)
