"""What people agreed to in a case, and who knows of it, as a page or a terminal shows it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from cocdesk.model.queries.case_view import CaseView
from cocdesk.model.rules import telling
from cocdesk.model.rules.agreements import Agreement, ledger
from cocdesk.model.rules.consent import to_words, what_words
from cocdesk.model.rules.who_knows import Knower, warning, who_knows
from cocdesk.words import _

State = Literal["agreed", "refused", "ended", "replaced", "pause"]


class AgreementLine(Struct, frozen=True, kw_only=True):
    """One answer in words: who, what would go to whom, what they said, when, and what became of it.

    ``state`` says how it stands; ``can_take_back`` whether taking it back would change anything; ``noted_by`` is a member.
    """

    entry: str
    who: str
    what: str
    to_whom: str
    answer: str
    words: str
    at: datetime
    noted_by: str
    state: State
    ended_at: datetime | None = None

    @property
    def can_take_back(self) -> bool:
        return self.state == "agreed"


class Consents(Struct, frozen=True, kw_only=True):
    """The ledger, the newest answer first; who knows, the earliest first; ``warning`` when too many of the team do (B18)."""

    lines: tuple[AgreementLine, ...]
    knowers: tuple[Knower, ...]
    warning: str


def consents(view: CaseView) -> Consents:
    """The ledger and the list of who knows of a case that was read already."""
    wrote = {line.entry: line.by for line in view.timeline}
    members = {happening.by: wrote[happening.entry] for happening in view.case.happenings if happening.entry in wrote}
    people = {found.person.id: found.person for found in view.people}
    knowers = who_knows(view.case, view.policy, people, members)
    lines = tuple(_line(found, view, wrote.get(found.entry, "")) for found in reversed(ledger(view.case, view.policy)))
    return Consents(lines=lines, knowers=knowers, warning=warning(knowers, view.policy))


def _line(found: Agreement, view: CaseView, noted_by: str) -> AgreementLine:
    pause = found.source == "pause"
    to = found.to_whom if found.to == found.to_whom else found.to
    return AgreementLine(
        entry=found.entry,
        who=_(telling.ROLES.get(found.whom, found.whom)),
        what=_("the answer after the pause") if pause else what_words(found.what) or _("not said what"),
        to_whom="" if pause else to_words(to, view.policy) or _("not said to whom"),
        answer=_(telling.ANSWERS[found.answer]),
        words=found.words,
        at=found.at,
        noted_by=noted_by,
        state=_state(found),
        ended_at=found.ended_at,
    )


def _state(found: Agreement) -> State:
    if found.ended_at is not None:
        return "ended"
    if not found.counts:
        return "replaced"
    if found.source == "pause":
        return "pause"
    return "refused" if found.no else "agreed"
