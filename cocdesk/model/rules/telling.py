"""What an entry says in plain words, with code names: for the timeline on screen, on paper and in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Entry, TimelineLine
from cocdesk.model.rules.timeline import in_order, moment_of
from cocdesk.words import N_, _, ngettext

TITLES: dict[str, str] = {
    "reported": N_("Report taken"),
    "person-added": N_("Person added"),
    "person-removed": N_("Person taken out"),
    "amended": N_("Report corrected or completed"),
    "retitled": N_("Title changed"),
    "struck": N_("Entry struck"),
    "noted": N_("Note"),
    "safety-checked": N_("Safety looked at"),
    "support-given": N_("Support offered"),
    "consented": N_("Answer of a person"),
    "assessed": N_("Assessed"),
    "met": N_("Team met"),
    "heard": N_("Person reported heard"),
    "decided": N_("Decided"),
    "agreed": N_("Agreement"),
    "acted": N_("Action taken"),
    "told": N_("Somebody told"),
    "announced": N_("Announced"),
    "notified": N_("Reported on"),
    "acknowledged": N_("Receipt acknowledged"),
    "appealed": N_("Appeal"),
    "recused": N_("Member stepped back"),
    "attachment-added": N_("Attachment added"),
    "exported": N_("Paper or file left the desk"),
    "closed": N_("Case closed"),
    "reopened": N_("Case reopened"),
}
ROLES: dict[str, str] = {
    "reporter": N_("reporter"),
    "affected": N_("person affected"),
    "reported": N_("person reported"),
    "witness": N_("witness"),
    "support": N_("support person"),
    "other": N_("other person"),
}
FIELDS: dict[str, str] = {
    "heard_at": N_("time of the report"),
    "received_by": N_("taken by"),
    "channel": N_("how it reached us"),
    "transcribed": N_("written down by the team"),
    "happened": N_("when it happened"),
    "place": N_("place"),
    "what": N_("account"),
    "behaviour": N_("behaviour"),
    "impact": N_("impact"),
    "circumstances": N_("circumstances"),
    "ongoing": N_("still going on"),
    "witnessed": N_("who saw it"),
    "threat": N_("safety in doubt"),
    "consent": N_("answer after the pause"),
    "consent_words": N_("their words"),
    "share_identity": N_("reporter’s name may be shared"),
    "needs": N_("needs"),
    "contact_wish": N_("wished contact"),
    "safety_concern": N_("worry about safety"),
    "policy_section": N_("section of the code of conduct"),
    "public_link": N_("public link"),
    "language": N_("language"),
    "not_offered": N_("asked and not offered"),
}
ANSWERS: dict[str, str] = {
    "no-objection": N_("no objection"),
    "objection": N_("an objection"),
    "asked-to-think": N_("asked for time to think"),
    "not-asked": N_("not asked"),
    "agreed": N_("agreed"),
    "refused": N_("did not agree"),
    "withdrawn": N_("withdrew an agreement"),
    "not-agreed": N_("did not agree"),
    "yes": N_("yes"),
    "no": N_("no"),
    "unknown": N_("not known"),
}
LEVELS: dict[str, str] = {"low": N_("low"), "high": N_("high")}
NEEDS: dict[str, str] = {
    "quiet": N_("quiet"),
    "water": N_("water"),
    "rest": N_("rest"),
    "medical": N_("medical help"),
    "friend": N_("a friend"),
}
CHANNELS: dict[str, str] = {
    "in-person": N_("in person"),
    "written": N_("in writing"),
    "email": N_("by e-mail"),
    "phone": N_("by phone"),
    "paper": N_("on paper"),
    "online": N_("online"),
}
PAPERS: dict[str, str] = {
    "blank-form": N_("Blank incident form"),
    "incident-form": N_("Incident form"),
    "dsf-email": N_("Summary e-mail to the umbrella organisation"),
    "recovery-sheet": N_("Recovery sheet"),
    "attachment": N_("Copy of a file"),
}
READERS: dict[str, str] = {
    "team": N_("for the team"),
    "chair": N_("for the Chair"),
    "officer": N_("for the safety officer"),
    "reporter": N_("for the reporter"),
    "reported": N_("for the person reported"),
    "employer": N_("for an employer"),
    "venue": N_("for the venue"),
    "registration": N_("for registration"),
    "public": N_("for everyone"),
}
STEPPED_BACK: dict[str, str] = {
    "hard": N_("takes no part in this case at all"),
    "soft": N_("takes no part in deciding, and can be asked"),
}
UPHELD: dict[str, str] = {"upheld": N_("the decision stands"), "changed": N_("the decision changes")}
WITNESSED: dict[str, str] = {"private": N_("few people, or nobody"), "widely": N_("many people")}


def timeline(
    entries: Iterable[Entry], case: Case, policy: Policy, code_names: Mapping[str, str], members: Mapping[str, str]
) -> tuple[TimelineLine, ...]:
    """Every entry as a line, oldest first; struck ones are marked, with the reason of the strike that counts."""
    ordered = in_order(entries)
    strikes = (entry.body for entry in ordered if entry.id not in case.struck and isinstance(entry.body, e.Struck))
    reasons = {strike.entry: strike.why for strike in strikes}
    return tuple(
        TimelineLine(
            entry=entry.id,
            at=moment_of(entry),
            by=members.get(entry.by, _("a former member")),
            kind=kind_of(entry.body),
            title=_(TITLES.get(kind_of(entry.body), "Entry")),
            text=tell(entry.body, policy, code_names),
            struck=entry.id in case.struck,
            struck_why=reasons.get(entry.id, "") if entry.id in case.struck else "",
        )
        for entry in ordered
    )


def kind_of(body: object) -> str:
    """The word of an entry: its tag."""
    return str(body.__struct_config__.tag)  # type: ignore[attr-defined]


def sanction_title(policy: Policy, sanction: str) -> str:
    """The policy's words for a coded sanction; "No further action" for "none"."""
    if sanction in ("", "none"):
        return _("No further action")
    return next((s.title for s in policy.sanctions if s.id == sanction), sanction)


