"""What a report to the public is made with: its version, how many people took part, whether the lines come along."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from cocdesk.model.records.event_file import MOST_PEOPLE, Publishing
from cocdesk.model.rules import disclosure, editions
from cocdesk.ui import plain, theme
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.card import number
from cocdesk.ui.widgets.choice import Choice
from cocdesk.words import _


class PublishingChoice(QWidget):
    """Three questions below each other; ``changed()`` when one is answered anew."""

    changed = Signal()

    def __init__(self, session: Session, event: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edition = Choice(
            _("Version"), [("first", _("First, for the closing session")), ("final", _("Final"))], parent=self
        )  # fmt: skip
        self.people = number(_("How many people took part"), 0, MOST_PEOPLE)
        self.people.setSpecialValueText(_("not known"))
        self.lines = QCheckBox(_("With the lines written for passing on"))
        if session.open:
            about = session.desk.event(event)
            self.edition.choose(editions.usual(about, session.desk.now()))
            self.people.setValue(disclosure.attendees(about) or 0)
        self.lines.setChecked(True)
        self._arrange()
        self.edition.changed.connect(lambda _key: self.changed.emit())
        self.people.valueChanged.connect(lambda _count: self.changed.emit())
        self.lines.toggled.connect(lambda _on: self.changed.emit())

    def _arrange(self) -> None:
        column = theme.flush(QVBoxLayout(self), 1)
        for words, field in ((_("Version"), self.edition), (_("How many people took part"), self.people)):
            heading = plain.label(words, "strong")
            heading.setContentsMargins(0, theme.space(0.75), 0, 0)
            heading.setBuddy(field)
            column.addWidget(heading)
            column.addWidget(field)
        told = _("With fewer than {small}, or without a number, no numbers are told.").format(small=disclosure.SMALL_EVENT)
        column.addWidget(plain.label(told, "muted"))
        column.addWidget(self.lines)

    @property
    def wishes(self) -> Publishing:
        """What was chosen; no number of people means that nobody knows it."""
        edition = "first" if self.edition.key == "first" else "final"
        return Publishing(edition=edition, attendees=self.people.value() or None, lines=self.lines.isChecked())  # type: ignore[arg-type]
