"""Who sits together about a case, and who decides: stepping back, standing in, and whether the pack's numbers are met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Person
from cocdesk.model.rules.text import searchable
from cocdesk.words import _, ngettext

Distance = Literal["hard", "soft"]


def same_name(left: str, right: str) -> bool:
    """Whether two names are one, whatever their case, accents and spaces."""
    folded = searchable(left)
    return bool(folded) and folded == searchable(right)


def recused(case: Case) -> dict[str, Distance]:
    """Who stepped back, by the name first written down, and how far; the further distance stays (F5, X4)."""
    found: dict[str, Distance] = {}
    written: dict[str, str] = {}
    # Asked once for each decision of a long case, so that everything else is passed over quickly.
    for body in [happening.body for happening in case.happenings if isinstance(happening.body, e.Recused)]:
        if folded := searchable(body.member):
            name = written.setdefault(folded, body.member)
            if found.get(name) != "hard":
                found[name] = body.kind
    return found


def away(case: Case, also: Iterable[str] = ()) -> dict[str, tuple[str, Distance]]:
    """Who stepped back, by folded name → the folded name it was written under, and how far.

    Somebody of the case, or of ``also``, who is called by more or fewer of their names is among them where the name that was
    written can be nobody else's there.
    """
    kinds = {searchable(name): kind for name, kind in recused(case).items()}
    found = {folded: (folded, kind) for folded, kind in kinds.items()}
    if not kinds:
        return found
    bodies = [happening.body for happening in case.happenings]
    written = {name for body in bodies if isinstance(body, e.Met) for name in body.attendees}
    written |= {name for body in bodies if isinstance(body, e.Decided) for name in body.deciders}
    known = {searchable(name) for name in (*written, *substitutes(case), *also)} - {""}
    for folded, kind in kinds.items():
        words = set(folded.split())
        meant = [name for name in known if words <= set(name.split()) or set(name.split()) <= words]
        if folded not in known and len(meant) == 1:
            found.setdefault(meant[0], (folded, kind))
    return found


def substitutes(case: Case) -> dict[str, str]:
    """Who takes a place in the team for this case alone → in whose place, empty when it was not said (X7)."""
    found: dict[str, str] = {}
    for happening in case.happenings:
        if isinstance(happening.body, e.Substituted):
            found.setdefault(happening.body.member, happening.body.instead_of)
    return found


def in_the_room(
    attendees: Iterable[str], case: Case, people: Mapping[str, Person], roles: Sequence[str]
) -> tuple[tuple[str, Person], ...]:
    """Who of those parts is among the attendees: their part and who they are, once each."""
    wanted = dict.fromkeys(
        (part.role, people[part.person]) for part in case.parts if part.role in roles and part.person in people
    )
    there = [words for attendee in attendees if (words := searchable(attendee).split())]
    return tuple((role, person) for role, person in wanted if _is_there(person, there))


def _is_there(person: Person, there: Sequence[list[str]]) -> bool:
    """Whether some attendee's words are this person: a name in any order, or a whole name with something beside it."""
    for name in (person.name, person.code_name, *person.aliases, person.email):
        sought = searchable(name).split()
        if sought and any(_is(words, sought) for words in there):
            return True
    return False


def _is(words: list[str], sought: list[str]) -> bool:
    if sorted(sought) == sorted(words):
        return True
    length = len(sought)
    return length > 1 and any(words[start : start + length] == sought for start in range(len(words) - length + 1))


def exception_possible(case: Case, policy: Policy) -> bool:
    """Whether somebody of the case may be in the room, with the reason written down: only for what many people saw (F4)."""
    return policy.meeting.widely_witnessed_exception and case.report.witnessed == "widely"


def excluded(
    attendees: Iterable[str], case: Case, people: Mapping[str, Person], policy: Policy, exception: str = ""
) -> str:  # fmt: skip
    """Why these people may not meet about this case, with the way out; empty when they may (F3, F4). Names no one but by code."""
    found = in_the_room(attendees, case, people, policy.meeting.excluded)
    possible = exception_possible(case, policy)
    if not found or (possible and exception.strip()):
        return ""
    said = {
        "reporter": _("The reporter ({code_name}) stays out of the meeting; somebody of the team brings in what they told you."),
        "reported": _("The person reported ({code_name}) stays out of the meeting; whoever heard them brings in their side."),
    }
    sentences = [said[role].format(code_name=person.code_name) for role, person in found]
    if possible:
        sentences.append(_("As many people saw what happened, they may be there all the same: then write down why."))
    elif exception.strip() and policy.meeting.widely_witnessed_exception:
        sentences.append(_("An exception is only for what many people saw, and the report does not say so."))
    else:
        sentences.append(_("Please take them out of the list of who was there."))
    return " ".join(sentences)


def people_among(names: Iterable[str]) -> tuple[str, ...]:
    """The names without those written twice, as first written."""
    return tuple({folded: name for name in reversed(tuple(names)) if (folded := searchable(name))}.values())[::-1]


def lacking(deciders: Iterable[str], case: Case, policy: Policy) -> tuple[str, ...]:
    """What these people lack to decide under the pack's rule, in sentences with the way out; empty when nothing is missing."""
    named = people_among(deciders)
    return numbers(named, {folded: kind for folded, (_written, kind) in away(case, named).items()}, policy)


def numbers(deciders: Iterable[str], away: Mapping[str, Distance], policy: Policy) -> tuple[str, ...]:
    """The same for whoever knows already who stepped back: ``away`` by folded name."""
    team = policy.team
    named = people_among(deciders)
    deciding = [name for name in named if searchable(name) not in away]
    found = [_stepped_back(name, away[searchable(name)]) for name in named if searchable(name) in away]
    if not named:
        return (_nobody_named(policy),) if _asks_for_numbers(policy) else ()
    count = len(deciding)
    if team.minimum is not None and count < team.minimum:
        needed = ngettext("{count} person decides here", "At least {count} people decide here", team.minimum)
        counted = _("of those named, {count} can.").format(count=count)
        found.append(_("{needed}; {counted}").format(needed=needed.format(count=team.minimum), counted=counted))
        found.append(_way_out(bool(away)))
    elif team.sizes and count not in team.sizes:
        sizes = _(" or ").join(str(size) for size in sorted(team.sizes))
        found.append(_("{sizes} people decide here; of those named, {count} can.").format(sizes=sizes, count=count))
        found.append(_way_out(bool(away)) if count < max(team.sizes) else _("Please agree on who of them decides."))
    elif team.odd and count % 2 == 0:
        found.append(_("An odd number decides here, so that no vote ends even; of those named, {count} can.").format(count=count))
        found.append(_("Ask one more person to decide with you, or agree on who of you does not vote."))
    return tuple(found)


def _asks_for_numbers(policy: Policy) -> bool:
    return policy.team.minimum is not None or bool(policy.team.sizes) or policy.team.odd


def _nobody_named(policy: Policy) -> str:
    return _("It is not written down who decides. The procedure asks: {rule}").format(rule=policy.team.sentence)


def _stepped_back(name: str, kind: Distance) -> str:
    if kind == "soft":
        return _("{name} has stepped back from deciding here, and can only be asked.").format(name=name)
    return _("{name} has stepped back from this case, and takes no part in it.").format(name=name)


def _way_out(somebody_away: bool) -> str:
    if somebody_away:
        return _("As somebody has stepped back, ask a substitute to take the place for this case, and write that down.")
    return _("Ask somebody else of the team to decide with you, or a substitute for this case.")
