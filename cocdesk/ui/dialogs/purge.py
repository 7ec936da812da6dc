"""Erasing a case for good: what goes, what stays, what is beyond reach, and its code name typed by hand first."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.form_fields import FieldSet
from cocdesk.ui.dialogs.sheet import Sentence, Sheet
from cocdesk.ui.forms.fields import Field
from cocdesk.words import _

_UNTIL_PAINTED_MS = 30


class PurgeDialog(Sheet):
    """``confirmed`` comes when the code name was typed; by then the dialog says that the work is under way."""

    confirmed = Signal()

    def __init__(self, code_name: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Erase this case for good"), parent, save=_("Erase for good"))
        self._code_name = code_name
        whole = _(
            "The vault is written anew without this case: its report, notes, files, drafts and every word in the search go, and"
            " so do people whom no other case names. The safety copies beside the vault go too; a fresh one is made. This cannot"
            " be taken back."
        )
        stays = _("What stays is a mark that a case was erased, when and by whom, without names or content.")
        reach = _(
            "Erasing cannot reach prints, exports, mails, other people’s laptops, or safety copies kept elsewhere. Please see to"
            " those by hand."
        )
        self.fields = FieldSet((
            Field(key="name", label=_("To go on, type the code name of the case: {name}").format(name=code_name)),
        ))  # fmt: skip
        theme.set_look(self.save_button, look="danger")
        self.save_button.setEnabled(False)

        self.column.addWidget(plain.label(whole))
        self.column.addWidget(plain.label(stays))
        self.column.addWidget(Sentence(reach, "warn"))
        self.column.addWidget(self.fields)
        self.column.addStretch(1)

        self.fields.changed.connect(self._look)
        self.fields.setFocus()

    def _matches(self) -> bool:
        return str(self.fields.values()["name"]).strip().casefold() == self._code_name.casefold()

    def _look(self) -> None:
        self.save_button.setEnabled(self._matches())

    def save(self) -> None:
        if not self._matches():
            self.say(_("This is not the code name of the case. Nothing was erased."))
            return
        self.notice.say(_("Writing the vault anew without this case…"), closable=False)
        for part in (self.save_button, self.cancel_button, self.fields):
            part.setEnabled(False)
        # The sentence is on the screen before the work begins, which holds the window for a second or more.
        QTimer.singleShot(_UNTIL_PAINTED_MS, self, self.confirmed.emit)

    def say(self, sentence: str) -> None:
        self.cancel_button.setEnabled(True)
        self.fields.setEnabled(True)
        self._look()
        super().say(sentence)

    def reject(self) -> None:
        # Nothing here is worth keeping; and what was begun is not interrupted.
        if self.cancel_button.isEnabled():
            self.done(int(QDialog.DialogCode.Rejected))
