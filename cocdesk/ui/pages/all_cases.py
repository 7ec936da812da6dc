"""A paper about every case of an event into one folder, drawn beside the window, with a way to stop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cocdesk.model.actions import every_case
from cocdesk.model.actions import print as printing
from cocdesk.model.errors import KnownError
from cocdesk.model.records.case import Change
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.progress import Progress
from cocdesk.words import _, ngettext


class AllCases(QObject):
    """Reads and writes the vault here and draws the pages in the worker, one case after another.

    ``finished(sentence, well)``.
    """

    finished = Signal(str, bool)

    def __init__(self, session: Session, jobs: Jobs, progress: Progress, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._progress = session, jobs, progress
        self._round: every_case.Round | None = None
        self._stopped = True
        progress.cancel_wanted.connect(self._stop)
        session.locking.connect(self._stop)

    def begin(self, kind: str, title: str, folder: Path, event: str = "") -> None:
        """Make this kind of paper, for the team, about every case of the event; of the newest one when left out."""
        try:
            about = self._session.desk.event(event)
            self._round = self._session.ask(every_case.Round, kind, folder, audience="team", event=about.id)
        except KnownError as error:
            self.finished.emit(str(error), False)
            return
        self._stopped = False
        self._progress.begin(_("{paper}: every case of {event}").format(paper=title, event=about.name))
        self._progress.advance(0, self._round.total)
        self._next()

    def _stop(self) -> None:
        self._stopped = True

    def _next(self) -> None:
        if self._round is None or self._stopped or not self._session.open:
            self._end("")
            return
        try:
            bare = self._session.ask(self._round.next)
        except KnownError as error:
            self._end(str(error))
            return
        if bare is None:
            self._end("")
        else:
            self._jobs.run(printing.rendered, bare, done=self._drawn, failed=self._failed)

    def _drawn(self, paper: printing.Paper) -> None:
        if self._round is None or not self._session.open:
            self._end("")
            return
        try:
            self._session.ask(self._round.keep, paper)
        except KnownError as error:
            self._end(str(error))
            return
        self._progress.advance(self._round.done, self._round.total)
        self._next()

    def _failed(self, fault: BaseException) -> None:
        self._end(_("One of the papers could not be drawn."))
        raise fault

    def _end(self, trouble: str) -> None:
        made = self._round.made if self._round is not None else every_case.Saved()
        self._round, self._stopped = None, True
        self._progress.end()
        saved = ngettext("{count} paper saved, and written down.", "{count} papers saved, and written down.", made.saved)
        said = [trouble, saved.format(count=made.saved)]
        if made.stopped and not trouble:
            said.insert(0, _("Stopped as you asked."))
        if made.left_out:
            left = _("Left out, because their paper cannot be made or may not go: {cases}. The preview of each says why.")
            said.append(left.format(cases=", ".join(made.left_out)))
        if made.saved:
            said.append(_("The files are not encrypted: delete them when they have served."))
        if made.cases and self._session.open:
            # Once for all of them: a page that reads itself anew after each would hold up the next.
            self._session.announce(Change(topics=frozenset({"cases"}), cases=made.cases))
        self.finished.emit(" ".join(part for part in said if part), not trouble and not made.stopped and not made.left_out)
