"""The buttons that save a paper, one for each format it can have."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QPushButton

from cocdesk.ui.widgets.card import button
from cocdesk.words import _


def save_buttons(formats: Iterable[str]) -> dict[str, QPushButton]:
    """A button by each format, in their order."""
    words = {
        "pdf": _("Save as PDF…"), "eml": _("Save as e-mail draft…"), "txt": _("Save as text…"), "csv": _("Save as CSV…"),
        "xlsx": _("Save as spreadsheet…"), "png": _("Save the chart as picture…"),
    }  # fmt: skip
    glyphs = {
        "pdf": "file-pdf", "eml": "envelope-simple", "txt": "file-text", "csv": "table", "xlsx": "table", "png": "chart-bar"
    }  # fmt: skip
    return {made: button(words[made], icon=glyphs[made]) for made in formats}
