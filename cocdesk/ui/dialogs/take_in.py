"""The way back in for paper: a filled form or a picture of one is chosen, read, and put where it belongs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from cocdesk.model.actions import take_in
from cocdesk.model.desk import Desk
from cocdesk.model.documents import filled_form
from cocdesk.model.documents.form_code import number_on
from cocdesk.model.errors import KnownError
from cocdesk.model.rules.from_form import typed_number
from cocdesk.ui.dialogs.attach import picture, read_file
from cocdesk.ui.dialogs.files import choose_file
from cocdesk.ui.dialogs.form_sheet import FormSheet
from cocdesk.ui.forms.fields import Field
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.session import Session
from cocdesk.words import _

_PICTURE = QSize(420, 300)


class FormNumberDialog(FormSheet):
    """Asks for the number of a paper form on whose picture none could be read; ``numbered`` carries it, or "" for none."""

    numbered = Signal(str)

    def __init__(self, data: bytes, media_type: str, parent: QWidget | None = None) -> None:
        hint = _("The picture shows no code of ours, or it cannot be read. You can keep it all the same.")
        super().__init__(_("No form number found on the picture"), parent, hint=hint, save=_("Keep the picture"))
        shown = QLabel()
        image = picture(data, media_type, _PICTURE)
        if image is not None:
            shown.setPixmap(QPixmap.fromImage(image))
        else:
            shown.setText(_("The picture cannot be shown here."))
        shown.setAccessibleName(_("The picture"))
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.column.addWidget(shown)
        number = Field(
            key="number", label=_("Form number"), hint=_("As it stands on the paper, such as F-7K3Q-9D. Empty, if there is none.")
        )
        self.column.addWidget(self.ask((number,)))
        self.column.addStretch(1)
        self.fields.setFocus()

    def save(self) -> None:
        typed = str(self.fields.values()["number"]).strip()
        number = typed_number(typed)
        if typed and not number:
            self.say(_("That is not a number of our forms. It has six letters or digits, such as F-7K3Q-9D."))
            self.fields.focus_on("number")
            return
        self.numbered.emit(number)
        self.leave()


class TakeIn(QObject):
    """Takes forms in over ``window``.

    ``draft_wanted(number)`` and ``case_wanted(id)`` say where it has gone, ``told(sentence)`` what there is to know about it.
    """

    draft_wanted = Signal(int)
    case_wanted = Signal(str)
    told = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._jobs, self._window = session, jobs, window

    def choose(self) -> None:
        """Ask for the file."""
        if self._session.open:
            choose_file(self._window, _("Take in a filled form, or a picture of one"), self.take)

    def take(self, path: Path) -> None:
        """Take in a file that was chosen or dropped."""
        sits = self._session.desk
        try:
            data = read_file(path)
            if filled_form.looks_like(data):
                self.told.emit(_("Reading the form…"))
                self._jobs.run(
                    filled_form.read_form, data, path.name, done=partial(self._read, sits, path.name), failed=self._not_read
                )
                return
            media_type = take_in.picture_type(data, path.name)
        except KnownError as error:
            self._session.failed.emit(str(error))
            return
        self.told.emit(_("Looking for the form’s number on the picture…"))
        self._jobs.run(number_on, data, done=partial(self._numbered, sits, (data,), media_type))

    def _still(self, sits: Desk) -> bool:
        """Whether the vault it was meant for is still the one that is open."""
        return self._session.open and self._session.desk is sits

    def _read(self, sits: Desk, name: str, answers: filled_form.FormRead) -> None:
        if answers.pictures:
            self._numbered(sits, answers.pictures, "image/jpeg", answers.number, problems=answers.problems)
            return
        done = self._session.attempt(take_in.take_in_answers, answers, name=name) if self._still(sits) else None
        if done is not None:
            self._settle(done.value)

    def _not_read(self, fault: BaseException) -> None:
        if not isinstance(fault, KnownError):
            raise fault
        if self._session.open:
            self._session.failed.emit(str(fault))

    def _numbered(
        self, sits: Desk, pictures: tuple[bytes, ...], media_type: str, number: str, *, problems: tuple[str, ...] = ()
    ) -> None:  # fmt: skip
        if not self._still(sits):
            return
        if number:
            self._keep(pictures, problems, number)
            return
        dialog = FormNumberDialog(pictures[0], media_type, self._window)
        dialog.numbered.connect(partial(self._keep, pictures, problems))
        self._session.locked.connect(dialog.leave)
        dialog.open()

    def _keep(self, pictures: tuple[bytes, ...], problems: tuple[str, ...], number: str) -> None:
        done = self._session.attempt(take_in.take_in_pictures, pictures, number=number, problems=problems)
        if done is not None:
            self._settle(done.value, picture=True)

    def _settle(self, taken: take_in.TakenIn, *, picture: bool = False) -> None:
        if taken.case:
            self.case_wanted.emit(taken.case)
            said = _("The picture is kept with this case.") if picture else _("This form is this case already.")
        else:
            assert taken.draft is not None
            self.draft_wanted.emit(taken.draft)
            waits = _("This form waits already. Go on with it here; it was not taken in twice.")
            fresh = _("The form is read. Look through the steps, then save the report.")
            shown = _("The picture of the form is kept. Type in what stands on it.")
            said = shown if picture else waits if taken.known else fresh
        self.told.emit("\n".join((said, *taken.problems)))
