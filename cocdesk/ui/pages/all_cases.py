"""A paper about every case of an event into one folder, drawn beside the window, with a way to stop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cocdesk.model.actions import every_case
from cocdesk.model.actions.print import FileThere, Paper, make, rendered, save
from cocdesk.model.errors import KnownError
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.progress import Progress
from cocdesk.words import _, ngettext


class AllCases(QObject):
    """Reads and writes the vault here and draws the pages in the worker, one case after another. ``finished(sentence, well)``."""

    finished = Signal(str, bool)

    def __init__(self, session: Session, jobs: Jobs, progress: Progress, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._progress = session, jobs, progress
        self._waiting: list[str] = []
        self._total = self._saved = 0
        self._stopped = True
        self._kind, self._folder = "", Path()
        progress.cancel_wanted.connect(self._stop)
        session.locking.connect(self._stop)

    def begin(self, kind: str, title: str, folder: Path, event: str = "") -> None:
        """Make this kind of paper, for the team, about every case of the event."""
        self._kind, self._folder = kind, folder
        self._waiting = list(self._session.ask(every_case.case_ids, event))
        self._total, self._saved, self._stopped = len(self._waiting), 0, False
        self._progress.begin(_("{paper}: every case of this event").format(paper=title))
        self._progress.advance(0, self._total)
        self._next()

    def _stop(self) -> None:
        self._stopped = True

    def _next(self) -> None:
        if self._stopped or not self._session.open or not self._waiting:
            self._end("")
            return
        try:
            bare = self._session.ask(make, self._kind, case=self._waiting.pop(0), audience="team", bare=True)
        except KnownError as error:
            self._end(str(error))
            return
        self._jobs.run(rendered, bare, done=self._drawn, failed=self._failed)

    def _drawn(self, paper: Paper) -> None:
        if not self._session.open:
            self._end("")
            return
        try:
            self._session.ask(save, paper, self._folder / paper.file_name)
        except FileThere:
            self._end(_("A file of that name is in the folder already, and was left as it is. Choose an empty folder."))
            return
        except KnownError as error:
            self._end(str(error))
            return
        self._saved += 1
        self._progress.advance(self._saved, self._total)
        self._next()

    def _failed(self, fault: BaseException) -> None:
        self._end(_("One of the papers could not be drawn."))
        raise fault

    def _end(self, trouble: str) -> None:
        whole = not trouble and self._saved == self._total
        self._waiting, self._stopped = [], True
        self._progress.end()
        saved = ngettext("{count} paper saved, and written down.", "{count} papers saved, and written down.", self._saved)
        said = [trouble, saved.format(count=self._saved)]
        if not trouble and not whole:
            said.insert(0, _("Stopped as you asked."))
        if self._saved:
            said.append(_("The files are not encrypted: delete them when they have served."))
        self.finished.emit(" ".join(part for part in said if part), whole)
