"""Places of a text set off in the field they stand in: several pieces may mark one field without wiping each other's marks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from cocdesk.ui import theme

_OWNER = int(QTextFormat.Property.UserProperty) + 7


def mark_places(edit: QPlainTextEdit, owner: str, places: Iterable[tuple[int, int, str]]) -> None:
    """Set off ``places`` (start, end, tone), in place of those of the same ``owner``; offsets are those of a Python string."""
    kept = [old for old in edit.extraSelections() if old.format.property(_OWNER) != owner]
    text = edit.toPlainText()
    edit.setExtraSelections([*kept, *(_selection(edit, text, owner, *place) for place in places)])


def utf16(text: str, place: int) -> int:
    """A place in a Python string as Qt counts it, where some characters count twice."""
    return place if text.isascii() else len(text[:place].encode("utf-16-le")) // 2


def _selection(edit: QPlainTextEdit, text: str, owner: str, start: int, end: int, tone: str) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    cursor = QTextCursor(edit.document())
    cursor.setPosition(utf16(text, start))
    cursor.setPosition(utf16(text, end), QTextCursor.MoveMode.KeepAnchor)
    ink, tint = (QColor(name) for name in theme.tokens().tone(tone))
    look = QTextCharFormat()
    look.setBackground(tint)
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    look.setUnderlineColor(ink)
    look.setFontUnderline(True)
    look.setProperty(_OWNER, owner)
    made.cursor, made.format = cursor, look
    return made
