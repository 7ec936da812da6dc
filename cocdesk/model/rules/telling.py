"""What an entry says in plain words, with code names: for the timeline on screen, on paper and in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Entry, TimelineLine
from cocdesk.model.rules.meant import role_of
from cocdesk.model.rules.telling_words import (
    ANSWERS,
    APOLOGIES,
    APOLOGISED,
    CHANNELS,
    FIELDS,
    FOUND,
    LEVELS,
    LINKS,
    MANNERS,
    NEEDS,
    PAPERS,
    READERS,
    ROLES,
    SAFE_ENOUGH,
    STANDINGS,
    STANDS,
    STEPPED_BACK,
    TITLES,
    TOLD_ABOUT,
    UNDERSTOOD,
    UPHELD,
    WITNESSED,
)
from cocdesk.model.rules.timeline import in_order, moment_of
from cocdesk.words import _, ngettext


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
    known = (*policy.sanctions, *policy.further_sanctions)
    return next((found.title for found in known if found.id == sanction), sanction)


def tell(body: e.AnyBody, policy: Policy, code_names: Mapping[str, str]) -> str:
    """One entry in words. Texts of people stand as they are; persons, and linked cases, appear by code name."""
    teller = _TELLERS.get(type(body))
    return teller(body, policy, code_names) if teller else ""


def _join(*parts: str) -> str:
    return " · ".join(part.strip() for part in parts if part and part.strip())


def _begin(*parts: str) -> str:
    """Parts of which the first is in our own words: it begins with a capital letter, as lines do."""
    line = _join(*parts)
    return line[:1].upper() + line[1:]


def _words(words: Iterable[str], table: Mapping[str, str]) -> str:
    return ", ".join(_(table.get(word, word)) for word in words)


def _word(word: str, table: Mapping[str, str]) -> str:
    return _(table[word]) if word in table else word


def _said(sentence: str, words: str) -> str:
    """A label with what belongs to it, nothing when that is empty."""
    return sentence.format(words=words.strip()) if words.strip() else ""


def _reported(body: e.Reported, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(body.report.place, body.report.happened, body.report.behaviour or body.report.what)


def _person(body: e.PersonAdded | e.PersonRemoved, policy: Policy, names: Mapping[str, str]) -> str:
    words = body.words if isinstance(body, e.PersonAdded) else body.why
    return _join(f"{names.get(body.person, '?')} ({_(ROLES.get(body.role, body.role))})", words)


def _amended(body: e.Amended, policy: Policy, names: Mapping[str, str]) -> str:
    return _begin(_words(body.changes, FIELDS), body.why)


def _safety(body: e.SafetyChecked, policy: Policy, names: Mapping[str, str]) -> str:
    threat = {
        "yes": _("Somebody’s safety is in doubt."),
        "no": _("Nobody’s safety is in doubt."),
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
    return _begin(
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
    return _begin(whom, _(ANSWERS.get(body.answer, body.answer)), about, f"“{body.words}”" if body.words else "")


def _assessed(body: e.Assessed, policy: Policy, names: Mapping[str, str]) -> str:
    place = _("{impact} impact, {risk} risk of further harm").format(impact=_(LEVELS[body.impact]), risk=_(LEVELS[body.risk]))
    return _begin(place, body.why)


def _met(body: e.Met, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(
        ", ".join(body.attendees),
        _said(_("although somebody of the case was there: {words}"), body.exception),
        body.what_happened,
        body.doing_anything,
        _answer(policy, 2, _("Who does it:"), body.who),
        _answer(policy, 3, _("By when:"), body.when),
        body.minutes,
    )


def _answer(policy: Policy, place: int, otherwise: str, words: str) -> str:
    """What a meeting answered, after the procedure's own question where it asks one: a name or a time alone says little."""
    asked = policy.meeting.questions
    return f"{asked[place] if place < len(asked) else otherwise} {words.strip()}" if words.strip() else ""


def _heard(body: e.Heard, policy: Policy, names: Mapping[str, str]) -> str:
    by = _("by {name}").format(name=body.by) if body.by else ""
    return (_begin if by else _join)(by, body.words, body.reaction, _word(body.manner, MANNERS))


