"""The one way between windows and the model: windows ask and do through it, and hear from it what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from cocdesk.model.errors import KnownError, NotAllowed
from cocdesk.words import _

if TYPE_CHECKING:
    from cocdesk.model.desk import Desk
    from cocdesk.model.records.case import Change, Done

P = ParamSpec("P")
T = TypeVar("T")


class Session(QObject):
    """An unlocked desk, or none.

    ``changed`` carries a ``Change`` after every action; ``failed`` a sentence for the notice bar; ``locking`` comes while the
    desk is still there, so that drafts can be saved; ``locked`` when it is gone; ``unlocked`` when one came.
    """

    changed = Signal(object)
    failed = Signal(str)
    locking = Signal()
    locked = Signal()
    unlocked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self.hints = True
        """Whether the person at this laptop wants hints on words."""

    @property
    def open(self) -> bool:
        return self._desk is not None and not self._desk.vault.closed

    @property
    def desk(self) -> Desk:
        """The desk of this session. Raises ``NotAllowed`` while it is locked."""
        if self._desk is None:
            raise NotAllowed(_("The vault is locked."), do=_("Unlock it first."))
        return self._desk

    def sit(self, desk: Desk) -> None:
        """A desk was opened."""
        self._desk = desk
        self.unlocked.emit()

    def ask(self, query: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read from the vault, or from the sealed file in which what is asked about lives. Raises ``KnownError``."""
        return query(self.desk.at(*args, *kwargs.values()), *args, **kwargs)

    @property
    def why_not_write(self) -> str:
        """Why the one who sits here cannot record, as a sentence; empty for those who can, and while it is locked."""
        if not self.open:
            return ""
        # Not before: with it comes the desk, a fifth of the time until the first page is painted.
        from cocdesk.model.queries.team import why_not_write

        return self.ask(why_not_write)

    def do(self, action: Callable[Concatenate[Desk, P], Done[T]], *args: P.args, **kwargs: P.kwargs) -> Done[T]:
        """Change the vault, or that sealed file, and tell every window what was touched. Raises ``KnownError``."""
        done = action(self.desk.at(*args, *kwargs.values()), *args, **kwargs)
        self.changed.emit(done.change)
        return done

    def attempt(self, action: Callable[Concatenate[Desk, P], Done[T]], *args: P.args, **kwargs: P.kwargs) -> Done[T] | None:
        """Like ``do``; a known error becomes a sentence in the notice bar, and None is returned."""
        try:
            return self.do(action, *args, **kwargs)
        except KnownError as error:
            self.failed.emit(str(error))
            return None

    def lock(self) -> None:
        """Save what is being typed, close the vault, forget. Nothing can veto it."""
        if self._desk is None:
            return
        try:
            self.locking.emit()
        finally:
            desk, self._desk = self._desk, None
            try:
                desk.close()
            finally:
                # Whatever closing met with: the pages must let go of what they show.
                self.locked.emit()

    def announce(self, change: Change) -> None:
        """Tell windows of a change that was made elsewhere."""
        self.changed.emit(change)
