"""What the terminal calls the acts of a procedure, and the keys their files hold: the words of the entries themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cocdesk.model.errors import FileRefused
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Person, Role
from cocdesk.model.records.report import Line, Text
from cocdesk.model.rules import acting, given_file
from cocdesk.model.rules.agreements import recipient
from cocdesk.model.rules.meant import channel_of, part_of, person_of, role_of
from cocdesk.model.rules.report_file import Amendment
from cocdesk.model.rules.telling_words import ROLES
from cocdesk.words import N_, _


class Attach(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file to be kept beside the case; ``path`` counts from where the command is run."""

    path: Line
    about: Line = ""


class AddPerson(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody more who has a part in the case."""

    role: Role
    name: Line = ""
    email: Line = ""
    phone: Line = ""
    affiliation: Line = ""
    badge: Line = ""
    description: Text = ""
    contact: Line = ""
    words: Text = ""


ENTRIES: dict[str, type[e.Body]] = {
    "note": e.Noted,
    "support": e.SupportGiven,
    "safety": e.SafetyChecked,
    "consent": e.Consented,
    "recuse": e.Recused,
    "substitute": e.Substituted,
    "link": e.Linked,
    "meet": e.Met,
    "assess": e.Assessed,
    "hear": e.Heard,
    "talk": e.Talked,
    "decide": e.Decided,
    "agree": e.Agreed,
    "act": e.Acted,
    "plan": e.Planned,
    "roll-out": e.RolledOut,
    "tell": e.Told,
    "apology": e.ApologyOffered,
    "knows": e.Knows,
    "warn": e.Warned,
    "appeal": e.Appealed,
    "announce": e.Announced,
    "notify": e.Notified,
    "acknowledge": e.Acknowledged,
    "check-transcription": e.Transcribed,
    "paper": e.PaperMoved,
    "retitle": e.Retitled,
    "strike": e.Struck,
    "evaluate": e.Evaluated,
    "close": e.Closed,
    "reopen": e.Reopened,
}
ACTIONS: dict[str, type[Struct]] = {"amend": Amendment, **ENTRIES, "attach": Attach, "person": AddPerson}
ABOUT: dict[str, str] = {
    "amend": N_("correct or complete the report: any key of a report file, and why"),
    "note": N_("a note of the team"),
    "support": N_("what was offered and given; names are those of the procedure’s offers"),
    "safety": N_("whether anyone’s safety is in doubt"),
    "consent": N_("an answer about handling the report, or about telling somebody"),
    "recuse": N_("a member steps back from this case"),
    "meet": N_("the team met"),
    "assess": N_("place the case on the risk and impact matrix"),
    "hear": N_("the person reported was heard"),
    "substitute": N_("somebody takes a place in the team for this case"),
    "link": N_("another case belongs to this one; it is written into both, “other” is its code name"),
    "talk": N_("the talk with the person reported"),
    "decide": N_(
        "a decision; the sanction is one of the procedure, one of its further measures, or “none” (“cocdesk policies” lists them)"
    ),
    "agree": N_("whether a role agreed"),
    "act": N_("a decided action was carried out; its sanction may be left out"),
    "plan": N_("what the person reported is to change, apart from any consequence"),
    "roll-out": N_("one place where a measure has to take hold"),
    "tell": N_("somebody was told something"),
    "apology": N_("the person reported wants to say sorry, and what was done with it"),
    "knows": N_("somebody knows of this case"),
    "warn": N_("a first warning given on the spot"),
    "evaluate": N_("what the team takes from this case"),
    "appeal": N_("an appeal, or its answer"),
    "announce": N_("an announcement was made"),
    "notify": N_("the umbrella body or officer was sent the incident"),
    "acknowledge": N_("they said they received it"),
    "check-transcription": N_("a second person compared the paper form with what was typed"),
    "paper": N_("where the paper form lies, or that it was shredded"),
    "retitle": N_("another title"),
    "strike": N_("take an entry back; it stays visible as struck"),
    "close": N_("close the case; where something is still open and “why” is not said, the case shows a remark"),
    "reopen": N_("open it again"),
    "attach": N_("keep a file inside the vault"),
    "person": N_("somebody more has a part in the case"),
}
_RENAMED = {"decide": {"from": "since"}}
# What the desk itself fills in.
_OWN = {"close": ("open_steps",)}
# What the entry has a usual value for, and a file must not leave to it.
_NEEDED = {"agree": ("answer",)}


def read(action: str, data: dict[str, Any], file: str, zone_name: str = "UTC") -> Struct:
    """The entry (or ``Amendment``, ``Attach``, ``AddPerson``) a record file tells. Raises ``FileRefused``."""
    names = _RENAMED.get(action, {})
    for outside, inside in names.items():
        if inside in data:
            raise FileRefused(file, inside, given_file.unknown(inside, [outside]))
    for own in _OWN.get(action, ()):
        if own in data:
            raise FileRefused(file, own, given_file.unknown(own, [key for key, _needed, _what in keys_of(action)]))
    for needed in _NEEDED.get(action, ()):
        if needed not in data:
            raise FileRefused(file, needed, _("it has to be said; it is never taken for granted."))
    renamed = {names.get(key, key): value for key, value in data.items()}
    try:
        return given_file.convert(renamed, ACTIONS[action], file, zone_name=zone_name)
    except FileRefused as refused:
        back = {inside: outside for outside, inside in names.items()}
        raise FileRefused(file, back.get(refused.key, refused.key), refused.expected) from None


def meant(body: Struct, policy: Policy, people: Sequence[tuple[str, Person]]) -> Struct:
    """The act with ids where its file has names: the role that agreed, who was told or answered, who was warned.

    ``people`` are pairs of part and person, those of the case. A name nobody has there stays as it was written.
    """
    match body:
        case e.Agreed():
            return replace(body, role=role_of(body.role, policy) or body.role)
        case e.Told():
            team = "team" if recipient(body.whom, policy) == "team" else ""
            whom = part_of(body.whom, people) or team or body.whom
            return replace(body, whom=whom, channel=channel_of(body.channel) or body.channel)
        case e.Consented():
            return replace(body, whom=part_of(body.whom, people) or body.whom)
        case e.Warned():
            return replace(body, person=person_of(body.person, people) or body.person)
        case _:
            return body


def shared(before: Struct, after: Struct, people: Iterable[tuple[str, Person]]) -> str:
    """That a name became a part which several people have; empty where nobody else has it."""
    part = getattr(after, "whom", "")
    if part == getattr(before, "whom", "") or len({person.id for held, person in people if held == part}) < 2:
        return ""
    sentence = _("Several people of this case have that part; the entry says only “{part}”. Say in its words which of them.")
    return sentence.format(part=_(ROLES[part]))


def problem(body: Struct, policy: Policy) -> tuple[str, str]:
    """Key and sentence of a name this case's procedure does not know; empty when all are known."""
    if isinstance(body, e.Assessed):
        known = [question.id for question in policy.matrix.questions]
        for name in body.answers:
            if name not in known:
                return f"answers.{name}", given_file.unknown(name, known)
    if isinstance(body, (e.Decided, e.Acted)):
        sanctions = acting.sanctions(body, policy)
        if body.sanction not in sanctions:
            known = [name for name in sanctions if name]
            return "sanction", _("expected a sanction of this procedure: {known}.").format(known=", ".join(known))
    if isinstance(body, e.Agreed) and not role_of(body.role, policy):
        roles = ", ".join(f"{role.id} ({role.title})" for role in policy.roles)
        return "role", _("expected a role of this procedure: {known}.").format(known=roles)
    if isinstance(body, e.SupportGiven):
        known = [offer.id for offer in policy.care]
        for key, names in (("offered", body.offered), ("given", body.given)):
            if not set(names) <= set(known):
                return key, _("expected offers of this procedure: {known}.").format(known=", ".join(known))
    return "", ""


def keys_of(action: str) -> list[tuple[str, bool, str]]:
    """(key, needed, what it takes) of an act, as its file writes them."""
    back = {inside: outside for outside, inside in _RENAMED.get(action, {}).items()}
    own = _OWN.get(action, ())
    must = _NEEDED.get(action, ())
    keys = given_file.keys_of(ACTIONS[action])
    return [(back.get(key, key), needed or key in must, what) for key, needed, what in keys if key not in own]
