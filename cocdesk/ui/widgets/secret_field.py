"""A field for a secret, which can be looked at while typing."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from cocdesk.ui import icons
from cocdesk.words import _


def secret_field(name: str) -> QLineEdit:
    """A field for a secret, with an eye to look at what was typed."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    eye = QAction(icons.icon("eye", "muted"), _("Show what is typed"), field)
    eye.setCheckable(True)
    eye.toggled.connect(lambda shown: field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password))
    field.addAction(eye, QLineEdit.ActionPosition.TrailingPosition)
    return field
