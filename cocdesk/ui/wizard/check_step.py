"""The last look: a short neutral title, what is still open as so many doors, and no pressure to go through any of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case import Event, Problem
from cocdesk.model.records.report import ReportDraft
from cocdesk.model.rules.wording_places import REPORT
from cocdesk.ui import plain, theme
from cocdesk.ui.coaching import Coaching
from cocdesk.ui.widgets.card import Card, button
from cocdesk.ui.widgets.empty_state import Glyph
from cocdesk.ui.widgets.wording_hints import WordingHints
from cocdesk.ui.wizard.fields import line, show_text
from cocdesk.ui.wizard.step import Step
from cocdesk.words import _


class CheckStep(Step):
    """Title and gaps; ``gap_wanted`` carries the field behind a door, ``discard_wanted`` the wish to throw it all away."""

    gap_wanted = Signal(str)
    discard_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("check", _("Check"))
        self.title = line(_("Title"), _("Short and neutral, such as: Comments at the evening event"))
        self.title.textChanged.connect(lambda text: self.apply(lambda draft: replace(draft, title=text)))
        named = Card(_("Title"))
        advice = _("Seen in lists. Leave names and details out; without one, a neutral one is made.")
        named.body.addWidget(plain.label(advice, "muted"))
        named.body.addWidget(self.title)
        self._named = named
        self._hints: WordingHints | None = None
        self.gaps = Card(_("Still open"))
        self._doors: QWidget | None = None
        self.discard = button(_("Throw this draft away…"), "quiet", icon="trash")
        self.column.addWidget(named)
        self.column.addWidget(self.gaps)
        self.column.addStretch(1)
        self.column.addWidget(self.discard, 0, Qt.AlignmentFlag.AlignLeading)
        self.setFocusProxy(self.title)

        self.discard.clicked.connect(self.discard_wanted)

    def build(self, policy: Policy, event: Event) -> None:
        if self._hints is not None:
            self._named.body.removeWidget(self._hints)
            self._hints.deleteLater()
        coaching = Coaching(policy, lambda: self.wants_hints())
        self._hints = WordingHints(self.title, coaching.looks(REPORT["title"]))
        self._named.body.addWidget(self._hints)

    def show_gaps(self, problems: Sequence[Problem]) -> None:
        """List what is open; each line is a door to its step."""
        if self._doors is not None:
            self.gaps.body.removeWidget(self._doors)
            self._doors.hide()
            self._doors.deleteLater()
        self._doors = sheet = QWidget()
        column = theme.flush(QVBoxLayout(sheet), 1)
        for problem in problems:
            row = QHBoxLayout()
            row.setSpacing(theme.space(1))
            row.addWidget(Glyph("circle-dashed", "muted"))
            row.addWidget(plain.label(problem.title or problem.sentence), 1)
            door = button(_("Go there"), "small")
            door.setAccessibleName(_("Go there: {sentence}").format(sentence=problem.sentence))
            door.clicked.connect(lambda _checked=False, field=problem.field: self.gap_wanted.emit(field))
            row.addWidget(door)
            column.addLayout(row)
        if not problems:
            row = QHBoxLayout()
            row.setSpacing(theme.space(1))
            row.addWidget(Glyph("check-circle", "ok"))
            row.addWidget(plain.label(_("Nothing is missing.")), 1)
            column.addLayout(row)
        self.gaps.body.addWidget(sheet)

    def fill(self, draft: ReportDraft) -> None:
        show_text(self.title, draft.title)

    def forget(self) -> None:
        super().forget()
        self.show_gaps(())
