"""A page that reads the vault only where somebody looks, so that neither unlocking nor a change waits for what nobody sees."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from cocdesk.model.errors import KnownError
from cocdesk.model.records.case import Change
from cocdesk.ui.session import Session


class LazyPage(QWidget):
    """``read`` is what a page shows of the vault, ``drop`` how it lets go of it, ``topics`` which changes make it read again."""

    topics: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        session.unlocked.connect(self.catch_up)
        session.changed.connect(self._changed)
        session.locked.connect(self._locked)

    def read(self) -> None:
        """Show what stands in the vault. May raise ``KnownError``, which is told in the notice bar."""
        raise NotImplementedError

    def drop(self) -> None:
        """Forget everything that is shown: the vault is locked."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read now."""
        if not self._session.open:
            return
        self._stale = False
        try:
            self.read()
        except KnownError as error:
            self._session.failed.emit(str(error))

    def catch_up(self) -> None:
        """Read now if somebody looks, else when somebody does."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _changed(self, change: Change) -> None:
        if change.topics & self.topics:
            self.catch_up()

    def _locked(self) -> None:
        self._stale = True
        self.drop()

    def setVisible(self, visible: bool) -> None:
        if visible and self._stale:
            # Before it is seen: what is made while it is seen comes one blink later.
            self.refresh()
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
