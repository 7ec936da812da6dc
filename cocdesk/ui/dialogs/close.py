"""Closing a case: what is still open is said, and a person may close all the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cocdesk.model.records.case import NextStep
from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.form_sheet import FormSheet
from cocdesk.ui.dialogs.sheet import Sentence
from cocdesk.ui.forms.ending import closed, closing_fields
from cocdesk.ui.widgets.card import Card
from cocdesk.ui.widgets.empty_state import Glyph
from cocdesk.words import _


def still_open(steps: Sequence[NextStep]) -> tuple[NextStep, ...]:
    """Steps of the procedure a closing would leave undone; optional ones and the closing itself are not counted."""
    return tuple(s for s in steps if s.state in ("next", "waiting") and not s.optional and "closed" not in s.acts)


class CloseDialog(FormSheet):
    """``closed`` carries the entry's body. ``outcome`` is the suggestion; ``keeping`` says how long the record is kept.

    ``debrief`` is the procedure's word on sitting together afterwards; ``known`` whether there is a person reported; ``form``
    says what the report form still leaves open, where an officer keeps it.
    """

    closed = Signal(object)

    def __init__(
        self, steps: Sequence[NextStep], *, outcome: str = "", keeping: str = "", debrief: str = "", known: bool = False,
        form: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Close the case"), parent, hint=keeping, save=_("Close the case"))
        self._open = still_open(steps)
        if self._open:
            self.column.addWidget(_left_over(self._open))
        if form:
            self.column.addWidget(Sentence(form, "warn"))
        self.column.addWidget(self.ask(closing_fields(self._open, outcome, known=known)))
        self.column.addStretch(1)
        self.guide(_("Good to know"), offer=(debrief,) if debrief else ())
        self.fields.setFocus()

    def save(self) -> None:
        values = self.fields.answers()
        if not values["outcome"]:
            self.say(_("Please say in a few words how it ended."))
            self.fields.focus_on("outcome")
        elif self._open and not values["why"]:
            self.say(_("Some steps are still open. Please say in a few words why the case is closed all the same."))
            self.fields.focus_on("why")
        else:
            self.closed.emit(closed(values, self._open))


def _left_over(steps: Sequence[NextStep]) -> Card:
    card = Card(_("Still open in the procedure"))
    for step in steps:
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        row.addWidget(Glyph("circle-dashed", "muted"))
        words = step.title if not step.clause else f"{step.title}  ·  {step.clause}"
        row.addWidget(plain.label(words), 1)
        card.body.addLayout(row)
    return card
