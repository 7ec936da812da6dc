"""Is everyone safe now, who was called, and on whose wish (C1–C5)."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case import Event
from cocdesk.model.records.report import ReportDraft
from cocdesk.ui import plain, theme
from cocdesk.ui.widgets.card import Card
from cocdesk.ui.widgets.choice import Choice
from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.ui.wizard import changes
from cocdesk.ui.wizard.fields import line, show_text, spoken
from cocdesk.ui.wizard.step import Step
from cocdesk.words import _


def called_words() -> dict[str, str]:
    """Whom a pack may have called."""
    return {"venue-security": _("Venue security"), "police": _("Police")}


class SafetyStep(Step):
    """The question of danger; what follows from a yes, and what from a no."""

    def __init__(self) -> None:
        super().__init__("safety", _("Safe now?"))
        self._sheet: QWidget | None = None

    def build(self, policy: Policy, event: Event) -> None:
        safety = policy.safety
        if self._sheet is not None:
            self.column.removeWidget(self._sheet)
            self._sheet.deleteLater()
        self._sheet = sheet = Card()
        sheet.body.setSpacing(theme.space(1.5))
        sheet.body.addWidget(plain.label(safety.threat_question, "strong"))
        self.threat = Choice(safety.threat_question)
        sheet.body.addWidget(self.threat)
        self.do = plain.label(safety.threat_do, "title")
        self.only_on_wish = plain.label(safety.otherwise_do)
        self.why = plain.label(safety.why, "muted")
        for words in (self.do, self.only_on_wish, self.why):
            sheet.body.addWidget(words)
        numbers = event.settings.get("emergency-contacts", "").strip()
        self.numbers = plain.label(numbers, selectable=True)
        self.numbers.setAccessibleName(_("Emergency contacts"))
        sheet.body.addWidget(self.numbers)

        holder = QWidget()
        row = FlowLayout(holder, gap=1.5)
        self.called: dict[str, QCheckBox] = {}
        for whom in safety.threat_whom:
            box = QCheckBox(_("{whom}: called").format(whom=called_words()[whom]))
            box.clicked.connect(lambda on, whom=whom: self.apply(lambda draft: changes.with_called(draft, whom, on)))
            row.addWidget(box)
            self.called[whom] = box
        sheet.body.addWidget(holder)
        self.wish = line(_("On whose wish"), _("On whose wish"))
        self.wish.textChanged.connect(lambda text: self.apply(lambda draft: changes.with_care(draft, called_on_wish_of=text)))
        sheet.body.addWidget(self.wish)

        self.help = QCheckBox(_("I said this"))
        self.help.clicked.connect(lambda on: self.apply(lambda draft: changes.with_care(draft, help_reporting_offered=on)))
        self.help_words = spoken(safety.help_sentence)
        sheet.body.addWidget(self.help_words)
        sheet.body.addWidget(self.help)
        self.threat.changed.connect(lambda key: self.apply(lambda draft: changes.with_threat(draft, key)))
        self.column.addWidget(sheet)
        self.column.addStretch(1)
        self.setFocusProxy(self.threat)

    def fill(self, draft: ReportDraft) -> None:
        if self._policy is None or self._event is None:
            return
        safety, threat = self._policy.safety, changes.threat_of(draft)
        self.threat.choose(threat)
        self.do.setVisible(threat == "yes")
        self.only_on_wish.setVisible(threat == "no")
        self.why.setVisible(threat == "no")
        self.numbers.setVisible(bool(self.numbers.text()))
        for whom, box in self.called.items():
            box.setChecked(whom in draft.care.called)
        self.wish.setVisible(threat == "no" and (bool(draft.care.called) or bool(draft.care.called_on_wish_of)))
        show_text(self.wish, draft.care.called_on_wish_of)
        offered = safety.offer_help_reporting and bool(safety.help_sentence)
        self.help_words.setVisible(offered and threat == "no")
        self.help.setVisible((offered and threat == "no") or draft.care.help_reporting_offered)
        self.help.setChecked(draft.care.help_reporting_offered)
