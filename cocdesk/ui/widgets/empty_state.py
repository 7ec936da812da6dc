"""An empty list that teaches: a picture, one sentence on what to do first, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cocdesk.ui import icons, plain, theme
from cocdesk.ui.widgets.card import button


class Glyph(QWidget):
    """One icon as a picture of its own, in a token's colour; says nothing to a screen reader, for the words beside it do."""

    def __init__(self, name: str, token: str = "muted", steps: float = 2.25, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._token, self._steps = name, token, steps
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_glyph(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        return icons.icon_size(self._steps)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, QRectF(self.rect()), self._name, theme.color(self._token))
        painter.end()


class EmptyState(QWidget):
    """Shown in place of a list; ``action_wanted`` when its button is pressed. ``look`` is the button's."""

    action_wanted = Signal()

    def __init__(
        self, icon: str, sentence: str, action: str = "", parent: QWidget | None = None, *, look: str = "primary"
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(theme.space(2))
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(Glyph(icon, "edge", 6, self), 0, middle)
        self.words = plain.label(sentence, "muted")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # A wrapped label beside stretches is given too little height unless its width is settled.
        wide = min(self.fontMetrics().averageCharWidth() * 44, self.fontMetrics().horizontalAdvance(sentence) + theme.space(1))
        self.words.setFixedWidth(wide)
        self.words.setMinimumHeight(self.words.heightForWidth(wide))
        column.addWidget(self.words, 0, middle)
        self.action = button(action, look)
        if not action:
            self.action.hide()
        self.action.clicked.connect(self.action_wanted)
        column.addWidget(self.action, 0, middle)
        column.addStretch(2)
