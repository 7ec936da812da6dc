"""The doors of a case: which dialog an act opens, and how its outcome is recorded. One dialog at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from cocdesk.model.actions import attach, purge, respond, roll_out, sealing
from cocdesk.model.actions.print import FileThere, write
from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError
from cocdesk.model.queries import alike
from cocdesk.model.queries import sealing as asked_sealing
from cocdesk.model.queries.case_view import CaseView, PersonInCase, other_cases
from cocdesk.model.queries.outgoing import known_names
from cocdesk.model.queries.team import why_not_write
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import ActDraft, Done, NextStep, TimelineLine, Unfinished
from cocdesk.model.rules import intake, telling, wording_places
from cocdesk.ui import plain
from cocdesk.ui.coaching import Coaching
from cocdesk.ui.daily_copy import SafetyCopies, copy_under_way
from cocdesk.ui.dialogs.act import ActDialog
from cocdesk.ui.dialogs.amend import AmendDialog
from cocdesk.ui.dialogs.assess import AssessDialog
from cocdesk.ui.dialogs.attach import PICTURES, AttachDialog, PictureDialog, read_file
from cocdesk.ui.dialogs.close import CloseDialog
from cocdesk.ui.dialogs.files import choose_file, save_as
from cocdesk.ui.dialogs.form_sheet import FormSheet
from cocdesk.ui.dialogs.guarding import asked_first, file_name_tells
from cocdesk.ui.dialogs.note import NoteDialog
from cocdesk.ui.dialogs.person import PersonDialog, PersonDraft
from cocdesk.ui.dialogs.purge import PurgeDialog
from cocdesk.ui.dialogs.seal import SealDialog
from cocdesk.ui.dialogs.sheet import Sheet
from cocdesk.ui.dialogs.sheet_keeper import SheetKeeper
from cocdesk.ui.dialogs.strike import StrikeDialog
from cocdesk.ui.forms.deciding import roll_outs
from cocdesk.ui.forms.situation import Situation, decided
from cocdesk.ui.pages.case_header import SEAL
from cocdesk.ui.pages.case_words import REPORTED_KEYS, part_words
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.matrix_grid import Place
from cocdesk.words import _

T = TypeVar("T")
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "application/pdf": "pdf"}


class Doors(QObject):
    """Opens dialogs over ``window`` and records what comes out of them through the session.

    What is typed is kept as a draft of its case until it is recorded; with ``waiting`` a dialog goes on where it was left.
    ``left`` comes whenever a dialog is gone; ``report_wanted`` when an act is to be followed by a report of its own.
    """

    left = Signal()
    report_wanted = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.copies: SafetyCopies | None = None
        self._open: QWidget | None = None
        self._keeper: SheetKeeper | None = None
        session.locked.connect(self.shut)

    @property
    def open_dialog(self) -> QWidget | None:
        """The dialog that is open now, if one is."""
        return self._open

    @property
    def writing(self) -> int | None:
        """The draft of the dialog that is open now, if it has one."""
        return self._keeper.number if self._keeper is not None else None

    def save_now(self) -> bool:
        """Put what is typed into the vault at once; True when everything is there."""
        return self._keeper is None or self._keeper.save()

    def shut(self) -> None:
        """Close whatever is open without asking: the vault is locked."""
        dialog, self._open, self._keeper = self._open, None, None
        if isinstance(dialog, Sheet):
            dialog.leave()
        elif dialog is not None:
            dialog.close()

    def step(self, view: CaseView, step: NextStep) -> None:
        """Open the door of a line of the checklist."""
        self.act(view, step.acts[0])

    def resume(self, view: CaseView, waiting: Unfinished) -> None:
        """Go on with a half-written act where it was left; what it was about may be gone meanwhile, which is said."""
        draft = waiting.draft
        about = draft.about[0] if draft.about else ""
        if draft.act == "amended" and draft.about:
            self.amend(view, draft.title, draft.about, waiting)
        elif draft.act == "struck":
            line = next((line for line in view.timeline if line.entry == about), None)
            if line is None:
                self._gone_meanwhile()
            else:
                self.strike(view, line, waiting)
        elif draft.act == "identified":
            found = next((found for found in view.people if found.person.id == about), None)
            if found is None:
                self._gone_meanwhile()
            else:
                self.edit_person(view, found, waiting)
        else:
            self.act(view, draft.act, waiting)

    def act(self, view: CaseView, kind: str, waiting: Unfinished | None = None) -> None:
        """Open the form of an entry kind, such as ``met`` or ``told:reporter``."""
        special: dict[str, Callable[[], None]] = {
            "assessed": lambda: self.assess(view, waiting=waiting),
            "closed": lambda: self.close_case(view, waiting),
            "noted": lambda: self.note(view, waiting),
            "reported": lambda: self.amend(view, _("What was reported"), REPORTED_KEYS, waiting),
            "amended": lambda: self.amend(view, _("What was reported"), REPORTED_KEYS, waiting),
            "person-added": lambda: self.add_person(view, waiting),
            "attachment-added": lambda: self.choose_attachment(view),
            SEAL: lambda: self.seal(view),
            "purge": lambda: self.purge(view),
        }
        if kind in special:
            special[kind]()
            return
        now = self._situation(view, kind)
        if kind.partition(":")[0] == "rolled-out":
            sheet = ActDialog(kind, now, self._window, whole=True)
            sheet.answered.connect(lambda values: self._do(sheet, roll_out.roll_out, view.case.id, roll_outs(now, values)))
        else:
            sheet = ActDialog(kind, now, self._window)
            first = asked_first(self._session, view.case.id, kind, sheet)
            sheet.recorded.connect(lambda body: first(lambda: self._record(sheet, view, body)))
        self._show_kept(sheet, view, kind, waiting)

    def _situation(self, view: CaseView, kind: str) -> Situation:
        """What a form is made from. The other cases are looked up only where one is chosen."""
        desk = self._session.desk.at(view.case.id)
        return Situation(
            case=view.case, policy=view.policy, event=view.event, member=desk.vault.member.name, now=desk.now(),
            people=tuple(part_words(found) for found in view.people),
            persons={found.person.id: found.person for found in view.people},
            members=tuple(member.name for member in desk.team()),
            cases=other_cases(desk, view.case.id) if kind.startswith("linked") else (),
            earlier=alike.sentences(desk, view.case.id) if kind.startswith("decided") and view.case.risk else (),
        )  # fmt: skip

    def assess(self, view: CaseView, place: Place | None = None, *, waiting: Unfinished | None = None) -> None:
        """Place a case; ``place`` is one chosen on the matrix already."""
        told = [h.body for h in view.case.happenings if isinstance(h.body, e.Assessed)]
        sheet = AssessDialog(view.policy.matrix, told[-1] if told else None, place, self._window)
        sheet.assessed.connect(lambda body: self._record(sheet, view, body))
        self._show_kept(sheet, view, "assessed", waiting)

    def note(self, view: CaseView, waiting: Unfinished | None = None) -> None:
        """Write a note."""
        sheet = NoteDialog(self._window)
        sheet.noted.connect(lambda body: self._record(sheet, view, body))
        self._show_kept(sheet, view, "noted", waiting)

    def seal(self, view: CaseView) -> None:
        """Choose who can open the case: it is sealed, others are let in, or everybody reads it again."""
        case, found = view.case.id, view.sealed
        choices = self._session.ask(asked_sealing.choices, case)
        if not any(not choice.fixed for choice in choices):
            self._session.failed.emit(_("There is nobody else in the team from whom it could be kept."))
            return
        sheet = SealDialog(
            choices, self._window, sealed=found is not None, sheet=found is not None and found.sheet, later=found is None
        )
        if found is not None:
            sheet.chosen.connect(lambda holders: self._alone(sheet, sealing.change_holders, case, holders))
        else:
            sheet.chosen.connect(lambda holders: self._alone(sheet, self._seal_later, case, holders))
        sheet.unseal_wanted.connect(lambda: self._do(sheet, sealing.unseal_case, case))
        self._show(sheet)

    def _alone(self, sheet: Sheet, action: Callable[..., Done[T]], *args: Any) -> None:
        """What takes older copies away waits for one that is being made: it would outlive it."""
        if self.copies is not None and self.copies.busy:
            sheet.say(copy_under_way())
            return
        self._do(sheet, action, *args)

    def _seal_later(self, desk: Desk, case: str, holders: frozenset[str]) -> Done[sealing.Sealed]:
        """Seal a case, and say where a link to it is left."""
        done = sealing.seal_case(desk, case, holders)
        left = [*asked_sealing.beyond(done.value.pointing)[2:], done.value.no_copy]
        if any(left):
            self._session.failed.emit(" ".join(sentence for sentence in left if sentence))
        return done

    def close_case(self, view: CaseView, waiting: Unfinished | None = None) -> None:
        """Close a case; what is still open is listed."""
        taken = decided(view.case)
        outcome = telling.sanction_title(view.policy, taken[-1]) if taken else ""
        sheet = CloseDialog(view.steps, outcome=outcome, keeping=view.purge_why, debrief=view.policy.debrief,
                            known=any(found.role == "reported" for found in view.people),
                            form=intake.form_to_complete(view.case, view.policy), parent=self._window)  # fmt: skip
        sheet.closed.connect(lambda body: self._record(sheet, view, body))
        self._show_kept(sheet, view, "closed", waiting)

    def purge(self, view: CaseView) -> None:
        """Erase a case for good, once its code name was typed; whoever may not is told who may."""
        if why_not := self._session.ask(purge.why_not, view.case.id):
            self._session.failed.emit(why_not)
            return
        sheet = PurgeDialog(view.case.code_name, self._window)
        sheet.confirmed.connect(lambda: self._purge(sheet, view.case.id))
        self._show(sheet)

    def _purge(self, sheet: PurgeDialog, case: str) -> None:
        if self.copies is not None and self.copies.busy:
            sheet.say(copy_under_way())
            return
        try:
            done = self._session.do(purge.purge, case)
        except KnownError as error:
            sheet.say(str(error))
            return
        except Exception:
            # Told elsewhere too; but this dialog must not stay shut with nothing to press.
            sheet.say(_("Something went wrong. Please close this, and look whether the case is still there."))
            raise
        sheet.leave()
        if done.value.no_copy:
            self._session.failed.emit(done.value.no_copy)

    def strike(self, view: CaseView, line: TimelineLine, waiting: Unfinished | None = None) -> None:
        """Take an entry back."""
        sheet = StrikeDialog(line, self._window)
        sheet.struck.connect(lambda entry, why: self._do(sheet, respond.strike, view.case.id, entry, why=why))
        self._show_kept(sheet, view, "struck", waiting, about=(line.entry,))

    def amend(self, view: CaseView, title: str, keys: Sequence[str], waiting: Unfinished | None = None) -> None:
        """Correct or complete some fields of the report."""
        sheet = AmendDialog(title, keys, view.case.report, view.policy, self._window)
        sheet.amended.connect(lambda changes, why: self._do(sheet, respond.amend, view.case.id, changes, why=why))
        self._show_kept(sheet, view, "amended", waiting, about=tuple(keys))

    def add_person(self, view: CaseView, waiting: Unfinished | None = None) -> None:
        """Put someone more into the case."""
        sheet = PersonDialog(parent=self._window)

        def add(draft: PersonDraft) -> None:
            self._do(sheet, respond.add_person, view.case.id, draft.role, draft.identity, words=draft.words)

        sheet.settled.connect(add)
        self._show_kept(sheet, view, "person-added", waiting)

    def edit_person(self, view: CaseView, found: PersonInCase, waiting: Unfinished | None = None) -> None:
        """Correct who somebody is."""
        sheet = PersonDialog(found.person, self._window)
        sheet.settled.connect(lambda draft: self._do(sheet, respond.identify, found.person.id, draft.identity))
        self._show_kept(sheet, view, "identified", waiting, about=(found.person.id,))

    def choose_attachment(self, view: CaseView) -> None:
        """Ask for a file and keep it with the case."""
        self._show_files(choose_file(self._window, _("Choose a file to keep"), lambda path: self.attach(view, path)))

    def attach(self, view: CaseView, path: Path) -> None:
        """Keep a file with the case, after a word on what it is."""
        try:
            data = read_file(path)
        except KnownError as error:
            self._session.failed.emit(str(error))
            return
        sheet = AttachDialog(attach.clean_name(path.name), len(data), self._window)
        sheet.attached.connect(
            lambda about: self._do(sheet, attach.attach, view.case.id, name=path.name, data=data, about=about)
        )  # fmt: skip
        self._show(sheet)

    def look_at(self, attachment: e.AttachmentAdded) -> None:
        """Show a picture inside the program."""
        if attachment.media_type not in PICTURES:
            return
        data = self._bytes(attachment)
        if data is not None:
            self._show(PictureDialog(attachment, data, self._window))

    def save_copy(self, view: CaseView, attachment: e.AttachmentAdded) -> None:
        """Save a copy outside the vault, after saying plainly what that means."""
        box = plain.message(
            self._window, _("Save a copy"), _("The copy will not be encrypted."),
            more=_("Anyone who has that disk or stick can open it. That a copy was saved is written into the timeline."),
        )  # fmt: skip
        go = box.addButton(_("Choose a place…"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        go.clicked.connect(lambda: self._choose_copy(view, attachment))
        self._show_box(box)

    def _choose_copy(self, view: CaseView, attachment: e.AttachmentAdded) -> None:
        ending = _ENDINGS.get(attachment.media_type) or _plain_ending(attachment.name)
        name = f"{view.case.code_name}-{view.case.attachments.index(attachment) + 1}.{ending}"

        def put(path: Path, overwrite: bool) -> None:
            tells = file_name_tells(path, self._session.ask(known_names, view.case.id))
            if tells:
                self._session.failed.emit(tells)
                return
            self.write_copy(view, attachment, path, overwrite=overwrite)

        self._show_files(save_as(self._window, _("Save a copy"), name, ending, put))

    def write_copy(self, view: CaseView, attachment: e.AttachmentAdded, path: Path, *, overwrite: bool = False) -> None:
        """Write the copy; that it left is recorded first, so that no copy exists the record does not know of.

        Raises ``FileThere`` when a file stands there already and may not be replaced.
        """
        if path.exists() and not overwrite:
            raise FileThere(_("A file of that name is there already."), kept=_("It was left as it is."))
        data = self._bytes(attachment)
        if data is None:
            return
        left = e.Exported(
            document="attachment", audience="team", naming="named", how="saved", format=path.suffix.lstrip(".") or "bin",
            sha256=hashlib.sha256(data).hexdigest(),
        )  # fmt: skip
        if self._session.attempt(respond.record, view.case.id, left) is None:
            return
        try:
            write(path, data, overwrite=overwrite)
        except KnownError as error:
            self._session.failed.emit(str(error))

    def _bytes(self, attachment: e.AttachmentAdded) -> bytes | None:
        try:
            return self._session.ask(attach.attachment_data, attachment.attachment)
        except KnownError as error:
            self._session.failed.emit(str(error))
            return None

    def _record(self, sheet: Sheet, view: CaseView, body: e.CaseBody) -> None:
        self._do(sheet, respond.record, view.case.id, body)

    def _do(self, sheet: Sheet, action: Callable[..., Done[T]], *args: Any, **kwargs: Any) -> None:
        """Record; on a refusal the dialog stays with everything that was typed, and says why."""
        keeper = self._keeper
        if keeper is not None:
            kwargs["draft"] = keeper.number

        def act(desk: Desk) -> Done[T]:
            return action(desk.at(*args), *args, **kwargs)

        try:
            self._session.do(act)
        except KnownError as error:
            sheet.say(str(error))
            return
        wishes = isinstance(sheet, ActDialog) and sheet.wishes
        sheet.leave()
        if wishes:
            self.report_wanted.emit()

    def _show_kept(
        self, sheet: Sheet, view: CaseView, act: str, waiting: Unfinished | None, *, about: tuple[str, ...] = ()
    ) -> None:
        if why := self._session.ask(why_not_write):
            # Said before anything is typed, not after.
            sheet.deleteLater()
            self._session.failed.emit(why)
            return
        self._coach(sheet, view, act)
        draft = ActDraft(act=act, title=sheet.windowTitle(), about=about)
        if waiting is not None:
            sheet.put_back(waiting.draft.values)
        number = waiting.number if waiting is not None else None
        self._show(sheet, SheetKeeper(self._session, sheet, view.case.id, draft, number))

    def _coach(self, sheet: Sheet, view: CaseView, act: str) -> None:
        """Give hints on the team's own words."""
        if not isinstance(sheet, FormSheet):
            return
        whom = act.partition(":")[2]
        coaching = Coaching(
            view.policy, lambda: self._session.hints, decided=wording_places.is_decided(view.case),
            audience=lambda: str(sheet.fields.values().get("whom", "")) or whom,
        )  # fmt: skip
        sheet.fields.coach_with(coaching, wording_places.places(act))

    def _gone_meanwhile(self) -> None:
        self._session.failed.emit(_("What this was about is not in the case any more. What you wrote is still kept."))

    def _show(self, sheet: Sheet, keeper: SheetKeeper | None = None) -> None:
        self._keeper = keeper
        self._open = sheet
        sheet.finished.connect(lambda _result: self._gone(sheet))
        sheet.open()

    def _show_box(self, box: QMessageBox) -> None:
        self._open = box
        box.finished.connect(lambda _result: self._gone(box))
        box.open()

    def _show_files(self, dialog: QFileDialog) -> None:
        self._open = dialog
        dialog.finished.connect(lambda _result: self._gone(dialog))

    def _gone(self, dialog: QWidget) -> None:
        if self._open is dialog:
            self._open = self._keeper = None
            self.left.emit()


def _plain_ending(name: str) -> str:
    """What a file's own name ends in, where that is an ending and not a part of somebody's name."""
    ending = Path(name).suffix.lstrip(".").lower()
    return ending if ending.isascii() and ending.isalnum() and len(ending) < 6 else "bin"
