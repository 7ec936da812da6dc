"""What is written down with a paper that leaves: who gets it, and what for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cocdesk.ui import plain, theme
from cocdesk.words import _

_LONGEST = 200


class RecordNote(QWidget):
    """Two lines that may stay empty; they go into the journal of the case and onto no paper. ``touched`` at each letter."""

    touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipient = QLineEdit()
        self._purpose = QLineEdit()
        column = theme.flush(QVBoxLayout(self), 0.5)
        heading = plain.label(_("Written down with it"), "strong")
        heading.setContentsMargins(0, theme.space(0.75), 0, 0)
        column.addWidget(heading)
        for words, field in ((_("Who gets it"), self._recipient), (_("What for"), self._purpose)):
            field.setMaxLength(_LONGEST)
            field.textEdited.connect(lambda _text: self.touched.emit())
            field.setAccessibleName(words)
            label = plain.label(words, "muted")
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)

    @property
    def typed(self) -> dict[str, str]:
        """Both lines."""
        return {"recipient": self._recipient.text(), "purpose": self._purpose.text()}

    def put(self, words: Mapping[str, str]) -> None:
        """Let this stand in both."""
        self._recipient.setText(words.get("recipient", ""))
        self._purpose.setText(words.get("purpose", ""))

    @property
    def recipient(self) -> str:
        """Who gets it, as typed."""
        return self._recipient.text().strip()

    @property
    def purpose(self) -> str:
        """What it is for, as typed."""
        return self._purpose.text().strip()
