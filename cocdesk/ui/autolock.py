"""Locking when nobody is there: after idle minutes, on suspend, and when the desktop locks its screen."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from cocdesk.ui.preferences import IDLE_MINUTES

LEAST_MINUTES, MOST_MINUTES = 1, 15
_ACTIVITY = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletPress, QEvent.Type.InputMethod,
})  # fmt: skip


_TICK_MS = 5_000


def passed() -> float:
    """Seconds that go on while the machine sleeps and that nobody can set; the wall clock's where the system has none."""
    since_boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() if since_boot is None else time.clock_gettime(since_boot)


class AutoLock(QObject):
    """Emits ``lock_wanted`` after ``minutes`` without key, mouse, wheel or touch, or when the system sleeps or locks.

    Runs between ``start`` (after unlocking) and ``stop`` (once locked). Timers stand still while a machine sleeps, so a short
    tick compares moments of ``clock`` (seconds, sleep counted); the first touch after too long a sleep locks and goes no
    further.
    """

    lock_wanted = Signal()

    def __init__(self, app: QApplication, minutes: int = IDLE_MINUTES, *, clock: Callable[[], float] = passed) -> None:
        super().__init__(app)
        self._app, self._clock, self._last = app, clock, 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.check)
        self._minutes = LEAST_MINUTES
        self._bus: list[object] = []
        self.set_minutes(minutes)

    @property
    def minutes(self) -> int:
        """Idle minutes until it locks."""
        return self._minutes

    def set_minutes(self, minutes: int) -> None:
        """Choose 1 to 15 minutes; anything else becomes the nearest of these, for a lock that can be turned off is none."""
        self._minutes = min(max(minutes, LEAST_MINUTES), MOST_MINUTES)

    @property
    def watching(self) -> bool:
        """Whether it would lock."""
        return self._timer.isActive()

    def start(self) -> None:
        """Watch from now on; listening to the system begins once the window stands, so that it never delays it."""
        self._last = self._clock()
        self._app.installEventFilter(self)
        self._timer.start()
        if not self._bus:
            QTimer.singleShot(0, self, self._listen)

    def stop(self) -> None:
        """Stop watching; nothing is emitted until the next ``start``."""
        self._app.removeEventFilter(self)
        self._timer.stop()

    def check(self) -> bool:
        """Lock if nobody has been here for long enough; whether it did."""
        # A clock that was set back tells nothing about how long nobody was here: then it locks.
        if not self.watching or 0 <= self._clock() - self._last < self._minutes * 60:
            return False
        self.stop()
        self.lock_wanted.emit()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY and self.watching:
            if self.check():
                return True
            self._last = self._clock()
        return False

    def _listen(self) -> None:
        """Subscribe to logind and the screen saver where a bus is; a machine without one still has the idle clock."""
        if not sys.platform.startswith("linux") or self._bus:
            return
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        self._bus = [system, session]
        sleeps, locks = b"1flagged(bool)", b"1signalled()"
        login = "org.freedesktop.login1"
        if system.isConnected():
            system.connect(login, "/org/freedesktop/login1", f"{login}.Manager", "PrepareForSleep", self, sleeps)
            # Any session's Lock signal: locking once too often costs a passphrase, once too seldom costs a person's trust.
            system.connect(login, "", f"{login}.Session", "Lock", self, locks)
        if session.isConnected():
            for service in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"):
                session.connect(service, "/" + service.replace(".", "/"), service, "ActiveChanged", self, sleeps)

    @Slot(bool)
    def flagged(self, begins: bool) -> None:
        """The system goes to sleep or its screen saver begins (True) or ends (False)."""
        if begins and self.watching:
            self.stop()
            self.lock_wanted.emit()

    @Slot()
    def signalled(self) -> None:
        """The desktop asks its sessions to lock."""
        self.flagged(True)
