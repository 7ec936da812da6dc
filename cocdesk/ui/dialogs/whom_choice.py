"""Which one a paper is for or about, where several people have the part: nobody until somebody says so."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from cocdesk.model.queries import papers
from cocdesk.ui import plain, theme
from cocdesk.ui.session import Session
from cocdesk.words import _


class WhomChoice(QWidget):
    """Seen only where there is something to choose; ``changed`` when somebody chose."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[tuple[str, str], ...] = ()
        self.box = QComboBox()
        self.box.setAccessibleName(_("Which of them is it about?"))
        heading = plain.label(_("Which of them is it about?"), "strong")
        heading.setContentsMargins(0, theme.space(0.75), 0, 0)
        heading.setBuddy(self.box)
        column = theme.flush(QVBoxLayout(self), 0.5)
        column.addWidget(heading)
        column.addWidget(self.box)
        mind = _("The others are not named. No entry says whom a decision concerns: see that what you fill in fits.")
        column.addWidget(plain.label(mind, "muted"))
        self.box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.hide()

    def ask(self, session: Session, kind: str, case: str | None, audience: str, *, rests: bool) -> str:
        """Offer those of whom one is meant in a paper, and give the id of the one who was chosen."""
        self.offer(session.ask(papers.whom, kind, case, audience, rests=rests) if case is not None else ())
        return self.person

    def offer(self, people: tuple[tuple[str, str], ...]) -> None:
        """Those to choose from, as id and words; who was chosen stays chosen."""
        if people != self._people:
            chosen, self._people = self.person, people
            self.box.blockSignals(True)
            self.box.clear()
            self.box.addItem(_("Nobody chosen yet"), "")
            for person, words in people:
                self.box.addItem(words, person)
            self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
            self.box.blockSignals(False)
        self.setVisible(bool(people))

    @property
    def person(self) -> str:
        """The id of the one; empty for nobody."""
        return str(self.box.currentData() or "") if self._people else ""
