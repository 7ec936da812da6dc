"""Lines of a check: what was looked at, how it is in a word and a picture, and a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cocdesk.model.rules.surroundings import Finding
from cocdesk.ui import plain, theme
from cocdesk.ui.widgets.card import Card, empty
from cocdesk.ui.widgets.empty_state import Glyph
from cocdesk.ui.widgets.pill import Pill
from cocdesk.words import _

_LOOKS = {"ok": ("check-circle", "ok"), "look": ("warning", "warn"), "unknown": ("question", "muted")}


class Findings(QWidget):
    """A card per heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = theme.flush(QVBoxLayout(self), 1.5)

    def add(self, heading: str, found: Iterable[Finding]) -> None:
        """One more card."""
        card = Card(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(1.25))
        grid.setVerticalSpacing(theme.space(1))
        top = Qt.AlignmentFlag.AlignTop
        for row, line in enumerate(found):
            picture, token = _LOOKS[line.tone]
            word = {"ok": _("Fine"), "look": _("Look"), "unknown": _("Not known")}[line.tone]
            grid.addWidget(Glyph(picture, token), row, 0, top)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(plain.label(line.title, "strong"))
            words.addWidget(plain.label(line.detail, "muted"))
            grid.addLayout(words, row, 1)
            grid.addWidget(Pill(word, {"ok": "ok", "look": "warn", "unknown": "off"}[line.tone], dot=False), row, 2, top)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        self._column.addWidget(card)

    def clear(self) -> None:
        """Show nothing."""
        empty(self._column)
