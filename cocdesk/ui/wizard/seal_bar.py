"""One line above the first words of a report: must somebody of the team not see it? Afterwards it says who can."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cocdesk.model.actions import sealing
from cocdesk.model.errors import KnownError
from cocdesk.model.queries import sealing as asked
from cocdesk.model.records.report import ReportDraft
from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.seal import SealDialog
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.card import button
from cocdesk.ui.wizard.draft_keeper import DraftKeeper
from cocdesk.words import _


class SealBar(QWidget):
    """``wanted`` when somebody presses it. Nothing is shown where nobody could be kept from anything."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = plain.label("", "muted")
        self.change = button("", "small", icon="lock-simple")
        self._sealed = False
        self._possible = False
        self._step = "write"
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.space(0.75), 0, theme.space(0.25))
        row.setSpacing(theme.space(1))
        row.addWidget(self.words, 1)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        self.change.clicked.connect(self.wanted)
        self.hide()

    def show_sealing(self, found: asked.Sealing | None, *, possible: bool) -> None:
        """Show the question, or who can open what is being written."""
        self._sealed, self._possible = found is not None, possible
        question = _("Is it about somebody of the team, or must somebody of the team not see it?")
        self.words.setText(_("Sealed. {sentence}").format(sentence=found.sentence) if found is not None else question)
        theme.set_look(self.words, role="strong" if self._sealed else "muted")
        self.change.setText(_("Change…") if self._sealed else _("Keep it from them…"))
        self.change.setAccessibleName(_("Who can open this report"))
        self.show_on(self._step)

    def show_on(self, step: str) -> None:
        """The question stands at the first step only; that it is sealed stands on every one."""
        self._step = step
        self.setVisible(self._sealed or (self._possible and step == "write"))


class Sealer:
    """Asks who can open the report that is being written (``draft`` tells it), and moves it between the files."""

    def __init__(
        self, session: Session, window: QWidget, bar: SealBar, keeper: DraftKeeper, draft: Callable[[], ReportDraft | None]
    ) -> None:  # fmt: skip
        self._session = session
        self._window = window
        self._bar = bar
        self._keeper = keeper
        self._draft = draft
        bar.wanted.connect(self.open)

    def look(self, number: int | None) -> None:
        """Let the line say how a draft stands."""
        found = self._session.ask(asked.sealing, number) if number is not None else None
        self._bar.show_sealing(found, possible=self._session.ask(asked.can_seal))

    def open(self) -> None:
        """Ask. Words that are in the vault already are saved where they lie first; others never come there."""
        draft, number = self._draft(), self._keeper.number
        if draft is None or (number is not None and not self._keeper.save()):
            return
        found = self._session.ask(asked.sealing, number) if number is not None else None
        choices = self._session.ask(asked.choices, number)
        dialog = SealDialog(choices, self._window, sealed=found is not None, sheet=found is not None and found.sheet)
        dialog.chosen.connect(lambda holders: self._seal(dialog, draft, number, holders))
        dialog.unseal_wanted.connect(lambda: self._unseal(dialog, draft, number))
        dialog.open()

    def _moved(self, number: int) -> None:
        """The report lies in another file now, or others can open it."""
        self._keeper.begin(number)
        self.look(number)

    def _seal(self, dialog: SealDialog, draft: ReportDraft, number: int | None, holders: frozenset[str]) -> None:
        try:
            done = self._session.do(sealing.seal_draft, draft, holders, number=number)
        except KnownError as error:
            dialog.say(str(error))
            return
        dialog.leave()
        self._moved(done.value)

    def _unseal(self, dialog: SealDialog, draft: ReportDraft, number: int | None) -> None:
        assert number is not None
        try:
            done = self._session.do(sealing.unseal_draft, draft, number)
        except KnownError as error:
            dialog.say(str(error))
            return
        dialog.leave()
        self._moved(done.value)
