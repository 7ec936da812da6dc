"""What stands in the window when somebody walks by: an ordinary page of notes that says nothing of what the program is for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocdesk.ui import plain, theme
from cocdesk.ui.plain import PlainEdit
from cocdesk.words import _


class HiddenPage(QWidget):
    """Lines that could be anybody's. What is typed here is kept nowhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Notes"))
        self.text = PlainEdit(lines=12, name=_("Notes"))
        column = QVBoxLayout(self)
        edge = theme.space(3)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space(1.5))
        column.addWidget(plain.label(_("Notes"), "title"))
        column.addWidget(self.text, 1)

    def begin(self) -> None:
        """Show harmless lines."""
        self.text.setPlainText(
            "\n".join(
                (
                    _("Shopping"),
                    "– " + _("coffee, milk, oats"),
                    "– " + _("batteries for the pointer"),
                    "",
                    _("Call the bike shop"),
                )
            )
        )
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
