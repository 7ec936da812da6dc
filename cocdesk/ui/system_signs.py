"""What the system says when somebody leaves: it sleeps, the lid closes, the screen locks. A machine without a bus is fine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot

from cocdesk.words import _

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher

_LOGIN = "org.freedesktop.login1"
_LOGIN_PATH = "/org/freedesktop/login1"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_LEFT = {"LidIsClosed": True, "LidClosed": True, "LockedHint": True, "Active": False}
"""Properties of the session, the lid and the power, and the value that says that somebody went."""


class SystemSigns(QObject):
    """``away`` when the system sleeps or its screen locks. ``hold`` asks it to wait with sleeping until ``let_go``."""

    away = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._system: QDBusConnection | None = None
        self._waits: Any = None
        self._asked: QDBusPendingCallWatcher | None = None
        self._wanted = False

    def listen(self) -> None:
        """Subscribe to logind, the power daemon and the screen savers, where they are."""
        if not sys.platform.startswith("linux"):
            return
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return
        self.listen_to(QDBusConnection.systemBus(), QDBusConnection.sessionBus())

    def listen_to(self, system: QDBusConnection, session: QDBusConnection) -> int:
        """The same on these two buses; returns how many signs it hears."""
        heard = 0
        if system.isConnected():
            self._system = system
            heard += self._hear(system, _LOGIN, _LOGIN_PATH, f"{_LOGIN}.Manager", "PrepareForSleep", "flagged(bool)")
            # Any session's Lock signal: locking once too often costs a passphrase, once too seldom costs a person's trust.
            heard += self._hear(system, _LOGIN, "", f"{_LOGIN}.Session", "Lock", "signalled()")
            for service, path in ((_LOGIN, ""), ("org.freedesktop.UPower", "/org/freedesktop/UPower")):
                slot = "changed(QString,QVariantMap,QStringList)"
                heard += self._hear(system, service, path, _PROPERTIES, "PropertiesChanged", slot)
        if session.isConnected():
            for service in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"):
                path = "/" + service.replace(".", "/")
                heard += self._hear(session, service, path, service, "ActiveChanged", "flagged(bool)")
                # Some desktops offer it at the short path only.
                heard += self._hear(session, service, "/ScreenSaver", service, "ActiveChanged", "flagged(bool)")
        return heard

    def _hear(self, bus: QDBusConnection, service: str, path: str, interface: str, name: str, slot: str) -> bool:
        # The stubs ask for bytes, and the call takes what SLOT makes, which is a string.
        made: Any = SLOT(slot)
        return bool(bus.connect(service, path, interface, name, self, made))

    @Slot(bool)
    def flagged(self, begins: bool) -> None:
        """Sleep or a screen saver begins (True) or ends (False)."""
        if begins:
            self.away.emit()

    @Slot()
    def signalled(self) -> None:
        """The desktop asks its sessions to lock."""
        self.away.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def changed(self, _interface: str, values: dict[str, object], _gone: list[str]) -> None:
        """Something about the session or the lid is not as it was."""
        if any(values.get(name, not left) is left for name, left in _LEFT.items()):
            self.away.emit()

    def hold(self) -> None:
        """Ask for a moment before the machine sleeps: without it, it may be asleep before the vault is closed."""
        self._wanted = True
        if self._system is None or self._waits is not None or self._asked is not None:
            return
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        call = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, f"{_LOGIN}.Manager", "Inhibit")
        call.setArguments(["sleep", "cocdesk", _("closes its vault first"), "delay"])
        self._asked = QDBusPendingCallWatcher(self._system.asyncCall(call), self)
        self._asked.finished.connect(self._held)

    def _held(self) -> None:
        asked, self._asked = self._asked, None
        if asked is None:
            return
        found = asked.reply().arguments()
        asked.deleteLater()
        # As long as this lives, the system waits; an error has a text in its place.
        if self._wanted and found and not isinstance(found[0], str):
            self._waits = found[0]

    @property
    def holding(self) -> bool:
        """Whether the system would wait."""
        return self._waits is not None

    def let_go(self) -> None:
        """The vault is closed: the machine may sleep."""
        self._wanted = False
        self._waits = None
