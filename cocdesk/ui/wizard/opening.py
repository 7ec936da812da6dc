"""Which draft the guided report opens with: a fresh one, or one that waited in the vault while the world went on."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError, NotFound
from cocdesk.model.policy.pack import Policy
from cocdesk.model.queries import case_view, paper_forms
from cocdesk.model.records.case import Event
from cocdesk.model.records.report import ReportDraft
from cocdesk.model.rules.clockwork import zone
from cocdesk.ui.session import Session
from cocdesk.ui.wizard import changes
from cocdesk.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A draft with its event and procedure; ``sentence`` says what changed since it was left."""

    draft: ReportDraft
    event: Event
    policy: Policy
    sentence: str = ""


def fresh(desk: Desk) -> Opened:
    """A new draft for the newest event, heard now by the clock on the venue's wall. Raises ``NotFound`` without any event."""
    event = desk.event()
    heard = desk.now().astimezone(zone(event.zone)).isoformat(timespec="seconds")
    draft = changes.with_report(ReportDraft(event=event.id), heard_at=heard)
    return Opened(draft=draft, event=event, policy=desk.policy(event.policy_hash))


def waiting(desk: Desk, number: int) -> Opened:
    """A draft that waits. Raises ``NotFound`` when it was filed or thrown away meanwhile."""
    draft = case_view.draft(desk, number)
    if draft is None:
        raise NotFound(_("This draft is not there any more."), do=_("It was filed or thrown away."))
    sentence = ""
    try:
        event = desk.event(draft.event)
    except NotFound:
        event = desk.event()
        draft = replace(draft, event=event.id)
        sentence = _("The event this draft was begun for is not there any more. It now belongs to the newest one.")
    policy = desk.policy(event.policy_hash)
    if not sentence and changes.changed_procedure(draft, policy):
        sentence = _("The procedure was changed since this report was begun. Everything you noted is kept.")
    return Opened(draft=draft, event=event, policy=policy, sentence=sentence)


def picture(session: Session, number: int | None, place: int) -> tuple[str, bytes] | None:
    """A picture of the paper beside a draft, by its place from 0; None when it cannot be read, which the panel says."""
    if number is None or not session.open:
        return None
    try:
        return session.ask(paper_forms.picture, number, place)
    except KnownError:
        return None
