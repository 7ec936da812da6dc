"""Where news and errors are told: a bar in the page, never a window on top of the work."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cocdesk.ui import icons, plain, theme
from cocdesk.ui.accessible import announce
from cocdesk.ui.widgets.card import button, glyph_button
from cocdesk.words import _

Kind = Literal["info", "ok", "warn", "error"]
_LOOK: dict[str, tuple[str, str]] = {
    "info": ("info", "info"),
    "ok": ("ok", "check-circle"),
    "warn": ("warn", "warning"),
    "error": ("bad", "warning-octagon"),
}


class NoticeBar(QWidget):
    """One sentence, perhaps one action, and a way to put it away; hidden until ``say`` is called."""

    action_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind = "info"
        self._tone, self._icon = "info", "info"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        edge = theme.space(1)
        row.setContentsMargins(edge + icons.icon_size(2.5).width() + theme.space(1), edge, edge, edge)
        row.setSpacing(edge)
        self.words = plain.label("", selectable=True)
        self.words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.action = button("", "small")
        self.action.clicked.connect(self.action_wanted)
        self.close_button = glyph_button("x", _("Close this notice"), self)
        self.close_button.clicked.connect(self.put_away)
        row.addWidget(self.words, 1)
        row.addWidget(self.action)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str, kind: Kind = "info", *, action: str = "", closable: bool = True) -> None:
        """Show and speak a sentence; ``action`` is the word on a button that emits ``action_wanted``."""
        self._kind = kind
        self._tone, self._icon = _LOOK[kind]
        self.words.setText(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.close_button.setVisible(closable)
        self.show()
        self.update()
        announce(self, text, urgent=kind in ("warn", "error"))

    def put_away(self) -> None:
        """Hide it and tell so."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def let_go(self) -> None:
        """Put good news away when somebody goes on to another page; warnings stay until they are closed."""
        if self._kind == "ok":
            self.put_away()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self.words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, tint = (QColor(name) for name in theme.tokens().tone(self._tone))
        rim = QColor(ink)
        rim.setAlpha(90)
        painter.setPen(QPen(rim, 1))
        painter.setBrush(tint)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        side = icons.icon_size(2.5).width()
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - theme.space(1) - side if backwards else theme.space(1)
        # Beside the first line of a long sentence, in the middle of a short one.
        top = min((self.height() - side) / 2, theme.space(1.5))
        icons.paint(painter, QRectF(QPointF(left, top), QPointF(left + side, top + side)), self._icon, ink)
        painter.end()
