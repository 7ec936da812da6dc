"""What nobody agreed to, said before a paper leaves, and the place for the reason why it leaves all the same."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cocdesk.ui import plain, theme
from cocdesk.ui.widgets.notice_bar import NoticeBar
from cocdesk.words import _

_LONGEST = 600


class Uncovered(QWidget):
    """Hidden while everything is covered; ``because`` is the reason that was typed, empty without one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = NoticeBar()
        title = _("Why it has to go all the same")
        self._title = plain.label(title, "strong")
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        self.reason.setAccessibleName(title)
        self.reason.setPlaceholderText(_("For example: the law asks for it"))
        self._title.setBuddy(self.reason)
        column = theme.flush(QVBoxLayout(self), 0.75)
        for widget in (self.notice, self._title, self.reason):
            column.addWidget(widget)
        self.hide()

    @property
    def because(self) -> str:
        return "" if self.isHidden() else self.reason.text().strip()

    def take(self, reason: str) -> str:
        """A reason that was given elsewhere stands here too while one is wanted; what is left to note of it there."""
        if self.isHidden() or not reason:
            return reason
        if not self.because:
            self.reason.setText(reason)
        return "" if self.because == reason else reason

    def ask(self, sentence: str) -> None:
        """Say what is not covered; an empty sentence hides it. Another sentence needs another reason."""
        if sentence != self.notice.text:
            self.reason.clear()
        if not sentence:
            self.notice.words.clear()
        elif sentence != self.notice.text:
            self.notice.say(sentence, "warn", closable=False)
        self.setVisible(bool(sentence))
