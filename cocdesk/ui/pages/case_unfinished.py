"""What somebody began to write in a case and did not record: one calm line, to go on with or to put away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cocdesk.model.records.case import Unfinished
from cocdesk.model.rules.clockwork import near_words
from cocdesk.ui import plain, theme
from cocdesk.ui.widgets.card import Card, button
from cocdesk.words import _, ngettext


class UnfinishedCard(Card):
    """Shows the newest, hidden while there is none. ``wanted(Unfinished)`` to go on with it, ``away(int)`` once it was asked."""

    wanted = Signal(object)
    away = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._waiting: tuple[Unfinished, ...] = ()
        self.words = plain.label("", "strong")
        self.go_on = button(_("Continue"), "small")
        self.put_away = button(_("Put away"), "small")
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        row.addWidget(self.words, 1)
        row.addWidget(self.go_on)
        row.addWidget(self.put_away)
        self.body.addLayout(row)
        self.body.setContentsMargins(theme.space(1.5), theme.space(1), theme.space(1), theme.space(1))
        self.setAccessibleName(_("Unfinished"))
        self.hide()
        self.go_on.clicked.connect(self._go_on)
        self.put_away.clicked.connect(self._ask)

    def show_waiting(self, waiting: Sequence[Unfinished], now: datetime, zone_name: str) -> None:
        """Show what waits, the newest first; ``now`` decides whether a moment needs its day."""
        self._waiting = tuple(waiting)
        self.setVisible(bool(waiting))
        if not waiting:
            self.words.setText("")
            return
        newest, more = waiting[0], len(waiting) - 1
        words = _("Unfinished: {title}, from {when}").format(
            title=newest.draft.title, when=near_words(newest.updated_at, now, zone_name)
        )
        if more:
            words += "  ·  " + ngettext("{count} more waits", "{count} more wait", more).format(count=more)
        self.words.setText(words)
        for made in (self.go_on, self.put_away):
            made.setAccessibleName(_("{action}: {step}").format(action=made.text(), step=newest.draft.title))

    def drop(self) -> None:
        """Forget it: the vault is locked."""
        self._waiting = ()
        self.words.setText("")
        for made in (self.go_on, self.put_away):
            made.setAccessibleName("")
        self.hide()

    def _go_on(self) -> None:
        if self._waiting:
            self.wanted.emit(self._waiting[0])

    def _ask(self) -> None:
        if not self._waiting:
            return
        newest = self._waiting[0]
        more = _("{title}: what was typed goes and cannot be fetched back. What was recorded stays.")
        plain.question(
            self.window(), _("Put away"), _("Throw away what you began to write?"), more=more.format(title=newest.draft.title),
            go=_("Throw away"), stay=_("Keep it"), then=partial(self.away.emit, newest.number),
        )  # fmt: skip
