"""The choice to put a password on a PDF that is saved."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from cocdesk.ui import plain, theme
from cocdesk.ui.widgets.secret_field import secret_field
from cocdesk.words import _


class PdfPassword(QWidget):
    """``password`` is what was typed, None while no password is wanted. Kept nowhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = QCheckBox(_("Save the PDF with a password"))
        self.field = secret_field(_("Password of the PDF"))
        self.field.setPlaceholderText(_("Eight characters or more"))
        by_phone = _("Tell it by another way than the file, by phone for example. It is written down nowhere.")
        self.hint = plain.label(by_phone, "muted")
        column = theme.flush(QVBoxLayout(self), 0.5)
        for widget in (self.wanted, self.field, self.hint):
            column.addWidget(widget)
        self.wanted.toggled.connect(self._show)
        self._show(False)

    @property
    def password(self) -> str | None:
        return self.field.text() if self.wanted.isChecked() else None

    def forget(self) -> None:
        """Let go of what was typed."""
        self.field.clear()
        self.wanted.setChecked(False)

    def _show(self, wanted: bool) -> None:
        self.field.setVisible(wanted)
        self.hint.setVisible(wanted)
        if wanted:
            self.field.setFocus()
        else:
            self.field.clear()
