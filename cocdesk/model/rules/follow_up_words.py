"""A follow-up in words: what it asks for, which form it opens, who may do it and the clause it obeys."""

from __future__ import annotations

from cocdesk.model.policy.pack import Policy, Role
from cocdesk.model.records.case import FollowUp, Waiting
from cocdesk.model.rules.telling import sanction_title
from cocdesk.words import _

_SHUT_WHEN_CLOSED = frozenset({"acted", "decided", "rolled-out"})


def told(one: Waiting, case: str, policy: Policy, *, closed: bool = False) -> FollowUp:
    """What is waited for, in words. ``closed`` as the case is: some forms are shut there, and a note takes their place."""
    if one.kind == "step":
        return _step(one, case, policy)
    act = _ACTS.get(one.kind, "noted")
    clause = next((step.clause for step in policy.steps if act in step.done_by and step.clause), "")
    if closed and act in _SHUT_WHEN_CLOSED:
        act = "noted"
    title, why = _title(one, policy)
    who = (one.about[1],) if one.kind == "later" and one.about[1] else _who(policy, _DOES.get(one.kind, "decides"))
    return FollowUp(case=case, id=one.id, title=title, act=act, due=one.due, who=who, clause=clause, why=why)


_ACTS = {
    "later": "acted", "review": "decided", "roll-out": "rolled-out", "roll-out-check": "rolled-out", "urgent": "told:team",
    "receipt": "told:reporter", "status": "told:reporter", "thinking": "consented", "appeal": "appealed",
    "appeal-time": "appealed", "acknowledgement": "acknowledged",
    "transcription": "transcribed", "paper": "paper-moved", "shred": "paper-moved",
}  # fmt: skip
_DOES = {"receipt": "receives", "status": "receives", "thinking": "receives"}


def _step(one: Waiting, case: str, policy: Policy) -> FollowUp:
    step = next((step for step in policy.steps if step.id == one.about[0]), None)
    if step is None:
        return FollowUp(case=case, id=one.id, title=one.about[0], due=one.due)
    clock = next((clock.title for clock in policy.clocks if clock.id in one.about[1:]), "")
    return FollowUp(
        case=case, id=one.id, title=step.title, act=step.done_by[0], due=one.due, clause=step.clause, optional=step.optional,
        who=tuple(role.title for role in policy.roles if role.id in step.who), why=clock,
    )  # fmt: skip


def _who(policy: Policy, does: str) -> tuple[str, ...]:
    def may(role: Role) -> bool:
        return role.in_team and does in role.does

    return tuple(role.title for role in policy.roles if may(role))


def _title(one: Waiting, policy: Policy) -> tuple[str, str]:
    """The words, and what is said beside them: a time in somebody's own words, to whom, by whom."""
    measure = sanction_title(policy, one.about[0]) if one.kind in ("later", "ends", "review") else ""
    words = one.about[-1] if one.about else ""
    match one.kind:
        case "later":
            said = _("By: {words}").format(words=words) if words else ""
            return _("Carry out what was decided for later: {measure}").format(measure=measure), said
        case "ends":
            said = _("Until: {words}").format(words=words) if words else ""
            return _("A measure comes to its end: {measure}").format(measure=measure), said
        case "review":
            return _("Look again at a decision: {measure}").format(measure=measure), words
        case "plan":
            return _("Look whether what was agreed has changed"), words or one.about[0]
        case "roll-out":
            return _("See that the measure takes hold: {places}").format(places=_places(one, policy)), ""
        case "roll-out-check":
            return _("Look whether the measure took hold: {places}").format(places=_places(one, policy)), ""
        case "urgent":
            return _("Tell the team what was done alone"), ""
        case "receipt":
            return _("Tell the reporter that their report has come"), ""
        case "status":
            return _("Tell the reporter how it stands"), ""
        case "thinking":
            said = _("About telling {whom}").format(whom=words) if words else ""
            return _("They asked for time to think: hear their answer"), said
        case "appeal":
            return _("Answer the appeal"), ""
        case "appeal-time":
            return _("Until then the person reported may appeal"), ""
        case "acknowledgement":
            return _("Note when they say that it has arrived"), words
        case "transcription":
            said = _("Form {number}; a second person, not the one who typed").format(number=words)
            return _("Compare the paper form with what was typed"), said
        case "paper":
            return _("Note where the paper form lies"), _("Form {number}").format(number=words)
        case "shred":
            return _("Shred the paper form, and note it"), _("It lies here: {words}").format(words=words) if words else ""
        case "record":
            return _("Look whether this record is still needed"), ""
        case other:
            return other, ""


def _places(one: Waiting, policy: Policy) -> str:
    titles = {place.id: place.title for place in policy.roll_out.places} if policy.roll_out else {}
    return ", ".join(titles.get(place, place) for place in one.about)
