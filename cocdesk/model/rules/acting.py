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
    if isinstance(body, e.Decided) and body.sanction not in {"none", *(s.id for s in policy.sanctions)}:
        return _("This procedure has no sanction of that name.")
    if isinstance(body, e.SupportGiven):
        known = {offer.id for offer in policy.care}
        if not known.issuperset((*body.offered, *body.given)):
            return _("This procedure has no offer of that name.")
    return ""


def _strike_refusal(case: Case, body: e.Struck) -> str:
    if body.entry in case.struck:
        return _("This entry is struck already.")
    counting = {happening.entry: happening.body for happening in case.happenings}
    if body.entry not in counting:
        return _("There is no such entry in this case.")
    if isinstance(counting[body.entry], e.Reported):
        return _("The report itself cannot be struck. Correct it, or close the case with a reason.")
    if not body.why.strip():
        return _("Please say in a few words why the entry is struck.")
    return ""
