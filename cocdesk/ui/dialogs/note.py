"""A note of the team: one field and one press."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocdesk.model.records.entries import Noted
from cocdesk.ui.dialogs.form_sheet import FormSheet
from cocdesk.ui.forms.fields import Field
from cocdesk.words import _


class NoteDialog(FormSheet):
    """``noted`` carries the entry's body."""

    noted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Write a note"), parent, hint=_("What you saw, heard or did. Facts first; keep guesses apart."))
        self.column.addWidget(self.ask((Field(key="text", label=_("Note"), kind="text", lines=7),)), 1)
        self.fields.setFocus()

    def save(self) -> None:
        text = str(self.fields.values()["text"])
        if not text:
            self.say(_("Nothing is written yet."))
            self.fields.focus_on("text")
            return
        self.noted.emit(Noted(text=text))
