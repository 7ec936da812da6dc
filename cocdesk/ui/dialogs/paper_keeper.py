"""Keeps what is being typed into a paper: within a second of the first letter, when it is closed and when the vault locks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from cocdesk.model.actions import drafts
from cocdesk.model.errors import KnownError
from cocdesk.model.queries import case_view
from cocdesk.ui.session import Session
from cocdesk.ui.unsaved import Unsaved
from cocdesk.ui.widgets.notice_bar import NoticeBar
from cocdesk.words import _


class Typed(Protocol):
    """A part of the window with fields to type in."""

    @property
    def touched(self) -> SignalInstance: ...

    @property
    def typed(self) -> Mapping[str, str]: ...

    def put(self, words: Mapping[str, str], /) -> None: ...


class PaperKeeper(QObject):
    """The words of one paper: ``about`` is its kind and its case, "" for none; ``parts`` are what is typed into, by name.

    They wait in the vault until the paper has left and is closed, or somebody starts anew; ``emptied`` is told then.
    """

    emptied = Signal()

    def __init__(
        self, session: Session, about: tuple[str, str], parts: Mapping[str, Typed], notice: NoticeBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._parts, self._notice = session, parts, notice
        self._kind, self._case = about
        self._person = ""
        self._number: int | None = None
        self._gone = self._warned = False
        self._unsaved = Unsaved(self.save, self)
        for part in parts.values():
            part.touched.connect(self._touched)
        notice.action_wanted.connect(self._start_anew)
        session.locking.connect(self.save)

    def take_up(self) -> None:
        """Let what was typed the last time, and did not leave, stand in it again."""
        waits = self._session.ask(case_view.paper_words, self._about, self._case) if self._session.open else None
        if waits is not None:
            self._number = waits.number
            self._put(waits.words)
            self._notice.say(_("What you typed here before stands in it again."), action=_("Start anew"))

    def turn_to(self, person: str) -> None:
        """It is about another of several now (an id): what was typed of one must never stand in the paper of another."""
        if person == self._person or not self._session.open:
            return
        if not self._person and self._words():
            self._carry_over(person)
            return
        if self._gone:
            self._forget()
        # What cannot be saved stays where it was typed: better seen there than lost.
        elif not self.save():
            return
        self._person, self._number, self._gone = person, None, False
        self._put({})
        self._notice.put_away()
        self.take_up()

    def _carry_over(self, person: str) -> None:
        """What was typed before anybody was chosen is meant for the one who is."""
        before, self._number = self._number, None
        self._person, self._unsaved.waiting = person, True
        if self.save() and before is not None:
            try:
                self._session.do(drafts.put_away, before)
            except KnownError as error:
                self._notice.say(str(error), "error")

    def _words(self) -> dict[str, str]:
        return {f"{name}.{key}": text for name, part in self._parts.items() for key, text in part.typed.items() if text.strip()}

    @property
    def _about(self) -> str:
        return f"{self._kind}:{self._person}" if self._person else self._kind

    def save(self) -> bool:
        """Save now what is not saved; True when nothing is left to save."""
        if not self._unsaved.waiting or not self._session.open:
            return not self._unsaved.waiting
        self._unsaved.trying()
        try:
            if words := self._words():
                done = self._session.do(drafts.save_paper, self._case, self._about, words, number=self._number)
                self._number = done.value
            else:
                self._put_away()
        except KnownError as error:
            self._unsaved.later()
            self._notice.say(str(error), "error")
            return False
        self._unsaved.waiting = False
        return True

    def left(self) -> None:
        """The paper has left: unless something is typed after that, its words need not be kept once it is closed."""
        self._gone = True

    def settle(self) -> bool:
        """It is to be closed: keep what has to be kept; whether it may be. What cannot be kept holds it open once."""
        if not self._session.open:
            return True
        if self._gone:
            self._forget()
        elif not self.save() and not self._warned:
            self._warned = True
            self._notice.say(_("What you typed could not be kept. Close it once more to leave without it."), "error")
            return False
        return True

    def _touched(self) -> None:
        self._gone = self._warned = False
        self._unsaved.touched()

    def _start_anew(self) -> None:
        self._forget()
        self._put({})
        self._notice.put_away()
        self.emptied.emit()

    def _put(self, words: Mapping[str, str]) -> None:
        for name, part in self._parts.items():
            part.put({key.removeprefix(f"{name}."): text for key, text in words.items() if key.startswith(f"{name}.")})

    def _forget(self) -> None:
        self._unsaved.end()
        try:
            self._put_away()
        except KnownError as error:
            self._notice.say(str(error), "error")

    def _put_away(self) -> None:
        number, self._number = self._number, None
        if number is not None:
            self._session.do(drafts.put_away, number)
