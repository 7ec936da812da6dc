"""Filter chips with counts: which part of a list is shown, and how much is in each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.words import _


class Chips(QWidget):
    """One chip of several is chosen; arrows move between them. ``chosen(key)`` comes when a person changes it."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self._words = dict(options)
        self._chips: dict[str, QPushButton] = {}
        if name:
            self.setAccessibleName(name)
        row = FlowLayout(self)
        for key, word in options:
            chip = QPushButton(word, self)
            chip.setProperty("look", "chip")
            chip.setCheckable(True)
            chip.installEventFilter(self)
            chip.clicked.connect(lambda _checked=False, key=key: self._click(key))
            row.addWidget(chip)
            self._chips[key] = chip
        self._key = next(iter(self._chips), "")
        self.set_counts({})
        self.choose(self._key)

    @property
    def key(self) -> str:
        """The chosen chip."""
        return self._key

    def chip(self, key: str) -> QPushButton:
        """The button of a key."""
        return self._chips[key]

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show a count in each chip that has one."""
        for key, chip in self._chips.items():
            word, count = self._words[key], counts.get(key)
            chip.setText(_("{word}  {count}").format(word=word, count=count) if count is not None else word)
            chip.setAccessibleName(_("{word}: {count}").format(word=word, count=count) if count is not None else word)
        self.updateGeometry()

    def choose(self, key: str) -> None:
        """Choose without telling: for restoring what was chosen before."""
        if key in self._chips:
            self._key = key
            for other, chip in self._chips.items():
                chip.setChecked(other == key)
                # One stop for Tab; the arrows do the rest, as in any group of radio buttons.
                chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == key else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The arrows are caught before the buttons see them: there they would only move the focus.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._step(event)
        return False

    def _step(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            return False
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = -step
        keys = list(self._chips)
        self._click(keys[(keys.index(self._key) + step) % len(keys)])
        self._chips[self._key].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _click(self, key: str) -> None:
        changed = key != self._key
        self.choose(key)
        if changed:
            self.chosen.emit(key)
