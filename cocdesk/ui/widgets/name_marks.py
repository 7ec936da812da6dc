"""Who is named in a text, marked in its field and told below it, with a code name to put instead."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cocdesk.model.rules.name_guard import NameMark
from cocdesk.ui import plain, theme
from cocdesk.ui.accessible import announce
from cocdesk.ui.widgets.card import button, empty
from cocdesk.ui.widgets.text_marks import mark_places, utf16
from cocdesk.words import _, ngettext

Look = Callable[[str], tuple[NameMark, ...]]
PAUSE = 350
MOST_LINES = 4


class NameMarks(QWidget):
    """Put it under a field; it looks a moment after the last letter. Hidden while nobody is named.

    ``look_with`` gives it eyes: what finds names in a text. ``found`` tells that the marks are different; ``marks`` are those
    of people who may not be named.
    """

    found = Signal()

    def __init__(self, edit: QPlainTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self._look: Look | None = None
        self._told = ""
        self.marks: tuple[NameMark, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        column = theme.flush(QVBoxLayout(self), 0.5)
        self.sentence = plain.label("", "strong", tone="warn")
        column.addWidget(self.sentence)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space(0.5))
        column.addLayout(self._lines)
        self._soon.timeout.connect(self.look_now)
        edit.textChanged.connect(self._changed)
        self.hide()

    def look_with(self, look: Look) -> None:
        """Look for names with this from now on."""
        self._look = look
        self._told = ""
        self._changed()

    def look_now(self) -> None:
        """Look at once, as before saving."""
        self._soon.stop()
        text = self._edit.toPlainText()
        marks = tuple(mark for mark in self._look(text) if not mark.allowed) if self._look is not None and text.strip() else ()
        self.marks = marks
        tones = ((mark.start, mark.end, "bad" if mark.strength == "exact" else "warn") for mark in marks)
        mark_places(self._edit, "names", tones)
        self._tell(text)
        self.found.emit()

    def replace_all(self) -> None:
        """Put code names in place of everybody who is named."""
        self._replace(frozenset(mark.person for mark in self.marks))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.marks:
            self._soon.start()

    def _changed(self) -> None:
        if self._look is not None and (self.marks or not self._edit.document().isEmpty()):
            self._soon.start()

    def _tell(self, text: str) -> None:
        people: dict[str, list[NameMark]] = {}
        for mark in self.marks:
            people.setdefault(mark.person, []).append(mark)
        empty(self._lines)
        count = len(people)
        self.sentence.setText(
            ngettext("{count} person is named here.", "{count} people are named here.", count).format(count=count)
        )
        for hits in list(people.values())[:MOST_LINES]:
            self._lines.addWidget(self._line(text, hits))
        if count > 1:
            self._lines.addWidget(self._for_all(count - MOST_LINES))
        self.setVisible(bool(people))
        if people and self.sentence.text() != self._told:
            self._told = self.sentence.text()
            announce(self, self._told)

    def _line(self, text: str, hits: list[NameMark]) -> QWidget:
        first = hits[0]
        written = ", ".join(dict.fromkeys(f"“{text[hit.start : hit.end]}”" for hit in hits))
        # The names come last: a sentence beginning in another script would be read from the other side.
        said = _("{why} Here: {written}").format(why=first.why, written=written)
        words = plain.label(said, "muted")
        instead = _("Replace with {code_name}").format(code_name=first.code_name)
        made = button(instead, "small")
        made.setAccessibleDescription(said)
        made.clicked.connect(partial(self._replace, frozenset({first.person})))
        return _row(words, made)

    def _for_all(self, more: int) -> QWidget:
        words = _("and {count} more").format(count=more) if more > 0 else ""
        made = button(_("Replace all with code names"), "small")
        made.clicked.connect(self.replace_all)
        return _row(plain.label(words, "muted"), made)

    def _replace(self, people: frozenset[str]) -> None:
        """One step that can be taken back; from the end, so that the places before stay right."""
        text = self._edit.toPlainText()
        cursor = QTextCursor(self._edit.document())
        cursor.beginEditBlock()
        for mark in reversed(self.marks):
            if mark.person in people:
                cursor.setPosition(utf16(text, mark.start))
                cursor.setPosition(utf16(text, mark.end), QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(mark.code_name)
        cursor.endEditBlock()
        self.look_now()
        self._edit.setFocus()


def _row(words: QWidget, made: QWidget) -> QWidget:
    line = QWidget()
    row = theme.flush(QHBoxLayout(line), 1)
    row.addWidget(words, 1)
    row.addWidget(made)
    return line
