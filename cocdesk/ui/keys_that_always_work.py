"""Hiding and locking by key from wherever somebody is typing: Qt keeps a window's shortcuts from dialogs and open menus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QInputEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from cocdesk.ui.window_watch import WindowWatch

_ASKED, _PRESSED = QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress


class KeysThatAlwaysWork(WindowWatch):
    """Triggers ``acts`` by their shortcuts, for as long as each is enabled, before any dialog, menu or field sees the key."""

    def __init__(self, acts: tuple[QAction, ...], parent: QObject) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        super().__init__(app, parent)
        self._acts = acts
        self.watch()

    def came(self, event: QInputEvent | QInputMethodEvent) -> bool:
        """Whether the key was one of them, and did its work."""
        if not isinstance(event, QKeyEvent) or event.type() not in (_ASKED, _PRESSED):
            return False
        pressed = QKeySequence(event.keyCombination())
        act = next((act for act in self._acts if act.isEnabled() and act.shortcut() == pressed), None)
        if act is None:
            return False
        event.accept()
        # Asked first whether it is a shortcut, the same key then comes as a press. Held down, it must not flicker.
        if event.type() == _PRESSED and not event.isAutoRepeat():
            act.trigger()
        return True
