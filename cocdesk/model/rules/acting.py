"""Which acts a case allows now: a sentence when one is refused, nothing when it may be done."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Person
from cocdesk.model.rules import meeting
from cocdesk.model.rules.meant import role_of
from cocdesk.words import _

# Acts that stay possible in a closed case: they add to the record, they do not carry the case on.
_AFTER_CLOSING = (
    e.Noted, e.Struck, e.Reopened, e.Exported, e.AttachmentAdded, e.Acknowledged, e.Notified, e.Consented, e.Appealed, e.Told,
    e.Announced, e.Amended, e.Retitled, e.PersonAdded, e.PersonRemoved, e.Evaluated, e.Linked, e.Knows, e.RolledOut,
    e.ApologyOffered, e.Recused, e.Substituted, e.Warned, e.Transcribed, e.PaperMoved,
)  # fmt: skip


def refusal(
    case: Case,
    body: e.CaseBody,
    policy: Policy,
    people: Mapping[str, Person] | None = None,
    known: Collection[str] | None = None,
) -> str:
    """Why an act cannot be recorded; empty when it can.

    ``people`` are those of the case, by whom a meeting is refused; ``known`` the ids of the cases there are, for links.
    A broken rule of the procedure is no refusal: ``rules.remarks`` tells of it.
    """
    if isinstance(body, e.Reported):
        return _("A case is opened once. Take a new report instead.")
    if case.stage == "closed" and isinstance(body, e.Closed):
        return _("This case is closed already.")
    if case.stage == "closed" and not isinstance(body, _AFTER_CLOSING):
        return _("This case is closed. Reopen it first.")
    if isinstance(body, e.Reopened) and case.stage != "closed":
        return _("This case is not closed.")
    if _empty(body):
        return _("There is nothing written in it yet.")
    match body:
        case e.Struck():
            return _strike_refusal(case, body)
        case e.Met():
            return meeting.excluded(body.attendees, case, people or {}, policy, body.exception)
        case e.Linked():
            return _link_refusal(case, body, known)
        case e.Recused() | e.Substituted():
            return _team_refusal(case, body)
    return _name_refusal(case, body, policy)


def _name_refusal(case: Case, body: e.CaseBody, policy: Policy) -> str:
    """About a name this case or its procedure does not know."""
    if isinstance(body, (e.Decided, e.Acted)) and body.sanction not in sanctions(body, policy):
        return _("This procedure has no sanction of that name.")
    if isinstance(body, e.Agreed) and not role_of(body.role, policy):
        return _("This procedure has no role of that name.")
    if isinstance(body, e.Retitled) and not body.title.strip():
        return _("A title needs a word or two.")
    if isinstance(body, e.PersonRemoved) and (body.person, body.role) not in {(p.person, p.role) for p in case.parts}:
        return _("Nobody has that part in this case.")
    if isinstance(body, e.SupportGiven):
        offers = {offer.id for offer in policy.care}
        if not offers.issuperset((*body.offered, *body.given)):
            return _("This procedure has no offer of that name.")
    return ""


def _empty(body: e.CaseBody) -> bool:
    """Whether an entry would say nothing at all."""
    match body:
        case e.Planned():
            return not body.text.strip()
        case e.RolledOut():
            return not body.system.strip()
        case e.Transcribed():
            return not body.by.strip()
        case e.PaperMoved():
            return not body.shredded and not body.where.strip()
        case e.Knows():
            return not body.who.strip()
        case e.Recused() | e.Substituted():
            return not body.member.strip()
        case e.Warned():
            return not any(str(getattr(body, field)).strip() for field in body.__struct_fields__)
        case e.SupportGiven() | e.Acted() | e.Talked() | e.Heard() | e.Met() | e.Announced() | e.Appealed():
            # A time alone says nothing, and would tick a step of the procedure.
            blank = type(body)()
            return all(getattr(body, field) == getattr(blank, field) for field in body.__struct_fields__ if field != "at")
        case _:
            return False


def _link_refusal(case: Case, body: e.Linked, known: Collection[str] | None) -> str:
    if body.other == case.id:
        return _("A case cannot be linked to itself.")
    if known is not None and body.other not in known:
        return _("There is no such case in this vault.")
    if any(isinstance(h.body, e.Linked) and (h.body.other, h.body.how) == (body.other, body.how) for h in case.happenings):
        return _("These two cases are linked in this way already.")
    return ""


def _team_refusal(case: Case, body: e.Recused | e.Substituted) -> str:
    if isinstance(body, e.Substituted):
        return _("Nobody can stand in for themselves.") if meeting.same_name(body.member, body.instead_of) else ""
    before = [h.body for h in case.happenings if isinstance(h.body, e.Recused) and meeting.same_name(h.body.member, body.member)]
    if any(told.kind == body.kind and (told.confirmed or not body.confirmed) for told in before):
        return _("It is written down already that they stepped back from this case.")
    return ""


def sanctions(body: e.Decided | e.Acted, policy: Policy) -> tuple[str, ...]:
    """What its sanction may be, measures the procedure itself does not name among them; an action may also be none of them."""
    free = ("",) if isinstance(body, e.Acted) else ()
    return (*free, "none", *(sanction.id for sanction in (*policy.sanctions, *policy.further_sanctions)))


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
