"""One handsome typeface on every machine: FiraGO, out of the wheel that the paper output uses too.

A bare machine has only DejaVu, and a mixed fleet has five system fonts; with FiraGO a screen looks the same everywhere and
Arabic, Hebrew, Thai, Georgian and Devanagari names can be read without installing anything. Cost: about 25 ms a style to unpack,
once.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

FAMILY = "FiraGO"
FONTS = "pymupdf_fonts"
STYLES = ("figo", "figbo")
_LOADED = "cocdesk-fonts"


def register() -> bool:
    """Load the regular and the bold style unless they are there; False where the wheel is missing (the system font then
    stays)."""
    app = QGuiApplication.instance()
    # Asking the database for its families would take longer than loading ours.
    if app is not None and app.property(_LOADED):
        return True
    if find_spec(FONTS) is None:
        return False
    wheel = import_module(FONTS)
    loaded = [QFontDatabase.addApplicationFontFromData(QByteArray(wheel.myfont(style))) for style in STYLES]
    whole = -1 not in loaded
    if app is not None:
        app.setProperty(_LOADED, whole)
    return whole


def interface_font(text_scale: float = 1.0) -> QFont:
    """The application's font: FiraGO at the system's size, never under 10 points, times the wanted scale."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font = QFont(FAMILY) if register() else QFont(system)
    font.setPointSizeF(max(system.pointSizeF(), 10.0) * text_scale)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def strong(font: QFont, scale: float = 1.0) -> QFont:
    """The same font in the heavier of the two weights, at ``scale`` times its size."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    if font.pointSizeF() > 0:
        bold.setPointSizeF(font.pointSizeF() * scale)
    else:
        bold.setPixelSize(round(font.pixelSize() * scale))
    return bold
