"""Where a person's words become widgets: always as plain text, so that nothing anyone typed is ever read as markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QMessageBox, QPlainTextEdit, QWidget

from cocdesk.model.records.limits import LONGEST_TEXT
from cocdesk.ui import theme
from cocdesk.words import _

Role = Literal["text", "title", "strong", "muted"]


def label(
    text: str, role: Role = "text", *, tone: str = "", wrap: bool = True, selectable: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A label that shows exactly these characters; ``role`` and ``tone`` are the theme's."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def set_tip(widget: QWidget, text: str) -> None:
    """A tool tip; Qt guesses markup in tips and offers no switch, so the text is escaped and framed as one paragraph."""
    widget.setToolTip(f"<p>{text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</p>" if text else "")


def message(
    parent: QWidget, title: str, text: str, *, more: str = "", icon: QMessageBox.Icon = QMessageBox.Icon.NoIcon
) -> QMessageBox:
    """A message box that is not shown yet: add buttons, then ``open()`` it and listen to ``finished``."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(more)
    box.setIcon(icon)
    # The informative label is made without the box's text format.
    for shown in box.findChildren(QLabel):
        shown.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def question(
    parent: QWidget, title: str, text: str, *, more: str = "", go: str, stay: str, then: Callable[[], object], loses: bool = True
) -> QMessageBox:
    """Ask before what cannot be taken back: ``then`` is called after ``go``; Enter and Escape both mean ``stay``.

    ``loses`` says that something is gone afterwards. The box is open when this returns.
    """
    box = message(parent, title, text, more=more)
    going = box.addButton(go, QMessageBox.ButtonRole.DestructiveRole if loses else QMessageBox.ButtonRole.AcceptRole)
    staying = box.addButton(stay, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(staying)
    box.setEscapeButton(staying)
    going.clicked.connect(lambda: then())
    box.open()
    return box


class PlainEdit(QPlainTextEdit):
    """A field for several lines: Tab leaves it, only characters come in, and it can grow with what is written.

    ``lines`` is the height it starts with; ``most_lines`` the height it grows to (0: it does not grow). ``settled`` is emitted
    when the focus leaves and the text changed meanwhile: the moment to save. No more than ``limit`` characters come in: what
    would go over is refused whole, with a sentence by ``refused``, and what stands there stays.
    """

    settled = Signal()
    refused = Signal(str)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        lines: int = 4,
        most_lines: int = 0,
        name: str = "",
        limit: int = LONGEST_TEXT,
    ) -> None:
        super().__init__(parent)
        if theme.large():
            # Else the field alone fills the window, and what is asked or said under it is out of sight.
            lines = min(lines, 4)
        self._lines, self._most, self._before, self._limit = lines, most_lines, "", limit
        self.setTabChangesFocus(True)
        if name:
            self.setAccessibleName(name)
        if most_lines:
            self.textChanged.connect(self._grow)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setMinimumHeight(self._height(min(lines, 3)))

    def text(self) -> str:
        """What is written, without blanks at the ends."""
        return self.toPlainText().strip()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(self._lines))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText() and self._has_room(len(source.text())):
            self.insertPlainText(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Escape belongs to the window around (it goes back); it must never take letters away here.
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        if event.text().isprintable() and event.text() and not self._has_room(len(event.text())):
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() and not self._has_room(len(event.commitString())):
            event.ignore()
            return
        super().inputMethodEvent(event)

    def _has_room(self, more: int) -> bool:
        """Whether that many characters fit in place of what is selected; says so when they do not."""
        cursor = self.textCursor()
        after = self.document().characterCount() - 1 - (cursor.selectionEnd() - cursor.selectionStart()) + more
        if after > self._limit:
            self.refused.emit(
                _(
                    "That is more text than fits here ({limit} characters), so it was not put in. What you wrote before is kept. "
                    "Put in a shorter part, or add the whole as a file to the case later."
                ).format(limit=f"{self._limit:,}")
            )
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._before = self.toPlainText()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.toPlainText() != self._before:
            self.settled.emit()

    def _height(self, lines: int) -> int:
        return self.fontMetrics().lineSpacing() * lines + theme.space(3)

    def _grow(self) -> None:
        rows = sum(max(1, self._rows_of(number)) for number in range(min(self.blockCount(), self._most)))
        self.setMinimumHeight(self._height(max(self._lines, min(rows, self._most))))

    def _rows_of(self, number: int) -> int:
        return self.document().findBlockByNumber(number).lineCount()
