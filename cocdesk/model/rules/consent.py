"""Whether something may be passed on: what the people concerned agreed to, and where the procedure asks nobody (B17–B20, C1).

Nothing here stops anybody from writing down what happened; papers ask before they leave, and entries are remarked on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Happening, Remark, Role
from cocdesk.model.rules.agreements import OUTSIDE, Agreement, Thing, after_the_pause, answers, deciding, recipient
from cocdesk.words import N_, _

Disclosure = Literal["identity-of-reporter", "identity-of-affected", "identity-of-reported", "details"]
DISCLOSURES: tuple[Disclosure, ...] = get_args(Disclosure)
# What a paper with names tells each reader about those who are protected; the redaction has taken out the rest.
TOLD_WITH_NAMES: Mapping[str, tuple[Disclosure, ...]] = {
    "team": (),
    "chair": ("identity-of-reporter", "identity-of-affected", "details"),
    "officer": ("identity-of-reporter", "identity-of-affected", "details"),
    "dsf": ("details",),
    "reporter": (),
    "reported": ("details",),
    "employer": ("details",),
    "venue": (),
    "registration": (),
    "public": ("details",),
    "other-team": ("details",),
}
_WORDS: dict[str, str] = {
    "identity-of-reporter": N_("the reporter’s name"),
    "identity-of-affected": N_("the name of the person affected"),
    "identity-of-reported": N_("the name of the person reported"),
    "details": N_("what happened"),
}
_TO: dict[str, str] = {
    "team": N_("the team"),
    "chair": N_("the Chair"),
    "officer": N_("the safety officer"),
    "dsf": N_("the umbrella organisation"),
    "reporter": N_("the reporter"),
    "affected": N_("the person affected"),
    "reported": N_("the person reported"),
    "employer": N_("the employer"),
    "venue": N_("the venue"),
    "police": N_("the police"),
    "registration": N_("registration"),
    "public": N_("everyone"),
    "other-team": N_("another event’s team"),
    "witness": N_("a witness"),
    "support": N_("a support person"),
    "other": N_("somebody else"),
    OUTSIDE: N_("others outside the team"),
}
_HELP = frozenset({"venue", "police"})


class Covered(Struct, frozen=True, kw_only=True):
    """Whether one thing may go to one recipient, why, and the entry that says so ("" when the procedure does)."""

    yes: bool
    why: str
    by: str = ""


def to_words(to: str, policy: Policy | None = None) -> str:
    """Whom an audience, a role or a person's own words mean, within a sentence."""
    if to in _TO:
        return _(_TO[to])
    roles = {role.id: role.title for role in policy.roles} if policy is not None else {}
    return _("the {role}").format(role=roles[to]) if to in roles else to


def inside(policy: Policy, to: str) -> bool:
    """Whether a reader is of the team that handles the case (B17, B18): the pack's roles say so."""
    return to == "team" or any(role.in_team and role.id == to for role in policy.roles)


def of_the_procedure(policy: Policy, to: str) -> str:
    """Whom the procedure itself sends each incident, in its words; empty for everybody else."""
    kinds = {"dsf": "umbrella-email", "officer": "officer-file"}
    return next((up.to for up in policy.reports_up if kinds.get(to) == up.kind), "")


def covered(case: Case, policy: Policy, disclosure: Disclosure, to_whom: str) -> Covered:
    """Whether ``disclosure`` may go to ``to_whom`` (an audience, a role, or words), by the newest answers that stand."""
    return _covered(case, policy, disclosure, recipient(to_whom, policy), _lines(case, policy))


def _lines(case: Case, policy: Policy | None) -> Sequence[Agreement]:
    return tuple(answers(case.happenings, policy))


def _covered(case: Case, policy: Policy, disclosure: Disclosure, to: str, lines: Sequence[Agreement]) -> Covered:
    free = _free(case, policy, disclosure, to)
    if free:
        return Covered(yes=True, why=free)
    asked = _asked(case, lines, disclosure, to)
    no = next((line for line in asked if line.no), None)
    if no is not None:
        sentence = _("The {person} took it back.") if no.answer == "withdrawn" else _("The {person} did not agree.")
        return Covered(yes=False, why=sentence.format(person=_person(no.whom)), by=no.entry)
    if disclosure == "details" and to in ("reported", "public"):
        return _procedure_goes_on(lines, to)
    if disclosure == "details" and of_the_procedure(policy, to) and to == "officer":
        return Covered(yes=True, why=_("The procedure files every report with them."))
    if asked:
        return Covered(yes=True, why=_("The {person} agreed.").format(person=_person(asked[-1].whom)), by=asked[-1].entry)
    return Covered(yes=False, why=_unasked(case))


