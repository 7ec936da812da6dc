"""Earlier cases at the same place of the matrix, in a few lines: measures and counts, nobody's name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cocdesk.ui import plain
from cocdesk.ui.widgets.card import Card
from cocdesk.words import _


class AlikeCard(Card):
    """``show_lines`` fills it; without lines it is not shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Have we treated like cases alike?"), parent)
        self._lines: list[QWidget] = []
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Put sentences into the card."""
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [plain.label(words, "muted") for words in lines]
        for line in self._lines:
            self.body.addWidget(line)
        self.setVisible(bool(lines))
