"""Closing a case: what is still open is said, and a person may close all the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cocdesk.model.records.case import NextStep
from cocdesk.model.records.entries import Closed
from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.form_fields import Field
from cocdesk.ui.dialogs.form_sheet import FormSheet
from cocdesk.ui.widgets.card import Card
from cocdesk.ui.widgets.empty_state import Glyph
from cocdesk.words import _


def still_open(steps: Sequence[NextStep]) -> tuple[NextStep, ...]:
    """Steps of the procedure a closing would leave undone; optional ones and the closing itself are not counted."""
    return tuple(s for s in steps if s.state in ("next", "waiting") and not s.optional and "closed" not in s.acts)


class CloseDialog(FormSheet):
    """``closed`` carries the entry's body. ``outcome`` is the suggestion; ``keeping`` says how long the record is kept."""

    closed = Signal(object)

    def __init__(self, steps: Sequence[NextStep], *, outcome: str = "", keeping: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_("Close the case"), parent, hint=keeping, save=_("Close the case"))
        self._open = still_open(steps)
        why = _("Why it is closed all the same") if self._open else _("Anything to add")
        if self._open:
            self.column.addWidget(_left_over(self._open))
        self.ask((
            Field(key="outcome", label=_("How it ended"), value=outcome, hint=_("Short and neutral, without names.")),
            Field(key="why", label=why, kind="text", lines=3),
        ))  # fmt: skip
        self.column.addWidget(self.fields)
        self.column.addStretch(1)
        self.fields.setFocus()

    def save(self) -> None:
        values = {key: str(value) for key, value in self.fields.values().items()}
        if not values["outcome"]:
            self.say(_("Please say in a few words how it ended."))
            self.fields.focus_on("outcome")
        elif self._open and not values["why"]:
            self.say(_("Some steps are still open. Please say in a few words why the case is closed all the same."))
            self.fields.focus_on("why")
        else:
            self.closed.emit(Closed(**values))


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
