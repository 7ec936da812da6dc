"""What people do with keys, mouse and screen, seen where the windowing system hands it to a window of the program."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputEvent, QInputMethodEvent
from shiboken6 import isValid


class WindowWatch(QObject):
    """Asks ``came`` about each input event before a widget has it; what it answers with True goes no further.

    It stands at the windows and at what has the cursor (which alone hears from input methods), between ``watch`` and ``rest``.
    A filter on the application would also be asked about all the program says to itself: thousands of times for each dialog,
    which in Python is a third of the time a dialog takes to open.
    """

    def __init__(self, app: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._gui, self._on = app, False
        self._cursor: QObject | None = None
        app.focusWindowChanged.connect(self.look_around)
        app.focusObjectChanged.connect(self._follow)

    def came(self, event: QInputEvent | QInputMethodEvent) -> bool:
        """Whether the event shall go no further."""
        raise NotImplementedError

    def watch(self) -> None:
        """Begin; nothing happens where it has begun."""
        self._on = True
        self.look_around()
        self._follow(self._gui.focusObject())

    def rest(self) -> None:
        """Let everything through until the next ``watch``."""
        self._on = False

    def look_around(self) -> None:
        """Stand at every window there is; menus and lists that drop down are windows which no signal tells of."""
        if self._on:
            for window in self._gui.allWindows():
                window.installEventFilter(self)  # at one where it stands already it goes to the front

    def _follow(self, cursor: QObject | None) -> None:
        if self._cursor is not None and isValid(self._cursor):
            self._cursor.removeEventFilter(self)
        self._cursor = cursor
        if self._on and cursor is not None:
            cursor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._on or not isinstance(event, (QInputEvent, QInputMethodEvent)):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            # A window is asked this before a key is pressed, and the press may go to a menu that opened since.
            self.look_around()
        return self.came(event)
