"""Keeps what is being typed: within a second of the first letter that is not yet in the vault, and at every pause."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from cocdesk.model.actions import report
from cocdesk.model.errors import KnownError
from cocdesk.model.records.report import ReportDraft
from cocdesk.model.rules.clockwork import zone
from cocdesk.model.rules.intake import is_empty
from cocdesk.ui.session import Session
from cocdesk.ui.unsaved import Unsaved
from cocdesk.words import _


class DraftKeeper(QObject):
    """One draft on its way into the vault.

    ``saved(words)`` carries the moment of saving as words; ``failed(sentence)`` what went wrong: the draft is still held then,
    and tried again.
    """

    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._draft: ReportDraft | None = None
        self.number: int | None = None
        self._unsaved = Unsaved(self.save, self)

    @property
    def waiting(self) -> bool:
        """Whether something is not in the vault yet."""
        return self._unsaved.waiting

    def begin(self, number: int | None) -> None:
        """Another draft: one that is kept under a number already, or a new one."""
        self._unsaved.end()
        self._draft, self.number = None, number

    def hold(self, draft: ReportDraft) -> None:
        """The draft changed."""
        self._draft = draft
        self._unsaved.touched()

    def save(self) -> bool:
        """Save now what is not saved; True when nothing is left to save."""
        draft = self._draft
        if not self.waiting or draft is None:
            return True
        if self.number is None and is_empty(draft):
            return True
        self._unsaved.trying()
        try:
            done = self._session.do(report.save_draft, draft, number=self.number)
        except KnownError as error:
            self._later(str(error))
            return False
        except msgspec.ValidationError:
            # Every field has a limit of its own; this is for text that grew beyond it when it was put in order.
            self._later(_("One of the texts is too long to be saved. Make it shorter; nothing was thrown away."))
            return False
        self._unsaved.waiting = False
        self.number = done.value
        desk = self._session.desk
        now = desk.now().astimezone(zone(desk.event().zone))
        self.saved.emit(_("Saved {time}").format(time=now.strftime("%H:%M:%S")))
        return True

    def forget(self) -> None:
        """Let go of the draft; what is in the vault stays there."""
        self.begin(None)

    def _later(self, sentence: str) -> None:
        self._unsaved.later()
        self.failed.emit(sentence)