def _talked(body: e.Talked, policy: Policy, names: Mapping[str, str]) -> str:
    length = ngettext("{count} minute", "{count} minutes", body.length).format(count=body.length) if body.length else ""
    return _join(
        ", ".join(body.by),
        body.place,
        length,
        body.said,
        _word(body.manner, MANNERS),
        APOLOGISED.get(body.apologised, "") and _(APOLOGISED[body.apologised]),
        _word(body.understood, UNDERSTOOD),
        body.words,
    )


def _decided(body: e.Decided, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(
        sanction_title(policy, body.sanction),
        _("decided alone, as it could not wait") if body.urgent else "",
        body.who,
        _said(_("by {words}"), body.by),
        _said(_("from {words}"), body.since),
        _said(_("until {words}"), body.until),
        body.why,
        _said(_("decided by {words}"), ", ".join(body.deciders)),
        _said(_("vote: {words}"), body.vote),
        _word(body.stands, STANDS),
        _word(body.safe_enough, SAFE_ENOUGH),
        _said(_("coming back: {words}"), body.conditions),
        _said(_("if it happens again: {words}"), body.next_rung),
        _said(_("looked at again on {words}"), body.review),
        _said(_("decided all the same because: {words}"), body.despite),
    )


def _acted(body: e.Acted, policy: Policy, names: Mapping[str, str]) -> str:
    alone = _("done alone, as it could not wait") if body.urgent else ""
    return _join(sanction_title(policy, body.sanction) if body.sanction else "", alone, body.who, body.words)


def _planned(body: e.Planned, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(
        body.text,
        _said(_("with {words}"), body.with_whom),
        _said(_("until {words}"), body.until),
        _said(_("looked at again on {words}"), body.check_on),
    )


def _rolled_out(body: e.RolledOut, policy: Policy, names: Mapping[str, str]) -> str:
    places = policy.roll_out.places if policy.roll_out is not None else ()
    title = next((place.title for place in places if place.id == body.system), body.system)
    state = _("looked at, it holds") if body.checked else _("done") if body.done else _("still to be done")
    return _join(title, state, body.owner, body.words)


def _agreed(body: e.Agreed, policy: Policy, names: Mapping[str, str]) -> str:
    meant = role_of(body.role, policy)
    role = next((r.title for r in policy.roles if r.id == meant), body.role)
    return _join(role, _(ANSWERS.get(body.answer, body.answer)), body.words)


def _told(body: e.Told, policy: Policy, names: Mapping[str, str]) -> str:
    # The message that was made of the four parts holds their words already.
    parts = (part for part in (body.behaviour, body.impact, body.change, body.consequences) if part not in body.text)
    return _begin(
        _(ROLES.get(body.whom, body.whom)) if body.whom else "",
        _word(body.about, TOLD_ABOUT),
        _(CHANNELS.get(body.channel, body.channel)) if body.channel else "",
        _said(_("by {words}"), body.by),
        body.text,
        *parts,
        _said(_("appeal: {words}"), "" if body.appeal in body.text else body.appeal),
        _said(_("they said: {words}"), body.comment),
    )


def _apology(body: e.ApologyOffered, policy: Policy, names: Mapping[str, str]) -> str:
    wanted = {"yes": _("the person affected wants to hear it"), "no": _("the person affected does not want to hear it")}
    text = f"“{body.text}”" if body.text.strip() else ""
    by = _said(_("by {words}"), body.by)
    return _begin(_word(body.answer, APOLOGIES), by, text, wanted.get(body.wanted, ""), body.words)


def _knows(body: e.Knows, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(body.who, _said(_("knows: {words}"), body.what), _said(_("since {words}"), body.since), body.words)


def _warned(body: e.Warned, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(
        names.get(body.person, body.person), body.behaviour, body.happened, body.circumstances,
        _said(_("by {words}"), body.by), _said(_("also there: {words}"), body.others),
    )  # fmt: skip


def _linked(body: e.Linked, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(names.get(body.other, _("Another case")), _word(body.how, LINKS), body.words)


def _substituted(body: e.Substituted, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(
        body.member, _said(_("in place of {words}"), body.instead_of), _said(_("agreed by {words}"), body.agreed_by), body.words
    )  # fmt: skip


def _evaluated(body: e.Evaluated, policy: Policy, names: Mapping[str, str]) -> str:
    debriefed = _("the team talked about how it went for them") if body.debriefed else ""
    return _begin(_word(body.found, FOUND), body.rule, body.words, debriefed)


def _closed(body: e.Closed, policy: Policy, names: Mapping[str, str]) -> str:
    titles = {step.id: step.title for step in policy.steps}
    left = "; ".join(titles.get(step, step) for step in body.open_steps)
    standing = _word(body.standing, STANDINGS)
    return _join(body.outcome, body.why, standing, _said(_("still open: {words}"), left), body.shareable)


def _attached(body: e.AttachmentAdded, policy: Policy, names: Mapping[str, str]) -> str:
    size = max(1, body.size // 1024)
    return _join(body.name, ngettext("{size} kB", "{size} kB", size).format(size=size), body.about)


def _transcribed(body: e.Transcribed, policy: Policy, names: Mapping[str, str]) -> str:
    found = _said(_("it differs: {words}"), body.differs) or _("the same on paper and here")
    return _begin(_said(_("by {words}"), body.by), found)


def _paper_moved(body: e.PaperMoved, policy: Policy, names: Mapping[str, str]) -> str:
    where = _said(_("it lies here: {words}"), body.where)
    return _begin(_("shredded") if body.shredded else where, _said(_("by {words}"), body.by))


def _exported(body: e.Exported, policy: Policy, names: Mapping[str, str]) -> str:
    naming = _("with names") if body.naming == "named" else _("code names only")
    how = {"printed": _("printed"), "saved": _("saved as a file"), "copied": _("copied")}[body.how]
    paper = _(PAPERS.get(body.document, body.document))
    # A paper that names its reader in its title needs no second word on it.
    reader = _(READERS[body.audience]) if body.audience in READERS and body.document != "attachment" else ""
    if body.document == "attachment":
        naming = ""
    return _join(", ".join(part for part in (f"{paper} {reader}".strip(), naming, how) if part), body.purpose)


def _announced(body: e.Announced, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(body.by, body.where, body.text, _said(_("named because: {words}"), body.named_because))


def _recused(body: e.Recused, policy: Policy, names: Mapping[str, str]) -> str:
    return _join(body.member, _(STEPPED_BACK[body.kind]), _("confirmed") if body.confirmed else "")


def _appealed(body: e.Appealed, policy: Policy, names: Mapping[str, str]) -> str:
    heard = _said(_("heard by {words}"), ", ".join(body.heard_by))
    return _join(body.by, heard, _(UPHELD[body.answer]) if body.answer else "", body.words)


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
    e.Talked: _talked,
    e.Decided: _decided,
    e.Agreed: _agreed,
    e.Acted: _acted,
    e.Planned: _planned,
    e.RolledOut: _rolled_out,
    e.Told: _told,
    e.ApologyOffered: _apology,
    e.Knows: _knows,
    e.Warned: _warned,
    e.Announced: _announced,
    e.Notified: _simple("to", "words"),
    e.Acknowledged: _simple("by", "words"),
    e.Appealed: _appealed,
    e.Recused: _recused,
    e.Substituted: _substituted,
    e.Linked: _linked,
    e.Evaluated: _evaluated,
    e.AttachmentAdded: _attached,
    e.Transcribed: _transcribed,
    e.PaperMoved: _paper_moved,
    e.Exported: _exported,
    e.Closed: _closed,
    e.Reopened: _simple("why"),
}

__all__ = [
    "ANSWERS",
    "APOLOGIES",
    "APOLOGISED",
    "CHANNELS",
    "FIELDS",
    "FOUND",
    "LEVELS",
    "LINKS",
    "MANNERS",
    "NEEDS",
    "PAPERS",
    "READERS",
    "ROLES",
    "SAFE_ENOUGH",
    "STANDINGS",
    "STEPPED_BACK",
    "TITLES",
    "TOLD_ABOUT",
    "UNDERSTOOD",
    "UPHELD",
    "WITNESSED",
    "kind_of",
    "sanction_title",
    "tell",
    "timeline",
]
