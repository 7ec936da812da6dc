"""What helps to say and to do, what to leave unsaid and what can be offered, beside the work, in the pack's own words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cocdesk.ui import plain, theme
from cocdesk.ui.widgets.empty_state import Glyph
from cocdesk.words import _


class GuidancePanel(QScrollArea):
    """Short lists under a title; a list with nothing in it is not shown. It scrolls by itself when text is large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Guidance"))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 26)
        self.set_guidance("")

    def set_guidance(
        self, title: str, *, say: Sequence[str] = (), do: Sequence[str] = (), avoid: Sequence[str] = (),
        offer: Sequence[str] = (), acting: bool = False,
    ) -> None:  # fmt: skip
        """Show the words for this moment; ``acting`` gives the lists the headings of an act instead of those of a talk."""
        sheet = QWidget()
        sheet.setObjectName("guidance")
        column = QVBoxLayout(sheet)
        edge = theme.space(2)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space(1))
        if title:
            column.addWidget(plain.label(title, "title"))
        for heading, icon, tone, lines in (
            (_("Say"), "chat-circle-text", "ok", say),
            (_("Do"), "check-circle", "ok", do),
            (_("Take care"), "warning-circle", "warn", avoid) if acting else (_("Do not"), "prohibit", "bad", avoid),
            (_("From the procedure"), "book-open", "info", offer) if acting else (_("Offer"), "gift", "info", offer),
        ):
            if lines:
                column.addSpacing(theme.space(0.75))
                column.addLayout(_heading(heading, icon, tone))
                for line in lines:
                    column.addWidget(_line(line, tone))
        column.addStretch(1)
        self.setWidget(sheet)
        self.setProperty("look", "reading")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if say or do or avoid or offer else Qt.FocusPolicy.NoFocus)


def _heading(words: str, icon: str, tone: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.space(1))
    row.addWidget(Glyph(icon, tone))
    row.addWidget(plain.label(words, "strong", tone=tone), 1)
    return row


def _line(words: str, tone: str) -> QWidget:
    line = QFrame()
    line.setProperty("look", "quote")
    line.setProperty("tone", tone)
    row = QHBoxLayout(line)
    row.setContentsMargins(theme.space(1.25), theme.space(0.5), 0, theme.space(0.5))
    row.addWidget(plain.label(words, selectable=False), 1)
    return line
