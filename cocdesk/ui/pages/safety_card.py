"""The card of safety copies: the last one, one more now, one elsewhere, and what is kept beside the vault."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cocdesk.model.actions import safety
from cocdesk.model.actions.safety import KeptCopy
from cocdesk.model.errors import KnownError
from cocdesk.model.queries.vault_check import last_copy
from cocdesk.model.rules.clockwork import moment_words
from cocdesk.model.vault.backup import KEPT, Backup
from cocdesk.ui import plain, theme
from cocdesk.ui.daily_copy import SafetyCopies
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.card import Card, button, empty, hairline
from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.words import _


class SafetyCard(Card):
    """``check_wanted``, ``elsewhere_wanted``, ``restore_wanted``, and ``look_wanted(path)`` for a copy of the list."""

    check_wanted = Signal()
    elsewhere_wanted = Signal()
    restore_wanted = Signal()
    look_wanted = Signal(object)

    def __init__(self, session: Session, copies: SafetyCopies, parent: QWidget | None = None) -> None:
        super().__init__(_("Safety"), parent)
        self._session, self._copies = session, copies
        self.check = button(_("Check the vault…"), icon="shield-check")
        self.now = button(_("Make a copy now"), icon="archive")
        self.elsewhere = button(_("Save a copy elsewhere…"), icon="floppy-disk")
        self.restore = button(_("Restore a copy…"), icon="clock-counter-clockwise")
        self.last = plain.label("", wrap=True)
        self.state = plain.label("", "muted")
        self._kept = QVBoxLayout()
        self._arrange()
        self.check.clicked.connect(self.check_wanted)
        self.now.clicked.connect(lambda: copies.now(_("made by hand")))
        self.elsewhere.clicked.connect(self.elsewhere_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        copies.busy_changed.connect(self._busy)
        copies.made.connect(self._made)

    def _arrange(self) -> None:
        self.body.addWidget(plain.label(_("Is everything what was written, and is this laptop a good place for it?"), "muted"))
        self.body.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(hairline())
        self.body.addWidget(plain.label(_("Last safety copy"), "strong"))
        self.body.addWidget(self.last)
        about = _("One is made by itself once a day, encrypted like the vault and read back; {count} are kept beside it.")
        self.body.addWidget(plain.label(about.format(count=KEPT), "muted"))
        acts = FlowLayout(gap=1)
        for act in (self.now, self.elsewhere, self.restore):
            acts.addWidget(act)
        holder = QWidget()
        holder.setLayout(acts)
        self.body.addWidget(holder)
        self.body.addWidget(self.state)
        self.state.hide()
        self._heading = plain.label(_("Kept beside the vault"), "strong")
        self.body.addWidget(self._heading)
        self._kept.setSpacing(theme.space(0.5))
        self.body.addLayout(self._kept)

    def acts(self) -> tuple[QWidget, ...]:
        """Its buttons, as the eye meets them."""
        return (self.check, self.now, self.elsewhere, self.restore)

    def refresh(self) -> None:
        """Read again what lies beside the vault."""
        if not self._session.open:
            return
        empty(self._kept)
        try:
            found = self._session.ask(last_copy)
            kept = self._session.ask(safety.kept_copies)
        except (KnownError, OSError):
            # The folder may be gone; whoever writes next is told.
            return
        self.last.setText(found.detail)
        theme.set_look(self.last, tone="" if found.tone == "ok" else "warn")
        self._heading.setVisible(bool(kept))
        zone = self._session.desk.event().zone
        for copy in kept:
            self._add(copy, zone)

    def _add(self, copy: KeptCopy, zone: str) -> None:
        line = QWidget()
        row = theme.flush(QHBoxLayout(line), 1)
        when = moment_words(copy.made, zone) if copy.made is not None else _("cannot be read")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(plain.label(when))
        words.addWidget(plain.label(copy.why, "muted"))
        row.addLayout(words, 1)
        look = button(_("Look inside…"), "small")
        look.setAccessibleName(_("Look into the copy of {when}…").format(when=when))
        look.clicked.connect(lambda: self.look_wanted.emit(copy.path))
        row.addWidget(look, 0, Qt.AlignmentFlag.AlignVCenter)
        self._kept.addWidget(line)

    def _busy(self, busy: bool) -> None:
        for act in (self.now, self.elsewhere):
            act.setEnabled(not busy)
        if busy:
            self.state.setText(_("A safety copy is being made and read back…"))
            self.state.show()
        else:
            # What comes of it is told by ``made``, or by the page.
            self.state.hide()

    def _made(self, made: Backup) -> None:
        self.state.setText(_("“{file}” is whole: every byte was read back.").format(file=made.path.name))
        self.state.show()
        self.refresh()

    def forget(self) -> None:
        """The vault is locked."""
        empty(self._kept)
        self.last.clear()
        self.state.clear()
        self.state.hide()
