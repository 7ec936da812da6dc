"""Which acts a case allows now: a sentence when one is refused, nothing when it may be done."""

from __future__ import annotations

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case
from cocdesk.words import _

# Acts that stay possible in a closed case: they add to the record, they do not carry the case on.
_AFTER_CLOSING = (
    e.Noted, e.Struck, e.Reopened, e.Exported, e.AttachmentAdded, e.Acknowledged, e.Notified, e.Consented, e.Appealed, e.Told,
    e.Announced, e.Amended, e.Retitled, e.PersonAdded, e.PersonRemoved,
)  # fmt: skip


def refusal(case: Case, body: e.CaseBody, policy: Policy) -> str:
    """Why an act cannot be recorded; empty when it can."""
    if isinstance(body, e.Reported):
        return _("A case is opened once. Take a new report instead.")
    if case.stage == "closed" and isinstance(body, e.Closed):
        return _("This case is closed already.")
    if case.stage == "closed" and not isinstance(body, _AFTER_CLOSING):
        return _("This case is closed. Reopen it first.")
    if isinstance(body, e.Reopened) and case.stage != "closed":
        return _("This case is not closed.")
    if isinstance(body, e.Struck):
        return _strike_refusal(case, body)
    if isinstance(body, (e.Decided, e.Acted)) and body.sanction not in sanctions(body, policy):
        return _("This procedure has no sanction of that name.")
    if isinstance(body, e.Retitled) and not body.title.strip():
        return _("A title needs a word or two.")
    if isinstance(body, e.PersonRemoved) and (body.person, body.role) not in {(p.person, p.role) for p in case.parts}:
        return _("Nobody has that part in this case.")
    if isinstance(body, e.SupportGiven):
        known = {offer.id for offer in policy.care}
        if not known.issuperset((*body.offered, *body.given)):
            return _("This procedure has no offer of that name.")
    return ""


def sanctions(body: e.Decided | e.Acted, policy: Policy) -> tuple[str, ...]:
    """What its sanction may be; an action may also be one that no decision of the procedure names."""
    free = ("",) if isinstance(body, e.Acted) else ()
    return (*free, "none", *(sanction.id for sanction in policy.sanctions))


def _strike_refusal(state: Case, body: e.Struck) -> str:
    if body.entry in state.struck:
        return _("This entry is struck already.")
    counting = {happening.entry: happening.body for happening in state.happenings}
    if body.entry not in counting:
        return _("There is no such entry in this case.")
    match counting[body.entry]:
        case e.Reported():
            return _("The report itself cannot be struck. Correct it, or close the case with a reason.")
        case e.Exported():
            return _("What left the desk stays written down.")
        case e.Closed():
            return _("A closing cannot be struck. Reopen the case instead.")
        case e.Reopened():
            return _("A reopening cannot be struck. Close the case again instead.")
    if not body.why.strip():
        return _("Please say in a few words why the entry is struck.")
    return ""
