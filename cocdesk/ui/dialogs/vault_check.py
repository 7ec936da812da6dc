"""The health of the vault in words: looked at a pace at a time, and told line by line. No content of any case is in it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QProgressBar, QWidget

from cocdesk.model.queries.vault_check import Health, health
from cocdesk.ui import plain, theme
from cocdesk.ui.accessible import announce
from cocdesk.ui.dialogs.sheet import Sheet
from cocdesk.ui.faults import told
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.paced import Paced
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.findings import Findings
from cocdesk.words import _


class VaultCheckDialog(Sheet):
    """Begins as it is shown; Cancel stops looking, and changes nothing."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Check the vault"), parent, save=_("Close"), chars=86,
            hint=_("Is everything what was written, and is this laptop a good place for it?"),
        )  # fmt: skip
        self._session = session
        self.paced = Paced(jobs, self)
        self.words = plain.label("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.findings = Findings()
        for part in (self.words, self.bar, self.findings):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.save_button.setEnabled(False)
        self.paced.told.connect(self._told)
        self.finished.connect(self.paced.stop)
        session.locked.connect(self.paced.stop)
        self.paced.run(health(session.desk), done=self._done, failed=self._failed)

    def _wanted_size(self) -> QSize:
        # What is found is more than what stands there at first, and a dialog that grows under the eye is restless.
        return QSize(super()._wanted_size().width(), self._room().height())

    def _told(self, words: str) -> None:
        self.words.setText(words)
        self.bar.setAccessibleName(words)

    def _done(self, found: Health) -> None:
        self._end()
        self.words.setText(found.sentence)
        theme.set_look(self.words, tone="ok" if found.whole else "bad")
        announce(self, found.sentence, urgent=not found.whole)
        looks = [line for line in (*found.inside, *found.around) if line.tone == "look"]
        if looks:
            self.findings.add(_("Please look"), looks)
        self.findings.add(_("The vault"), found.inside)
        self.findings.add(_("Around it"), found.around)

    def _failed(self, error: BaseException) -> None:
        self._end()
        sentence = told(error)
        self.words.setText(_("The check could not be ended."))
        self.say(sentence)

    def _end(self) -> None:
        self.bar.hide()
        self.cancel_button.hide()
        self.save_button.setEnabled(True)
        self.save_button.setFocus()
