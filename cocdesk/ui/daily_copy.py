"""Safety copies made by themselves: once a day, a little after somebody sat down, beside the window."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cocdesk.model.actions import safety
from cocdesk.model.errors import KnownError
from cocdesk.model.vault.backup import Backup, Begun
from cocdesk.ui.faults import told
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.session import Session
from cocdesk.words import _

if TYPE_CHECKING:
    from cocdesk.model.desk import Desk

AFTER_MS = 5_000
"""How long after unlocking today's copy is thought of, and how often after that, until nobody has touched anything for a while:
copying the pages holds the window."""
AGAIN_MS = 30 * 60 * 1000
"""How often a desk that stays open looks whether a day has gone by."""


class SafetyCopies(QObject):
    """Makes automatic copies, and those asked for. ``made`` carries a ``Backup``, ``failed`` a sentence.

    The pages are copied at once, for that needs the open vault; looking at each of them and writing the one file is done
    beside the window. Locking does not wait for it: what is half written is swept away at the next opening.
    """

    made = Signal(object)
    failed = Signal(str)
    busy_changed = Signal(bool)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._job = session, jobs, 0
        self._begun: Begun | None = None
        self._looks = 0
        self.idle: Callable[[], float] = lambda: inf
        """Seconds since somebody last touched anything."""
        self.held = False
        """While the vault is written anew, which makes copies of its own, none is begun here."""
        self._soon = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._soon.timeout.connect(self.when_quiet)
        self._again.timeout.connect(self._soon.start)
        session.unlocked.connect(self._begin)
        session.locked.connect(self._end)

    @property
    def busy(self) -> bool:
        """Whether a copy is being made."""
        return self._job != 0

    def when_quiet(self) -> None:
        """Today's copy, if it is due and nobody is at the keys; else a little later."""
        if not self._ready() or not self._session.ask(safety.copy_due):
            self._looks = 0
        elif safety.quiet_enough(idle=self.idle(), waited=self._looks * AFTER_MS / 1000):
            self._looks = 0
            self._make(safety.begin_daily)
        else:
            self._looks += 1
            self._soon.start()

    def now(self, why: str) -> None:
        """One more copy beside the vault."""
        if self._ready():
            self._make(lambda desk: safety.begin_copy(desk, why))

    def elsewhere(self, path: Path) -> None:
        """A copy into a file somebody chose."""
        if self._ready():
            self._make(lambda desk: safety.begin_by_hand(desk, path))

    def _ready(self) -> bool:
        return self._session.open and not self.busy and not self.held

    def _begin(self) -> None:
        self._soon.start()
        self._again.start()

    def _end(self) -> None:
        self._soon.stop()
        self._again.stop()
        self.held = False
        self._looks = 0
        begun, self._begun, job, self._job = self._begun, None, self._job, 0
        if begun is not None:
            # Its keys do not outlive the locking: a worker that is at it fails, and tidies up.
            safety.drop(begun, running=not self._jobs.forget(job))
        self.busy_changed.emit(False)

    def _make(self, begin: Callable[[Desk], Begun]) -> None:
        try:
            begun = self._session.ask(begin)
        except KnownError as error:
            self.failed.emit(str(error))
            return
        generation = self._session.desk.vault.generation
        self._begun = begun
        self._job = self._jobs.run(safety.finish, begun, done=self._made, failed=lambda error: self._failed(error, generation))
        self.busy_changed.emit(True)

    def _made(self, made: Backup) -> None:
        self._job, self._begun = 0, None
        self.busy_changed.emit(False)
        self.made.emit(made)

    def _failed(self, error: BaseException, generation: int) -> None:
        self._job, self._begun = 0, None
        self.busy_changed.emit(False)
        sentence = told(error)
        # A purge or a removal meanwhile takes away whatever the old key opens, also what was half written: nothing is lost.
        if self._session.desk.vault.generation == generation:
            self.failed.emit(sentence)


def copy_under_way() -> str:
    """Why something has to wait."""
    return _("A safety copy is just being made. Please try again in a moment.")
