"""One well-made form for the acts of the procedure, built from their description."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocdesk.ui.dialogs.form_sheet import FormSheet
from cocdesk.ui.forms.catalogue import act_form
from cocdesk.ui.forms.fields import Values
from cocdesk.ui.forms.situation import Situation
from cocdesk.words import _


class ActDialog(FormSheet):
    """Asks what an act asks; ``recorded`` carries the entry's body. ``kind`` is an entry kind, perhaps with whom it concerns.

    ``answered`` comes instead where ``whole`` is set: then the answers themselves are wanted. ``wishes`` tells whether the act
    shall be followed by what its form offers.
    """

    recorded = Signal(object)
    answered = Signal(object)

    def __init__(self, kind: str, now: Situation, parent: QWidget | None = None, *, whole: bool = False) -> None:
        form = act_form(kind, now)
        super().__init__(form.title, parent, hint=form.hint, save=form.save)
        self._form = form
        self._whole = whole
        self.column.addWidget(self.ask(form.fields))
        self.column.addStretch(1)
        self.guide(_("Good to know"), say=form.say, avoid=form.avoid, offer=form.offer)
        self.fields.setFocus()

    @property
    def wishes(self) -> bool:
        """Whether what the form offers to do next was ticked."""
        return bool(self._form.then) and self.fields.answers()[self._form.then] is True

    def save(self) -> None:
        values: Values = self.fields.answers()
        missing = next((key for key in self._form.needs if not values.get(key)), "")
        if missing:
            self.say(self._form.asks[missing])
            self.fields.focus_on(missing)
        elif self._whole:
            self.answered.emit(values)
        else:
            self.recorded.emit(self._form.make(values))
