"""Icons that follow the palette: Phosphor, out of the font that the qtawesome wheel carries (qtawesome itself is never imported).

Importing it would cost 150 ms and 12 MB; the font alone costs 20 ms, at the first icon painted.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap

from cocdesk.ui import theme


@cache
def _font() -> tuple[str, str]:
    """The icon font's family and its table of names as it is written; both empty where the wheel is missing: words stay then."""
    found = find_spec("qtawesome")
    if found is None or not found.submodule_search_locations:
        return "", ""
    folder = Path(next(iter(found.submodule_search_locations)), "fonts")
    try:
        data = (folder / "phosphor-1.3.0.ttf").read_bytes()
        table = (folder / "phosphor-charmap-1.3.0.json").read_text("utf-8")
    except FileNotFoundError:
        return "", ""
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFontFromData(QByteArray(data)))
    return (families[0], table) if families else ("", "")


@cache
def _glyph(name: str) -> str:
    """The character of an icon, or nothing. Looked up in the text: a screen shows ten of the table's thousands of names."""
    found = re.search(rf'"{re.escape(name)}":\s*"(?:0x)?([0-9a-fA-F]+)"', _font()[1])
    return chr(int(found[1], 16)) if found else ""


def exists(name: str) -> bool:
    """Whether there is such an icon; for a test that keeps names honest."""
    return bool(_glyph(name))


def paint(painter: QPainter, rect: QRectF, name: str, color: QColor) -> None:
    """Draw one icon into a square, for widgets that paint themselves."""
    glyph = _glyph(name)
    if not glyph:
        return
    font = QFont(_font()[0])
    font.setPixelSize(max(1, round(min(rect.width(), rect.height()) * 0.98)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.save()
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), glyph)
    painter.restore()


class GlyphIcon(QIconEngine):
    """One glyph in the colour of a token (or the palette's text), read when painted, so that dark mode needs no new icons."""

    def __init__(self, name: str, token: str = "") -> None:
        super().__init__()
        self._name, self._token = name, token

    def clone(self) -> QIconEngine:
        return GlyphIcon(self._name, self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        palette = QGuiApplication.palette()
        if mode == QIcon.Mode.Disabled:
            color = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
        else:
            color = theme.color(self._token) if self._token else palette.color(QPalette.ColorRole.WindowText)
        # Beside text the picture has a little more width than height: that gap keeps it from touching the first letter.
        box = QRectF(rect)
        side = min(box.width(), box.height())
        backwards = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box.setLeft(box.right() - side if backwards else box.left())
        box.setWidth(side)
        paint(painter, box, self._name, color)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # Qt hands logical pixels here: the picture must be made larger by the scale, or it blurs on fine screens.
        picture = QPixmap(size * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture


def icon(name: str, token: str = "") -> QIcon:
    """An icon by its Phosphor name (``"plus"``, ``"lock-simple"``), in a token's colour or the text's."""
    return QIcon(GlyphIcon(name, token))


def beside_text() -> QSize:
    """The size of an icon that stands before words: a square, and the gap to the first letter."""
    return icon_size() + QSize(theme.space(0.5), 0)


def icon_size(steps: float = 2.25) -> QSize:
    """The square an icon beside text takes: 18 pixels at normal text."""
    side = theme.space(steps)
    return QSize(side, side)
