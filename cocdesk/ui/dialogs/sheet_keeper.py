"""Keeps what is being typed in a dialog of a case: within a second of the first letter, and when the vault locks."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject

from cocdesk.model.actions import drafts
from cocdesk.model.errors import KnownError
from cocdesk.model.records.case import ActDraft
from cocdesk.ui.dialogs.sheet import Sheet
from cocdesk.ui.session import Session
from cocdesk.ui.unsaved import Unsaved


class SheetKeeper(QObject):
    """The draft of one open sheet; it lives as long as the sheet.

    ``draft`` says of which case and door it is, ``number`` its row once there is one.
    """

    def __init__(self, session: Session, sheet: Sheet, case: str, draft: ActDraft, number: int | None = None) -> None:
        super().__init__(sheet)
        self._session, self._sheet, self._case, self._draft = session, sheet, case, draft
        self.number = number
        self._unsaved = Unsaved(self.save, self)
        sheet.keeping = True
        sheet.touched.connect(self._unsaved.touched)
        sheet.thrown_away.connect(self._throw_away)
        sheet.finish_later.connect(self._finish_later)
        # What was recorded must not come back as a draft when the vault locks before the sheet is gone.
        sheet.finished.connect(self._unsaved.end)
        session.locking.connect(self.save)

    def save(self) -> bool:
        """Save now what is not saved; True when nothing is left to save."""
        if not self._unsaved.waiting:
            return True
        if self.number is None and not self._sheet.typed():
            self._unsaved.waiting = False
            return True
        self._unsaved.trying()
        kept = msgspec.structs.replace(self._draft, values=self._sheet.kept())
        try:
            done = self._session.ask(drafts.save_act, self._case, kept, number=self.number)
        except KnownError as error:
            self._unsaved.later()
            self._sheet.notice.setProperty("about", "saving")
            self._sheet.say(str(error))
            return False
        self._unsaved.waiting = False
        # Told only now: a page that hears of it must know that this draft is being written here.
        self.number = done.value
        self._session.announce(done.change)
        if self._sheet.notice.property("about") == "saving":
            self._sheet.notice.setProperty("about", "")
            self._sheet.notice.put_away()
        return True

    def _finish_later(self) -> None:
        if self.save():
            self._sheet.leave()

    def _throw_away(self) -> None:
        self._unsaved.end()
        if self.number is not None and self._session.open:
            self._session.attempt(drafts.put_away, self.number)
