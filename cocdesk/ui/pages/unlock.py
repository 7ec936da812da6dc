"""The first thing a tired person sees: which vault, who, the passphrase – and nothing else asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from cocdesk.model.clock import Clock, wall_clock
from cocdesk.model.errors import KnownError, WrongPassphrase
from cocdesk.ui import icons, plain, theme
from cocdesk.ui.faults import told
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.preferences import Preferences
from cocdesk.ui.widgets.card import Card, button, hairline
from cocdesk.ui.widgets.eliding_box import ElidingBox
from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.ui.widgets.notice_bar import NoticeBar
from cocdesk.ui.widgets.progress import Progress
from cocdesk.ui.widgets.secret_field import secret_field
from cocdesk.words import _

if TYPE_CHECKING:
    from cocdesk.model.vault.vault import Prepared

PAUSE_MS = 1_000
"""How long a wrong passphrase holds the next attempt up: a person does not notice, a series of guesses does."""


class UnlockPage(QWidget):
    """Opens a vault; ``desk_opened(Desk)`` when it is open, ``create_wanted(exercise)`` for a new one, ``restore_wanted`` for one
    out of a safety copy."""

    desk_opened = Signal(object)
    create_wanted = Signal(bool)
    restore_wanted = Signal()

    def __init__(
        self,
        jobs: Jobs,
        preferences: Preferences,
        *,
        clock: Clock = wall_clock,
        pause_ms: int = PAUSE_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._preferences, self._clock = jobs, preferences, clock
        self._folder: Path | None = None
        self._by_sheet = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self.notice = NoticeBar()
        self.vaults = ElidingBox(_("Vault"), cut=Qt.TextElideMode.ElideMiddle)
        self.choose = button(_("Choose folder…"), icon="folder-open")
        self.members = QComboBox()
        self.members.setAccessibleName(_("Who are you?"))
        self.passphrase = secret_field(_("Passphrase"))
        self.unlock = button(_("Unlock"), "primary", icon="lock-simple-open")
        self.sheet = button(_("Use the recovery sheet"), "quiet")
        self.forget = button(_("Forget these paths"), "quiet")
        self.new = button(_("New vault"), icon="plus")
        self.practice = button(_("Open a practice vault"), icon="graduation-cap")
        self.restore = button(_("Restore a safety copy…"), "quiet", icon="clock-counter-clockwise")
        self._arrange()
        self.progress = Progress(self)
        self._connect()
        self.refresh()

    def _arrange(self) -> None:
        self._vault_words = plain.label(_("Vault"), wrap=False)
        self._member_words = plain.label(_("Who are you?"), wrap=False)
        self._secret_words = plain.label(_("Passphrase"), wrap=False)
        for words, field in (
            (self._vault_words, self.vaults), (self._member_words, self.members), (self._secret_words, self.passphrase)
        ):  # fmt: skip
            words.setBuddy(field)
        self.vaults.setIconSize(icons.icon_size())
        card = Card()
        card.body.setSpacing(theme.space(0.75))
        card.body.addWidget(plain.label(_("Open the vault"), "title"))
        self._hint = plain.label(
            _("Everything is kept in one encrypted folder on this laptop. Nothing is sent anywhere."), "muted"
        )
        card.body.addWidget(self._hint)
        card.body.addSpacing(theme.space(0.5))
        card.body.addWidget(self._vault_words)
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        row.addWidget(self.vaults, 1)
        row.addWidget(self.choose)
        card.body.addLayout(row)
        self._state = plain.label("", tone="warn")
        card.body.addWidget(self._state)
        card.body.addWidget(self._member_words)
        card.body.addWidget(self.members)
        card.body.addWidget(self._secret_words)
        card.body.addWidget(self.passphrase)
        card.body.addSpacing(theme.space(0.5))
        last = QHBoxLayout()
        last.addWidget(self.sheet)
        last.addStretch(1)
        last.addWidget(self.unlock)
        card.body.addLayout(last)
        below = Card()
        below.body.addWidget(plain.label(_("Here for the first time?"), "strong"))
        below.body.addWidget(
            plain.label(
                _("A practice vault is for training. It is framed in another colour, and its paper says EXERCISE."), "muted"
            )
        )
        starts = QHBoxLayout()
        starts.addWidget(self.new)
        starts.addWidget(self.practice)
        starts.addStretch(1)
        below.body.addLayout(starts)
        below.body.addWidget(hairline())
        last_acts = FlowLayout(gap=1)
        for act in (self.restore, self.forget):
            last_acts.addWidget(act)
        holder = QWidget()
        holder.setLayout(last_acts)
        below.body.addWidget(holder)
        column = theme.flush(QVBoxLayout(self), 1.5)
        column.addWidget(self.notice)
        column.addWidget(card)
        column.addWidget(below)

    def _connect(self) -> None:
        self.vaults.currentIndexChanged.connect(lambda _row: self._look())
        self.choose.clicked.connect(self._choose)
        self.passphrase.returnPressed.connect(self._try)
        self.passphrase.textChanged.connect(self._ready)
        self.unlock.clicked.connect(self._try)
        self.sheet.clicked.connect(self._switch)
        self.forget.clicked.connect(self._forget)
        self.new.clicked.connect(lambda: self.create_wanted.emit(False))
        self.practice.clicked.connect(lambda: self.create_wanted.emit(True))
        self.restore.clicked.connect(self.restore_wanted)
        self._pause.timeout.connect(self._again)

    def refresh(self, folder: Path | None = None) -> None:
        """Show the vaults opened here before, with ``folder`` first if one is given."""
        recent = list(self._preferences.recent)
        if folder is not None:
            recent = [folder, *(path for path in recent if path != folder)]
        self.vaults.blockSignals(True)
        self.vaults.clear()
        for path in recent:
            self.vaults.addItem(icons.icon("lock-simple"), _("{name}  ·  in {folder}").format(name=path.name, folder=path.parent))
            self.vaults.setItemData(self.vaults.count() - 1, str(path))
        self.vaults.blockSignals(False)
        self.forget.setVisible(bool(self._preferences.recent))
        self._look()

    def show_vault(self, folder: Path) -> None:
        """Select a vault's folder."""
        self.refresh(folder.absolute())
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        from cocdesk.ui.dialogs.files import choose_folder

        choose_folder(self, _("Where is the vault?"), self._folder, self.show_vault)

    @property
    def folder(self) -> Path | None:
        """The chosen vault's folder."""
        return self._folder

    def start(self) -> None:
        """Put the cursor where typing should begin."""
        (self.passphrase if self._folder else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        path = self.vaults.currentData()
        self._folder = Path(path) if path else None
        self.members.clear()
        said = ""
        if self._folder is not None:
            from cocdesk.model.vault.members import describe

            found = describe(self._folder)
            said = found.problem or found.notice
            for member in found.members:
                self.members.addItem(member.name, member.slot)
        several = self.members.count() > 1 and not self._by_sheet
        self.members.setVisible(several)
        self._member_words.setVisible(several)
        self._state.setText(said)
        self._state.setVisible(bool(self._state.text()))
        have = self._folder is not None
        for part in (self._vault_words, self.vaults, self._secret_words, self.passphrase, self.unlock, self.sheet):
            part.setVisible(have)
        look = "" if have else "primary"
        if self.new.property("look") != look:
            theme.set_look(self.new, look=look)
            self.new.setIcon(icons.icon("plus", "" if have else "on"))
        self._ready()

    def _ready(self) -> None:
        self.unlock.setEnabled(bool(self._folder and self.passphrase.text() and not self._pause.isActive()))

    def _switch(self) -> None:
        self._by_sheet = not self._by_sheet
        self._secret_words.setText(_("Recovery key, as printed") if self._by_sheet else _("Passphrase"))
        self.passphrase.setAccessibleName(self._secret_words.text())
        self.passphrase.clear()
        self.sheet.setText(_("Use a passphrase") if self._by_sheet else _("Use the recovery sheet"))
        self._look()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        if not self.unlock.isEnabled() or self._folder is None:
            return
        from cocdesk.model.vault.vault import prepare, prepare_recovery

        self.notice.put_away()
        secret = self.passphrase.text()
        work: Callable[[], Prepared] = partial(prepare, self._folder, passphrase=secret, member=self.members.currentData())
        if self._by_sheet:
            work = partial(prepare_recovery, self._folder, secret)
        self.progress.begin(_("Unlocking. This takes a second, on purpose."), cancellable=False)
        self._jobs.run(work, done=self._open, failed=self._refused)

    def _open(self, prepared: Prepared) -> None:
        from cocdesk.model.actions.opening import open_desk

        try:
            desk = open_desk(prepared, clock=self._clock)
        except KnownError as error:
            self._refused(error)
            return
        self.progress.end()
        self.passphrase.clear()
        self._preferences.remember(desk.folder)
        for notice in desk.vault.notices:
            self.notice.say(notice, "warn")
        self.desk_opened.emit(desk)

    def _refused(self, error: BaseException) -> None:
        self.progress.end()
        self.notice.say(told(error), "error")
        if isinstance(error, WrongPassphrase):
            self._pause.start()
        self._ready()
        self.passphrase.selectAll()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _again(self) -> None:
        self._ready()

    def _forget(self) -> None:
        self._preferences.forget_recent()
        self.refresh()
        self.notice.say(_("The paths are forgotten. The vaults themselves are where they were."), "ok")
