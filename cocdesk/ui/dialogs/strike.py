"""Taking an entry back: it stays visible as struck, with the reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from cocdesk.model.records.case import TimelineLine
from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.form_sheet import FormSheet
from cocdesk.ui.forms.fields import Field
from cocdesk.words import _

LONGEST_SHOWN = 600


class StrikeDialog(FormSheet):
    """``struck`` carries the entry's id and the reason."""

    struck = Signal(str, str)

    def __init__(self, line: TimelineLine, parent: QWidget | None = None) -> None:
        hint = _("It stays readable in the timeline, crossed out, with your reason. It does not count any more.")
        super().__init__(_("Strike this entry"), parent, hint=hint, save=_("Strike"))
        self._entry = line.entry
        shown = QFrame()
        shown.setProperty("look", "card")
        inside = QVBoxLayout(shown)
        inside.setContentsMargins(theme.space(1.75), theme.space(1.25), theme.space(1.75), theme.space(1.25))
        inside.setSpacing(theme.space(0.5))
        inside.addWidget(plain.label(line.title, "strong"))
        text = line.text if len(line.text) <= LONGEST_SHOWN else line.text[:LONGEST_SHOWN] + "…"
        if text:
            inside.addWidget(plain.label(text, "muted"))
        self.ask((Field(key="why", label=_("Why"), kind="text", lines=3),))
        self.column.addWidget(shown)
        self.column.addWidget(self.fields)
        self.column.addStretch(1)
        self.fields.setFocus()

    def save(self) -> None:
        why = str(self.fields.values()["why"])
        if not why:
            self.say(_("Please say in a few words why the entry is struck."))
            self.fields.focus_on("why")
            return
        self.struck.emit(self._entry, why)
