"""When what is being typed goes into the vault: within a second of the first letter that is not there yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

WAIT = 700
"""Milliseconds from the first unsaved letter to the vault: what pulling the plug can cost, with time to spare in a second."""
AGAIN = 5_000
"""Milliseconds until the next try when saving did not work."""


class Unsaved(QObject):
    """``waiting`` says that something is not in the vault; ``save`` is called when it is time."""

    def __init__(self, save: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.waiting = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(save)

    def touched(self) -> None:
        """Something was typed. The clock runs from the first letter, so that steady typing is saved too."""
        self.waiting = True
        if not self._timer.isActive():
            self._timer.start(WAIT)

    def trying(self) -> None:
        """It is being saved: what is typed from now on has a time of its own."""
        self._timer.stop()

    def later(self) -> None:
        """It could not be saved, and is tried again."""
        self._timer.start(AGAIN)

    def end(self) -> None:
        """Nothing is to be saved any more."""
        self._timer.stop()
        self.waiting = False
