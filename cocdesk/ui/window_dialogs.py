"""The dialogs that belong to the window and to no page: paper, keys, preferences, and what cocdesk is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from cocdesk.ui.preferences import Preferences
from cocdesk.ui.session import Session
from cocdesk.words import _

if TYPE_CHECKING:
    from cocdesk.model.queries.papers import PaperKind
    from cocdesk.ui.dialogs.take_in import TakeIn
    from cocdesk.ui.jobs import Jobs


class WindowDialogs(QObject):
    """Opens them over ``window``. ``preferred`` when preferences were changed, ``room_wanted(key)`` when a page serves better,
    ``told(sentence)`` when there is something to say instead, ``draft_wanted(number)`` and ``case_wanted(id)`` where a form that
    was taken in has gone."""

    preferred = Signal()
    room_wanted = Signal(str)
    told = Signal(str)
    draft_wanted = Signal(int)
    case_wanted = Signal(str)

    def __init__(self, session: Session, preferences: Preferences, window: QWidget, jobs: Jobs) -> None:
        super().__init__(window)
        self._session, self._preferences, self._window, self._jobs = session, preferences, window, jobs
        self._taking: TakeIn | None = None

    def take_in(self, path: Path | None = None) -> None:
        """Take in a filled form, or a picture of one; ask for the file where none is given."""
        from cocdesk.ui.dialogs.take_in import TakeIn

        if self._taking is None:
            self._taking = TakeIn(self._session, self._jobs, self._window)
            self._taking.draft_wanted.connect(self.draft_wanted)
            self._taking.case_wanted.connect(self.case_wanted)
            self._taking.told.connect(self.told)
        if path is None:
            self._taking.choose()
        else:
            self._taking.take(path)

    def paper(self, kind: str, case: str) -> None:
        """Show a paper by its id; ``case`` is the chosen one, "" for none."""
        from cocdesk.model.queries.papers import papers_known

        known = next((found for found in self._session.ask(papers_known, case) if found.id == kind), None)
        if known is None:
            self.room_wanted.emit("papers")
        elif known.needs_case and not case:
            self.told.emit(_("Choose a case first; this paper is about one."))
        else:
            self.preview(known, case if known.needs_case else "")

    def preview(self, kind: PaperKind, subject: str) -> None:
        """Show a paper of a case or a whole event, or one that is about neither."""
        from cocdesk.ui.dialogs.paper import PaperDialog

        case, event = (None, subject) if kind.of_event else (subject or None, "")
        dialog = PaperDialog(self._session, self._preferences, kind, case=case, event=event, parent=self._window)
        dialog.resize(self._window.size() * 0.92)
        _open(dialog)

    def tell_keys(self, said: list[tuple[str, str]]) -> None:
        """What each key does."""
        from cocdesk.ui.dialogs.about import ShortcutsDialog

        _open(ShortcutsDialog(said, self._window))

    def tell_about(self) -> None:
        """What this program is."""
        from cocdesk.ui.dialogs.about import AboutDialog

        _open(AboutDialog(self._window))

    def prefer(self) -> None:
        """Change preferences."""
        from cocdesk.ui.dialogs.about import PreferencesDialog

        dialog = PreferencesDialog(self._preferences, self._window)
        dialog.changed.connect(self.preferred)
        _open(dialog)


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
