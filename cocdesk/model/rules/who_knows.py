"""Who knows of a case (N6): read from what was written down, so that the list is never a list somebody forgot to keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Happening, Person
from cocdesk.model.rules import telling
from cocdesk.model.rules.agreements import recipient
from cocdesk.model.rules.consent import inside, to_words
from cocdesk.model.rules.meant import role_of
from cocdesk.model.rules.sight import who_is_meant
from cocdesk.model.rules.text import searchable
from cocdesk.words import _

_AMONG = re.compile(r"[,;&/\n]|\s(?:and|und|et|y)\s")
_NOBODY = frozenset(
    "team|the team|we|us|all of us|everyone|everybody|nobody|no one|somebody|someone|chair|the chair|staff|security|police|-|–"
    "|?|code of conduct team|reporter|the reporter|host|hosts|all".split("|")
)
_LONGEST_NAME = 60


class Knower(Struct, frozen=True, kw_only=True):
    """Somebody who knows: ``who`` by name or code name, ``since`` the first entry that says so, ``what`` how they know.

    ``in_team`` counts against the number who may know; ``entry`` is the first entry. ``since_words`` is a time as somebody
    wrote it, where they wrote one.
    """

    who: str
    since: datetime
    what: tuple[str, ...]
    entry: str
    in_team: bool = False
    since_words: str = ""


class _Found(Struct, frozen=True):
    who: str
    what: str
    in_team: bool = False
    since_words: str = ""


def who_knows(
    case: Case, policy: Policy, people: Mapping[str, Person], members: Mapping[str, str] | None = None
) -> tuple[Knower, ...]:
    """Everybody an entry names as knowing, the earliest first and each once; those of the case by code name only.

    ``members`` gives the names of those who wrote entries, by their slots.
    """
    known: dict[str, Knower] = {}
    called = _callings(people, tuple(dict.fromkeys((members or {}).values())))
    for happening in case.happenings:
        for found in _found(happening, case, policy, people, members or {}):
            who = called(" ".join(found.who.split()))
            key = searchable(who)
            if not key or key in _NOBODY:
                continue
            before = known.get(key)
            if before is None:
                known[key] = Knower(
                    who=who, since=happening.at, what=(found.what,), entry=happening.entry, in_team=found.in_team,
                    since_words=found.since_words,
                )  # fmt: skip
                continue
            what = before.what if found.what in before.what else (*before.what, found.what)
            known[key] = Knower(
                who=before.who, since=before.since, what=what, entry=before.entry, in_team=before.in_team or found.in_team,
                since_words=before.since_words or found.since_words,
            )  # fmt: skip
    return tuple(known.values())


def _callings(people: Mapping[str, Person], team: tuple[str, ...]) -> Callable[[str], str]:
    """What somebody is called here, however they were written: by code name if they are of the case, by their whole name if
    they are the one member it can mean."""
    written = {searchable(name): p.code_name for p in people.values() for name in (p.name, *p.aliases, p.email) if name}
    found: dict[str, str] = {}

    def called(name: str) -> str:
        if name not in found:
            meant = who_is_meant(name, team)
            found[name] = written.get(searchable(name)) or (meant[0] if len(meant) == 1 else name)
        return found[name]

    return called


def warning(knowers: tuple[Knower, ...], policy: Policy) -> str:
    """A sentence where more of the team know than the procedure wants (B18); empty otherwise, and where it names no number."""
    most = policy.team.know_at_most
    count = sum(knower.in_team for knower in knowers)
    if most is None or count <= most:
        return ""
    said = _("{count} people of the team know of this case; the procedure asks for {most} at the most. Let nobody else in.")
    return said.format(count=count, most=most)


def _found(
    happening: Happening, case: Case, policy: Policy, people: Mapping[str, Person], members: Mapping[str, str]
) -> Iterator[_Found]:
    body = happening.body
    if happening.by in members:
        yield _Found(members[happening.by], _("wrote in the case"), True)
    if isinstance(body, e.PersonAdded):
        yield from _of_the_case(body, people)
    elif isinstance(body, e.Told):
        yield from _told(body, case, people)
    elif isinstance(body, (e.SafetyChecked, e.SupportGiven)):
        yield from _called_in(body)
    elif isinstance(body, (e.Exported, e.Notified, e.Announced)):
        yield from _sent(body, policy)
    elif isinstance(body, e.Agreed):
        meant = role_of(body.role, policy)
        role = next((role for role in policy.roles if role.id == meant), None)
        in_team = role is not None and role.in_team
        yield _Found(body.who or (role.title if role else body.role), _("was asked to agree"), in_team)
    elif isinstance(body, e.Knows):
        what = body.what.strip() or _("knows of it")
        # Only what the procedure calls its team counts: anybody else on this list is outside until it is said.
        yield _Found(body.who, what, inside(policy, recipient(body.who, policy)), body.since)
    else:
        reader = _READERS.get(type(body))
        for text, what, in_team in reader(body) if reader else ():
            yield from (_Found(name, what, in_team) for name in names_in(text))
    if isinstance(body, (e.Heard, e.Talked)) and getattr(body, "told", True):
        yield from (_Found(p, _("was told that there is a report")) for p in _with_part(case, "reported", people))


def _of_the_case(body: e.PersonAdded, people: Mapping[str, Person]) -> Iterator[_Found]:
    """Reporter, person affected and witnesses know what they told or saw; the person reported only once told."""
    if body.person in people and body.role != "reported":
        yield _Found(people[body.person].code_name, _(telling.ROLES[body.role]))


def _with_part(case: Case, role: str, people: Mapping[str, Person]) -> Iterator[str]:
    return (people[part.person].code_name for part in case.parts if part.role == role and part.person in people)


def _told(body: e.Told, case: Case, people: Mapping[str, Person]) -> Iterator[_Found]:
    yield from (_Found(name, _("told somebody of it"), True) for name in names_in(body.by))
    what = _("was told")
    named = list(_with_part(case, body.whom, people))
    if named or body.whom in telling.ROLES:
        yield from (_Found(name, what) for name in named or [_(telling.ROLES[body.whom])])
    else:
        yield _Found(body.whom, what)


def _called_in(body: e.SafetyChecked | e.SupportGiven) -> Iterator[_Found]:
    if isinstance(body, e.SupportGiven):
        yield from (_Found(name, _("fetched to be with them")) for name in names_in(body.friend))
        return
    called = {"venue-security": _("venue security"), "police": _("police called"), "medical": _("medical help")}
    yield from (_Found(called[place], _("was called")) for place in body.called if place in called)


def _sent(body: e.Exported | e.Notified | e.Announced, policy: Policy) -> Iterator[_Found]:
    if isinstance(body, e.Announced):
        yield from (_Found(name, _("announced it"), True) for name in names_in(body.by))
        yield _Found(_("everyone at the event"), _("heard the announcement"))
    elif isinstance(body, e.Notified):
        yield _Found(body.to, _("was sent the incident"), inside(policy, recipient(body.to, policy)))
    elif body.document != "attachment" and body.audience != "team":
        what = _("got a paper with names") if body.naming == "named" else _("got a paper with code names")
        reader = to_words(body.audience, policy)
        yield _Found(body.recipient or reader, what, inside(policy, body.audience))
    elif body.recipient:
        yield _Found(body.recipient, _("got a paper with names"), True)


def names_in(text: str) -> tuple[str, ...]:
    """The names a field lists; a whole sentence is none."""
    pieces = (" ".join(piece.split()).strip(".") for piece in _AMONG.split(text))
    return tuple(piece for piece in pieces if piece and len(piece) <= _LONGEST_NAME and len(piece.split()) <= 5)


_Told = tuple[str, str, bool]
_Reader = Callable[[Any], Iterator[_Told]]


def _reader(*fields: str, what: Callable[[], str], in_team: bool = True) -> _Reader:
    def read(body: Any) -> Iterator[_Told]:
        for field in fields:
            value = getattr(body, field)
            yield from ((text, what(), in_team) for text in ((value,) if isinstance(value, str) else value))

    return read


def _taken(body: e.Reported) -> Iterator[_Told]:
    yield body.report.received_by, _("took the report"), True


_READERS: Mapping[type, _Reader] = {
    e.Reported: _taken,
    e.Met: _reader("attendees", what=lambda: _("was at the meeting")),
    e.Heard: _reader("by", what=lambda: _("heard the person reported")),
    e.Talked: _reader("by", what=lambda: _("talked with the person reported")),
    e.Decided: _reader("deciders", what=lambda: _("decided")),
    e.Acted: _reader("who", what=lambda: _("carried it out"), in_team=False),
    e.RolledOut: _reader("owner", what=lambda: _("carries out a measure"), in_team=False),
    e.ApologyOffered: _reader("by", what=lambda: _("dealt with an apology")),
    e.Warned: _reader("by", what=lambda: _("gave a first warning"), in_team=False),
    e.Substituted: _reader("member", what=lambda: _("stands in for somebody")),
    e.Appealed: _reader("heard_by", what=lambda: _("heard the appeal"), in_team=False),
}
