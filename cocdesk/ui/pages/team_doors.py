"""The doors of the Team page: which dialog an act opens, what is worked out beside the window, and how it is recorded."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cocdesk.model.actions import members, safety
from cocdesk.model.actions.members import Removed
from cocdesk.model.actions.opening import Kdf
from cocdesk.model.errors import KnownError
from cocdesk.model.queries import team
from cocdesk.model.queries.team import Line, TeamView
from cocdesk.model.records.case import Done
from cocdesk.model.rules.team import RESPONDER
from cocdesk.model.vault.backup import SUFFIX, Backup
from cocdesk.ui.daily_copy import SafetyCopies, copy_under_way
from cocdesk.ui.dialogs.files import choose_file, choose_new_file
from cocdesk.ui.dialogs.hand_over import Handover, HandOverDialog
from cocdesk.ui.dialogs.restore import RestoreDialog, inside_words
from cocdesk.ui.dialogs.sheet import Sheet
from cocdesk.ui.dialogs.team_forms import (
    AddMemberDialog,
    AnewDialog,
    MemberDialog,
    NewMember,
    OwnPassphraseDialog,
    RemoveDialog,
)
from cocdesk.ui.dialogs.vault_check import VaultCheckDialog
from cocdesk.ui.faults import told
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.paced import Paced
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.progress import Progress
from cocdesk.words import _


class TeamDoors(QObject):
    """One dialog at a time over ``window``. ``told(sentence, kind)`` is for the page's notice, ``sheet_wanted(key, then,
    undone)`` when a new recovery sheet is to be shown: ``then`` lets it count, or is None where it counts already, and ``undone``
    says what else does not happen when it is put aside."""

    told = Signal(str, str)
    sheet_wanted = Signal(str, object, str)
    anew = Signal(str)

    def __init__(
        self, session: Session, jobs: Jobs, copies: SafetyCopies, progress: Progress, window: QWidget, *, kdf: Kdf | None = None
    ) -> None:
        super().__init__(window)
        self._session, self._jobs, self._copies, self._progress, self._window = session, jobs, copies, progress, window
        self._cost: dict[str, Any] = {} if kdf is None else {"kdf": kdf}
        self._dialog: Sheet | None = None
        self._job = 0
        self.paced = Paced(jobs, self)
        self.paced.told.connect(progress.words.setText)
        session.locked.connect(self.shut)

    @property
    def open_dialog(self) -> Sheet | None:
        """The dialog that is open now."""
        return self._dialog

    def shut(self) -> None:
        """Close whatever is open without asking, and stop what is under way: the vault is locked."""
        self.paced.stop()
        self._jobs.forget(self._job)
        self._job = 0
        self._progress.end()
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.leave()

    # Members

    def add(self, view: TeamView) -> None:
        """One more member."""
        dialog = AddMemberDialog(view.parts, RESPONDER, self._window)

        def wanted(new: NewMember) -> None:
            self._slow(
                dialog, lambda: members.prepare_add(
                    self._session.desk, name=new.name, role=new.role, passphrase=new.passphrase, **self._cost
                ),
                lambda slot: self._finish(dialog, partial(members.admit, slot=slot), _("{name} can open this vault now.")),
            )  # fmt: skip

        dialog.wanted.connect(wanted)
        self._show(dialog)

    def own_passphrase(self) -> None:
        """Another passphrase for the one who sits here."""
        dialog = OwnPassphraseDialog(self._window)
        said = _("Your passphrase is changed. Safety copies from before open with the old one.")

        def wanted(old: str, new: str) -> None:
            self._slow(
                dialog, lambda: members.prepare_passphrase(self._session.desk, old=old, new=new, **self._cost),
                lambda slot: self._finish(dialog, partial(members.use_passphrase, slot=slot), said),
            )  # fmt: skip

        dialog.wanted.connect(wanted)
        self._show(dialog)

    def member(self, line: Line, view: TeamView) -> None:
        """What can change about one of the others."""
        dialog = MemberDialog(line, view.parts, self._window)

        def part(role: str) -> None:
            change = partial(members.change_role, member=line.slot, role=role)
            self._finish(dialog, change, _("{name} has another part now."))

        def instead(door: Callable[[], None]) -> None:
            dialog.leave()
            door()

        dialog.part_wanted.connect(part)
        dialog.anew_wanted.connect(lambda: instead(lambda: self.set_anew((line,))))
        dialog.remove_wanted.connect(lambda: instead(lambda: self.remove(line)))
        self._show(dialog)

    def set_anew(self, lines: tuple[Line, ...]) -> None:
        """A new passphrase for one of them, who forgot theirs."""
        dialog = AnewDialog(lines, self._window)

        def wanted(slot: str, words: str) -> None:
            def put(made: object) -> None:
                said = _("{name} has a new passphrase.")
                if self._finish(dialog, lambda desk: members.put_in_place(desk, slot, made), said):  # type: ignore[arg-type]
                    self.anew.emit(slot)

            self._slow(
                dialog, lambda: members.prepare_anew(self._session.desk, member=slot, passphrase=words, **self._cost), put
            )  # fmt: skip

        dialog.wanted.connect(wanted)
        self._show(dialog)

    def remove(self, line: Line) -> None:
        """Say what goes and what stays, then write the vault anew without them."""
        if self._copies.busy:
            self.told.emit(copy_under_way(), "info")
            return
        dialog = RemoveDialog(line, self._window)

        def wanted() -> None:
            dialog.leave()
            self._copies.held = True
            self._progress.begin(_("Beginning…"), cancellable=False, lasting=True)
            paces = members.remove_by_paces(self._session.desk, member=line.slot)
            self.paced.run(paces, done=lambda done: self._removed(line.name, done), failed=self._not_removed)

        dialog.wanted.connect(wanted)
        self._show(dialog)

    def _removed(self, name: str, done: Done[Removed]) -> None:
        self._copies.held = False
        self._progress.end()
        said = _("The vault has a new key, which {name} does not have. Here is the new recovery sheet.").format(name=name)
        if done.value.no_copy:
            said += " " + done.value.no_copy
        # The sheet first: whatever the pages meet with, it has to be seen.
        self.sheet_wanted.emit(done.value.recovery_key, None, "")
        self._session.announce(done.change)
        self.told.emit(said, "warn" if done.value.no_copy else "ok")

    def _not_removed(self, error: BaseException) -> None:
        self._copies.held = False
        self._progress.end()
        self.told.emit(told(error), "error")

    def hand_over(self, view: TeamView) -> None:
        """The chair goes to somebody else, with what has to go along."""
        dialog = HandOverDialog(view, self._advice, self._window)

        def wanted(wish: Handover) -> None:
            change = partial(members.hand_over_chair, to=wish.to, stay_as=wish.stay_as)
            if wish.sheet:
                dialog.leave()
                self.new_sheet(then=lambda: self._over(change), undone=_("The chair was not handed over."))
            else:
                self._finish(dialog, change, _("{name} has the chair now."))

        dialog.wanted.connect(wanted)
        self._show(dialog)

    def _over(self, change: Callable[..., Done[Any]]) -> None:
        done = self._session.attempt(change)
        if done is not None:
            said = _("{name} has the chair now, and the new recovery sheet counts.").format(name=done.value.name)
            self.told.emit(said, "ok")

    def _advice(self, to: str, leaves: bool) -> tuple[str, ...]:
        return self._session.ask(team.handing_over, to, leaves=leaves)

    def new_sheet(self, then: Callable[[], None] | None = None, undone: str = "") -> None:
        """Draw a recovery sheet; it counts once two of its groups were typed back."""
        try:
            sheet = self._session.ask(members.draw_sheet)
        except KnownError as error:
            self.told.emit(str(error), "error")
            return

        def kept() -> None:
            if self._session.attempt(members.use_sheet, sheet) is not None:
                self.told.emit(_("The new recovery sheet counts now; the old one opens this vault no more."), "ok")
                if then is not None:
                    then()

        self.sheet_wanted.emit(sheet.key, kept, undone)

    # Safety

    def check(self) -> None:
        """Is the vault whole?"""
        if not self.paced.busy:
            self._show(VaultCheckDialog(self._session, self._jobs, self._window))

    def copy_elsewhere(self) -> None:
        """A safety copy into a file, best on a stick."""
        name = f"{self._session.desk.folder.name}-{self._session.desk.now():%Y-%m-%d}{SUFFIX}"
        choose_new_file(
            self._window, _("Save a safety copy, best on a USB stick"), name, SUFFIX.removeprefix("."), self._copies.elsewhere
        )

    def restore(self) -> None:
        """Choose a safety copy to look into and restore."""
        choose_file(self._window, _("Which safety copy?"), self.look_into)

    def look_into(self, path: Path) -> None:
        """Read every byte of a safety copy, then say what it is."""
        self._progress.begin(_("Reading the safety copy."), cancellable=False)
        self._job = self._jobs.run(safety.look, path, done=self._looked, failed=self._not_looked)

    def _looked(self, found: Backup) -> None:
        self._job = 0
        self._progress.end()
        zone = self._session.desk.event().zone
        inside = ""
        # The key of the open vault opens its own copies; an older generation's wants a passphrase of that day.
        with suppress(KnownError):
            known = self._session.ask(safety.inside_of, found)
            inside = inside_words(known.cases, known.open)
        dialog = RestoreDialog(self._jobs, found, self._window, zone=zone, inside=inside)
        dialog.restored.connect(lambda folder, _found: self.told.emit(restored_words(folder), "ok"))
        self._show(dialog)

    def _not_looked(self, error: BaseException) -> None:
        self._job = 0
        self._not_removed(error)

    # The common way of a dialog

    def _show(self, dialog: Sheet) -> None:
        self._dialog = dialog
        dialog.finished.connect(lambda _result: self._gone(dialog))
        dialog.open()

    def _gone(self, dialog: Sheet) -> None:
        if self._dialog is dialog:
            self._dialog = None

    def _slow(self, dialog: Sheet, prepare: Callable[[], members.SlowHalf], then: Callable[[Any], object]) -> None:
        """Work out a way in beside the window, with the dialog covered; what goes wrong is told in the dialog."""
        cover = Progress(dialog)

        def failed(error: BaseException) -> None:
            cover.end()
            dialog.notice.say(told(error), "error")

        def done(found: Any) -> None:
            cover.end()
            then(found)

        try:
            work = prepare()
        except KnownError as error:
            dialog.notice.say(str(error), "error")
            return
        cover.begin(_("Making the keys. This takes a second, on purpose."), cancellable=False)
        self._job = self._jobs.run(work, done=done, failed=failed)
        dialog.finished.connect(lambda _result: self._jobs.forget(self._job))

    def _finish(self, dialog: Sheet, action: Callable[..., Done[Any]], said: str) -> bool:
        """Record it; the dialog stays with the sentence where that did not work."""
        try:
            done = self._session.do(action)
        except KnownError as error:
            dialog.notice.say(str(error), "error")
            return False
        dialog.leave()
        self.told.emit(said.format(name=getattr(done.value, "name", "")), "ok")
        return True


def restored_words(folder: Path) -> str:
    """What to do after a safety copy was restored."""
    return _(
        "The safety copy is restored in the folder “{folder}”. Lock this vault and choose that folder to look at it. This laptop "
        "will say that it is older than it remembers: so it is."
    ).format(folder=folder.name)
