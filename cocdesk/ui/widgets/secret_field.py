"""A field for a secret, which can be looked at while typing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton

from cocdesk.ui import icons
from cocdesk.ui.widgets.card import glyph_button
from cocdesk.ui.widgets.in_field import InField
from cocdesk.words import _


def secret_field(name: str) -> QLineEdit:
    """A field for a secret, with an eye to look at what was typed."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    eye = glyph_button("eye", _("Show what is typed"), field)
    eye.setIcon(icons.icon("eye", "muted"))
    eye.setObjectName("eye")
    eye.setCheckable(True)
    # Tab goes on from the secret to what is pressed next.
    eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    eye.setCursor(Qt.CursorShape.ArrowCursor)
    eye.toggled.connect(lambda shown: field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password))
    InField(eye, field, leading=False)
    return field


def show_secret(field: QLineEdit, *, shown: bool) -> None:
    """Have the letters of a secret field readable, or not, as its eye does."""
    eye = field.findChild(QToolButton, "eye")
    if eye is not None:
        eye.setChecked(shown)
