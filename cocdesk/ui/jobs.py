"""Work that would hold the window up, done beside it: the only module with threads. Frozen values go in, values come out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot


@dataclass(frozen=True, slots=True)
class _Task:
    number: int
    work: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[BaseException], None] | None


class _Mail(QObject):
    """Carries an outcome from the worker to the window's thread; alive as long as the jobs are."""

    came = Signal(int, object, object)


class _Run(QRunnable):
    def __init__(self, number: int, work: Callable[[], Any], mail: _Mail) -> None:
        super().__init__()
        self._number, self._work, self._mail = number, work, mail

    def run(self) -> None:
        result: Any = None
        fault: BaseException | None = None
        try:
            result = self._work()
        except BaseException as error:  # noqa: BLE001 - a thread has nobody above it: whatever it was, the window must hear of it
            fault = error
        try:
            self._mail.came.emit(self._number, result, fault)
        except RuntimeError:
            # The window went away while the work ran: nobody is left to tell.
            return


class Jobs(QObject):
    """One worker, jobs in the order asked for; ``busy_changed`` tells whether anything is under way."""

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._mail = _Mail(self)
        self._mail.came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._waiting: deque[_Task] = deque()
        self._current: _Task | None = None
        self._number = 0

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return self._current is not None

    def run(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> int:
        """Call ``function(*args)`` in the worker; ``done(result)`` or ``failed(error)`` comes back on the window's thread.

        Returns a number for ``forget``. Arguments must be frozen values or things that only the worker touches meanwhile. With no
        ``failed``, an error is raised again on the window's thread, where ``faults`` shows it.
        """
        self._number += 1
        self._waiting.append(_Task(self._number, lambda: function(*args), done, failed))
        if self._current is None:
            self._next()
            self.busy_changed.emit(True)
        return self._number

    def forget(self, number: int) -> bool:
        """Nobody waits for this job any more: one that has not begun is dropped, the answer of one that has is not delivered.

        Returns whether it was dropped, so that nobody has touched or will touch what was handed to it.
        """
        before = len(self._waiting)
        self._waiting = deque(task for task in self._waiting if task.number != number)
        if self._current and self._current.number == number:
            self._current = _Task(number, self._current.work, None, _ignore)
        return len(self._waiting) < before

    def finish(self, milliseconds: int = 30_000) -> bool:
        """Drop what waits and let the running job end, for leaving the program; False if it took longer."""
        self._waiting.clear()
        return self._pool.waitForDone(milliseconds)

    def _next(self) -> None:
        self._current = self._waiting.popleft()
        self._pool.start(_Run(self._current.number, self._current.work, self._mail))

    @Slot(int, object, object)
    def _deliver(self, number: int, result: Any, fault: BaseException | None) -> None:
        task = self._current
        if task is None or task.number != number:
            return
        self._current = None
        if self._waiting:
            self._next()
        else:
            self.busy_changed.emit(False)
        if fault is not None:
            if task.failed is None:
                raise fault
            task.failed(fault)
        elif task.done is not None:
            task.done(result)


def _ignore(_fault: BaseException) -> None:
    return