def _free(case: Case, policy: Policy, disclosure: Disclosure, to: str) -> str:
    """Why nobody has to be asked; empty when somebody has to be."""
    if inside(policy, to):
        return _("Inside the team nobody has to be asked.")
    if disclosure == "identity-of-reported":
        return _("This name is not the reporter’s to give or to keep; the law and your agreements decide.")
    if to in ("reporter", "affected") and (disclosure == "details" or to in disclosure):
        return _("It is theirs.")
    if to in _HELP and in_danger(case):
        return _("Somebody’s safety is in doubt: help may be called, and told what it needs.")
    if to in _HELP and disclosure == "details" and _called_on_wish(case, policy):
        return _("They were called on the wish of the person affected.")
    return ""


def in_danger(case: Case) -> bool:
    """Whether somebody's safety is in doubt, by the newest look at it (C1)."""
    looks = [h.body.threat for h in case.happenings if isinstance(h.body, e.SafetyChecked)]
    return looks[-1] == "yes" if looks else bool(case.report.threat)


def _called_on_wish(case: Case, policy: Policy) -> bool:
    wishes = {"person-affected", policy.safety.otherwise}
    return any(isinstance(h.body, e.SafetyChecked) and h.body.called and h.body.on_wish_of in wishes for h in case.happenings)


def _asked(case: Case, lines: Sequence[Agreement], disclosure: Disclosure, to: str) -> list[Agreement]:
    """The answers that count, one for each person who has a say."""
    thing: Thing = "details" if disclosure == "details" else "identity"
    found = [deciding(lines, thing, whom, to) for whom in _having_a_say(case, disclosure)]
    return [line for line in found if line is not None]


def _having_a_say(case: Case, disclosure: Disclosure) -> tuple[frozenset[str], ...]:
    """Each a person by the parts they have: reporter and person affected are often one, and then their answers are."""
    persons = {role: {p.person for p in case.parts if p.role == role} for role in ("reporter", "affected")}
    if not persons["affected"] or persons["reporter"] == persons["affected"]:
        return (frozenset({"reporter", "affected"}),)
    if disclosure == "details":
        return (frozenset({"reporter"}), frozenset({"affected"}))
    return (frozenset({disclosure.removeprefix("identity-of-")}),)


def _procedure_goes_on(lines: Sequence[Agreement], to: str) -> Covered:
    """The procedure tells the person reported and, without names, everyone, unless the answer after the pause was not yes."""
    answer = after_the_pause(lines)
    if answer is not None and answer.answer == "objection":
        why = _("The {person} objected after the pause. The case can be kept, but nothing may be done that shows it.")
        return Covered(yes=False, why=why.format(person=_person(answer.whom)), by=answer.entry)
    if answer is not None and answer.answer == "asked-to-think":
        why = _("The {person} asked for time to think, and has not answered yet.").format(person=_person(answer.whom))
        return Covered(yes=False, why=why, by=answer.entry)
    told = {
        "reported": _("The procedure tells the person reported."),
        "public": _("The procedure tells everyone, without names."),
    }
    return Covered(yes=True, why=told[to], by=answer.entry if answer is not None else "")


def _unasked(case: Case) -> str:
    if any(part.role in ("reporter", "affected") for part in case.parts):
        return _("Nobody is written down as having agreed to that.")
    return _("Nobody is written down who could be asked.")


def _person(role: str) -> str:
    return {"affected": _("person affected"), "reported": _("person reported")}.get(role, _("reporter"))


def agreed_roles(case: Case, to: str, policy: Policy | None = None) -> frozenset[Role]:
    """The parts whose names may stand before a reader outside because these persons agreed to just that."""
    lines = _lines(case, policy)
    agreed: set[Role] = set()
    roles: tuple[tuple[Role, Disclosure], ...] = (("reporter", "identity-of-reporter"), ("affected", "identity-of-affected"))
    for role, disclosure in roles:
        asked = _asked(case, lines, disclosure, to)
        if asked and not any(line.no for line in asked):
            agreed.add(role)
    return frozenset(agreed)


