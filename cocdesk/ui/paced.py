"""Long work on the open vault, done a pace at a time: between two paces the window paints, answers, and can lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from cocdesk.model.records.pace import Paces
from cocdesk.ui.jobs import Jobs

BREATH_MS = 30
"""Long enough for the words of a pace to be painted before it begins."""


class Paced(QObject):
    """Runs one piece of paced work; what may be done beside the vault goes to the worker. ``told`` says what comes next.

    ``stop`` (the vault was locked) ends it where it is: a pace is whole or was not begun.
    """

    told = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._paces: Paces[Any] | None = None
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[BaseException], None] | None = None
        self._job = 0

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._paces is not None

    def run(self, paces: Paces[Any], *, done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        """Begin; ``done(result)`` or ``failed(error)`` comes at the end, on the window's thread, in a later turn."""
        self._paces, self._done, self._failed = paces, done, failed
        self._soon(None, None)

    def stop(self) -> None:
        """End it here; neither ``done`` nor ``failed`` comes any more."""
        paces, self._paces = self._paces, None
        if self._job:
            self._jobs.forget(self._job)
            self._job = 0
        if paces is not None:
            paces.close()

    def _soon(self, answer: Any, fault: BaseException | None) -> None:
        paces = self._paces
        QTimer.singleShot(BREATH_MS, self, lambda: self._go(answer, fault) if paces is self._paces else None)

    def _go(self, answer: Any, fault: BaseException | None) -> None:
        if self._paces is None:
            return
        try:
            pace = self._paces.throw(fault) if fault is not None else self._paces.send(answer)
        except StopIteration as end:
            self._end(self._done, end.value)
            return
        except BaseException as error:  # noqa: BLE001 - handed on to whoever asked for the work, who tells or raises it
            self._end(self._failed, error)
            return
        self.told.emit(pace.words)
        if pace.beside is None:
            self._soon(None, None)
        else:
            self._job = self._jobs.run(
                pace.beside, done=lambda found: self._came(found, None), failed=lambda error: self._came(None, error)
            )

    def _came(self, answer: Any, fault: BaseException | None) -> None:
        self._job = 0
        self._go(answer, fault)

    def _end(self, tell: Callable[[Any], None] | None, outcome: Any) -> None:
        self._paces = None
        if tell is not None:
            tell(outcome)
