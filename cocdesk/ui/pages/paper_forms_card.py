"""Paper forms out there: which numbers are waited for, which came back, and where each paper lies now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from cocdesk.model.queries.paper_forms import PaperForm, open_first, state
from cocdesk.ui import plain, theme
from cocdesk.ui.widgets.card import Card
from cocdesk.words import _, ngettext

MOST_ROWS = 12


class PaperFormsCard(Card):
    """A short table; what needs somebody stands on top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Paper forms out there"), parent)
        self._table: QWidget | None = None
        self.hide()

    def show_forms(self, forms: Sequence[PaperForm], zone: str) -> None:
        """Show these; without any the card is not there."""
        if self._table is not None:
            self.body.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._table = QWidget()
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(0.5))
        for column, words in enumerate((_("Form"), _("Case"), _("Paper"))):
            grid.addWidget(plain.label(words, "muted", wrap=False), 0, column)
        listed = open_first(forms)
        for row, form in enumerate(listed[:MOST_ROWS], 1):
            cells = (form.number, form.code_name or "–", " · ".join(state(form, zone)))
            for column, words in enumerate(cells):
                label = plain.label(words, "strong" if column == 0 else "text", wrap=column == len(cells) - 1)
                grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(2, 1)
        more = len(listed) - MOST_ROWS
        if more > 0:
            said = ngettext("and {count} more", "and {count} more", more).format(count=more)
            grid.addWidget(plain.label(said, "muted"), MOST_ROWS + 1, 0, 1, 3)
        self.body.addWidget(self._table)
        self.setVisible(bool(forms))
