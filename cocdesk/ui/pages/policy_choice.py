"""Choosing a procedure by what it says of itself and whom it suits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from cocdesk.model.policy.pack import Policy
from cocdesk.ui import plain, theme
from cocdesk.ui.widgets.card import empty
from cocdesk.words import _


def version_words(policy: Policy) -> str:
    """Which version of a procedure this is, with its day as people write it."""
    day = QDate.fromString(policy.dated, Qt.DateFormat.ISODate)
    dated = QLocale().toString(day, "d MMMM yyyy") if day.isValid() else policy.dated
    return _("Version {version} of {date}").format(version=policy.version, date=dated)


class PolicyChoice(QWidget):
    """One radio button a procedure, with its own words under it. The first is chosen until somebody chooses another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Procedure"))
        self._policies: list[Policy] = []
        self._column = theme.flush(QVBoxLayout(self), 0.25)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda _id: self.changed.emit())

    @property
    def chosen(self) -> Policy | None:
        """The chosen procedure."""
        number = self._group.checkedId()
        return self._policies[number] if 0 <= number < len(self._policies) else None

    def choose(self, policy: str) -> None:
        """Choose a procedure by its id, without telling."""
        for number, known in enumerate(self._policies):
            if known.id == policy:
                self._group.button(number).setChecked(True)

    def offer(self, policies: Sequence[Policy]) -> None:
        """Show these."""
        for made in self._group.buttons():
            self._group.removeButton(made)
        empty(self._column)
        self._policies = list(policies)
        for number, policy in enumerate(self._policies):
            row = QFrame()
            row.setProperty("look", "step")
            lines = theme.flush(QVBoxLayout(row))
            made = QRadioButton(policy.title)
            made.setAccessibleDescription(policy.about)
            made.setChecked(number == 0)
            self._group.addButton(made, number)
            about = plain.label(policy.about, "muted")
            about.setContentsMargins(made.fontMetrics().height() + theme.space(1.75), 0, 0, 0)
            lines.addWidget(made)
            lines.addWidget(about)
            self._column.addWidget(row)
