"""One well-made form for the acts of the procedure, built from their description."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocdesk.ui.dialogs.act_forms import Situation, act_form
from cocdesk.ui.dialogs.form_sheet import FormSheet
from cocdesk.words import _


class ActDialog(FormSheet):
    """Asks what an act asks; ``recorded`` carries the entry's body. ``kind`` is an entry kind, perhaps with whom it concerns."""

    recorded = Signal(object)

    def __init__(self, kind: str, now: Situation, parent: QWidget | None = None) -> None:
        form = act_form(kind, now)
        super().__init__(form.title, parent, hint=form.hint, save=form.save)
        self._form = form
        self.column.addWidget(self.ask(form.fields))
        self.column.addStretch(1)
        self.guide(_("Good to know"), say=form.say, avoid=form.avoid, offer=form.offer)
        self.fields.setFocus()

    def save(self) -> None:
        values = self.fields.values()
        missing = next((key for key in self._form.needs if not values.get(key)), "")
        if missing:
            self.say(self._form.asks[missing])
            self.fields.focus_on(missing)
            return
        self.recorded.emit(self._form.make(values))
