"""Handing over the chair, as a guided act: to whom, what the one who hands over stays as, and what no team may forget (O7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from cocdesk.model.queries.team import Line, TeamView
from cocdesk.model.rules.team import CHAIR, READER, RESPONDER
from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.sheet import Sheet
from cocdesk.ui.dialogs.team_forms import PartChoice
from cocdesk.ui.widgets.card import empty
from cocdesk.ui.widgets.new_passphrase import asked
from cocdesk.words import _

Advice = Callable[[str, bool], Sequence[str]]
"""To whom and whether the one who hands over leaves → what to see to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Who gets the chair, what the one who had it stays as, and whether a new recovery sheet is made for them first."""

    to: str
    name: str
    stay_as: str
    sheet: bool


class HandOverDialog(Sheet):
    """``wanted`` carries a ``Handover``."""

    wanted = Signal(object)

    def __init__(self, view: TeamView, advice: Advice, parent: QWidget | None = None) -> None:
        you = view.you
        handing = you is not None and you.chair
        title = _("Hand over the chair") if handing else _("Give somebody the chair")
        hint = _("Whoever has the chair changes who can open this vault; nobody else does, until they hand it on.")
        super().__init__(title, parent, hint=hint, save=title, chars=78)
        self._advice = advice
        self.to = _people(view.others if handing else view.lines)
        asked(self.column, _("To whom?"), self.to)
        self.part = PartChoice(
            [part for part in view.parts if part.id != CHAIR], self._usual(view), self
        )  # fmt: skip
        self._stays = asked(self.column, _("You stay in the team as"), self.part)
        self._stays.setVisible(you is not None)
        self._you = you.slot if you is not None else ""
        self.leaves = QCheckBox(_("I will leave the team soon"))
        self.column.addWidget(self.leaves)
        self.column.addSpacing(theme.space(0.5))
        self.column.addWidget(plain.label(_("What to see to"), "strong"))
        self._list = QWidget()
        self._lines = theme.flush(QVBoxLayout(self._list), 0.5)
        self.column.addWidget(self._list)
        self.sheet = QCheckBox(_("Make the new recovery sheet now, before the chair goes over"))
        self.sheet.setChecked(handing)
        self.column.addWidget(self.sheet)
        self.column.addStretch(1)
        self.to.currentIndexChanged.connect(lambda _row: self._look())
        self.leaves.toggled.connect(lambda _on: self._look())
        self._look()
        self.to.setFocus()

    def _usual(self, view: TeamView) -> str:
        you = view.you
        if you is None or you.chair:
            return RESPONDER
        return you.role.casefold()

    def _look(self) -> None:
        empty(self._lines)
        for sentence in self._advice(self.to.currentText(), self.leaves.isChecked()):
            tick = QCheckBox()
            tick.setAccessibleName(sentence)
            self._lines.addWidget(_ticked(tick, sentence))
        self._stays.setVisible(bool(self._you) and self.to.currentData() != self._you)

    def state(self) -> object:
        return (self.to.currentData(), self.part.role, self.leaves.isChecked())

    def save(self) -> None:
        self.wanted.emit(
            Handover(
                to=str(self.to.currentData()), name=self.to.currentText(), stay_as=self.part.role or READER,
                sheet=self.sheet.isChecked(),
            )
        )  # fmt: skip


def _people(lines: Sequence[Line]) -> QComboBox:
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(16)
    for line in lines:
        made.addItem(line.name, line.slot)
    return made


def _ticked(tick: QCheckBox, sentence: str) -> QWidget:
    """A tick beside a sentence that may take several lines; the ticks are for the two who sit here, and kept nowhere."""
    made = QWidget()
    row = theme.flush(QHBoxLayout(made))
    words = plain.label(sentence)
    words.setBuddy(tick)
    # As far from its words as a tick that carries its own, and on their first line.
    tick.ensurePolished()
    tick.setFixedWidth(tick.sizeHint().width() - theme.space(0.75))
    words.setContentsMargins(0, max(0, (tick.sizeHint().height() - words.fontMetrics().height()) // 2), 0, 0)
    words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
    row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return made
