"""Hints on the words, under the field they are about: one quiet line that opens when wanted, and never stops anybody."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QScrollArea, QTextEdit, QVBoxLayout, QWidget

from cocdesk.model.rules.wording import Hint
from cocdesk.ui import icons, plain, theme
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.widgets.card import button
from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.words import _, ngettext

Look = Callable[[str], Sequence[Hint]]
WAIT = 600
"""Milliseconds without a letter until the words are looked at: nobody is interrupted in the middle of one."""
MOST_SHOWN = 8
_LONGEST_EXCERPT = 60
_CODES = re.compile(r" \([A-Z]?\d[^()]*\)")
"""Rows of the domain table behind a source, such as " (X29, 5.1)": for whoever keeps the word list, not for who writes."""


class WordingHints(QWidget):
    """The line under ``edit``; ``look`` gives the hints on a text. Nothing is there while there are none.

    What a person chose to leave as it is is not shown again while the field is open.
    """

    def __init__(self, edit: PlainEdit | QLineEdit, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit, self._look = edit, look
        self._left: set[tuple[str, str]] = set()
        self._rows: QWidget | None = None
        self._text = ""
        self.hints: tuple[Hint, ...] = ()
        self.opener = button("", "bare", icon="caret-right")
        self.opener.setCheckable(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)

        self._column = theme.flush(QVBoxLayout(self), 0.75)
        self._column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

        edit.textChanged.connect(self._typed)
        self.opener.toggled.connect(self._show_rows)
        self.opener.clicked.connect(self._reveal)
        self._timer.timeout.connect(self.look)
        if _words_of(edit):
            self._timer.start()

    def look(self) -> None:
        """Look at the words now."""
        self._timer.stop()
        self._text = _words_of(self._edit)
        self.hints = tuple(hint for hint in self._look(self._text) if self._key(hint) not in self._left)
        self._underline()
        count = len(self.hints)
        self.setVisible(bool(count))
        if not count:
            self.opener.setChecked(False)
        words = ngettext("{count} hint on the words", "{count} hints on the words", count).format(count=count)
        self.opener.setText(words)
        name = _("{field}: {hints}").format(field=self._edit.accessibleName(), hints=words)
        self.opener.setAccessibleName(name)
        self._show_rows(self.opener.isChecked())

    def use(self, hint: Hint) -> None:
        """Put the suggestion in place of the words, if they still stand there; can be undone like any typing."""
        if _words_of(self._edit) != self._text:
            self.look()
            return
        start, end = _units(self._text, hint.start), _units(self._text, hint.end)
        if isinstance(self._edit, QLineEdit):
            self._edit.setSelection(start, end - start)
            self._edit.insert(hint.suggestion)
        else:
            cursor = QTextCursor(self._edit.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(hint.suggestion)
        self.look()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self, hint: Hint) -> None:
        """Say no more of these words in this field."""
        self._left.add(self._key(hint))
        self.look()
        (self.opener if self.hints else self._edit).setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.hints:
            self._underline()

    def _typed(self) -> None:
        if _words_of(self._edit):
            self._timer.start()
        else:
            self.look()

    def _key(self, hint: Hint) -> tuple[str, str]:
        return hint.rule, self._text[hint.start : hint.end].casefold()

    def _underline(self) -> None:
        if isinstance(self._edit, QLineEdit):
            return
        quiet = QTextCharFormat()
        quiet.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        quiet.setUnderlineColor(QColor(theme.tokens().info))
        marked = []
        for hint in self.hints:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self._edit.document())
            mark.cursor.setPosition(_units(self._text, hint.start))
            mark.cursor.setPosition(_units(self._text, hint.end), QTextCursor.MoveMode.KeepAnchor)
            mark.format = quiet
            marked.append(mark)
        self._edit.setExtraSelections(marked)

    def _show_rows(self, on: bool) -> None:
        self.opener.setIcon(icons.icon("caret-down" if on else "caret-right"))
        if self._rows is not None:
            self._column.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
            self._rows = None
        if self.isVisibleTo(self.window()):
            QWidget.setTabOrder(self._edit, self.opener)
        if not on or not self.hints:
            return
        self._rows = QWidget()
        column = theme.flush(QVBoxLayout(self._rows), 1.25)
        chain: list[QWidget] = [self._edit, self.opener]
        for hint in self.hints[:MOST_SHOWN]:
            row, buttons = self._row(hint)
            column.addWidget(row)
            chain += buttons
        rest = len(self.hints) - MOST_SHOWN
        if rest > 0:
            words = ngettext("and {count} more, underlined in the text", "and {count} more, underlined in the text", rest)
            column.addWidget(plain.label(words.format(count=rest), "muted"))
        self._column.addWidget(self._rows)
        self._rows.show()
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _reveal(self) -> None:
        """Bring the opened hints into sight where the form is longer than its window."""
        around: QWidget | None = self
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if isinstance(around, QScrollArea) and self._rows is not None:
            # The new rows get their place on the loop's next turn.
            QTimer.singleShot(0, self, lambda: self._show_in(around))

    def _show_in(self, around: QScrollArea) -> None:
        """All of the hints where they fit; else from their beginning, for nobody reads them from the end."""
        sheet = around.widget()
        if sheet is None or self.height() <= around.viewport().height():
            around.ensureWidgetVisible(self, 0, theme.space(1))
        else:
            around.verticalScrollBar().setValue(self.mapTo(sheet, self.rect().topLeft()).y())

    def _row(self, hint: Hint) -> tuple[QWidget, tuple[QPushButton, ...]]:
        said = _excerpt(self._text[hint.start : hint.end])
        made = QFrame()
        made.setProperty("look", "quote")
        made.setProperty("tone", "info")
        column = QVBoxLayout(made)
        column.setContentsMargins(theme.space(1.25), 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(plain.label(_("“{words}”").format(words=said), "strong"))
        column.addWidget(plain.label(hint.sentence))
        column.addWidget(plain.label(_CODES.sub("", hint.source), "muted"))
        row = FlowLayout(gap=0.75)
        buttons: list[QPushButton] = []
        if hint.suggestion:
            take = button(_("Use “{words}”").format(words=_excerpt(hint.suggestion)), "small")
            take.setAccessibleName(_("Use “{new}” instead of “{old}”").format(new=hint.suggestion, old=said))
            take.clicked.connect(lambda: self.use(hint))
            buttons.append(take)
        stay = button(_("Leave as it is"), "bare")
        stay.setAccessibleName(_("Leave “{words}” as it is").format(words=said))
        stay.clicked.connect(lambda: self.leave(hint))
        buttons.append(stay)
        for pressed in buttons:
            row.addWidget(pressed)
        column.addLayout(row)
        return made, tuple(buttons)


def _words_of(edit: PlainEdit | QLineEdit) -> str:
    return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()


def _units(text: str, place: int) -> int:
    """A place in the toolkit's counting, in which an emoji is two."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def _excerpt(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_EXCERPT else line[: _LONGEST_EXCERPT - 1] + "…"
