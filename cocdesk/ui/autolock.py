"""Locking when nobody is there: after idle minutes, on suspend, and when the desktop locks its screen."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QInputEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from cocdesk.ui.preferences import IDLE_MINUTES
from cocdesk.ui.system_signs import SystemSigns
from cocdesk.ui.window_watch import WindowWatch

LEAST_MINUTES, MOST_MINUTES = 1, 15
_ACTIVITY = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletPress, QEvent.Type.InputMethod,
})  # fmt: skip


_TICK_MS = 5_000
_LATER_MS = 200


def passed() -> float:
    """Seconds that go on while the machine sleeps and that nobody can set; the wall clock's where the system has none."""
    since_boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() if since_boot is None else time.clock_gettime(since_boot)


class AutoLock(WindowWatch):
    """Emits ``lock_wanted`` after ``minutes`` without key, mouse, wheel or touch, or when the system sleeps or locks.

    Runs between ``start`` (after unlocking) and ``stop`` (once locked). Timers stand still while a machine sleeps, so a short
    tick compares moments of ``clock`` (seconds, sleep counted); the first touch after too long a sleep locks and goes no
    further.
    """

    lock_wanted = Signal()

    def __init__(self, app: QApplication, minutes: int = IDLE_MINUTES, *, clock: Callable[[], float] = passed) -> None:
        super().__init__(app, app)
        self._clock, self._last = clock, 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._minutes = LEAST_MINUTES
        self.works_on: Callable[[], bool] = lambda: False
        """Whether something that holds a key goes on after locking: the machine is asked to wait for that too."""
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self._let_go)
        self._signs: SystemSigns | None = None
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
        self.watch()
        self._timer.start()
        QTimer.singleShot(0, self, self._listen)

    def stop(self) -> None:
        """Stop watching; nothing is emitted until the next ``start``, and the machine may sleep at once."""
        self._stop()
        self._let_go()

    @property
    def idle(self) -> float:
        """Seconds since somebody last touched a key, the mouse or the screen; 0 while it does not watch."""
        return max(self._clock() - self._last, 0.0) if self.watching else 0.0

    def check(self) -> bool:
        """Lock if nobody has been here for long enough; whether it did."""
        # A clock that was set back tells nothing about how long nobody was here: then it locks.
        if not self.watching or 0 <= self._clock() - self._last < self._minutes * 60:
            return False
        self._lock()
        return True

    def came(self, event: QInputEvent | QInputMethodEvent) -> bool:
        """The first touch after too long locks, every other begins the minutes anew."""
        if event.type() not in _ACTIVITY or not self.watching:
            return False
        if self.check():
            return True
        self._last = self._clock()
        return False

    def _tick(self) -> None:
        self.look_around()
        self.check()

    def _listen(self) -> None:
        """Hear what the system says; a machine without a bus still has the idle clock."""
        if self._signs is None:
            self._signs = SystemSigns(self)
            self._signs.away.connect(self.leave)
            self._signs.listen()
        if self.watching:
            self._signs.hold()

    def leave(self) -> None:
        """Somebody goes, or the machine does."""
        if self.watching:
            self._lock()

    def _lock(self) -> None:
        self._stop()
        self.lock_wanted.emit()
        self._let_go()

    def _stop(self) -> None:
        self.rest()
        self._timer.stop()

    def _let_go(self) -> None:
        if self._signs is None or self.watching:
            return
        if self.works_on():
            self._later.start()
        else:
            self._signs.let_go()
