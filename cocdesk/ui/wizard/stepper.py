"""The row of steps at the top: where one is, what was touched, and one click to anywhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from cocdesk.ui import icons, plain, theme
from cocdesk.words import _


class Stepper(QWidget):
    """Numbered steps; arrows move between them. Where there is no room for the words, only the chosen step keeps its own."""

    chosen = Signal(str)

    def __init__(self, steps: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Steps of the report"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words = dict(steps)
        self._buttons: dict[str, QPushButton] = {}
        self._touched: Collection[str] = ()
        self._key = steps[0][0]
        row = theme.flush(QHBoxLayout(self), 0.75)
        for number, (key, words) in enumerate(steps, 1):
            made = QPushButton(self)
            made.setProperty("look", "chip")
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setIconSize(icons.icon_size(1.75))
            plain.set_tip(made, _("{step} (Ctrl+{number})").format(step=words, number=number))
            made.clicked.connect(lambda _checked=False, key=key: self._click(key))
            made.installEventFilter(self)
            row.addWidget(made)
            self._buttons[key] = made
        row.addStretch(1)
        self._dress()

    @property
    def key(self) -> str:
        """The chosen step."""
        return self._key

    def button(self, key: str) -> QPushButton:
        """The button of a step."""
        return self._buttons[key]

    def choose(self, key: str) -> None:
        """Show a step as the chosen one, without telling."""
        self._key = key
        self._dress()

    def mark(self, touched: Collection[str]) -> None:
        """Show a small tick at the steps on which something was noted."""
        if set(touched) != set(self._touched):
            self._touched = set(touched)
            self._dress()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
            if step:
                step = -step if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else step
                keys = list(self._buttons)
                self._click(keys[(keys.index(self._key) + step) % len(keys)])
                self._buttons[self._key].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _click(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)

    def _dress(self) -> None:
        for words_shown in (True, False):
            for number, (key, made) in enumerate(self._buttons.items(), 1):
                words, here = self._words[key], key == self._key
                made.setText(_("{number}  {step}").format(number=number, step=words) if words_shown or here else str(number))
                noted = key in self._touched
                made.setAccessibleName(
                    _("Step {number}: {step}, noted").format(number=number, step=words) if noted
                    else _("Step {number}: {step}").format(number=number, step=words)
                )  # fmt: skip
                made.setIcon(icons.icon("check", "ok") if noted and (words_shown or here) else QIcon())
                made.setChecked(here)
                # One stop for Tab; the arrows do the rest.
                made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
            gaps = theme.space(0.75) * (len(self._buttons) - 1)
            # Bold words of the chosen step are wider than the hint knows before it is polished.
            if sum(made.sizeHint().width() for made in self._buttons.values()) + gaps + theme.space(1) <= self.width():
                return