def tell(body: e.AnyBody, policy: Policy, code_names: Mapping[str, str]) -> str:
    """One entry in words. Texts of people stand as they are; persons appear by code name."""
    teller = _TELLERS.get(type(body))
    return teller(body, policy, code_names) if teller else ""


def _join(*parts: str) -> str:
    return " · ".join(part.strip() for part in parts if part and part.strip())


def _words(words: Iterable[str], table: Mapping[str, str]) -> str:
    return ", ".join(_(table.get(word, word)) for word in words)


def _reported(body: e.Reported, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(body.report.place, body.report.happened, body.report.behaviour or body.report.what)


def _person(body: e.PersonAdded | e.PersonRemoved, policy: Policy, names: Mapping[str, str]) -> str:
    words = body.words if isinstance(body, e.PersonAdded) else body.why
    return _join(f"{names.get(body.person, '?')} ({_(ROLES.get(body.role, body.role))})", words)


def _amended(body: e.Amended, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(_words(body.changes, FIELDS), body.why)


def _safety(body: e.SafetyChecked, policy: Policy, names: Mapping[str, str]) -> str:
    threat = {
        "yes": _("Somebody’s safety is in doubt."),
        "no": _("Everybody is safe at present."),
        "unknown": _("It is not clear whether everybody is safe."),
    }[body.threat]
    called = {
        "venue-security": _("Venue security was called."),
        "police": _("The police were called."),
        "medical": _("Medical help was called."),
        "other": _("Help was called."),
    }
    helped = _("Help with a report to the police was offered.") if body.help_offered else ""
    return " ".join(part for part in (threat, *(called[c] for c in body.called), helped, body.words) if part)


def _support(body: e.SupportGiven, policy: Policy, names: Mapping[str, str]) -> str:
    titles = {offer.id: offer.title for offer in policy.care}
    offered = ", ".join(titles.get(o, o) for o in body.offered)
    given = ", ".join(titles.get(o, o) for o in body.given)
    return _join(
        _("offered: {offers}").format(offers=offered) if offered else "",
        _("wanted: {offers}").format(offers=given) if given else "",
        _("needed: {needs}").format(needs=_words(body.needs, NEEDS)) if body.needs else "",
        _("to be fetched: {friend}").format(friend=body.friend) if body.friend else "",
        _("emergency contacts handed over") if body.contacts_given else "",
        body.how_can_i_help,
        body.words,
    )


def _consented(body: e.Consented, policy: Policy, names: Mapping[str, str]) -> str:
    whom = _(ROLES.get(body.whom, body.whom)) if body.whom else ""
    to_whom = _(ROLES.get(body.to_whom, body.to_whom)) if body.to_whom else ""
    about = body.what
    if to_whom:
        about = _("{what} to {whom}").format(what=body.what, whom=to_whom) if body.what else _("to {whom}").format(whom=to_whom)
    return _join(whom, _(ANSWERS.get(body.answer, body.answer)), about, f"“{body.words}”" if body.words else "")


def _assessed(body: e.Assessed, policy: Policy, names: Mapping[str, str]) -> str:
    place = _("{impact} impact, {risk} risk of further harm").format(impact=_(LEVELS[body.impact]), risk=_(LEVELS[body.risk]))
    return _join(place, body.why)


def _met(body: e.Met, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(", ".join(body.attendees), body.what_happened, body.doing_anything, body.who, body.when)


def _heard(body: e.Heard, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(_("by {name}").format(name=body.by) if body.by else "", body.words, body.reaction)


def _decided(body: e.Decided, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(sanction_title(policy, body.sanction), body.who, body.until, body.why)


def _acted(body: e.Acted, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(sanction_title(policy, body.sanction) if body.sanction else "", body.who, body.words)


def _agreed(body: e.Agreed, policy: Policy, names: Mapping[str, str]) -> str:
    role = next((r.title for r in policy.roles if r.id == body.role), body.role)
    return _join(role, _(ANSWERS.get(body.answer, body.answer)), body.words)


def _told(body: e.Told, policy: Policy, names: Mapping[str, str]) -> str:
    channel = _(CHANNELS.get(body.channel, body.channel)) if body.channel else ""
    return _join(_(ROLES.get(body.whom, body.whom)), channel, body.text)


def _attached(body: e.AttachmentAdded, policy: Policy, names: Mapping[str, str]) -> str:
    size = max(1, body.size // 1024)
    return _join(body.name, ngettext("{size} kB", "{size} kB", size).format(size=size), body.about)


def _exported(body: e.Exported, policy: Policy, names: Mapping[str, str]) -> str:
    naming = _("with names") if body.naming == "named" else _("code names only")
    how = {"printed": _("printed"), "saved": _("saved as a file"), "copied": _("copied")}[body.how]
    paper = _(PAPERS.get(body.document, body.document))
    # A paper that names its reader in its title needs no second word on it.
    reader = _(READERS[body.audience]) if body.audience in READERS and body.document != "attachment" else ""
    if body.document == "attachment":
        naming = ""
    return _join(", ".join(part for part in (f"{paper} {reader}".strip(), naming, how) if part), body.purpose)


def _recused(body: e.Recused, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(body.member, _(STEPPED_BACK[body.kind]))


def _appealed(body: e.Appealed, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(body.by, _(UPHELD[body.answer]) if body.answer else "", body.words)


_Teller = Callable[[Any, Policy, Mapping[str, str]], str]


def _simple(*fields: str) -> _Teller:
    return lambda body, *_ignored: _join(*(str(getattr(body, field)) for field in fields))


_TELLERS: dict[type, _Teller] = {
    e.Reported: _reported,
    e.PersonAdded: _person,
    e.PersonRemoved: _person,
    e.Amended: _amended,
    e.Retitled: _simple("title"),
    e.Struck: _simple("why"),
    e.Noted: _simple("text"),
    e.SafetyChecked: _safety,
    e.SupportGiven: _support,
    e.Consented: _consented,
    e.Assessed: _assessed,
    e.Met: _met,
    e.Heard: _heard,
    e.Decided: _decided,
    e.Agreed: _agreed,
    e.Acted: _acted,
    e.Told: _told,
    e.Announced: _simple("by", "where", "text"),
    e.Notified: _simple("to", "words"),
    e.Acknowledged: _simple("by", "words"),
    e.Appealed: _appealed,
    e.Recused: _recused,
    e.AttachmentAdded: _attached,
    e.Exported: _exported,
    e.Closed: _simple("outcome", "why"),
    e.Reopened: _simple("why"),
}
