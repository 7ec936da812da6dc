"""What stands in the window while no vault is open: unlock one, make one, keep its recovery key."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from cocdesk.model.clock import Clock, wall_clock
from cocdesk.ui import plain, theme
from cocdesk.ui.autolock import AutoLock
from cocdesk.ui.faults import told
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.pages.unlock import PAUSE_MS, UnlockPage
from cocdesk.ui.preferences import Preferences
from cocdesk.ui.widgets.card import scrolling
from cocdesk.ui.widgets.empty_state import Glyph
from cocdesk.words import _

if TYPE_CHECKING:
    from cocdesk.model.desk import Desk
    from cocdesk.model.vault.backup import Backup
    from cocdesk.model.vault.slots import Kdf
    from cocdesk.ui.pages.create_vault import CreateVaultPage
    from cocdesk.ui.pages.recovery_sheet import RecoverySheetPage


class LockedPage(QWidget):
    """``desk_opened(Desk)`` when somebody sits down; before that nothing of any case is in memory.

    Only unlocking is built at once, for it is what nearly everybody starts with; the two pages of a new vault when wanted.
    ``held_locked`` when a new vault was locked behind its recovery sheet, so that the process can be replaced as at any lock.
    """

    desk_opened = Signal(object)
    held_locked = Signal()

    def __init__(
        self,
        jobs: Jobs,
        preferences: Preferences,
        *,
        clock: Clock = wall_clock,
        kdf: Kdf | None = None,
        pause_ms: int = PAUSE_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Locked"))
        self._held: Desk | None = None
        self._preferences = preferences
        self._idle: AutoLock | None = None
        self._folder: Path | None = None
        self._jobs, self._preferences, self._clock, self._kdf = jobs, preferences, clock, kdf
        self.unlock = UnlockPage(jobs, preferences, clock=clock, pause_ms=pause_ms)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._sheets: dict[QWidget, int] = {self.unlock: self._stack.addWidget(_centred(self.unlock))}
        self.unlock.desk_opened.connect(self.desk_opened)
        self.unlock.create_wanted.connect(self._create)
        self.unlock.restore_wanted.connect(self._choose_copy)

    @cached_property
    def new_vault(self) -> CreateVaultPage:
        """The page that makes a vault; the first look at it builds it."""
        from cocdesk.ui.pages.create_vault import CreateVaultPage

        page = CreateVaultPage(self._jobs, self._preferences, clock=self._clock, kdf=self._kdf)
        page.left.connect(lambda: self.begin())
        page.created.connect(self._created)
        page.stepped.connect(self._from_the_top)
        self._add(page)
        return page

    @cached_property
    def sheet(self) -> RecoverySheetPage:
        """The page of a new vault's recovery key; the first look at it builds it."""
        from cocdesk.ui.pages.recovery_sheet import RecoverySheetPage

        page = RecoverySheetPage(self._preferences, clock=self._clock)
        page.kept.connect(self._sheet_kept)
        self._add(page)
        return page

    def _add(self, page: QWidget) -> None:
        self._sheets[page] = self._stack.addWidget(_centred(page))

    def _from_the_top(self) -> None:
        """A step begins at its beginning, however far the one before was scrolled."""
        shown = self._stack.currentWidget()
        if isinstance(shown, QScrollArea):
            shown.verticalScrollBar().setValue(0)

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentIndex(self._sheets[page])

    def begin(self, folder: Path | None = None) -> None:
        """Back to unlocking, with the newest vault chosen."""
        self._show(self.unlock)
        self._folder = folder or self._folder
        self.unlock.refresh(self._folder)
        self.unlock.start()

    def abandon(self) -> None:
        """The window goes: close a vault whose sheet was not confirmed yet."""
        self._stop_watching()
        if self._held is not None:
            self._held.close()
            self._held = None

    def _watch(self) -> None:
        """A vault that was only just made is open behind its sheet, so that it locks by itself like any other."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._idle = AutoLock(app, self._preferences.idle_minutes)
        self._idle.lock_wanted.connect(self.lock_held)
        self._idle.start()

    def _stop_watching(self) -> None:
        idle, self._idle = self._idle, None
        if idle is not None:
            idle.stop()
            idle.deleteLater()

    def lock_held(self) -> None:
        """Nobody was there, or the machine slept: close the new vault and take its key off the screen."""
        if self._held is None:
            return
        folder = self._held.folder
        self.abandon()
        self.sheet.forget()
        self.begin(folder)
        self.unlock.notice.say(
            _(
                "The new vault was locked because nobody was here. Your passphrase opens it. If its recovery key was not yet "
                "printed or written down, it is gone: make another vault before anything real is in this one."
            ),
            "warn",
        )
        self.held_locked.emit()

    def _create(self, exercise: bool) -> None:
        self._show(self.new_vault)
        self.new_vault.begin(exercise=exercise)

    def _created(self, desk: Desk, key: str) -> None:
        self._held = desk
        self._watch()
        event = desk.event()
        self.show_sheet(key, vault=desk.folder.name, event=event.name, exercise=event.exercise)

    def show_sheet(self, key: str, *, vault: str, event: str, exercise: bool) -> None:
        """Show a new vault's recovery key."""
        self._show(self.sheet)
        self.sheet.show_key(key, vault=vault, event=event, exercise=exercise)

    def _choose_copy(self) -> None:
        from cocdesk.ui.dialogs.files import choose_file

        choose_file(self, _("Which safety copy?"), self.look_into)

    def look_into(self, path: Path) -> None:
        """Read every byte of a safety copy beside the window, then say what it is and offer to restore it."""
        from cocdesk.model.actions import safety

        self.unlock.notice.put_away()
        self.unlock.progress.begin(_("Reading the safety copy."), cancellable=False)
        self._jobs.run(safety.look, path, done=self._looked, failed=self._not_looked)

    def _looked(self, found: Backup) -> None:
        from cocdesk.ui.dialogs.restore import RestoreDialog

        self.unlock.progress.end()
        dialog = RestoreDialog(self._jobs, found, self)
        dialog.restored.connect(lambda folder, _found: self._restored(folder, dialog.when))
        dialog.open()

    def _not_looked(self, error: BaseException) -> None:
        self.unlock.progress.end()
        self.unlock.notice.say(told(error), "error")

    def _restored(self, folder: Path, when: str) -> None:
        self.unlock.show_vault(folder)
        said = _(
            "The vault of {when} is restored, and chosen here. It opens with the passphrases of that day. This laptop will say "
            "that it is older than it remembers: so it is."
        )
        self.unlock.notice.say(said.format(when=when), "ok")

    def _sheet_kept(self) -> None:
        self._stop_watching()
        desk, self._held = self._held, None
        if desk is not None:
            self.desk_opened.emit(desk)


def _centred(page: QWidget) -> QWidget:
    """The page on the window's calm ground, with the program's name above it."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    air = 1 if theme.large() else 3
    column.setContentsMargins(theme.space(2), theme.space(air), theme.space(2), theme.space(air))
    column.setSpacing(theme.space(1 if theme.large() else 2))
    column.addStretch(1)
    head = QHBoxLayout()
    head.setSpacing(theme.space(1))
    head.addStretch(1)
    head.addWidget(Glyph("shield-check", "accent", 3.5))
    head.addWidget(plain.label(_("cocdesk"), "title", wrap=False))
    head.addStretch(1)
    column.addLayout(head)
    middle = QHBoxLayout()
    middle.addStretch(1)
    page.setMaximumWidth(page.fontMetrics().averageCharWidth() * 92)
    middle.addWidget(page, 12)
    middle.addStretch(1)
    column.addLayout(middle)
    column.addStretch(2)
    return scrolling(ground, _("Locked"))
