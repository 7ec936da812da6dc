"""What all steps of the guided report share: a draft is shown, a change of it is told, nothing else is known of the world."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case import Event
from cocdesk.model.records.report import ReportDraft
from cocdesk.ui import theme
from cocdesk.ui.widgets.card import SectionHeading
from cocdesk.ui.wizard.changes import StepKey
from cocdesk.ui.wizard.guidance import advice_for

DraftChange = Callable[[ReportDraft], ReportDraft]


class Step(QWidget):
    """One screen over one frozen draft.

    ``changed`` carries the next draft after every touch; ``door_wanted`` the key of another step; ``refused`` a sentence about
    something that was not let in.
    """

    changed = Signal(object)
    door_wanted = Signal(str)
    refused = Signal(str)

    def __init__(self, key: StepKey, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._policy: Policy | None = None
        self._event: Event | None = None
        self._draft = ReportDraft()
        self._showing = False
        self.wants_hints: Callable[[], bool] = lambda: True
        self.setAccessibleName(title)
        self.heading = SectionHeading(title)
        self.column = QVBoxLayout(self)
        edge = theme.space(2)
        self.column.setContentsMargins(edge, theme.space(1), edge, edge)
        self.column.setSpacing(theme.space(2))
        self.column.addWidget(self.heading)

    def show_draft(self, draft: ReportDraft, policy: Policy, event: Event) -> None:
        """Show a draft in the words of a procedure; tells nothing."""
        self._showing = True
        try:
            if policy != self._policy or event != self._event:
                self._policy, self._event = policy, event
                self.heading.set_hint(advice_for(self.key, policy))
                self.build(policy, event)
            self._draft = draft
            self.fill(draft)
        finally:
            self._showing = False

    def build(self, policy: Policy, event: Event) -> None:
        """Make what differs between procedures; called once for each."""

    def fill(self, draft: ReportDraft) -> None:
        """Put a draft's values into the fields. Fields that hold them already must be left alone: somebody may be typing."""

    def forget(self) -> None:
        """Let go of everything that was typed."""
        self._showing = True
        try:
            self._draft = ReportDraft()
            self.fill(self._draft)
        finally:
            self._showing = False

    def apply(self, change: DraftChange) -> None:
        """Make a change of the draft, show what follows from it, and tell."""
        if self._showing:
            return
        draft = change(self._draft)
        if draft == self._draft:
            return
        self._draft = draft
        self._showing = True
        try:
            self.fill(draft)
        finally:
            self._showing = False
        self.changed.emit(draft)

    def begin(self) -> None:
        """Put the focus where a person would start on this step."""
        self.setFocus()