def uncovered(case: Case, policy: Policy, audience: str, naming: str) -> str:
    """Why a paper may not simply leave, in a sentence; empty when it may.

    Without names it may go wherever nobody said no. With names each thing it tells needs an agreement; the procedure's own
    reader above the team, who gets the facts anyway, may have names where the reporter agreed to either.
    """
    return _uncovered(case, policy, audience, naming, _lines(case, policy))


def _uncovered(case: Case, policy: Policy, audience: str, naming: str, lines: Sequence[Agreement]) -> str:
    if inside(policy, audience):
        return ""
    if naming != "named":
        return _refused_all_the_same(case, policy, audience, lines)
    for disclosure in TOLD_WITH_NAMES.get(audience, ("details",)):
        found = _covered(case, policy, disclosure, audience, lines)
        if not found.yes and disclosure == "details" and of_the_procedure(policy, audience) and not found.by:
            by_name = _covered(case, policy, "identity-of-reporter", audience, lines)
            found = by_name if by_name.yes else found
        if not found.yes:
            return _would_go(disclosure, audience, found.why, policy, named=True)
    return ""


def _refused_all_the_same(case: Case, policy: Policy, audience: str, lines: Sequence[Agreement]) -> str:
    if audience in ("reporter", "venue", "registration"):
        return ""
    found = _covered(case, policy, "details", audience, lines)
    return _would_go("details", audience, found.why, policy) if not found.yes and found.by else ""


def _would_go(disclosure: Disclosure, to: str, why: str, policy: Policy, *, named: bool = False) -> str:
    names = named and disclosure == "details"
    said = _("This paper tells {whom} {what}, with names. {why}") if names else _("This paper tells {whom} {what}. {why}")
    return said.format(whom=to_words(to, policy), what=_(_WORDS[disclosure]), why=why)


def what_words(what: str) -> str:
    """What would be passed on, in words: the coded things by their titles, everything else as it was written."""
    coded = {"identity": N_("their name"), "identity-of-reporter": N_("their name"), "identity-of-affected": N_("their name"),
             "details": N_("what happened")}  # fmt: skip
    return _(coded[what]) if what in coded else what


def remarks(case: Case, policy: Policy) -> tuple[Remark, ...]:
    """Each telling of somebody outside, announcement, report or paper that was not covered when it was written down."""
    return tuple(_remarks(case, policy))


def _remarks(case: Case, policy: Policy) -> Iterator[Remark]:
    lines: list[Agreement] = []
    looks: list[Happening] = []
    for happening in case.happenings:
        body = happening.body
        if isinstance(body, (e.Reported, e.Amended, e.Consented)):
            lines += answers((happening,), policy)
        elif isinstance(body, e.SafetyChecked):
            looks.append(happening)
        elif isinstance(body, (e.Told, e.Announced, e.Notified, e.Exported)):
            then = replace(case, happenings=tuple(looks))  # as it stood: what came later made nothing right or wrong
            if isinstance(body, e.Exported):
                sentence = _left(then, policy, body, lines)
            else:
                sentence = _said(then, policy, body, lines, written=bool(happening.entry))
            if sentence:
                yield Remark(sentence=sentence, entry=happening.entry, row="B20")


def _said(
    case: Case, policy: Policy, body: e.Told | e.Announced | e.Notified, lines: Sequence[Agreement], *, written: bool
) -> str:
    """That a telling is not covered; while it is only being written in a form, as what it would be."""
    to = "public" if isinstance(body, e.Announced) else recipient(body.to if isinstance(body, e.Notified) else body.whom, policy)
    if not to or to in ("reporter", "affected"):
        return ""
    found = _covered(case, policy, "details", to, lines)
    if found.yes or (of_the_procedure(policy, to) and not found.by):
        return ""
    if isinstance(body, e.Announced):
        said = _("This was announced.") if written else _("This tells everyone.")
    else:
        said = _("This was passed on to {whom}.") if written else _("This tells {whom} about the case.")
    return " ".join((said.format(whom=to_words(to, policy)), found.why))


def _left(case: Case, policy: Policy, body: e.Exported, lines: Sequence[Agreement]) -> str:
    found = "" if body.document == "attachment" else _uncovered(case, policy, body.audience, body.naming, lines)
    if not found:
        return ""
    why = _("The reason written down: {reason}").format(reason=body.purpose.strip()) if body.purpose.strip() else ""
    return " ".join(part for part in (_("It left the desk all the same."), found, why) if part)
