"""Questions before something leaves: words that could not be saved, and words that name people."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from cocdesk.ui import plain
from cocdesk.words import _


def ask_before_losing(window: QWidget, close: Callable[[], object]) -> QMessageBox:
    """Say that the last words are not in the vault; ``close`` is called when they may go. The window stays until then."""
    box = plain.message(
        window, _("Not saved yet"), _("What you typed last could not be saved."),
        more=_("The disk may be full, or the folder of the vault gone. Put that right, or copy your words, before you close."),
    )  # fmt: skip
    stay = box.addButton(_("Keep the window open"), QMessageBox.ButtonRole.RejectRole)
    go = box.addButton(_("Close all the same"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    go.clicked.connect(lambda: close())
    box.open()
    return box


def ask_before_naming(window: QWidget, sentence: str, go: Callable[[], object]) -> QMessageBox:
    """Say who is named in words that leave the team; ``go`` is called when they may be. The window stays either way."""
    box = plain.message(
        window, _("Names"), sentence,
        more=_("They are marked in the text, and each can be replaced with a code name. Record it all the same?"),
    )  # fmt: skip
    stay = box.addButton(_("Back to the text"), QMessageBox.ButtonRole.RejectRole)
    on = box.addButton(_("Record all the same"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    on.clicked.connect(lambda: go())
    box.open()
    return box
