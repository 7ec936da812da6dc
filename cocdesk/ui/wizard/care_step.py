"""Kindness first: what was offered, what was wanted (C6–C11)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from cocdesk.model.policy.pack import Offer, Policy
from cocdesk.model.records.case import Event
from cocdesk.model.records.report import ReportDraft
from cocdesk.ui import plain, theme
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.widgets.card import Card, hairline
from cocdesk.ui.widgets.choice import NOT_OFFERED, Choice
from cocdesk.ui.wizard import changes
from cocdesk.ui.wizard.fields import LONGEST_ACCOUNT, line, show_text, spoken
from cocdesk.ui.wizard.step import Step
from cocdesk.words import _


class CareStep(Step):
    """Each offer of the pack with a sentence to say; nothing offered is where every one starts."""

    def __init__(self) -> None:
        super().__init__("care", _("Care"))
        self._sheet: QWidget | None = None

    def build(self, policy: Policy, event: Event) -> None:
        if self._sheet is not None:
            self.column.removeWidget(self._sheet)
            self._sheet.deleteLater()
        self._sheet = sheet = Card()
        sheet.body.setSpacing(theme.space(1))
        self.choices: dict[str, Choice] = {}
        self.friend: QLineEdit | None = None
        self.help: PlainEdit | None = None
        for number, offer in enumerate(policy.care):
            if number:
                sheet.body.addWidget(hairline())
            self._add_offer(sheet, offer, event)
        if self.help is None:
            sheet.body.addWidget(hairline())
            sheet.body.addWidget(plain.label(_("What would help"), "strong"))
            sheet.body.addWidget(self._help_field())
        self.column.addWidget(sheet)
        self.column.addStretch(1)
        self.setFocusProxy(next(iter(self.choices.values())))

    def _add_offer(self, sheet: Card, offer: Offer, event: Event) -> None:
        sheet.body.addWidget(plain.label(offer.title, "strong"))
        if offer.say:
            sheet.body.addWidget(spoken(offer.say))
        if offer.task:
            sheet.body.addWidget(plain.label(offer.task, "muted"))
        wanted = _("Handed over") if changes.gives_contacts(offer) else _("Wanted")
        choice = Choice(offer.title, [("offered", _("Offered")), ("wanted", wanted)], not_offered=True)
        choice.changed.connect(self._picked(offer))
        sheet.body.addWidget(choice)
        self.choices[offer.id] = choice
        if offer.need == "friend":
            self.friend = line(_("Whom to fetch"), _("Whom to fetch, and where they are"))
            self.friend.textChanged.connect(lambda text: self.apply(lambda draft: changes.with_care(draft, friend=text)))
            sheet.body.addWidget(self.friend)
        if changes.asks_how_to_help(offer):
            sheet.body.addWidget(self._help_field())
        numbers = event.settings.get("emergency-contacts", "").strip()
        if changes.gives_contacts(offer) and numbers:
            sheet.body.addWidget(plain.label(numbers, selectable=True))

    def _help_field(self) -> PlainEdit:
        self.help = edit = PlainEdit(lines=2, most_lines=6, name=_("What they answered"), limit=LONGEST_ACCOUNT)
        edit.setPlaceholderText(_("What they answered"))
        edit.textChanged.connect(lambda: self.apply(lambda draft: changes.with_care(draft, how_can_i_help=edit.toPlainText())))
        edit.refused.connect(self.refused)
        return edit

    def _picked(self, offer: Offer) -> Callable[[str], None]:
        def picked(key: str) -> None:
            state: changes.OfferState = "wanted" if key == "wanted" else "offered" if key == "offered" else "not_offered"
            self.apply(lambda draft: changes.with_offer(draft, offer, state))

        return picked

    def forget(self) -> None:
        super().forget()
        if self._policy is not None:
            for choice in self.choices.values():
                choice.choose("")

    def fill(self, draft: ReportDraft) -> None:
        if self._policy is None:
            return
        for offer in self._policy.care:
            choice, state = self.choices[offer.id], changes.offer_state(draft, offer)
            # Nothing noted looks untouched; only who says "not offered" sees it said.
            said = choice.key == NOT_OFFERED or state != NOT_OFFERED
            choice.choose(state if said else "")
        if self.friend is not None:
            show_text(self.friend, draft.care.friend)
        if self.help is not None:
            show_text(self.help, draft.care.how_can_i_help)
