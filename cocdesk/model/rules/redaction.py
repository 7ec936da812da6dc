"""Who may read what: a case file with everything taken out that its reader may not see (B19, B20, X40).

Redaction comes before any paper is built, so nothing that renders ever holds what its reader may not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Happening, Person, Role
from cocdesk.model.records.case_file import Audience, CaseFile, Naming, Participant, Redacted
from cocdesk.model.records.report import Report
from cocdesk.model.rules.consent import agreed_roles
from cocdesk.model.rules.masking import Names, Spellings, mask, names_of, without_contacts
from cocdesk.model.rules.standing import standing
from cocdesk.model.rules.text import fold
from cocdesk.words import _

_EVERY_ROLE: frozenset[Role] = frozenset({"reporter", "affected", "reported", "witness", "support", "other"})
_EVERY_FIELD = frozenset(Report.__struct_fields__)
_FACTS = frozenset({"heard_at", "happened", "place", "behaviour", "witnessed"})
_DONE = (e.Decided, e.Acted)
_WHOLE_STORY = (
    e.Met, e.Heard, e.Talked, e.Decided, e.Agreed, e.Acted, e.Planned, e.Told, e.ApologyOffered, e.Announced, e.Appealed,
    e.Linked, e.Closed, e.Reopened,
)  # fmt: skip


class View(Struct, frozen=True, kw_only=True):
    """What one audience may see.

    ``names`` are roles whose names may stand, ``people`` roles that are spoken of at all, ``fields`` those of the report,
    ``acts`` the entries; ``reasons`` says whether the team's own words on why come along, ``working`` whether everything does.
    ``told`` are those whose own tellings come along, ``looks`` says whether somebody named may be described.
    """

    names: frozenset[Role]
    people: frozenset[Role]
    fields: frozenset[str]
    acts: tuple[type[e.Body], ...] = _DONE
    reasons: bool = False
    working: bool = False
    contacts: bool = False
    told: frozenset[str] = frozenset()
    looks: bool = False


_TEAM = View(names=_EVERY_ROLE, people=_EVERY_ROLE, fields=_EVERY_FIELD, reasons=True, working=True, contacts=True)
_REPORTED: frozenset[Role] = frozenset({"reported"})
VIEWS: dict[Audience, View] = {
    "team": _TEAM,
    "chair": _TEAM,
    "officer": _TEAM,
    "dsf": View(
        names=_REPORTED,
        people=_EVERY_ROLE,
        fields=_FACTS | {"what", "circumstances", "impact", "ongoing", "channel"},
        acts=_WHOLE_STORY,
        reasons=True,
    ),
    "reporter": View(
        names=frozenset({"reporter", "affected"}),
        people=frozenset({"reporter", "affected", "reported"}),
        fields=_FACTS | {"what", "contact_wish", "needs"},
        acts=(e.Decided, e.Acted, e.Announced, e.Closed),
    ),
    "reported": View(
        names=_REPORTED,
        people=_REPORTED,
        fields=frozenset({"behaviour"}),
        acts=(e.Decided, e.Acted, e.Planned, e.Appealed),
        told=frozenset({"reported"}),
    ),
    "employer": View(names=_REPORTED, people=_REPORTED, fields=frozenset({"behaviour"})),
    "venue": View(names=_REPORTED, people=_REPORTED, fields=frozenset(), looks=True),
    "other-team": View(names=_REPORTED, people=_REPORTED, fields=frozenset()),
    "registration": View(names=_REPORTED, people=_REPORTED, fields=frozenset()),
    "public": View(
        names=frozenset(), people=frozenset(), fields=frozenset({"behaviour"}), acts=(e.Decided, e.Acted, e.Announced)
    ),
}


def for_audience(
    file: CaseFile, audience: Audience, naming: Naming, *, cover: frozenset[Role] = frozenset(),
    among: frozenset[str] = frozenset(), person: str = "", measures: bool = False, spellings: Spellings | None = None,
) -> Redacted:  # fmt: skip
    """The case file one audience may read.

    With *code names only* no name, address or badge of anybody remains, in no text either; those who handle the case
    become "Team member A", "B" and so on. *Named* leaves names of the roles this audience may know; the umbrella body
    learns the reporter's name only when the reporter agreed to share it. ``cover`` are roles that stay code names even then.
    ``among`` are the ids of those of whom one is meant, and ``person`` that one: the others stay code names, and since no
    entry says whom of several it concerns, what was decided about somebody reported stays out. ``measures`` says that the
    procedure tells the reporter of decisions and measures.
    """
    view = _view(audience, among, measures)
    names, hidden = _names(file, _named_roles(file, audience, naming, cover), naming, spellings, among - {person})
    masked: CaseFile = _masked(replace(file, participants=(), once=(), audience=audience, naming=naming), names)
    if naming == "code-names":  # what the team wrote of its event is told to everybody, and the steps are the procedure's
        bare: CaseFile = _each_text(replace(masked, event=file.event, steps=()), cache(without_contacts))
        masked = replace(bare, event=masked.event, steps=masked.steps)
    unspoken = _unspoken(file, view)
    if unspoken is not None:
        masked = _each_text(masked, lambda text: _somebody(text, unspoken))
    case = masked.case
    seen = replace(
        case,
        title=case.title if view.working else "",
        report=_only(case.report, view.fields),
        parts=tuple(part for part in case.parts if part.role in view.people),
        happenings=tuple(_reasons(h, view, audience) for h in _standing(case, view) if _comes_along(h.body, view)),
        risk=case.risk if view.working else None,
        impact=case.impact if view.working else None,
        attachments=case.attachments if view.working else (),
    )
    left_out = among - {person} if person else frozenset[str]()
    people = (p for p in file.participants if p.role in view.people and p.person.id not in left_out)
    changes: dict[str, Any] = {
        "participants": tuple(_participant(p, p.person.id in hidden, view, names, unspoken) for p in people),
        "case": seen,
        "timeline": masked.timeline if view.working else (),
        "steps": masked.steps if view.working else (),
        "linked": file.linked if view.working or e.Linked in view.acts else {},
    }
    plain = {f: changes.get(f, getattr(masked, f)) for f in CaseFile.__struct_fields__}
    return Redacted(**plain, one_of_several=bool(among) and view.people == _REPORTED)


def may_be_named(
    file: CaseFile, audience: Audience, naming: Naming, *, cover: frozenset[Role] = frozenset(),
    apart: frozenset[str] = frozenset(),
) -> frozenset[str]:  # fmt: skip
    """The ids of the persons of a case whose names such a paper leaves; ``apart`` are those somebody stands apart from."""
    known = {part.person.id for part in file.participants} | {person.id for person in file.once}
    return frozenset(known) - _names(file, _named_roles(file, audience, naming, cover), naming, apart=apart)[1]


def _view(audience: Audience, among: frozenset[str], measures: bool) -> View:
    """What this reader sees of this case: less than usual where it is about one of several, or not theirs to be told."""
    view = VIEWS[audience]
    if among and view.people == _REPORTED:
        # Those at the door learn from the measures only whether anybody stays away; whom, somebody says who knows.
        acts = view.acts if view.looks else ()
        view = replace(view, acts=acts, told=frozenset(), fields=view.fields - {"behaviour"})
    if audience == "reporter" and not measures:
        view = replace(view, acts=tuple(kind for kind in view.acts if kind not in _DONE))
    return view


def _standing(case: Case, view: View) -> Iterator[Happening]:
    """The entries, without decisions that an appeal took back for readers who do not see that it did."""
    if view.working or e.Appealed in view.acts:
        yield from case.happenings
        return
    holding = {happening.entry for happening in standing(case)}
    for happening in case.happenings:
        if happening.entry in holding or not isinstance(happening.body, _DONE):
            yield happening


def _named_roles(file: CaseFile, audience: Audience, naming: Naming, cover: frozenset[Role]) -> frozenset[Role]:
    roles: frozenset[Role] = VIEWS[audience].names if naming == "named" else frozenset()
    if audience == "dsf" and naming == "named":
        roles |= agreed_roles(file.case, audience)
    return roles - cover


def _names(
    file: CaseFile, roles: frozenset[Role], naming: Naming, spellings: Spellings | None = None,
    apart: frozenset[str] = frozenset(),
) -> tuple[Names, frozenset[str]]:  # fmt: skip
    """What to look for in texts, and the ids of the persons it hides.

    A person in two parts keeps the stricter one: a name stands only if every part of theirs may be named. Somebody put
    in the case by mistake may be named where everybody may.
    """
    hidden = {p.person.id for p in file.participants if p.role not in roles or p.person.id in apart}
    here = {p.person.id for p in file.participants}
    if roles != _EVERY_ROLE:
        hidden |= {person.id for person in file.once if person.id not in here}
    known = [*(p.person for p in file.participants), *file.once]
    sought = [person for person in known if person.id in hidden]
    standing = [person for person in known if person.id not in hidden]
    if "support" not in roles:
        sought += _friends(file)
    if naming == "code-names":
        sought += _staff(file, sought)
    return names_of(sought, standing=standing, spellings=spellings), frozenset(hidden)


def _unspoken(file: CaseFile, view: View) -> re.Pattern[str] | None:
    """The code names of those this reader is not told of at all; None when they are told of everybody."""
    spoken_of = {p.person.id for p in file.participants if p.role in view.people}
    known = {p.person.code_name for p in (*file.participants, *_once(file)) if p.person.id not in spoken_of}
    if view.people == _EVERY_ROLE or not known:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, known), key=len, reverse=True))})(?!\w)")


def _once(file: CaseFile) -> Iterator[Participant]:
    yield from (Participant(person=person, role="other") for person in file.once)


def _somebody(text: str, unspoken: re.Pattern[str]) -> str:
    """A text in which those nobody speaks of are "somebody", with a capital where a sentence begins."""

    def put(found: re.Match[str]) -> str:
        words = _("somebody")
        before = text[: found.start()].rstrip()
        return words[:1].upper() + words[1:] if not before or before[-1] in ".!?…“" else words

    return unspoken.sub(put, text)


def _friends(file: CaseFile) -> Iterator[Person]:
    """Whom somebody wished beside them: named in an entry, a person of the case only by chance."""
    for happening in file.case.happenings:
        if isinstance(happening.body, e.SupportGiven) and happening.body.friend.strip():
            for name in _people_in(happening.body.friend):
                yield Person(id="", code_name=_("the friend they named"), name=name)


_NOT_A_NAME = frozenset(
    "the a an of and from our their chair chairs conference code conduct coc team member members staff event lead organiser "
    "organizer officer safety diversity coordinator workshop host hosts security venue desk committee board everyone nobody "
    "person reported affected reporter witness police public announcement anonymous friend".split()
)
# Words beside a name where nobody minds capitals.
_BESIDE_A_NAME = _NOT_A_NAME | frozenset(
    "dr mr mrs ms mx prof by with at for to in on off from as we us i me he she they them his her who whom whoever whichever "
    "would can both all each any some two three four five six several other others one more same whole entire duty call phone "
    "online present absent later now today tomorrow then also is are was were be met meet talk talks speak speaks spoke ask asks "
    "tell tells told this that it its not no yes alone together free next".split()
)


def _staff(file: CaseFile, persons: Iterable[Person]) -> Iterator[Person]:
    """Those who took, handled and decided, as far as their names stand in fields of their own; each once, lettered."""
    known = {fold(text) for person in persons for text in (person.name, person.code_name)}
    letter = 0
    for text, only_names in _staff_fields(file):
        for name in _listed_in(text) if only_names else _people_in(text):
            if fold(name) not in known:
                known.add(fold(name))
                yield Person(id="", code_name=_("Team member {letter}").format(letter=_lettered(letter)), name=name)
                letter += 1


def _staff_fields(file: CaseFile) -> Iterator[tuple[str, bool]]:
    """Each text, and whether it lists people and hardly anything else."""
    for text in (file.received_by, file.case.report.received_by, *file.responsible, *(line.by for line in file.timeline)):
        yield text, True
    for happening in file.case.happenings:
        body = happening.body
        if isinstance(body, e.Met):
            yield from ((text, True) for text in (*body.attendees, body.who))
        elif isinstance(body, (e.Announced, e.Acknowledged)):
            yield body.by, False
        elif isinstance(body, (e.Heard, e.Told, e.ApologyOffered, e.Warned)):
            yield body.by, True
        elif isinstance(body, e.Talked):
            yield from ((text, True) for text in body.by)
        elif isinstance(body, e.Decided):
            yield from ((text, True) for text in (body.who, *body.deciders))
        elif isinstance(body, (e.Agreed, e.Acted)):
            yield body.who, True
        elif isinstance(body, e.Planned):
            yield body.with_whom, False
        elif isinstance(body, e.RolledOut):
            yield body.owner, True
        elif isinstance(body, e.Knows):
            yield body.who, False
        elif isinstance(body, e.Appealed):
            yield from ((text, True) for text in body.heard_by)
        elif isinstance(body, e.Substituted):
            yield from ((text, True) for text in (body.member, body.instead_of, body.agreed_by))
        elif isinstance(body, e.Recused):
            yield from ((body.member, True), (body.by, True))


_AMONG = re.compile(r"[,;&/+()\n]|\b(?:and|or|und|oder|et|y)\b")


def _listed_in(text: str) -> Iterator[str]:
    """The names in a field that lists people, in small letters too; of a whole sentence only the words with a capital."""
    for piece in _AMONG.split(text):
        words = [word for word in piece.split() if fold(word).strip(".:'") not in _BESIDE_A_NAME and not word[0].isdigit()]
        if len(words) <= 4:
            yield from [" ".join(words)] if words else []
        else:
            yield from (word for word in words if not word[0].islower())


def _people_in(text: str) -> Iterator[str]:
    """The names in a field that holds names: pieces of up to four words, each beginning like a name, none saying a role only."""
    for piece in _AMONG.split(text):
        words = [word for word in piece.split() if fold(word).strip(".:") not in _NOT_A_NAME]
        if 0 < len(words) <= 4 and all(not word[0].islower() and not word[0].isdigit() for word in words):
            yield " ".join(words)


def _lettered(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else _lettered(number // 26 - 1) + chr(ord("A") + number % 26)


def _comes_along(body: e.Body, view: View) -> bool:
    return view.working or isinstance(body, view.acts) or (isinstance(body, e.Told) and body.whom in view.told)


def _participant(part: Participant, hidden: bool, view: View, names: Names, unspoken: re.Pattern[str] | None) -> Participant:
    person = part.person
    if hidden:
        bare = Person(id=person.id, code_name=person.code_name)
        return Participant(person=bare, role=part.role, words="", shown=person.code_name)
    if not view.contacts:
        looks = person.description if view.looks else ""
        person = Person(
            id=person.id, code_name=person.code_name, name=person.name, affiliation=person.affiliation, description=looks
        )
    changes = {f: mask(getattr(person, f), names) for f in ("affiliation", "description", "contact")}
    if unspoken is not None:
        changes = {f: _somebody(text, unspoken) for f, text in changes.items()}
    return replace(part, person=replace(person, **changes), words=mask(part.words, names), shown=person.name or person.code_name)


def _only(report: Report, fields: frozenset[str]) -> Report:
    return Report(**{f: getattr(report, f) for f in Report.__struct_fields__ if f in fields})


def _reasons(happening: Happening, view: View, audience: Audience) -> Happening:
    """The entry without the team's own words on why and who, for readers outside.

    What comes with a measure (how to come back, what follows the next time) is for whom it concerns, and not for the reporter.
    """
    body = happening.body
    if view.reasons:
        return happening
    if isinstance(body, e.Decided):
        body = replace(body, who="", why="", despite="", deciders=(), vote="", safe_enough="", stands="")
        if audience == "reporter":
            body = replace(body, conditions="", next_rung="", review="", grant_condition="")
        return replace(happening, body=body)
    if isinstance(body, e.Acted):
        return replace(happening, body=replace(body, who="", words=""))
    if isinstance(body, e.Announced):
        return replace(happening, body=replace(body, named_because=""))
    if isinstance(body, e.Closed):
        outcome = body.outcome if e.Decided in view.acts else ""
        return replace(happening, body=replace(body, outcome=outcome, why="", open_steps=(), standing=""))
    return happening


def _masked(record: Any, names: Names) -> Any:
    """A record with every text in it masked, however deep; ids and coded words stay."""
    # A case says much twice: in its entries and in what they come to.
    return _each_text(record, cache(lambda text: mask(text, names))) if names else record


def _each_text(record: Any, change: Callable[[str], str]) -> Any:
    if isinstance(record, str):
        return change(record)
    if isinstance(record, (tuple, list)):
        return type(record)(_each_text(inner, change) for inner in record)
    if isinstance(record, dict):
        return {key: _each_text(inner, change) for key, inner in record.items()}
    if isinstance(record, Struct):
        open_fields = ((f, getattr(record, f)) for f in _open_fields(type(record)))
        return replace(record, **{f: _each_text(value, change) for f, value in open_fields if not _is_code(f, value)})
    return record


@cache
def _open_fields(kind: type[Struct]) -> tuple[str, ...]:
    """Fields that may hold words of people: all but those of a closed set of words."""
    author = {"by"} if issubclass(kind, Happening) else set()  # a member's slot, not a name
    return tuple(f.name for f in msgspec.structs.fields(kind) if f.name not in author and not _closed(f.type))


def _closed(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return True
    inner = [a for a in get_args(annotation) if a is not type(None) and a is not Ellipsis]
    return bool(inner) and all(_closed(a) for a in inner)


_CODES = frozenset(
    {"id", "entry", "code_name", "policy", "policy_version", "policy_hash", "event", "kind", "sha256", "attachment",
     "audience", "zone", "acts", "heads", "struck", "media_type", "heard_at"}
)  # fmt: skip
_OF_THE_POLICY = frozenset({"offered", "given", "sanction"})
_IDENTIFIER = re.compile(r"[a-z0-9-]+")
_ID = re.compile(r"[0-9a-f]{32}")
_WHOM = frozenset({"reporter", "affected", "reported", "team", "public", "everyone"})


def _is_code(field: str, value: object) -> bool:
    """Whether a field holds an id or a word of the program, not of a person."""
    if field == "whom":
        return value in _WHOM
    if field in ("person", "other"):  # ids in most entries; and whoever was warned, or whatever another laptop wrote
        return isinstance(value, str) and _ID.fullmatch(value) is not None
    if field in _OF_THE_POLICY:  # an entry made elsewhere may hold anything there
        return all(_IDENTIFIER.fullmatch(name) for name in ([value] if isinstance(value, str) else value))  # type: ignore[attr-defined]
    return field in _CODES and not isinstance(value, Struct)
