"""Questions before something leaves: words that could not be saved, and words that name people."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from cocdesk.ui import plain
from cocdesk.words import _


def ask_before_losing(window: QWidget, close: Callable[[], object]) -> QMessageBox:
    """Say that the last words are not in the vault; ``close`` is called when they may go. The window stays until then."""
    return plain.question(
        window, _("Not saved yet"), _("What you typed last could not be saved."),
        more=_("The disk may be full, or the folder of the vault gone. Put that right, or copy your words, before you close."),
        go=_("Close all the same"), stay=_("Keep the window open"), then=close,
    )  # fmt: skip


def ask_before_naming(window: QWidget, sentence: str, go: Callable[[], object]) -> QMessageBox:
    """Say who is named in words that leave the team; ``go`` is called when they may be. The window stays either way."""
    return plain.question(
        window, _("Names"), sentence,
        more=_("They are marked in the text, and each can be replaced with a code name. Record it all the same?"),
        go=_("Record all the same"), stay=_("Back to the text"), then=go, loses=False,
    )  # fmt: skip
