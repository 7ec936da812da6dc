"""One of a few answers, side by side: Yes, No, Unknown – and 'Not offered', which is an answer too and takes one key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.words import _


def yes_no_unknown() -> list[tuple[str, str]]:
    """The three answers most questions have, with what is stored and what is shown."""
    return [("yes", _("Yes")), ("no", _("No")), ("unknown", _("Unknown"))]


NOT_OFFERED = "not_offered"


class Choice(QWidget):
    """Radio buttons in a row; none need be chosen. ``changed(key)`` carries "" when the answer is taken back.

    With ``not_offered`` there is one more, "Not offered", and the key N picks it from anywhere in the row. Delete or Backspace
    takes an
    answer back.
    """

    changed = Signal(str)

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[str, str]] | None = None,
        *,
        not_offered: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        answers = list(options if options is not None else yes_no_unknown())
        if not_offered:
            answers.append((NOT_OFFERED, _("Not offered (N)")))
        row = FlowLayout(self, gap=0.5)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        self._key = ""
        for key, words in answers:
            made = QRadioButton(words, self)
            made.setProperty("look", "segment")
            made.setAccessibleName(_("{question}: {answer}").format(question=name, answer=words))
            made.clicked.connect(lambda _checked=False, key=key: self._pick(key))
            made.installEventFilter(self)
            self._group.addButton(made)
            row.addWidget(made)
            self._buttons[key] = made
        first = next(iter(self._buttons.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    @property
    def key(self) -> str:
        """The answer, "" for none yet."""
        return self._key

    def answer(self, key: str) -> QRadioButton:
        """The button of an answer."""
        return self._buttons[key]

    def choose(self, key: str) -> None:
        """Show an answer, or none with "", without telling."""
        self._key = key if key in self._buttons else ""
        self._group.setExclusive(False)
        for other, made in self._buttons.items():
            made.setChecked(other == self._key)
        self._group.setExclusive(True)
        chosen = self._buttons.get(self._key) or next(iter(self._buttons.values()), None)
        if chosen is not None:
            self.setFocusProxy(chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        bare = isinstance(event, QKeyEvent) and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if isinstance(event, QKeyEvent) and bare and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_N and NOT_OFFERED in self._buttons:
                self._buttons[NOT_OFFERED].setFocus(Qt.FocusReason.ShortcutFocusReason)
                self._pick(NOT_OFFERED)
                return True
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._key:
                self._pick("")
                return True
        return super().eventFilter(watched, event)

    def _pick(self, key: str) -> None:
        if key == self._key:
            return
        self.choose(key)
        self.changed.emit(key)
