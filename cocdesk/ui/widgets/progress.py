"""Long work in sight, with a way out of it: over the page it belongs to, never over the whole desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from cocdesk.ui import plain, theme
from cocdesk.ui.accessible import announce
from cocdesk.ui.widgets.card import Card, button
from cocdesk.words import _


class Progress(QWidget):
    """A veil over ``page`` with what is being done, how far, and Cancel; Escape cancels too. ``cancel_wanted`` asks, it stops
    nothing."""

    cancel_wanted = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._before: QWidget | None = None
        card = Card(parent=self)
        self.words = plain.label("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stays = plain.label(_("This cannot be stopped half-way. Nothing is lost."), "muted", wrap=False)
        self.cancel = button(_("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        last = QHBoxLayout()
        last.addStretch()
        last.addWidget(self.cancel)
        card.body.addWidget(self.words)
        card.body.addWidget(self.bar)
        card.body.addWidget(self.stays)
        card.body.addLayout(last)
        card.setMinimumWidth(self.fontMetrics().averageCharWidth() * 40)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        page.installEventFilter(self)
        self.hide()

    def begin(self, words: str, *, cancellable: bool = True, lasting: bool = False) -> None:
        """Cover the page; until ``advance`` is called the bar only shows that something moves.

        Work that is ``lasting`` and not ``cancellable`` says so: nobody shall wonder how to stop it.
        """
        self._before = self._page.window().focusWidget()
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.cancel.setVisible(cancellable)
        self.stays.setVisible(lasting and not cancellable)
        self.setGeometry(self._page.rect())
        self.show()
        self.raise_()
        (self.cancel if cancellable else self).setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{words} {self.stays.text()}" if lasting and not cancellable else words)

    def advance(self, done: int, total: int) -> None:
        """Say how far it is."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)

    def end(self) -> None:
        """Uncover the page and give the focus back."""
        self.hide()
        self.bar.setRange(0, 1)
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._before = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.cancel.isVisible():
            self._cancel()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._page.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = theme.color("window")
        veil.setAlpha(232)
        painter.fillRect(self.rect(), veil)
        painter.end()

    def _cancel(self) -> None:
        if self.cancel.isEnabled():
            self.cancel.setEnabled(False)
            self.words.setText(_("Stopping…"))
            self.cancel_wanted.emit()
